import django_tables2 as tables
from django.db import models
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from dasar.induk import TabelInduk
from desa.models import Desa, HariLibur, Kecamatan
from desa.periode import masa_jabatan

ANGKA = {"td": {"class": "angka-kolom"}, "th": {"class": "angka-kolom"}}


def tombol_induk(awalan: str, baris: models.Model, nama: str, *kerja: str) -> str:
    """The buttons behind a row of the administration: "ubah", "hapus"."""
    tombol = '<a class="btn btn-sm btn-outline-secondary" href="{}">{}<span class="visually-hidden"> {}</span></a> '
    return format_html_join(
        "", tombol, ((reverse(f"{awalan}-{k}", args=[baris.pk]), k.capitalize(), nama) for k in kerja)
    )


class DesaTable(tables.Table):
    nama = tables.Column(linkify=lambda record: reverse("desa:desa-rinci", args=[record.pk]))
    kecamatan = tables.Column(verbose_name="Kecamatan", accessor="kecamatan__nama", order_by="kecamatan__nama")
    kepala = tables.Column(verbose_name="Kepala desa", default="belum dicatat", orderable=False)
    jumlah_perangkat = tables.Column(verbose_name="Perangkat", attrs=ANGKA)

    def render_jenis(self, record: Desa) -> str:
        return record.sebutan.jenis

    class Meta:
        model = Desa
        fields = ("kode", "nama", "jenis", "kecamatan", "kepala", "jumlah_perangkat", "telepon")
        order_by = "nama"


class WilayahTable(tables.Table):
    nama = tables.Column(linkify=lambda record: f"{reverse('desa:desa-daftar')}?kecamatan={record.kode}")
    kabupaten = tables.Column(verbose_name="Kabupaten", order_by="kabupaten__nama")
    banyak = tables.Column(verbose_name="Desa", attrs=ANGKA)
    zona = tables.Column(verbose_name="Zona waktu", accessor="get_zona_waktu_display", order_by="zona_waktu")
    tindakan = tables.Column(verbose_name="Tindakan", empty_values=(), orderable=False, exclude_from_export=True)

    class Meta:
        model = Kecamatan
        fields = ("kode", "nama", "kabupaten", "banyak", "zona", "tindakan")

    def render_tindakan(self, record) -> str:
        kop = '<a class="btn btn-sm btn-outline-secondary" href="{}">Kop<span class="visually-hidden"> {}</span></a> '
        return format_html(kop, reverse("desa:kecamatan-ubah", args=[record.pk]), record) + tombol_induk(
            "desa:wilayah", record, record.nama, "ubah"
        )


class LiburTable(tables.Table):
    tanggal = tables.DateColumn(format="l, j F Y")
    nama = tables.Column(verbose_name="Hari libur", attrs={"td": {"class": "kolom-lebar"}})
    kabupaten = tables.Column(verbose_name="Berlaku di", default="Seluruh Indonesia", order_by="kabupaten__nama")
    tindakan = tables.Column(verbose_name="Tindakan", empty_values=(), orderable=False, exclude_from_export=True)

    class Meta:
        model = HariLibur
        fields = ("tanggal", "nama", "kabupaten", "tindakan")

    def render_tindakan(self, record) -> str:
        boleh = self.request.user.has_perm("desa.kelola_libur", record)
        return tombol_induk("desa:libur", record, record.nama, "ubah", "hapus") if boleh else ""


class PejabatTable(tables.Table):
    """`kunci` names the urls of this kind of officer."""

    kunci = ""
    desa = tables.Column(
        verbose_name="Desa",
        accessor="desa__nama",
        order_by="desa__nama",
        linkify=lambda record: reverse("desa:desa-rinci", args=[record.desa_id]),
    )
    masa = tables.Column(verbose_name="Masa jabatan", empty_values=(), order_by=("mulai", "selesai"))
    keadaan = tables.Column(verbose_name="Keadaan", empty_values=(), orderable=False)
    tindakan = tables.Column(verbose_name="Tindakan", empty_values=(), orderable=False, exclude_from_export=True)

    def render_masa(self, record) -> str:
        return masa_jabatan(record)

    def render_keadaan(self, record) -> str:
        warna, teks = ("netral", "Berakhir") if record.berakhir else ("hijau", "Menjabat")
        return format_html('<span class="lencana lencana-{}">{}</span>', warna, teks)

    def value_keadaan(self, record) -> str:
        return "Berakhir" if record.berakhir else "Menjabat"

    def render_tindakan(self, record) -> str:
        if not self.request.user.has_perm("desa.kelola_perangkat", record.desa):
            return ""
        return format_html(
            '<a class="btn btn-sm btn-outline-secondary" href="{}">Ubah<span class="visually-hidden"> {}</span></a>',
            reverse(f"desa:{self.kunci}-ubah", args=[record.pk]),
            record.nama,
        )


def tabel_pejabat(tabel: TabelInduk) -> type[PejabatTable]:
    """The list of one kind of people. What it shows beyond the columns of the row stands in PejabatTable."""
    terdaftar = [k for k in tabel.kolom if k.daftar]
    isi = {
        k.nama: tables.Column(verbose_name=tabel.label(k.nama), accessor=k.daftar, order_by=k.urut or (k.nama,))
        for k in terdaftar
        if k.daftar not in PejabatTable.base_columns
    }
    urut = [k.nama if k.nama in isi else k.daftar for k in terdaftar]
    meta = type("Meta", (), {"model": tabel.model, "fields": (*urut, "keadaan", "tindakan")})
    return type(f"{tabel.model.__name__}Table", (PejabatTable,), {**isi, "Meta": meta, "kunci": tabel.kunci})
