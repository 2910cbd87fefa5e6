"""BHP-07: a village that receives bagi hasil pajak budgets the incentive of its tax officers. BAB IV.3.C angka 1."""

from apbdes.anggaran import Anggaran
from apbdes.aturan._pbh import pbh_tanpa_komponen
from apbdes.aturan._tempat import sel, tempat
from apbdes.aturan.hasil import Hasil, Nilai, dilanggar, terpenuhi, tidak_berlaku, tidak_dapat


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    if anggaran.pendapatan_sumber.get("PBH", 0) <= 0:
        return tidak_berlaku("Tidak ada pendapatan bagi hasil pajak dan retribusi.")
    if anggaran.per_komponen.get("insentif_pbb"):
        return terpenuhi("Insentif petugas PBB sudah dianggarkan.")
    if tanpa := pbh_tanpa_komponen(anggaran):
        return tidak_dapat((sel(b, "komponen") for b in tanpa), baris=tempat(tanpa))
    return dilanggar(
        "Desa menerima bagi hasil pajak dan retribusi, tetapi insentif petugas PBB belum dianggarkan "
        "(komponen insentif_pbb).",
        selisih=None,
    )
