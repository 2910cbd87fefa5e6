"""A letter or decree that is dated after the work which it orders has begun: it says so, and the camat is told before.

It is always dated on the day of its approval. No source was found that lets an office order work for days gone by, so
the document claims no force for them: it names both days. docs/keputusan/0031.
"""

from datetime import date

from dasar.waktu import hari_ini
from naskah.bagian import tanggal_panjang
from naskah.models import Naskah


def mulai_lebih_dahulu(naskah: Naskah, pada: date) -> date | None:
    """The day on which the work had begun before this one; None where it had not, or the kind orders none."""
    mulai = naskah.ketentuan.mulai_kerja(naskah) if naskah.ketentuan.mulai_kerja else None
    return mulai if mulai and mulai < pada else None


def isi_bertanggal(naskah: Naskah, pada: date) -> dict:
    """Its content as of this day: with the sentence where it comes after its work."""
    isi = {k: v for k, v in naskah.isi.items() if k != "susulan"}
    mulai = mulai_lebih_dahulu(naskah, pada)
    return isi | ({"susulan": naskah.ketentuan.susulan.format(mulai=tanggal_panjang(mulai))} if mulai else {})


def peringatan_setujui(naskah: Naskah) -> str:
    """What the camat should know before approving it today."""
    hari = hari_ini(naskah.kecamatan)
    mulai = mulai_lebih_dahulu(naskah, hari)
    if mulai is None:
        return ""
    return (
        f"Naskah ini akan bertanggal {tanggal_panjang(hari)}, sesudah pekerjaannya dimulai ({tanggal_panjang(mulai)}). "
        "Bila disetujui, naskahnya menyebut hal itu. Kembalikan bila pekerjaannya perlu dijadwalkan ulang."
    )
