"""The certificates of all signers: who has one, inviting, revoking. No key is shown, none can be changed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods

from akun.filters import TANPA_SANDI
from akun.models import Pengguna, Penugasan
from akun.queries import kecamatan_bekerja
from dasar.daftar import Daftar
from dasar.formulir import tampil, terkirim, tertolak
from dasar.permintaan import Permintaan
from naskah.enums.sertifikat import StatusSertifikat
from naskah.forms.sertifikat import OtoritasForm, SertifikatCabutForm, UndangForm
from naskah.models import Sertifikat
from naskah.otoritas import otoritas_belum, otoritas_siapkan
from naskah.services import sertifikat as services
from naskah.tables.sertifikat import WARNA, SertifikatFilter, SertifikatTable
from naskah.views.pengaturan import PENANDA_LAZIM
from tte.galat import TteGagal

RINCIAN = ("pengguna", "diterbitkan_oleh", "disetujui_oleh", "dicabut_oleh")
TIDAK_TERTULIS = (
    "Kuncinya tidak dapat ditulis di server ini. Mintalah yang memasang PERUT memeriksa tempat kuncinya (CA_KUNCI)."
)


class SertifikatDaftar(Daftar):
    table_class = SertifikatTable
    filterset_class = SertifikatFilter
    template_name = "naskah/sertifikat_kelola.html"
    judul = "Sertifikat tanda tangan"
    keterangan = (
        "Untuk tanda tangan elektronik dengan sertifikat kantor sendiri. Frasa sandinya hanya diketahui pemiliknya."
    )

    def get_queryset(self) -> "QuerySet[Sertifikat]":
        return Sertifikat.objects.select_related("pengguna").defer("p12", "sertifikat").order_by("-dibuat")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(otoritas_belum=otoritas_belum(), **kwargs)

    def get_kosong(self) -> dict[str, str]:
        return {
            "judul": "Belum ada sertifikat",
            "saran": "Undang yang biasa menandatangani; mereka membuat frasa sandinya sendiri.",
            "url": reverse("naskah:sertifikat-kelola-undang"),
            "tombol": "Undang penanda tangan",
        }


def _calon() -> "QuerySet[Pengguna]":
    """Who usually signs, and has neither a certificate nor an invitation; some have no password yet."""
    tugas = Penugasan.objects.aktif().filter(peran__in=PENANDA_LAZIM)
    punya = Sertifikat.objects.aktif() | Sertifikat.objects.undangan()
    orang = Pengguna.objects.filter(is_active=True, pk__in=tugas.values("pengguna"))
    return orang.exclude(pk__in=punya.values("pengguna")).order_by("nama", "pk")


@require_http_methods(["GET", "HEAD", "POST"])
def otoritas_buat(request: Permintaan) -> HttpResponse:
    """The office's own authority, once; the same as `manage.py sertifikat_ca`. Its key stays on the server."""
    if not otoritas_belum():
        messages.info(request, "Otoritas sertifikat kantor sudah ada.")
        return redirect("naskah:sertifikat-kelola")
    kantor = list(kecamatan_bekerja()[:2])
    form = OtoritasForm(terkirim(request), initial={"instansi": str(kantor[0])[:46] if len(kantor) == 1 else ""})
    if request.method == "POST" and form.is_valid():
        try:
            akar, _ = otoritas_siapkan(instansi=form.cleaned_data["instansi"])
        except TteGagal as galat:
            form.add_error(None, str(galat))
        except OSError:
            form.add_error(None, TIDAK_TERTULIS)
        else:
            sampai = date_format(akar.berlaku_sampai, "j F Y")
            messages.success(
                request,
                f"Otoritas {akar.subjek} dibuat, berlaku sampai {sampai}. Mintalah yang memasang PERUT mencadangkan "
                "kuncinya di luar server.",
            )
            return redirect("naskah:sertifikat-kelola")
    return tampil(request, "naskah/sertifikat_otoritas.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def undang(request: Permintaan) -> HttpResponse:
    """One by one: who cannot be invited is named with the reason, the others are."""
    semua = _calon()
    calon = semua.exclude(TANPA_SANDI)
    awal = {"orang": calon} if request.GET.get("pilih") == "semua" else None
    form = UndangForm(terkirim(request), calon=calon, initial=awal)
    if request.method == "POST" and form.is_valid():
        diundang, ditolak = 0, []
        for orang in form.cleaned_data["orang"]:
            try:
                services.sertifikat_undang(pengguna=orang, oleh=request.user)
            except ValidationError as galat:
                ditolak += galat.messages
            else:
                diundang += 1
        if diundang:
            messages.success(request, f"{diundang} orang diundang dan dikabari.")
        for kalimat in ditolak:
            messages.error(request, kalimat)
        return redirect("naskah:sertifikat-kelola")
    konteks = {
        "form": form,
        "ada": calon.exists(),
        "belum_bersandi": list(semua.filter(TANPA_SANDI)),
        "otoritas_belum": otoritas_belum(),
    }
    return tampil(request, "naskah/sertifikat_undang.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
def rinci(request: Permintaan, pk: int) -> HttpResponse:
    sertifikat = get_object_or_404(Sertifikat.objects.select_related(*RINCIAN), pk=pk)
    form = SertifikatCabutForm(terkirim(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.sertifikat_cabut(sertifikat=sertifikat, alasan=form.cleaned_data["alasan"], oleh=request.user)
        except ValidationError as galat:
            return tertolak(request, galat, lambda: _rinci(request, sertifikat, form))
        else:
            messages.success(request, f"{sertifikat} dicabut. Yang sudah ditandatangani tetap sah.")
            return redirect("naskah:sertifikat-kelola")
    return _rinci(request, sertifikat, form)


def _rinci(request: Permintaan, sertifikat: Sertifikat, form: SertifikatCabutForm) -> HttpResponse:
    diundang = sertifikat.status == StatusSertifikat.DIUNDANG
    konteks: dict[str, Any] = {
        "sertifikat": sertifikat,
        "warna": WARNA[sertifikat.status],
        "form": form,
        "menunggu": services.undangan_menunggu(sertifikat) if diundang else "",
    }
    return tampil(request, "naskah/sertifikat_rinci.html", konteks)
