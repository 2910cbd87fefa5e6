"""How a kecamatan numbers its documents. The documents themselves are frozen, edited nowhere."""

from django import forms
from django.contrib import admin

from desa.admin import DataAdmin
from naskah.jenis import pilihan_jenis
from naskah.models import SeriNomor


class SeriNomorForm(forms.ModelForm):
    jenis = forms.ChoiceField(label="Jenis naskah", choices=pilihan_jenis)
    ikut = forms.ChoiceField(
        label="Menghitung bersama", required=False, choices=lambda: [("", "Buku sendiri"), *pilihan_jenis()]
    )

    class Meta:
        model = SeriNomor
        fields = ["kecamatan", "jenis", "klasifikasi", "pola", "ikut", "lanjut", "retensi_tahun"]


@admin.register(SeriNomor)
class SeriNomorAdmin(DataAdmin):
    form = SeriNomorForm
    list_display = ("kecamatan", "nama_jenis", "klasifikasi", "pola")
    list_select_related = ("kecamatan",)
    autocomplete_fields = ("kecamatan",)
    search_fields = ("kecamatan__nama",)

    @admin.display(description="jenis naskah", ordering="jenis")
    def nama_jenis(self, seri: SeriNomor) -> str:
        return seri.get_jenis_display()
