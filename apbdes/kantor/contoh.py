"""The examples of a rule, run before the set is handed in and again when it is published."""

from apbdes.aturan.hasil import MENUDUH
from apbdes.aturan.mesin import Penghitung
from apbdes.gramatika import bentuk as b
from apbdes.kantor.mesin import anggaran_contoh, berlevel, hasil_terbaca
from dasar.nama import akhiri

SEBUTAN = {
    "terpenuhi": "terpenuhi",
    "dilanggar": "dilanggar",
    "tidak_berlaku": "tidak berlaku",
    "tidak_dapat_ditentukan": "tidak dapat ditentukan",
}


def putusan_contoh(perangkat: b.Perangkat | None, kode: str, nomor: int) -> tuple[str, bool]:
    """What an example gives now, in words, and whether that is what it expects."""
    aturan = next((a for a in perangkat.aturan if a.kode == kode), None) if perangkat is not None else None
    if perangkat is None or aturan is None or nomor >= len(aturan.contoh):
        return "belum dapat dijalankan", False
    contoh = aturan.contoh[nomor]
    try:
        hasil = hasil_terbaca(Penghitung(perangkat), anggaran_contoh(contoh, perangkat), kode)
    except ValueError as galat:
        return str(galat), False
    putusan = berlevel(aturan.tingkat, hasil.putusan)
    return f"{SEBUTAN[putusan]}. {hasil.pesan}", putusan == contoh.putusan


def kekurangan_contoh(perangkat: b.Perangkat) -> list[str]:
    """What is missing among the examples, and those that turn out otherwise than expected."""
    penghitung = Penghitung(perangkat)
    kalimat = []
    for a in perangkat.aturan:
        if a.pakai:
            continue
        menyalahkan = "dilanggar" if a.tingkat in MENUDUH else "tidak_dapat_ditentukan"
        ada = {c.putusan for c in a.contoh}
        kalimat += [
            f"Aturan {a.kode} belum mempunyai contoh yang {SEBUTAN[p]}."
            for p in ("terpenuhi", menyalahkan)
            if p not in ada
        ]
        for n, c in enumerate(a.contoh, 1):
            try:
                hasil = hasil_terbaca(penghitung, anggaran_contoh(c, perangkat), a.kode)
            except ValueError as galat:
                kalimat.append(akhiri(f"Aturan {a.kode}, contoh {n}: {galat}"))
                continue
            putusan = berlevel(a.tingkat, hasil.putusan)
            if putusan != c.putusan:
                kalimat.append(
                    akhiri(
                        f"Aturan {a.kode}, contoh {n}: diharapkan {SEBUTAN[c.putusan]}, hasilnya {SEBUTAN[putusan]}. "
                        f"{hasil.pesan}"
                    )
                )
    return kalimat
