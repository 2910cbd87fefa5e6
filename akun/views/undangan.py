"""Invitations: sent or printed by whoever looks after the people, opened by the one invited."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from akun.enums import CaraUndangan
from akun.filters import TANPA_SANDI
from akun.forms import SandiPertamaForm
from akun.masuk import masuk_atau_tanya
from akun.models import Pengguna, Undangan
from akun.queries import dengan_tugas, pengguna_dikelola
from akun.reports import lembar_undangan
from akun.services.undangan import CETAK_MAKS, undangan_buat, undangan_cabut, undangan_dari, undangan_terima
from akun.tables import keadaan_akun
from akun.views.orang import orang_rinci
from dasar.formulir import salahkan, tampil, terkirim, tertolak
from dasar.nama import akhiri
from dasar.permintaan import Permintaan
from dasar.waktu import hari_ini_pembaca


# --- for whoever invites ---------------------------------------------------------------
@require_POST
def undangan_satu(request: Permintaan, pk: int, cara: str) -> HttpResponse:
    """Invite one person, anew too: what was open before is good for nothing any more."""
    orang = get_object_or_404(pengguna_dikelola(request.user).exclude(pk=request.user.pk), pk=pk)
    try:
        return _undang(request, [orang], cara) or redirect("akun:orang-rinci", orang.pk)
    except ValidationError as galat:
        return tertolak(request, galat, lambda: orang_rinci(request, orang.pk))


@require_http_methods(["GET", "HEAD", "POST"])
def undangan_banyak(request: Permintaan) -> HttpResponse:
    """Everybody who has no password yet; those not invited are chosen already."""
    if request.method == "POST":
        nomor = [n for n in request.POST.getlist("orang") if n.isascii() and n.isdigit() and len(n) < 19]
        dipilih = list(_menunggu(request).filter(pk__in=nomor))
        cara = request.POST.get("cara", "")
        try:
            if not dipilih:
                raise ValidationError("Pilih sedikitnya satu orang yang belum membuat kata sandinya.")
            if baru := _baru_diundang(dipilih, request.POST.get("sejak", "")):
                nama = akhiri("; ".join(p.nama for p in baru))
                dipilih = [p for p in dipilih if p not in baru]
                raise ValidationError(
                    f"Sudah diundang sesudah halaman ini dibuka: {nama} Undangan yang baru mematikan yang itu. Bila "
                    "memang harus diganti, centang lagi namanya."
                )
            return _undang(request, dipilih, cara) or redirect("akun:undangan-banyak")
        except ValidationError as galat:
            terpilih = {p.pk for p in dipilih}
            return tertolak(request, galat, lambda: _banyak(request, terpilih))
    return _banyak(request, None)


def _baru_diundang(orang: list[Pengguna], sejak: str) -> list[Pengguna]:
    """Who was invited after the page was shown: printing leaves the page as it was, and a second press comes easily."""
    terakhir = int(sejak) if sejak.isascii() and sejak.isdigit() and len(sejak) < 19 else 0
    baru = Undangan.objects.terbuka().filter(pengguna__in=orang, pk__gt=terakhir).values_list("pengguna", flat=True)
    diundang = set(baru)
    return [p for p in orang if p.pk in diundang]


def _menunggu(request: Permintaan) -> Any:
    semua = pengguna_dikelola(request.user).exclude(pk=request.user.pk).filter(TANPA_SANDI, is_active=True, demo=False)
    return dengan_tugas(semua)


def _banyak(request: Permintaan, dipilih: set[int] | None) -> HttpResponse:
    orang = []
    for p in _menunggu(request):
        keadaan = keadaan_akun(p)
        belum = keadaan != "Diundang"
        orang.append((p, keadaan, p.pk in dipilih if dipilih is not None else belum))
    konteks = {
        "orang": [o for o in orang if o[0].email],
        "tanpa_surel": [o for o in orang if not o[0].email],
        "cetak_maks": CETAK_MAKS,
        "sejak": Undangan.objects.aggregate(terakhir=Max("pk"))["terakhir"] or 0,
    }
    return render(request, "akun/undangan_banyak.html", konteks)


def _undang(request: Permintaan, orang: Iterable[Pengguna], cara: str) -> HttpResponse | None:
    """Invite; the answer is the file to print, or None where mails go out."""
    hasil = undangan_buat(pengguna=orang, cara=cara, oleh=request.user)
    if cara == CaraUndangan.CETAK:
        siapa = hasil[0][0].pengguna.username if len(hasil) == 1 else f"{hari_ini_pembaca():%Y%m%d}"
        return HttpResponse(
            lembar_undangan(hasil),
            content_type="application/pdf",
            headers={
                "Content-Disposition": f'attachment; filename="undangan-{siapa}.pdf"',
                "Cache-Control": "no-store",
            },
        )
    if len(hasil) == 1:
        messages.success(request, f"Undangan dikirim ke {hasil[0][0].surel}.")
    else:
        messages.success(request, f"{len(hasil)} undangan dikirim lewat surel.")
    return None


@require_POST
def undangan_tarik(request: Permintaan, pk: int) -> HttpResponse:
    undangan = get_object_or_404(Undangan, pk=pk, pengguna__in=pengguna_dikelola(request.user))
    try:
        undangan_cabut(undangan=undangan, oleh=request.user)
    except ValidationError as galat:
        return tertolak(request, galat, lambda: orang_rinci(request, undangan.pengguna_id))
    messages.success(request, "Undangan dicabut. Tautannya tidak berlaku lagi.")
    return redirect("akun:orang-rinci", undangan.pengguna_id)


# --- for the one invited ---------------------------------------------------------------
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@sensitive_variables()
def undangan_buka(request: HttpRequest, token: str) -> HttpResponse:
    """Choose one's first password, and be signed in. Looking at it uses nothing up."""
    undangan = undangan_dari(token)
    if halangan := _halangan(request, undangan):
        return halangan
    assert undangan is not None
    orang = undangan.pengguna
    form = SandiPertamaForm(orang, terkirim(request))
    if request.method == "POST" and form.is_valid():
        try:
            orang = undangan_terima(undangan=undangan, sandi=form.cleaned_data["new_password1"])
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            depan = reverse("dasbor:hari-ini")
            jawab = masuk_atau_tanya(request, orang, depan) or redirect(depan)
            messages.success(
                request, f"Kata sandi Anda tersimpan. Lain kali masuklah dengan nama pengguna {orang.username}."
            )
            return jawab
    return tampil(request, "akun/undangan_terima.html", {"form": form, "undangan": undangan, "orang": orang})


def _halangan(request: HttpRequest, undangan: Undangan | None) -> HttpResponse | None:
    """A page with the sentence and what to do, where the invitation cannot be used by this visitor now."""
    alasan = ""
    if undangan is None:
        alasan = "tidak_dikenal"
    elif undangan.dipakai:
        alasan = "dipakai"
    elif undangan.dicabut:
        alasan = "dicabut"
    elif not undangan.pengguna.is_active:
        alasan = "nonaktif"
    elif undangan.lewat:
        alasan = "lewat"
    elif request.user.is_authenticated and request.user.pk != undangan.pengguna_id:
        alasan = "orang_lain"
    if not alasan:
        return None
    status = {"tidak_dikenal": 404, "orang_lain": 409}.get(alasan, 410)
    return render(request, "akun/undangan_tolak.html", {"alasan": alasan, "undangan": undangan}, status=status)
