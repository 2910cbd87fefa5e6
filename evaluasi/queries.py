"""Reads that more than one place needs: who sees which team and which evaluation."""

from django.db.models import Q, QuerySet

from akun.enums import DESA, Peran
from akun.models import Pengguna
from desa.models import Desa, Kecamatan
from dokumen.enums.naskah import TERBIT
from evaluasi.enums import StatusEvaluasi
from evaluasi.models import Evaluasi, TimEvaluasi

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
