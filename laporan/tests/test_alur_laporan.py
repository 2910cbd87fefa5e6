"""A report on its way: drafted from the data, written, handed in, approved and signed, put right."""

import datetime
from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from akun.enums import Peran
from akun.models import Penugasan
from akun.tests.factories import pengguna_berperan
from cetak.tests.baca import teks_pdf
from dasar.basi import Basi
from desa.tests.factories import DesaFactory
from laporan import services as layanan
from laporan.enums import StatusLaporan
from laporan.hitung import bagian_tersimpan
from laporan.models import Laporan
from laporan.services import Tulisan
from laporan.syarat import kekurangan_ajukan
from laporan.tests.factories import MASA_LALU, LaporanFactory
from naskah.enums.naskah import StatusNaskah
from naskah.models import Naskah
from naskah.services.naskah import naskah_cabut
from notifikasi.models import Pemberitahuan
from perut.tests.factories import KunjunganFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]
TULISAN = Tulisan("Tiga kunjungan.", "Buku kas terlambat.", "Didampingi.", ["Dampingi lagi."], "")
HARI = date(2025, 10, 7)


def kunjungan(desa, n=1):
    for _ in range(n):
        KunjunganFactory(desa=desa, status="disahkan", tanggal=HARI)


def susun(desa, orang, periode=MASA_LALU) -> Laporan:
    return layanan.laporan_susun(kecamatan=desa.kecamatan, periode=periode, oleh=orang["verifikator"])[0]


def tertulis(desa, orang) -> Laporan:
    laporan = susun(desa, orang)
    return layanan.laporan_tulis(laporan=laporan, versi=laporan.versi, tulisan=TULISAN, oleh=orang["verifikator"])


def diajukan(desa, orang) -> Laporan:
    return layanan.laporan_ajukan(laporan=tertulis(desa, orang), oleh=orang["verifikator"])


def disahkan(desa, orang) -> Laporan:
    return layanan.laporan_sahkan(laporan=diajukan(desa, orang), oleh=orang["camat"])


def selesai(laporan) -> int:
    return next(b for b in bagian_tersimpan(laporan.hitungan) if b.kunci == "kunjungan").angka("selesai")


# --- the draft ---------------------------------------------------------------------------
def test_dua_orang_menyusun_masa_yang_sama_mendapat_satu_laporan(desa, orang):
    satu, baru = layanan.laporan_susun(kecamatan=desa.kecamatan, periode=MASA_LALU, oleh=orang["verifikator"])
    rekan = pengguna_berperan(Peran.VERIFIKATOR, desa)
    dua, lagi = layanan.laporan_susun(kecamatan=desa.kecamatan, periode=MASA_LALU, oleh=rekan)
    assert (satu.pk, baru, lagi) == (dua.pk, True, False)
    with pytest.raises(IntegrityError), transaction.atomic():
        LaporanFactory(kecamatan=desa.kecamatan, periode=MASA_LALU)


def test_hanya_verifikator_kecamatannya_yang_menyusun(desa, orang):
    for siapa in (orang["camat"], orang["pelaksana"], pengguna_berperan(Peran.VERIFIKATOR, DesaFactory())):
        with pytest.raises(PermissionDenied):
            layanan.laporan_susun(kecamatan=desa.kecamatan, periode=MASA_LALU, oleh=siapa)


@pytest.mark.parametrize("periode", ["", "2025-13", "2025-S1", "2025-T5", "abc", "2199-01"])
def test_masa_yang_keliru_ditolak_dengan_kalimat(desa, orang, periode):
    with pytest.raises(ValidationError) as galat:
        susun(desa, orang, periode)
    assert galat.value.messages[0] in {"Pilih masa laporan dari daftarnya.", "Masa laporan ini belum mulai."}


def test_hitung_ulang_mengganti_angka_dan_tidak_menyentuh_tulisan(desa, orang):
    laporan = tertulis(desa, orang)
    kunjungan(desa, 2)
    assert "Hitung ulang dahulu." in " ".join(kekurangan_ajukan(laporan))
    with pytest.raises(ValidationError, match="Hitung ulang dahulu"):
        layanan.laporan_ajukan(laporan=laporan, oleh=orang["verifikator"])
    laporan = layanan.laporan_hitung_ulang(laporan=laporan, oleh=orang["verifikator"])
    assert (selesai(laporan), Tulisan.dari(laporan)) == (2, TULISAN)
    assert kekurangan_ajukan(laporan) == []


def test_rekan_yang_lebih_dahulu_menyimpan_tidak_ditimpa(desa, orang):
    laporan = susun(desa, orang)
    layanan.laporan_tulis(laporan=laporan, versi=0, tulisan=TULISAN, oleh=orang["camat"])
    lain = Tulisan("Lain.", "", "", [], "")
    with pytest.raises(Basi, match="sudah diubah oleh Camat"):
        layanan.laporan_tulis(laporan=laporan, versi=0, tulisan=lain, oleh=orang["verifikator"])
    layanan.laporan_tulis(laporan=laporan, versi=0, tulisan=TULISAN, oleh=orang["verifikator"])  # twice is once
    laporan.refresh_from_db()
    assert (Tulisan.dari(laporan), laporan.versi) == (TULISAN, 1)


@time_machine.travel(datetime.datetime(2026, 5, 20, tzinfo=datetime.UTC), tick=False)
def test_masa_yang_belum_berakhir_sementara_dan_tidak_dapat_diajukan(desa, orang):
    laporan = susun(desa, orang, "2026-05")
    assert laporan.sementara
    layanan.laporan_tulis(laporan=laporan, versi=0, tulisan=TULISAN, oleh=orang["verifikator"])
    with pytest.raises(ValidationError, match="Masa laporan belum berakhir: 31 Mei 2026"):
        layanan.laporan_ajukan(laporan=laporan, oleh=orang["verifikator"])


def test_angka_sementara_dihitung_ulang_sesudah_masanya_berakhir(desa, orang):
    """Though not one figure moved: what it says of its day is not true any more."""
    with time_machine.travel(datetime.datetime(2026, 5, 20, tzinfo=datetime.UTC), tick=False):
        laporan = susun(desa, orang, "2026-05")
        layanan.laporan_tulis(laporan=laporan, versi=0, tulisan=TULISAN, oleh=orang["verifikator"])
    with time_machine.travel(datetime.datetime(2026, 6, 3, tzinfo=datetime.UTC), tick=False):
        laporan.refresh_from_db()
        assert "Hitung ulang dahulu." in kekurangan_ajukan(laporan)[0]
        laporan = layanan.laporan_hitung_ulang(laporan=laporan, oleh=orang["verifikator"])
        assert (laporan.sementara, kekurangan_ajukan(laporan)) == (False, [])


# --- handed in and approved ----------------------------------------------------------------
def test_sampai_bernomor_dan_tercetak(desa, orang, beserta_akibatnya):
    kunjungan(desa, 3)
    laporan = diajukan(desa, orang)
    assert Pemberitahuan.objects.filter(penerima=orang["camat"], judul__contains="menunggu pengesahan").exists()
    laporan = beserta_akibatnya(
        layanan.laporan_sahkan, laporan=laporan, oleh=orang["camat"], kata_camat="Terima kasih.\r\nLanjutkan."
    )
    naskah = Naskah.objects.get(pk=laporan.naskah_id)
    assert (laporan.status, naskah.status, naskah.desa) == (StatusLaporan.DISAHKAN, StatusNaskah.DISETUJUI, None)
    assert naskah.isi["kata_camat"] == ["Terima kasih.", "Lanjutkan."]
    assert [p.pengguna for p in naskah.penanda.all()] == [orang["camat"]]
    teks = " ".join(teks_pdf(naskah.pdf.read()).split())
    for bunyi in (naskah.nomor, "Tiga kunjungan.", "Dampingi lagi.", "Lanjutkan.", "Jumlah 3 3 0 0 0 0", str(desa)):
        assert bunyi in teks, bunyi


def test_sesudah_disahkan_angka_dan_tulisannya_beku(desa, orang):
    laporan = disahkan(desa, orang)
    kunjungan(desa)
    for kerja in (
        lambda: layanan.laporan_hitung_ulang(laporan=laporan, oleh=orang["verifikator"]),
        lambda: layanan.laporan_tulis(laporan=laporan, versi=laporan.versi, tulisan=TULISAN, oleh=orang["camat"]),
        lambda: layanan.laporan_ajukan(laporan=laporan, oleh=orang["verifikator"]),
    ):
        with pytest.raises((PermissionDenied, ValidationError)):
            kerja()
    assert selesai(Laporan.objects.get(pk=laporan.pk)) == 0


def test_yang_mengajukan_tidak_mengesahkan(desa, orang):
    rangkap = orang["verifikator"]
    laporan = diajukan(desa, orang)
    Penugasan.objects.create(pengguna=rangkap, peran=Peran.CAMAT, mulai="2020-01-01", kecamatan=desa.kecamatan)
    with pytest.raises(PermissionDenied, match="Anda"):
        layanan.laporan_sahkan(laporan=laporan, oleh=type(rangkap).objects.get(pk=rangkap.pk))


def test_camat_yang_berganti_sebelum_mengesahkan_menjadi_penandanya(desa, orang):
    laporan = diajukan(desa, orang)
    assert laporan.naskah.isi["camat"]["id"] == orang["camat"].pk
    Penugasan.objects.filter(peran=Peran.CAMAT).update(selesai="2020-12-31")
    baru = pengguna_berperan(Peran.CAMAT, desa, nama="Camat Baru")
    with pytest.raises(PermissionDenied):
        layanan.laporan_sahkan(laporan=laporan, oleh=type(baru).objects.get(pk=orang["camat"].pk))
    laporan = layanan.laporan_sahkan(laporan=laporan, oleh=baru)
    assert (laporan.naskah.isi["camat"]["nama"], laporan.naskah.penanda.get().pengguna) == ("Camat Baru", baru)


def test_dikembalikan_diperbaiki_lalu_diajukan_lagi_dengan_naskah_yang_sama(desa, orang):
    laporan = diajukan(desa, orang)
    layanan.laporan_kembalikan(laporan=laporan, alasan="Lengkapi.", oleh=orang["camat"])
    laporan = Laporan.objects.get(pk=laporan.pk)
    baru = Tulisan("Lebih lengkap.", "M.", "T.", ["R."], "")
    layanan.laporan_tulis(laporan=laporan, versi=laporan.versi, tulisan=baru, oleh=orang["verifikator"])
    lagi = layanan.laporan_ajukan(laporan=laporan, oleh=orang["verifikator"])
    assert (lagi.naskah_id, lagi.naskah.isi["hasil"]) == (laporan.naskah_id, ["Lebih lengkap."])


# --- put right -------------------------------------------------------------------------------
def test_koreksi_tetap_menyisakan_yang_berlaku_sampai_penggantinya_disahkan(desa, orang):
    laporan = disahkan(desa, orang)
    lama = laporan.naskah
    kunjungan(desa)
    layanan.laporan_koreksi(laporan=laporan, alasan="Satu kunjungan tertinggal.", oleh=orang["verifikator"])
    laporan = layanan.laporan_hitung_ulang(laporan=laporan, oleh=orang["verifikator"])
    assert laporan.diperbaiki and Naskah.objects.get(pk=lama.pk).berlaku
    laporan = layanan.laporan_ajukan(laporan=laporan, oleh=orang["verifikator"])
    assert (laporan.naskah.menggantikan_id, Naskah.objects.get(pk=lama.pk).berlaku) == (lama.pk, True)
    laporan = layanan.laporan_sahkan(laporan=laporan, oleh=orang["camat"])
    lama.refresh_from_db()
    assert (lama.status, laporan.naskah.berlaku, selesai(laporan)) == (StatusNaskah.DIGANTI, True, 1)
    assert Laporan.objects.filter(kecamatan=desa.kecamatan, periode=MASA_LALU).count() == 1
    assert not laporan.diperbaiki


def test_perbaikan_yang_diurungkan_kembali_seperti_yang_disahkan(desa, orang):
    laporan = layanan.laporan_sahkan(laporan=diajukan(desa, orang), oleh=orang["camat"], kata_camat="Kata saya.")
    lama = laporan.naskah_id
    kunjungan(desa)
    layanan.laporan_koreksi(laporan=laporan, alasan="Coba.", oleh=orang["verifikator"])
    laporan = layanan.laporan_hitung_ulang(laporan=laporan, oleh=orang["verifikator"])
    laporan = layanan.laporan_ajukan(laporan=laporan, oleh=orang["verifikator"])
    layanan.laporan_kembalikan(laporan=laporan, alasan="Tidak perlu.", oleh=orang["camat"])
    hasil = layanan.laporan_urungkan(laporan=laporan, alasan="Tidak jadi.", oleh=orang["verifikator"])
    hasil.refresh_from_db()
    assert (hasil.status, hasil.naskah_id, selesai(hasil)) == (StatusLaporan.DISAHKAN, lama, 0)
    assert (hasil.kata_camat, hasil.rekomendasi) == ("Kata saya.", TULISAN.rekomendasi)
    assert Naskah.objects.exclude(pk=lama).get(jenis="laporan_camat").status == StatusNaskah.DIBATALKAN


def test_naskah_yang_dicabut_membuka_jalan_perbaikan(desa, orang):
    laporan = disahkan(desa, orang)
    naskah_cabut(naskah=laporan.naskah, alasan="Salah tanggal.", oleh=orang["camat"])
    laporan = Laporan.objects.get(pk=laporan.pk)
    assert laporan.status == StatusLaporan.DICABUT
    assert Pemberitahuan.objects.filter(penerima=orang["verifikator"], judul__startswith="Dicabut").exists()
    laporan = layanan.laporan_koreksi(laporan=laporan, alasan="Disusun lagi.", oleh=orang["verifikator"])
    with pytest.raises(ValidationError, match="Tidak ada laporan yang berlaku"):
        layanan.laporan_urungkan(laporan=laporan, alasan="Tidak jadi.", oleh=orang["verifikator"])
    laporan = layanan.laporan_ajukan(laporan=laporan, oleh=orang["verifikator"])
    assert layanan.laporan_sahkan(laporan=laporan, oleh=orang["camat"]).naskah.berlaku


def test_draf_yang_dibatalkan_memberi_tempat_bagi_yang_baru(desa, orang):
    laporan = layanan.laporan_kembalikan(laporan=diajukan(desa, orang), alasan="Salah.", oleh=orang["camat"])
    layanan.laporan_batalkan(laporan=laporan, alasan="Salah masa.", oleh=orang["verifikator"])
    assert Naskah.objects.get(pk=laporan.naskah_id).status == StatusNaskah.DIBATALKAN
    assert susun(desa, orang).pk != laporan.pk


def test_yang_pernah_disahkan_tidak_dibatalkan(desa, orang):
    laporan = layanan.laporan_koreksi(laporan=disahkan(desa, orang), alasan="Coba.", oleh=orang["verifikator"])
    with pytest.raises(ValidationError, match="pernah disahkan"):
        layanan.laporan_batalkan(laporan=laporan, alasan="Tidak jadi.", oleh=orang["verifikator"])
