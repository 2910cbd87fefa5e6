"""Monitoring in every state, with its instruments."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from akun.tests.factories import PenggunaFactory
from desa.tests.factories import DesaFactory, KecamatanFactory
from instrumen import StatusInstrumen
from monitoring import models
from monitoring.enums import BIDANG, StatusMonitoring
from monitoring.reports.laporan import laporan_isi
from monitoring.reports.surat_tugas import surat_tugas_isi
from naskah.enums.naskah import TERBIT, CaraTtd, StatusNaskah
from naskah.models import Naskah


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


# How far its report is when a monitoring has this status.
STATUS_LAPORAN = {
    StatusMonitoring.DILAPORKAN: StatusNaskah.DIAJUKAN,
    StatusMonitoring.DIKEMBALIKAN: StatusNaskah.DIKEMBALIKAN,
    StatusMonitoring.SELESAI: StatusNaskah.DISETUJUI,
    StatusMonitoring.DICABUT: StatusNaskah.DICABUT,
}


class NaskahFactory(DjangoModelFactory):
    """Approved and numbered; with `status="diajukan"` and the like, not yet."""

    class Meta:
        model = Naskah

    class Params:
        terbit = factory.LazyAttribute(lambda o: o.status in TERBIT)

    jenis = "surat_tugas_monitoring"
    kecamatan = factory.SubFactory(KecamatanFactory)
    status = StatusNaskah.DISETUJUI
    tahun = 2026
    urut = factory.Maybe("terbit", factory.Sequence(lambda n: 1000 + n), None)
    nomor = factory.LazyAttribute(lambda o: f"800.1.11.1/{o.urut}/UJI/{o.tahun}" if o.terbit else "")
    tanggal = datetime.date(2026, 5, 4)
    disetujui = factory.LazyAttribute(lambda o: timezone.now() if o.terbit else None)
    cara_ttd = factory.LazyAttribute(lambda o: CaraTtd.BASAH if o.terbit else "")
    perihal = "Monitoring"
    isi = factory.Dict({})
    dibuat_oleh = factory.SubFactory(PenggunaFactory)


class MonitoringFactory(DjangoModelFactory):
    """`MonitoringFactory(status=..., petugas=[...])` makes what the database demands of that status.

    `petugas` are accounts; each becomes an officer with post and address. The letter says what the plan
    says, so that nothing but what a test leaves out stands in the way.
    """

    class Meta:
        model = models.Monitoring
        skip_postgeneration_save = True

    class Params:
        status_surat = StatusNaskah.DISETUJUI

    desa = factory.SubFactory(DesaFactory)
    nomor_bidang = 1
    bidang = factory.LazyAttribute(lambda o: BIDANG[o.nomor_bidang])
    sasaran = factory.LazyFunction(lambda: ["Pemeriksaan dokumen perencanaan Desa"])
    tanggal_mulai = datetime.date(2026, 5, 5)
    tanggal_selesai = datetime.date(2026, 5, 6)
    batas_laporan = datetime.date(2026, 5, 11)
    status = StatusMonitoring.RENCANA
    surat_tugas = factory.LazyAttribute(
        lambda o: (
            None
            if o.status in {StatusMonitoring.RENCANA, StatusMonitoring.DIBATALKAN}
            else NaskahFactory(kecamatan=o.desa.kecamatan, desa=o.desa, status=o.status_surat)
        )
    )
    laporan = factory.LazyAttribute(
        lambda o: (
            NaskahFactory(
                kecamatan=o.desa.kecamatan, desa=o.desa, jenis="laporan_monitoring", status=STATUS_LAPORAN[o.status]
            )
            if o.status in STATUS_LAPORAN
            else None
        )
    )
    dilaporkan = factory.LazyAttribute(lambda o: timezone.now() if o.status in STATUS_LAPORAN else None)

    @factory.post_generation
    def petugas(self, create, akun, **_):
        for n, pengguna in enumerate(akun or (), 1):
            PetugasMonitoringFactory(monitoring=self, urut=n, pengguna=pengguna, nama=pengguna.nama)
        if create and self.surat_tugas:
            pelaku = self.surat_tugas.dibuat_oleh
            self.surat_tugas.isi = surat_tugas_isi(self, oleh=pelaku, tanggal=self.surat_tugas.tanggal)
            self.surat_tugas.save(update_fields=["isi"])
        if create and self.laporan:
            pelaku = self.laporan.dibuat_oleh
            self.laporan.isi = laporan_isi(self, oleh=pelaku, tanggal=self.laporan.tanggal)
            self.laporan.save(update_fields=["isi"])


class PetugasMonitoringFactory(DjangoModelFactory):
    class Meta:
        model = models.PetugasMonitoring

    monitoring = factory.SubFactory(MonitoringFactory)
    urut = factory.Sequence(lambda n: n + 1)
    nama = factory.Sequence(lambda n: f"Petugas {n}")
    jenis_kelamin = "L"
    jabatan = "Staf Seksi Pemerintahan"
    alamat = "Kantor Kecamatan"


class LembarMonitoringFactory(DjangoModelFactory):
    """A sheet of a form with two rows; `jawaban="ADA"` answers them all."""

    class Meta:
        model = models.LembarMonitoring
        skip_postgeneration_save = True

    monitoring = factory.SubFactory(MonitoringFactory)
    formulir = factory.SubFactory(FormulirMonitoringFactory, butir=2)
    lokasi = "Kantor Desa"
    tanggal = factory.LazyAttribute(lambda o: o.monitoring.tanggal_mulai)

    @factory.post_generation
    def jawaban(self, create, nilai, **_):
        if create and nilai:
            for butir in self.formulir.butir.all():
                models.JawabanMonitoring.objects.create(lembar=self, butir=butir, urut=butir.urut, jawaban=nilai)
