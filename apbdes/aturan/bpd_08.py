"""BPD-08: the BPD budgets no belanja modal. BAB IV.2.C Keterangan (2)."""

from apbdes.anggaran import Anggaran, jumlah
from apbdes.aturan._tempat import tempat
from apbdes.aturan.hasil import Hasil, Nilai, dilanggar, terpenuhi, tidak_berlaku
from dasar.uang import rupiah


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    baris = anggaran.baris_kegiatan(nilai["kegiatan"])
    if not baris:
        return tidak_berlaku("Tidak ada belanja operasional BPD.")
    modal = [b for b in baris if b.rekening.startswith("5.3.")]
    if modal:
        return dilanggar(
            f"Operasional BPD memuat belanja modal {rupiah(jumlah(modal))}. Pindahkan ke belanja modal kegiatan lain "
            "atau ke operasional pemerintah desa.",
            selisih=jumlah(modal),
            baris=tempat(modal),
        )
    return terpenuhi("Operasional BPD tidak memuat belanja modal.")
