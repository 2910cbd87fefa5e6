"""BTT-01: bidang 5 is set at a fixed sum from ADD. BAB IV.2.B angka 2.

BLT from Dana Desa stands in the same bidang; only what ADD pays is counted.
"""

from apbdes.anggaran import Anggaran, jumlah
from apbdes.aturan._tempat import tempat
from apbdes.aturan.hasil import Hasil, Nilai, dilanggar, terpenuhi, tidak_berlaku
from dasar.uang import angka, rupiah


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    if anggaran.pendapatan_sumber.get("ADD", 0) <= 0:
        return tidak_berlaku("Tidak ada pendapatan dari ADD.")
    besaran: int = nilai["besaran"]
    baris = [b for b in anggaran.belanja_berisi if b.sumber == "ADD" and b.kegiatan.startswith("5.")]
    ada = jumlah(baris)
    isi = {
        "pembilang": ada,
        "batas": rupiah(besaran),
        "hitungan": f"{angka(ada)} {'=' if ada == besaran else '≠'} {angka(besaran)}",
    }
    if ada == besaran:
        return terpenuhi(f"Bidang 5 dari ADD {rupiah(besaran)}, sesuai ketetapan.", **isi)
    return dilanggar(
        f"Bidang 5 dari ADD ditetapkan {rupiah(besaran)}. "
        f"{'Kurangi' if ada > besaran else 'Tambah'} {rupiah(abs(ada - besaran))}.",
        selisih=abs(ada - besaran),
        baris=tempat(baris),
        **isi,
    )
