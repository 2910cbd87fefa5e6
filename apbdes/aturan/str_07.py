"""STR-07: every code exists, and stands in the part of the budget it belongs to. BAB VII angka 4."""

from apbdes.acuan import kegiatan_ada, rekening_ada
from apbdes.anggaran import Anggaran, BarisBelanja
from apbdes.aturan._tempat import sel
from apbdes.aturan.hasil import Hasil, Nilai, daftar, dilanggar, terpenuhi


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    tambahan = anggaran.kode_tambahan
    salah: list[tuple[str, str]] = []  # place of the row, sentence
    for bagian, baris, awal in (
        ("pendapatan", anggaran.pendapatan, "4."),
        ("belanja", anggaran.belanja, "5."),
        ("pembiayaan", anggaran.pembiayaan, "6."),
    ):
        for b in baris:
            if isinstance(b, BarisBelanja) and not (kegiatan_ada(b.kegiatan) or b.kegiatan in tambahan):
                salah.append((b.tempat, f"kegiatan {b.kegiatan} tidak ada ({sel(b, 'kode_kegiatan')})"))
            if not (rekening_ada(b.rekening) or b.rekening in tambahan):
                salah.append((b.tempat, f"rekening {b.rekening} tidak ada ({sel(b, 'kode_rekening')})"))
            elif not b.rekening.startswith(awal):
                salah.append(
                    (b.tempat, f"rekening {b.rekening} bukan rekening {bagian} ({sel(b, 'kode_rekening')})"),
                )
    if not salah:
        return terpenuhi("Semua kode kegiatan dan kode rekening dikenal.")
    return dilanggar(
        f"Kode yang harus diperbaiki: {daftar(kalimat for _, kalimat in salah)}. Kegiatan yang belum mempunyai kode "
        "dikoordinasikan dengan perangkat daerah yang membidangi pemerintahan desa.",
        selisih=None,
        baris=[t for t, _ in salah],
    )
