"""Visits in every state. `KunjunganFactory(status=...)` makes what the database demands of it."""

import datetime

import factory
from factory.django import DjangoModelFactory

from desa.tests.factories import DesaFactory, KecamatanFactory
from naskah.enums.naskah import StatusNaskah
from naskah.tests.factories import NaskahFactory
from perut import models
from perut.enums import StatusKunjungan
from perut.reports import surat_tugas_isi

# How far its berita acara is when a visit has this status.
STATUS_BERITA_ACARA = {
    StatusKunjungan.DIAJUKAN: StatusNaskah.DIAJUKAN,
    StatusKunjungan.DIKEMBALIKAN: StatusNaskah.DIKEMBALIKAN,
    StatusKunjungan.DIVERIFIKASI: StatusNaskah.DIVERIFIKASI,
    StatusKunjungan.DISAHKAN: StatusNaskah.DISETUJUI,
    StatusKunjungan.DICABUT: StatusNaskah.DICABUT,
}
BERASPEK = {StatusKunjungan.DIVERIFIKASI, StatusKunjungan.DISAHKAN, StatusKunjungan.DICABUT}


class InstrumenFactory(DjangoModelFactory):
    class Meta:
        model = models.InstrumenBuku
        django_get_or_create = ["kode"]

    kode = "uji"
    judul = "Instrumen uji"
    dasar = "Uji"
    berlaku_sejak = datetime.date(2020, 1, 1)


class BukuFactory(DjangoModelFactory):
    class Meta:
        model = models.Buku
        django_get_or_create = ["instrumen", "kode"]

    instrumen = factory.SubFactory(InstrumenFactory)
    urut = factory.Sequence(lambda n: n)
    kode = factory.Sequence(lambda n: f"Z.{n % 1000}")  # five letters at most; begun again after 1,000
    nama = factory.LazyAttribute(lambda o: f"Buku {o.kode}")
    kelompok = "Administrasi Umum"


class ProgramFactory(DjangoModelFactory):
    class Meta:
        model = models.Program

    kecamatan = factory.SubFactory(KecamatanFactory)
    tahun = 2026


class LokusFactory(DjangoModelFactory):
    class Meta:
        model = models.Lokus

    program = factory.SubFactory(ProgramFactory)
    desa = factory.LazyAttribute(lambda o: DesaFactory(kecamatan=o.program.kecamatan))
    alasan = "Buku administrasi belum lengkap."


class KunjunganFactory(DjangoModelFactory):
    """The letter says what the plan says, so that nothing but what a test leaves out stands in the way."""

    class Meta:
        model = models.Kunjungan
        skip_postgeneration_save = True

    class Params:
        status_surat = StatusNaskah.DISETUJUI

    desa = factory.SubFactory(DesaFactory)
    tanggal = datetime.date(2026, 5, 5)
    jam_mulai = datetime.time(9)
    jam_selesai = datetime.time(12)
    agenda = "Pemeriksaan buku administrasi desa"
    status = StatusKunjungan.RENCANA
    surat_tugas = factory.LazyAttribute(
        lambda o: (
            None
            if o.status in {StatusKunjungan.RENCANA, StatusKunjungan.DIBATALKAN}
            else NaskahFactory(kecamatan=o.desa.kecamatan, desa=o.desa, status=o.status_surat)
        )
    )
    berita_acara = factory.LazyAttribute(
        lambda o: (
            NaskahFactory(
                kecamatan=o.desa.kecamatan,
                desa=o.desa,
                jenis="berita_acara_perut",
                status=STATUS_BERITA_ACARA[o.status],
            )
            if o.status in STATUS_BERITA_ACARA
            else None
        )
    )
    verifikasi = factory.LazyAttribute(lambda o: {"aspek": []} if o.status in BERASPEK else None)

    @factory.post_generation
    def petugas(self, create, nilai, **_):
        if create and nilai:
            self.petugas.set(nilai)
        if create and self.surat_tugas and not self.surat_tugas.isi:
            surat_sesuaikan(self)


def surat_sesuaikan(kunjungan):
    """Let the letter say what the visit's plan says now."""
    surat = kunjungan.surat_tugas
    surat.isi = surat_tugas_isi(kunjungan, oleh=surat.dibuat_oleh, tanggal=surat.tanggal)
    surat.save(update_fields=["isi"])


class KehadiranFactory(DjangoModelFactory):
    class Meta:
        model = models.Kehadiran

    nama = factory.Sequence(lambda n: f"Hadirin {n}")
    jabatan = "Kepala Desa"
    unsur = "pemerintah_desa"


class KegiatanFactory(DjangoModelFactory):
    class Meta:
        model = models.Kegiatan

    jenis = "supervisi"
    topik = "Buku administrasi"
