"""Accounts and assignments. An assignment ends by its date; nothing here is deleted."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import BaseUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group

from akun.models import Pengguna, Penugasan
from akun.pejabat import kalimat_ganda
from dasar.konflik import simpan_berversi

admin.site.unregister(Group)  # roles are dated assignments, not groups


class PenggunaBuatForm(BaseUserCreationForm):
    class Meta:
        model = Pengguna
        fields = ("username", "nama", "email")


class PenggunaUbahForm(UserChangeForm):
    class Meta:
        model = Pengguna
        fields = "__all__"  # narrowed by the fieldsets below


class PenugasanForm(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["status_jabatan"].required = False  # left out it is the usual


class PenugasanInline(admin.StackedInline):  # seven fields are too wide for a row
    model = Penugasan
    form = PenugasanForm
    extra = 0
    can_delete = False
    autocomplete_fields = ["kabupaten", "kecamatan", "desa"]
    verbose_name_plural = "penugasan (diakhiri dengan mengisi “sampai dengan”)"


class KeadaanFilter(admin.SimpleListFilter):
    title = "penugasan"
    parameter_name = "penugasan"

    def lookups(self, request, model_admin):
        return [("ada", "Punya penugasan yang berlaku"), ("tidak", "Tanpa penugasan yang berlaku")]

    def queryset(self, request, queryset):
        berlaku = Penugasan.objects.aktif().values("pengguna")
        if self.value() == "ada":
            return queryset.filter(pk__in=berlaku)
        return queryset.exclude(pk__in=berlaku) if self.value() == "tidak" else queryset


@admin.register(Pengguna)
class PenggunaAdmin(UserAdmin):
    form = PenggunaUbahForm
    add_form = PenggunaBuatForm
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Data diri", {"fields": ("nama", "nip", "pangkat", "email", "telepon")}),
        (
            "Keadaan akun",
            {
                "fields": ("is_active", "last_login", "pejabat", "ganda"),
                "description": "Akun tidak dihapus, melainkan dinonaktifkan.",
            },
        ),
    )
    add_fieldsets = ((None, {"classes": ("wide",), "fields": ("username", "nama", "email", "password1", "password2")}),)
    list_display = ("nama", "username", "sebutan", "email", "is_active", "last_login")
    list_filter = ("is_active", KeadaanFilter)
    search_fields = ("nama", "username", "email", "nip")
    ordering = ("nama",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "pejabat", "ganda")
    inlines = (PenugasanInline,)

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .prefetch_related("penugasan__kabupaten", "penugasan__kecamatan", "penugasan__desa__kecamatan")
        )

    @admin.display(description="penugasan berlaku")
    def sebutan(self, pengguna: Pengguna) -> str:
        return ", ".join(p.sebutan for p in pengguna.penugasan.all() if p.keadaan == "Berlaku") or "–"

    @admin.display(description="pejabat desa")
    def pejabat(self, pengguna: Pengguna) -> str:
        """Linked on the page of the official, by the village's kecamatan."""
        tautan = pengguna.jabatan_desa.select_related("perangkat__desa", "bpd__desa")
        return ", ".join(f"{t.pejabat}, {t.pejabat.desa}" for t in tautan) or "–"

    @admin.display(description="akun lain orang ini")
    def ganda(self, pengguna: Pengguna) -> str:
        return " ".join(kalimat_ganda(pengguna)) or "–"

    def save_model(self, request, obj, form, change) -> None:
        """A profile page that is open elsewhere notices what was changed here."""
        if change:
            simpan_berversi(obj, kolom=[n for n in form.changed_data if n != "password"])
        else:
            super().save_model(request, obj, form, change)

    def get_inlines(self, request, obj):
        return self.inlines if obj else ()

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
