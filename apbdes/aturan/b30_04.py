"""B30-04: a change of the budget does not enlarge the group of 30 per cent. BAB VII angka 16 huruf b."""

from apbdes.anggaran import Anggaran, jumlah
from apbdes.aturan._tempat import tempat
from apbdes.aturan.hasil import Hasil, Nilai, dilanggar, terpenuhi, tidak_berlaku, tidak_dapat
from dasar.uang import angka, rupiah


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    if anggaran.jenis == "murni":
        return tidak_berlaku("Hanya untuk APBDes perubahan.")
    if anggaran.semula is None:
        return tidak_dapat(["berkas APBDes sebelum perubahan (--semula)"])
    baris = anggaran.baris_kegiatan(*nilai["kelompok"])
    menjadi, semula = jumlah(baris), jumlah(anggaran.semula.baris_kegiatan(*nilai["kelompok"]))
    lebih = menjadi - semula
    tanda = ">" if lebih > 0 else "≤"
    isi = {
        "pembilang": menjadi,
        "penyebut": semula,
        "batas": rupiah(semula),
        "hitungan": f"{angka(menjadi)} {tanda} {angka(semula)}",
    }
    if lebih > 0:
        return dilanggar(
            f"Kelompok 30% bertambah dari {rupiah(semula)} menjadi {rupiah(menjadi)}. "
            f"Kurangi {rupiah(lebih)} dari kelompok ini.",
            selisih=lebih,
            baris=tempat(baris),
            **isi,
        )
    return terpenuhi(f"Kelompok 30% {rupiah(menjadi)}, tidak lebih besar daripada semula {rupiah(semula)}.", **isi)
