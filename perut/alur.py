"""The transition table of a visit: design.md, "How data flows". Order: as the work goes."""

from akun.enums import Peran
from dasar.alur import Transisi
from perut.enums import StatusKunjungan
from perut.syarat import (
    kekurangan_ajukan,
    kekurangan_jadwalkan,
    kekurangan_sahkan,
)

S = StatusKunjungan

TRANSISI_KUNJUNGAN = (
    Transisi(
        aksi="jadwalkan",
        label="Jadwalkan",
        dari=frozenset({S.RENCANA}),
        ke=S.DIJADWALKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Tanggal, petugas, agenda, dan surat tugas.",
        kekurangan=kekurangan_jadwalkan,
    ),
    Transisi(
        aksi="mulai",
        label="Mulai kunjungan",
        dari=frozenset({S.DIJADWALKAN}),
        ke=S.BERLANGSUNG,
        peran=frozenset({Peran.PELAKSANA}),
        syarat="Petugas kunjungan itu sendiri.",
    ),
    Transisi(
        aksi="ajukan",
        label="Ajukan",
        dari=frozenset({S.BERLANGSUNG, S.DIKEMBALIKAN}),
        ke=S.DIAJUKAN,
        peran=frozenset({Peran.PELAKSANA}),
        syarat="Semua buku dijawab, daftar hadir, notulen, sedikitnya satu kegiatan, "
        "dan jawaban atas setiap temuan terbuka dari kunjungan lalu.",
        kekurangan=kekurangan_ajukan,
    ),
    Transisi(
        aksi="verifikasi",
        label="Verifikasi",
        dari=frozenset({S.DIAJUKAN}),
        ke=S.DIVERIFIKASI,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Enam aspek verifikasi; bukan petugas kunjungan itu.",
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
        aksi="sahkan",
        label="Sahkan",
        dari=frozenset({S.DIVERIFIKASI}),
        ke=S.DISAHKAN,
        peran=frozenset({Peran.CAMAT}),
        syarat="Kata sandi camat; bukan petugas kunjungan itu.",
        kekurangan=kekurangan_sahkan,
    ),
    Transisi(
        aksi="batalkan",
        label="Batalkan",
        dari=frozenset({S.RENCANA, S.DIJADWALKAN, S.BERLANGSUNG}),
        ke=S.DIBATALKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Alasan pembatalan.",
        alasan_wajib=True,
    ),
)
del S
