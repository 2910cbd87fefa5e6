"""DD-03: Dana Desa pays neither siltap nor tunjangan nor the BPD: these are the use of ADD. BAB IV.2.C."""

from apbdes.anggaran import Anggaran, jumlah
from apbdes.aturan._tempat import tempat
from apbdes.aturan.hasil import Hasil, Nilai, dilanggar, terpenuhi
from dasar.uang import rupiah


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    baris = [b for b in anggaran.baris_kegiatan(*nilai["kelompok"]) if b.sumber == "DDS"]
    if baris:
        return dilanggar(
            f"Dana Desa dipakai {rupiah(jumlah(baris))} untuk penghasilan tetap, tunjangan, atau BPD. "
            "Ganti sumber dananya.",
            selisih=jumlah(baris),
            baris=tempat(baris),
        )
    return terpenuhi("Penghasilan tetap, tunjangan, dan BPD tidak dibiayai Dana Desa.")
