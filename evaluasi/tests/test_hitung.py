"""The arithmetic against values worked out by hand, one case for each form of Lampiran IV."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest

from evaluasi import acuan
from evaluasi.hitung import (
    HasilEvaluasi,
    Penilai,
    Skala,
    baca_angka,
    cetak,
    eksak,
    hitung_aspek,
    hitung_evaluasi,
    hitung_lembar,
    peringkat,
    skor_dari_angka,
    skor_dari_tingkat,
    teks_eksak,
)
from evaluasi.tests import perbup

SKALA = Skala.dari(acuan.skala(perbup.isi()))
FORMULIR = {f["kode"]: f for f in perbup.formulir()}
DITETAPKAN = {"a": "97", "b": "80", "c": "65", "d": "55", "e": "30"}

# kode: (numbers fixed by the team or None for the middles, scores per aspect,
#        mean per aspect as printed, categories (letters), spreads, total, value, category)
# Middles: a 95, b 79,5, c 64,5, d 54,5, e 24,5. The working stands beside each row.
DIHITUNG_TANGAN = {
    "II.A": (
        None,
        ["aab", "bbb", "cbb", "abc"],
        # (95+95+79,5)/3 = 269,5/3; 238,5/3 = 79,5; (64,5+79,5+79,5)/3 = 223,5/3 = 74,5; (95+79,5+64,5)/3 = 239/3
        ["89,83", "79,50", "74,50", "79,67"],
        "bbbb",  # 89,83 does not reach 90
        [1, 0, 1, 2],
        # (269,5 + 238,5 + 223,5 + 239)/3 = 970,5/3 = 323,5; 323,5/4 = 80,875
        "323,50", "80,88", "BAIK",
    ),
    "II.B": (
        None,
        ["ae", "bc", "dd", "cd"],
        # 119,5/2; 144/2; 109/2; 119/2
        ["59,75", "72,00", "54,50", "59,50"],
        "dbdd",
        [4, 1, 0, 1],
        # 59,75 + 72 + 54,5 + 59,5 = 245,75; /4 = 61,4375
        "245,75", "61,44", "CUKUP",
    ),
    "II.C": (
        None,
        [["90", "89", "89.5"], ["90", "90", "90.5"]],
        # 268,5/3 = 89,5; 270,5/3 = 90,1666…
        ["89,50", "90,17"],
        "ba",
        [1, 0],
        # 539/3 = 179,6666…; 539/6 = 89,8333…
        "179,67", "89,83", "BAIK",
    ),
    "II.D": (
        None,
        [["89.99", "90"], ["89.99", "90"]],
        # 179,99/2 = 89,995: not yet 90, so not printed as 90,00
        ["89,99", "89,99"],
        "bb",
        [1, 1],
        # 179,99; /2 = 89,995
        "179,99", "89,99", "BAIK",
    ),
    "II.E": (
        None,
        ["eeed", "ddcc", "cccc"],
        # (3 × 24,5 + 54,5)/4 = 128/4; (109 + 129)/4 = 238/4; 64,5
        ["32,00", "59,50", "64,50"],
        "edc",
        [1, 1, 0],
        # 32 + 59,5 + 64,5 = 156; /3 = 52
        "156,00", "52,00", "KURANG",
    ),
    "II.F": (
        None,
        [["0", "0", "100"], ["100", "100", "100"], ["49.99", "50", "50"]],
        # 100/3; 100; 149,99/3 = 49,99666…: not yet 50
        ["33,33", "100,00", "49,99"],
        "eae",
        [4, 0, 1],
        # (100 + 300 + 149,99)/3 = 549,99/3 = 183,33; /3 = 61,11
        "183,33", "61,11", "CUKUP",
    ),
    "III.A": (
        DITETAPKAN,
        ["aaa", "abb", "bbc", "ccd", "dee"],
        # 97; (97+80+80)/3 = 257/3; (80+80+65)/3 = 75; (65+65+55)/3 = 185/3; (55+30+30)/3 = 115/3
        ["97,00", "85,67", "75,00", "61,67", "38,33"],
        "abbce",
        [0, 1, 1, 1, 1],
        # (291 + 257 + 225 + 185 + 115)/3 = 1073/3 = 357,6666…; /5 = 71,5333…
        "357,67", "71,53", "BAIK",
    ),
    "III.B": (
        None,
        ["aaaaa", "aaabb", "bbbbc", "bbccd", "cddde", "eeeee"],
        # 95; 444/5; (318+64,5)/5 = 382,5/5; (159+129+54,5)/5 = 342,5/5; (64,5+163,5+24,5)/5 = 252,5/5; 24,5
        ["95,00", "88,80", "76,50", "68,50", "50,50", "24,50"],
        "abbcde",
        [0, 1, 1, 2, 2, 0],
        # 95 + 88,8 + 76,5 + 68,5 + 50,5 + 24,5 = 403,8; /6 = 67,3
        "403,80", "67,30", "CUKUP",
    ),
    "IV": (
        None,
        [["87.5", "88", "89"], ["70", "69.5", "71"], ["60", "60", "59"], ["95", "92", "90"]],
        # 264,5/3 = 88,1666…; 210,5/3 = 70,1666…; 179/3 = 59,6666…; 277/3 = 92,3333…
        ["88,17", "70,17", "59,67", "92,33"],
        "bbda",
        [0, 1, 1, 0],
        # 931/3 = 310,3333…; 931/12 = 77,58333…
        "310,33", "77,58", "BAIK",
    ),
}  # fmt: skip


def skor(nilai, ditetapkan=None):
    """One aspect's scores: letters, or numbers as text."""
    if isinstance(nilai, str):
        return [skor_dari_tingkat(n, h, SKALA.angka_tingkat(ditetapkan)) for n, h in enumerate(nilai)]
    return [skor_dari_angka(n, Decimal(a), SKALA) for n, a in enumerate(nilai)]


def lembar(nilai, ditetapkan=None, **isi):
    aspek = [
        hitung_aspek(aspek=n, nomor=str(n), teks=f"Aspek {n}", skor=skor(baris, ditetapkan), skala=SKALA)
        for n, baris in enumerate(nilai, 1)
    ]
    tetap = {"lembar": 1, "formulir": 1, "kode": "II.A", "versi": 1, "judul": "Format"}
    return hitung_lembar(**{**tetap, **isi}, skala=SKALA, aspek=aspek)


def evaluasi(*daftar):
    penilai = [Penilai(0, "Sekcam", "ketua"), Penilai(1, "Kasi", "anggota", menilai=False)]
    return hitung_evaluasi(cara="tingkat", angka_tingkat={"a": "95"}, penilai=penilai, lembar=daftar)


def test_setiap_formulir_lampiran_iv_dihitung_tangan():
    assert set(DIHITUNG_TANGAN) == set(FORMULIR)


@pytest.mark.parametrize("kode", DIHITUNG_TANGAN)
def test_sama_dengan_hitungan_tangan(kode):
    ditetapkan, nilai, rata, huruf, selisih, total, akhir, kategori = DIHITUNG_TANGAN[kode]
    assert len(nilai) == len(FORMULIR[kode]["aspek"])
    hasil = lembar(nilai, ditetapkan)
    assert [hasil.cetak(a.rata) for a in hasil.aspek] == rata
    assert "".join(a.huruf for a in hasil.aspek) == huruf
    assert [a.selisih for a in hasil.aspek] == selisih
    assert [a.perlu_dibahas for a in hasil.aspek] == [n >= 2 for n in selisih]
    assert (hasil.total_cetak, hasil.nilai_cetak, hasil.kategori) == (total, akhir, kategori)


def test_tingkat_terhitung_sebagai_tengah_rentangnya():
    assert {h: teks_eksak(n) for h, n in SKALA.angka_tingkat().items()} == {
        "a": "95", "b": "79.5", "c": "64.5", "d": "54.5", "e": "24.5",
    }  # fmt: skip
    assert SKALA.angka_tingkat({"b": "80"})["b"] == 80
    assert SKALA.angka_tingkat({"b": "80"})["c"] == Fraction("64.5")


@pytest.mark.parametrize(
    ("angka", "huruf"),
    [
        ("100", "a"), ("90", "a"), ("89.99", "b"), ("89.5", "b"), ("89", "b"), ("70", "b"), ("69.99", "c"),
        ("60", "c"), ("59.5", "d"), ("50", "d"), ("49.99", "e"), ("0", "e"),
    ],
)  # fmt: skip
def test_pecahan_di_antara_dua_rentang_masuk_yang_lebih_rendah(angka, huruf):
    assert SKALA.nilai(eksak(angka)).huruf == huruf


@pytest.mark.parametrize("angka", ["-0.01", "100.01"])
def test_di_luar_0_sampai_100_tidak_bernilai(angka):
    with pytest.raises(ValueError, match="di luar 0 sampai 100"):
        SKALA.nilai(eksak(angka))


def test_selisih_angka_diterjemahkan_ke_tingkat_lebih_dahulu():
    """90 and 89 are one level apart, 89 and 70 none, 90 and 69 two."""
    selisih = [hitung_aspek(aspek=1, nomor="1", teks="", skor=skor(s), skala=SKALA).selisih
               for s in (["90", "89"], ["89", "70"], ["90", "69"])]  # fmt: skip
    assert selisih == [1, 0, 2]


@pytest.mark.parametrize(
    ("angka", "teks"),
    [
        (Fraction(89995, 1000), "89,99"),
        (Fraction(89999999, 10**6), "89,99"),
        (Fraction(90), "90,00"),
        (Fraction(79995, 1000), "80,00"),  # no border in between: rounded as usual
        (Fraction(80875, 1000), "80,88"),
        (Fraction(1, 3), "0,33"),
        (Fraction(99999, 1000), "100,00"),
    ],
)
def test_pembulatan_tidak_melewati_batas_nilai(angka, teks):
    assert cetak(angka, SKALA) == teks


def test_jumlah_dibulatkan_biasa():
    assert cetak(Fraction(179995, 1000)) == "180,00"


def test_yang_belum_dinilai_bukan_nol():
    kosong = lembar(["ab", ""])
    assert (kosong.aspek[1].rata, kosong.aspek[1].huruf) == (None, "")
    assert (kosong.total, kosong.nilai, kosong.kategori, kosong.nilai_cetak, kosong.total_cetak) == (
        None, None, "", "", "",
    )  # fmt: skip
    semua = evaluasi(lembar(["aa"]), kosong)
    assert (semua.nilai, semua.kategori, semua.nilai_cetak) == (None, "", "")
    assert lembar([]).nilai is None


def test_beberapa_formulir_dirata_ratakan_sama_berat():
    """(95 + 79,5)/2 = 87,25, though one form has three aspects and the other one."""
    hasil = evaluasi(lembar(["aa", "aa", "aa"]), lembar(["bb"]))
    assert (hasil.nilai_cetak, hasil.kategori) == ("87,25", "BAIK")


def test_dibekukan_dan_dibaca_kembali_tanpa_kehilangan():
    hasil = evaluasi(*(lembar(isi[1], isi[0], kode=kode) for kode, isi in DIHITUNG_TANGAN.items()))
    teks = json.dumps(hasil.json())
    assert HasilEvaluasi.dari_json(json.loads(teks)) == hasil
    assert json.loads(teks)["lembar"][0]["aspek"][0]["rata"] == "539/6"
    assert json.loads(teks)["lembar"][0]["nilai"] == "80.875"
    assert [a.nomor for _, a in hasil.perlu_dibahas][:2] == ["4", "1"]


def test_yang_dibekukan_tidak_dihitung_ulang():
    isi = evaluasi(lembar(["aa"])).json()
    isi["lembar"][0]["nilai"] = "91.5"
    assert HasilEvaluasi.dari_json(isi).lembar[0].nilai_cetak == "91,50"


def test_peringkat_seri_terlihat_sebagai_seri():
    nilai = {"A": Fraction(241, 3), "B": Fraction("90"), "C": Fraction(482, 6), "D": Fraction("80.33")}
    assert peringkat(nilai, nilai.__getitem__) == [
        (1, False, "B"), (2, True, "A"), (2, True, "C"), (4, False, "D"),
    ]  # fmt: skip


def test_angka_yang_sama_tercetak_belum_tentu_seri():
    nilai = {"A": Fraction(241, 3), "B": Fraction("80.33")}
    assert [p[:2] for p in peringkat(nilai, nilai.__getitem__)] == [(1, False), (2, False)]


@pytest.mark.parametrize(
    ("ditetapkan", "salah"),
    [
        (DITETAPKAN, {}),
        ({"a": "89.99"}, {"a": "Angka tingkat a harus dari 90 sampai dengan 100."}),
        ({"a": "101"}, {"a": "Angka tingkat a harus dari 90 sampai dengan 100."}),
        ({"b": "90"}, {"b": "Angka tingkat b harus dari 70 sampai kurang dari 90."}),
        ({"b": "89.99"}, {}),
        ({"e": "50"}, {"e": "Angka tingkat e harus dari 0 sampai kurang dari 50."}),
    ],
)
def test_angka_tingkat_harus_di_dalam_rentangnya(ditetapkan, salah):
    assert SKALA.keberatan(ditetapkan) == salah


@pytest.mark.parametrize(
    ("teks", "angka"), [("87,5", "87.5"), (" 87.5 ", "87.5"), ("0", "0"), ("100", "100"), ("100,00", "100")]
)
def test_angka_dibaca_dengan_koma_atau_titik(teks, angka):
    assert baca_angka(teks) == Decimal(angka)


@pytest.mark.parametrize("teks", ["", "-1", "100,01", "101", "87,555", "delapan", "1e2", "NaN", "8 7", "٨٧", "8,7,5"])
def test_angka_lain_ditolak(teks):
    with pytest.raises(ValueError, match=r"0 (sampai|dan) 100"):
        baca_angka(teks)


@pytest.mark.parametrize(
    "batas", [[], [90, 70], [90, 90, 0], [70, 90, 0], [101, 0]], ids=["kosong", "tanpa 0", "sama", "naik", "di atas"]
)
def test_skala_yang_tidak_menutup_0_sampai_100_ditolak(batas):
    with pytest.raises(ValueError, match="menurun"):
        Skala.dari([{"huruf": str(n), "nilai": str(n), "minimal": b} for n, b in enumerate(batas)])


def test_bilangan_pecahan_biner_ditolak():
    with pytest.raises(TypeError):
        eksak(0.1)
