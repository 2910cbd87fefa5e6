from django.db.models import TextChoices


class Status(TextChoices):
    MENUNGGU = "menunggu", "Menunggu"
    DIKERJAKAN = "dikerjakan", "Sedang dikerjakan"
    SELESAI = "selesai", "Selesai"
    GAGAL = "gagal", "Gagal"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class Antrean(TextChoices):
    """One queue per concern, so that a thousand mails do not keep a signature waiting."""

    UMUM = "umum", "Umum"
    TTE = "tte", "Tanda tangan"
    PDF = "pdf", "PDF"
    SUREL = "surel", "Surel"
    PINDAI = "pindai", "Pemindaian dan pratinjau berkas"
    IMPOR_EKSPOR = "impor_ekspor", "Impor dan ekspor"


TERBUKA = (Status.MENUNGGU, Status.DIKERJAKAN, Status.GAGAL)  # what is not yet over
DIURUS = (*TERBUKA, Status.DIBATALKAN)  # where no sweep adds another


def antrean_celery(utama: str) -> dict[str, str]:
    """Each queue's name at the broker. `utama` is the default one's; the others are named after it."""
    return {a: utama if a == Antrean.UMUM else f"{utama}.{a}" for a in Antrean.values}
