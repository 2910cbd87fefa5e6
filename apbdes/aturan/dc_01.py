"""DC-01: a reserve fund is budgeted only when its Perdes is promulgated. BAB III.1.C Keterangan."""

from apbdes.anggaran import Anggaran, jumlah
from apbdes.aturan._tempat import identitas, tempat
from apbdes.aturan.hasil import Hasil, Nilai, dilanggar, terpenuhi, tidak_berlaku, tidak_dapat


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    baris = anggaran.pembiayaan_berawal("6.2.1")
    if jumlah(baris) <= 0:
        return tidak_berlaku("Tidak ada pembentukan dana cadangan.")
    if not anggaran.perdes_dana_cadangan:
        return dilanggar(
            "Dana cadangan dianggarkan tanpa Peraturan Desa tentang Dana Cadangan. Hapus anggarannya, atau isi "
            "perdes_dana_cadangan bila sudah diundangkan.",
            selisih=None,
            baris=tempat(baris),
        )
    perdes, disampaikan = anggaran.tanggal_perdes_dana_cadangan, anggaran.tanggal_disampaikan
    if perdes is None or disampaikan is None:
        kurang = [
            identitas(kunci)
            for kunci, isi in (("tanggal_perdes_dana_cadangan", perdes), ("tanggal_disampaikan", disampaikan))
            if isi is None
        ]
        return tidak_dapat(kurang, baris=tempat(baris))
    hitungan = f"{perdes.isoformat()} {'≤' if perdes <= disampaikan else '>'} {disampaikan.isoformat()}"
    if perdes > disampaikan:
        return dilanggar(
            "Peraturan Desa tentang Dana Cadangan diundangkan sesudah rancangan APBDes disampaikan.",
            selisih=None,
            baris=tempat(baris),
            hitungan=hitungan,
        )
    return terpenuhi("Peraturan Desa tentang Dana Cadangan sudah diundangkan.", hitungan=hitungan)
