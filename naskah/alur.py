"""The transition table of an official document."""

from akun.enums import Peran
from dasar.alur import Transisi
from naskah.enums.naskah import StatusNaskah
from naskah.syarat import kekurangan_ganti, kekurangan_setujui, kekurangan_tandatangani

S = StatusNaskah

# design.md, "A naskah goes …". Order: as the work goes. Without a role: a consequence of another act
# (the last signature, a replacement, the end of what the document was about), never a button.
TRANSISI_NASKAH = (
    Transisi(
        aksi="ajukan",
        label="Ajukan",
        dari=frozenset({S.DRAF, S.DIKEMBALIKAN}),
        ke=S.DIAJUKAN,
        peran=frozenset({Peran.PELAKSANA, Peran.VERIFIKATOR}),
        syarat="Isi naskah lengkap.",
    ),
    Transisi(
        aksi="verifikasi",
        label="Verifikasi",
        dari=frozenset({S.DIAJUKAN}),
        ke=S.DIVERIFIKASI,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Bukan orang yang mengajukannya.",
    ),
    Transisi(
        aksi="kembalikan",
        label="Kembalikan",
        dari=frozenset({S.DIAJUKAN, S.DIVERIFIKASI}),
        ke=S.DIKEMBALIKAN,
        peran=frozenset({Peran.VERIFIKATOR, Peran.CAMAT}),
        syarat="Alasan pengembalian.",
        alasan_wajib=True,
    ),
    Transisi(
        aksi="setujui",
        label="Setujui",
        dari=frozenset({S.DIAJUKAN, S.DIVERIFIKASI}),
        ke=S.DISETUJUI,
        peran=frozenset({Peran.CAMAT}),
        syarat="Sudah diverifikasi, bila jenis naskahnya mensyaratkan; kata sandi camat.",
        kekurangan=kekurangan_setujui,
    ),
    Transisi(
        aksi="tandatangani",
        label="Tanda tangan lengkap",
        dari=frozenset({S.DISETUJUI}),
        ke=S.DITANDATANGANI,
        peran=frozenset(),
        syarat="Semua penanda tangan sudah menandatangani menurut urutannya.",
        kekurangan=kekurangan_tandatangani,
    ),
    Transisi(
        aksi="distribusikan",
        label="Distribusikan",
        dari=frozenset({S.DITANDATANGANI}),
        ke=S.DIDISTRIBUSIKAN,
        peran=frozenset(),
        syarat="Terjadi sendiri setelah tanda tangan lengkap.",
    ),
    Transisi(
        aksi="arsipkan",
        label="Arsipkan",
        dari=frozenset({S.DIDISTRIBUSIKAN}),
        ke=S.DIARSIPKAN,
        peran=frozenset({Peran.VERIFIKATOR, Peran.PELAKSANA}),
        syarat="Terjadi sendiri setelah semua penerima menyatakan menerima.",
    ),
    Transisi(
        aksi="cabut",
        label="Cabut",
        dari=frozenset({S.DISETUJUI, S.DITANDATANGANI, S.DIDISTRIBUSIKAN, S.DIARSIPKAN}),
        ke=S.DICABUT,
        peran=frozenset({Peran.CAMAT}),
        syarat="Alasan pencabutan.",
        alasan_wajib=True,
    ),
    Transisi(
        aksi="ganti",
        label="Ganti",
        dari=frozenset({S.DISETUJUI, S.DITANDATANGANI, S.DIDISTRIBUSIKAN, S.DIARSIPKAN}),
        ke=S.DIGANTI,
        peran=frozenset(),
        syarat="Terjadi sendiri ketika naskah penggantinya disetujui.",
        kekurangan=kekurangan_ganti,
    ),
    Transisi(
        aksi="batalkan",
        label="Batalkan",
        dari=frozenset({S.DRAF, S.DIAJUKAN, S.DIKEMBALIKAN, S.DIVERIFIKASI}),
        ke=S.DIBATALKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Alasan pembatalan; belum disetujui.",
        alasan_wajib=True,
    ),
)
del S
