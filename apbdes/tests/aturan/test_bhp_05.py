"""BHP-05, BAB IV.3.B and 3.C: what bagi hasil pajak pays for; building only above Rp30.000.000."""

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, b, p, putus


def pbh(jumlah):
    return [p("4.2.2.01", "PBH", jumlah)]


def belanja(komponen="", kegiatan="1.5.06", rekening="5.2.1.01", jumlah=7, **lain):
    return b(kegiatan, rekening, jumlah, komponen=komponen, sumber="PBH", **lain)


@pytest.mark.parametrize("komponen", ["insentif_pbb", "administrasi_pbb", "sosialisasi_pajak"])
def test_tiga_peruntukan_selalu_boleh(komponen):
    assert putus("BHP-05", anggaran([belanja(komponen)], pbh(1))).putusan == YA


@pytest.mark.parametrize("komponen", ["upah", "honor_tpk"])
def test_selain_itu_tidak_boleh(komponen):
    hasil = putus("BHP-05", anggaran([belanja(komponen), belanja("insentif_pbb")], pbh(90_000_000)))
    assert (hasil.putusan, hasil.selisih, hasil.baris) == (TIDAK, 7, ("Belanja!2",))


@pytest.mark.parametrize(
    ("pendapatan", "putusan"), [(29_999_999, TIDAK), (30_000_000, TIDAK), (30_000_001, YA), (90_000_000, YA)]
)
def test_infrastruktur_hanya_di_atas_tiga_puluh_juta(pendapatan, putusan):
    hasil = putus("BHP-05", anggaran([belanja("bahan", "2.3.10", "5.3.5.03")], pbh(pendapatan)))
    assert hasil.putusan == putusan
    assert ("BAB III.2.D" in hasil.pesan) == (putusan == TIDAK)


def test_tanpa_komponen_tidak_dapat_ditentukan_tetapi_pelanggaran_mendahului():
    hasil = putus("BHP-05", anggaran([belanja(), belanja("insentif_pbb")], pbh(90_000_000)))
    assert (hasil.putusan, hasil.baris) == (BELUM, ("Belanja!2",))
    assert "Belanja!2 kolom komponen" in hasil.pesan
    hasil = putus("BHP-05", anggaran([belanja(), belanja("upah")], pbh(90_000_000)))
    assert (hasil.putusan, hasil.selisih, hasil.baris) == (TIDAK, 7, ("Belanja!3",))


@pytest.mark.parametrize(
    ("kegiatan", "rekening"), [("1.2.03", "5.3.4.03"), ("2.3.01", "5.2.6.05"), ("2.1.02", "5.3.2.02")]
)
def test_infrastruktur_adalah_belanja_modal_bangunan_pada_bidang_2(kegiatan, rekening):
    assert putus("BHP-05", anggaran([belanja("upah", kegiatan, rekening)], pbh(90_000_000))).putusan == TIDAK


def test_sumber_lain_bebas():
    assert putus("BHP-05", anggaran([b("2.3.10", "5.3.5.03", 9)], pbh(1))).putusan == YA


def test_tanpa_pbh_tidak_berlaku():
    assert putus("BHP-05", anggaran([belanja()])).putusan == BUKAN
