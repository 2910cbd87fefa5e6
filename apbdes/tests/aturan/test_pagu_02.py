"""PAGU-02, Pasal 3 ayat (2): DDS, ADD and PBH are budgeted at their pagu."""

import pytest

from apbdes.tests.contoh import BELUM, TIDAK, YA, anggaran, b, p, putus

SUMBER = [("4.2.1.01", "DDS", "pagu_dds"), ("4.2.3.01", "ADD", "pagu_add"), ("4.2.2.01", "PBH", "pagu_pbh")]


@pytest.mark.parametrize(("rekening", "sumber", "kunci"), SUMBER)
@pytest.mark.parametrize(("ada", "putusan", "selisih"), [(1000, YA, 0), (1001, TIDAK, 1), (999, TIDAK, 1)])
def test_tepat_dan_satu_rupiah_di_sekitarnya(rekening, sumber, kunci, ada, putusan, selisih):
    hasil = putus("PAGU-02", anggaran((), [p(rekening, sumber, ada)], **{kunci: 1000}))
    assert (hasil.putusan, hasil.selisih) == (putusan, selisih)


@pytest.mark.parametrize(("rekening", "sumber", "kunci"), SUMBER)
def test_pagu_kosong_sedang_ada_pendapatan_atau_belanja(rekening, sumber, kunci):
    for isi in (anggaran((), [p(rekening, sumber, 1)]), anggaran([b("1.1.04", "5.2.1.01", 1, sumber=sumber)])):
        hasil = putus("PAGU-02", isi)
        assert hasil.putusan == BELUM
        assert f"Identitas kunci {kunci}" in hasil.pesan


def test_pagu_tanpa_pendapatan_adalah_kekurangan():
    assert putus("PAGU-02", anggaran(pagu_dds=500)).selisih == 500


def test_sumber_yang_tidak_dipakai_tidak_memerlukan_pagu():
    assert putus("PAGU-02", anggaran((), [p("4.2.3.01", "ADD", 7)], pagu_add=7)).putusan == YA


def test_pelanggaran_mendahului_pagu_yang_kosong():
    isi = anggaran((), [p("4.2.1.01", "DDS", 5), p("4.2.3.01", "ADD", 7)], pagu_add=8)
    assert (putus("PAGU-02", isi).putusan, putus("PAGU-02", isi).selisih) == (TIDAK, 1)
