"""Only how a kecamatan numbers its documents. The documents themselves are frozen and not edited anywhere."""

from django.contrib import admin

from dokumen.admin_sertifikat import AkarSertifikatAdmin, SertifikatAdmin
from dokumen.models import SeriNomor

__all__ = ["AkarSertifikatAdmin", "SeriNomorAdmin", "SertifikatAdmin"]


@admin.register(SeriNomor)
class SeriNomorAdmin(admin.ModelAdmin):
    list_display = ("kecamatan", "jenis", "klasifikasi", "pola")
    list_select_related = ("kecamatan",)
    autocomplete_fields = ("kecamatan",)
    search_fields = ("kecamatan__nama",)
