"""The words of an instrument."""

from django.db.models import TextChoices

from akun.enums import PENGELOLA, Peran


class StatusInstrumen(TextChoices):
    DRAF = "draf", "Draf"
    TERBIT = "terbit", "Berlaku"
    DITARIK = "ditarik", "Ditarik"


# The general forms; those of the offices of a kabupaten; an office's own.
PENGELOLA_FORMULIR = PENGELOLA | {Peran.VERIFIKATOR}
