"""BAL-02: no negative amount; jumlah is volume × harga_satuan, to less than a rupiah, where both are. BAB III.1."""

from fractions import Fraction

from apbdes.anggaran import Anggaran, BarisBelanja, BarisPembiayaan, BarisPendapatan
from apbdes.aturan._tempat import sel
from apbdes.aturan.hasil import Hasil, Nilai, angka_tepat, bulat_ke_atas, daftar, dilanggar, terpenuhi
from dasar.uang import SEN, angka, rupiah


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    salah: list[tuple[str, str]] = []  # place of the row, sentence
    selisih, hitungan = 0, []
    semua: list[BarisPendapatan | BarisBelanja | BarisPembiayaan] = [
        *anggaran.pendapatan,
        *anggaran.belanja,
        *anggaran.pembiayaan,
    ]
    for b in semua:
        if b.jumlah < 0:
            salah.append((b.tempat, f"{sel(b, 'jumlah')} bernilai {rupiah(b.jumlah)}"))
            selisih -= b.jumlah
    for r in anggaran.belanja:
        if r.harga_satuan is not None and r.harga_satuan < 0:
            salah.append((r.tempat, f"{sel(r, 'harga_satuan')} bernilai {rupiah(r.harga_satuan)}"))
        if r.volume is not None and r.volume < 0:
            salah.append((r.tempat, f"{sel(r, 'volume')} bernilai kurang dari 0"))
        if r.volume is None or r.harga_satuan is None:
            continue
        jauh = r.volume * r.harga_satuan - r.jumlah
        jauh = -jauh if jauh < 0 else jauh
        if jauh >= SEN:
            selisih += bulat_ke_atas(jauh.numerator, jauh.denominator)
            tepat = angka_tepat(Fraction(r.volume * r.harga_satuan, SEN))
            salah.append((r.tempat, f"{sel(r, 'jumlah')} {rupiah(r.jumlah)}, seharusnya {tepat}"))
            hitungan.append(f"{angka_tepat(r.volume)} × {angka(r.harga_satuan)} = {tepat} ≠ {angka(r.jumlah)}")
    if not salah:
        return terpenuhi("Tidak ada jumlah negatif; volume × harga satuan sama dengan jumlah.")
    urutan = {b.tempat: n for n, b in enumerate(semua)}
    salah.sort(key=lambda s: urutan[s[0]])
    return dilanggar(
        f"Perbaiki {daftar(kalimat for _, kalimat in salah)}.",
        selisih=selisih,
        baris=[t for t, _ in salah],
        hitungan="; ".join(hitungan[:10]) or None,
    )
