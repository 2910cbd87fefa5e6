"""What waits for a person: to approve and to sign, several at once; to witness, to print, to examine."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from akun.forms import KataSandiForm
from cetak.fon import tak_tercetak_dalam
from dasar.alur import cari
from dasar.formulir import salahkan, tampil, terkirim
from dasar.pemisahan import halangan_orang
from dasar.permintaan import Permintaan
from naskah.alur import TRANSISI_NASKAH
from naskah.enums.naskah import CaraTtd
from naskah.forms.naskah import FrasaForm
from naskah.models import Naskah
from naskah.queries.naskah import menunggu_goresan, menunggu_persetujuan, menunggu_pindaian, menunggu_ttd
from naskah.services import naskah as layanan
from naskah.services.sertifikat import sertifikat_aktif
from naskah.services.tanda_tangan import TANPA_SERTIFIKAT
from naskah.services.ttd_banyak import tandatangani_banyak
from naskah.syarat import halangan_elektronik

SETUJUI_SEKALIGUS = 100
TTD_SEKALIGUS = 25  # a signature takes a part of a second, in the request
# Its interface, as far as known, takes one file a call, and a passphrase is kept for no worker: see tte/bsre.py.
DI_HALAMANNYA = (
    "Ditandatangani melalui BSrE di halamannya sendiri, satu per satu: gerbang BSrE menerima satu naskah setiap kali, "
    "dan frasa sandinya tidak disimpan."
)


@sensitive_post_parameters("setujui-sandi")
@require_http_methods(["GET", "HEAD", "POST"])
def naskah_menunggu(request: Permintaan) -> HttpResponse:
    """The page; sent, the approval of those chosen with one password."""
    persetujuan = _persetujuan(request)
    if request.method != "POST":
        return _halaman(request, persetujuan)
    form = _form_setujui(request)
    dipilih = set(request.POST.getlist("naskah"))
    pilihan = [n for n in persetujuan if str(n.pk) in dipilih and not n.halangan]
    sah = form.is_valid()
    if sah and not pilihan:
        form.add_error(None, "Pilih paling sedikit satu naskah yang masih menunggu persetujuan.")
    elif sah and len(pilihan) > SETUJUI_SEKALIGUS:
        form.add_error(None, f"Pilih paling banyak {SETUJUI_SEKALIGUS} naskah sekaligus.")
    elif sah:
        _setujui_semua(request, pilihan)
        return redirect("naskah:naskah-menunggu")
    for n in persetujuan:  # read again here, but not by the person: that was the page that was sent
        n.sejak = request.POST.get(f"sejak-{n.pk}", n.sejak)
    return _halaman(request, persetujuan, form_setujui=form, dipilih=dipilih)


def _form_setujui(request: Permintaan) -> KataSandiForm:
    return KataSandiForm(terkirim(request), request=request, belum="Belum ada naskah yang disetujui.", prefix="setujui")


def _persetujuan(request: Permintaan) -> list[Any]:
    """What waits for an approval; where this person had a part in it, with the sentence (`halangan`)."""
    setujui = cari(TRANSISI_NASKAH, "setujui")
    daftar: list[Any] = menunggu_persetujuan(request.user)
    for n in daftar:
        n.halangan = halangan_orang(request.user, n, setujui)
        n.tak_tercetak = tak_tercetak_dalam([n.perihal, n.isi])
    return daftar


def _tanda_tangan(request: Permintaan) -> list[Any]:
    """What waits for this person's signature; what cannot be signed from here says why (`halangan`)."""
    daftar: list[Any] = menunggu_ttd(request.user)
    for n in daftar:
        semua = list(n.penanda.all())
        milik = next(p for p in semua if p.pengguna_id == request.user.pk)
        milik.naskah = n
        n.halangan = halangan_elektronik(milik, semua) if n.cara_ttd == CaraTtd.ELEKTRONIK else [DI_HALAMANNYA]
    return daftar


def _halaman(
    request: Permintaan,
    persetujuan: list[Any],
    *,
    form_setujui: forms.Form | None = None,
    form_ttd: forms.Form | None = None,
    dipilih: set[str] | None = None,
    dipilih_ttd: set[str] | None = None,
) -> HttpResponse:
    tanda_tangan = _tanda_tangan(request)
    for n in tanda_tangan:  # as above: the mark of the page that was read
        n.sidik = request.POST.get(f"sidik-{n.pk}", n.pdf_sha256)
    semua = request.GET.get("pilih")  # "Pilih semua" without JavaScript
    konteks = {
        "persetujuan": persetujuan,
        "dipilih": {str(n.pk) for n in persetujuan} if semua == "setujui" else dipilih or set(),
        "form": form_setujui or KataSandiForm(request=request, belum="", prefix="setujui"),
        "tanda_tangan": tanda_tangan,
        "dapat_ttd": any(not n.halangan for n in tanda_tangan),
        "dipilih_ttd": {str(n.pk) for n in tanda_tangan} if semua == "ttd" else dipilih_ttd or set(),
        "form_ttd": form_ttd or FrasaForm(prefix="ttd"),
        "tanpa_sertifikat": TANPA_SERTIFIKAT if sertifikat_aktif(request.user) is None else "",
        "goresan": menunggu_goresan(request.user),
        "pindaian": menunggu_pindaian(request.user),
    }
    return tampil(request, "naskah/naskah_menunggu.html", konteks)


def _setujui_semua(request: Permintaan, pilihan: list[Naskah]) -> None:
    """Each for itself: one that fails takes no number and stops no other."""
    berhasil = []
    for naskah in pilihan:
        sejak = request.POST.get(f"sejak-{naskah.pk}", "")
        try:
            hasil = layanan.naskah_setujui(naskah=naskah, oleh=request.user, sejak=sejak)
        except ValidationError as galat:
            kalimat = format_html_join(" ", "{}", ((k,) for k in galat.messages))
            messages.error(request, format_html("{}: {}", naskah.perihal, kalimat))
        except PermissionDenied as galat:
            messages.error(request, f"{naskah.perihal}: {galat}")
        else:
            berhasil.append(hasil.nomor)
    if berhasil:
        messages.success(request, f"{len(berhasil)} naskah disetujui: {', '.join(berhasil)}.")


@sensitive_post_parameters("ttd-frasa")
@require_POST
def ttd_banyak(request: Permintaan) -> HttpResponse:
    """Sign those chosen from the list with one passphrase; a wrong one signs none and keeps the choice."""
    dipilih = list(dict.fromkeys(request.POST.getlist("ttd")))
    form = FrasaForm(request.POST, prefix="ttd")
    pilihan = [(int(pk), request.POST.get(f"sidik-{pk}", "")) for pk in dipilih if pk.isascii() and pk.isdigit()]
    try:
        if form.is_valid():
            _cukup(pilihan)
            hasil = tandatangani_banyak(pilihan=pilihan, frasa=form.cleaned_data["frasa"], oleh=request.user)
            return _selesai(request, hasil)
    except ValidationError as galat:
        salahkan(form, galat)
    return _halaman(request, _persetujuan(request), form_ttd=form, dipilih_ttd=set(dipilih))


def _cukup(pilihan: list[tuple[int, str]]) -> None:
    if not pilihan:
        raise ValidationError("Pilih paling sedikit satu naskah yang menunggu tanda tangan Anda.")
    if len(pilihan) > TTD_SEKALIGUS:
        raise ValidationError(f"Pilih paling banyak {TTD_SEKALIGUS} naskah sekaligus; belum ada yang ditandatangani.")


def _selesai(request: Permintaan, hasil: list[Any]) -> HttpResponse:
    for h in hasil:
        if h.keadaan == "ditolak":
            messages.error(request, f"{h.naskah.nomor if h.naskah else 'Satu naskah'}: {h.kalimat}")
    for keadaan, kalimat in (
        ("diterima", "{} naskah Anda tanda tangani, dan sedang dibubuhkan: {}."),
        ("sudah", "{} naskah sudah Anda tanda tangani sebelumnya: {}."),
    ):
        nomor = [h.naskah.nomor for h in hasil if h.keadaan == keadaan]
        if nomor:
            messages.success(request, kalimat.format(len(nomor), ", ".join(nomor)))
    return redirect(reverse("naskah:naskah-menunggu"))
