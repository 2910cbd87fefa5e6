"""The sets of rules as data: whole, dated, each figure once, every contradiction said."""

import ast
import datetime
from pathlib import Path

import pytest

from apbdes import aturan
from apbdes.aturan import banding, hasil, mesin, perangkat_dari
from apbdes.aturan.hasil import Persen
from apbdes.gramatika.baca import baca
from apbdes.gramatika.periksa import periksa
from apbdes.laporan import URUTAN, hasil_berurut
from apbdes.tests.contoh import PERBUP, semua_putusan, utuh

EJAAN = aturan.FOLDER / "prc_16.py"  # weighs the likeness of words, not money
PERLU = {"INF-08", "BHP-05", "PRC-16"}


def test_setiap_kode_sekali_dan_menurut_urutan_format():
    """Named from the most local on, with the nation beside: the codes of the format come first all the same."""
    perangkat = [aturan.baca_perangkat(k) for k in ("dasar", "nasional", PERBUP)]
    hasil = hasil_berurut(utuh(), perangkat)
    kode = [h.aturan.kode for h in hasil]
    assert kode == [*URUTAN, "NAS-SIL-01", "NAS-SIL-02", "NAS-B30", "NAS-B70"]
    assert {h.aturan.kode for h in hasil if h.aturan.tingkat != "wajib"} == PERLU


def test_anggaran_yang_utuh_tidak_melanggar_apa_pun():
    tidak_berlaku = {"INF-04", "INF-06", "DC-01", "DC-05", "B30-04"}
    putusan = semua_putusan(utuh())
    assert putusan.items() >= {k: "tidak_berlaku" if k in tidak_berlaku else "terpenuhi" for k in URUTAN}.items()
    assert "dilanggar" not in putusan.values()
    assert set(semua_putusan(utuh(), "nasional").values()) == {"terpenuhi"}
    assert set(semua_putusan(utuh(), "nasional-2024").values()) == {"terpenuhi"}


@pytest.mark.parametrize("perangkat", aturan.semua_perangkat(), ids=lambda p: p.kode)
def test_setiap_angka_berdasar_bertanggal_dan_dipakai(perangkat):
    dipakai = {n.nama for a in perangkat.aturan for n in a.nilai.values()}
    assert set(perangkat.angka) == dipakai
    for n in perangkat.angka.values():
        assert n.arti
        assert n.dasar
        for r in n.riwayat:
            assert isinstance(r.sejak, datetime.date)
            assert isinstance(r.diperiksa, datetime.date)
            assert isinstance(r.nilai, int | Persen)
    for a in perangkat.aturan:
        assert a.bunyi
        assert a.judul
        assert a.tingkat in {"wajib", "perlu", "perlu_konfirmasi"}


@pytest.mark.parametrize("perangkat", aturan.semua_perangkat(), ids=lambda p: p.kode)
def test_pertentangan_menunjuk_aturan_dan_perangkat_yang_ada(perangkat):
    kode = {a.kode for a in perangkat.aturan}
    for t in perangkat.pertentangan:
        assert set(t["aturan"]) <= kode
        assert t["tempat"] and t["isi"] and t["perlakuan"]
        assert t.get("terhadap", perangkat.kode) in aturan.kode_perangkat()
    assert set(perangkat.di_atas) <= set(aturan.kode_perangkat())


PROGRAM = {aturan.FOLDER / f"{kode.lower().replace('-', '_')}.py" for kode in mesin.PROGRAM}


def test_setiap_aturan_satu_hitungan_dan_satu_uji():
    """A rule is a check of the grammar, or a module that is named as its code."""
    assert {Path(m.__file__) for m in mesin.PROGRAM.values()} == PROGRAM
    semua = [a for p in aturan.semua_perangkat() for a in p.penghitung.perangkat.aturan]
    assert {a.kode for a in semua if a.pakai} == set(mesin.PROGRAM)
    uji = {p.stem.removeprefix("test_") for p in (aturan.FOLDER.parent / "tests/aturan").glob("test_*.py")}
    assert {a.kode.lower().replace("-", "_") for a in semua} == uji


def bilangan_di_luar_irisan(pohon):
    """The number literals of a module, but not the bounds of slices and indices."""
    irisan = {id(k) for s in ast.walk(pohon) if isinstance(s, ast.Subscript) for k in ast.walk(s.slice)}
    return [
        s.value
        for s in ast.walk(pohon)
        if isinstance(s, ast.Constant) and type(s.value) in (int, float) and id(s) not in irisan
    ]


def test_tidak_ada_angka_ketentuan_di_dalam_hitungan():
    """A limit written in the program would be a second truth beside the data file."""
    for berkas in PROGRAM - {EJAAN}:
        assert set(bilangan_di_luar_irisan(ast.parse(berkas.read_text()))) <= {0, 1}, berkas.name


def test_tidak_ada_pembagian_atau_bilangan_pecahan_biner():
    for berkas in {p for p in aturan.FOLDER.glob("*.py") if p.name != "__init__.py"} - {EJAAN}:
        pohon = ast.parse(berkas.read_text())
        pembagian = [s for s in ast.walk(pohon) if isinstance(s, ast.BinOp) and isinstance(s.op, ast.Div)]
        nama = {s.id for s in ast.walk(pohon) if isinstance(s, ast.Name)}
        pecahan = [n for n in bilangan_di_luar_irisan(pohon) if isinstance(n, float)]
        assert (pembagian, nama & {"float", "round"}, pecahan) == ([], set(), []), berkas.name


ANGKA = """
kode: contoh
nama: Contoh
berlaku_sejak: 2024-01-01
angka:
  batas: {arti: batas, dasar: Pasal 1, riwayat: [
    {sejak: 2026-01-01, nilai: "1,5%", alasan: peraturan baru}, {sejak: 2024-01-01, nilai: 30%}]}
  besaran: {arti: besaran, dasar: Pasal 2, nilai: "2.426.640,50"}
  orang: {arti: orang, dasar: Pasal 3, nilai: 5}
aturan:
- {kode: A-1, judul: Paling banyak {batas}, tingkat: wajib, jumlah: {kegiatan: 1}, paling_banyak: batas x pagu_dds}
- {kode: A-2, judul: "Sebesar {besaran} bagi {orang} orang", tingkat: wajib, jumlah: {kegiatan: 2},
  sama_dengan: besaran x jumlah_petugas_pbb}
- {kode: A-3, tingkat: wajib, data: jumlah_petugas_pbb, paling_banyak: orang}
""".replace("Paling banyak {batas}", '"Paling banyak {batas}"')


def contoh():
    isi, salah = baca(ANGKA)
    assert (salah, periksa(isi)) == ([], [])
    return perangkat_dari(isi, datetime.date(2026, 11, 22))


def test_angka_yang_berubah_memilih_menurut_tahun():
    perangkat = contoh()
    angka = perangkat.angka["batas"]
    assert [angka.pada(t).teks for t in (2023, 2024, 2025, 2026, 2030)] == ["30%", "30%", "30%", "1,5%", "1,5%"]
    assert (angka.pada(2026).pembilang, angka.pada(2026).penyebut) == (15, 1000)
    judul = [perangkat.aturan[0].pada(t).judul for t in (2024, 2026)]
    assert judul == ["Paling banyak 30%", "Paling banyak 1,5%"]


def test_angka_yang_dibandingkan_dengan_uang_adalah_uang():
    """The grammar writes a number; whether it is rupiah follows from what is compared with it."""
    perangkat = contoh()
    assert perangkat.angka["besaran"].pada(2024) == 242_664_050
    assert perangkat.angka["orang"].pada(2024) == "5"
    assert perangkat.aturan[1].judul == "Sebesar Rp2.426.640,50 bagi 5 orang"
    assert perangkat.angka["besaran"].berlaku(2024).sejak == perangkat.berlaku_sejak
    assert aturan.baca_nilai(aturan.tulis_nilai(242_664_050), 0) == 242_664_050


def test_perangkat_yang_tidak_ada_menyebut_yang_ada():
    with pytest.raises(
        aturan.PerangkatTidakAda, match=r"dasar, nasional, nasional-2024, nasional-2025, nasional-2026, perbup"
    ):
        aturan.baca_perangkat("lain")


def test_persen_dibandingkan_tepat_pada_bilangan_besar():
    """Beyond 2**53 a float would call these equal."""
    batas = Persen.dari("30%")
    assert banding.paling_banyak(3 * 10**17, batas, 10**18).cocok
    assert not banding.paling_banyak(3 * 10**17 + 1, batas, 10**18).cocok


def test_daftar():
    assert hasil.daftar(["a"]) == "a"
    assert hasil.daftar(["a", "b", "a"]) == "a dan b"
    assert hasil.daftar(["a", "b", "c"]) == "a, b, dan c"
    assert hasil.daftar(map(str, range(12))) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, dan 2 lagi"
