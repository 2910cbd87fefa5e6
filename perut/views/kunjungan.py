"""A visit's page, and the decisions about it."""

from collections.abc import Callable
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from akun.enums import KECAMATAN, Peran
from akun.forms import AlasanForm, KataSandiForm
from cetak.cetakan import PdfGagal
from cetak.pdf import pdf_buat
from dasar.alur import cari, sejak_terbaca
from perut.alur import TRANSISI_KUNJUNGAN
from perut.enums import BELUM_LAYAK_BA, StatusKunjungan
from perut.forms.keputusan import CatatanForm, VerifikasiForm
from perut.models import Kunjungan
from perut.naskah import BERITA_ACARA
from perut.queries import kelengkapan
from perut.reports import berita_acara_isi
from perut.services import kunjungan as layanan
from perut.syarat import jawaban, surat_tugas_cocok, temuan_baru, temuan_lalu
from perut.tindakan import tindakan_untuk
from perut.verifikasi import hasil_verifikasi, periksa_aspek


def ambil(request: HttpRequest, pk: int) -> Kunjungan:
    """A visit in the person's scope (else 404) that they may see (else 403)."""
    kunjungan = get_object_or_404(Kunjungan.objects.untuk(request.user).lengkap(), pk=pk)
    if not request.user.has_perm("perut.lihat_kunjungan", kunjungan):
        raise Http404
    return kunjungan


def kunjungan_rinci(request: HttpRequest, pk: int) -> HttpResponse:
    return _rinci(request, ambil(request, pk), CatatanForm())


def _rinci(request: HttpRequest, kunjungan: Kunjungan, form_catatan: CatatanForm, status: int = 200) -> HttpResponse:
    boleh_isi = request.user.has_perm("perut.lihat_isi_kunjungan", kunjungan)
    konteks = {
        "kunjungan": kunjungan,
        "tindakan": tindakan_untuk(request.user, kunjungan),
        "boleh_isi": boleh_isi,
        "boleh_atur": request.user.has_perm("perut.atur_kunjungan", kunjungan),
        "boleh_surat": request.user.has_perm("perut.surati_kunjungan", kunjungan),
        "boleh_lapangan": request.user.has_perm("perut.isi_kunjungan", kunjungan),
        "boleh_catat": request.user.has_perm("perut.catat_kunjungan", kunjungan),
        "surat_tugas_cocok": kunjungan.surat_tugas is None or surat_tugas_cocok(kunjungan),
        "riwayat": kunjungan.riwayat.select_related("oleh"),
        "pengembalian": kunjungan.riwayat.filter(ke=StatusKunjungan.DIKEMBALIKAN).select_related("oleh").last(),
    }
    if boleh_isi:
        pemeriksaan = list(kunjungan.pemeriksaan_set.select_related("buku", "kunjungan"))
        konteks |= {
            "pemeriksaan": pemeriksaan,
            "kelengkapan": kelengkapan(pemeriksaan),
            "kehadiran": kunjungan.kehadiran_set.all(),
            "kegiatan": kunjungan.kegiatan_set.all(),
            "kesepakatan": kunjungan.kesepakatan_set.all(),
            "foto": kunjungan.foto_set.select_related("buku"),
            "temuan": temuan_baru(kunjungan),
            "jawaban": jawaban(kunjungan).select_related("temuan"),
            "temuan_lalu": temuan_lalu(kunjungan) if kunjungan.dapat_diisi else [],
            "catatan": kunjungan.catatan.select_related("oleh"),
            "form_catatan": form_catatan,
        }
    return render(request, "perut/kunjungan_rinci.html", konteks, status=status)


@require_POST
def kunjungan_catat(request: HttpRequest, pk: int) -> HttpResponse:
    kunjungan = ambil(request, pk)
    if not request.user.has_perm("perut.catat_kunjungan", kunjungan):
        raise PermissionDenied("Catatan ditulis oleh orang kecamatan.")
    form = CatatanForm(request.POST)
    if not form.is_valid():
        return _rinci(request, kunjungan, form, status=422)
    form.instance.kunjungan, form.instance.oleh = kunjungan, request.user
    form.save()
    messages.success(request, "Catatan ditambahkan.")
    return redirect(f"{kunjungan.get_absolute_url()}#catatan")


def kunjungan_alur(request: HttpRequest) -> HttpResponse:
    """The page that explains the flow, drawn from the same table that enforces it."""
    tabel = [
        {
            "label": t.label,
            "dari_label": ", ".join(s.label for s in StatusKunjungan if s in t.dari),
            "ke_label": StatusKunjungan(t.ke).label,
            "oleh_label": ", ".join(Peran(p).label for p in sorted(t.peran)),
            "syarat": t.syarat,
        }
        for t in TRANSISI_KUNJUNGAN
    ]
    return render(request, "komponen/alur.html", {"tabel": tabel, "benda": "kunjungan"})


@sensitive_post_parameters("sandi")
def kunjungan_aksi(request: HttpRequest, pk: int, aksi: str) -> HttpResponse:
    """One decision. Some are one button, some ask something first; a decision is always a POST."""
    kunjungan = ambil(request, pk)
    transisi = cari(TRANSISI_KUNJUNGAN, aksi)
    if not request.user.has_perm(f"perut.{aksi}_kunjungan", kunjungan):
        if request.user.peran_di(kunjungan.desa) & transisi.peran:
            raise PermissionDenied(
                "Anda petugas kunjungan ini; orang lain yang harus memutuskannya."
                if aksi in {"verifikasi", "sahkan"}
                else "Hanya petugas kunjungan ini yang dapat melakukannya."
            )
        raise PermissionDenied(f"Peran Anda tidak berwenang untuk: {transisi.label.lower()}.")
    if kunjungan.status not in transisi.dari:
        if request.method == "POST" and kunjungan.status == transisi.ke:
            messages.info(
                request, f"Kunjungan ini sudah {kunjungan.get_status_display().lower()}; tidak diproses dua kali."
            )
        else:
            messages.warning(
                request,
                f"Kunjungan ini berstatus “{kunjungan.get_status_display()}”, jadi tidak dapat diproses: "
                f"{transisi.label.lower()}.",
            )
        return redirect(kunjungan)
    halaman: dict[str, Callable[[HttpRequest, Kunjungan], HttpResponse]] = {
        "kembalikan": _beralasan("kembalikan"),
        "batalkan": _beralasan("batalkan"),
        "verifikasi": _verifikasi,
        "sahkan": _sahkan,
    }
    if aksi in halaman:
        return halaman[aksi](request, kunjungan)
    if request.method != "POST":
        return redirect(kunjungan)
    try:
        getattr(layanan, f"kunjungan_{aksi}")(kunjungan=kunjungan, oleh=request.user)
    except ValidationError as galat:
        for kalimat in galat.messages:
            messages.error(request, kalimat)
        return redirect(kunjungan)
    return _selesai(request, kunjungan, aksi)


PESAN = {
    "jadwalkan": "Kunjungan dijadwalkan. Petugas dan desa sudah diberi tahu.",
    "mulai": "Kunjungan dimulai. Selamat bertugas.",
    "ajukan": "Kunjungan diajukan untuk diverifikasi. Isinya terkunci sampai ada keputusan.",
    "verifikasi": "Kunjungan diverifikasi dan diteruskan kepada camat.",
    "kembalikan": "Kunjungan dikembalikan kepada petugas.",
    "sahkan": "Kunjungan disahkan. Berita acara bernomor dan siap ditandatangani.",
    "batalkan": "Kunjungan dibatalkan.",
}


def _selesai(request: HttpRequest, kunjungan: Kunjungan, aksi: str) -> HttpResponse:
    messages.success(request, PESAN[aksi])
    if aksi == "mulai":
        return redirect("perut:lapangan", pk=kunjungan.pk)
    if aksi == "sahkan" and kunjungan.berita_acara:
        return redirect(kunjungan.berita_acara)  # where it is signed
    return redirect(kunjungan)


def _halaman(
    request: HttpRequest, kunjungan: Kunjungan, templat: str, form: forms.Form, status: int = 200, **konteks: object
) -> HttpResponse:
    """A page that asks before it decides; it names the last history row, so that a decision on a stale
    page is noticed."""
    terakhir = kunjungan.riwayat.last()
    konteks |= {"kunjungan": kunjungan, "form": form, "sejak": terakhir.pk if terakhir else 0}
    return render(request, templat, konteks, status=status)


def _putuskan(
    request: HttpRequest,
    kunjungan: Kunjungan,
    templat: str,
    form: forms.Form,
    aksi: Callable[[], tuple[str, dict[str, Any]]],
    **konteks: object,
) -> HttpResponse:
    """Show the form, or carry out what it says. A refusal shows it again with all that was typed."""
    if request.method != "POST" or not form.is_valid():
        return _halaman(request, kunjungan, templat, form, **konteks)
    nama, isi = aksi()
    try:
        getattr(layanan, f"kunjungan_{nama}")(
            kunjungan=kunjungan, oleh=request.user, sejak=sejak_terbaca(request.POST), **isi
        )
    except ValidationError as galat:
        form.add_error(None, galat.messages)
        return _halaman(request, kunjungan, templat, form, status=409, **konteks)
    return _selesai(request, kunjungan, nama)


def _beralasan(aksi: str) -> Callable[[HttpRequest, Kunjungan], HttpResponse]:
    def halaman(request: HttpRequest, kunjungan: Kunjungan) -> HttpResponse:
        form = AlasanForm(request.POST or None)
        return _putuskan(
            request,
            kunjungan,
            "perut/kunjungan_alasan.html",
            form,
            lambda: (aksi, {"alasan": form.cleaned_data["alasan"]}),
            transisi=cari(TRANSISI_KUNJUNGAN, aksi),
        )

    return halaman


def _verifikasi(request: HttpRequest, kunjungan: Kunjungan) -> HttpResponse:
    aspek = periksa_aspek(kunjungan)
    form = VerifikasiForm(request.POST or None, aspek=aspek)

    def aksi() -> tuple[str, dict[str, Any]]:
        if form.belum_sesuai:
            return "kembalikan", {"alasan": "\n".join(form.belum_sesuai)}
        return "verifikasi", {"verifikasi": hasil_verifikasi(aspek, form.jawaban_orang())}

    return _putuskan(request, kunjungan, "perut/kunjungan_verifikasi.html", form, aksi)


def _sahkan(request: HttpRequest, kunjungan: Kunjungan) -> HttpResponse:
    form = KataSandiForm(request.POST or None, request=request, belum="Kunjungan belum disahkan.")
    return _putuskan(request, kunjungan, "perut/kunjungan_sahkan.html", form, lambda: ("sahkan", {}))


@csp_replace({"object-src": [SELF], "style-src": [UNSAFE_INLINE]})  # for the browser's own PDF viewer
def kunjungan_pratinjau(request: HttpRequest, pk: int) -> HttpResponse:
    """The berita acara as it would be printed now, without a number; nothing is stored."""
    kunjungan = ambil(request, pk)
    if not request.user.peran_di(kunjungan.desa) & KECAMATAN or kunjungan.status in BELUM_LAYAK_BA:
        raise Http404
    isi = berita_acara_isi(kunjungan, oleh=request.user, waktu=timezone.now())
    konteks = {"isi": isi, "nomor": "", "draf": True, "judul": f"Pratinjau {kunjungan}"}
    try:
        pdf = pdf_buat(BERITA_ACARA.template, konteks)
    except PdfGagal as galat:
        messages.error(request, str(galat))
        return redirect(kunjungan)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="pratinjau-berita-acara.pdf"', "Cache-Control": "no-store"},
    )
