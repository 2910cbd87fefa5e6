"""PP 11/2019 Pasal 100 ayat (2) leaves income from tanah bengkok out. The workbook does not tell it apart."""

from apbdes.anggaran import Anggaran
from apbdes.aturan._tempat import tempat
from apbdes.aturan.hasil import Hasil, Nilai, tidak_dapat


def belum_terpisah(anggaran: Anggaran, nilai: Nilai) -> Hasil | None:
    """A verdict that cannot be given, where the budget has income that may come from tanah bengkok."""
    baris = [p for p in anggaran.pendapatan if p.jumlah and p.rekening == nilai["tanah_kas"]]
    if not baris:
        return None
    return tidak_dapat(
        (f"{t}: bagian yang berasal dari tanah bengkok" for t in tempat(baris)),
        baris=tempat(baris),
        alasan="Hasil tanah bengkok tidak dihitung, tetapi tidak terpisah di sini.",
    )
