"""The words of official documents, and their transition table."""

from django.db.models import TextChoices

from akun.enums import Peran
from dasar.alur import Transisi


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


class CaraTtd(TextChoices):
    """How a document is signed, chosen per kecamatan and fixed when the document is approved."""

    BASAH = "basah", "Tinta basah: dicetak, ditandatangani, dipindai"
    ELEKTRONIK = "elektronik", "Elektronik, sertifikat kantor sendiri (tidak tersertifikasi)"
    BSRE = "bsre", "Elektronik, sertifikat BSrE (tersertifikasi)"


class CaraPenanda(TextChoices):
    """How one person signed."""

    BASAH = "basah", "Tinta basah"
    ELEKTRONIK = "elektronik", "Tanda tangan elektronik tidak tersertifikasi"
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

# design.md, "A naskah goes …". Order: as the work goes. Without a role: a consequence of another act
# (the last signature, a replacement, the end of what the document was about), never a button.
TRANSISI_NASKAH = (
    Transisi(
        aksi="ajukan",
        label="Ajukan",
        dari=frozenset({S.DRAF, S.DIKEMBALIKAN}),
        ke=S.DIAJUKAN,
        peran=frozenset({Peran.PELAKSANA, Peran.VERIFIKATOR}),
        syarat="Isi naskah lengkap.",
    ),
    Transisi(
        aksi="verifikasi",
        label="Verifikasi",
        dari=frozenset({S.DIAJUKAN}),
        ke=S.DIVERIFIKASI,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Bukan orang yang mengajukannya.",
    ),
    Transisi(
        aksi="kembalikan",
        label="Kembalikan",
        dari=frozenset({S.DIAJUKAN, S.DIVERIFIKASI}),
        ke=S.DIKEMBALIKAN,
        peran=frozenset({Peran.VERIFIKATOR, Peran.CAMAT}),
        syarat="Alasan pengembalian.",
        alasan_wajib=True,
    ),
    Transisi(
        aksi="setujui",
        label="Setujui",
        dari=frozenset({S.DIAJUKAN, S.DIVERIFIKASI}),
        ke=S.DISETUJUI,
        peran=frozenset({Peran.CAMAT}),
        syarat="Sudah diverifikasi, bila jenis naskahnya mensyaratkan; kata sandi camat.",
    ),
    Transisi(
        aksi="tandatangani",
        label="Tanda tangan lengkap",
        dari=frozenset({S.DISETUJUI}),
        ke=S.DITANDATANGANI,
        peran=frozenset(),
        syarat="Semua penanda tangan sudah menandatangani menurut urutannya.",
    ),
    Transisi(
        aksi="distribusikan",
        label="Distribusikan",
        dari=frozenset({S.DITANDATANGANI}),
        ke=S.DIDISTRIBUSIKAN,
        peran=frozenset(),
        syarat="Terjadi sendiri setelah tanda tangan lengkap.",
    ),
    Transisi(
        aksi="arsipkan",
        label="Arsipkan",
        dari=frozenset({S.DIDISTRIBUSIKAN}),
        ke=S.DIARSIPKAN,
        peran=frozenset({Peran.VERIFIKATOR, Peran.PELAKSANA}),
        syarat="Terjadi sendiri setelah semua penerima menyatakan menerima.",
    ),
    Transisi(
        aksi="cabut",
        label="Cabut",
        dari=frozenset({S.DISETUJUI, S.DITANDATANGANI, S.DIDISTRIBUSIKAN, S.DIARSIPKAN}),
        ke=S.DICABUT,
        peran=frozenset({Peran.CAMAT}),
        syarat="Alasan pencabutan.",
        alasan_wajib=True,
    ),
    Transisi(
        aksi="ganti",
        label="Ganti",
        dari=frozenset({S.DISETUJUI, S.DITANDATANGANI, S.DIDISTRIBUSIKAN, S.DIARSIPKAN}),
        ke=S.DIGANTI,
        peran=frozenset(),
        syarat="Terjadi sendiri ketika naskah penggantinya disetujui.",
    ),
    Transisi(
        aksi="batalkan",
        label="Batalkan",
        dari=frozenset({S.DRAF, S.DIAJUKAN, S.DIKEMBALIKAN, S.DIVERIFIKASI}),
        ke=S.DIBATALKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Alasan pembatalan; belum disetujui.",
        alasan_wajib=True,
    ),
)

DAPAT_DIUBAH = frozenset({S.DRAF, S.DIKEMBALIKAN, S.DIAJUKAN})
BERLAKU = frozenset({S.DISETUJUI, S.DITANDATANGANI, S.DIDISTRIBUSIKAN, S.DIARSIPKAN})
TERBIT = BERLAKU | {S.DICABUT, S.DIGANTI}  # numbered and frozen
BERTANDA_TANGAN = frozenset({S.DITANDATANGANI, S.DIDISTRIBUSIKAN, S.DIARSIPKAN})
del S
