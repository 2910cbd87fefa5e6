"""Every status × action × role, from the transition table; and what each action needs and causes."""

import datetime
import itertools
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from akun.enums import Peran
from akun.queries import berpenugasan
from akun.tests.factories import pengguna_berperan
from config.tests.serentak import serentak
from dasar.alur import cari
from monitoring.alur import TRANSISI_MONITORING
from monitoring.enums import StatusMonitoring
from monitoring.models import Monitoring
from monitoring.services import monitoring as layanan
from monitoring.services.surat_tugas import surat_tugas_ajukan
from monitoring.syarat import kekurangan_laporkan, kekurangan_mulai, kekurangan_tugaskan
from monitoring.tests.factories import (
    FormulirMonitoringFactory,
    LembarMonitoringFactory,
    MonitoringFactory,
    PetugasMonitoringFactory,
)
from monitoring.tindakan import tindakan_untuk
from naskah.enums.naskah import StatusNaskah
from naskah.services.naskah import naskah_setujui
from notifikasi.models import Pemberitahuan
from tindaklanjut.enums import StatusTemuan
from tindaklanjut.models import Temuan

pytestmark = pytest.mark.django_db

AKSI = [t.aksi for t in TRANSISI_MONITORING if t.peran]
HARUS_PETUGAS = {"mulai", "laporkan"}
LAPORAN = {
    "dasar": ["SK Camat Nomor 800/1/2026 tentang pengangkatan dalam jabatan;", "Surat tugas."],
    "maksud": "Monitoring.",
    "isi_kegiatan": "Dokumen diperiksa.",
    "kesimpulan": "Lengkap.",
    "saran": ["Dipertahankan."],
}


def monitoring_lengkap(desa, status, petugas, **isi):
    """A monitoring to which nothing is missing for whatever action comes next."""
    m = MonitoringFactory(desa=desa, status=status, petugas=petugas, **(LAPORAN | isi))
    LembarMonitoringFactory(monitoring=m, jawaban="ADA")
    return m


def lakukan(aksi, m, oleh):
    isi = {"alasan": "Kesimpulan belum jelas."} if cari(TRANSISI_MONITORING, aksi).alasan_wajib else {}
    return getattr(layanan, f"monitoring_{aksi}")(monitoring=m, oleh=oleh, **isi)


@pytest.mark.parametrize(("status", "aksi"), list(itertools.product(StatusMonitoring, AKSI)))
def test_tabel_perpindahan(desa, orang, status, aksi):
    """Whoever is refused tries the same one; whoever may take the step gets one of their own."""
    transisi = cari(TRANSISI_MONITORING, aksi)
    formulir = FormulirMonitoringFactory(butir=1)

    def baru():
        m = MonitoringFactory(desa=desa, status=status, petugas=[orang["pelaksana"]], **LAPORAN)
        LembarMonitoringFactory(monitoring=m, formulir=formulir, jawaban="ADA")
        return m

    berpenugasan(orang.values())
    tetap = baru()
    for peran in Peran:
        if peran not in transisi.peran:
            with pytest.raises(PermissionDenied):
                lakukan(aksi, tetap, orang[peran])
        elif status not in transisi.dari:
            with pytest.raises(ValidationError) as galat:
                lakukan(aksi, tetap, orang[peran])
            assert galat.value.code == "status"
        else:
            m = baru()
            lakukan(aksi, m, orang[peran])
            baris = m.riwayat.get()
            assert (baris.dari, baris.ke, baris.oleh, baris.aksi) == (status, transisi.ke, orang[peran], aksi)
            assert Monitoring.objects.get(pk=m.pk).status == transisi.ke
        assert Monitoring.objects.get(pk=tetap.pk).status == status
        assert tetap.riwayat.count() == 0


@pytest.mark.parametrize("aksi", sorted(HARUS_PETUGAS))
def test_pelaksana_lain_tidak_dapat_memulai_atau_melaporkan(desa, orang, aksi):
    lain = pengguna_berperan(Peran.PELAKSANA, desa)
    status = next(iter(cari(TRANSISI_MONITORING, aksi).dari))
    with pytest.raises(PermissionDenied):
        lakukan(aksi, monitoring_lengkap(desa, status, [orang["pelaksana"]]), lain)


def test_camat_yang_menjadi_petugas_tidak_menerima_laporannya_sendiri(desa, orang):
    m = monitoring_lengkap(desa, "dilaporkan", [orang["pelaksana"], orang["camat"]])
    with pytest.raises(PermissionDenied):
        lakukan("terima", m, orang["camat"])
    halangan = {t.transisi.aksi: t.halangan for t in tindakan_untuk(orang["camat"], m)}
    assert halangan["terima"] == ["Anda petugas monitoring ini; orang lain yang harus memutuskannya."]


@pytest.mark.parametrize("aksi", AKSI)
def test_wilayah_lain_tidak_berwenang(desa, orang, aksi):
    transisi = cari(TRANSISI_MONITORING, aksi)
    asing = pengguna_berperan(next(iter(transisi.peran)), MonitoringFactory().desa)
    m = monitoring_lengkap(desa, next(iter(transisi.dari)), [orang["pelaksana"], asing])
    with pytest.raises(PermissionDenied):
        lakukan(aksi, m, asing)


@pytest.mark.parametrize("aksi", ["kembalikan", "batalkan"])
def test_alasan_wajib(desa, orang, aksi):
    m = monitoring_lengkap(desa, next(iter(cari(TRANSISI_MONITORING, aksi).dari)), [orang["pelaksana"]])
    with pytest.raises(ValidationError) as galat:
        getattr(layanan, f"monitoring_{aksi}")(monitoring=m, oleh=orang["verifikator"], alasan="  ")
    assert galat.value.message_dict == {"alasan": ["Alasan wajib diisi."]}


def test_kekurangan_sebelum_ditugaskan(desa):
    m = MonitoringFactory(desa=desa, tanggal_mulai=None, tanggal_selesai=None, batas_laporan=None, sasaran=[])
    assert kekurangan_tugaskan(m) == [
        "Tanggal mulai dan selesai belum diisi.",
        "Petugas belum ditunjuk.",
        "Sasaran kegiatan belum diisi.",
        "Formulir belum dipilih.",
    ]
    PetugasMonitoringFactory(monitoring=m)
    assert "hanya pelaksana yang dapat mengisi formulir" in kekurangan_tugaskan(m)[1]


def test_formulir_yang_ditarik_di_antaranya_menghalangi_sampai_dimulai(desa, orang):
    m = monitoring_lengkap(desa, "ditugaskan", [orang["pelaksana"]])
    assert kekurangan_mulai(m) == []
    f = m.lembar.get().formulir
    type(f).objects.filter(pk=f.pk).update(status="ditarik", alasan_ditarik="Keliru.")
    kalimat = f"Formulir {f.kode} versi 1 sudah tidak berlaku (Keliru). Pilih versi yang berlaku."
    assert kekurangan_mulai(m) == kekurangan_tugaskan(m) == [kalimat]
    m.status = "berlangsung"
    m.save()
    assert kekurangan_laporkan(m) == []


def test_monitoring_dimulai_hanya_dengan_surat_tugas_bernomor_yang_cocok(desa, orang):
    m = monitoring_lengkap(desa, "ditugaskan", [orang["pelaksana"]], status_surat=StatusNaskah.DIAJUKAN)
    assert kekurangan_mulai(m) == [
        "Surat tugas belum disetujui camat, jadi belum bernomor (sekarang “Diajukan”). Camat perlu menyetujuinya."
    ]
    naskah_setujui(naskah=m.surat_tugas, oleh=orang["camat"])
    m = Monitoring.objects.get(pk=m.pk)
    assert kekurangan_mulai(m) == []
    m.sasaran = ["Kegiatan lain"]
    m.save()
    assert kekurangan_mulai(m) == [
        "Rencana sudah berbeda dari surat tugasnya. Verifikator perlu menyusun surat tugas pengganti."
    ]
    baru = surat_tugas_ajukan(monitoring=m, oleh=orang["verifikator"])
    assert baru.menggantikan.nomor
    naskah_setujui(naskah=baru, oleh=orang["camat"])
    assert kekurangan_mulai(Monitoring.objects.get(pk=m.pk)) == []
    baru.menggantikan.refresh_from_db()
    assert baru.menggantikan.status == StatusNaskah.DIGANTI


def test_kekurangan_sebelum_dilaporkan(desa, orang):
    m = MonitoringFactory(desa=desa, status="berlangsung", petugas=[orang["pelaksana"]])
    assert kekurangan_laporkan(m)[0] == "Belum ada formulir yang diisi."
    lb = LembarMonitoringFactory(monitoring=m, tanggal=None)
    lb.jawaban.create(butir=lb.formulir.butir.first(), jawaban="ADA")
    lb.jawaban.create(teks="Butir tambahan", positif="ADA")
    assert kekurangan_laporkan(m) == [
        f"{lb}: 2 butir belum dijawab.",
        f"{lb}: tanggal monitoring belum diisi.",
        "Dasar laporan belum diisi.",
        "Maksud/tujuan laporan belum diisi.",
        "Isi kegiatan laporan belum diisi.",
        "Kesimpulan laporan belum diisi.",
        "Saran laporan belum diisi.",
    ]
    m.kesimpulan = "Setelah melaksanakan ....."
    assert kekurangan_laporkan(m)[-1] == "Laporan masih memuat titik-titik yang harus diisi atau dihapus."


def test_dari_rencana_sampai_laporan_diterima(desa, orang, django_capture_on_commit_callbacks):
    """The whole way with the real services: letter, report, number, signers, findings, notices."""
    m = monitoring_lengkap(desa, "rencana", [orang["pelaksana"]])
    PetugasMonitoringFactory(monitoring=m, urut=2, nama="Petugas tanpa akun")
    m = layanan.monitoring_tugaskan(monitoring=m, oleh=orang["verifikator"])
    surat = naskah_setujui(naskah=m.surat_tugas, oleh=orang["camat"])
    assert [(p.nama, p.kunci) for p in surat.penanda.all()] == [("Camat", "camat")]
    m = layanan.monitoring_mulai(monitoring=Monitoring.objects.get(pk=m.pk), oleh=orang["pelaksana"])
    temuan = Temuan.objects.create(
        desa=desa,
        asal_jenis="monitoring",
        asal_id=str(m.pk),
        asal_teks=str(m),
        uraian="Dokumen LKPP tidak ada.",
        penanggung_jawab="Sekretaris Desa",
        batas_waktu=datetime.date(2026, 6, 1),
    )
    m = layanan.monitoring_laporkan(monitoring=m, oleh=orang["pelaksana"])
    pertama = m.dilaporkan
    m = layanan.monitoring_kembalikan(monitoring=m, alasan="Lengkapi.", oleh=orang["camat"])
    m.kesimpulan = "Sudah dilengkapi."
    m.save()
    m = layanan.monitoring_laporkan(monitoring=m, oleh=orang["pelaksana"])
    assert m.dilaporkan == pertama  # the first time counts for the deadline
    with django_capture_on_commit_callbacks(execute=True):
        m = layanan.monitoring_terima(monitoring=m, oleh=orang["camat"])
    naskah = m.laporan
    naskah.refresh_from_db()
    assert naskah.isi["kesimpulan"] == ["Sudah dilengkapi."]
    assert naskah.nomor and naskah.pdf.open().read(5) == b"%PDF-"
    assert [(p.kunci, p.urutan, p.pengguna) for p in naskah.penanda.all()] == [
        ("petugas-1", 1, orang["pelaksana"]),
        ("petugas-2", 1, None),
    ]
    temuan.refresh_from_db()
    assert temuan.status == StatusTemuan.TERBUKA
    judul = f"Laporan diterima: {m}"
    penerima = set(Pemberitahuan.objects.filter(judul=judul).values_list("penerima__nama", flat=True))
    assert penerima == {"Pelaksana", "Kepala Desa", "Sekretaris Desa"}


def test_laporan_diserahkan_dua_kali_hanya_sekali_diproses(desa, orang):
    m = monitoring_lengkap(desa, "berlangsung", [orang["pelaksana"]])
    layanan.monitoring_laporkan(monitoring=m, oleh=orang["pelaksana"])
    with pytest.raises(ValidationError) as galat:
        layanan.monitoring_laporkan(monitoring=m, oleh=orang["pelaksana"])
    assert galat.value.code == "status"
    assert m.riwayat.count() == 1


@pytest.mark.parametrize(
    ("surat", "menjadi"), [(StatusNaskah.DISETUJUI, StatusNaskah.DICABUT), (StatusNaskah.DIAJUKAN, "dibatalkan")]
)
def test_pembatalan_mencabut_atau_menjatuhkan_surat_tugas(desa, orang, surat, menjadi):
    m = monitoring_lengkap(desa, "ditugaskan", [orang["pelaksana"]], status_surat=surat)
    layanan.monitoring_batalkan(monitoring=m, alasan="Banjir.", oleh=orang["verifikator"])
    m.surat_tugas.refresh_from_db()
    assert m.surat_tugas.status == menjadi


def test_keputusan_atas_keadaan_yang_sudah_lewat_ditolak(desa, orang):
    m = monitoring_lengkap(desa, "berlangsung", [orang["pelaksana"]])
    m = layanan.monitoring_laporkan(monitoring=m, oleh=orang["pelaksana"])
    terbaca = m.riwayat.last().pk
    m = layanan.monitoring_kembalikan(monitoring=m, alasan="Lengkapi.", oleh=orang["verifikator"])
    m = layanan.monitoring_laporkan(monitoring=m, oleh=orang["pelaksana"])
    with pytest.raises(ValidationError) as galat:
        layanan.monitoring_terima(monitoring=m, oleh=orang["camat"], sejak=terbaca)
    assert galat.value.code == "basi"


def test_penerimaan_sesudah_dikembalikan_menyebut_yang_berubah(client, desa, orang):
    m = monitoring_lengkap(desa, StatusMonitoring.BERLANGSUNG, [orang["pelaksana"]])
    m = layanan.monitoring_laporkan(monitoring=m, oleh=orang["pelaksana"])
    m = layanan.monitoring_kembalikan(monitoring=m, alasan="Kesimpulan belum jelas.", oleh=orang["camat"])
    m.kesimpulan = "Semua dokumen lengkap."
    m.save()
    m = layanan.monitoring_laporkan(monitoring=m, oleh=orang["pelaksana"])
    client.force_login(orang["camat"])
    perubahan = client.get(reverse("monitoring:monitoring-aksi", args=[m.pk, "terima"])).context["perubahan"]
    assert (perubahan.alasan, [(b.judul, b.hilang, b.baru) for b in perubahan.bagian]) == (
        "Kesimpulan belum jelas.",
        [("Kesimpulan", ["Lengkap."], ["Semua dokumen lengkap."])],
    )


def test_halaman_bantuan_alur_menyebut_setiap_status_dan_tindakan():
    """docs/alur-monitoring.md against the table: no status and no action is missing, in the same words."""
    teks = (Path(settings.BASE_DIR) / "docs/alur-monitoring.md").read_text(encoding="utf-8")
    baris = [b.split("|")[1].strip() for b in teks.splitlines() if b.startswith("| ")]
    assert [b for b in baris if b in StatusMonitoring.labels] == list(StatusMonitoring.labels)
    assert [b for b in baris if b in {t.label for t in TRANSISI_MONITORING}] == [t.label for t in TRANSISI_MONITORING]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_dua_petugas_menyerahkan_bersamaan():
    """One hands in, the other is told; there is one report."""
    from desa.tests.factories import DesaFactory

    desa = DesaFactory()
    petugas = [pengguna_berperan(Peran.PELAKSANA, desa) for _ in range(2)]
    m = monitoring_lengkap(desa, "berlangsung", petugas)

    def laporkan(n):
        oleh = type(petugas[n]).objects.get(pk=petugas[n].pk)
        try:
            layanan.monitoring_laporkan(monitoring=Monitoring.objects.get(pk=m.pk), oleh=oleh)
        except ValidationError as galat:
            return galat.code
        return "diserahkan"

    assert sorted(serentak(laporkan, 2)) == ["diserahkan", "status"]
    assert m.riwayat.count() == 1
    assert timezone.now() > Monitoring.objects.get(pk=m.pk).dilaporkan
