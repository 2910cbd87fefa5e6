"""NAS-B70: at least 70 per cent of spending is outside the group of NAS-B30. PP 11/2019 Pasal 100."""

from apbdes.anggaran import Anggaran, jumlah
from apbdes.aturan._bagian import minimum
from apbdes.aturan._tanah_bengkok import belum_terpisah
from apbdes.aturan.hasil import Hasil, Nilai, tidak_berlaku


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    if anggaran.total_belanja == 0:
        return tidak_berlaku("Belanja desa masih kosong.")
    baris = anggaran.baris_kegiatan(*nilai["kelompok"])
    return belum_terpisah(anggaran, nilai) or minimum(
        anggaran.total_belanja - jumlah(baris),
        nilai["minimum"],
        anggaran.total_belanja,
        hal="Belanja di luar kelompok 30%",
        dari="jumlah belanja desa",
        baris=baris,
        catatan=None,
    )
