"""NAS-B30: siltap, tunjangan and the BPD take at most 30 per cent of spending. PP 11/2019 Pasal 100."""

from apbdes.anggaran import Anggaran
from apbdes.aturan._bagian import maksimum
from apbdes.aturan._tanah_bengkok import di_luar_bengkok
from apbdes.aturan.hasil import Hasil, Nilai

KELOMPOK = "kelompok_30"
PERLU = (KELOMPOK, "batas_kelompok_30", "tanah_kas")


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    def hitung(kelompok: int, seluruh: int) -> Hasil:
        return maksimum(
            kelompok,
            nilai["batas_kelompok_30"],
            seluruh,
            hal="Penghasilan tetap, tunjangan, dan operasional BPD",
            dari="jumlah belanja desa",
            baris=anggaran.baris_kegiatan(*nilai[KELOMPOK]),
        )

    return di_luar_bengkok(anggaran, nilai, hitung)
