"""The words of an evaluation."""

from django.db.models import TextChoices

from akun.enums import Peran


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


PENUTUP = frozenset({Peran.VERIFIKATOR, Peran.PELAKSANA, Peran.CAMAT})  # who may lead a team: close, hand in


class PenerbitSK(TextChoices):
    CAMAT = "camat", "Camat"
    KEPALA_DESA = "kepala_desa", "Kepala Desa"
    BPD = "bpd", "Badan Permusyawaratan Desa"


class JabatanTim(TextChoices):
    KETUA = "ketua", "Ketua Tim"
    SEKRETARIS = "sekretaris", "Sekretaris"
    ANGGOTA = "anggota", "Anggota"


PIMPINAN = frozenset({JabatanTim.KETUA, JabatanTim.SEKRETARIS})


class StatusEvaluasi(TextChoices):
    RENCANA = "rencana", "Rencana"
    DINILAI = "dinilai", "Sedang dinilai"
    DITUTUP = "ditutup", "Penilaian ditutup"
    DILAPORKAN = "dilaporkan", "Dilaporkan"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    SELESAI = "selesai", "Selesai"
    DICABUT = "dicabut", "Naskah hasil dicabut"
    DIGANTI = "diganti", "Diganti"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


S = StatusEvaluasi

BELUM_DIBUKA = frozenset({S.RENCANA, S.DIBATALKAN})  # nothing for a member to score
BERNILAI = frozenset({S.DITUTUP, S.DILAPORKAN, S.DIKEMBALIKAN, S.SELESAI})  # its scores are final
DAPAT_DIGANTI = BERNILAI | {S.DICABUT}
TIDAK_BERLAKU = frozenset({S.DIGANTI, S.DICABUT})  # final scores that say nothing any more; still readable
del S
