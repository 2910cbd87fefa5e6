"""The evaluation forms and the scale against the regulation's own text, level for level.

The text compared with is in data/, as scanned. Titles may differ in capitals; a level's text may not even do
that. Every other difference stands in PERBAIKAN, and one that does not stand there, or stands there in vain, fails.
"""

import re
from pathlib import Path

import pytest

from evaluasi import acuan
from evaluasi.tests import perbup

LAMPIRAN = (Path(__file__).parent / "data/perbup-66-2023-lampiran-iv.txt").read_text(encoding="utf-8")
NILAI = ["SANGAT BAIK", "BAIK", "CUKUP", "KURANG", "SANGAT KURANG"]

MIRING = ("<i>Cash On Hand</i>", "Cash On Hand", "tanda huruf miring dari pemindaian")
# (form, aspect), (form, aspect, level) or (form, field) → what the source prints, what we write, why.
PERBAIKAN = {
    ("II.A", "2", "c"): ("DD,ADD", "DD, ADD", "spasi setelah koma"),
    ("II.A", "3"): ("BANDAHARA", "BENDAHARA", "salah ketik"),
    ("II.A", "4"): ("PENGELOLAN KEUANGAN KAS OLEH BANDAHARA", "PENGELOLAAN KEUANGAN KAS OLEH BENDAHARA", "salah ketik"),
    ("II.A", "4", "a"): MIRING,
    ("II.A", "4", "b"): MIRING,
    ("II.A", "4", "c"): MIRING,
    ("II.A", "4", "d"): MIRING,
    ("II.A", "4", "e"): MIRING,
    ("II.B", "4"): ("KETIDAK HADIRAN", "KETIDAKHADIRAN", "ejaan: serangkai"),
    ("II.C", "1", "a"): ("famplet", "pamflet", "salah ketik"),
    ("II.E", "jenis_kegiatan"): ("SURAT MENYURAT", "SURAT-MENYURAT", "ejaan: kata ulang bertanda hubung"),
    ("II.F", "2", "e"): ("sebagai sebagai", "sebagai", "kata tercetak dua kali"),
    ("III.B", "3"): ("PEGAWASAN", "PENGAWASAN", "salah ketik"),
}


def baca_lampiran() -> tuple[dict, dict, list]:
    """What the source prints: the texts by place, the value under the X of each level, the rows of the scale."""
    teks, tanda, skala = {}, {}, []
    kode = aspek = None
    for baris in LAMPIRAN.splitlines():
        sel = baris.split("\t")
        if judul := re.fullmatch(r"(II\.[A-F]|III\.[AB]|IV)\.? (CONTOH FORMAT EVALUASI .+)", baris):
            kode = judul[1]
            teks[kode, "judul"] = judul[2]
        elif baris.startswith("TIM EVALUASI KEGIATAN"):
            kode = None
        elif rentang := re.fullmatch(r"\d\t([A-Z ]+)\t(\d+ – \d+|Kurang dari \d+)", baris):
            skala.append((rentang[1], rentang[2]))
        elif not kode:
            continue
        elif medan := re.fullmatch(r" ?(KEGIATAN|JENIS KEGIATAN|LOKASI) : (.+)", baris):
            kunci = {"KEGIATAN": "bidang", "JENIS KEGIATAN": "jenis_kegiatan", "LOKASI": "lokasi"}[medan[1]]
            teks[kode, kunci] = medan[2]
        elif re.fullmatch(r"\d", sel[0]) and not sel[1].isdigit():
            aspek = sel[0]
            teks[kode, aspek] = sel[1]
        elif len(sel) > 1 and (tingkat := re.fullmatch(r"([a-e])\. (.+)", sel[1])):
            teks[kode, aspek, tingkat[1]] = tingkat[2]
            tanda[kode, aspek, tingkat[1]] = NILAI[sel.index("X") - 2] if "X" in sel else None
    return teks, tanda, skala


@pytest.fixture(scope="module")
def formulir():
    return perbup.formulir()


def samakan(tempat: tuple, teks: str) -> str:
    """Titles are printed in capitals; the texts of the levels are not, so there capitals count."""
    return teks if len(tempat) == 3 else teks.casefold()


def test_setiap_teks_sama_dengan_lampiran_kecuali_yang_terdaftar(formulir):
    kita = {}
    for f in formulir:
        kita |= {(f["kode"], k): f[k] for k in ("judul", "bidang", "jenis_kegiatan", "lokasi")}
        for a in f["aspek"]:
            kita[f["kode"], a["no"]] = a["teks"]
            kita |= {(f["kode"], a["no"], t["huruf"]): t["teks"] for t in a["tingkat"]}
    sumber, _, _ = baca_lampiran()
    for tempat, (lama, baru, _) in PERBAIKAN.items():
        assert sumber[tempat].count(lama) == 1, tempat
        sumber[tempat] = sumber[tempat].replace(lama, baru)
    assert {k: samakan(k, v) for k, v in kita.items()} == {k: samakan(k, v) for k, v in sumber.items()}


def test_formulir_aspek_dan_tingkat_berurutan(formulir):
    sumber, _, _ = baca_lampiran()
    assert [f["kode"] for f in formulir] == [kode for kode, kunci, *_ in sumber if kunci == "judul"]
    for f in formulir:
        assert f["aspek"]
        assert [a["no"] for a in f["aspek"]] == [str(n) for n in range(1, len(f["aspek"]) + 1)]
        for a in f["aspek"]:
            assert [(t["huruf"], t["nilai"]) for t in a["tingkat"]] == list(zip("abcde", NILAI, strict=True))


def test_tanda_x_dalam_sumber_cocok_dengan_nilai_setiap_tingkat(formulir):
    _, tanda, _ = baca_lampiran()
    nilai = {(f["kode"], a["no"], t["huruf"]): t["nilai"] for f in formulir for a in f["aspek"] for t in a["tingkat"]}
    tanpa = {tempat for tempat, di in tanda.items() if di is None}
    assert {k: v for k, v in nilai.items() if k not in tanpa} == {k: v for k, v in tanda.items() if k not in tanpa}
    bercatatan = {(f["kode"], a["no"]) for f in formulir for a in f["aspek"] if "tanda X" in " ".join(a["catatan"])}
    assert {(kode, no, h) for kode, no in bercatatan for h in "abcde"} == tanpa != set()


def test_skala_seperti_dalam_lampiran():
    _, _, sumber = baca_lampiran()
    tingkat = perbup.isi()["skala"]["tingkat"]
    assert [(t["nilai"], t["tertulis"]) for t in tingkat] == sumber
    # “90 – 100” begins at 90; “Kurang dari 50” at nought.
    batas = [int(r.split()[0]) if r[0].isdigit() else 0 for _, r in sumber]
    assert [(t["huruf"], t["minimal"]) for t in tingkat] == list(zip("abcde", batas, strict=True))
    assert "Keterangan : " + perbup.isi()["skala"]["keterangan"] in LAMPIRAN.splitlines()


def test_tingkat_yang_teksnya_kembar_diberi_catatan(formulir):
    kembar = [(f["kode"], a["no"]) for f in formulir for a in f["aspek"] if len({t["teks"] for t in a["tingkat"]}) < 5]
    assert kembar == [("II.C", "1")]
    assert formulir[2]["aspek"][0]["catatan"] == ["Teks tingkat c dan tingkat d sama persis."]


def test_judul_yang_berulang_diberi_catatan(formulir):
    pertama, berulang = {}, []
    for f in formulir:
        for a in f["aspek"]:
            if a["teks"] in pertama:
                berulang.append((f["kode"], a["no"], pertama[a["teks"]]))
                assert any(c.startswith("Judul ini ") for c in a["catatan"])
            pertama.setdefault(a["teks"], (f["kode"], a["no"]))
    assert berulang == [("II.E", "2", ("II.D", "2")), ("IV", "4", ("IV", "3"))]


def test_kutipan_dalam_catatan_sungguh_ada_dalam_lampiran(formulir):
    """A note quotes the aspect's own words; what only might be meant, or stands elsewhere, is listed here."""
    bukan_dari_aspek = {"Administrasi surat keluar", "Pertanggungjawaban bantuan operasional"}
    for f in formulir:
        for a in f["aspek"]:
            teks = " ".join([a["teks"], *(t["teks"] for t in a["tingkat"])]).casefold()
            kutipan = set(re.findall("“([^”]+)”", " ".join(a["catatan"]))) - bukan_dari_aspek
            assert {k for k in kutipan if k.casefold() not in teks} == set(), a["tempat"]


def test_kutipan_dalam_catatan_lampiran_sungguh_ada_dalam_sumber(formulir):
    di_luar_lampiran = {"Pedoman Pembangunan Desa", "Kaur Keuangan", "BHPDRD"}  # Lampiran I and the articles
    isi = perbup.isi()
    catatan = [c for c in isi["catatan"] if c["tempat"].startswith("Lampiran IV")]
    teks = [c["teks"] for c in catatan] + [c for f in formulir for c in f["catatan"]]
    kutipan = set(re.findall("“([^”]+)”", " ".join(teks))) - di_luar_lampiran
    sumber = " ".join(LAMPIRAN.split()).casefold()
    assert {k for k in kutipan if k.casefold() not in sumber} == set()
    # The report on the evaluation is headed as one on monitoring; whoever prints it must know.
    (hal,) = [c["teks"] for c in catatan if c["tempat"] == "Lampiran IV, Format V"]
    assert "“Laporan Pelaksanaan Kegiatan Monitoring”" in hal


def test_bidang_tanpa_formulir_disebut_dan_tidak_dikarang(formulir):
    assert [t["nomor_bidang"] for t in perbup.isi()["tanpa_formulir"]] == [4, 5]
    assert {f["nomor_bidang"] for f in formulir} == {1, 2, 3}
    assert "CONTOH FORMAT EVALUASI BIDANG PEMBERDAYAAN" not in LAMPIRAN


def test_setiap_tingkat_menyebut_tempatnya(formulir):
    tempat = [t["tempat"] for f in formulir for a in f["aspek"] for t in a["tingkat"]]
    assert len(set(tempat)) == len(tempat)
    assert tempat[0] == "Perbup Kayong Utara 66/2023, Lampiran IV, Format II.A, nomor 1, huruf a"


def test_ekspor_berbentuk_seperti_yang_disepakati():
    hasil = acuan.ekspor()
    assert {f["kode"] for f in hasil["evaluasi"]} == {f["kode"] for isi in acuan.semua() for f in isi["formulir"]}
    assert list(hasil) == ["evaluasi", "skala"]
    assert {tuple(f) for f in hasil["evaluasi"]} == {("kode", "judul", "bidang", "jenis_kegiatan", "aspek")}
    assert {tuple(a) for f in hasil["evaluasi"] for a in f["aspek"]} == {("no", "teks", "tingkat")}
    assert {tuple(t) for f in hasil["evaluasi"] for a in f["aspek"] for t in a["tingkat"]} == {
        ("huruf", "nilai", "teks")
    }
    terbaru = acuan.skala(acuan.semua()[-1])
    assert hasil["skala"] == [{"nilai": t["nilai"], "minimal": t["minimal"]} for t in terbaru]
