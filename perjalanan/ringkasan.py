"""What the page of a village says of the journeys of its officials."""

from django.db.models import Q
from django.urls import reverse

from akun.models import Pengguna
from dasar.waktu import hari_ini
from desa.models import Desa
from desa.ringkasan import Ringkas
from perjalanan.enums import DIPUTUS, TERBIT
from perjalanan.models import Perjalanan


def ringkas_desa(pembaca: Pengguna, desa: Desa) -> list[Ringkas]:
    """How many were ordered this year, and how many wait; nothing where there are none."""
    tahun = hari_ini(desa).year
    milik = Perjalanan.objects.untuk(pembaca).filter(desa=desa)
    terbit = milik.filter(Q(mulai__year=tahun) | Q(selesai__year=tahun), status__in=TERBIT).count()
    menunggu = milik.filter(status__in=DIPUTUS).count()
    isi = [f"{terbit} tahun ini"] if terbit else []
    isi += [f"{menunggu} menunggu keputusan"] if menunggu else []
    url = f"{reverse('perjalanan:perjalanan-daftar')}?desa={desa.pk}"
    return [Ringkas("Perjalanan dinas", ", ".join(isi), url)] if isi else []
