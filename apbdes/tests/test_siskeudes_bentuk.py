"""Exports as offices really have them: number formats, encodings, village numbers, packages, several faults at once."""

import csv
import io
from fractions import Fraction

import pytest

from apbdes.anggaran import Anggaran
from apbdes.katalog import RESMI
from apbdes.siskeudes import Padanan, baca_siskeudes, tulis_siskeudes
from apbdes.siskeudes.angka import AngkaRagu, bilangan, tanda_desimal, uang
from apbdes.tests.contoh import anggaran, b, p
from apbdes.tests.test_siskeudes import BELANJA, DESA, JUDUL_RINCI, galat, rinci, tabel, terbaca, zip_csv

OPERASIONAL = f"{DESA}01.01.04."


@pytest.mark.parametrize(
    ("teks", "desimal", "nilai"),
    [
        ("3.3710000000000002e+002", "", Fraction(3371, 10)),
        ("1.500e+003", "", 1500),
        ("1234567.8900000001", "", Fraction(123456789, 100)),
        ("1.500.000", "", 1_500_000),
        ("1.500.000,50", "", Fraction(3_000_001, 2)),
        ("1,500,000.50", "", Fraction(3_000_001, 2)),
        ("Rp1.500.000,00", "", 1_500_000),
        ("12.0000", "", 12),
        ("0.500", "", Fraction(1, 2)),
        (".5", "", Fraction(1, 2)),
        ("450.000", ",", 450_000),
        ("450.000", ".", 450),
    ],
)
def test_angka_ekspor(teks, desimal, nilai):
    assert bilangan(teks, desimal) == nilai


@pytest.mark.parametrize("teks", ["1.50.000", "1..5", "1.500,000.5", "1,2,3", "satu", "1e999"])
def test_bukan_angka(teks):
    with pytest.raises(ValueError, match=r"bukan angka|terlalu besar"):
        bilangan(teks)


def test_empat_ratus_lima_puluh_ribu_tidak_pernah_empat_ratus_lima_puluh():
    with pytest.raises(AngkaRagu):
        bilangan("450.000")
    assert tanda_desimal(["1", "450.000"]) == ""
    assert tanda_desimal(["450.000", "1.500.000"]) == ","
    assert tanda_desimal(["1.500.000", "12.50"]) == ""  # the column does not agree with itself
    with pytest.raises(AngkaRagu):
        uang("450.000", ".")  # rupiah have no third decimal


def test_kolom_bertitik_ribuan_dibaca_menurut_kolomnya():
    besar = rinci(OPERASIONAL, "5.2.1.01.", "1.500.000", volume="1", harga="1.500.000")
    kecil = rinci(OPERASIONAL, "5.2.1.06.", "450.000", volume="1", harga="450.000")
    assert [r.jumlah for r in terbaca(tabel(besar, kecil)).anggaran.belanja] == [1_500_000_00, 450_000_00]


def test_angka_bermakna_dua_disebut_sekali_untuk_satu_kolom():
    (g,) = galat(tabel(rinci(OPERASIONAL, "5.2.1.01.", "450.000"), rinci(OPERASIONAL, "5.2.1.06.", "900.000")))[:1]
    assert (g.lembar, g.baris, g.kolom) == ("Ta_RABRinci", 2, "Anggaran")
    assert "“450.000” dapat berarti 450000 atau 450:" in g.pesan
    assert "Begitu juga 1 baris lain" in g.pesan


def _csv(baris: list[list[str]], pemisah: str) -> str:
    teks = io.StringIO()
    csv.writer(teks, delimiter=pemisah).writerows(baris)
    return teks.getvalue()


@pytest.mark.parametrize("pemisah", [",", ";", "\t"])
@pytest.mark.parametrize("sandi", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
def test_sandi_dan_pemisah(sandi, pemisah):
    baris = list(BELANJA)
    baris[7] = "Café – desa"
    isi = tabel(baris, Ta_RABRinci=_csv([JUDUL_RINCI, baris], pemisah).encode(sandi))
    (r,) = terbaca(isi).anggaran.belanja
    assert (r.uraian, r.jumlah) == ("Café – desa", 1_200_000_00)


def test_baris_sep_milik_excel_dilewati():
    isi = ("sep=;\r\n" + _csv([JUDUL_RINCI, BELANJA], ";")).encode()
    assert terbaca(tabel(BELANJA, Ta_RABRinci=isi)).anggaran.total_belanja == 1_200_000_00


# --- which desa --------------------------------------------------------------------
def _pindah(baris, desa):
    return [baris[0], desa, baris[2].replace(DESA, desa), *baris[3:]]


def test_kode_desa_dua_angka_ditanyakan_sekali():
    dua = _pindah(BELANJA, "24.05.")
    isi = tabel(dua, Ref_Desa=[["Kd_Desa", "Nama_Desa"], ["24.05.", "Contoh Lima"]])
    (g,) = galat(isi)
    assert [tuple(t) for t in g.tanya] == [("desa", "24.05.", "Contoh Lima")]
    assert terbaca(isi, padanan=Padanan(desa="24.05.")).anggaran.total_belanja == 1_200_000_00


def test_dua_desa_berkode_sama_ditanyakan_kecuali_kecamatannya_menentukan():
    isi = tabel(BELANJA, _pindah(BELANJA, "25.2005."))
    (g,) = galat(isi)
    assert "lebih dari satu desa berkode 2005" in g.pesan
    assert [t.tertulis for t in g.tanya] == ["24.2005.", "25.2005."]
    assert terbaca(isi, padanan=Padanan(desa="25.2005.")).anggaran.total_belanja == 1_200_000_00
    assert terbaca(isi, kode_desa="53.01.24.2005").anggaran.total_belanja == 1_200_000_00


def test_dua_folder_dalam_satu_zip():
    isi = zip_csv(**{"A/Ta_RABRinci": [JUDUL_RINCI, BELANJA], "B/Ta_RABRinci": [JUDUL_RINCI]})
    (g,) = galat(isi)
    assert "ada dua kali dengan isi berbeda: di “data/A” dan “data/B”" in g.pesan


def test_tanpa_disebut_dibaca_dari_berkasnya():
    hasil = baca_siskeudes(tabel(BELANJA)).anggaran
    assert (hasil.kode_desa, hasil.tahun, hasil.jenis) == ("24.2005", 2024, "murni")
    assert baca_siskeudes(tabel(rinci(OPERASIONAL, "5.2.1.01.", "10", pak="25"))).anggaran.jenis == "perubahan"
    dua = tabel(BELANJA, _pindah(BELANJA, "24.2006."))
    assert "beberapa desa (24.2005., 24.2006.)" in galat(dua, kode_desa="", tahun=None, jenis=None)[0].pesan
    assert terbaca(dua, kode_desa="24.2006", tahun=None, jenis=None).anggaran.kode_desa == "24.2006"
    lain = tabel(BELANJA, rinci(OPERASIONAL, "5.2.1.01.", "10", tahun="2023"))
    assert "memuat tahun 2023, 2024" in galat(lain, kode_desa="", tahun=None, jenis=None)[0].pesan


# --- packages ----------------------------------------------------------------------
def _paket(baris, paket):
    return [*baris[:4], paket, *baris[5:]]


def test_baris_kembar_di_dua_paket_tetap_dua():
    sub = [
        ["Tahun", "Kd_Desa", "Kd_Keg", "Kd_Rincian", "Kd_SubRinci", "Nama_SubRinci"],
        ["2024", DESA, OPERASIONAL, "5.2.1.01.", "02", "Paket kedua"],
    ]
    rab = [["2024", DESA, OPERASIONAL, "5.2.1.01.", "2400000", "0", "2400000"]]
    isi = tabel(_paket(BELANJA, "01"), _paket(BELANJA, "02"), rab=rab, Ta_RABSub=sub)
    assert [(r.paket, r.nama_paket, r.jumlah) for r in terbaca(isi).anggaran.belanja] == [
        ("", "", 1_200_000_00),
        ("02", "Paket kedua", 1_200_000_00),
    ]


def _kembali(isi: Anggaran) -> Anggaran:
    return baca_siskeudes(
        tulis_siskeudes(isi, RESMI), kode_desa=isi.kode_desa, tahun=isi.tahun, jenis=isi.jenis
    ).anggaran


def test_ekspor_menyimpan_paket_volume_satuan_dan_harga_di_mana_pun():
    lain = {"volume": 2, "satuan": "Thn", "harga_satuan": 50, "paket": "02", "nama_paket": "Kedua"}
    masuk = p("4.2.3.01", "ADD", 100)._replace(**lain)
    asal = anggaran(
        [b("1.1.04", "5.2.1.01", 100, **lain), b("1.1.04", "5.2.1.01", 100, **lain | {"paket": "03"})], [masuk]
    )
    hasil = _kembali(asal)
    assert [r[1:] for r in hasil.pendapatan] == [r[1:] for r in asal.pendapatan]
    assert [(r.paket, r.nama_paket) for r in hasil.belanja] == [("02", "Kedua"), ("03", "Kedua")]


# --- words of an office -------------------------------------------------------------
def test_sumber_asing_ditanyakan_dengan_namanya_lalu_dipakai():
    isi = tabel(
        rinci(OPERASIONAL, "5.2.1.01.", "5", sumber="BKK"),
        Ref_Sumber=[["Kode", "Nama_Sumber"], ["BKK", "Bantuan Keuangan Kabupaten"]],
    )
    (g,) = galat(isi)
    assert [tuple(t) for t in g.tanya] == [("sumber", "BKK", "Bantuan Keuangan Kabupaten")]
    padanan = Padanan(sumber={"BKK": "PBK"}, kegiatan={"1.1.04": "1.1.06"}, rekening={"5.2.1.01": "5.2.1.02"})
    (r,) = terbaca(isi, padanan=padanan).anggaran.belanja
    assert (r.sumber, r.kegiatan, r.rekening) == ("PBK", "1.1.06", "5.2.1.02")


def test_semua_galat_sekaligus():
    salah = [
        rinci(OPERASIONAL, "5.2.1.", "5"),
        rinci(OPERASIONAL, "5.2.1.01.", "lima"),
        rinci(OPERASIONAL, "5.2.1.06.", "5", sumber="XYZ"),
        rinci(OPERASIONAL, "5.2.1.02.", "7"),
    ]
    rab = [["2024", DESA, OPERASIONAL, "5.2.1.02.", "8", "0", "8"]]
    assert [(g.lembar, g.baris) for g in galat(tabel(*salah, rab=rab, Ta_Kegiatan=None))] == [
        ("Ta_Kegiatan", None),
        ("Ta_RABRinci", 2),
        ("Ta_RABRinci", 3),
        ("Ta_RABRinci", 4),
        ("Ta_RAB", None),
        ("Ta_RAB", 2),
        ("Ta_RAB", None),
    ]
