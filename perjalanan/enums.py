from django.db.models import TextChoices

from akun.enums import DESA, SEMUA


class StatusPerjalanan(TextChoices):
    DRAF = "draf", "Draf"
    DIAJUKAN = "diajukan", "Menunggu telaahan"
    DITELAAH = "ditelaah", "Menunggu camat"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan ke desa"
    DISETUJUI = "disetujui", "Surat perintah terbit"
    DILAPORKAN = "dilaporkan", "Dilaporkan"
    DITOLAK = "ditolak", "Tidak disetujui"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
    DICABUT = "dicabut", "Surat perintah dicabut"
    DIGANTI = "diganti", "Diganti perintah baru"


DAPAT_DIUBAH = frozenset({StatusPerjalanan.DRAF, StatusPerjalanan.DIKEMBALIKAN})
DIPUTUS = frozenset({StatusPerjalanan.DIAJUKAN, StatusPerjalanan.DITELAAH})  # the office's turn
TERBIT = frozenset({StatusPerjalanan.DISETUJUI, StatusPerjalanan.DILAPORKAN})
# Of these days somebody may be away: what another trip of the same person is compared with.
BERJALAN = DIPUTUS | TERBIT
# What a new request may be begun from: other days, or what was refused, called off or withdrawn.
DAPAT_DISALIN = frozenset(
    {
        StatusPerjalanan.DISETUJUI,
        StatusPerjalanan.DITOLAK,
        StatusPerjalanan.DIBATALKAN,
        StatusPerjalanan.DICABUT,
    }
)
BUKAN_DESA = SEMUA - DESA  # who does not see what a village is still writing


class Keperluan(TextChoices):
    """Why somebody travels. Koordinasi asks for a telaahan where the rules of the kabupaten say so."""

    UNDANGAN = "undangan", "Memenuhi undangan"
    PELATIHAN = "pelatihan", "Pelatihan atau bimbingan teknis"
    KOORDINASI = "koordinasi", "Koordinasi"
    LAINNYA = "lainnya", "Lainnya"


class Rekomendasi(TextChoices):
    """What the telaahan of the office comes to. The camat decides."""

    TERBITKAN = "terbitkan", "Dapat diterbitkan"
    BERCATATAN = "bercatatan", "Dapat diterbitkan, dengan catatan"
    JANGAN = "jangan", "Tidak dianjurkan"
