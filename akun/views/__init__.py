from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import LoginView, PasswordChangeView, PasswordResetConfirmView
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.generic import FormView

from akun.admin_pertama import ada_admin
from akun.forms import AkunPejabatForm, ProfilForm, SandiLupaForm, SandiPulihForm, SandiUbahForm, SurelForm
from akun.konsep import konsep_buang
from akun.masuk import gawai_ingat, masuk_atau_tanya
from akun.models import token_baru
from akun.pembatas import TerlaluSering
from akun.services import pejabat_tautkan, profil_simpan
from akun.services.surel import TIDAK_BERLAKU, surel_batalkan, surel_dari, surel_minta, surel_pastikan
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
        jalur = reverse("perut:kalender-ics", args=[request.user.token_kalender])
        alamat = settings.ALAMAT_SITUS.rstrip("/") + jalur
    except NoReverseMatch:
        alamat = ""
    konteks = {
        "form": form,
        "penugasan": penugasan,
        "url_kalender": alamat,
        "surel_baru": request.user.surel_baru.terbuka().select_related("oleh").first(),
    }
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


def tertahan(request: HttpRequest, galat: TerlaluSering) -> HttpResponse:
    """Too many attempts: when to come back, and what to do meanwhile."""
    jawab = render(request, "akun/terkunci.html", {"menit": galat.menit}, status=429)
    jawab["Retry-After"] = str(galat.detik)
    return jawab


def sesudah_masuk(request: HttpRequest, jawab: HttpResponse, rahasia: str, pk_lama: int) -> HttpResponse:
    """Signed in at last: pages of the same person that are still open stay good; another one is told whose they are."""
    pertahankan_rahasia(request, rahasia, pk_lama)
    tandai(request, jawab, baru=True)
    if pk_lama and pk_lama != request.user.pk and jawab["Location"] != reverse("dasbor:hari-ini"):
        messages.info(
            request,
            "Anda masuk dengan akun lain daripada yang terakhir dipakai di peramban ini. Isian akun itu yang belum "
            "terkirim tetap tersimpan baginya dan tidak ditampilkan di sini.",
        )
    return jawab


class Masuk(TolakMixin, LoginView):
    """Signing in. `?ganti`: somebody who is signed in already wants to be somebody else."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.redirect_authenticated_user = "ganti" not in request.GET
        return super().dispatch(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        return tertahan(self.request, form.tertahan) if form.tertahan else super().form_invalid(form)

    def form_valid(self, form: Any) -> HttpResponse:
        rahasia, pk_lama = str(self.request.META.get("CSRF_COOKIE", "")), orang_terakhir(self.request)
        jawab = masuk_atau_tanya(self.request, form.get_user(), self.get_success_url())
        if jawab is not None:
            form.hitungan.benar()
            return jawab
        form.hitungan.selesai()
        return sesudah_masuk(self.request, redirect(self.get_success_url()), rahasia, pk_lama)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"tanpa_admin": not ada_admin(contoh=True)}


@sensitive_post_parameters()
def surel_ubah(request: Permintaan) -> HttpResponse:
    """Another mailbox for one's own account: it counts once it has been confirmed from there."""
    form = SurelForm(terkirim(request), request=request, belum="Surel belum diganti.")
    if request.method == "POST" and form.is_valid():
        surel_minta(pengguna=request.user, surel=form.cleaned_data["surel"], oleh=request.user)
        messages.success(
            request, f"Tautan dikirim ke {form.cleaned_data['surel']}. Surel itu berlaku sesudah tautannya dibuka."
        )
        return redirect("akun:profil")
    return tampil(request, "akun/surel_ubah.html", {"form": form})


@require_POST
def surel_batal(request: Permintaan) -> HttpResponse:
    surel_batalkan(pengguna=request.user)
    messages.success(request, "Penggantian surel dibatalkan.")
    return redirect("akun:profil")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def surel_baru(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in the mail to the new address. Looking at it changes nothing."""
    baris = surel_dari(token)
    if baris is None:
        return render(request, "akun/surel_pastikan.html", {"sebab": TIDAK_BERLAKU}, status=410)
    if request.method == "POST":
        try:
            pengguna = surel_pastikan(token=token)
        except ValidationError as galat:
            return render(request, "akun/surel_pastikan.html", {"sebab": galat.messages[0]}, status=422)
        messages.success(request, f"Surel akun {pengguna.username} sekarang {pengguna.email}.")
        return redirect("akun:profil" if request.user.is_authenticated else "akun:masuk")
    return render(request, "akun/surel_pastikan.html", {"baris": baris})


class SandiLupa(TolakMixin, FormView):
    form_class = SandiLupaForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form: SandiLupaForm) -> HttpResponse:
        form.save()
        return super().form_valid(form)


class SandiPulih(TolakMixin, PasswordResetConfirmView):
    form_class = SandiPulihForm

    def get_user(self, uidb64: str) -> Any:
        """A link that was sent before the account was closed is good for nothing."""
        pengguna = super().get_user(uidb64)
        return pengguna if pengguna is not None and pengguna.is_active else None

    def form_valid(self, form: Any) -> HttpResponse:
        """Whoever reads the mailbox is known in this browser: guesses from elsewhere do not keep him out."""
        jawab = super().form_valid(form)
        gawai_ingat(self.request, form.user)
        return jawab


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
