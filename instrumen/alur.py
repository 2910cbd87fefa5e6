"""The transition table of an instrument."""

from dasar.alur import Transisi
from instrumen.enums import PENGELOLA_FORMULIR, StatusInstrumen
from instrumen.syarat import kekurangan_terbit

TRANSISI_FORMULIR = (
    Transisi(
        aksi="terbitkan",
        label="Terbitkan",
        dari=frozenset({StatusInstrumen.DRAF}),
        ke=StatusInstrumen.TERBIT,
        peran=PENGELOLA_FORMULIR,
        syarat="Setiap butir atau aspek berisi teks; tidak mendahului versi sebelumnya. Sesudah itu isinya tetap.",
        kekurangan=kekurangan_terbit,
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
