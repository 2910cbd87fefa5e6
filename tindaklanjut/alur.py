"""The transition table of a finding. Order: as the work goes.

A draft belongs to the work that found it. Without a role: a consequence of the approval of that work's record.
"""

from akun.enums import DESA, Peran
from dasar.alur import Transisi
from tindaklanjut.enums import BERJALAN, StatusTemuan

S = StatusTemuan

TRANSISI_TEMUAN = (
    Transisi(
        aksi="buka",
        label="Buka temuan",
        dari=frozenset({S.DRAF}),
        ke=S.TERBUKA,
        peran=frozenset(),
        syarat="Terjadi sendiri ketika laporan yang memuatnya disahkan.",
    ),
    Transisi(
        aksi="jawab",
        label="Jawab temuan",
        dari=BERJALAN,
        ke=S.DIJAWAB,
        peran=DESA,
        syarat="Keadaan sekarang, dan apa yang sudah dilakukan.",
    ),
    Transisi(
        aksi="tutup",
        label="Nyatakan selesai",
        dari=BERJALAN,
        ke=S.SELESAI,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Bukti perbaikan yang dilihat; atau dilaporkan selesai pada kunjungan yang disahkan.",
    ),
)
del S
