"""Reads that several places of this room need."""

from datetime import date
from typing import Any

from akun.instrumen import FormulirQuerySet
from desa.models import Kecamatan
from monitoring.models import ButirMonitoring, FormulirMonitoring


def formulir_berlaku(kecamatan: Kecamatan, pada: date | None = None) -> FormulirQuerySet:
    """The newest published version of each form that this office may begin new work with, ordered by bidang.

    The office's own forms stand beside the general ones. `pada`: a day, else today in the kecamatan.
    """
    return FormulirMonitoring.objects.berlaku(kecamatan, pada)


def bagian_berbutir(formulir: FormulirMonitoring) -> list[tuple[dict[str, Any] | None, list[ButirMonitoring]]]:
    """The rows under their parts, in order; those of a form without parts, or not yet placed, under None."""
    butir = list(formulir.butir.order_by("urut"))
    bagian = {b["kode"]: b for b in formulir.bagian}
    kelompok = [(b, [x for x in butir if x.bagian == kode]) for kode, b in bagian.items()]
    lepas = [x for x in butir if x.bagian not in bagian]
    return [*kelompok, (None, lepas)] if lepas else kelompok
