from django.db.models import TextChoices

from akun.enums import DESA, Peran


class StatusPertanyaan(TextChoices):
    DRAF = "draf", "Draf"  # within the act of asking only
    DIAJUKAN = "diajukan", "Menunggu jawaban"
    DITERUSKAN = "diteruskan", "Diteruskan"
    DIJAWAB = "dijawab", "Dijawab"
    DITUTUP = "ditutup", "Ditutup"


MENUNGGU = frozenset({StatusPertanyaan.DIAJUKAN, StatusPertanyaan.DITERUSKAN})  # the kecamatan's turn
BERJALAN = MENUNGGU | {StatusPertanyaan.DIJAWAB}


class StatusArtikel(TextChoices):
    TERBIT = "terbit", "Terbit"
    DITARIK = "ditarik", "Ditarik"


PENANYA = DESA
# Who answers for the office. A pendamping reads, as they read everything there.
PENJAWAB = frozenset({Peran.PELAKSANA, Peran.VERIFIKATOR, Peran.CAMAT})
PENULIS = frozenset({Peran.PELAKSANA, Peran.VERIFIKATOR})
PENARIK = frozenset({Peran.VERIFIKATOR, Peran.CAMAT})
PENGATUR_TOPIK = frozenset({Peran.VERIFIKATOR})
