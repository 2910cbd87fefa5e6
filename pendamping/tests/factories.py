"""Placements and sheets in every state. `LembarFactory(status=...)` makes what the database demands of it."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from desa.tests.factories import DesaFactory
from pendamping import models
from pendamping.acuan import himpunan_berlaku
from pendamping.enums import BEKU, StatusLembar
from pendamping.isi import isi_kini
from pendamping.services.isian import id_isian

BULAN = datetime.date(2026, 5, 1)


class PenempatanFactory(DjangoModelFactory):
    class Meta:
        model = models.Penempatan
        skip_postgeneration_save = True

    kecamatan = factory.LazyAttribute(lambda o: DesaFactory().kecamatan)
    pengguna = factory.LazyAttribute(lambda o: pengguna_berperan(Peran.PENDAMPING, o.kecamatan.desa.first()))
    jenis = "PLD"
    mulai = datetime.date(2026, 1, 1)

    @factory.post_generation
    def desa(self, create, nilai, **_):
        if create and nilai:
            self.desa.set(nilai)


class LembarFactory(DjangoModelFactory):
    class Meta:
        model = models.Lembar

    desa = factory.SubFactory(DesaFactory)
    pendamping = factory.LazyAttribute(lambda o: pengguna_berperan(Peran.PENDAMPING, o.desa))
    jenis = "PLD"
    bulan = BULAN
    himpunan = factory.LazyAttribute(lambda o: himpunan_berlaku(o.bulan).kode)
    status = StatusLembar.DRAF
    diajukan_pada = factory.LazyAttribute(lambda o: None if o.status == StatusLembar.DRAF else timezone.now())
    beku = factory.LazyAttribute(
        lambda o: {"daftar": "Daftar uji", "sumber": "Uji", "kelompok": [], "catatan": ""} if o.status in BEKU else None
    )


def isian_buat(lembar, kode, **isi):
    """One row of the sheet, as its owner filled it in."""
    baris = {"keadaan": "dikerjakan", "uraian": "Mendampingi musyawarah desa.", "versi": 1}
    return models.IsianPendamping.objects.create(
        pk=id_isian(lembar.pk, kode), lembar=lembar, kode=kode, diubah_oleh=lembar.pendamping, **baris | isi
    )


def bekukan(lembar):
    lembar.beku = isi_kini(lembar).beku()
    lembar.save(update_fields=["beku"])
