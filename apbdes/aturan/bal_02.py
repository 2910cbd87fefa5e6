"""BAL-02: no negative amount, and volume × harga_satuan is jumlah wherever both are given. BAB III.1."""

from apbdes.anggaran import Anggaran, BarisBelanja, BarisPembiayaan, BarisPendapatan
from apbdes.aturan._tempat import sel
from apbdes.aturan.hasil import Hasil, Nilai, angka, angka_tepat, daftar, dilanggar, rupiah, terpenuhi


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
        kali = r.volume * r.harga_satuan
        if kali != r.jumlah:
            jauh = kali - r.jumlah if kali > r.jumlah else r.jumlah - kali
            selisih += -(-jauh.numerator // jauh.denominator)
            salah.append((r.tempat, f"{sel(r, 'jumlah')} {rupiah(r.jumlah)}, seharusnya {angka_tepat(kali)}"))
            hitungan.append(
                f"{angka_tepat(r.volume)} × {angka(r.harga_satuan)} = {angka_tepat(kali)} ≠ {angka(r.jumlah)}"
            )
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
