"""The words of an evaluation, and its transition table."""

from django.db.models import TextChoices

from akun.enums import Peran
from dasar.alur import Transisi


class Huruf(TextChoices):
    """The five levels of Lampiran IV, best first."""

    A = "a", "Sangat baik"
    B = "b", "Baik"
    C = "c", "Cukup"
    D = "d", "Kurang"
    E = "e", "Sangat kurang"


class CaraNilai(TextChoices):
    """How this evaluation is scored; the team sets it before the first score."""

    TINGKAT = "tingkat", "Kualitatif: tingkat a sampai e"
    ANGKA = "angka", "Kuantitatif: angka 0 sampai 100"


class PenerbitSK(TextChoices):
    CAMAT = "camat", "Camat"
    KEPALA_DESA = "kepala_desa", "Kepala Desa"
    BPD = "bpd", "Badan Permusyawaratan Desa"


class JabatanTim(TextChoices):
    KETUA = "ketua", "Ketua Tim"
    SEKRETARIS = "sekretaris", "Sekretaris"
    ANGGOTA = "anggota", "Anggota"


class StatusEvaluasi(TextChoices):
    RENCANA = "rencana", "Rencana"
    DINILAI = "dinilai", "Sedang dinilai"
    DITUTUP = "ditutup", "Penilaian ditutup"
    DILAPORKAN = "dilaporkan", "Dilaporkan"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    SELESAI = "selesai", "Selesai"
    DIGANTI = "diganti", "Diganti"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


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
    ),
    Transisi(
        aksi="tutup",
        label="Tutup penilaian",
        dari=frozenset({S.DINILAI}),
        ke=S.DITUTUP,
        peran=frozenset({Peran.VERIFIKATOR, Peran.PELAKSANA, Peran.CAMAT}),
        syarat="Ketua atau sekretaris tim. Semua anggota menyerahkan nilainya, atau disebut alasannya; "
        "perbedaan dua tingkat atau lebih sudah dibahas.",
    ),
    Transisi(
        aksi="laporkan",
        label="Serahkan laporan",
        dari=frozenset({S.DITUTUP, S.DIKEMBALIKAN}),
        ke=S.DILAPORKAN,
        peran=frozenset({Peran.VERIFIKATOR, Peran.PELAKSANA, Peran.CAMAT}),
        syarat="Ketua atau sekretaris tim. Isi kegiatan, kesimpulan, dan saran diisi.",
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

BERNILAI = frozenset({S.DITUTUP, S.DILAPORKAN, S.DIKEMBALIKAN, S.SELESAI})  # its scores are final
del S
