import uuid
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from akun.tests.factories import PenggunaFactory
from desa.tests.factories import DesaFactory
from klinik.enums import StatusPertanyaan
from klinik.models import Artikel, Pertanyaan, Pesan, RiwayatPertanyaan, Topik, VersiArtikel


class TopikFactory(DjangoModelFactory):
    class Meta:
        model = Topik
        django_get_or_create = ("kode",)

    kode = "administrasi-keuangan"
    nama = "Administrasi keuangan"


class PertanyaanFactory(DjangoModelFactory):
    """As it stands after the steps that lead to its status; with the question as its first message."""

    class Meta:
        model = Pertanyaan
        skip_postgeneration_save = True

    kiriman = factory.LazyFunction(uuid.uuid4)
    desa = factory.SubFactory(DesaFactory)
    topik = factory.SubFactory(TopikFactory)
    judul = "Kapan buku kas umum ditutup?"
    status = StatusPertanyaan.DIAJUKAN
    ditanya_oleh = factory.SubFactory(PenggunaFactory)
    menunggu_sejak = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def percakapan(self: Any, create: bool, _isi: Any, **_lain: Any) -> None:
        if create:
            Pesan.objects.create(
                pertanyaan=self, dari_desa=True, isi="Akhir bulan jatuh pada libur.", oleh=self.ditanya_oleh
            )
            RiwayatPertanyaan.objects.create(
                pertanyaan=self, aksi="ajukan", dari="draf", ke="diajukan", oleh=self.ditanya_oleh
            )


def artikel_buat(kecamatan: Any, oleh: Any, **isi: Any) -> Artikel:
    isi = {
        "judul": "Menutup buku kas umum",
        "isi": "Buku kas umum ditutup setiap akhir bulan.",
        "dasar": "Permendagri 20/2018 Pasal 63",
        "topik": TopikFactory(),
    } | isi
    artikel = Artikel.objects.create(kecamatan=kecamatan, versi=1, **isi)
    teks = {k: isi[k] for k in ("judul", "isi", "dasar", "topik")}
    VersiArtikel.objects.create(artikel=artikel, urut=1, oleh=oleh, **teks)
    return artikel
