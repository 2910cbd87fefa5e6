"""Reads that more than one place needs: who manages which kecamatan, which forms are in force."""

from datetime import date

from django.db.models import QuerySet

from akun.enums import Peran
from akun.models import Pengguna
from desa.models import Desa, Kecamatan
from evaluasi.models import FormulirEvaluasi
from instrumen import FormulirQuerySet


def kecamatan_kelolaan(pengguna: Pengguna) -> "QuerySet[Kecamatan]":
    """The kecamatan whose teams and evaluations this person manages (`evaluasi.kelola_evaluasi`)."""
    return Kecamatan.objects.filter(
        pk__in=[p.kecamatan_id for p in pengguna.penugasan_aktif if p.peran == Peran.VERIFIKATOR]
    )


def desa_kelolaan(pengguna: Pengguna) -> "QuerySet[Desa]":
    return Desa.objects.filter(kecamatan__in=kecamatan_kelolaan(pengguna))


def formulir_berlaku(kecamatan: Kecamatan, pada: date | None = None) -> FormulirQuerySet:
    """The newest published version of each form that this office may begin new work with, ordered by bidang.

    The office's own forms stand beside the general ones. `pada`: a day, else today in the kecamatan.
    """
    return FormulirEvaluasi.objects.berlaku(kecamatan, pada)


def formulir_pilihan(kecamatan: "QuerySet[Kecamatan]") -> FormulirQuerySet:
    """What any of these kecamatan may begin new work with; which of them it is decides the desa."""
    pk = [f.pk for k in kecamatan for f in formulir_berlaku(k)]
    return FormulirEvaluasi.objects.filter(pk__in=pk)
