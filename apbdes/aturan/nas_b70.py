"""NAS-B70: at least 70 per cent of spending is outside the group of NAS-B30. PP 11/2019 Pasal 100."""

from apbdes.anggaran import Anggaran
from apbdes.aturan._bagian import minimum
from apbdes.aturan._tanah_bengkok import di_luar_bengkok
from apbdes.aturan.hasil import Hasil, Nilai

KELOMPOK = "kelompok_30"
PERLU = (KELOMPOK, "batas_kelompok_70", "tanah_kas")


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    def hitung(kelompok: int, seluruh: int) -> Hasil:
        return minimum(
            seluruh - kelompok,
            nilai["batas_kelompok_70"],
            seluruh,
            hal="Belanja di luar kelompok 30%",
            dari="jumlah belanja desa",
            baris=anggaran.baris_kegiatan(*nilai[KELOMPOK]),
        )

    return di_luar_bengkok(anggaran, nilai, hitung)
