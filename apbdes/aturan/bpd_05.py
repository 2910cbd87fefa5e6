"""BPD-05: running the BPD takes at most 20 per cent of running the village government. BAB IV.2.C angka 1.2."""

from apbdes.anggaran import Anggaran, jumlah
from apbdes.aturan._bagian import maksimum
from apbdes.aturan.hasil import Hasil, Nilai, tidak_berlaku


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    baris = anggaran.baris_kegiatan(nilai["kegiatan"])
    if not baris:
        return tidak_berlaku("Tidak ada belanja operasional BPD.")
    return maksimum(
        jumlah(baris),
        nilai["maksimum"],
        anggaran.jumlah_kegiatan.get(nilai["operasional_pemdes"], 0),
        hal="Operasional BPD",
        dari="belanja operasional pemerintah desa",
        baris=baris,
        catatan=None,
    )
