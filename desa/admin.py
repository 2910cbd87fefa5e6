"""Regions and days off. Codes come from Kemendagri: they are set once, and regions are never deleted."""

from django.contrib import admin

from dasar.admin import AdminDasar
from desa.models import Desa, HariLibur, Kabupaten, Kecamatan
from desa.services.data import data_hapus, data_simpan


class DataAdmin(AdminDasar):
    """Master data keeps who changed what, on these pages too."""

    def save_model(self, request, obj, form, change) -> None:
        data_simpan(objek=obj, kolom=form.changed_data, oleh=request.user)

    def delete_model(self, request, obj) -> None:
        data_hapus(objek=obj, oleh=request.user)

    def delete_queryset(self, request, queryset) -> None:
        for obj in queryset:
            data_hapus(objek=obj, oleh=request.user)


class WilayahAdmin(DataAdmin):
    search_fields = ("nama", "kode")
    list_per_page = 50

    def get_readonly_fields(self, request, obj=None):
        return ("kode",) if obj else ()

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Kabupaten)
class KabupatenAdmin(WilayahAdmin):
    list_display = ("kode", "nama", "provinsi")
    list_filter = ("provinsi",)


@admin.register(Kecamatan)
class KecamatanAdmin(WilayahAdmin):
    """The coat of arms is uploaded on the page “Kop naskah”, which checks the image."""

    list_display = ("kode", "nama", "kabupaten", "singkatan", "zona_waktu")
    list_select_related = ("kabupaten",)
    list_filter = ("zona_waktu",)
    autocomplete_fields = ("kabupaten",)
    exclude = ("lambang", "nilai_tengah_desa")  # the latter is the camat's to say


@admin.register(Desa)
class DesaAdmin(WilayahAdmin):
    list_display = ("kode", "nama", "jenis", "kecamatan")
    list_select_related = ("kecamatan",)
    list_filter = ("jenis",)
    autocomplete_fields = ("kecamatan",)


@admin.register(HariLibur)
class HariLiburAdmin(DataAdmin):
    list_display = ("tanggal", "nama", "kabupaten")
    list_select_related = ("kabupaten",)
    search_fields = ("nama",)
    date_hierarchy = "tanggal"
    autocomplete_fields = ("kabupaten",)
