"""BAL-03: per source of funds, what goes out is at most what comes in. Permendagri 20/2018.

What is over may come from SiLPA that names no source, as far as the rows marked `dari_silpa` show it.
"""

from collections.abc import Iterable

from apbdes.anggaran import SUMBER_DANA, Anggaran, BarisBelanja, BarisPembiayaan, jumlah
from apbdes.aturan._tempat import sel, tempat
from apbdes.aturan.hasil import Hasil, Nilai, daftar, dilanggar, terpenuhi, tidak_dapat
from apbdes.gramatika.indeks import indeks_dari
from dasar.uang import angka, rupiah


def _per_sumber(baris: Iterable[BarisBelanja | BarisPembiayaan]) -> dict[str, int]:
    hasil: dict[str, int] = {}
    for b in baris:
        hasil[b.sumber] = hasil.get(b.sumber, 0) + b.jumlah
    return hasil


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    terima, keluar = anggaran.pembiayaan_berawal("6.1"), anggaran.pembiayaan_berawal("6.2")
    indeks = indeks_dari(anggaran)
    dipakai = _per_sumber(keluar)
    for sumber, baris in indeks.kolom("sumber_dana").items():
        dipakai[sumber] = dipakai.get(sumber, 0) + indeks.jumlah(baris & indeks.lembar["belanja"])
    diterima = _per_sumber(terima)
    ada = {s: anggaran.pendapatan_sumber.get(s, 0) + diterima.get(s, 0) for s in SUMBER_DANA}
    lebih = {s: dipakai[s] - ada[s] for s in SUMBER_DANA if dipakai.get(s, 0) > ada[s]}
    penutup = [p for p in terima if not p.sumber]
    tidak_tertutup = sum(lebih.values()) - jumlah(penutup)
    bertanda = anggaran.bertanda_silpa
    silpa = jumlah(anggaran.pembiayaan_berawal("6.1.1"))
    lebih_tanda = jumlah(bertanda) - silpa
    hitungan = "; ".join(f"{s}: {angka(dipakai[s])} > {angka(ada[s])}" for s in lebih) or None
    if tidak_tertutup > 0 or lebih_tanda > 0:
        kalimat: list[str] = []
        keluar_bit = indeks.lembar["belanja"] | indeks.berawal("pembiayaan", "6.2.")
        salah = 0
        if tidak_tertutup > 0:
            kalimat += [
                f"Pengeluaran dari {SUMBER_DANA[s]} ({s}) melebihi penerimaannya {rupiah(lebih[s])}." for s in lebih
            ]
            for s in lebih:
                salah |= indeks.kolom("sumber_dana").get(s, 0) & keluar_bit
            if penutup:
                kalimat.append(f"Penerimaan pembiayaan tanpa sumber dana hanya {rupiah(jumlah(penutup))}.")
        if lebih_tanda > 0:
            kalimat.append(f"Yang ditandai dari SiLPA {rupiah(jumlah(bertanda))}, padahal SiLPA {rupiah(silpa)}.")
            salah |= indeks.kolom("dari_silpa").get(True, 0) & keluar_bit
            hitungan = "; ".join(filter(None, [hitungan, f"dari SiLPA: {angka(jumlah(bertanda))} > {angka(silpa)}"]))
        return dilanggar(
            " ".join(kalimat),
            selisih=max(tidak_tertutup, 0) + max(lebih_tanda, 0),
            baris=indeks.tempat(salah),
            hitungan=hitungan,
        )
    tertanda = _per_sumber(bertanda)
    gelap = [s for s in lebih if tertanda.get(s, 0) < lebih[s]]
    if gelap:
        return tidak_dapat(
            (sel(p, "sumber_dana") for p in penutup),
            baris=tempat(penutup),
            alasan=f"Pengeluaran dari {daftar(SUMBER_DANA[s] for s in gelap)} melebihi penerimaannya; tandai "
            "dari_silpa pada yang dibayar dari SiLPA, atau sebut sumber dana penerimaan pembiayaannya.",
            hitungan=hitungan,
        )
    return terpenuhi("Pengeluaran dari setiap sumber dana tidak melebihi penerimaannya.")
