"""NAS-DD-01: BLT takes at most a share of Dana Desa (press reports on PMK 146/2023).

BLT has no activity of its own: it is part of Keadaan Mendesak. If all of that is within the limit, so is BLT.
"""

from apbdes.anggaran import Anggaran
from apbdes.aturan._petunjuk import dari_dana_desa, petunjuk, tanpa_dana_desa
from apbdes.aturan.banding import paling_banyak
from apbdes.aturan.hasil import Hasil, Nilai


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    dini = tanpa_dana_desa(anggaran)
    if dini:
        return dini
    pagu = anggaran.pagu_dds or 0
    awalan = nilai["sub_bidang"] + "."
    baris = dari_dana_desa(b for b in anggaran.belanja_berisi if b.kegiatan.startswith(awalan))
    banding = paling_banyak(sum(b.jumlah for b in baris), nilai["maksimum"], pagu)
    return petunjuk(
        baris,
        pagu,
        nilai["maksimum"],
        banding,
        cocok=f"Keadaan mendesak dari Dana Desa, termasuk BLT, tidak melebihi {nilai['maksimum'].teks} pagu:",
        belum=f"Keadaan mendesak dari Dana Desa melebihi {nilai['maksimum'].teks} pagu. "
        "Pastikan berapa yang berupa BLT, dan pastikan batasnya pada peraturannya.",
    )
