"""Visits as evidence of what a pendamping did in a village (pendamping/rujukan.py)."""

from datetime import date

from django.urls import reverse

from akun.models import Pengguna
from desa.models import Desa
from pendamping.rujukan import Rujukan, daftarkan
from perut.enums import BERJALAN, StatusKunjungan
from perut.models import Kunjungan


def _calon(desa: Desa, awal: date, akhir: date, pengguna: Pengguna) -> list[tuple[str, str]]:
    """Those that took place in these days, the first of them first."""
    berlangsung = BERJALAN | {StatusKunjungan.DISAHKAN}
    semua = Kunjungan.objects.untuk(pengguna).filter(desa=desa, tanggal__range=(awal, akhir), status__in=berlangsung)
    return [(str(k.pk), str(k)) for k in semua.select_related("desa").order_by("tanggal", "pk")]


daftarkan(Rujukan("kunjungan", "Kunjungan", _calon, lambda kunci: reverse("perut:kunjungan-rinci", args=[int(kunci)])))
