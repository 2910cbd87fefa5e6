"""NAS-DD-03: running the village government takes at most a share of Dana Desa (press reports on PMK 146/2023)."""

from apbdes.anggaran import Anggaran
from apbdes.aturan._petunjuk import dari_dana_desa, petunjuk, tanpa_dana_desa
from apbdes.aturan.banding import paling_banyak
from apbdes.aturan.hasil import Hasil, Nilai


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    dini = tanpa_dana_desa(anggaran)
    if dini:
        return dini
    pagu = anggaran.pagu_dds or 0
    baris = dari_dana_desa(anggaran.baris_kegiatan(*nilai["kegiatan"]))
    banding = paling_banyak(sum(b.jumlah for b in baris), nilai["maksimum"], pagu)
    return petunjuk(
        baris,
        pagu,
        nilai["maksimum"],
        banding,
        cocok=f"Operasional pemerintah desa dari Dana Desa tidak melebihi {nilai['maksimum'].teks} pagu:",
        belum=f"Operasional pemerintah desa dari Dana Desa melebihi {nilai['maksimum'].teks} pagu. "
        "Pastikan batasnya pada peraturannya.",
    )
