"""Roles and the level of government at which each is held."""

from django.db.models import TextChoices


class Peran(TextChoices):
    ADMIN = "admin", "Admin"
    CAMAT = "camat", "Camat"
    VERIFIKATOR = "verifikator", "Verifikator"
    PELAKSANA = "pelaksana", "Pelaksana"
    PENDAMPING = "pendamping", "Pendamping"
    KEPALA_DESA = "kepala_desa", "Kepala Desa"
    SEKRETARIS_DESA = "sekretaris_desa", "Sekretaris Desa"
    PEMANTAU_KABUPATEN = "pemantau_kabupaten", "Pemantau Kabupaten"


class Tingkat(TextChoices):
    INSTALASI = "instalasi", "Seluruh instalasi"
    KABUPATEN = "kabupaten", "Kabupaten/kota"
    KECAMATAN = "kecamatan", "Kecamatan"
    DESA = "desa", "Desa"


TINGKAT_PERAN: dict[Peran, Tingkat] = {
    Peran.ADMIN: Tingkat.INSTALASI,
    Peran.CAMAT: Tingkat.KECAMATAN,
    Peran.VERIFIKATOR: Tingkat.KECAMATAN,
    Peran.PELAKSANA: Tingkat.KECAMATAN,
    Peran.PENDAMPING: Tingkat.KECAMATAN,
    Peran.KEPALA_DESA: Tingkat.DESA,
    Peran.SEKRETARIS_DESA: Tingkat.DESA,
    Peran.PEMANTAU_KABUPATEN: Tingkat.KABUPATEN,
}

KECAMATAN = frozenset({Peran.CAMAT, Peran.VERIFIKATOR, Peran.PELAKSANA, Peran.PENDAMPING})
DESA = frozenset({Peran.KEPALA_DESA, Peran.SEKRETARIS_DESA})
SEMUA = frozenset(Peran)
