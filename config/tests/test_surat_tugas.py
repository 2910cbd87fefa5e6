"""The letter behind a visit and behind a monitoring: one life, and what may not happen without it."""

import datetime
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from dasar.alur import sejak_dari
from monitoring.services import monitoring as layanan_monitoring
from monitoring.services.rencana import IsiMonitoring, monitoring_ubah
from monitoring.services.surat_tugas import surat_tugas_ajukan as ajukan_monitoring
from monitoring.tests.factories import LembarMonitoringFactory, MonitoringFactory
from naskah.enums.naskah import StatusNaskah
from naskah.models import Naskah
from naskah.services.naskah import naskah_cabut, naskah_kembalikan, naskah_setujui
from perut.models import Kunjungan
from perut.services import kunjungan as layanan_kunjungan
from perut.services.jadwal import IsiKunjungan, kunjungan_ubah
from perut.services.surat_tugas import surat_tugas_ajukan as ajukan_kunjungan
from perut.tests.factories import BukuFactory, KegiatanFactory, KehadiranFactory, KunjunganFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]

S = StatusNaskah
HARI = datetime.date(2026, 5, 12)
TAK_BERLAKU = [S.DRAF, S.DIAJUKAN, S.DIKEMBALIKAN, S.DIVERIFIKASI, S.DIBATALKAN, S.DICABUT, S.DIGANTI]
# Each step from the beginning to the approval: kind of work, action, status before, who.
LANGKAH = [
    ("kunjungan", "mulai", "dijadwalkan", "pelaksana"),
    ("kunjungan", "ajukan", "berlangsung", "pelaksana"),
    ("kunjungan", "verifikasi", "diajukan", "verifikator"),
    ("kunjungan", "sahkan", "diverifikasi", "camat"),
    ("monitoring", "mulai", "ditugaskan", "pelaksana"),
    ("monitoring", "laporkan", "berlangsung", "pelaksana"),
    ("monitoring", "terima", "dilaporkan", "camat"),
]


def _kunjungan(desa, orang, status, surat=S.DISETUJUI):
    """A visit to which nothing is missing but, perhaps, its letter."""
    k = KunjunganFactory(
        desa=desa, status=status, status_surat=surat, petugas=[orang["pelaksana"]], notulen="Notulen kunjungan."
    )
    KehadiranFactory(kunjungan=k)
    KegiatanFactory(kunjungan=k)
    buku = BukuFactory(kode="A.1")
    k.instrumen = buku.instrumen
    k.save()
    k.pemeriksaan_set.create(buku=buku, ada=False)
    return k


def _monitoring(desa, orang, status, surat=S.DISETUJUI):
    m = MonitoringFactory(
        desa=desa,
        status=status,
        status_surat=surat,
        petugas=[orang["pelaksana"]],
        dasar=["SK Camat Nomor 800/1/2026 tentang pengangkatan dalam jabatan;", "Surat tugas."],
        maksud="Monitoring.",
        isi_kegiatan="Dokumen diperiksa.",
        kesimpulan="Lengkap.",
        saran=["Dipertahankan."],
    )
    LembarMonitoringFactory(monitoring=m, jawaban="ADA")
    return m


@dataclass(frozen=True)
class Kerja:
    buat: Any
    layanan: Any
    ajukan_surat: Any
    tugaskan: str  # the step that makes the plan binding
    tanggal: str
    rinci: str

    def lakukan(self, nama, aksi, objek, oleh, **isi):
        if aksi == "verifikasi":
            isi["verifikasi"] = {"aspek": []}
        return getattr(self.layanan, f"{nama}_{aksi}")(**{nama: objek}, oleh=oleh, **isi)


KERJA = {
    "kunjungan": Kerja(
        _kunjungan, layanan_kunjungan, ajukan_kunjungan, "jadwalkan", "tanggal", "perut:kunjungan-rinci"
    ),
    "monitoring": Kerja(
        _monitoring, layanan_monitoring, ajukan_monitoring, "tugaskan", "tanggal_selesai", "monitoring:monitoring-rinci"
    ),
}


def segar(objek):
    return type(objek).objects.get(pk=objek.pk)


def surat_baru(nama, objek, orang) -> Naskah:
    return KERJA[nama].ajukan_surat(**{nama: objek}, oleh=orang["verifikator"])


@pytest.fixture(params=list(KERJA))
def ditugaskan(request, desa, orang):
    """(kind, work) planned, with its letter in force: by the real services."""
    nama = request.param
    kerja = KERJA[nama]
    objek = kerja.buat(desa, orang, "rencana")
    if nama == "kunjungan":
        surat_baru(nama, objek, orang)
    objek = kerja.lakukan(nama, kerja.tugaskan, segar(objek), orang["verifikator"])
    naskah_setujui(naskah=objek.surat_tugas, oleh=orang["camat"])
    return nama, segar(objek)


def ubah_rencana(nama, objek):
    type(objek).objects.filter(pk=objek.pk).update(**{KERJA[nama].tanggal: HARI})
    return segar(objek)


# --- called off ------------------------------------------------------------------------
def test_pembatalan_selagi_pengganti_menunggu_mencabut_surat_lama(client, ditugaskan, orang):
    """Two letters lie with the work then: the new one is dropped, the old one does not stay in force."""
    nama, objek = ditugaskan
    lama = objek.surat_tugas
    baru = surat_baru(nama, ubah_rencana(nama, objek), orang)
    assert (baru.menggantikan, baru.status) == (lama, S.DIAJUKAN)
    KERJA[nama].lakukan(nama, "batalkan", segar(objek), orang["verifikator"], alasan="Banjir.")
    assert (segar(lama).status, segar(baru).status) == (S.DICABUT, S.DIBATALKAN)
    halaman = client.get(reverse("naskah:verifikasi", args=[lama.kode])).content.decode()
    assert "Naskah ini dicabut" in halaman


# --- no step without a letter in force ----------------------------------------------------
@pytest.mark.parametrize("surat", TAK_BERLAKU)
@pytest.mark.parametrize(("nama", "aksi", "status", "peran"), LANGKAH)
def test_tidak_melangkah_tanpa_surat_tugas_yang_berlaku(desa, orang, nama, aksi, status, peran, surat):
    objek = KERJA[nama].buat(desa, orang, status, surat)
    with pytest.raises(ValidationError) as galat:
        KERJA[nama].lakukan(nama, aksi, objek, orang[peran])
    assert [k for k in galat.value.messages if k.startswith("Surat tugas")], galat.value.messages
    assert segar(objek).status == status
    assert objek.riwayat.count() == 0


@pytest.mark.parametrize(("nama", "aksi", "status", "peran"), LANGKAH)
def test_melangkah_dengan_surat_tugas_yang_berlaku(desa, orang, nama, aksi, status, peran):
    objek = KERJA[nama].buat(desa, orang, status)
    KERJA[nama].lakukan(nama, aksi, objek, orang[peran])
    assert segar(objek).status != status


@pytest.mark.parametrize("beda", ["tanggal", "petugas"])
def test_dimulai_hanya_dengan_surat_yang_memuat_petugas_dan_tanggalnya(ditugaskan, desa, orang, beda):
    nama, objek = ditugaskan
    lama = objek.surat_tugas
    if beda == "tanggal":
        objek = ubah_rencana(nama, objek)
    elif nama == "kunjungan":
        objek.petugas.add(pengguna_berperan(Peran.PELAKSANA, desa))
    else:
        objek.petugas.create(urut=2, nama="Petugas baru", jenis_kelamin="P", jabatan="Staf", alamat="Kantor Kecamatan")
    with pytest.raises(ValidationError) as galat:
        KERJA[nama].lakukan(nama, "mulai", segar(objek), orang["pelaksana"])
    assert "pengganti" in " ".join(galat.value.messages)
    baru = surat_baru(nama, segar(objek), orang)
    with pytest.raises(ValidationError, match="pengganti"):  # handed in is not yet in force
        KERJA[nama].lakukan(nama, "mulai", segar(objek), orang["pelaksana"])
    naskah_setujui(naskah=baru, oleh=orang["camat"])
    KERJA[nama].lakukan(nama, "mulai", segar(objek), orang["pelaksana"])
    assert (segar(objek).status, segar(lama).status) == ("berlangsung", S.DIGANTI)


# --- no dead end --------------------------------------------------------------------------
@pytest.mark.parametrize(("nama", "aksi", "status", "peran"), [b for b in LANGKAH if b[1] != "mulai"])
def test_surat_yang_dicabut_di_tengah_jalan_dapat_diganti(desa, orang, nama, aksi, status, peran):
    """What was begun on a letter that is withdrawn then goes on when the camat has approved another one."""
    objek = KERJA[nama].buat(desa, orang, status)
    with pytest.raises(PermissionDenied):  # nothing to mend while it is in force
        surat_baru(nama, objek, orang)
    naskah_cabut(naskah=objek.surat_tugas, alasan="Salah orang.", oleh=orang["camat"])
    baru = surat_baru(nama, segar(objek), orang)
    assert (baru.status, baru.menggantikan, segar(objek).status) == (S.DIAJUKAN, None, status)
    naskah_kembalikan(naskah=baru, alasan="Perbaiki.", oleh=orang["camat"])
    assert surat_baru(nama, segar(objek), orang) == baru
    naskah_setujui(naskah=baru, oleh=orang["camat"])
    KERJA[nama].lakukan(nama, aksi, segar(objek), orang[peran])
    assert segar(objek).status != status


@pytest.mark.parametrize("nama", list(KERJA))
@pytest.mark.parametrize("dilihat", ["", "v0", "999999"])
def test_surat_dari_halaman_usang_tidak_disusun(client, desa, orang, nama, dilihat):
    status = "dijadwalkan" if nama == "kunjungan" else "ditugaskan"
    objek = KERJA[nama].buat(desa, orang, status, S.DICABUT)
    objek.riwayat.create(aksi="jadwalkan", dari="rencana", ke=status, oleh=orang["verifikator"])
    alamat = reverse(f"{'perut' if nama == 'kunjungan' else nama}:surat-tugas-ajukan", args=[objek.pk])
    client.force_login(orang["verifikator"])
    jawaban = client.post(alamat, {"sejak": dilihat})
    assert jawaban.status_code == 422
    assert "sejak halaman ini dibuka" in jawaban.content.decode()
    assert segar(objek).surat_tugas == objek.surat_tugas
    client.post(alamat, {"sejak": sejak_dari(objek)})
    assert segar(objek).surat_tugas != objek.surat_tugas


def _ubah_rencana(objek, oleh):
    """A colleague plans it for another day."""
    besok = datetime.timedelta(days=1)
    if isinstance(objek, Kunjungan):
        isi = replace(IsiKunjungan.dari(objek), tanggal=objek.tanggal + besok)
        kunjungan_ubah(kunjungan=objek, versi=objek.versi, isi=isi, oleh=oleh, tetap=True)
    else:
        isi = replace(IsiMonitoring.dari(objek), tanggal_selesai=objek.tanggal_selesai + besok)
        monitoring_ubah(monitoring=objek, versi=objek.versi, isi=isi, oleh=oleh)


@pytest.mark.parametrize("nama", list(KERJA))
def test_surat_tidak_disusun_atas_rencana_yang_sudah_diubah_rekan(client, desa, orang, nama):
    """The plan of what is scheduled already changes too: the letter would say what nobody saw on the page."""
    status = "dijadwalkan" if nama == "kunjungan" else "ditugaskan"
    objek = KERJA[nama].buat(desa, orang, status, S.DICABUT)
    objek.riwayat.create(aksi="jadwalkan", dari="rencana", ke=status, oleh=orang["verifikator"])
    dilihat = sejak_dari(objek)
    _ubah_rencana(segar(objek), pengguna_berperan(Peran.VERIFIKATOR, desa, nama="Rekan"))
    alamat = reverse(f"{'perut' if nama == 'kunjungan' else nama}:surat-tugas-ajukan", args=[objek.pk])
    client.force_login(orang["verifikator"])
    jawaban = client.post(alamat, {"sejak": dilihat})
    assert (jawaban.status_code, segar(objek).surat_tugas) == (422, objek.surat_tugas)
    isi = jawaban.content.decode()
    assert "ini sudah diubah oleh Rekan sejak halaman ini dibuka" in isi
    assert "Rencana diubah" in isi


# --- what the pages say -------------------------------------------------------------------
@pytest.mark.parametrize(("nama", "aksi", "status", "peran"), LANGKAH)
def test_tombolnya_kelabu_dan_alasannya_tertulis(client, desa, orang, nama, aksi, status, peran):
    objek = KERJA[nama].buat(desa, orang, status, S.DICABUT)
    client.force_login(orang[peran])
    halaman = client.get(reverse(KERJA[nama].rinci, args=[objek.pk])).content.decode()
    assert f'disabled aria-describedby="halangan-{aksi}"' in halaman
    assert f"Surat tugas {objek.surat_tugas.nomor} sudah dicabut" in halaman
    client.force_login(orang["verifikator"])
    halaman = client.get(reverse(KERJA[nama].rinci, args=[objek.pk])).content.decode()
    assert reverse(f"{'perut' if nama == 'kunjungan' else nama}:surat-tugas-ajukan", args=[objek.pk]) in halaman


@pytest.mark.parametrize("nama", list(KERJA))
def test_halaman_lapangan_menyebut_mengapa_belum_dapat_dimulai(client, desa, orang, nama):
    objek = KERJA[nama].buat(desa, orang, "dijadwalkan" if nama == "kunjungan" else "ditugaskan", S.DIAJUKAN)
    client.force_login(orang["pelaksana"])
    lapangan = reverse("perut:lapangan" if nama == "kunjungan" else "monitoring:lapangan", args=[objek.pk])
    jawaban = client.get(lapangan)
    assert (jawaban.status_code, "Surat tugas belum disetujui camat" in jawaban.content.decode()) == (403, True)


def test_desa_tetap_melihat_tugasnya_selagi_surat_pengganti_menunggu(client, ditugaskan, orang):
    """The letter that the village was sent is still in force; what it is about does not vanish meanwhile."""
    nama, objek = ditugaskan
    client.force_login(orang["sekretaris_desa"])
    rinci = reverse(KERJA[nama].rinci, args=[objek.pk])
    daftar = reverse("perut:kunjungan-daftar" if nama == "kunjungan" else "monitoring:monitoring-daftar")
    assert (client.get(rinci).status_code, rinci in client.get(daftar).content.decode()) == (200, True)
    surat_baru(nama, ubah_rencana(nama, objek), orang)
    assert (client.get(rinci).status_code, rinci in client.get(daftar).content.decode()) == (200, True)
