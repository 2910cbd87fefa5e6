"""Numbering series, certificates, categories of files. The documents themselves are frozen, edited nowhere."""

from django.contrib import admin

from dokumen.admin_berkas import KategoriBerkasAdmin
from dokumen.admin_sertifikat import AkarSertifikatAdmin, SertifikatAdmin
from dokumen.models import SeriNomor

__all__ = ["AkarSertifikatAdmin", "KategoriBerkasAdmin", "SeriNomorAdmin", "SertifikatAdmin"]


@admin.register(SeriNomor)
class SeriNomorAdmin(admin.ModelAdmin):
    list_display = ("kecamatan", "jenis", "klasifikasi", "pola")
    list_select_related = ("kecamatan",)
    autocomplete_fields = ("kecamatan",)
    search_fields = ("kecamatan__nama",)
