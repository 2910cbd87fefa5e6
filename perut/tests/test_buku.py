"""The state of the books of each village."""

from datetime import date
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from akun.enums import SEMUA
from desa.tests.factories import DesaFactory
from perut import acuan
from perut.models import Buku, Pemeriksaan
from perut.queries import Kelengkapan, keadaan_buku, keadaan_buku_per_desa, kelengkapan, kunjungan_lebih_baru
from perut.tests.factories import BukuFactory, InstrumenFactory, KunjunganFactory, ProgramFactory


@pytest.fixture
def buku(db):
    """The books by code."""
    acuan.muat()
    return {b.kode: b for b in Buku.objects.all()}


def periksa(kunjungan, buku, **isi):
    bawaan = {"ada": True, "format_sesuai": True, "ditandatangani": True, "mutakhir_sampai": kunjungan.tanggal}
    return Pemeriksaan.objects.create(kunjungan=kunjungan, buku=buku, **(bawaan | isi))


TIDAK_ADA = {"ada": False, "format_sesuai": None, "ditandatangani": None, "mutakhir_sampai": None}


# --- counting ------------------------------------------------------------------------
@given(st.integers(0, 300), st.integers(1, 300))
def test_persen_bulat_setengah_ke_atas(tertib, total):
    tertib = min(tertib, total)
    persen = Kelengkapan("x", tertib, tertib, total).persen
    assert isinstance(persen, int)
    assert -total <= 200 * tertib - 2 * total * persen < total


@pytest.mark.parametrize(("tertib", "total", "persen"), [(0, 0, 0), (1, 8, 13), (1, 3, 33), (2, 3, 67), (24, 24, 100)])
def test_persen(tertib, total, persen):
    assert Kelengkapan("x", tertib, tertib, total).persen == persen


def test_kelengkapan_per_kelompok_dan_semua():
    def satu(kelompok, ada, tertib):
        return SimpleNamespace(buku=SimpleNamespace(kelompok=kelompok), ada=ada, tertib=tertib)

    rekap = kelengkapan(
        [satu("B", True, True), satu("A", True, False), satu("B", None, False), satu("A", False, False)]
    )
    assert rekap.kelompok == (Kelengkapan("B", 1, 1, 2), Kelengkapan("A", 0, 1, 2))
    assert (rekap.tertib, rekap.ada, rekap.total, rekap.persen) == (1, 2, 4, 25)
    assert kelengkapan([]).persen == 0


# --- state ---------------------------------------------------------------------------
def test_keadaan_dari_kunjungan_disahkan_yang_terbaru(desa, buku):
    lama = KunjunganFactory(desa=desa, tanggal=date(2026, 3, 3), status="disahkan")
    baru = KunjunganFactory(desa=desa, tanggal=date(2026, 4, 7), status="disahkan")
    belum = KunjunganFactory(desa=desa, tanggal=date(2026, 5, 5), status="diajukan")
    lain = KunjunganFactory(tanggal=date(2026, 6, 2), status="disahkan")
    for k in (baru, lama):
        periksa(k, buku["A.1"])
    periksa(belum, buku["A.1"], **TIDAK_ADA)
    periksa(lain, buku["A.2"])
    periksa(lama, buku["A.3"], **TIDAK_ADA)
    Pemeriksaan.objects.create(kunjungan=baru, buku=buku["A.3"])  # left unanswered
    keadaan = {k.buku.kode: k for k in keadaan_buku(desa)}
    assert list(keadaan) == list(buku)
    assert [p.kunjungan for p in keadaan["A.1"].riwayat] == [baru, lama]
    assert (keadaan["A.1"].tertib, keadaan["A.1"].ringkas) == (True, "tertib")
    assert (keadaan["A.2"].terakhir, keadaan["A.2"].ringkas) == (None, "belum pernah diperiksa")
    assert (keadaan["A.3"].terakhir.kunjungan, keadaan["A.3"].ringkas) == (lama, "tidak ada")
    banyak = {k.buku.kode: k.terakhir for k in keadaan_buku_per_desa([desa, lain.desa])[desa.pk]}
    assert banyak == {kode: k.terakhir for kode, k in keadaan.items()}
    assert kunjungan_lebih_baru(desa) == belum
    assert kunjungan_lebih_baru(lain.desa) is None


def test_buku_yang_sama_dalam_versi_lama_tetap_dikenal(desa, buku):
    lama = BukuFactory(instrumen=InstrumenFactory(kode="lama", berlaku_sejak=date(2000, 1, 1)), kode="A.1")
    k = KunjunganFactory(desa=desa, status="disahkan")
    periksa(k, lama)
    assert {b.buku.kode for b in keadaan_buku(desa) if b.terakhir} == {"A.1"}
    assert keadaan_buku(desa)[0].terakhir.buku == lama


# --- pages ---------------------------------------------------------------------------
@pytest.mark.parametrize("peran", sorted(SEMUA))
def test_halaman_buku_terbuka_bagi_wilayahnya_dan_tidak_bagi_orang_lain(client, orang, desa, buku, peran):
    asing = DesaFactory()
    client.force_login(orang[peran])
    kode = 200 if peran == "admin" else 404
    for d, status in ((desa, 200), (asing, kode)):
        assert client.get(reverse("perut:buku-desa", args=[d.pk])).status_code == status
        assert client.get(reverse("perut:buku-riwayat", args=[d.pk, "A.1"])).status_code == status
    assert client.get(reverse("perut:buku-riwayat", args=[desa.pk, "Z.9"])).status_code == 404
    assert client.get(reverse("perut:buku-daftar")).status_code == 200


def test_halaman_desa_mengatakan_yang_belum_pernah_dan_yang_belum_disahkan(client, orang, desa, buku):
    client.force_login(orang["sekretaris_desa"])
    alamat = reverse("perut:buku-desa", args=[desa.pk])
    assert "Belum pernah diperiksa pada kunjungan yang disahkan." in client.get(alamat).content.decode()
    periksa(KunjunganFactory(desa=desa, tanggal=date(2026, 4, 7), status="disahkan"), buku["C.4"])
    periksa(KunjunganFactory(desa=desa, tanggal=date(2026, 5, 5), status="diajukan"), buku["C.4"])
    isi = client.get(alamat).content.decode()
    keuangan = sum(b.kelompok == buku["C.4"].kelompok for b in buku.values())
    assert f"1 dari {len(buku)} buku" in isi
    assert f"1/{keuangan} ({Kelengkapan('', 1, 1, keuangan).persen}%)" in isi
    assert isi.count("belum pernah diperiksa") == len(buku) - 1
    assert "memuat pemeriksaan yang lebih baru, tetapi belum disahkan" in isi


def test_riwayat_satu_buku_dengan_catatan_sumber(client, orang, desa, buku):
    k = KunjunganFactory(desa=desa, tanggal=date(2026, 4, 7), status="disahkan")
    periksa(k, buku["A.1"], catatan="Sampul rusak", mutakhir_sampai=date(2025, 12, 1))
    client.force_login(orang["camat"])
    isi = client.get(reverse("perut:buku-riwayat", args=[desa.pk, "A.1"])).content.decode()
    assert "Buku Peraturan Kepala Desa" in isi
    assert "jadi bukan peraturan kepala desa saja" in isi
    assert "ada, belum tertib" in isi
    assert "Sampul rusak" in isi
    assert "Desember 2025" in isi


def test_daftar_urut_saring_dan_xlsx(client, orang, desa, buku):
    ProgramFactory(kecamatan=desa.kecamatan)
    penuh = DesaFactory(kecamatan=desa.kecamatan, nama="Zamrud")
    kosong = DesaFactory(kecamatan=desa.kecamatan, nama="Anggrek")
    k = KunjunganFactory(desa=penuh, status="disahkan")
    for b in buku.values():
        periksa(k, b)
    periksa(KunjunganFactory(desa=desa, status="disahkan"), buku["A.1"])
    client.force_login(orang["camat"])
    alamat = reverse("perut:buku-daftar")

    def urutan(**kueri):
        return [baris.record.desa for baris in client.get(alamat, kueri).context["table"].rows]

    assert urutan() == [kosong, desa, penuh]
    assert urutan(sort="-semua") == [penuh, desa, kosong]
    assert urutan(sort="kelompok_0") == [kosong, desa, penuh]
    assert urutan(cari="zam") == [penuh]
    lembar = load_workbook(BytesIO(client.get(alamat, {"_export": "xlsx", "sort": "-semua"}).content)).active
    baris = [[sel.value for sel in b] for b in lembar.rows]
    assert baris[0] == [
        "Desa",
        "Semua buku",
        "Tertib",
        "Umum",
        "Penduduk",
        "Keuangan",
        "Pembangunan",
        "Terakhir diperiksa",
    ]
    assert [b[0] for b in baris[1:]] == [str(penuh), str(desa), str(kosong)]
    umum = sum(b.kelompok == buku["A.1"].kelompok for b in buku.values())
    satu = [Kelengkapan("", 1, 1, banyak).persen for banyak in (len(buku), umum)]
    assert [int(n) for n in (baris[1][1], baris[2][1], baris[2][3])] == [100, *satu]


def test_desa_hanya_melihat_dirinya(client, orang, desa, buku):
    ProgramFactory(kecamatan=desa.kecamatan)
    DesaFactory(kecamatan=desa.kecamatan)
    client.force_login(orang["kepala_desa"])
    assert [b.record.desa for b in client.get(reverse("perut:buku-daftar")).context["table"].rows] == [desa]


@pytest.mark.parametrize("nama", ["daftar", "desa", "riwayat"])
def test_banyaknya_kueri_tetap(client, orang, desa, buku, nama, django_assert_max_num_queries):
    client.force_login(orang["camat"])
    alamat = {
        "daftar": reverse("perut:buku-daftar"),
        "desa": reverse("perut:buku-desa", args=[desa.pk]),
        "riwayat": reverse("perut:buku-riwayat", args=[desa.pk, "A.1"]),
    }[nama]

    def hitung() -> int:
        with django_assert_max_num_queries(40) as tangkapan:
            assert client.get(alamat).status_code == 200
        return len(tangkapan)

    periksa(KunjunganFactory(desa=desa, status="disahkan"), buku["A.1"])
    satu = hitung()
    for _ in range(29):
        d = DesaFactory(kecamatan=desa.kecamatan) if nama == "daftar" else desa
        periksa(KunjunganFactory(desa=d, status="disahkan"), buku["A.1"])
    assert hitung() == satu
