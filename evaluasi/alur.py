"""The transition table of an evaluation."""

from akun.enums import Peran
from dasar.alur import Transisi
from evaluasi.enums import PENUTUP, StatusEvaluasi
from evaluasi.syarat import kekurangan_buka, kekurangan_ganti, kekurangan_laporkan, kekurangan_tutup

S = StatusEvaluasi

# Order: as the work goes. Lampiran IV: Format I (SK tim), II.A-IV (formulir), V (laporan).
# An action that the team itself takes (tutup, laporkan) is narrowed to its ketua and sekretaris in rules.py.
TRANSISI_EVALUASI = (
    Transisi(
        aksi="buka",
        label="Buka penilaian",
        dari=frozenset({S.RENCANA}),
        ke=S.DINILAI,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Tim dengan SK yang sudah bernomor, formulir, waktu evaluasi, dan cara menilai.",
        kekurangan=kekurangan_buka,
    ),
    Transisi(
        aksi="tutup",
        label="Tutup penilaian",
        dari=frozenset({S.DINILAI}),
        ke=S.DITUTUP,
        peran=PENUTUP,
        syarat="Ketua atau sekretaris tim. Semua anggota menyerahkan nilainya, atau disebut alasannya; "
        "perbedaan dua tingkat atau lebih sudah dibahas.",
        kekurangan=kekurangan_tutup,
    ),
    Transisi(
        aksi="laporkan",
        label="Serahkan laporan",
        dari=frozenset({S.DITUTUP, S.DIKEMBALIKAN}),
        ke=S.DILAPORKAN,
        peran=PENUTUP,
        syarat="Ketua atau sekretaris tim. Isi kegiatan, kesimpulan, dan saran diisi.",
        kekurangan=kekurangan_laporkan,
    ),
    Transisi(
        aksi="kembalikan",
        label="Kembalikan",
        dari=frozenset({S.DILAPORKAN}),
        ke=S.DIKEMBALIKAN,
        peran=frozenset({Peran.CAMAT}),
        syarat="Alasan pengembalian. Nilainya tetap; yang diperbaiki laporannya.",
        alasan_wajib=True,
    ),
    Transisi(
        aksi="terima",
        label="Terima hasil evaluasi",
        dari=frozenset({S.DILAPORKAN}),
        ke=S.SELESAI,
        peran=frozenset({Peran.CAMAT}),
        syarat="Kata sandi camat.",
    ),
    Transisi(
        aksi="ganti",
        label="Ganti",
        dari=frozenset({S.DITUTUP, S.DILAPORKAN, S.DIKEMBALIKAN, S.SELESAI}),
        ke=S.DIGANTI,
        peran=frozenset(),
        syarat="Terjadi sendiri ketika evaluasi penggantinya diterima.",
        kekurangan=kekurangan_ganti,
    ),
    Transisi(
        aksi="batalkan",
        label="Batalkan",
        dari=frozenset({S.RENCANA, S.DINILAI}),
        ke=S.DIBATALKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Alasan pembatalan.",
        alasan_wajib=True,
    ),
)
del S
