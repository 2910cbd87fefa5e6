"""The words of an instrument."""

from django.db.models import TextChoices

from akun.enums import Peran


class StatusInstrumen(TextChoices):
    DRAF = "draf", "Draf"
    TERBIT = "terbit", "Berlaku"
    DITARIK = "ditarik", "Ditarik"


PENGELOLA_FORMULIR = frozenset({Peran.ADMIN, Peran.VERIFIKATOR})  # the general forms; an office's own
