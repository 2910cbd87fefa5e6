from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import LoginView, PasswordChangeView, PasswordResetConfirmView, PasswordResetView
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from akun.admin_pertama import ada_admin
from akun.forms import AkunPejabatForm, ProfilForm, SandiLupaForm, SandiPulihForm, SandiUbahForm
from akun.konsep import konsep_buang
from akun.models import token_baru
from akun.services import pejabat_tautkan, profil_simpan
from akun.sesi import orang_terakhir, pertahankan_rahasia, tandai
from dasar.formulir import TolakMixin, kembali_ke, salahkan, tampil, terkirim
from dasar.konflik import disimpan
from dasar.permintaan import Permintaan
from desa.models import RiwayatData
from desa.tabel import TABEL


def profil(request: Permintaan) -> HttpResponse:
    """One's own data, assignments (also past ones) and the address of one's calendar feed."""
    form = ProfilForm(terkirim(request), instance=request.user)

    def simpan() -> None:
        profil_simpan(pengguna=request.user, kolom=form.kolom, versi=form.versi)

    if request.method == "POST" and form.is_valid() and disimpan(form, simpan):
        messages.success(request, "Profil disimpan.")
        return redirect("akun:profil")
    penugasan = request.user.penugasan.select_related("kabupaten", "kecamatan", "desa__kecamatan")
    try:
        alamat = request.build_absolute_uri(reverse("perut:kalender-ics", args=[request.user.token_kalender]))
    except NoReverseMatch:
        alamat = ""
    konteks = {"form": form, "penugasan": penugasan, "url_kalender": alamat}
    return tampil(request, "akun/profil.html", konteks)


@require_POST
def kalender_ganti(request: Permintaan) -> HttpResponse:
    """Revoke the secret address of the calendar feed by making a new one."""
    request.user.token_kalender = token_baru()
    request.user.save(update_fields=["token_kalender"])
    messages.success(request, "Alamat kalender diganti. Alamat yang lama tidak berlaku lagi.")
    return redirect("akun:profil")


def pejabat_akun(request: Permintaan, pk: int, kunci: str) -> HttpResponse:
    """Which account this official of a village has."""
    semua = TABEL[kunci].model._default_manager.filter(desa__in=request.user.desa_terlihat())
    pejabat = get_object_or_404(semua.select_related("desa__kecamatan"), pk=pk)
    if not request.user.has_perm("desa.tautkan_akun", pejabat):
        raise PermissionDenied("Akun pejabat desa ditautkan oleh verifikator kecamatan atau admin.")
    form = AkunPejabatForm(terkirim(request), pejabat=pejabat)
    if request.method == "POST" and form.is_valid():
        akun, sejak = form.cleaned_data["pengguna"], form.cleaned_data["sejak"]
        try:
            pejabat_tautkan(pejabat=pejabat, pengguna=akun, sejak=sejak, oleh=request.user)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            kata = f"memakai akun {akun.username}" if akun else "tidak bertaut dengan akun"
            messages.success(request, f"{pejabat.nama} {kata}.")
            return redirect("desa:desa-rinci", pejabat.desa_id)
    riwayat = RiwayatData.objects.tentang(pejabat)
    return tampil(request, "akun/pejabat_akun.html", {"form": form, "pejabat": pejabat, "riwayat": riwayat})


@require_safe
@never_cache
def sesi(request: HttpRequest) -> HttpResponse:
    """Who is signed in here: asked by a page that waits for its owner. No use of the session."""
    if not request.user.is_authenticated:
        return JsonResponse({"pengguna": "", "nama": ""})
    return JsonResponse({"pengguna": str(request.user.pk), "nama": request.user.nama})


@require_POST
def konsep_buang_saya(request: Permintaan, pk: int) -> HttpResponse:
    """What was typed and not sent is thrown away, by its owner."""
    konsep_buang(pengguna=request.user, pk=pk, request=request)
    messages.success(request, "Isian yang belum terkirim itu dibuang.")
    asal = request.headers.get("Referer", "")
    return redirect(kembali_ke(request, asal, "/"))


class Masuk(TolakMixin, LoginView):
    """Signing in. `?ganti`: somebody who is signed in already wants to be somebody else."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.redirect_authenticated_user = "ganti" not in request.GET
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        rahasia, pk_lama = str(self.request.META.get("CSRF_COOKIE", "")), orang_terakhir(self.request)
        jawab = super().form_valid(form)
        pertahankan_rahasia(self.request, rahasia, pk_lama)
        tandai(self.request, jawab, baru=True)
        if pk_lama and pk_lama != self.request.user.pk and self.get_redirect_url():
            messages.info(
                self.request,
                "Anda masuk dengan akun lain daripada yang terakhir dipakai di peramban ini. Isian akun itu yang belum "
                "terkirim tetap tersimpan baginya dan tidak ditampilkan di sini.",
            )
        return jawab

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"tanpa_admin": not ada_admin(contoh=True)}


class SandiLupa(TolakMixin, PasswordResetView):
    form_class = SandiLupaForm


class SandiPulih(TolakMixin, PasswordResetConfirmView):
    form_class = SandiPulihForm


class SandiUbah(TolakMixin, PasswordChangeView):
    form_class = SandiUbahForm

    def form_valid(self, form) -> HttpResponse:
        """A session that began with a password from somebody else ends here: nothing else is done in it."""
        dipaksa = self.request.user.sandi_sementara
        jawab = super().form_valid(form)
        if dipaksa:
            logout(self.request)
            messages.success(self.request, "Kata sandi Anda tersimpan. Masuklah dengan kata sandi itu.")
            return redirect("akun:masuk")
        messages.success(self.request, "Kata sandi diganti.")
        return jawab
