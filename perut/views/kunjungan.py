"""A visit's page, and the decisions about it."""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from akun.alur import cari
from akun.enums import Peran
from dokumen.pdf import PdfGagal, pdf_buat
from perut.enums import BELUM_LAYAK_BA, TRANSISI_KUNJUNGAN, StatusKunjungan
from perut.forms.keputusan import AlasanForm, CatatanForm, PengesahanForm, VerifikasiForm
from perut.models import Kunjungan
from perut.naskah import BERITA_ACARA
from perut.queries import kelengkapan, surat_tugas_cocok
from perut.reports import berita_acara_isi
from perut.services import kunjungan as layanan
from perut.syarat import jawaban, temuan_baru, temuan_lalu
from perut.tindakan import tindakan_untuk
from perut.verifikasi import hasil_verifikasi, periksa_aspek


def ambil(request: HttpRequest, pk: int) -> Kunjungan:
    """A visit in the person's scope (else 404) that they may see (else 403)."""
    kunjungan = get_object_or_404(Kunjungan.objects.untuk(request.user).lengkap(), pk=pk)
    if not request.user.has_perm("perut.lihat_kunjungan", kunjungan):
        raise Http404
    return kunjungan


def kunjungan_rinci(request: HttpRequest, pk: int) -> HttpResponse:
    kunjungan = ambil(request, pk)
    boleh_isi = request.user.has_perm("perut.lihat_isi_kunjungan", kunjungan)
    konteks = {
        "kunjungan": kunjungan,
        "tindakan": tindakan_untuk(request.user, kunjungan),
        "boleh_isi": boleh_isi,
        "boleh_atur": request.user.has_perm("perut.atur_kunjungan", kunjungan),
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
            "form_catatan": CatatanForm(),
        }
    return render(request, "perut/kunjungan_rinci.html", konteks)


@require_POST
def kunjungan_catat(request: HttpRequest, pk: int) -> HttpResponse:
    kunjungan = ambil(request, pk)
    if not request.user.has_perm("perut.catat_kunjungan", kunjungan):
        raise PermissionDenied("Catatan ditulis oleh orang kecamatan.")
    form = CatatanForm(request.POST)
    if form.is_valid():
        form.instance.kunjungan, form.instance.oleh = kunjungan, request.user
        form.save()
        messages.success(request, "Catatan ditambahkan.")
    else:
        messages.error(request, " ".join(k for daftar in form.errors.values() for k in daftar))
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
    return render(request, "perut/alur.html", {"tabel": tabel})


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
    fungsi = getattr(layanan, f"kunjungan_{aksi}")
    return _kerjakan(request, kunjungan, aksi, lambda: fungsi(kunjungan=kunjungan, oleh=request.user))


PESAN = {
    "jadwalkan": "Kunjungan dijadwalkan. Petugas dan desa sudah diberi tahu.",
    "mulai": "Kunjungan dimulai. Selamat bertugas.",
    "ajukan": "Kunjungan diajukan untuk diverifikasi. Isinya terkunci sampai ada keputusan.",
    "verifikasi": "Kunjungan diverifikasi dan diteruskan kepada camat.",
    "kembalikan": "Kunjungan dikembalikan kepada petugas.",
    "sahkan": "Kunjungan disahkan. Berita acara sedang disiapkan.",
    "batalkan": "Kunjungan dibatalkan.",
}


def _kerjakan(request: HttpRequest, kunjungan: Kunjungan, aksi: str, kerja: Callable[[], Kunjungan]) -> HttpResponse:
    try:
        kerja()
    except ValidationError as galat:
        for kalimat in galat.messages:
            messages.error(request, kalimat)
        return redirect(kunjungan)
    messages.success(request, PESAN[aksi])
    return redirect("perut:lapangan", pk=kunjungan.pk) if aksi == "mulai" else redirect(kunjungan)


def _beralasan(aksi: str) -> Callable[[HttpRequest, Kunjungan], HttpResponse]:
    def halaman(request: HttpRequest, kunjungan: Kunjungan) -> HttpResponse:
        form = AlasanForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            fungsi = getattr(layanan, f"kunjungan_{aksi}")
            alasan = form.cleaned_data["alasan"]
            return _kerjakan(
                request, kunjungan, aksi, lambda: fungsi(kunjungan=kunjungan, alasan=alasan, oleh=request.user)
            )
        konteks = {"kunjungan": kunjungan, "form": form, "transisi": cari(TRANSISI_KUNJUNGAN, aksi)}
        return render(request, "perut/kunjungan_alasan.html", konteks)

    return halaman


def _verifikasi(request: HttpRequest, kunjungan: Kunjungan) -> HttpResponse:
    aspek = periksa_aspek(kunjungan)
    form = VerifikasiForm(request.POST or None, aspek=aspek)
    if request.method == "POST" and form.is_valid():
        if not form.belum_sesuai:
            isi = hasil_verifikasi(aspek, form.jawaban_orang())
            return _kerjakan(
                request,
                kunjungan,
                "verifikasi",
                lambda: layanan.kunjungan_verifikasi(kunjungan=kunjungan, verifikasi=isi, oleh=request.user),
            )
        alasan = "\n".join(form.belum_sesuai)
        return _kerjakan(
            request,
            kunjungan,
            "kembalikan",
            lambda: layanan.kunjungan_kembalikan(kunjungan=kunjungan, alasan=alasan, oleh=request.user),
        )
    return render(request, "perut/kunjungan_verifikasi.html", {"kunjungan": kunjungan, "form": form})


def _sahkan(request: HttpRequest, kunjungan: Kunjungan) -> HttpResponse:
    form = PengesahanForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        return _kerjakan(
            request,
            kunjungan,
            "sahkan",
            lambda: layanan.kunjungan_sahkan(kunjungan=kunjungan, oleh=request.user),
        )
    return render(request, "perut/kunjungan_sahkan.html", {"kunjungan": kunjungan, "form": form})


@csp_replace({"object-src": [SELF], "style-src": [UNSAFE_INLINE]})  # for the browser's own PDF viewer
def kunjungan_pratinjau(request: HttpRequest, pk: int) -> HttpResponse:
    """The berita acara as it would be printed now, without a number; nothing is stored."""
    kunjungan = ambil(request, pk)
    if not request.user.has_perm("perut.lihat_isi_kunjungan", kunjungan) or kunjungan.status in BELUM_LAYAK_BA:
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
