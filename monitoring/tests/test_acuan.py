"""The monitoring forms against the regulation's own text, row for row.

The text compared with is in data/, as scanned. Only capitals and line breaks may differ by themselves; every
other difference stands in PERBAIKAN, and one that does not stand there, or stands there in vain, fails.
"""

import re
from pathlib import Path

import pytest

from monitoring import acuan
from monitoring.tests import perbup

LAMPIRAN = (Path(__file__).parent / "data/perbup-66-2023-lampiran-iii.txt").read_text(encoding="utf-8")

# (form, part, row) or (form, field) → what the source prints, what we write, why.
PERBAIKAN = {
    ("III.III", None, "9"): ("DI PASANG", "DIPASANG", "awalan di- ditulis serangkai"),
    ("III.III", None, "13"): ("PENANGGUNGJAWAB", "PENANGGUNG JAWAB", "ejaan: dua kata"),
    ("III.IV", None, "6"): ("PERUNTUKKAN", "PERUNTUKAN", "salah ketik: k berlebih"),
    ("III.V", "A", "6"): ("PERUNTUKKAN", "PERUNTUKAN", "salah ketik: k berlebih"),
}
# Written in capitals wherever they stand.
SINGKATAN = {"LPPD", "LKPP", "DD", "ADD", "DBHPDRD", "SK", "BPD", "TPK", "RAB"}


def samakan(teks: str) -> str:
    return " ".join(teks.split()).casefold()


def baca_lampiran() -> tuple[dict, set, dict]:
    """What the source prints: the texts by place, the (form, part) closed by a DST row, the answers of each form."""
    teks, dst, pilihan = {}, set(), {}
    kode = bagian = kunci = None
    for baris in LAMPIRAN.splitlines():
        sel = baris.split("\t")
        if judul := re.fullmatch(r"(II|III|IV|V)\. (FORMAT MONITORING LAPANGAN .+)", baris):
            kode, bagian = f"III.{judul[1]}", None
            teks[kode, "judul"] = judul[2]
        elif baris.startswith("YANG MELAKSANAKAN MONITORING") or re.match(r"VI\. ", baris):
            kode = None
        elif not kode:
            continue
        elif medan := re.fullmatch(r" ?(KEGIATAN|JENIS KEGIATAN|LOKASI|TANGGAL MONITORING) : ?(.*)", baris):
            kunci = {"KEGIATAN": "bidang", "JENIS KEGIATAN": "jenis_kegiatan", "LOKASI": "lokasi"}.get(medan[1])
            if kunci:
                teks[kode, kunci] = medan[2]
        elif kunci and baris.startswith(" "):  # the field runs on
            teks[kode, kunci] += " " + baris.strip()
        elif baris.startswith("\t\t"):
            pilihan[kode] = sel[2:4]
        elif re.fullmatch(r"[AB]", sel[0]):
            bagian = sel[0]
            teks[kode, "bagian", bagian] = sel[1]
        elif re.fullmatch(r"\d+", sel[0]) and sel[1] == "DST":
            dst.add((kode, bagian))
        elif re.fullmatch(r"\d+", sel[0]) and not sel[1].isdigit():
            teks[kode, bagian, sel[0]] = sel[1]
    return teks, dst, pilihan


@pytest.fixture(scope="module")
def formulir():
    return perbup.formulir()


def test_setiap_teks_sama_dengan_lampiran_kecuali_yang_terdaftar(formulir):
    kita = {}
    for f in formulir:
        kita |= {(f["kode"], k): f[k] for k in ("judul", "bidang", "jenis_kegiatan", "lokasi")}
        kita |= {(f["kode"], "bagian", b["kode"]): b["judul"] for b in f["bagian"]}
        kita |= {(f["kode"], b["bagian"], b["no"]): b["teks"] for b in f["butir"]}
    sumber, _, _ = baca_lampiran()
    for tempat, (lama, baru, _) in PERBAIKAN.items():
        assert sumber[tempat].count(lama) == 1, tempat
        sumber[tempat] = sumber[tempat].replace(lama, baru)
    assert {k: samakan(v) for k, v in kita.items()} == {k: samakan(v) for k, v in sumber.items()}


def test_urutan_butir_seperti_dalam_lampiran(formulir):
    sumber, _, _ = baca_lampiran()
    butir = [tempat for tempat in sumber if len(tempat) == 3 and tempat[1] != "bagian"]
    assert [(f["kode"], b["bagian"], b["no"]) for f in formulir for b in f["butir"]] == butir
    assert all([b["urut"] for b in f["butir"]] == list(range(1, len(f["butir"]) + 1)) for f in formulir)


def test_nomor_butir_mulai_dari_satu_di_setiap_bagian_tanpa_lubang(formulir):
    for f in formulir:
        for bagian in [b["kode"] for b in f["bagian"]] or [None]:
            nomor = [b["no"] for b in f["butir"] if b["bagian"] == bagian]
            assert nomor == [str(n) for n in range(1, len(nomor) + 1)] != [], (f["kode"], bagian)


def test_pilihan_jawaban_dan_baris_dst_seperti_dalam_lampiran(formulir):
    _, dst, pilihan = baca_lampiran()
    assert {f["kode"]: f["pilihan"] for f in formulir} == pilihan
    bagian = {(f["kode"], b) for f in formulir for b in ([x["kode"] for x in f["bagian"]] or [None])}
    assert {(kode, b) for kode, b in bagian for f in formulir if f["kode"] == kode and f["boleh_tambah"]} == dst


def test_tiga_butir_yang_jawaban_ya_nya_kabar_buruk(formulir):
    buruk = [(f["kode"], b["bagian"], b["no"]) for f in formulir for b in f["butir"] if b["positif"] != f["pilihan"][0]]
    assert buruk == [("III.III", None, "12"), ("III.IV", None, "8"), ("III.V", "A", "9")]
    assert all(b["positif"] in f["pilihan"] for f in formulir for b in f["butir"])


def test_singkatan_tetap_huruf_kapital(formulir):
    kata = {k for f in formulir for b in f["butir"] for k in re.findall(r"\w+", b["teks"])}
    assert {k for k in kata if k.upper() in SINGKATAN} == {k for k in kata if k.isupper()} == SINGKATAN
    assert {k for k in kata if k.casefold().endswith("desa")} == {"Desa", "RPJMDesa", "RKPDesa", "APBDesa"}


def test_setiap_teks_menyebut_tempatnya(formulir):
    tempat = [b["tempat"] for f in formulir for b in f["butir"]]
    assert len(set(tempat)) == len(tempat)
    assert tempat[7] == "Perbup Kayong Utara 66/2023, Lampiran III, Format II, nomor 8"
    assert tempat[-1] == "Perbup Kayong Utara 66/2023, Lampiran III, Format V, bagian B, nomor 6"


def test_kejanggalan_sumber_tetap_tampak_sebagai_catatan(formulir):
    bercatatan = [(f["kode"], b["bagian"], b["no"]) for f in formulir for b in f["butir"] if b["catatan"]]
    assert bercatatan == [
        ("III.II", None, "8"),
        ("III.II", None, "15"),
        ("III.II", None, "18"),
        ("III.III", None, "7"),
        ("III.III", None, "14"),
        ("III.IV", None, "1"),
    ]
    assert next(b["teks"] for b in formulir[0]["butir"] if b["no"] == "15") == "Dokumen LKPP"
    assert [f["kode"] for f in formulir if f["catatan"]] == ["III.III", "III.V"]
    isi = perbup.isi()
    assert [t["nomor_bidang"] for t in isi["tanpa_formulir"]] == [5]
    assert {f["nomor_bidang"] for f in formulir} == {1, 2, 3, 4}


def test_kutipan_dalam_catatan_sungguh_ada_dalam_sumber(formulir):
    """A note quotes the printed words; what stands in Lampiran I or in the articles is listed here."""
    di_luar_lampiran = {"BHPDRD"}
    catatan = [c["teks"] for c in perbup.isi()["catatan"] if c["tempat"].startswith("Lampiran III")]
    catatan += [c for f in formulir for c in f["catatan"]]
    catatan += [c for f in formulir for b in f["butir"] for c in b["catatan"]]
    kutipan = set(re.findall("“([^”]+)”", " ".join(catatan))) - di_luar_lampiran
    assert "LKPP" in kutipan
    assert {k for k in kutipan if samakan(k) not in samakan(LAMPIRAN)} == set()


def test_ekspor_berbentuk_seperti_yang_disepakati():
    hasil = acuan.ekspor()
    assert list(hasil) == ["monitoring"]
    assert {f["kode"] for f in hasil["monitoring"]} == {f["kode"] for isi in acuan.semua() for f in isi["formulir"]}
    assert {tuple(f) for f in hasil["monitoring"]} == {
        ("kode", "judul", "bidang", "jenis_kegiatan", "pilihan", "butir")
    }
    assert {tuple(b) for f in hasil["monitoring"] for b in f["butir"]} == {("no", "bagian", "teks", "positif")}
    assert hasil["monitoring"][1]["butir"][11] == {
        "no": "12",
        "bagian": None,
        "teks": "Dalam pelaksanaan kegiatan apakah ada hambatan dan masalah",
        "positif": "TIDAK",
    }
