"""BAL-03: no source of funds pays more than it brings in. BAB III.2 and BAB IV."""

from apbdes.anggaran import SUMBER_DANA, Anggaran
from apbdes.aturan._tempat import sel, tempat
from apbdes.aturan.hasil import Hasil, Nilai, angka, dilanggar, rupiah, terpenuhi, tidak_dapat


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    belanja = [b for b in anggaran.belanja_berisi if not b.dari_silpa]
    keluar = anggaran.pembiayaan_berawal("6.2")
    dipakai: dict[str, int] = {}
    for sumber, rupiah_keluar in [(b.sumber, b.jumlah) for b in belanja] + [(p.sumber, p.jumlah) for p in keluar]:
        dipakai[sumber] = dipakai.get(sumber, 0) + rupiah_keluar
    lebih = {
        sumber: dipakai[sumber] - anggaran.pendapatan_sumber.get(sumber, 0)
        for sumber in SUMBER_DANA
        if dipakai.get(sumber, 0) > anggaran.pendapatan_sumber.get(sumber, 0)
    }
    if lebih:
        return dilanggar(
            " ".join(
                f"Pengeluaran dari {SUMBER_DANA[s]} ({s}) melebihi pendapatannya {rupiah(n)}." for s, n in lebih.items()
            ),
            selisih=sum(lebih.values()),
            baris=(
                *tempat(b for b in belanja if b.sumber in lebih),
                *tempat(p for p in keluar if p.sumber in lebih),
            ),
            hitungan="; ".join(
                f"{s}: {angka(dipakai[s])} > {angka(anggaran.pendapatan_sumber.get(s, 0))}" for s in lebih
            ),
        )
    tanpa_sumber = [p for p in keluar if not p.sumber]
    if tanpa_sumber:
        return tidak_dapat((sel(p, "sumber_dana") for p in tanpa_sumber), baris=tempat(tanpa_sumber))
    return terpenuhi("Pengeluaran dari setiap sumber dana tidak melebihi pendapatannya.")
