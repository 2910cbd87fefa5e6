"""Numbering series, certificates, categories of files. The documents themselves are frozen, edited nowhere."""

from django.contrib import admin

from desa.admin import DataAdmin
from naskah.models import SeriNomor


@admin.register(SeriNomor)
class SeriNomorAdmin(DataAdmin):
    list_display = ("kecamatan", "jenis", "klasifikasi", "pola")
    list_select_related = ("kecamatan",)
    autocomplete_fields = ("kecamatan",)
    search_fields = ("kecamatan__nama",)
