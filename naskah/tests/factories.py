"""Documents of any kind and status."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from akun.tests.factories import PenggunaFactory
from desa.tests.factories import KecamatanFactory
from naskah.enums.naskah import TERBIT, CaraTtd, StatusNaskah
from naskah.models import Naskah


class NaskahFactory(DjangoModelFactory):
    """Approved and numbered; with `status="diajukan"` and the like, not yet."""

    class Meta:
        model = Naskah

    class Params:
        terbit = factory.LazyAttribute(lambda o: o.status in TERBIT)

    jenis = "surat_tugas_perut"
    kecamatan = factory.SubFactory(KecamatanFactory)
    status = StatusNaskah.DISETUJUI
    tahun = 2026
    urut = factory.Maybe("terbit", factory.Sequence(lambda n: 1000 + n), None)
    nomor = factory.LazyAttribute(lambda o: f"400.10.2/{o.urut}/UJI/{o.tahun}" if o.terbit else "")
    tanggal = datetime.date(2026, 5, 4)
    disetujui = factory.LazyAttribute(lambda o: timezone.now() if o.terbit else None)
    cara_ttd = factory.LazyAttribute(lambda o: CaraTtd.BASAH if o.terbit else "")
    perihal = "Pendampingan Rutin"
    isi = factory.Dict({})
    dibuat_oleh = factory.SubFactory(PenggunaFactory)
