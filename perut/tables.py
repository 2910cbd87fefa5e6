"""Columns of the lists of this room."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from perut.enums import StatusKunjungan
from perut.models import Kunjungan, Musyawarah, Program

ANGKA = {"td": {"class": "angka-kolom"}, "th": {"class": "angka-kolom"}}


def sebutan_tanggal(kunjungan: Kunjungan) -> str:
    return date_format(kunjungan.tanggal, "D, j M Y") if kunjungan.tanggal else "Belum bertanggal"


class KunjunganTable(tables.Table):
    pilih = tables.Column(
        verbose_name="Pilih",
        empty_values=(),
        orderable=False,
        exclude_from_export=True,
        attrs={"td": {"class": "kolom-pilih"}},
    )
    tanggal = tables.Column(verbose_name="Tanggal", empty_values=(), linkify=lambda record: record.get_absolute_url())
    jam = tables.Column(verbose_name="Jam", empty_values=(), order_by=("jam_mulai",))
    desa = tables.Column(verbose_name="Desa", accessor="desa__nama", order_by="desa__nama")
    petugas = tables.Column(verbose_name="Petugas", empty_values=(), orderable=False)
    status = tables.TemplateColumn("{% lencana_tautan record %}", verbose_name="Status")
    surat_tugas = tables.Column(
        verbose_name="Surat tugas",
        accessor="surat_tugas__nomor",
        order_by="surat_tugas__urut",
        default="–",
        linkify=lambda record: record.surat_tugas and reverse("naskah:naskah-rinci", args=[record.surat_tugas.pk]),
    )

    class Meta:
        model = Kunjungan
        fields = ("pilih", "tanggal", "jam", "desa", "petugas", "status", "surat_tugas")
        order_by = "-tanggal"

    def dapat_dipilih(self, record: Kunjungan) -> bool:
        return record.status == StatusKunjungan.RENCANA and self.request.user.has_perm("perut.atur_kunjungan", record)

    def render_pilih(self, record: Kunjungan) -> SafeString | str:
        if not self.dapat_dipilih(record):
            return ""
        return format_html(
            '<input class="form-check-input" type="checkbox" name="kunjungan" value="{0}" aria-label="Pilih {1}, {2}">'
            '<input type="hidden" name="sejak-{0}" value="v{3}">',  # a plan has no history yet: `dasar.alur.sejak_dari`
            record.pk,
            record.desa,
            sebutan_tanggal(record),
            record.versi_baris,
        )

    def render_tanggal(self, record: Kunjungan) -> str:
        return sebutan_tanggal(record)

    def value_tanggal(self, record: Kunjungan) -> object:
        return record.tanggal or ""

    def render_jam(self, record: Kunjungan) -> str:
        if not record.jam_mulai:
            return "–"
        akhir = f"–{time_format(record.jam_selesai, 'H.i')}" if record.jam_selesai else ""
        return f"{time_format(record.jam_mulai, 'H.i')}{akhir}"

    def render_surat_tugas(self, value: str, record: Kunjungan) -> str:
        return value or (record.surat_tugas.get_status_display() if record.surat_tugas else "–")

    def render_petugas(self, record: Kunjungan) -> str:
        return ", ".join(p.nama for p in record.petugas.all()) or "Belum ditunjuk"


class ProgramTable(tables.Table):
    tahun = tables.Column(linkify=lambda record: reverse("perut:program-rinci", args=[record.pk]))
    kecamatan = tables.Column(verbose_name="Kecamatan", accessor="kecamatan__nama", order_by="kecamatan__nama")
    jumlah_lokus = tables.Column(verbose_name="Desa lokus", attrs=ANGKA)
    jumlah_kunjungan = tables.Column(verbose_name="Kunjungan", attrs=ANGKA)

    class Meta:
        model = Program
        fields = ("tahun", "kecamatan", "frekuensi", "jumlah_lokus", "jumlah_kunjungan")
        order_by = "-tahun"

    def render_tahun(self, value: int) -> str:
        return str(value)  # a year has no thousands separator


class PersenColumn(tables.Column):
    """A whole percentage; -1 stands for a village that was never examined and sorts before 0."""

    def __init__(self, **kwargs) -> None:
        super().__init__(attrs=ANGKA, **kwargs)

    def render(self, value: int) -> str:
        return "–" if value < 0 else f"{value}%"

    def value(self, value: int) -> object:
        return "" if value < 0 else value


class BukuDesaTable(tables.Table):
    """One row per village (`BarisBuku`); the columns of the groups come from the checklist in force."""

    desa = tables.Column(
        verbose_name="Desa",
        order_by="nama",
        linkify=lambda record: reverse("perut:buku-desa", args=[record.desa.pk]),
    )
    semua = PersenColumn(verbose_name="Semua buku")
    tertib = tables.Column(verbose_name="Tertib", orderable=False, attrs=ANGKA)
    terakhir = tables.Column(verbose_name="Terakhir diperiksa", empty_values=(), order_by="urut_terakhir")

    class Meta:
        sequence = ("desa", "semua", "tertib", "...", "terakhir")

    def render_terakhir(self, value, record) -> SafeString | str:
        teks = date_format(value, "j M Y") if value else "belum pernah"
        if not record.dibawa:
            return teks
        catatan = f"{record.dibawa} buku dibawa dari catatan lama"
        return format_html('{}<span class="d-block small text-body-secondary">{}</span>', teks, catatan)

    def value_terakhir(self, value) -> object:
        return value or ""


class MusyawarahTable(tables.Table):
    tanggal = tables.DateColumn("j M Y", verbose_name="Tanggal", linkify=lambda record: record.get_absolute_url())
    desa = tables.Column(verbose_name="Desa", accessor="desa__nama", order_by="desa__nama")
    tempat = tables.Column(verbose_name="Tempat")
    kunjungan = tables.Column(verbose_name="Untuk kunjungan", accessor="kunjungan__tanggal", default="Bulan itu")
    status = tables.TemplateColumn("{% lencana_tautan record %}", verbose_name="Status")

    class Meta:
        model = Musyawarah
        fields = ("tanggal", "desa", "tempat", "kunjungan", "status")
        order_by = "-tanggal"

    def render_kunjungan(self, value: object, record: Musyawarah) -> str:
        return sebutan_tanggal(record.kunjungan) if record.kunjungan else "Bulan itu"

    def value_tanggal(self, record: Musyawarah) -> object:
        return record.tanggal

    def value_status(self, record: Musyawarah) -> str:
        return record.get_status_display()
