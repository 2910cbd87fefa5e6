"""The words of official documents."""

from django.db.models import TextChoices


class StatusNaskah(TextChoices):
    DRAF = "draf", "Draf"
    DIAJUKAN = "diajukan", "Diajukan"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    DIVERIFIKASI = "diverifikasi", "Diverifikasi"
    DISETUJUI = "disetujui", "Disetujui"
    DITANDATANGANI = "ditandatangani", "Ditandatangani"
    DIDISTRIBUSIKAN = "didistribusikan", "Didistribusikan"
    DIARSIPKAN = "diarsipkan", "Diarsipkan"
    DICABUT = "dicabut", "Dicabut"
    DIGANTI = "diganti", "Diganti"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class CaraNomor(TextChoices):
    """How a number of the office's book was used up."""

    NASKAH = "naskah", "Naskah PERUT"
    TANGAN = "tangan", "Dikeluarkan di luar PERUT"
    PESAN = "pesan", "Dipesan"
    LEWAT = "lewat", "Dilewati"
    LOMPAT = "lompat", "Tercatat di buku kantor"  # a run of numbers that the paper book holds


class CaraTtd(TextChoices):
    """How a document is signed, chosen per kecamatan and fixed when the document is approved."""

    BASAH = "basah", "Tinta basah: dicetak, ditandatangani, dipindai"
    ELEKTRONIK = "elektronik", "Elektronik, sertifikat kantor sendiri (tidak tersertifikasi)"
    BSRE = "bsre", "Elektronik, sertifikat BSrE (tersertifikasi)"


class CaraPenanda(TextChoices):
    """How one person signed."""

    BASAH = "basah", "Tinta basah"
    ELEKTRONIK = "elektronik", "Tanda tangan elektronik"
    BSRE = "bsre", "Tanda tangan elektronik tersertifikasi (BSrE)"
    JARI = "jari", "Goresan jari di layar, disaksikan petugas"


class StatusPenanda(TextChoices):
    MENUNGGU = "menunggu", "Menunggu"
    DIPROSES = "diproses", "Sedang diproses"
    SELESAI = "selesai", "Sudah menandatangani"


class StatusPekerjaan(TextChoices):
    ANTRE = "antre", "Dalam antrean"
    SELESAI = "selesai", "Selesai"
    GAGAL = "gagal", "Gagal"


class StatusPindaian(TextChoices):
    MENUNGGU = "menunggu", "Menunggu pemeriksaan"
    DITERIMA = "diterima", "Sesuai dengan naskah"
    DITOLAK = "ditolak", "Ditolak"


S = StatusNaskah

DAPAT_DIUBAH = frozenset({S.DRAF, S.DIKEMBALIKAN, S.DIAJUKAN})
BERLAKU = frozenset({S.DISETUJUI, S.DITANDATANGANI, S.DIDISTRIBUSIKAN, S.DIARSIPKAN})
TERBIT = BERLAKU | {S.DICABUT, S.DIGANTI}  # numbered and frozen
del S
