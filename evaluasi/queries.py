"""Reads that several places of this room need."""

from datetime import date

from akun.instrumen import FormulirQuerySet
from desa.models import Kecamatan
from evaluasi.models import Aspek, FormulirEvaluasi, TingkatAspek


def formulir_berlaku(kecamatan: Kecamatan, pada: date | None = None) -> FormulirQuerySet:
    """The newest published version of each form that this office may begin new work with, ordered by bidang.

    The office's own forms stand beside the general ones. `pada`: a day, else today in the kecamatan.
    """
    return FormulirEvaluasi.objects.berlaku(kecamatan, pada)


def aspek_bertingkat(formulir: FormulirEvaluasi) -> list[tuple[Aspek, list[tuple[str, TingkatAspek]]]]:
    """The aspects in order, each with its levels from best to worst and the name that the scale gives them."""
    nama = {t["huruf"]: t["nilai"] for t in formulir.skala}
    return [
        (aspek, [(nama.get(t.huruf, ""), t) for t in aspek.tingkat.all()])
        for aspek in formulir.aspek.order_by("urut").prefetch_related("tingkat")
    ]
