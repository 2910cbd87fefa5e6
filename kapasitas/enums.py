from django.db.models import IntegerChoices, TextChoices

from akun.enums import KECAMATAN, WAKIL_DESA, Peran
from desa.enums import JabatanPerangkat

PEMBACA = KECAMATAN | {Peran.ADMIN, Peran.PEMANTAU_KABUPATEN}  # who reads a whole kecamatan
PENILAI = frozenset({Peran.PELAKSANA, Peran.VERIFIKATOR})
PENGATUR = frozenset({Peran.CAMAT, Peran.VERIFIKATOR})
PEMBERI_TANGGAPAN = WAKIL_DESA | {Peran.PENYUSUN_DESA}
# Who is assessed and counted. A staf has no row in the reference data, and a member of the BPD is no perangkat.
DINILAI = tuple(j for j in JabatanPerangkat if j != JabatanPerangkat.STAF)
SASARAN_BAWAAN = 80  # per cent; Plt. Camat Awayan, 2026 (SUMBER_SASARAN)
SUMBER_SASARAN = "Sasaran Plt. Camat Awayan bagi PERUT 2026 (berita MC Balangan, 13 Januari 2026)"


class Tingkat(IntegerChoices):
    """In their order: each includes the ones before it."""

    BELUM = 0, "Belum"
    DASAR = 1, "Dasar"
    MAMPU = 2, "Mampu"
    MAHIR = 3, "Mahir"


class Sifat(TextChoices):
    WAJIB = "wajib", "Wajib"
    PENDUKUNG = "pendukung", "Pendukung"


class StatusPenilaian(TextChoices):
    DRAF = "draf", "Draf"
    DITETAPKAN = "ditetapkan", "Ditetapkan"
    DIKOREKSI = "dikoreksi", "Sudah dikoreksi"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


RESMI = frozenset({StatusPenilaian.DITETAPKAN, StatusPenilaian.DIKOREKSI})  # what the village may read


class Keadaan(TextChoices):
    """How an official stands in the post held today."""

    MAMPU = "mampu", "Mampu"
    BELUM_MAMPU = "belum_mampu", "Belum mampu"
    BELUM_DINILAI = "belum_dinilai", "Belum dinilai"


LENCANA = {Keadaan.MAMPU: "hijau", Keadaan.BELUM_MAMPU: "kuning", Keadaan.BELUM_DINILAI: "netral"}
LENCANA_TINGKAT = {Tingkat.BELUM: "merah", Tingkat.DASAR: "kuning", Tingkat.MAMPU: "hijau", Tingkat.MAHIR: "toska"}


def sebutan_ke(ke: int) -> str:
    """The first one in a post is before the accompaniment, the second one after it."""
    return {1: "Sebelum pendampingan", 2: "Sesudah pendampingan"}.get(ke, f"Penilaian ke-{ke}")
