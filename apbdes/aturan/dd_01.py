"""DD-01: Dana Desa pays for running the village government at most 3 per cent of its pagu. BAB III.2.B huruf b."""

from apbdes.anggaran import Anggaran, jumlah
from apbdes.aturan._bagian import maksimum
from apbdes.aturan._tempat import identitas, tempat
from apbdes.aturan.hasil import Hasil, Nilai, tidak_berlaku, tidak_dapat


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    baris = [b for b in anggaran.baris_kegiatan(*nilai["kegiatan"]) if b.sumber == "DDS"]
    if not baris:
        return tidak_berlaku("Tidak ada operasional pemerintah desa dari Dana Desa.")
    if anggaran.pagu_dds is None:
        return tidak_dapat([identitas("pagu_dds")], baris=tempat(baris))
    return maksimum(
        jumlah(baris),
        nilai["maksimum"],
        anggaran.pagu_dds,
        hal="Operasional pemerintah desa dari Dana Desa",
        dari="pagu Dana Desa",
        baris=baris,
        catatan=None,
    )
