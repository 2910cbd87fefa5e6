"""NAS-DD-02: food security takes at least a share of Dana Desa (press reports).

From 2025 on what goes through BUM Desa (`penyertaan`: 6.2.2, financed from Dana Desa) counts too. Other activities
than the one of that name may serve it as well, so that less than the share proves nothing.
"""

from apbdes.anggaran import Anggaran, jumlah
from apbdes.aturan._petunjuk import dari_dana_desa, petunjuk, tanpa_dana_desa
from apbdes.aturan.banding import paling_sedikit
from apbdes.aturan.hasil import Hasil, Nilai


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    dini = tanpa_dana_desa(anggaran)
    if dini:
        return dini
    pagu = anggaran.pagu_dds or 0
    baris = dari_dana_desa(anggaran.baris_kegiatan(nilai["kegiatan"]))
    penyertaan = dari_dana_desa(anggaran.pembiayaan_berawal(nilai["penyertaan"]) if "penyertaan" in nilai else ())
    banding = paling_sedikit(jumlah(baris) + jumlah(penyertaan), nilai["minimum"], pagu)
    return petunjuk(
        [*baris, *penyertaan],
        pagu,
        nilai["minimum"],
        banding,
        cocok=f"Ketahanan pangan dari Dana Desa sekurang-kurangnya {nilai['minimum'].teks} pagu:",
        belum=f"Kegiatan {nilai['kegiatan']} dari Dana Desa belum mencapai {nilai['minimum'].teks} pagu. "
        "Pastikan kegiatan lain yang termasuk ketahanan pangan, dan pastikan batasnya pada peraturannya.",
    )
