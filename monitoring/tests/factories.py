"""Monitoring in every state, with its instruments."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from akun.instrumen import StatusInstrumen
from monitoring import models


class FormulirMonitoringFactory(DjangoModelFactory):
    """Published, without rows; `butir=3` adds that many, `status="draf"` one that is still written."""

    class Meta:
        model = models.FormulirMonitoring
        skip_postgeneration_save = True

    kode = factory.Sequence(lambda n: f"U.{n}")
    judul = factory.LazyAttribute(lambda o: f"Format Monitoring Lapangan {o.bidang}")
    nomor_bidang = 1
    bidang = "Bidang Penyelenggaraan Pemerintahan"
    jenis_kegiatan = "Monitoring data/dokumen utama Desa"
    lokasi = "Kantor Desa (nama Desa)"
    pilihan = factory.LazyFunction(lambda: ["ADA", "TIDAK"])
    berlaku_sejak = datetime.date(2023, 12, 22)
    status = StatusInstrumen.TERBIT
    diterbitkan = factory.LazyAttribute(lambda o: None if o.status == StatusInstrumen.DRAF else timezone.now())
    alasan_ditarik = factory.LazyAttribute(lambda o: "Keliru." if o.status == StatusInstrumen.DITARIK else "")

    @factory.post_generation
    def butir(self, create, banyak, **_):
        for n in range(1, (banyak or 0) + 1):
            ButirMonitoringFactory(formulir=self, urut=n, nomor=str(n))


class ButirMonitoringFactory(DjangoModelFactory):
    class Meta:
        model = models.ButirMonitoring

    formulir = factory.SubFactory(FormulirMonitoringFactory)
    urut = factory.Sequence(lambda n: n + 1)
    nomor = factory.LazyAttribute(lambda o: str(o.urut))
    teks = factory.LazyAttribute(lambda o: f"Dokumen ke-{o.urut}")
    positif = factory.LazyAttribute(lambda o: o.formulir.pilihan[0])

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        # Rows of a published form too: the lock on them (save) is for people.
        return model_class.objects.bulk_create([model_class(**kwargs)])[0]
