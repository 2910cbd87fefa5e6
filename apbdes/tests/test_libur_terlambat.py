"""A holiday that is decreed late, or struck off again, while the days of a budget run."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from antrean.models import Pekerjaan
from apbdes.enums import StatusVersi
from apbdes.models import TemuanEvaluasi, VersiApbdes
from apbdes.services import keputusan, pengajuan
from apbdes.tasks import tenggat_harian
from apbdes.tenggat import batas_evaluasi, batas_perbaikan, evaluasi_dihitung, tenggat_versi
from apbdes.tests.contoh_evaluasi import siap
from config.tests.kantor import hari_uji
from dasar.alur import sejak_dari
from desa.hari_kerja import hari_kerja
from desa.models import HariLibur
from desa.services.data import data_hapus, data_simpan
from desa.tasks import tenggat_samakan
from desa.tests.factories import DesaFactory
from notifikasi.models import Pemberitahuan
from notifikasi.services import TUNGGU_LAGI
from tindaklanjut.models import Temuan

pytestmark = [pytest.mark.waktu, pytest.mark.django_db]
S = StatusVersi
SEHARI = datetime.timedelta(days=1)
KOLOM = ("tanggal", "nama", "kabupaten")


@pytest.fixture
def catat(orang, beserta_akibatnya):
    def _catat(tanggal, kabupaten=None, nama="Cuti bersama"):
        libur = HariLibur(tanggal=tanggal, nama=nama, kabupaten=kabupaten)
        return beserta_akibatnya(data_simpan, objek=libur, kolom=KOLOM, oleh=orang["admin"])

    return _catat


@pytest.fixture
def hapus(orang, beserta_akibatnya):
    return lambda libur: beserta_akibatnya(data_hapus, objek=libur, oleh=orang["admin"])


def diterima(desa, orang):
    return pengajuan.versi_terima(versi=siap(desa, S.DIAJUKAN), oleh=orang["verifikator"])


def sekarang(versi):
    return VersiApbdes.objects.lengkap().get(pk=versi.pk)


def lewat_terlalu_cepat(desa, status=S.DIEVALUASI):
    """Its last day was the last working day before today; then it lapsed."""
    batas = list(hari_kerja(hari_uji() - 10 * SEHARI, hari_uji() - SEHARI, desa.kecamatan.kabupaten))[-1]
    versi = siap(desa, status, batas=batas)
    tenggat_harian()
    assert sekarang(versi).status == S.LEWAT_WAKTU
    return versi, batas


def hari_kerja_hari_ini(desa):
    return bool(list(hari_kerja(hari_uji(), hari_uji(), desa.kecamatan.kabupaten)))


def test_libur_yang_dicatat_terlambat_menggeser_batas_yang_berjalan(desa, orang, catat):
    versi = diterima(desa, orang)
    semula = versi.batas_evaluasi
    Pemberitahuan.objects.all().delete()
    catat(semula)
    hasil = sekarang(versi)
    assert hasil.batas_evaluasi == batas_evaluasi(desa.kecamatan, hari_uji()) > semula
    assert tenggat_versi(hasil).sisa == 20
    riwayat = hasil.riwayat.last()
    lama, baru = (date_format(hari, "j F Y") for hari in (semula, hasil.batas_evaluasi))
    assert (riwayat.aksi, riwayat.dari, riwayat.ke, riwayat.oleh) == (
        "hitung_ulang",
        S.DIEVALUASI,
        S.DIEVALUASI,
        orang["admin"],
    )
    assert riwayat.alasan == (
        f"Batas waktu evaluasi APB Desa bergeser dari {lama} menjadi {baru}: "
        f"{lama} (Cuti bersama) dicatat sebagai hari libur."
    )
    kabar = set(Pemberitahuan.objects.values_list("penerima__nama", "isi"))
    assert kabar == {
        (p, riwayat.alasan) for p in ("Kepala Desa", "Sekretaris Desa", "Penyusun APB Desa", "Verifikator", "Camat")
    }


def test_libur_yang_dihapus_memajukan_batas_lagi(desa, orang, catat, hapus):
    versi = diterima(desa, orang)
    semula = versi.batas_evaluasi
    dicatat = catat(semula)
    assert sekarang(versi).batas_evaluasi > semula
    hapus(dicatat)
    assert sekarang(versi).batas_evaluasi == semula
    assert "tidak lagi sebagai hari libur" in sekarang(versi).riwayat.last().alasan


def test_libur_yang_dipindah_dihitung_sekali(desa, orang, catat, beserta_akibatnya):
    versi = diterima(desa, orang)
    semula = versi.batas_evaluasi
    libur = catat(semula)
    digeser = sekarang(versi).batas_evaluasi
    libur.tanggal = digeser + 30 * SEHARI
    beserta_akibatnya(data_simpan, objek=libur, kolom=["tanggal"], oleh=orang["admin"])
    assert sekarang(versi).batas_evaluasi == semula
    libur.nama = "Cuti bersama Natal"
    beserta_akibatnya(data_simpan, objek=libur, kolom=["nama"], oleh=orang["admin"])
    assert sekarang(versi).riwayat.filter(aksi="hitung_ulang").count() == 2


def test_libur_kabupaten_lain_tidak_menggeser(desa, orang, catat):
    versi = diterima(desa, orang)
    catat(versi.batas_evaluasi, DesaFactory().kecamatan.kabupaten)
    assert sekarang(versi).batas_evaluasi == versi.batas_evaluasi
    catat(versi.batas_evaluasi, desa.kecamatan.kabupaten)
    assert sekarang(versi).batas_evaluasi > versi.batas_evaluasi


def test_libur_pada_hari_minggu_tidak_menggeser(desa, orang, catat):
    versi = diterima(desa, orang)
    minggu = hari_uji() + (6 - hari_uji().weekday()) * SEHARI
    catat(minggu)
    assert sekarang(versi).riwayat.filter(aksi="hitung_ulang").count() == 0


def test_libur_yang_dihapus_setelah_batas_lewat_tidak_mengubah_apa_pun(desa, orang, hapus):
    """Defined: what is over stays as people knew it, and what runs is never moved into the past."""
    kemarin = hari_uji() - SEHARI
    hari_itu = list(hari_kerja(kemarin - 10 * SEHARI, kemarin, desa.kecamatan.kabupaten))[-2:]
    libur = HariLibur.objects.create(tanggal=hari_itu[0], nama="Keliru")
    lewat = siap(desa, S.DIEVALUASI, batas=hari_itu[1])
    berjalan = siap(DesaFactory(kecamatan=desa.kecamatan), S.DIEVALUASI, batas=hari_uji())
    VersiApbdes.objects.filter(pk=berjalan.pk).update(diterima=sekarang(lewat).diterima)  # counted: hari_itu[1]
    tenggat_harian()
    hapus(libur)
    assert (sekarang(lewat).status, sekarang(lewat).batas_evaluasi) == (S.LEWAT_WAKTU, hari_itu[1])
    assert (sekarang(berjalan).status, sekarang(berjalan).batas_evaluasi) == (S.DIEVALUASI, hari_uji())
    assert not berjalan.riwayat.filter(aksi="hitung_ulang").exists()


def test_tidak_lewat_sebelum_dihitung_ulang(desa, orang):
    """The holiday is known, the recount still waits in the outbox: the sweep counts before it lets a budget lapse."""
    kemarin = hari_uji() - SEHARI
    versi = siap(desa, S.DIEVALUASI, batas=kemarin)
    for mundur in range(5):  # whichever of these days is a working day
        HariLibur.objects.create(tanggal=kemarin - mundur * SEHARI, nama="Cuti bersama")
    tenggat_harian()
    assert sekarang(versi).status == S.DIEVALUASI
    tenggat_samakan()
    assert sekarang(versi).batas_evaluasi == evaluasi_dihitung(versi) >= hari_uji()
    baris = versi.riwayat.get()
    assert (baris.aksi, baris.oleh) == ("hitung_ulang", None)
    tenggat_samakan()
    assert versi.riwayat.count() == 1


def test_batas_perbaikan_dan_temuannya_ikut_bergeser(desa, orang, catat):
    versi = siap(desa, S.DIUSULKAN, hasil="perlu_diperbaiki")
    isi = {"uraian": "Honor TPK melebihi batas.", "dipantau": True, "versi": 1, "diubah_oleh": orang["verifikator"]}
    TemuanEvaluasi.objects.create(versi_apbdes=versi, **isi)
    versi = keputusan.versi_minta_perbaikan(versi=versi, oleh=orang["camat"])
    semula = versi.batas_perbaikan
    catat(semula)
    baru = batas_perbaikan(desa.kecamatan, hari_uji())
    temuan = Temuan.objects.get()
    assert sekarang(versi).batas_perbaikan == temuan.batas_waktu == baru > semula
    assert temuan.riwayat.last().aksi == "hitung_ulang"


def test_pengingat_datang_lagi_menjelang_batas_yang_baru(desa, orang, catat):
    batas = next(hari_kerja(hari_uji(), hari_uji() + 14 * SEHARI, desa.kecamatan.kabupaten))
    versi = siap(desa, S.DIEVALUASI, batas=batas)
    tenggat_harian()
    assert versi.kabar.count() == 1
    catat(batas)
    assert versi.kabar.count() == 0
    tenggat_harian()
    assert versi.kabar.count() == 1


def test_yang_telanjur_lewat_dipulihkan_admin_dengan_alasan(client, desa, orang, catat):
    """A journey: the cuti bersama comes late, everybody is told, the admin undoes the lapse, the camat decides."""
    versi, batas = lewat_terlalu_cepat(desa, S.DIUSULKAN)
    if not hari_kerja_hari_ini(desa):
        pytest.skip("hari ini libur: batas yang benar dihitung ke depan, bukan hari ini")
    Pemberitahuan.objects.all().delete()
    catat(batas)
    assert sekarang(versi).status == S.LEWAT_WAKTU
    kabar = {p for p, j in Pemberitahuan.objects.values_list("penerima__nama", "judul") if "terlalu cepat" in j}
    assert kabar == {"Admin", "Verifikator", "Camat"}
    alamat = reverse("apbdes:versi-aksi", args=[versi.pk, "pulihkan"])
    for peran in ("camat", "verifikator", "kepala_desa"):
        client.force_login(orang[peran])
        assert client.get(alamat).status_code == 403
    client.force_login(orang["admin"])
    assert "Pulihkan dari lewat waktu" in client.get(versi.get_absolute_url()).content.decode()
    kosong = client.post(alamat, {"alasan": " ", "sejak": sejak_dari(versi)})
    assert kosong.status_code == 422
    client.post(alamat, {"alasan": "Cuti bersama terlambat dicatat.", "sejak": sejak_dari(versi)})
    hasil = sekarang(versi)
    assert (hasil.status, hasil.batas_evaluasi, hasil.beku) == (S.DIEVALUASI, hari_uji(), None)
    baris = hasil.riwayat.last()
    assert (baris.aksi, baris.oleh, baris.alasan) == ("pulihkan", orang["admin"], "Cuti bersama terlambat dicatat.")
    assert Pemberitahuan.objects.filter(judul=f"Evaluasi {versi} dipulihkan dari lewat waktu").count() == 5
    tenggat_harian()
    assert sekarang(versi).status == S.DIEVALUASI


def test_yang_memang_lewat_tidak_dipulihkan(desa, orang):
    versi, _ = lewat_terlalu_cepat(desa)
    with pytest.raises(ValidationError) as galat:
        keputusan.versi_pulihkan(versi=versi, alasan="Coba.", oleh=orang["admin"])
    assert "juga sudah lewat" in galat.value.messages[0]
    assert sekarang(versi).status == S.LEWAT_WAKTU


def test_yang_sudah_berperdes_tidak_dipulihkan(desa, orang, catat):
    versi, batas = lewat_terlalu_cepat(desa)
    pengajuan.versi_tetapkan(versi=versi, nomor="7 Tahun 2024", tanggal=hari_uji(), oleh=orang["kepala_desa"])
    catat(batas)
    with pytest.raises(ValidationError) as galat:
        keputusan.versi_pulihkan(versi=versi, alasan="Coba.", oleh=orang["admin"])
    assert galat.value.code == "status"


def test_libur_dicatat_dua_kali_ditolak_di_tempatnya(client, orang):
    client.force_login(orang["admin"])
    alamat = reverse("admin:desa_harilibur_add")
    isi = {"tanggal": "2027-03-12", "nama": "Cuti bersama"}
    assert client.post(alamat, isi).status_code == 302
    jawab = client.post(alamat, isi)
    assert "Hari libur nasional pada tanggal ini sudah ada." in jawab.content.decode()
    assert HariLibur.objects.count() == 1


def test_beberapa_libur_berturut_turut_satu_pemberitahuan(desa, orang, catat):
    """Each day off has its row of history; a person has one unread notice, which says them all, and one mail later."""
    versi = diterima(desa, orang)
    Pemberitahuan.objects.all().delete()
    Pekerjaan.objects.all().delete()
    for nama in ("Pertama", "Kedua", "Ketiga"):
        catat(sekarang(versi).batas_evaluasi, nama=nama)
    kalimat = list(versi.riwayat.filter(aksi="hitung_ulang").order_by("pk").values_list("alasan", flat=True))
    assert len(kalimat) == 3
    assert list(orang["camat"].pemberitahuan.values_list("isi", flat=True)) == ["\n".join(kalimat)]
    assert Pemberitahuan.objects.count() == 5
    surel = Pekerjaan.objects.filter(nama="notifikasi.surel_kirim")
    nanti = timezone.now() + TUNGGU_LAGI / 2
    assert [(p.status, p.berikut > nanti) for p in surel] == [("menunggu", True)] * 5
    orang["camat"].pemberitahuan.update(dibaca=timezone.now())
    catat(sekarang(versi).batas_evaluasi, nama="Keempat")
    assert orang["camat"].pemberitahuan.count() == 2  # what was read is not written over
