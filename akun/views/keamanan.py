"""The second factor, the sign-ins that go on, and the page that shows both."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from akun import faktor as f
from akun import faktor_pertama as fp
from akun.catatan import catat_gagal
from akun.forms.keamanan import FaktorForm, KataSandiSajaForm, KodeForm, KodeSandiForm, KodeSurelForm
from akun.kabar import kabari
from akun.masuk import (
    KUNCI,
    faktor_dikenal,
    masuk,
    sesi_akhiri,
    sesi_akhiri_lainnya,
    sesi_hidup,
    yang_menunggu,
)
from akun.models import Pengguna
from akun.pembatas import TerlaluSering, gawai_dikenal, mulai_kode, mulai_kode_surel
from akun.queries import pengguna_dikelola
from akun.sesi import orang_terakhir
from akun.views import sesudah_masuk, tertahan
from dasar.formulir import salahkan, tampil, terkirim, tertolak
from dasar.permintaan import Permintaan

SALAH_DIKABARI = 3  # codes in a row


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def masuk_kode(request: HttpRequest) -> HttpResponse:
    """The second step of signing in. Nobody is signed in before it."""
    pengguna, tujuan = yang_menunggu(request)
    if pengguna is None:
        return tampil(request, "akun/masuk_kode.html", {})
    form = KodeForm(terkirim(request))
    if request.method == "POST" and form.is_valid():
        try:
            hitungan = mulai_kode(pengguna, request)
        except TerlaluSering as galat:
            return tertahan(request, galat)
        try:
            cocok = f.kode_cocok(pengguna=pengguna, kode=form.cleaned_data["kode"])
        except ValidationError as galat:
            hitungan.benar()
            salahkan(form, galat)
            return tampil(request, "akun/masuk_kode.html", {"form": form})
        if cocok:
            hitungan.selesai()
            rahasia, pk_lama = str(request.META.get("CSRF_COOKIE", "")), orang_terakhir(request)
            masuk(request, pengguna, faktor=True)
            return sesudah_masuk(request, redirect(tujuan), rahasia, pk_lama)
        catat_gagal(pengguna, "Kode faktor kedua salah.")
        if hitungan.kali >= SALAH_DIKABARI:
            _kabari_ditebak(pengguna)
        form.add_error("kode", f.SALAH)
    return tampil(request, "akun/masuk_kode.html", {"form": form})


def _kabari_ditebak(pengguna: Pengguna) -> None:
    """Somebody has the password and guesses at the code. Told once, until it has been read."""
    kabari(
        pengguna,
        judul="Kode faktor kedua akun PERUT Anda beberapa kali salah",
        isi="Seseorang yang tahu kata sandi Anda memasukkan kode yang salah ketika masuk. Bila bukan Anda, segera "
        "ganti kata sandi Anda.",
        tautan=reverse("akun:sandi-ubah"),
        topik="akun:kode-salah",
    )


@never_cache
def keamanan(request: Permintaan) -> HttpResponse:
    """What guards one's own account."""
    aktif = f.faktor_aktif(request.user)
    kini = request.session.get(KUNCI)
    konteks = {
        "faktor": aktif,
        "wajib": f.faktor_wajib(request.user),
        "tersisa": f.kode_tersisa(request.user) if aktif else 0,
        "sesi": [(s, s.kunci == kini) for s in sesi_hidup(request.user)],
    }
    return tampil(request, "akun/keamanan.html", konteks)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def faktor_pasang(request: Permintaan) -> HttpResponse:
    """The picture to scan, a code to prove it, the password; then ten codes for paper."""
    pengguna = request.user
    if f.faktor_aktif(pengguna):
        if f.faktor_kurang(pengguna, request.session):  # set up elsewhere since this session began
            logout(request)
            return redirect("akun:masuk")
        return redirect("akun:keamanan")
    if f.faktor_perlu_bukti(pengguna, request.session):
        return redirect("akun:faktor-bukti")
    form = FaktorForm(terkirim(request), request=request, belum="Faktor kedua belum dipasang.")
    if request.method == "POST" and form.is_valid():
        try:
            kode = f.faktor_pasang(pengguna=pengguna, kode=form.cleaned_data["kode_faktor"], sesi=request.session)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            request.session[f.SESI] = True
            faktor_dikenal(gawai_dikenal(request, pengguna.username))
            sesi_akhiri_lainnya(request, pengguna)
            return _kode(request, kode)
    calon = f.faktor_siapkan(pengguna, request.session)
    konteks = {
        "form": form,
        "qr": f.gambar_qr(calon),
        "rahasia": f.rahasia_terbaca(calon),
        "wajib": f.faktor_wajib(pengguna),
    }
    return tampil(request, "akun/faktor_pasang.html", konteks)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def faktor_bukti(request: Permintaan) -> HttpResponse:
    """Before the first second factor of who must have one: more than the password says whose account this is."""
    pengguna = request.user
    if f.faktor_aktif(pengguna) or not f.faktor_perlu_bukti(pengguna, request.session):
        return redirect("akun:faktor-pasang")
    form = KodeSurelForm(terkirim(request)) if fp.bersurel(pengguna) else None
    if form and request.method == "POST" and form.is_valid():
        try:
            hitungan = mulai_kode(pengguna, request)
        except TerlaluSering as galat:
            return tertahan(request, galat)
        if fp.kode_surel_cocok(pengguna=pengguna, kode=form.cleaned_data["kode"], sesi=request.session):
            hitungan.selesai()
            return redirect("akun:faktor-pasang")
        catat_gagal(pengguna, "Kode dari surel salah ketika memasang faktor kedua.")
        form.add_error("kode", fp.SALAH)
    konteks = {
        "form": form,
        "surel": fp.surel_samar(pengguna) if form else "",
        "terkirim": fp.KODE in request.session,
        "siapa": "" if form else fp.siapa_kedua(pengguna),
    }
    return tampil(request, "akun/faktor_bukti.html", konteks)


@require_POST
def faktor_bukti_minta(request: Permintaan) -> HttpResponse:
    """A code to the mailbox; where there is none, a word to those who may give theirs."""
    pengguna = request.user
    if f.faktor_aktif(pengguna) or not f.faktor_perlu_bukti(pengguna, request.session):
        return redirect("akun:faktor-pasang")
    try:
        if fp.bersurel(pengguna):
            mulai_kode_surel(pengguna)
            fp.kode_surel_minta(pengguna=pengguna, sesi=request.session)
            messages.success(
                request, f"Kode dikirim ke {fp.surel_samar(pengguna)}. Bukalah surel itu, lalu isi kodenya."
            )
        elif fp.faktor_minta_izin(pengguna=pengguna):
            messages.success(request, "Permintaan Anda disampaikan. Hubungi juga orangnya, supaya ia dapat memastikan.")
        else:
            raise ValidationError(fp.TANPA_SIAPA)
    except TerlaluSering as galat:
        return tertahan(request, galat)
    except ValidationError as galat:
        return tertolak(request, galat, lambda: faktor_bukti(request))
    return redirect("akun:faktor-bukti")


def _kode(request: Permintaan, kode: list[str]) -> HttpResponse:
    """The codes on paper, shown this once."""
    jawab = tampil(request, "akun/faktor_kode.html", {"kode": kode})
    jawab.status_code = 200  # what was sent has been done; nothing of it is kept to be shown again
    return jawab


def _dengan_sandi(request: Permintaan, belum: str, kerja: Callable[[], HttpResponse], **konteks: Any) -> HttpResponse:
    """A page that does one thing after the password."""
    form = KataSandiSajaForm(terkirim(request), request=request, belum=belum)
    if request.method == "POST" and form.is_valid():
        try:
            return kerja()
        except ValidationError as galat:
            salahkan(form, galat)
    return tampil(request, "akun/faktor_tanya.html", {"form": form, **konteks})


def _dengan_kode(request: Permintaan, belum: str, kerja: Callable[[str], HttpResponse], **konteks: Any) -> HttpResponse:
    """A page that changes one's own second factor, after the password and a code of it."""
    if not f.faktor_aktif(request.user):
        return redirect("akun:keamanan")
    form = KodeSandiForm(terkirim(request), request=request, belum=belum)
    if request.method == "POST" and form.is_valid():
        try:
            hitungan = mulai_kode(request.user, request)
            jawab = kerja(form.cleaned_data["kode_faktor"])
        except ValidationError as galat:
            if "kode_faktor" in getattr(galat, "error_dict", {}):
                catat_gagal(request.user, "Kode faktor kedua salah ketika mengubahnya.")
            salahkan(form, galat)
        else:
            hitungan.selesai()
            return jawab
    return tampil(request, "akun/faktor_tanya.html", {"form": form, **konteks})


@never_cache
@sensitive_post_parameters()
def faktor_kode_baru(request: Permintaan) -> HttpResponse:
    return _dengan_kode(
        request,
        "Kode yang lama masih berlaku.",
        lambda kode: _kode(request, f.kode_baru(pengguna=request.user, kode=kode)),
        judul="Kode pemulihan baru",
        tombol="Buat kode baru",
        kalimat="Sepuluh kode baru dibuat. Semua kode yang lama langsung tidak berlaku lagi.",
    )


@sensitive_post_parameters()
def faktor_lepas(request: Permintaan) -> HttpResponse:
    """Give one's own second factor up; where the role requires one, another is set up at once."""

    def lepas(kode: str) -> HttpResponse:
        f.faktor_lepas(pengguna=request.user, oleh=request.user, kode=kode)
        request.session.pop(f.SESI, None)
        sesi_akhiri_lainnya(request, request.user)
        messages.success(request, "Faktor kedua dilepas.")
        return redirect("akun:keamanan")

    return _dengan_kode(
        request,
        "Faktor kedua tidak dilepas.",
        lepas,
        judul="Lepas faktor kedua",
        tombol="Lepas",
        kalimat="Sesudah ini akun Anda hanya dijaga kata sandi. Peran yang mewajibkan faktor kedua langsung diminta "
        "memasang yang baru.",
    )


@sensitive_post_parameters()
def faktor_atur_ulang(request: Permintaan, pk: int) -> HttpResponse:
    """For somebody who lost the phone and the paper: by another, who looks after the account."""
    orang = get_object_or_404(pengguna_dikelola(request.user).exclude(pk=request.user.pk), pk=pk)

    def atur_ulang() -> HttpResponse:
        f.faktor_lepas(pengguna=orang, oleh=request.user)
        messages.success(request, f"Faktor kedua {orang} diatur ulang. Ia dikabari.")
        return redirect("akun:orang-rinci", orang.pk)

    return _dengan_sandi(
        request,
        "Faktor keduanya tidak diatur ulang.",
        atur_ulang,
        judul=f"Atur ulang faktor kedua {orang}",
        tombol="Atur ulang",
        kalimat="Pastikan dahulu, dengan bertemu atau menelepon, bahwa orangnya sendiri yang kehilangan ponsel dan "
        "kertasnya. Nama Anda dicatat, dan ia dikabari.",
        orang=orang,
    )


@require_POST
def sesi_tutup(request: Permintaan, pk: int) -> HttpResponse:
    if not sesi_akhiri(pengguna=request.user, pk=pk):
        raise Http404("Sesi ini sudah berakhir.")
    messages.success(request, "Gawai itu dikeluarkan.")
    return redirect("akun:keamanan")


@require_POST
def sesi_tutup_semua(request: Permintaan) -> HttpResponse:
    sesi_akhiri_lainnya(request, request.user)
    messages.success(request, "Semua gawai lain dikeluarkan.")
    return redirect("akun:keamanan")
