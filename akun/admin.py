"""Accounts and assignments. An assignment ends by its date; nothing here is deleted."""

from django.contrib import admin
from django.contrib.auth import admin as _auth  # noqa: F401 – registers Group, before it is taken away
from django.contrib.auth.models import Group
from django_otp.plugins.otp_static import admin as _kertas  # noqa: F401 – likewise
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp import admin as _aplikasi  # noqa: F401
from django_otp.plugins.otp_totp.models import TOTPDevice

from akun.models import Pengguna, Penugasan
from akun.pejabat import kalimat_ganda

admin.site.unregister(Group)  # roles are dated assignments, not groups
admin.site.unregister([TOTPDevice, StaticDevice])  # nobody reads another's secret, or writes one


class PenugasanInline(admin.StackedInline):  # seven fields are too wide for a row
    model = Penugasan
    fk_name = "pengguna"
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False


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
class PenggunaAdmin(admin.ModelAdmin):
    """To be read, for searching: accounts, mailboxes and roles are changed on the pages of the administration, where
    each change is checked, recorded and told (docs/keputusan/0056). No password is set here at all."""

    fieldsets = (
        (None, {"fields": ("username",)}),
        ("Data diri", {"fields": ("nama", "nip", "pangkat", "email", "telepon")}),
        (
            "Keadaan akun",
            {
                "fields": ("is_active", "last_login", "pejabat", "ganda"),
                "description": "Akun tidak dihapus, melainkan dinonaktifkan.",
            },
        ),
    )
    list_display = ("nama", "username", "sebutan", "email", "is_active", "last_login")
    list_filter = ("is_active", KeadaanFilter)
    search_fields = ("nama", "username", "email", "nip")
    ordering = ("nama",)
    readonly_fields = ("pejabat", "ganda")
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

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
