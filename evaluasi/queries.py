"""Reads that more than one place needs: who sees which team and which evaluation, which forms are in force."""

from datetime import date

from django.db.models import Q, QuerySet

from akun.enums import DESA, Peran
from akun.models import Pengguna
from desa.models import Desa, Kecamatan
from evaluasi.enums import StatusEvaluasi
from evaluasi.models import Evaluasi, FormulirEvaluasi, TimEvaluasi
from instrumen import FormulirQuerySet
from naskah.enums.naskah import TERBIT

BELUM_TERBACA_DESA = (StatusEvaluasi.RENCANA, StatusEvaluasi.DIBATALKAN)


def evaluasi_terlihat(pengguna: Pengguna) -> "QuerySet[Evaluasi]":
    """The evaluations this person may see: `evaluasi.lihat_evaluasi`, as a query for lists and comparisons."""
    penuh = Q(pk__in=[])
    for p in pengguna.penugasan_aktif:
        if p.peran == Peran.ADMIN:
            return Evaluasi.objects.all()
        if p.kecamatan_id:
            penuh |= Q(desa__kecamatan=p.kecamatan_id)
        elif p.kabupaten_id:
            penuh |= Q(desa__kecamatan__kabupaten=p.kabupaten_id)
    diterima = Q(status=StatusEvaluasi.SELESAI) | Q(status=StatusEvaluasi.DIGANTI, hasil_naskah__status__in=TERBIT)
    anggota = Q(tim__in=TimEvaluasi.objects.filter(anggota__pengguna=pengguna)) & ~Q(status__in=BELUM_TERBACA_DESA)
    return Evaluasi.objects.untuk(pengguna).filter(penuh | diterima | anggota)


def tim_terlihat(pengguna: Pengguna) -> "QuerySet[TimEvaluasi]":
    """The teams this person may see: `evaluasi.lihat_tim`. A village sees those that it formed itself."""
    tim = TimEvaluasi.objects.untuk(pengguna)
    return tim.filter(desa__isnull=False) if pengguna.peran <= DESA else tim


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
