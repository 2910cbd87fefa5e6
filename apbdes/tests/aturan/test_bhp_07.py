"""BHP-07, BAB IV.3.C angka 1: income from PBH calls for an incentive of the tax officers."""

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, b, p, putus

INSENTIF = b("1.5.06", "5.2.2.05", 1, komponen="insentif_pbb")


def test_satu_rupiah_pendapatan_sudah_mewajibkan():
    assert putus("BHP-07", anggaran((), [p("4.2.2.01", "PBH", 1)])).putusan == TIDAK
    assert putus("BHP-07", anggaran([INSENTIF], [p("4.2.2.01", "PBH", 1)])).putusan == YA


def test_insentif_nol_rupiah_belum_menganggarkan():
    assert putus("BHP-07", anggaran([INSENTIF._replace(jumlah=0)], [p("4.2.2.01", "PBH", 1)])).putusan == TIDAK


def test_tanpa_pbh_tidak_berlaku():
    assert putus("BHP-07", anggaran([INSENTIF])).putusan == BUKAN
    assert putus("BHP-07", anggaran([INSENTIF], [p("4.2.2.01", "PBH", 0)])).putusan == BUKAN


def test_belanja_pbh_tanpa_komponen_mungkin_insentif():
    tanpa = b("1.5.06", "5.2.2.05", 1, sumber="PBH")
    hasil = putus("BHP-07", anggaran([tanpa], [p("4.2.2.01", "PBH", 1)]))
    assert (hasil.putusan, hasil.baris) == (BELUM, ("Belanja!2",))
    assert putus("BHP-07", anggaran([tanpa._replace(komponen="upah")], [p("4.2.2.01", "PBH", 1)])).putusan == TIDAK
    assert putus("BHP-07", anggaran([tanpa, INSENTIF], [p("4.2.2.01", "PBH", 1)])).putusan == YA
