"""Roles and the level of government at which each is held."""

from django.db.models import TextChoices


class Peran(TextChoices):
    ADMIN = "admin", "Admin"
    ADMIN_KABUPATEN = "admin_kabupaten", "Admin Kabupaten"
    CAMAT = "camat", "Camat"
    VERIFIKATOR = "verifikator", "Verifikator"
    PELAKSANA = "pelaksana", "Pelaksana"
    PENDAMPING = "pendamping", "Pendamping"
    KEPALA_DESA = "kepala_desa", "Kepala Desa"
    SEKRETARIS_DESA = "sekretaris_desa", "Sekretaris Desa"
    PENYUSUN_DESA = "penyusun_desa", "Penyusun APB Desa"
    PEMANTAU_KABUPATEN = "pemantau_kabupaten", "Pemantau Kabupaten"


class CaraUndangan(TextChoices):
    SUREL = "surel", "Lewat surel"
    CETAK = "cetak", "Lembar cetak"


class Tingkat(TextChoices):
    INSTALASI = "instalasi", "Seluruh instalasi"
    KABUPATEN = "kabupaten", "Kabupaten/kota"
    KECAMATAN = "kecamatan", "Kecamatan"
    DESA = "desa", "Desa"


TINGKAT_PERAN: dict[Peran, Tingkat] = {
    Peran.ADMIN: Tingkat.INSTALASI,
    Peran.ADMIN_KABUPATEN: Tingkat.KABUPATEN,
    Peran.CAMAT: Tingkat.KECAMATAN,
    Peran.VERIFIKATOR: Tingkat.KECAMATAN,
    Peran.PELAKSANA: Tingkat.KECAMATAN,
    Peran.PENDAMPING: Tingkat.KECAMATAN,
    Peran.KEPALA_DESA: Tingkat.DESA,
    Peran.SEKRETARIS_DESA: Tingkat.DESA,
    Peran.PENYUSUN_DESA: Tingkat.DESA,
    Peran.PEMANTAU_KABUPATEN: Tingkat.KABUPATEN,
}

KECAMATAN = frozenset({Peran.CAMAT, Peran.VERIFIKATOR, Peran.PELAKSANA, Peran.PENDAMPING})
# Who speaks for a village: hands in, answers, acknowledges. The kaur and kasi beside them enter what is handed in.
WAKIL_DESA = frozenset({Peran.KEPALA_DESA, Peran.SEKRETARIS_DESA})
DESA = WAKIL_DESA | {Peran.PENYUSUN_DESA}
# Who sees the work itself. An admin_kabupaten looks after regions, people, rule sets and catalogues: of what is written
# in them nothing is theirs to read. Whoever asks for a role by name gets it all the same.
SEMUA = frozenset(Peran) - {Peran.ADMIN_KABUPATEN}
# Whose word somebody else relies on: signs as a post (camat, kepala desa), decides on what others did, or vouches for
# others as a second person. Given by one person alone they give nothing yet: docs/keputusan/0069. A pelaksana signs
# what he did himself, in his own name.
MEMUTUSKAN = frozenset({Peran.ADMIN, Peran.ADMIN_KABUPATEN, Peran.CAMAT, Peran.VERIFIKATOR, Peran.KEPALA_DESA})
PENGELOLA = frozenset({Peran.ADMIN, Peran.ADMIN_KABUPATEN})
