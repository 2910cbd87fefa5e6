"""PP 11/2019 Pasal 100 ayat (2) leaves out what tanah bengkok brings. The account 4.1.2.01 holds it together with other
village land; how much of it is bengkok is a fact of the village."""

from collections.abc import Callable

from apbdes.anggaran import Anggaran, jumlah
from apbdes.aturan._tempat import tempat
from apbdes.aturan.hasil import Hasil, Nilai, Putusan, tidak_berlaku, tidak_dapat


def di_luar_bengkok(anggaran: Anggaran, nilai: Nilai, hitung: Callable[[int, int], Hasil]) -> Hasil:
    """`hitung(kelompok, seluruh)` on the group of `nilai` and all spending, both in sen, without tanah bengkok.

    Which spending it pays for is written nowhere: the verdict stands if it is the same whether the group has all of
    it or nothing.
    """
    if anggaran.total_belanja == 0:
        return tidak_berlaku("Belanja desa masih kosong.")
    tanah_kas = [p for p in anggaran.pendapatan if p.jumlah and p.rekening in nilai["tanah_kas"]]
    bengkok = _bengkok(anggaran) if tanah_kas else 0
    if bengkok is None or bengkok > jumlah(tanah_kas):
        return tidak_dapat(
            (f"{t}: bagian yang berasal dari tanah bengkok (Fakta desa)" for t in tempat(tanah_kas)),
            baris=tempat(tanah_kas),
            alasan="Hasil tanah bengkok tidak dihitung, tetapi tidak terpisah di sini."
            if bengkok is None
            else "Hasil tanah bengkok pada fakta desa melebihi pendapatannya.",
        )
    kelompok, seluruh = jumlah(anggaran.baris_kegiatan(*nilai["kelompok_30"])), anggaran.total_belanja - bengkok
    if seluruh <= 0:
        return tidak_berlaku("Seluruh belanja desa dibayar dari hasil tanah bengkok.")
    paling_ringan = hitung(max(kelompok - bengkok, 0), seluruh)
    if paling_ringan.putusan == Putusan.DILANGGAR:
        return paling_ringan
    paling_berat = hitung(min(kelompok, seluruh), seluruh)
    if paling_berat.putusan == Putusan.DILANGGAR:
        return tidak_dapat(
            [f"{t}: belanja yang dibayar dari hasil tanah bengkok" for t in tempat(tanah_kas)],
            baris=tempat(tanah_kas),
            alasan="Belum diketahui apakah hasil tanah bengkok dipakai untuk kelompok 30%.",
        )
    return paling_berat


def _bengkok(anggaran: Anggaran) -> int | None:
    """What tanah bengkok brings this year, in sen; None where nobody has said."""
    if anggaran.fakta.get("ada_tanah_bengkok") is False:
        return 0
    hasil = anggaran.fakta.get("hasil_tanah_bengkok")
    return hasil if isinstance(hasil, int) and not isinstance(hasil, bool) else None
