"""Reports in every state, of a month that is over. `LaporanFactory(status=...)` makes what the database demands."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from akun.tests.factories import PenggunaFactory
from desa.tests.factories import KecamatanFactory
from laporan.enums import StatusLaporan
from laporan.hitung import hitung
from laporan.models import Laporan
from naskah.enums.naskah import StatusNaskah
from naskah.tests.factories import NaskahFactory

MASA_LALU = "2025-10"
STATUS_NASKAH = {
    StatusLaporan.DIAJUKAN: StatusNaskah.DIAJUKAN,
    StatusLaporan.DIKEMBALIKAN: StatusNaskah.DIKEMBALIKAN,
    StatusLaporan.DISAHKAN: StatusNaskah.DISETUJUI,
    StatusLaporan.DICABUT: StatusNaskah.DICABUT,
}


class LaporanFactory(DjangoModelFactory):
    class Meta:
        model = Laporan

    kecamatan = factory.SubFactory(KecamatanFactory)
    periode = MASA_LALU
    status = StatusLaporan.DISUSUN
    hitungan = factory.LazyAttribute(lambda o: hitung(o.kecamatan, o.periode))
    dihitung = factory.LazyFunction(timezone.now)
    dibuat_oleh = factory.SubFactory(PenggunaFactory)
    naskah = factory.LazyAttribute(
        lambda o: (
            NaskahFactory(kecamatan=o.kecamatan, desa=None, jenis="laporan_camat", status=STATUS_NASKAH[o.status])
            if o.status in STATUS_NASKAH
            else None
        )
    )
