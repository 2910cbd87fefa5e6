"""The categories of files. Never deleted, since old files point to them: switched off instead."""

from django.contrib import admin

from berkas.models import KategoriBerkas
from desa.admin import DataAdmin


@admin.register(KategoriBerkas)
class KategoriBerkasAdmin(DataAdmin):
    list_display = ("nama", "kode", "kelompok", "periode", "aktif")
    list_filter = ("kelompok", "periode", "aktif")
    search_fields = ("nama", "kode")

    def get_readonly_fields(self, request, obj=None):
        # The period is part of the files that are there already.
        return ("kode", "periode") if obj else ()

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
