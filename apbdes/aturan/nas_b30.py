"""NAS-B30: siltap, tunjangan and the BPD take at most 30 per cent of spending. PP 11/2019 Pasal 100."""

from apbdes.anggaran import Anggaran, jumlah
from apbdes.aturan._bagian import maksimum
from apbdes.aturan._tanah_bengkok import belum_terpisah
from apbdes.aturan.hasil import Hasil, Nilai, tidak_berlaku


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    if anggaran.total_belanja == 0:
        return tidak_berlaku("Belanja desa masih kosong.")
    baris = anggaran.baris_kegiatan(*nilai["kelompok"])
    return belum_terpisah(anggaran, nilai) or maksimum(
        jumlah(baris),
        nilai["maksimum"],
        anggaran.total_belanja,
        hal="Penghasilan tetap, tunjangan, dan operasional BPD",
        dari="jumlah belanja desa",
        baris=baris,
        catatan=None,
    )
