"""BHP-05: bagi hasil pajak pays PBB incentives, PBB administration, tax information; building only above a sum.

BAB IV.3.B and 3.C angka 2, 4 and 5. BAB III.2.D names building without a sum: said where that matters.
"""

from apbdes.anggaran import JENIS_INFRASTRUKTUR, Anggaran, BarisBelanja, jumlah
from apbdes.aturan._tempat import sel, tempat
from apbdes.aturan.hasil import Hasil, Nilai, dilanggar, terpenuhi, tidak_berlaku, tidak_dapat
from dasar.uang import rupiah

CATATAN = (
    "BAB III.2.D menyebut pembangunan infrastruktur tanpa batas jumlah; "
    "BAB IV.3.C membolehkannya hanya di atas {batas}."
)


def _membangun(b: BarisBelanja) -> bool:
    return b.kegiatan.startswith("2.") and b.rekening[:5] in JENIS_INFRASTRUKTUR


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    pendapatan = anggaran.pendapatan_sumber.get("PBH", 0)
    if pendapatan <= 0:
        return tidak_berlaku("Tidak ada pendapatan bagi hasil pajak dan retribusi.")
    batas: int = nilai["batas_infrastruktur"]
    boleh_membangun = pendapatan > batas
    salah = [
        b
        for b in anggaran.belanja_berisi
        if b.sumber == "PBH" and b.komponen not in nilai["komponen"] and not (boleh_membangun and _membangun(b))
    ]
    tanpa = [b for b in salah if not b.komponen]
    salah = [b for b in salah if b.komponen]
    if not salah and tanpa:
        return tidak_dapat((sel(b, "komponen") for b in tanpa), baris=tempat(tanpa), batas=rupiah(batas))
    if not salah:
        return terpenuhi("Belanja dari bagi hasil pajak sesuai peruntukannya.", batas=rupiah(batas))
    membangun = any(_membangun(b) for b in salah)
    return dilanggar(
        f"Belanja {rupiah(jumlah(salah))} dari bagi hasil pajak bukan insentif PBB, administrasi PBB, "
        "atau sosialisasi pajak"
        + ("" if boleh_membangun else f"; infrastruktur hanya bila pendapatannya di atas {rupiah(batas)}")
        + ".",
        selisih=jumlah(salah),
        baris=tempat(salah),
        batas=rupiah(batas),
        catatan=CATATAN.format(batas=rupiah(batas)) if membangun else None,
    )
