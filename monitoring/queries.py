"""Reads that several places of this room need."""

from datetime import date

from akun.instrumen import FormulirQuerySet
from desa.models import Kecamatan
from monitoring.models import FormulirMonitoring


def formulir_berlaku(kecamatan: Kecamatan, pada: date | None = None) -> FormulirQuerySet:
    """The newest published version of each form that this office may begin new work with, ordered by bidang.

    The office's own forms stand beside the general ones. `pada`: a day, else today in the kecamatan.
    """
    return FormulirMonitoring.objects.berlaku(kecamatan, pada)
