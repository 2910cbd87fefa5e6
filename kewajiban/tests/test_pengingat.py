"""A village is told once what is due soon, and once what is late."""

import datetime
from datetime import date

import pytest

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from berkas.models import Berkas, KategoriBerkas
from config.tests.kantor import hari_uji
from desa.models import Desa
from desa.tests.factories import DesaFactory
from kewajiban.models import Ketentuan
from kewajiban.pengingat import ingatkan_kecamatan, kecamatan_diingatkan
from kewajiban.tasks import kewajiban_ingatkan
from kewajiban.tests.factories import wajibkan
from notifikasi.models import Pemberitahuan

pytestmark = [pytest.mark.waktu, pytest.mark.django_db]

TEMPO = date(2026, 6, 10)  # of May, ten days after its end
HARI = datetime.timedelta(days=1)


@pytest.fixture
def sekretaris(desa):
    return pengguna_berperan(Peran.SEKRETARIS_DESA, desa)


@pytest.fixture
def wajib(desa, sekretaris):
    kategori = KategoriBerkas.objects.create(kode="kas", nama="Kas", kelompok="buku", periode="bulanan")
    wajibkan(desa.kecamatan, kategori, mulai=date(2026, 5, 1), hari=10)
    return kategori


def ingatkan_semua(pada):
    for pk in kecamatan_diingatkan():
        ingatkan_kecamatan(kecamatan_id=pk, pada=pada)


def kabar(penerima=None):
    semua = Pemberitahuan.objects.order_by("pk")
    if penerima:
        semua = semua.filter(penerima=penerima)
    return list(semua.values_list("judul", "isi"))


def kirim(desa, wajib, status):
    return Berkas.objects.create(
        desa=desa,
        kategori=wajib,
        tahun=2026,
        periode="2026-05",
        judul="Kas Mei",
        status=status,
        dibuat_oleh=pengguna_berperan(Peran.SEKRETARIS_DESA, desa),
    )


DEKAT = ("1 kewajiban Desa Putat Basiun jatuh tempo dalam tiga hari", "10 Juni 2026: Kas, Mei 2026")
TELAT = ("1 kewajiban Desa Putat Basiun terlambat dipenuhi", "10 Juni 2026: Kas, Mei 2026")


@pytest.mark.parametrize(
    ("pada", "harapan"),
    [
        (TEMPO - 4 * HARI, []),
        (TEMPO - 3 * HARI, [DEKAT]),
        (TEMPO, [DEKAT]),
        (TEMPO + HARI, [TELAT]),
        (TEMPO + 20 * HARI, [TELAT]),
    ],
)
def test_dekat_dan_terlambat(wajib, sekretaris, pada, harapan):
    ingatkan_semua(pada=pada)
    assert kabar(sekretaris) == harapan


def test_setiap_perkara_sekali_saja(wajib, sekretaris):
    """Every day for two weeks: once before, once after."""
    for n in range(-5, 10):
        ingatkan_semua(pada=TEMPO + n * HARI)
        ingatkan_semua(pada=TEMPO + n * HARI)
    assert kabar(sekretaris) == [DEKAT, TELAT]


def test_hari_yang_terlewat_tetap_diberitahukan(wajib, sekretaris):
    """The worker was down on the day itself."""
    ingatkan_semua(pada=TEMPO - 10 * HARI)
    ingatkan_semua(pada=TEMPO + 5 * HARI)
    assert kabar(sekretaris) == [TELAT]


@pytest.mark.parametrize(("status", "banyak"), [("menunggu", 0), ("diterima", 0), ("ditolak", 1)])
def test_yang_sudah_dikirim_tidak_diingatkan(desa, wajib, sekretaris, status, banyak):
    kirim(desa, wajib, status)
    ingatkan_semua(pada=TEMPO + HARI)
    assert len(kabar(sekretaris)) == banyak


def test_jatuh_tempo_yang_diubah_adalah_perkara_baru(wajib, sekretaris):
    ingatkan_semua(pada=TEMPO - HARI)
    Ketentuan.objects.filter(aktif=True).update(aturan="12 hari setelah akhir_bulan", mulai=TEMPO)
    ingatkan_semua(pada=TEMPO - HARI)
    assert [isi for _, isi in kabar(sekretaris)] == ["10 Juni 2026: Kas, Mei 2026", "12 Juni 2026: Kas, Mei 2026"]


def test_satu_pemberitahuan_untuk_banyak_dokumen(desa, wajib, sekretaris):
    for n in range(19):
        lain = KategoriBerkas.objects.create(kode=f"k{n}", nama=f"Buku {n}", kelompok="buku", periode="bulanan")
        wajibkan(desa.kecamatan, lain, mulai=date(2026, 5, 1), hari=10)
    ingatkan_semua(pada=TEMPO)
    ((judul, isi),) = kabar(sekretaris)
    assert judul == "20 kewajiban Desa Putat Basiun jatuh tempo dalam tiga hari"
    assert isi.splitlines()[-1] == "dan 5 kewajiban lain"


def test_desa_lain_diberi_tahu_sendiri(desa, wajib):
    tetangga = DesaFactory(kecamatan=desa.kecamatan, nama="Tetangga")
    kelurahan = DesaFactory(kecamatan=desa.kecamatan, nama="Kota", jenis="kelurahan")
    seberang = DesaFactory(nama="Seberang")
    orang = {d.nama: pengguna_berperan(Peran.SEKRETARIS_DESA, d) for d in (tetangga, kelurahan, seberang)}
    ingatkan_semua(pada=TEMPO)
    assert {nama: len(kabar(p)) for nama, p in orang.items()} == {"Tetangga": 1, "Kota": 0, "Seberang": 0}


def test_kepala_desa_menggantikan_sekretaris_yang_tidak_ada(desa, wajib, sekretaris):
    sekretaris.delete()
    ingatkan_semua(pada=TEMPO)
    assert kabar() == []
    kepala = pengguna_berperan(Peran.KEPALA_DESA, Desa.objects.get(pk=desa.pk))
    ingatkan_semua(pada=TEMPO)
    assert kabar(kepala) == [DEKAT]


def test_tugas_harian(wajib, sekretaris, beserta_akibatnya):
    Ketentuan.objects.filter(aktif=True).update(mulai=hari_uji() - 60 * HARI)
    assert [beserta_akibatnya(kewajiban_ingatkan) for _ in range(2)] == [1, 1]
    ((judul, _),) = kabar(sekretaris)
    assert judul.endswith("Desa Putat Basiun terlambat dipenuhi")
