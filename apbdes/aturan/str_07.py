"""STR-07: every code exists, and stands in the part of the budget it belongs to. BAB VII angka 4."""

from collections.abc import Set
from operator import attrgetter

from apbdes.acuan import kegiatan_ada, rekening_ada
from apbdes.anggaran import Anggaran, BarisBelanja
from apbdes.aturan._tempat import sel
from apbdes.aturan.hasil import Hasil, Nilai, daftar, dilanggar, terpenuhi

_KEGIATAN, _REKENING = attrgetter("kegiatan"), attrgetter("rekening")


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    """Each code is asked once; the rows are read only for those that are wrong."""
    tambahan = anggaran.kode_tambahan
    kegiatan = {k for k in set(map(_KEGIATAN, anggaran.belanja)) if not (kegiatan_ada(k) or k in tambahan)}
    salah: list[tuple[str, str]] = []  # place of the row, sentence
    for bagian, baris, awal in (
        ("pendapatan", anggaran.pendapatan, "4."),
        ("belanja", anggaran.belanja, "5."),
        ("pembiayaan", anggaran.pembiayaan, "6."),
    ):
        rekening = {k: s for k in set(map(_REKENING, baris)) if (s := _keliru(k, bagian, awal, tambahan))}
        if not rekening and not (bagian == "belanja" and kegiatan):
            continue
        for b in baris:
            if isinstance(b, BarisBelanja) and b.kegiatan in kegiatan:
                salah.append((b.tempat, f"kegiatan {b.kegiatan} tidak ada ({sel(b, 'kode_kegiatan')})"))
            if b.rekening in rekening:
                salah.append((b.tempat, f"rekening {b.rekening} {rekening[b.rekening]} ({sel(b, 'kode_rekening')})"))
    if not salah:
        return terpenuhi("Semua kode kegiatan dan kode rekening dikenal.")
    return dilanggar(
        f"Kode yang harus diperbaiki: {daftar(kalimat for _, kalimat in salah)}. Kegiatan yang belum mempunyai kode "
        "dikoordinasikan dengan perangkat daerah yang membidangi pemerintahan desa.",
        selisih=None,
        baris=[t for t, _ in salah],
    )


def _keliru(rekening: str, bagian: str, awal: str, tambahan: Set[str]) -> str:
    if not (rekening_ada(rekening) or rekening in tambahan):
        return "tidak ada"
    return "" if rekening.startswith(awal) else f"bukan rekening {bagian}"
