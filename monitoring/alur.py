"""The transition table of a monitoring. Lampiran III: Format I (surat tugas), II-V (formulir), VI (laporan)."""

from akun.enums import Peran
from dasar.alur import Transisi
from monitoring.enums import StatusMonitoring
from monitoring.syarat import kekurangan_laporkan, kekurangan_mulai, kekurangan_surat_berlaku, kekurangan_tugaskan

S = StatusMonitoring

TRANSISI_MONITORING = (
    Transisi(
        aksi="tugaskan",
        label="Ajukan surat tugas",
        dari=frozenset({S.RENCANA}),
        ke=S.DITUGASKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Petugas beserta jabatannya, bidang, sasaran kegiatan, tanggal, dan formulirnya.",
        kekurangan=kekurangan_tugaskan,
    ),
    Transisi(
        aksi="mulai",
        label="Mulai monitoring",
        dari=frozenset({S.DITUGASKAN}),
        ke=S.BERLANGSUNG,
        peran=frozenset({Peran.PELAKSANA}),
        syarat="Petugas monitoring itu sendiri; surat tugas berlaku dan cocok dengan rencananya.",
        kekurangan=kekurangan_mulai,
    ),
    Transisi(
        aksi="laporkan",
        label="Serahkan laporan",
        dari=frozenset({S.BERLANGSUNG, S.DIKEMBALIKAN}),
        ke=S.DILAPORKAN,
        peran=frozenset({Peran.PELAKSANA}),
        syarat="Semua butir dijawab; isi kegiatan, kesimpulan, dan saran diisi; surat tugas yang berlaku.",
        kekurangan=kekurangan_laporkan,
    ),
    Transisi(
        aksi="kembalikan",
        label="Kembalikan",
        dari=frozenset({S.DILAPORKAN}),
        ke=S.DIKEMBALIKAN,
        peran=frozenset({Peran.VERIFIKATOR, Peran.CAMAT}),
        syarat="Alasan pengembalian.",
        alasan_wajib=True,
    ),
    Transisi(
        aksi="terima",
        label="Terima laporan",
        dari=frozenset({S.DILAPORKAN}),
        ke=S.SELESAI,
        peran=frozenset({Peran.CAMAT}),
        syarat="Kata sandi camat; surat tugas yang berlaku; bukan petugas monitoring itu.",
        kekurangan=kekurangan_surat_berlaku,
    ),
    Transisi(
        aksi="batalkan",
        label="Batalkan",
        dari=frozenset({S.RENCANA, S.DITUGASKAN, S.BERLANGSUNG}),
        ke=S.DIBATALKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Alasan pembatalan.",
        alasan_wajib=True,
    ),
)
del S
