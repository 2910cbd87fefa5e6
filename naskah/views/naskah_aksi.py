"""Decisions about one document; many at once: menunggu.py."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from akun.tanya import tanya_alasan, tanya_cabut, tanya_sandi
from cetak.cetakan import PdfGagal
from cetak.pdf import pdf_buat
from dasar.alur import Transisi
from dasar.keputusan import Meja, Tanya, putuskan
from dasar.permintaan import Permintaan, pdf_di_peramban
from naskah.alur import TRANSISI_NASKAH
from naskah.atas_nama import disetujui_atas_nama
from naskah.calon import calon_naskah, kurang_setuju
from naskah.cetak import konteks_cetak
from naskah.jenis import PENCABUTAN
from naskah.models import Naskah
from naskah.perubahan import perubahan_naskah
from naskah.services import naskah as layanan
from naskah.susulan import peringatan_setujui
from naskah.syarat import belum_diperiksa
from naskah.tindakan import lewat_asal
from naskah.views.naskah import ambil, rinci

PESAN = {
    "ajukan": "Naskah diajukan.",
    "verifikasi": "Naskah diverifikasi dan diteruskan kepada camat.",
    "kembalikan": "Naskah dikembalikan kepada penyusunnya.",
    "setujui": "Naskah disetujui dan bernomor {nomor}. PDF-nya sedang disiapkan untuk ditandatangani.",
    "arsipkan": "Naskah dimasukkan ke arsip.",
    "cabut": "Naskah dicabut. Penerimanya sudah diberi tahu.",
    "batalkan": "Naskah dibatalkan.",
}
PENJELASAN = {
    "kembalikan": "Penyusunnya akan memperbaiki naskah ini dan mengajukannya lagi.",
    "cabut": "Naskah ini tidak berlaku lagi sejak dicabut. Naskahnya tetap dapat dibaca, dan setiap salinannya "
    "bertanda dicabut. Keputusan ini tidak dapat dibatalkan.",
    "batalkan": "Naskah ini tidak jadi diterbitkan. Keputusan ini tidak dapat dibatalkan.",
}
AKIBAT_CABUT = (
    "Pekerjaan yang melahirkannya tidak lagi disahkan, dan temuan di dalamnya ditarik, sampai verifikator membukanya "
    "kembali dan penggantinya disahkan."
)


def konteks_naskah(naskah: Naskah) -> dict[str, Any]:
    return {"remah": "naskah/_remah.html", "keterangan": f"{naskah} · {naskah.perihal}"}


def _alasan(request: Permintaan, naskah: Naskah, transisi: Transisi) -> Tanya:
    return tanya_alasan(request, penjelasan=PENJELASAN[transisi.aksi], **konteks_naskah(naskah))


def _cabut(request: Permintaan, naskah: Naskah, _transisi: Transisi) -> Tanya:
    penjelasan = PENJELASAN["cabut"]
    if naskah.jenis in PENCABUTAN:
        penjelasan += f" {AKIBAT_CABUT}"
    return tanya_cabut(request, belum="Naskah belum dicabut.", penjelasan=penjelasan, **konteks_naskah(naskah))


def _setujui(request: Permintaan, naskah: Naskah, _transisi: Transisi) -> Tanya:
    atas_nama = disetujui_atas_nama(naskah, request.user)
    return tanya_sandi(
        request,
        "naskah/naskah_setujui.html",
        belum="Naskah belum disetujui.",
        dicetak=[naskah.perihal, naskah.isi],
        remah="naskah/_remah.html",
        judul=f"Setujui {naskah.get_jenis_display()}",
        keterangan=naskah.perihal,
        judul_yang="Yang Anda setujui",
        judul_form="Persetujuan",
        sebagai=f"Menyetujui a.n. {naskah.kecamatan.jabatan_camat} sebagai" if atas_nama else "Menyetujui sebagai",
        tombol="Setujui dan beri nomor",
        url_kembali=reverse("naskah:naskah-aksi", args=[naskah.pk, "kembalikan"]),
        perubahan=perubahan_naskah(naskah),
        calon=calon_naskah(naskah),
        kurang=kurang_setuju(naskah, request.user),
        peringatan=peringatan_setujui(naskah),
    )


def _selesai(request: Permintaan, naskah: Naskah, aksi: str) -> HttpResponse:
    messages.success(request, PESAN[aksi].format(nomor=naskah.nomor))
    return redirect(naskah)


MEJA = Meja(
    benda="naskah",
    tabel=TRANSISI_NASKAH,
    kerja={
        "ajukan": layanan.naskah_ajukan,
        "verifikasi": layanan.naskah_verifikasi,
        "kembalikan": layanan.naskah_kembalikan,
        "setujui": layanan.naskah_setujui,
        "arsipkan": layanan.naskah_arsipkan,
        "cabut": layanan.naskah_cabut,
        "batalkan": layanan.naskah_batalkan,
    },
    tanya={"kembalikan": _alasan, "setujui": _setujui, "cabut": _cabut, "batalkan": _alasan},
    rinci=rinci,
    selesai=_selesai,
)


@sensitive_post_parameters("sandi")
@require_http_methods(["GET", "HEAD", "POST"])
def naskah_aksi(request: Permintaan, pk: int, aksi: str) -> HttpResponse:
    """One decision. What needs an answer first has a page of its own; the others are a POST."""
    naskah = ambil(request, pk)
    if aksi in MEJA.kerja and lewat_asal(naskah, aksi):
        messages.warning(request, "Naskah ini diputuskan di halaman asalnya.")
        return redirect(naskah)
    boleh = aksi == "setujui" and request.user.has_perm("naskah.setujui_naskah", naskah)
    if boleh and request.method != "POST" and (kalimat := belum_diperiksa(naskah)):
        messages.warning(request, " ".join(kalimat))
        return redirect(naskah)
    return putuskan(request, MEJA, naskah, aksi)


@require_safe
@pdf_di_peramban
def naskah_pratinjau(request: Permintaan, pk: int) -> HttpResponse:
    """The document as it would be printed now, without a number; nothing is stored."""
    naskah = ambil(request, pk)
    if naskah.terbit:
        raise Http404("Naskah ini sudah terbit; bukalah PDF-nya.")
    try:
        pdf = pdf_buat(naskah.ketentuan.template, konteks_cetak(naskah))
    except PdfGagal as galat:
        messages.error(request, str(galat))
        return redirect(naskah)
    kepala = {
        "Content-Disposition": content_disposition_header(False, naskah.nama_berkas),
        "Cache-Control": "no-store",
    }
    return HttpResponse(pdf, content_type="application/pdf", headers=kepala)
