"""The words of what a pendamping does in a village in a month."""

from django.db.models import TextChoices

from akun.enums import KECAMATAN, Peran

PEMBACA = KECAMATAN | {Peran.ADMIN, Peran.PEMANTAU_KABUPATEN}
PENGONFIRMASI = frozenset({Peran.CAMAT, Peran.VERIFIKATOR})


class JenisPendamping(TextChoices):
    PD = "PD", "Pendamping Desa"
    PLD = "PLD", "Pendamping Lokal Desa"


class StatusLembar(TextChoices):
    DRAF = "draf", "Sedang diisi"
    DIAJUKAN = "diajukan", "Menunggu konfirmasi"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    DIKONFIRMASI = "dikonfirmasi", "Dikonfirmasi"
    DITUTUP = "ditutup", "Ditutup kecamatan"


class KeadaanButir(TextChoices):
    """What became of one duty in the month. Left empty it says nothing: no activity was noted."""

    DIKERJAKAN = "dikerjakan", "Dikerjakan"
    TIDAK_BERLAKU = "tidak_berlaku", "Tidak berlaku"


class Putusan(TextChoices):
    """What the kecamatan says of one row."""

    DIKONFIRMASI = "dikonfirmasi", "Dikonfirmasi"
    DIKEMBALIKAN = "dikembalikan", "Perlu diperbaiki"


class KeadaanBulan(TextChoices):
    """How one month stands in one village."""

    DIKONFIRMASI = "dikonfirmasi", "Dikonfirmasi"
    DITUTUP = "ditutup", "Ditutup kecamatan"
    MENUNGGU = "menunggu", "Menunggu konfirmasi"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    BELUM = "belum", "Belum diajukan"
    BERJALAN = "berjalan", "Bulan berjalan"


S = StatusLembar
DAPAT_DIISI = frozenset({S.DRAF, S.DIKEMBALIKAN})
BEKU = frozenset({S.DIKONFIRMASI, S.DITUTUP})
del S
TANDA = {  # the sign says it, the colour repeats it (sekilas.css)
    KeadaanBulan.DIKONFIRMASI: ("baik", "✓"),
    KeadaanBulan.DITUTUP: ("kosong", "■"),
    KeadaanBulan.MENUNGGU: ("perhatian", "…"),
    KeadaanBulan.DIKEMBALIKAN: ("buruk", "!"),
    KeadaanBulan.BELUM: ("buruk", "✕"),
    KeadaanBulan.BERJALAN: ("kosong", "○"),
}
