"""Certificates in the admin: who has one, inviting, revoking. No key is shown, none can be changed."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from dasar.admin import AdminDasar
from dasar.permintaan import Permintaan
from naskah.enums.sertifikat import AlasanCabut
from naskah.models import AkarSertifikat, Sertifikat
from naskah.services.sertifikat import sertifikat_cabut, sertifikat_undang, undangan_tolak


class UndanganForm(forms.ModelForm):
    class Meta:
        model = Sertifikat
        fields = ("pengguna",)

    def clean_pengguna(self):
        pengguna = self.cleaned_data["pengguna"]
        if kalimat := undangan_tolak(pengguna):
            raise ValidationError(kalimat)
        return pengguna


def _cabut(alasan: str, _admin: admin.ModelAdmin, request: Permintaan, pilihan: QuerySet) -> None:
    for sertifikat in pilihan:
        try:
            sertifikat_cabut(sertifikat=sertifikat, alasan=alasan, oleh=request.user)
        except ValidationError as galat:
            messages.error(request, f"{sertifikat}: {' '.join(galat.messages)}")
        else:
            messages.success(request, f"{sertifikat} dicabut.")


@admin.register(Sertifikat)
class SertifikatAdmin(AdminDasar):
    """Adding is inviting: the signer makes the passphrase, and nobody else ever knows it."""

    form = UndanganForm
    list_display = ("pengguna", "nama", "keadaan", "berlaku_sampai", "dicabut", "alasan")
    list_select_related = ("pengguna",)
    search_fields = ("pengguna__nama", "pengguna__username", "nomor_seri")
    autocomplete_fields = ("pengguna",)
    rincian = (
        "pengguna",
        "nama",
        "keadaan",
        "nomor_seri",
        "subjek",
        "berlaku_dari",
        "berlaku_sampai",
        "dicabut",
        "alasan",
    )

    @admin.display(description="keadaan")
    def keadaan(self, sertifikat: Sertifikat) -> str:
        return sertifikat.status.label

    def get_fields(self, request: Permintaan, obj: Sertifikat | None = None) -> tuple[str, ...]:
        return (*self.rincian, "diterbitkan_oleh", "dibuat") if obj else ("pengguna",)

    def has_change_permission(self, request: Permintaan, obj: Sertifikat | None = None) -> bool:
        return False

    def has_delete_permission(self, request: Permintaan, obj: Sertifikat | None = None) -> bool:
        return False

    def get_actions(self, request: Permintaan) -> dict[str, tuple[Callable, str, str]]:
        """One action for each reason. They need no change permission: the service asks for its own."""
        return {f"cabut_{a}": (partial(_cabut, a.value), f"cabut_{a}", f"Cabut – {a.label}") for a in AlasanCabut}

    def save_model(self, request: Permintaan, obj: Sertifikat, form: forms.ModelForm, change: bool) -> None:
        obj.pk = sertifikat_undang(pengguna=obj.pengguna, oleh=request.user).pk
        obj.refresh_from_db()


@admin.register(AkarSertifikat)
class AkarSertifikatAdmin(admin.ModelAdmin):
    """Made by `manage.py sertifikat_ca`; here only to be seen."""

    list_display = ("subjek", "berlaku_sampai", "sidik_kunci", "dibuat")

    def has_add_permission(self, request: Permintaan) -> bool:
        return False

    def has_change_permission(self, request: Permintaan, obj: AkarSertifikat | None = None) -> bool:
        return False

    def has_delete_permission(self, request: Permintaan, obj: AkarSertifikat | None = None) -> bool:
        return False
