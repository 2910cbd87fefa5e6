"""The words of a report of the camat."""

from django.db.models import TextChoices

from akun.enums import KECAMATAN, Peran


class StatusLaporan(TextChoices):
    DISUSUN = "disusun", "Disusun"
    DIAJUKAN = "diajukan", "Menunggu camat"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    DISAHKAN = "disahkan", "Disahkan"
    DICABUT = "dicabut", "Naskahnya dicabut"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


S = StatusLaporan

DAPAT_DIUBAH = frozenset({S.DISUSUN, S.DIKEMBALIKAN})
del S

PENYUSUN = frozenset({Peran.VERIFIKATOR})
PENULIS = frozenset({Peran.VERIFIKATOR, Peran.CAMAT})
# Whose office it is; the others read what has been approved. A village compares itself nowhere with the others.
KANTOR = (KECAMATAN - {Peran.PENDAMPING}) | {Peran.ADMIN}
PEMBACA = frozenset({Peran.PENDAMPING, Peran.PEMANTAU_KABUPATEN})
