"""Decisions about a version: each asks on a page of its own, and is a POST."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from akun.halaman_alur import halaman_alur
from akun.models import Pengguna
from akun.tanya import tanya_alasan, tanya_sandi
from apbdes.alur import TRANSISI_APBDES
from apbdes.enums import HasilEvaluasi, StatusVersi
from apbdes.forms.evaluasi import AjukanForm, PerdesForm
from apbdes.kelengkapan import kekurangan_dokumen
from apbdes.models import VersiApbdes
from apbdes.naskah import BERITA_ACARA, KEPUTUSAN
from apbdes.pendamping import PENDAMPING
from apbdes.penilaian import penilaian
from apbdes.reports import berita_acara_isi, keputusan_isi
from apbdes.services import keputusan, pengajuan
from apbdes.syarat import calon_putusan, kekurangan_ajukan
from apbdes.tenggat import AKIBAT_LEWAT, batas_evaluasi, lewat_batas
from apbdes.views.versi import ambil_versi, versi_rinci
from cetak.cetakan import PdfGagal
from cetak.pdf import pdf_buat
from dasar.alur import Transisi, kalimat_status
from dasar.formulir import terkirim
from dasar.keputusan import Meja, Tanya, putuskan
from dasar.permintaan import Permintaan, pdf_di_peramban
from dasar.waktu import hari_ini
from naskah.calon import kurang_setuju
from naskah.models import Naskah
from naskah.tata import bertata

PESAN = {
    "ajukan": "Rancangan diajukan ke kecamatan. Isinya terkunci sampai ada jawaban.",
    "tolak_berkas": "Rancangan dikembalikan kepada desa sebelum diterima.",
    "terima": "Rancangan dinyatakan diterima. Batas waktu evaluasinya {batas}.",
    "kembalikan": "Usulan dikembalikan kepada evaluator. Batas waktunya tetap berjalan.",
    "sesuaikan": "Diputuskan: sesuai. Berita acara dan keputusan bernomor dan siap ditandatangani.",
    "minta_perbaikan": "Diputuskan: perlu diperbaiki. Berita acara dan keputusan bernomor dan siap ditandatangani.",
    "buka_kembali": "Evaluasi dibuka kembali. Usulkan hasilnya lagi sesudah diperbaiki.",
    "terbitkan_lagi": "Hasil yang sama menunggu keputusan camat lagi.",
    "pulihkan": "Rancangan dipulihkan: sedang dievaluasi, dengan batas waktu {batas}.",
    "tetapkan": "Nomor dan tanggal Peraturan Desa dicatat.",
    "batalkan": "Rancangan ditarik.",
}
PENJELASAN = {
    "tolak_berkas": "Batas waktu 20 hari kerja belum berjalan. Desa melengkapi rancangannya, lalu mengajukannya lagi.",
    "kembalikan": "Evaluator memeriksa lagi dan mengusulkan hasil yang baru. Batas waktu 20 hari kerja tetap berjalan.",
    "buka_kembali": "Evaluasi terbuka lagi seperti ditinggalkan evaluator: sikap, catatan, dan temuannya dapat "
    "diperbaiki, lalu hasilnya diusulkan lagi. Berita acara dan keputusan yang baru menyebut yang dicabut.",
    "terbitkan_lagi": "Dipakai bila yang keliru naskahnya, bukan evaluasinya, misalnya penanda tangannya. Hasil yang "
    "dibekukan tetap; camat memutuskannya lagi, lalu berita acara dan keputusan terbit dengan nomor, tanggal, dan "
    "penanda tangan yang sekarang, dan saling menyebut dengan yang dicabut.",
    "pulihkan": "Dipakai bila ada hari libur yang terlambat dicatat, sehingga rancangan dinyatakan lewat waktu terlalu "
    "cepat. Evaluasinya dilanjutkan sampai batas waktu menurut kalender yang sekarang. Usulan yang belum diputuskan "
    "diajukan lagi oleh evaluator; desa, verifikator, dan camat diberi tahu.",
    "batalkan": "Rancangan ini tidak jadi diajukan dan tidak dapat dibuka lagi. Setelah itu rancangan yang baru dapat "
    "disusun.",
}


PERLU_DIBACA = frozenset({"dilanggar", "tidak_dapat_ditentukan"})
HASIL = {"sesuaikan": HasilEvaluasi.SESUAI, "minta_perbaikan": HasilEvaluasi.PERLU_DIPERBAIKI}
REMAH = "apbdes/_remah.html"


def _alasan(request: Permintaan, versi: VersiApbdes, transisi: Transisi) -> Tanya:
    judul = f"{transisi.label}: {versi}"
    return tanya_alasan(request, remah=REMAH, judul=judul, penjelasan=PENJELASAN[transisi.aksi])


def _ajukan(request: Permintaan, versi: VersiApbdes, _transisi: Transisi) -> Tanya:
    nilai = penilaian(versi)
    konteks = {
        "kekurangan": kekurangan_ajukan(versi, nilai.tersimpan.anggaran),
        "dilanggar": nilai.menurut("dilanggar"),
        "tidak_dapat": nilai.menurut("tidak_dapat_ditentukan"),
        "dokumen": dokumen_dipilih(versi),
    }
    form = AjukanForm(terkirim(request), initial={"tanggal_disepakati": versi.tanggal_disepakati})
    return Tanya(form, lambda: form.cleaned_data, templat="apbdes/aksi_ajukan.html", konteks=konteks)


def _terima(request: Permintaan, versi: VersiApbdes, _transisi: Transisi) -> Tanya:
    kecamatan = versi.apbdes.desa.kecamatan
    konteks = {
        "kekurangan": kekurangan_dokumen(versi),
        "dokumen": dokumen_dipilih(versi),
        "langkah_pagu": versi.langkah_pagu.select_related("oleh"),
        "batas": batas_evaluasi(kecamatan, hari_ini(kecamatan)),
    }
    return Tanya(forms.Form(terkirim(request)), templat="apbdes/aksi_terima.html", konteks=konteks)


def _kurang(versi: VersiApbdes, oleh: Pengguna) -> list[str]:
    """Of both documents, as they would be frozen now."""
    desa, waktu = versi.apbdes.desa, timezone.now()
    isi = {
        BERITA_ACARA.kode: berita_acara_isi(versi, oleh=oleh, waktu=waktu),
        KEPUTUSAN.kode: keputusan_isi(versi, berita_acara=None, oleh=oleh, waktu=waktu),
    }
    naskah = [Naskah(jenis=k, kecamatan=desa.kecamatan, desa=desa, isi=n) for k, n in isi.items()]
    return list(dict.fromkeys(k for n in naskah for k in kurang_setuju(n, oleh, n.isi)))


def _camat(request: Permintaan, versi: VersiApbdes, transisi: Transisi) -> Tanya:
    beku = versi.beku or {}
    return tanya_sandi(
        request,
        "apbdes/aksi_putuskan.html",
        belum="Belum ada yang diputuskan.",
        dicetak=beku,
        remah=REMAH,
        halaman="Putuskan",
        judul=f"{transisi.label}: {versi}",
        judul_yang="Yang Anda putuskan",
        judul_form="Keputusan",
        sebagai="Memutuskan sebagai",
        tombol=transisi.label,
        url_kembali=reverse("apbdes:versi-aksi", args=[versi.pk, "kembalikan"]),
        sebutan_kembali="Kembalikan ke evaluator",
        beku=beku,
        tanpa_delegasi=not beku.get("delegasi"),
        halangan=lewat_batas(versi),
        dilanggar=[p for p in beku.get("putusan", []) if p["putusan"] in PERLU_DIBACA],
        berbeda=versi.hasil != HASIL[transisi.aksi],
        calon=calon_putusan(versi),
        kurang=_kurang(versi, request.user) if versi.beku else [],
    )


def _tetapkan(request: Permintaan, versi: VersiApbdes, _transisi: Transisi) -> Tanya:
    form = PerdesForm(terkirim(request))
    konteks = {"remah": REMAH, "halaman": "Penetapan", "judul": f"Penetapan {versi}", "akibat": AKIBAT_LEWAT}
    return Tanya(form, lambda: form.cleaned_data, "apbdes/aksi_tetapkan.html", konteks)


def _selesai(request: Permintaan, versi: VersiApbdes, aksi: str) -> HttpResponse:
    batas = date_format(versi.batas_evaluasi, "j F Y") if versi.batas_evaluasi else ""
    messages.success(request, PESAN[aksi].format(batas=batas))
    if aksi in HASIL and versi.keputusan:
        return redirect(versi.keputusan)  # where it is signed
    return redirect(versi)


def _penolakan(_request: Permintaan, _versi: VersiApbdes, transisi: Transisi) -> str:
    return f"Peran Anda tidak berwenang untuk: {transisi.label.lower()}."


def _tertutup(versi: VersiApbdes, transisi: Transisi) -> str:
    return AKIBAT_LEWAT if versi.status == StatusVersi.LEWAT_WAKTU else kalimat_status(versi, transisi)


# `usulkan` is not here: it is proposed at the foot of the evaluation itself.
MEJA = Meja(
    benda="versi",
    tabel=TRANSISI_APBDES,
    kerja={
        "ajukan": pengajuan.versi_ajukan,
        "tolak_berkas": pengajuan.versi_tolak_berkas,
        "terima": pengajuan.versi_terima,
        "kembalikan": keputusan.versi_kembalikan,
        "sesuaikan": keputusan.versi_sesuaikan,
        "minta_perbaikan": keputusan.versi_minta_perbaikan,
        "buka_kembali": keputusan.versi_buka_kembali,
        "terbitkan_lagi": keputusan.versi_terbitkan_lagi,
        "pulihkan": keputusan.versi_pulihkan,
        "tetapkan": pengajuan.versi_tetapkan,
        "batalkan": pengajuan.versi_batalkan,
    },
    tanya={
        "ajukan": _ajukan,
        "tolak_berkas": _alasan,
        "terima": _terima,
        "kembalikan": _alasan,
        "sesuaikan": _camat,
        "minta_perbaikan": _camat,
        "buka_kembali": _alasan,
        "terbitkan_lagi": _alasan,
        "pulihkan": _alasan,
        "tetapkan": _tetapkan,
        "batalkan": _alasan,
    },
    rinci=lambda request, versi: versi_rinci(request, versi.pk),
    selesai=_selesai,
    penolakan=_penolakan,
    tertutup=_tertutup,
)


@sensitive_post_parameters("sandi")
@require_http_methods(["GET", "HEAD", "POST"])
def versi_aksi(request: Permintaan, pk: int, aksi: str) -> HttpResponse:
    """One decision; what it asks first is on its page."""
    versi = ambil_versi(request, pk)
    if aksi == "usulkan" and request.user.has_perm("apbdes.usulkan_versiapbdes", versi):
        return redirect("apbdes:versi-evaluasi", pk=versi.pk)
    return putuskan(request, MEJA, versi, aksi)


def dokumen_dipilih(versi: VersiApbdes) -> list[dict[str, Any]]:
    """The seven documents in their order, each with what was chosen for it."""
    ada = {d.kode: d for d in versi.dokumen.select_related("berkas__berkas__kategori")}
    return [{"pendamping": p, "dipilih": ada.get(p.kode)} for p in PENDAMPING]


def alur(request: Permintaan) -> HttpResponse:
    return halaman_alur(request, TRANSISI_APBDES, StatusVersi, benda="APB Desa", templat="apbdes/alur.html")


@pdf_di_peramban
def versi_pratinjau(request: Permintaan, pk: int, naskah: str) -> HttpResponse:
    """One of the two documents as it would be printed now, without a number; nothing is stored."""
    versi = ambil_versi(request, pk)
    if versi.beku is None or not versi.hasil or not request.user.has_perm("apbdes.lihat_evaluasi_versiapbdes", versi):
        raise Http404
    waktu = timezone.now()
    if naskah == "keputusan":
        jenis, isi = KEPUTUSAN, keputusan_isi(versi, berita_acara=None, oleh=request.user, waktu=waktu)
    elif naskah == "berita-acara":
        jenis, isi = BERITA_ACARA, berita_acara_isi(versi, oleh=request.user, waktu=waktu)
    else:
        raise Http404
    try:
        isi = bertata(isi, jenis=jenis.kode, kecamatan=versi.apbdes.desa.kecamatan, desa=versi.apbdes.desa)
        pdf = pdf_buat(jenis.template, {"isi": isi, "nomor": "", "draf": True, "judul": f"Pratinjau {jenis.nama}"})
    except PdfGagal as galat:
        messages.error(request, str(galat))
        return redirect(versi)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="pratinjau-{naskah}.pdf"', "Cache-Control": "no-store"},
    )
