"""The transition table of a visit: design.md, "How data flows". Order: as the work goes."""

from akun.enums import Peran
from dasar.alur import Transisi
from perut.enums import StatusKunjungan
from perut.syarat import kekurangan_ajukan, kekurangan_jadwalkan, kekurangan_surat_berlaku

S = StatusKunjungan

TRANSISI_KUNJUNGAN = (
    Transisi(
        aksi="jadwalkan",
        label="Jadwalkan",
        dari=frozenset({S.RENCANA}),
        ke=S.DIJADWALKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Tanggal, petugas, agenda, dan surat tugas yang sudah diajukan.",
        kekurangan=kekurangan_jadwalkan,
    ),
    Transisi(
        aksi="mulai",
        label="Mulai kunjungan",
        dari=frozenset({S.DIJADWALKAN}),
        ke=S.BERLANGSUNG,
        peran=frozenset({Peran.PELAKSANA}),
        syarat="Petugas kunjungan itu sendiri; surat tugas berlaku dan memuat petugas serta tanggalnya.",
        kekurangan=kekurangan_surat_berlaku,
    ),
    Transisi(
        aksi="ajukan",
        label="Ajukan",
        dari=frozenset({S.BERLANGSUNG, S.DIKEMBALIKAN}),
        ke=S.DIAJUKAN,
        peran=frozenset({Peran.PELAKSANA}),
        syarat="Semua buku dijawab, daftar hadir, notulen, sedikitnya satu kegiatan, "
        "jawaban atas setiap temuan terbuka dari kunjungan lalu, dan surat tugas yang berlaku.",
        kekurangan=kekurangan_ajukan,
    ),
    Transisi(
        aksi="verifikasi",
        label="Verifikasi",
        dari=frozenset({S.DIAJUKAN}),
        ke=S.DIVERIFIKASI,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Enam aspek verifikasi; surat tugas yang berlaku; bukan petugas kunjungan itu.",
        kekurangan=kekurangan_surat_berlaku,
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
        syarat="Kata sandi camat; surat tugas yang berlaku; bukan petugas kunjungan itu.",
        kekurangan=kekurangan_surat_berlaku,
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
