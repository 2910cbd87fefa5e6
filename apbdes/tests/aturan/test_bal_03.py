"""BAL-03, BAB III.2: no source pays more than it brings in."""

import pytest

from apbdes.tests.contoh import BELUM, TIDAK, YA, anggaran, b, f, p, putus


@pytest.mark.parametrize(("belanja", "putusan", "selisih"), [(699, YA, 0), (700, YA, 0), (701, TIDAK, 1)])
def test_batas_tepat_dan_satu_rupiah_di_sekitarnya(belanja, putusan, selisih):
    isi = anggaran([b("1.1.04", "5.2.1.01", belanja)], [p("4.2.3.01", "ADD", 1000)], [f("6.2.2.01", 300, "ADD")])
    hasil = putus("BAL-03", isi)
    assert (hasil.putusan, hasil.selisih) == (putusan, selisih)


def test_belanja_dari_silpa_tidak_membebani_sumbernya():
    assert putus("BAL-03", anggaran([b("1.1.04", "5.2.1.01", 9, dari_silpa=True)])).putusan == YA


def test_selisih_dijumlah_dan_sumber_yang_cukup_tidak_menutupi():
    isi = anggaran(
        [
            b("1.1.04", "5.2.1.01", 110),
            b("2.3.01", "5.2.6.05", 205, sumber="DDS"),
            b("3.4.03", "5.2.1.01", 1, sumber="PAD"),
        ],
        [p("4.2.3.01", "ADD", 100), p("4.2.1.01", "DDS", 200), p("4.1.2.01", "PAD", 999)],
    )
    hasil = putus("BAL-03", isi)
    assert (hasil.putusan, hasil.selisih, hasil.baris) == (TIDAK, 15, ("Belanja!2", "Belanja!3"))


def test_pengeluaran_pembiayaan_tanpa_sumber_tidak_dapat_ditentukan():
    isi = anggaran((), [p("4.2.3.01", "ADD", 1000)], [f("6.2.2.01", 300)])
    hasil = putus("BAL-03", isi)
    assert hasil.putusan == BELUM
    assert "Pembiayaan!2 kolom sumber_dana" in hasil.pesan


def test_pelanggaran_mendahului_data_yang_kurang():
    isi = anggaran([b("1.1.04", "5.2.1.01", 1)], (), [f("6.2.2.01", 300)])
    assert putus("BAL-03", isi).putusan == TIDAK
