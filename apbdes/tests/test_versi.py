"""Versions: who sees and writes them, what follows what, and the rows that go along."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from akun.enums import DESA, SEMUA, Peran
from akun.tests.factories import pengguna_berperan
from apbdes.enums import StatusVersi
from apbdes.models import RincianBelanja, VersiApbdes
from apbdes.queries import jumlah_draf, langkah_berikut
from apbdes.services.anggaran import anggaran_dari_versi, muat_anggaran
from apbdes.services.versi import versi_buat
from apbdes.tests.contoh import utuh
from apbdes.tests.factories import VersiApbdesFactory
from desa.tests.factories import DesaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sekdes(desa):
    return pengguna_berperan(Peran.SEKRETARIS_DESA, desa)


def muat(versi):
    return VersiApbdes.objects.lengkap().get(pk=versi.pk)


# --- who ---------------------------------------------------------------------
def test_penyusun_mengisi_tetapi_tidak_mengajukan(client, desa, orang):
    penyusun = orang["penyusun_desa"]
    versi = versi_buat(desa=desa, tahun=2027, oleh=penyusun)
    assert penyusun.has_perm("apbdes.ubah_versiapbdes", versi)
    client.force_login(penyusun)
    for nama in ("susun", "versi-impor", "versi-pendamping"):
        assert client.get(reverse(f"apbdes:{nama}", args=[versi.pk])).status_code == 200, nama
    ajukan = reverse("apbdes:versi-aksi", args=[versi.pk, "ajukan"])
    assert ajukan not in client.get(versi.get_absolute_url()).content.decode()
    assert client.post(ajukan).status_code == 403
    hari_ini = client.get("/").context["kotak"]
    assert [b for k in hari_ini if k.judul == "APB Desa sedang disusun" for b in k.butir] == [versi]
    assert VersiApbdes.objects.get(pk=versi.pk).status == StatusVersi.DISUSUN


@pytest.mark.parametrize("status", StatusVersi)
def test_siapa_melihat_dan_menulis(orang, desa, status):
    """The table of permissions and the query of lists say the same, for every role."""
    versi = VersiApbdesFactory(desa=desa, status=status)
    draf = status in {StatusVersi.DISUSUN, StatusVersi.DIBATALKAN}
    for peran, pengguna in orang.items():
        lihat = peran in DESA or (peran in SEMUA and not draf)
        assert pengguna.has_perm("apbdes.lihat_versiapbdes", versi) is lihat, peran
        assert VersiApbdes.objects.untuk(pengguna).filter(pk=versi.pk).exists() is lihat, peran
        menulis = peran in DESA and status == StatusVersi.DISUSUN
        assert pengguna.has_perm("apbdes.ubah_versiapbdes", versi) is menulis, peran
        assert pengguna.has_perm("apbdes.buat_apbdes", versi) is (peran in DESA), peran


def test_yang_ditarik_setelah_diajukan_tetap_terbaca_kecamatan(orang, desa):
    versi = VersiApbdesFactory(desa=desa, status="dibatalkan", diajukan="2024-01-10T02:00:00Z")
    assert orang["camat"].has_perm("apbdes.lihat_versiapbdes", muat(versi))
    assert versi in VersiApbdes.objects.untuk(orang["camat"])


def test_rancangan_satu_satunya_yang_dibatalkan_tetap_terbaca_desanya(client, desa, sekdes):
    versi = VersiApbdesFactory(desa=desa, status="dibatalkan")
    client.force_login(sekdes)
    jawab = client.get(versi.get_absolute_url())
    assert jawab.status_code == 200
    assert reverse("apbdes:versi-baru") in jawab.content.decode()


def test_desa_lain_tidak_menemukan(client, desa, sekdes):
    versi = VersiApbdesFactory(status="ditetapkan")
    client.force_login(sekdes)
    assert client.get(versi.get_absolute_url()).status_code == 404
    assert client.post(reverse("apbdes:versi-lanjutan", args=[versi.pk])).status_code == 404


def test_kecamatan_hanya_tahu_banyaknya_draf(client, desa, orang):
    draf = VersiApbdesFactory(desa=desa)
    VersiApbdesFactory(desa=desa, tahun=2023, status="ditetapkan")
    assert jumlah_draf(orang["verifikator"]) == 1
    assert jumlah_draf(orang["sekretaris_desa"]) == 0
    client.force_login(orang["verifikator"])
    isi = client.get(reverse("apbdes:daftar")).content.decode()
    assert "1 rancangan masih disusun desa" in isi
    assert draf.get_absolute_url() not in isi
    assert client.get(draf.get_absolute_url()).status_code == 404


# --- what follows what -------------------------------------------------------
@pytest.mark.parametrize(
    ("status", "kode"),
    [
        ("disusun", None),
        ("diajukan", None),
        ("dievaluasi", None),
        ("diusulkan", None),
        ("sesuai", None),
        ("lewat_waktu", None),
        ("perlu_diperbaiki", "perbaikan"),
        ("ditetapkan", "perubahan"),
        ("dibatalkan", "murni"),
    ],
)
def test_yang_dapat_disusun_sesudahnya(status, kode):
    berikut = langkah_berikut([VersiApbdesFactory(status=status)])
    assert (berikut and berikut.kode) == kode


def test_perubahan_membawa_semua_baris_dan_asalnya(desa, sekdes):
    lama = VersiApbdesFactory(desa=desa, status="ditetapkan", isi=utuh())
    baru = versi_buat(desa=desa, tahun=2024, oleh=sekdes, langkah="perubahan")
    assert (baru.jenis, baru.perubahan_ke, baru.sebelum, baru.pagu_dds) == ("perubahan", 1, lama, 800_000_000_00)
    asal = [r.asal for r in RincianBelanja.objects.filter(versi_apbdes=baru)]
    assert asal == [r.pk for r in RincianBelanja.objects.filter(versi_apbdes=lama)]
    anggaran = anggaran_dari_versi(muat(baru))
    assert anggaran.belanja == utuh().belanja
    assert anggaran.semula is not None
    assert anggaran.semula.belanja == utuh().belanja


def test_perbaikan_sebuah_perubahan_tetap_dibandingkan_dengan_yang_diubah(desa, sekdes):
    murni = VersiApbdesFactory(desa=desa, status="ditetapkan", isi=utuh())
    ubah = VersiApbdesFactory(desa=desa, perubahan_ke=1, status="perlu_diperbaiki", sebelum=murni, isi=utuh())
    baru = versi_buat(desa=desa, tahun=2024, oleh=sekdes, langkah="perbaikan")
    assert (baru.perubahan_ke, baru.perbaikan_ke, baru.sebelum) == (1, 1, ubah)
    semula = anggaran_dari_versi(muat(baru)).semula
    assert semula is not None and semula.jenis == "murni"


def test_langkah_yang_bukan_gilirannya_ditolak(desa, sekdes):
    versi_buat(desa=desa, tahun=2024, oleh=sekdes)
    for langkah in ("murni", "perubahan", "perbaikan"):
        with pytest.raises(ValidationError, match="selesaikan yang itu dahulu"):
            versi_buat(desa=desa, tahun=2024, oleh=sekdes, langkah=langkah)
    with pytest.raises(ValidationError, match="Yang dapat disusun sekarang"):
        versi_buat(desa=desa, tahun=2025, oleh=sekdes, langkah="perubahan")
    assert not VersiApbdes.objects.filter(apbdes__tahun=2025).exists()


def test_hanya_desanya_yang_menyusun(desa, orang):
    for peran, pengguna in orang.items():
        if peran not in DESA:
            with pytest.raises(PermissionDenied):
                versi_buat(desa=desa, tahun=2024, oleh=pengguna)


# --- rows --------------------------------------------------------------------
def test_anggaran_tersimpan_sama_dan_barisnya_dikenal(desa, django_assert_num_queries):
    versi = muat(VersiApbdesFactory(desa=desa, status="ditetapkan", isi=utuh()))
    with django_assert_num_queries(5):
        hasil = muat_anggaran(versi)
    sama = replace(utuh(), kode_desa=desa.kode, tanggal_disampaikan=hasil.anggaran.tanggal_disampaikan)
    assert hasil.anggaran == sama
    baris = RincianBelanja.objects.get(pk=hasil.baris["Belanja!7"])
    assert (baris.kegiatan, baris.penerima) == ("1.1.02", "kadus")
    assert hasil.tempat[baris.pk] == "Belanja!7"


def test_perubahan_dimuat_membaca_kode_kantor_sekali(desa, sekdes, django_assert_num_queries):
    VersiApbdesFactory(desa=desa, status="ditetapkan", isi=utuh())
    versi = muat(versi_buat(desa=desa, tahun=2024, oleh=sekdes, langkah="perubahan"))
    with django_assert_num_queries(10):
        muat_anggaran(versi)


# --- pages -------------------------------------------------------------------
def test_menyusun_lewat_halaman(client, desa, sekdes):
    client.force_login(sekdes)
    jawab = client.post(reverse("apbdes:versi-baru"), {"desa": desa.pk, "tahun": 2025}, follow=True)
    versi = VersiApbdes.objects.get()
    assert jawab.redirect_chain == [(versi.get_absolute_url(), 302)]
    jawab = client.post(reverse("apbdes:versi-baru"), {"desa": desa.pk, "tahun": 2025})
    assert "selesaikan yang itu dahulu" in jawab.content.decode()
    jawab = client.post(reverse("apbdes:versi-baru"), {"desa": desa.pk, "tahun": "duaribu"})
    assert 'value="duaribu"' in jawab.content.decode()
    jawab = client.post(reverse("apbdes:versi-baru"), {"desa": DesaFactory().pk, "tahun": 2025})
    assert VersiApbdes.objects.count() == 1


def test_perubahan_lewat_halaman(client, desa, sekdes):
    lama = VersiApbdesFactory(desa=desa, status="ditetapkan", isi=utuh())
    client.force_login(sekdes)
    assert "Susun perubahan ke-1" in client.get(lama.get_absolute_url()).content.decode()
    alamat = reverse("apbdes:versi-lanjutan", args=[lama.pk])
    for _ in range(2):  # a double click
        client.post(alamat, {"langkah": "perubahan"})
    assert VersiApbdes.objects.filter(perubahan_ke=1).count() == 1


def test_rinci_menjumlahkan(client, desa, orang):
    versi = VersiApbdesFactory(desa=desa, status="ditetapkan", isi=utuh())
    client.force_login(orang["camat"])
    jawab = client.get(versi.get_absolute_url())
    ringkasan = jawab.context["ringkasan"]
    assert (ringkasan.total_pendapatan, ringkasan.total_belanja, ringkasan.silpa) == (1_320_000_000_00,) * 2 + (0,)
    assert [(p.kode, p.jumlah) for p in ringkasan.belanja if p.kode == "5"] == [("5", 210_000_000_00)]
    assert "Rp1.320.000.000" in jawab.content.decode()


def test_daftar_dengan_kueri_tetap(client, desa, orang):
    client.force_login(orang["camat"])

    def hitung():
        with CaptureQueriesContext(connection) as kueri:
            assert client.get(reverse("apbdes:daftar")).status_code == 200
        return len(kueri)

    VersiApbdesFactory(desa=desa, status="diajukan", isi=utuh())
    satu = hitung()
    for n in range(29):
        VersiApbdesFactory(desa=DesaFactory(kecamatan=desa.kecamatan), tahun=2020 + n % 5, status="diajukan")
    assert hitung() == satu


def test_saringan_daftar(client, desa, orang):
    VersiApbdesFactory(desa=desa, status="diajukan")
    VersiApbdesFactory(desa=desa, tahun=2023, status="ditetapkan")
    client.force_login(orang["camat"])

    def banyak(**saring):
        return client.get(reverse("apbdes:daftar"), saring).context["table"].paginator.count

    assert banyak() == 2
    assert banyak(tahun=2023) == 1
    assert banyak(status="diajukan") == 1
    assert banyak(cari="tidak ada") == 0
    assert banyak(tahun="x", cari=desa.nama[:4]) == 0  # a filter whose value is none shows nothing, and says so
    assert client.get(reverse("apbdes:daftar"), {"_export": "xlsx"}).status_code == 200
