from django.db.models import TextChoices

from akun.enums import KECAMATAN, Peran

PEMBACA_TABEL = KECAMATAN | {Peran.ADMIN, Peran.PEMANTAU_KABUPATEN}
PENGATUR = frozenset({Peran.CAMAT, Peran.VERIFIKATOR})
PENCATAT = frozenset({Peran.PELAKSANA, Peran.VERIFIKATOR})
PENCATAT_KEJADIAN = PENCATAT | {Peran.SEKRETARIS_DESA}


class CaraMinggu(TextChoices):
    """kewajiban.aturan.AkhirMinggu, for people."""

    TANGGAL = "tanggal", "Setiap tujuh hari: tanggal 7, 14, 21, 28"
    KALENDER = "kalender", "Hari Minggu pada kalender"


class JenisKabar(TextChoices):
    DEKAT = "dekat", "Segera jatuh tempo"
    TERLAMBAT = "terlambat", "Terlambat"


class Keadaan(TextChoices):
    """How a duty stands on a day."""

    TEPAT = "tepat", "Tepat waktu"
    DIPENUHI_LEWAT = "dipenuhi_lewat", "Dipenuhi terlambat"
    MENUNGGU = "menunggu", "Menunggu diperiksa"
    TERLAMBAT = "terlambat", "Terlambat"
    TAK_DIKETAHUI = "tak_diketahui", "Belum diketahui"
    BELUM = "belum", "Belum jatuh tempo"


DIPENUHI = frozenset({Keadaan.TEPAT, Keadaan.DIPENUHI_LEWAT})
TANDA = {  # the sign says it, the colour repeats it (sekilas.css)
    Keadaan.TEPAT: ("baik", "✓"),
    Keadaan.DIPENUHI_LEWAT: ("perhatian", "±"),
    Keadaan.MENUNGGU: ("perhatian", "…"),
    Keadaan.TERLAMBAT: ("buruk", "!"),
    Keadaan.TAK_DIKETAHUI: ("kosong", "?"),
    Keadaan.BELUM: ("kosong", "–"),
}
LENCANA = {
    Keadaan.TEPAT: "hijau",
    Keadaan.DIPENUHI_LEWAT: "kuning",
    Keadaan.MENUNGGU: "biru",
    Keadaan.TERLAMBAT: "merah",
    Keadaan.TAK_DIKETAHUI: "netral",
    Keadaan.BELUM: "netral",
}
