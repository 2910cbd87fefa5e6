"""What the pages of findings read. Public to the rooms above: every query is scoped by `Temuan.objects.untuk`."""

from django.db.models import Prefetch, QuerySet

from akun.enums import DESA
from akun.models import Pengguna
from tindaklanjut.models import BuktiJawaban, Temuan, TindakLanjut


def tindak_lanjut_terlihat(pengguna: Pengguna, temuan: Temuan) -> "QuerySet[TindakLanjut]":
    """The answers, the oldest first, each with its evidence; what an officer writes at a visit only once its record
    is approved, for those who only work in the village."""
    bukti = BuktiJawaban.objects.select_related("versi__berkas")
    semua = temuan.tindak_lanjut.select_related("diubah_oleh").prefetch_related(Prefetch("bukti", bukti))
    return semua.filter(resmi=True) if pengguna.peran_di(temuan.desa) <= DESA else semua
