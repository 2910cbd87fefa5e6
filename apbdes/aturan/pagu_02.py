"""PAGU-02: what is budgeted from DDS, ADD and PBH is the pagu. Permendagri 20/2018 Pasal 9."""

from apbdes.anggaran import SUMBER_DANA, Anggaran
from apbdes.aturan._tempat import identitas, tempat
from apbdes.aturan.hasil import Hasil, Nilai, dilanggar, terpenuhi, tidak_dapat
from dasar.uang import angka, rupiah


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    pagu = {"DDS": anggaran.pagu_dds, "ADD": anggaran.pagu_add, "PBH": anggaran.pagu_pbh}
    berbelanja = {b.sumber for b in anggaran.belanja_berisi}
    berpendapatan = {p.sumber for p in anggaran.pendapatan if p.jumlah}
    jauh: dict[str, int] = {}
    kurang: list[str] = []
    for sumber, besar in pagu.items():
        pendapatan = anggaran.pendapatan_sumber.get(sumber, 0)
        if besar is None:
            if sumber in berpendapatan or sumber in berbelanja:
                kurang.append(identitas(f"pagu_{sumber.lower()}"))
        elif pendapatan != besar:
            jauh[sumber] = pendapatan - besar
    if jauh:
        return dilanggar(
            " ".join(
                f"Pendapatan {SUMBER_DANA[s]} {'lebih' if n > 0 else 'kurang'} {rupiah(abs(n))} dari pagunya."
                for s, n in jauh.items()
            ),
            selisih=sum(abs(n) for n in jauh.values()),
            baris=tempat(p for p in anggaran.pendapatan if p.jumlah and p.sumber in jauh),
            hitungan="; ".join(
                f"{s}: {angka(anggaran.pendapatan_sumber.get(s, 0))} ≠ {angka(pagu[s] or 0)}" for s in jauh
            ),
        )
    if kurang:
        return tidak_dapat(kurang)
    return terpenuhi("Pendapatan Dana Desa, ADD, dan bagi hasil pajak sama dengan pagunya.")
