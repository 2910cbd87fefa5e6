"""NAS-DD-04: BLT gives a family at most so much a month (press reports on Permendesa 16/2025).

BLT has no activity of its own: it is part of Keadaan Mendesak, so that a higher price proves nothing.
"""

from apbdes.anggaran import Anggaran
from apbdes.aturan._petunjuk import dari_dana_desa
from apbdes.aturan._tempat import sel, tempat
from apbdes.aturan.hasil import Hasil, Nilai, Putusan, terpenuhi, tidak_berlaku, tidak_dapat
from dasar.uang import angka, rupiah


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    awalan, batas = nilai["sub_bidang"] + ".", nilai["maksimum"]
    baris = dari_dana_desa(b for b in anggaran.belanja_berisi if b.kegiatan.startswith(awalan))
    if not baris:
        return tidak_berlaku("Tidak ada belanja keadaan mendesak dari Dana Desa.")
    tinggi = [b for b in baris if (b.harga_satuan or 0) > batas]
    if tinggi:
        return Hasil(
            Putusan.TIDAK_DAPAT_DITENTUKAN,
            f"Ada harga satuan di atas {rupiah(batas)} pada keadaan mendesak dari Dana Desa. Pastikan apakah itu BLT, "
            "untuk berapa bulan satuannya, dan pastikan batasnya pada peraturannya.",
            baris=tempat(tinggi),
            hitungan="; ".join(
                f"{angka(n)} > {angka(batas)}" for n in dict.fromkeys(b.harga_satuan or 0 for b in tinggi)
            ),
            batas=rupiah(batas),
        )
    if kosong := [b for b in baris if b.harga_satuan is None]:
        return tidak_dapat((sel(b, "harga_satuan") for b in kosong), baris=tempat(kosong))
    return terpenuhi(f"BLT tidak melebihi {rupiah(batas)} untuk satu keluarga sebulan.", batas=rupiah(batas))
