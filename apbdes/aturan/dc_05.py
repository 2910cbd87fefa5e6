"""DC-05: a reserve fund is not budgeted past the last year of the village head's term. BAB III.1.C angka 2."""

from apbdes.anggaran import Anggaran, jumlah
from apbdes.aturan._tempat import identitas, tempat
from apbdes.aturan.hasil import Hasil, Nilai, dilanggar, terpenuhi, tidak_berlaku, tidak_dapat


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    baris = anggaran.pembiayaan_berawal("6.2.1")
    if jumlah(baris) <= 0:
        return tidak_berlaku("Tidak ada pembentukan dana cadangan.")
    if anggaran.akhir_masa_jabatan_kades is None:
        return tidak_dapat([identitas("akhir_masa_jabatan_kades")], baris=tempat(baris))
    akhir = anggaran.akhir_masa_jabatan_kades.year
    if anggaran.tahun > akhir:
        return dilanggar(
            f"Dana cadangan dianggarkan tahun {anggaran.tahun}, melewati akhir masa jabatan kepala desa ({akhir}).",
            selisih=None,
            baris=tempat(baris),
            hitungan=f"{anggaran.tahun} > {akhir}",
        )
    return terpenuhi(
        "Dana cadangan tidak melewati akhir masa jabatan kepala desa.", hitungan=f"{anggaran.tahun} ≤ {akhir}"
    )
