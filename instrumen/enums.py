"""The words of an instrument, and its transition table."""

from django.db.models import TextChoices

from akun.enums import Peran
from dasar.alur import Transisi


class StatusInstrumen(TextChoices):
    DRAF = "draf", "Draf"
    TERBIT = "terbit", "Berlaku"
    DITARIK = "ditarik", "Ditarik"


PENGELOLA_FORMULIR = frozenset({Peran.ADMIN, Peran.VERIFIKATOR})  # the general forms; an office's own

TRANSISI_FORMULIR = (
    Transisi(
        aksi="terbitkan",
        label="Terbitkan",
        dari=frozenset({StatusInstrumen.DRAF}),
        ke=StatusInstrumen.TERBIT,
        peran=PENGELOLA_FORMULIR,
        syarat="Setiap butir atau aspek berisi teks; tidak mendahului versi sebelumnya. Sesudah itu isinya tetap.",
    ),
    Transisi(
        aksi="tarik",
        label="Tarik",
        dari=frozenset({StatusInstrumen.TERBIT}),
        ke=StatusInstrumen.DITARIK,
        peran=PENGELOLA_FORMULIR,
        syarat="Alasan penarikan. Yang sudah diisi dengan versi ini tetap memakainya.",
        alasan_wajib=True,
    ),
)
