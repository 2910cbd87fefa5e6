"""The codes 90-99 that a kabupaten adds to the national ones, one by one or as a sheet."""

from django.contrib import admin
from import_export import fields, resources, widgets
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import CSV, XLSX

from apbdes.models import KegiatanTambahan, RekeningTambahan
from dasar.lembar import netral
from desa.admin import DataAdmin
from desa.models import Kabupaten


class KabupatenWidget(widgets.ForeignKeyWidget):
    def clean(self, value, row=None, **kwargs):
        try:
            return super().clean(str(value or "").strip(), row, **kwargs)
        except Kabupaten.DoesNotExist as salah:
            raise ValueError(f"Kabupaten/kota berkode “{value}” tidak ada. Tulis misalnya 63.11.") from salah


class KodeTambahanResource(resources.ModelResource):
    """A row is the same code by kabupaten, year and code; what is not in the sheet stays as it is.

    The columns are the model's own.
    """

    kabupaten = fields.Field(
        attribute="kabupaten", column_name="kabupaten", widget=KabupatenWidget(Kabupaten, field="kode")
    )

    class Meta:
        exclude = ("id", "versi")
        import_id_fields = ("kabupaten", "tahun", "kode")
        clean_model_instances = True
        skip_unchanged = True
        use_transactions = True

    def before_import(self, dataset, **kwargs):
        """The library names missing headings too, in English only."""
        if hilang := [k for k in self._meta.import_id_fields if k not in (dataset.headers or [])]:
            raise ValueError(f"Kolom {', '.join(hilang)} tidak ada pada judul kolom berkas ini.")

    def export_field(self, field, instance, **kwargs):
        return netral(super().export_field(field, instance, **kwargs))


class KegiatanTambahanResource(KodeTambahanResource):
    class Meta(KodeTambahanResource.Meta):
        model = KegiatanTambahan


class RekeningTambahanResource(KodeTambahanResource):
    class Meta(KodeTambahanResource.Meta):
        model = RekeningTambahan


class KodeTambahanAdmin(ImportExportMixin, DataAdmin):
    list_display = ("kode", "nama", "tahun", "kabupaten", "dasar")
    list_select_related = ("kabupaten",)
    list_filter = ("tahun", "kabupaten")
    search_fields = ("kode", "nama")
    autocomplete_fields = ("kabupaten",)
    formats = (XLSX, CSV)


@admin.register(KegiatanTambahan)
class KegiatanTambahanAdmin(KodeTambahanAdmin):
    resource_classes = (KegiatanTambahanResource,)


@admin.register(RekeningTambahan)
class RekeningTambahanAdmin(KodeTambahanAdmin):
    resource_classes = (RekeningTambahanResource,)
