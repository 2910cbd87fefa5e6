"""B30-01, figures from BAB III.1.B huruf b: at most 30 per cent of all spending."""

from decimal import Decimal

import pytest

from apbdes.tests.contoh import BUKAN, TIDAK, YA, anggaran, b, putus


def isi(kelompok, lain, *, jaminan=0, silpa=0):
    return anggaran(
        [
            b("1.1.01", "5.1.1.01", kelompok),
            b("1.1.03", "5.1.3.01", jaminan),
            b("1.1.04", "5.2.1.01", lain),
            b("2.3.01", "5.2.6.05", silpa, dari_silpa=True),
        ]
    )


def test_contoh_pada_format():
    hasil = putus("B30-01", isi(312_400_000, 728_600_000))
    assert hasil.putusan == TIDAK
    assert (hasil.pembilang, hasil.penyebut, hasil.batas, hasil.selisih) == (312_400_000, 1_041_000_000, "30%", 100_000)
    assert hasil.hitungan == "312.400.000 × 100 = 31.240.000.000 > 30 × 1.041.000.000 = 31.230.000.000"
    assert hasil.baris == ("Belanja!2",)
    assert hasil.pesan.endswith("Kurangi Rp100.000.")
    assert hasil.catatan is None


@pytest.mark.parametrize(
    ("kelompok", "putusan", "selisih"),
    [(200, YA, 0), (299, YA, 0), (300, YA, 0), (301, TIDAK, 1), (400, TIDAK, 100)],
)
def test_batas_tepat_dan_satu_rupiah_di_sekitarnya(kelompok, putusan, selisih):
    hasil = putus("B30-01", isi(kelompok, 1000 - kelompok))
    assert (hasil.putusan, hasil.selisih) == (putusan, selisih)


def test_selisih_sampai_sen_yang_cukup():
    # 30 % of 1.001 is 300,30: 301 is 0,70 too much.
    assert putus("B30-01", isi(301, 700)).selisih == Decimal("0.7")
    # 30 % of 1.001,01 is 300,303: 301 is 0,697 too much, so that 0,70 must go.
    assert putus("B30-01", isi(301, Decimal("700.01"))).selisih == Decimal("0.7")


def test_yang_kurang_dari_satu_sen_bukan_selisih_dan_tidak_ditulis_seolah_tepat():
    # 30 % of 1.000,01 is 300,003: 300,01 is 0,007 over, less than there is money for.
    hasil = putus("B30-01", isi(Decimal("300.01"), 700))
    assert (hasil.putusan, hasil.selisih) == (YA, 0)
    assert hasil.hitungan == "300,01 × 100 = 30.001 ≈ 30 × 1.000,01 = 30.000,30 (beda Rp0,007)"


def test_batas_tepat_dan_satu_sen_di_sekitarnya():
    tepat = isi(Decimal("300.03"), Decimal("700.07"))  # 30 % of 1.000,10
    assert putus("B30-01", tepat).putusan == YA
    lebih = putus("B30-01", isi(Decimal("300.04"), Decimal("700.06")))
    assert (lebih.putusan, lebih.selisih, lebih.penyebut) == (TIDAK, Decimal("0.01"), Decimal("1000.1"))
    assert lebih.hitungan == "300,04 × 100 = 30.004 > 30 × 1.000,10 = 30.003"


def test_semua_kegiatan_kelompok_dihitung_dan_tidak_yang_lain():
    baris = [b(f"1.1.0{n}", "5.2.1.01", 100) for n in range(1, 8)] + [b("3.4.03", "5.2.1.01", 300)]
    hasil = putus("B30-01", anggaran(baris))
    assert (hasil.pembilang, hasil.penyebut, hasil.putusan) == (400, 1000, TIDAK)
    assert hasil.baris == ("Belanja!2", "Belanja!3", "Belanja!6", "Belanja!7")


def test_tanpa_belanja_tidak_berlaku():
    assert putus("B30-01", anggaran()).putusan == BUKAN
    assert putus("B30-01", isi(0, 0)).putusan == BUKAN


def test_bacaan_bab_iv_yang_berbeda_disebut():
    hasil = putus("B30-01", isi(290, 700, jaminan=50))
    assert hasil.putusan == YA
    assert putus("B30-02", isi(290, 700, jaminan=50)).putusan == TIDAK
    assert hasil.catatan.endswith("menurut bacaan itu (B30-02) putusannya lain.")


def test_yang_memperbaiki_adalah_memindahkan_sebesar_selisihnya():
    """The share is of all spending, itself included: cutting alone lowers the limit too. See `putusan.PINDAHKAN`."""
    lebih = putus("B30-01", isi(400, 600)).selisih
    assert putus("B30-01", isi(400 - lebih, 600 + lebih)).putusan == YA
    assert putus("B30-01", isi(401 - lebih, 599 + lebih)).putusan == TIDAK
    assert putus("B30-01", isi(400 - lebih, 600)).putusan == TIDAK
