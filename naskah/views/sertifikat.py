"""One's own signing certificate, and the public files of the office's authority."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun.forms import KataSandiForm
from akun.orang_kedua import orang_kedua
from akun.pejabat import kalimat_ganda
from dasar.formulir import salahkan, tampil, terkirim
from dasar.permintaan import Permintaan
from naskah.enums.sertifikat import StatusSertifikat
from naskah.forms.sertifikat import FrasaGantiForm, SertifikatBuatForm, SertifikatCabutForm
from naskah.models import AkarSertifikat, Sertifikat
from naskah.otoritas import crl_terkini, otoritas_aktif
from naskah.services import sertifikat as services
from tte.kunci_ca import KunciCaTidakAda


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def sertifikat_saya(request: Permintaan) -> HttpResponse:
    """The certificate, or the invitation to make one; only the owner gets here."""
    undangan = services.undangan_untuk(request.user)
    form = SertifikatBuatForm(terkirim(request)) if undangan else None
    if request.method == "POST" and undangan and form.is_valid():
        try:
            services.sertifikat_buat(sertifikat=undangan, frasa=form.cleaned_data["frasa"], oleh=request.user)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(
                request, "Sertifikat Anda sudah jadi. Frasa sandinya akan ditanyakan setiap kali Anda menandatangani."
            )
            return redirect("naskah:sertifikat-saya")
    return _saya(request, form, SertifikatCabutForm())


def _saya(request: Permintaan, form: forms.Form | None, form_cabut: forms.Form) -> HttpResponse:
    undangan = services.undangan_untuk(request.user)
    konteks = {
        "form": form,
        "undangan": undangan,
        "menunggu": (services.undangan_menunggu(undangan) or request.user.halangan_mengesahkan) if undangan else "",
        "ganda": kalimat_ganda(request.user),
        "aktif": services.sertifikat_aktif(request.user),
        "riwayat": Sertifikat.objects.filter(pengguna=request.user, nomor_seri__isnull=False).select_related(
            "dicabut_oleh"
        ),
        "form_cabut": form_cabut,
    }
    return tampil(request, "naskah/sertifikat_saya.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def sertifikat_setujui(request: Permintaan, pk: int) -> HttpResponse:
    """A second person's word on an invitation, with his own password."""
    undangan = get_object_or_404(Sertifikat.objects.select_related("pengguna", "diterbitkan_oleh"), pk=pk)
    orang = undangan.pengguna
    if not orang_kedua(orang, undangan.diterbitkan_oleh).filter(pk=request.user.pk).exists():
        raise Http404("Undangan ini bukan untuk disetujui oleh Anda.")
    form = KataSandiForm(terkirim(request), request=request, belum="Undangan ini belum disetujui.")
    if request.method == "POST" and form.is_valid():
        try:
            services.undangan_setujui(undangan=undangan, oleh=request.user)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, f"Undangan sertifikat {orang} disetujui. Ia dikabari.")
            return redirect("dasbor:hari-ini")
    terbuka = undangan.status == StatusSertifikat.DIUNDANG and undangan.disetujui is None
    return tampil(
        request,
        "naskah/sertifikat_setujui.html",
        {"form": form, "undangan": undangan, "orang": orang, "terbuka": terbuka},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@sensitive_variables()
def sertifikat_frasa(request: Permintaan) -> HttpResponse:
    aktif = services.sertifikat_aktif(request.user)
    if aktif is None:
        raise Http404("Anda belum mempunyai sertifikat yang berlaku.")
    form = FrasaGantiForm(terkirim(request))
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            services.frasa_ganti(sertifikat=aktif, lama=isi["lama"], baru=isi["baru"], oleh=request.user)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, "Frasa sandi diganti. Yang lama tidak berlaku lagi.")
            return redirect("naskah:sertifikat-saya")
    return tampil(request, "naskah/sertifikat_frasa.html", {"form": form})


@require_POST
def sertifikat_cabut(request: Permintaan) -> HttpResponse:
    """The owner gives up the certificate at once, for instance because somebody has seen the passphrase."""
    aktif = services.sertifikat_aktif(request.user)
    if aktif is None:
        raise Http404("Anda belum mempunyai sertifikat yang berlaku.")
    form = SertifikatCabutForm(request.POST)
    if form.is_valid():
        try:
            services.sertifikat_cabut(sertifikat=aktif, alasan=form.cleaned_data["alasan"], oleh=request.user)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, "Sertifikat dicabut. Mintalah yang baru kepada admin bila masih diperlukan.")
            return redirect("naskah:sertifikat-saya")
    return _saya(request, SertifikatBuatForm() if services.undangan_untuk(request.user) else None, form)


@require_safe
def crl(request: Permintaan) -> HttpResponse:
    """What was revoked, for every program that examines one of our signatures (RFC 5280)."""
    try:
        isi = crl_terkini()
    except KunciCaTidakAda as galat:
        raise Http404("Otoritas sertifikat kantor belum dibuat.") from galat
    jawaban = HttpResponse(isi, content_type="application/pkix-crl")
    jawaban["Cache-Control"] = "public, max-age=300"
    return jawaban


@require_safe
def ca_sertifikat(request: Permintaan) -> HttpResponse:
    """The root certificate, to be trusted by whoever wants to examine signatures in a reader of their own."""
    try:
        akar = otoritas_aktif()[1]
    except KunciCaTidakAda:
        terakhir = AkarSertifikat.objects.first()
        if terakhir is None:
            raise Http404("Otoritas sertifikat kantor belum dibuat.") from None
        akar = terakhir
    jawaban = HttpResponse(bytes(akar.sertifikat), content_type="application/x-x509-ca-cert")
    jawaban["Content-Disposition"] = 'attachment; filename="otoritas-perut.crt"'
    return jawaban
