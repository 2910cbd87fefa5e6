"""BAL-01: income − spending + financing received − financing paid = 0. BAB III.1; Pasal 1 angka 32 to 34."""

from apbdes.anggaran import Anggaran, jumlah
from apbdes.aturan.hasil import Hasil, Nilai, dilanggar, terpenuhi
from dasar.uang import angka, rupiah


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    pendapatan, belanja = jumlah(anggaran.pendapatan), anggaran.total_belanja
    terima, keluar = jumlah(anggaran.pembiayaan_berawal("6.1")), jumlah(anggaran.pembiayaan_berawal("6.2"))
    sisa = pendapatan - belanja + terima - keluar
    hitungan = f"{angka(pendapatan)} − {angka(belanja)} + {angka(terima)} − {angka(keluar)} = {angka(sisa)}"
    if sisa == 0:
        return terpenuhi("Pendapatan, belanja, dan pembiayaan seimbang.", batas="0", hitungan=hitungan)
    keadaan = f"Masih ada {rupiah(sisa)} yang belum dianggarkan." if sisa > 0 else f"Anggaran kurang {rupiah(-sisa)}."
    return dilanggar(
        f"{keadaan} Pendapatan − belanja + penerimaan pembiayaan − pengeluaran pembiayaan harus 0.",
        selisih=abs(sisa),
        batas="0",
        hitungan=hitungan,
    )
