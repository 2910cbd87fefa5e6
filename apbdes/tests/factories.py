"""Budgets in every state. `VersiApbdesFactory(status=...)` makes what the database demands of it."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from akun.tests.factories import PenggunaFactory
from apbdes import models
from apbdes.anggaran import Anggaran
from apbdes.enums import DIPUTUS, HasilEvaluasi, JenisVersi, StatusPerangkat, StatusVersi
from apbdes.services.simpan import anggaran_simpan_baris
from apbdes.tests.contoh_aturan import isi_contoh
from desa.tests.factories import DesaFactory
from instrumen import StatusInstrumen

DIAJUKAN = frozenset(StatusVersi.values) - {StatusVersi.DISUSUN, StatusVersi.DIBATALKAN}
DITERIMA = DIAJUKAN - {StatusVersi.DIAJUKAN}
DICABUT = StatusVersi.DICABUT
BERHASIL = {StatusVersi.DIUSULKAN, StatusVersi.SESUAI, StatusVersi.PERLU_DIPERBAIKI, DICABUT, StatusVersi.DITETAPKAN}
SAAT = datetime.datetime(2024, 1, 10, 2, tzinfo=datetime.UTC)


class ApbdesFactory(DjangoModelFactory):
    class Meta:
        model = models.Apbdes
        django_get_or_create = ["desa", "tahun"]

    desa = factory.SubFactory(DesaFactory)
    tahun = 2024


class VersiApbdesFactory(DjangoModelFactory):
    """`VersiApbdesFactory(isi=utuh())` stores the rows of that budget in memory; `desa=` and `tahun=` place it."""

    class Meta:
        model = models.VersiApbdes
        skip_postgeneration_save = True

    class Params:
        desa = factory.SubFactory(DesaFactory)
        tahun = 2024

    apbdes = factory.LazyAttribute(lambda o: ApbdesFactory(desa=o.desa, tahun=o.tahun))
    jenis = factory.LazyAttribute(lambda o: JenisVersi.PERUBAHAN if o.perubahan_ke else JenisVersi.MURNI)
    perubahan_ke = 0
    perbaikan_ke = 0
    status = StatusVersi.DISUSUN
    dibuat_oleh = factory.SubFactory(PenggunaFactory)
    diajukan = factory.LazyAttribute(lambda o: SAAT if o.status in DIAJUKAN else None)
    diterima = factory.LazyAttribute(lambda o: SAAT if o.status in DITERIMA else None)
    batas_evaluasi = factory.LazyAttribute(lambda o: datetime.date(2024, 2, 7) if o.status in DITERIMA else None)
    diputus = factory.LazyAttribute(lambda o: timezone.now() if o.status in DIPUTUS | {DICABUT} else None)
    hasil = factory.LazyAttribute(
        lambda o: (
            HasilEvaluasi.PERLU_DIPERBAIKI
            if o.status == StatusVersi.PERLU_DIPERBAIKI
            else HasilEvaluasi.SESUAI
            if o.status in BERHASIL
            else ""
        )
    )
    beku = factory.LazyAttribute(lambda o: {"perangkat": []} if o.status in BERHASIL else None)
    perdes_nomor = factory.LazyAttribute(lambda o: "1 Tahun 2024" if o.status == StatusVersi.DITETAPKAN else "")
    perdes_tanggal = factory.LazyAttribute(
        lambda o: datetime.date(2024, 2, 1) if o.status == StatusVersi.DITETAPKAN else None
    )

    @factory.post_generation
    def isi(self, create, nilai: Anggaran | None, **_):
        if create and nilai is not None:
            anggaran_simpan_baris(versi=self, anggaran=nilai, oleh=self.dibuat_oleh)
            self.save()


class PerangkatAturanFactory(DjangoModelFactory):
    """A set of one kabupaten in any state; its content is the printed regulation of the tests."""

    class Meta:
        model = models.PerangkatAturan

    class Params:
        kode_isi = factory.Sequence(lambda n: f"perbup-uji-{n}-2026")

    isi = factory.LazyAttribute(lambda o: isi_contoh(o.kabupaten) | {"kode": o.kode_isi})
    dibuat_oleh = factory.SubFactory(PenggunaFactory)
    diubah_oleh = factory.SelfAttribute("dibuat_oleh")
    diterbitkan = factory.LazyAttribute(
        lambda o: SAAT if o.status in {StatusPerangkat.TERBIT, StatusPerangkat.DIGANTIKAN} else None
    )
    status = StatusPerangkat.DRAF
    versi = 1


class FormulirLembarFactory(DjangoModelFactory):
    """Published, without rows; `butir=3` adds an aspect and two questions."""

    class Meta:
        model = models.FormulirLembar
        skip_postgeneration_save = True

    kode = factory.Sequence(lambda n: f"L.{n}")
    judul = "Lembar Evaluasi APB Desa"
    nomor_bidang = 1
    bidang = "Bidang Penyelenggaraan Pemerintahan"
    jenis_kegiatan = "Evaluasi rancangan APB Desa"
    lokasi = "Kantor Kecamatan"
    berlaku_sejak = datetime.date(2018, 5, 8)
    status = StatusInstrumen.TERBIT
    diterbitkan = factory.LazyAttribute(lambda o: None if o.status == StatusInstrumen.DRAF else timezone.now())
    alasan_ditarik = factory.LazyAttribute(lambda o: "Keliru." if o.status == StatusInstrumen.DITARIK else "")

    @factory.post_generation
    def butir(self, create, banyak, **_):
        models.ButirLembar.objects.bulk_create(
            models.ButirLembar(
                formulir=self, urut=n, nomor=str(n), jenis="butir" if n > 1 else "aspek", teks=f"Baris {self.kode}-{n}"
            )
            for n in range(1, (banyak or 0) + 1)
        )


class KegiatanTambahanFactory(DjangoModelFactory):
    class Meta:
        model = models.KegiatanTambahan

    tahun = 2024
    kode = "2.3.90"
    nama = "Pembangunan Jembatan Titian"
    dasar = "Perbup Uji"


class RekeningTambahanFactory(DjangoModelFactory):
    class Meta:
        model = models.RekeningTambahan

    tahun = 2024
    kode = "5.2.1.90"
    nama = "Belanja Perlengkapan Posyandu"
    dasar = "Perbup Uji"
