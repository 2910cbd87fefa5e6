"""Evaluations in every state, with their teams and instruments."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from akun.instrumen import StatusInstrumen
from evaluasi import acuan, models
from evaluasi.enums import Huruf


class FormulirEvaluasiFactory(DjangoModelFactory):
    """Published, without aspects; `aspek=3` adds that many with five levels, `status="draf"` one still written."""

    class Meta:
        model = models.FormulirEvaluasi
        skip_postgeneration_save = True

    kode = factory.Sequence(lambda n: f"U.{n}")
    judul = factory.LazyAttribute(lambda o: f"Format Evaluasi {o.bidang}")
    nomor_bidang = 1
    bidang = "Bidang Penyelenggaraan Pemerintahan"
    jenis_kegiatan = "Evaluasi pengelolaan keuangan Desa"
    lokasi = "Kantor Desa (nama Desa)"
    skala = factory.LazyFunction(lambda: acuan.skala(acuan.terbaru()))
    berlaku_sejak = datetime.date(2023, 12, 22)
    status = StatusInstrumen.TERBIT
    diterbitkan = factory.LazyAttribute(lambda o: None if o.status == StatusInstrumen.DRAF else timezone.now())
    alasan_ditarik = factory.LazyAttribute(lambda o: "Keliru." if o.status == StatusInstrumen.DITARIK else "")

    @factory.post_generation
    def aspek(self, create, banyak, **_):
        for n in range(1, (banyak or 0) + 1):
            AspekFactory(formulir=self, urut=n, nomor=str(n))


class AspekFactory(DjangoModelFactory):
    """An aspect with its five levels."""

    class Meta:
        model = models.Aspek

    formulir = factory.SubFactory(FormulirEvaluasiFactory)
    urut = factory.Sequence(lambda n: n + 1)
    nomor = factory.LazyAttribute(lambda o: str(o.urut))
    teks = factory.LazyAttribute(lambda o: f"Aspek ke-{o.urut}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        # Rows of a published form too: the lock on them (save) is for people.
        (aspek,) = model_class.objects.bulk_create([model_class(**kwargs)])
        models.TingkatAspek.objects.bulk_create(
            models.TingkatAspek(aspek=aspek, huruf=h, teks=f"{aspek.teks}, {h.label.lower()}") for h in Huruf
        )
        return aspek
