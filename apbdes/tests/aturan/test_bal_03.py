"""BAL-03: per source, what goes out is at most what comes in; SiLPA without a source covers what is marked so."""

import pytest

from apbdes.tests.contoh import BELUM, TIDAK, YA, anggaran, b, f, p, putus

ADD = p("4.2.3.01", "ADD", 1000)


def silpa(jumlah, sumber=""):
    return f("6.1.1.01", jumlah, sumber)


@pytest.mark.parametrize(("belanja", "putusan", "selisih"), [(699, YA, 0), (700, YA, 0), (701, TIDAK, 1)])
def test_batas_tepat_dan_satu_rupiah_di_sekitarnya(belanja, putusan, selisih):
    isi = anggaran([b("1.1.04", "5.2.1.01", belanja)], [ADD], [f("6.2.2.01", 300, "ADD")])
    hasil = putus("BAL-03", isi)
    assert (hasil.putusan, hasil.selisih) == (putusan, selisih)


@pytest.mark.parametrize(("belanja", "putusan", "selisih"), [(1050, YA, 0), (1051, TIDAK, 1)])
def test_penerimaan_pembiayaan_bersumber_menambah_sumbernya(belanja, putusan, selisih):
    hasil = putus("BAL-03", anggaran([b("1.1.04", "5.2.1.01", belanja)], [ADD], [silpa(50, "ADD")]))
    assert (hasil.putusan, hasil.selisih) == (putusan, selisih)


@pytest.mark.parametrize(
    ("tanda", "putusan"), [(50, YA), (49, BELUM), (0, BELUM)], ids=["cukup", "kurang satu", "tanpa tanda"]
)
def test_silpa_tanpa_sumber_menutup_yang_ditandai(tanda, putusan):
    belanja = [b("1.1.04", "5.2.1.01", 1050 - tanda), b("1.1.04", "5.2.1.02", tanda, dari_silpa=True)]
    hasil = putus("BAL-03", anggaran(belanja, [ADD], [silpa(50)]))
    assert hasil.putusan == putusan
    if putusan == BELUM:
        assert hasil.baris == ("Pembiayaan!2",)
        assert "Pembiayaan!2 kolom sumber_dana" in hasil.pesan


def test_lebih_dari_silpa_tanpa_sumber_melanggar_walau_bertanda():
    hasil = putus("BAL-03", anggaran([b("1.1.04", "5.2.1.01", 1051, dari_silpa=True)], [ADD], [silpa(50)]))
    assert (hasil.putusan, hasil.selisih) == (TIDAK, 1 + 1001)  # one too many, and more marked than there is


def test_tanda_lebih_dari_silpa_melanggar_walau_sumbernya_cukup():
    hasil = putus("BAL-03", anggaran([b("1.1.04", "5.2.1.01", 51, dari_silpa=True)], [ADD], [silpa(50)]))
    assert (hasil.putusan, hasil.selisih, hasil.baris) == (TIDAK, 1, ("Belanja!2",))
    assert putus("BAL-03", anggaran([b("1.1.04", "5.2.1.01", 9, dari_silpa=True)], [ADD])).putusan == TIDAK


def test_pengeluaran_pembiayaan_yang_bertanda_ikut_dihitung():
    keluar = f("6.2.2.01", 50, "ADD")._replace(dari_silpa=True)
    isi = anggaran([b("1.1.04", "5.2.1.01", 1000)], [ADD], [silpa(50), keluar])
    assert putus("BAL-03", isi).putusan == YA


def test_tanda_pada_sumber_lain_tidak_menutupi():
    belanja = [b("1.1.04", "5.2.1.01", 1010), b("3.4.03", "5.2.1.01", 10, sumber="PAD", dari_silpa=True)]
    pendapatan = [ADD, p("4.1.2.01", "PAD", 999)]
    assert putus("BAL-03", anggaran(belanja, pendapatan, [silpa(50)])).putusan == BELUM


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


def test_penerimaan_lain_bersumber_pad_tidak_menutup_add():
    isi = anggaran([b("1.1.04", "5.2.1.01", 1001)], [ADD], [f("6.1.4.01", 5, "PAD")])
    hasil = putus("BAL-03", isi)
    assert (hasil.putusan, hasil.selisih) == (TIDAK, 1)
