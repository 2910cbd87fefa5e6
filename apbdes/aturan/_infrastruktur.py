"""Shares of one building activity: activities of bidang 2 with belanja modal 5.3.4 to 5.3.8, each on its own."""

from collections.abc import Callable, Collection

from apbdes.anggaran import Anggaran, BarisBelanja, jumlah
from apbdes.aturan._tempat import sel, tempat
from apbdes.aturan.banding import Banding
from apbdes.aturan.hasil import Hasil, Persen, daftar, dilanggar, terpenuhi, tidak_berlaku, tidak_dapat
from dasar.uang import rupiah


def periksa_komponen(
    anggaran: Anggaran,
    komponen: Collection[str],
    batas: Persen,
    banding: Callable[[int, Persen, int], Banding],
    *,
    hal: str,
    salah_bila: str,
    perbaikan: str,
    baris_salah: Callable[[BarisBelanja], bool],
) -> Hasil:
    """The sum of these komponen against the activity's total. An activity with an unnamed row decides nothing."""
    if not anggaran.infrastruktur:
        return tidak_berlaku("Tidak ada kegiatan infrastruktur pada bidang 2.")
    semua: dict[str, tuple[Banding, int, int]] = {}
    tanpa: list[BarisBelanja] = []
    for kegiatan, baris in anggaran.infrastruktur.items():
        kosong = [b for b in baris if not b.komponen]
        tanpa += kosong
        if not kosong:
            bagian, seluruh = jumlah(b for b in baris if b.komponen in komponen), jumlah(baris)
            semua[kegiatan] = (banding(bagian, batas, seluruh), bagian, seluruh)
    salah = {k: isi for k, isi in sorted(semua.items()) if not isi[0].cocok}
    if salah:
        return dilanggar(
            f"{hal} {salah_bila} {batas.teks} pagu pada kegiatan {daftar(salah)}. "
            + " ".join(f"{k}: {perbaikan} {rupiah(b.selisih)}." for k, (b, _, _) in salah.items()),
            selisih=sum(b.selisih for b, _, _ in salah.values()),
            baris=tempat(b for k in salah for b in anggaran.infrastruktur[k] if baris_salah(b)),
            **_angka(salah, batas),
        )
    if tanpa:
        return tidak_dapat((sel(b, "komponen") for b in tanpa), baris=tempat(tanpa))
    return terpenuhi(f"{hal} memenuhi batas {batas.teks} pada setiap kegiatan infrastruktur.", **_angka(semua, batas))


def _angka(isi: dict[str, tuple[Banding, int, int]], batas: Persen) -> dict[str, object]:
    """Numerator and denominator where there is one activity; the arithmetic of all of them."""
    satu = next(iter(isi.values())) if len(isi) == 1 else None
    return {
        "pembilang": satu[1] if satu else None,
        "penyebut": satu[2] if satu else None,
        "batas": batas.teks,
        "hitungan": "; ".join(f"{k}: {b.hitungan}" for k, (b, _, _) in sorted(isi.items())),
    }
