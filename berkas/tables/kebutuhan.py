"""The list of what a kecamatan requires."""

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from berkas.enums import KelompokKategori
from berkas.forms.kebutuhan import tempo_sebutan
from berkas.models import KebutuhanBerkas
from dasar.saringan import Cari
from dasar.waktu import menurut_zona
from desa.filters import SaringanWilayah


class KebutuhanTable(tables.Table):
    dokumen = tables.Column("Dokumen", accessor="kategori__nama", order_by=("kategori__urut", "kategori__kode"))
    kelompok = tables.Column("Kelompok", accessor="kategori__get_kelompok_display", visible=False)  # in the sheet only
    periode = tables.Column("Periode", accessor="kategori__get_periode_display", order_by="kategori__periode")
    tempo = tables.Column("Jatuh tempo", empty_values=(), orderable=False, attrs={"td": {"class": "kolom-lebar"}})
    mulai = tables.DateColumn("j M Y", verbose_name="Wajib sejak")
    selesai = tables.Column("Sampai", default="seterusnya")
    kecamatan = tables.Column("Kecamatan", accessor="kecamatan__nama")
    tindakan = tables.Column("Tindakan", empty_values=(), orderable=False, exclude_from_export=True)

    class Meta:
        model = KebutuhanBerkas
        fields: tuple[str, ...] = ()
        sequence = ("dokumen", "kelompok", "periode", "tempo", "mulai", "selesai", "kecamatan", "tindakan")
        order_by = "dokumen"

    def before_render(self, request) -> None:
        if len({p.kecamatan_id for p in request.user.penugasan_aktif if p.kecamatan_id}) == 1:
            self.columns.hide("kecamatan")
        if not request.user.has_perm("berkas.atur_kebutuhan"):
            self.columns.hide("tindakan")

    def render_tempo(self, record: KebutuhanBerkas) -> str:
        return tempo_sebutan(record)

    def render_selesai(self, value) -> str:
        return date_format(value, "j M Y")

    def render_tindakan(self, record: KebutuhanBerkas) -> SafeString | str:
        if record.berakhir or not self.request.user.has_perm("berkas.atur_kebutuhan", record):
            return ""
        return format_html(
            '<div class="d-flex gap-2 justify-content-end">'
            '<a class="btn btn-outline-secondary btn-sm" href="{}">Ubah<span class="visually-hidden"> {}</span></a>'
            '<a class="btn btn-outline-danger btn-sm" href="{}">Akhiri<span class="visually-hidden"> {}</span></a>'
            "</div>",
            reverse("berkas:kebutuhan-ubah", args=[record.pk]),
            record.kategori,
            reverse("berkas:kebutuhan-akhiri", args=[record.pk]),
            record.kategori,
        )

    def value_mulai(self, value):
        return value

    def value_selesai(self, record: KebutuhanBerkas):
        return record.selesai or ""


def _sudah_berakhir() -> Q:
    return menurut_zona("kecamatan__zona_waktu", lambda hari: Q(selesai__lt=hari))


class KebutuhanFilter(SaringanWilayah):
    wilayah = "kecamatan"
    cari = Cari("kategori__nama", "kategori__keterangan")
    kelompok = filters.ChoiceFilter(
        field_name="kategori__kelompok", label="Kelompok", choices=KelompokKategori.choices, empty_label="Semua"
    )
    keadaan = filters.ChoiceFilter(
        label="Keadaan",
        choices=[("berakhir", "Sudah berakhir"), ("semua", "Semua")],
        empty_label="Masih atau akan wajib",
        method="saring_keadaan",
    )

    class Meta:
        model = KebutuhanBerkas
        fields: tuple[str, ...] = ()

    def pilihan(self) -> QuerySet:
        return self.request.user.kecamatan_terlihat()

    def filter_queryset(self, queryset: "QuerySet[KebutuhanBerkas]") -> "QuerySet[KebutuhanBerkas]":
        queryset = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("keadaan"):
            return queryset
        return queryset.exclude(_sudah_berakhir())

    def saring_keadaan(self, queryset: "QuerySet[KebutuhanBerkas]", _nama: str, nilai: str):
        return queryset.filter(_sudah_berakhir()) if nilai == "berakhir" else queryset
