"""What is found of the sheets: by village, by pendamping, or what was written."""

from django.db.models import Q, QuerySet
from django.utils.formats import date_format

from akun.models import Pengguna
from dasar.pencarian import Hasil, Sumber, memuat
from pendamping.models import IsianPendamping, Lembar


def lembar_memuat(teks: str) -> Q:
    """Every word in one of these, or in what was written of one duty."""

    def isian(kata: str) -> Q:
        return Q(pk__in=IsianPendamping.objects.filter(uraian__icontains=kata).values("lembar"))

    return memuat(teks, "desa__nama", "pendamping__nama", "catatan", tahun="bulan__year", lain=isian)


def _cari(pengguna: Pengguna, teks: str) -> "QuerySet[Lembar]":
    semua = Lembar.objects.untuk(pengguna).filter(lembar_memuat(teks))
    return semua.select_related("desa", "pendamping").defer("beku").order_by("-bulan", "-pk")


def _hasil(lembar: Lembar) -> Hasil:
    return Hasil(
        f"{lembar}, {lembar.pendamping}",
        lembar.get_absolute_url(),
        desa=str(lembar.desa),
        tahun=str(lembar.bulan.year),
        benda=lembar,
        teks=(("Bulan", date_format(lembar.bulan, "F Y")), ("Kendala dan rencana", lembar.catatan)),
    )


SUMBER = (Sumber("Lembar pendamping", "person-lines-fill", "pendamping:lembar-daftar", _cari, _hasil),)
