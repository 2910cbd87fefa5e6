"""The examples of a rule, run before the set is handed in and again when it is published."""

from apbdes.aturan.hasil import MENUDUH
from apbdes.gramatika import bentuk as b
from apbdes.kantor.mesin import Penghitung, anggaran_contoh, berlevel
from dasar.nama import akhiri

SEBUTAN = {
    "terpenuhi": "terpenuhi",
    "dilanggar": "dilanggar",
    "tidak_berlaku": "tidak berlaku",
    "tidak_dapat_ditentukan": "tidak dapat ditentukan",
}


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
                hasil = penghitung.semua(anggaran_contoh(c, perangkat))[a.kode]
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
