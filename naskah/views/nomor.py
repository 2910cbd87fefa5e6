"""The book of numbers of a kecamatan: how far each series is, and what was used outside PERUT."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dasar.formulir import salahkan, tampil, terkirim
from dasar.nama import akhiri
from dasar.permintaan import Permintaan
from dasar.waktu import hari_ini
from desa.models import Kecamatan
from naskah.celah import celah_nomor
from naskah.enums.naskah import CaraNomor
from naskah.forms.nomor import (
    BukaForm,
    CelahForm,
    LepasForm,
    MajukanForm,
    PakaiForm,
    SisihkanForm,
    TanganForm,
    pilihan_buku,
)
from naskah.models import NomorTerpakai, PembukaanNomor
from naskah.queries.penutupan import buku_tertutup, penutupan_terakhir
from naskah.services import nomor as services
from naskah.services.penutupan import nomor_buka as nomor_buka_buku
from naskah.views.pengaturan import kecamatan_diatur

TAMPIL = 100  # rows of what was used outside PERUT; the agenda book has them all
SISIHKAN = {
    "pesan": (
        CaraNomor.PESAN,
        "Pesan nomor",
        "Nomor berikutnya disimpan untuk surat yang ditulis kemudian di luar PERUT.",
    ),
    "lewati": (CaraNomor.LEWAT, "Lewati nomor", "Nomor berikutnya tidak dipakai, misalnya karena kertasnya rusak."),
}


@require_safe
def nomor_daftar(request: Permintaan) -> HttpResponse:
    """Each book with its last number and the next one, and what stands beside the documents of PERUT."""
    kecamatan, daftar = kecamatan_diatur(request)
    buku = [
        {"nama": nama, "terakhir": terakhir, "berikut": berikut}
        for kode, nama in pilihan_buku(kecamatan)
        for terakhir, berikut in [services.nomor_berikut(kecamatan, kode)]
    ]
    lain = NomorTerpakai.objects.filter(kecamatan=kecamatan).exclude(cara=CaraNomor.NASKAH).order_by("-dibuat", "-pk")
    konteks = {
        "kecamatan": kecamatan,
        "daftar": daftar,
        "tahun": hari_ini(kecamatan).year,
        "buku": buku,
        "celah": celah_nomor(kecamatan, hari_ini(kecamatan).year),
        "penutupan": (penutupan := penutupan_terakhir()),
        "tertutup": [nama for kode, nama in pilihan_buku(kecamatan) if penutupan and buku_tertutup(kecamatan, kode)],
        "dibuka": PembukaanNomor.objects.filter(penutupan=penutupan, kecamatan=kecamatan).select_related("oleh"),
        "dipesan": lain.filter(cara=CaraNomor.PESAN),
        "baris": lain.exclude(cara=CaraNomor.PESAN).select_related("oleh")[:TAMPIL],
    }
    return render(request, "naskah/nomor_daftar.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
def nomor_maju(request: Permintaan) -> HttpResponse:
    kecamatan, _ = kecamatan_diatur(request)
    form = MajukanForm(terkirim(request), kecamatan=kecamatan)

    def kerjakan() -> str:
        services.nomor_majukan(kecamatan=kecamatan, **form.cleaned_data, oleh=request.user)
        return f"Disimpan. Nomor berikutnya {services.nomor_berikut(kecamatan, form.cleaned_data['jenis'])[1]}."

    keterangan = "Bila buku kantor sudah sampai 147, isi 147: PERUT melanjutkan dengan 148. Hanya dapat dimajukan."
    return _halaman(request, form, kerjakan, kecamatan, "Nomor terakhir", "Simpan", keterangan)


@require_http_methods(["GET", "HEAD", "POST"])
def nomor_buka(request: Permintaan) -> HttpResponse:
    """After a restore: where each closed book stands, as the papers say."""
    kecamatan, _ = kecamatan_diatur(request)
    form = BukaForm(terkirim(request), kecamatan=kecamatan)
    if not form.fields:
        messages.info(request, "Tidak ada buku nomor yang tertutup.")
        return redirect(f"{reverse('naskah:nomor-daftar')}?kecamatan={kecamatan.pk}")

    def kerjakan() -> str:
        dibuka = nomor_buka_buku(kecamatan=kecamatan, terakhir=form.terakhir, oleh=request.user)
        return f"Buku nomor yang dibuka: {', '.join(str(b) for b in dibuka)}"

    keterangan = (
        "Sistem dipulihkan dari cadangan. Lihat surat yang terakhir dikeluarkan menurut setiap buku, lalu isi nomor "
        "urutnya; isi 0 bila tahun ini belum ada. Buku yang dikosongkan tetap tertutup."
    )
    return _halaman(request, form, kerjakan, kecamatan, "Pastikan nomor terakhir", "Buka buku ini", keterangan)


@require_http_methods(["GET", "HEAD", "POST"])
def nomor_celah(request: Permintaan) -> HttpResponse:
    """Why the numbers of one gap were not used."""
    kecamatan, _ = kecamatan_diatur(request)
    semua = celah_nomor(kecamatan, hari_ini(kecamatan).year)
    dicari = (request.GET.get("buku"), request.GET.get("awal"))
    celah = next((c for c in semua if (c.buku, str(c.awal)) == dicari), None)
    if celah is None:
        messages.info(request, "Nomor-nomor itu sudah terpakai atau sudah dijelaskan.")
        return redirect(f"{reverse('naskah:nomor-daftar')}?kecamatan={kecamatan.pk}")
    form = CelahForm(terkirim(request))

    def kerjakan() -> str:
        services.nomor_jelaskan(kecamatan=kecamatan, celah=celah, **form.cleaned_data, oleh=request.user)
        return f"Alasan nomor {celah.nomor} dicatat di buku agenda."

    keterangan = f"{celah.kalimat} Alasannya ditanyakan satu kali dan tampil di buku agenda."
    if celah.menyusul:
        keterangan += " Sesudah dicatat, PERUT tidak memberikannya lagi."
    return _halaman(request, form, kerjakan, kecamatan, f"Nomor {celah.nomor} tidak terpakai", "Simpan", keterangan)


@require_http_methods(["GET", "HEAD", "POST"])
def nomor_sisih(request: Permintaan, cara: str) -> HttpResponse:
    kecamatan, _ = kecamatan_diatur(request)
    apa, judul, keterangan = SISIHKAN[cara]
    form = SisihkanForm(terkirim(request), kecamatan=kecamatan)

    def kerjakan() -> str:
        baru = services.nomor_sisihkan(kecamatan=kecamatan, cara=apa, **form.cleaned_data, oleh=request.user)
        return f"{apa.label}: {', '.join(str(n) for n in baru)}."

    return _halaman(request, form, kerjakan, kecamatan, judul, judul, keterangan)


@require_http_methods(["GET", "HEAD", "POST"])
def nomor_tangan(request: Permintaan) -> HttpResponse:
    kecamatan, _ = kecamatan_diatur(request)
    form = TanganForm(terkirim(request), kecamatan=kecamatan)

    def kerjakan() -> str:
        baru = services.nomor_tangan(kecamatan=kecamatan, **form.cleaned_data, oleh=request.user)
        return f"Nomor {baru} dicatat di buku agenda."

    keterangan = "Surat yang dinomori dan ditulis di luar PERUT dicatat di sini supaya nomornya tidak dipakai dua kali."
    return _halaman(request, form, kerjakan, kecamatan, "Catat surat di luar PERUT", "Catat", keterangan)


@require_http_methods(["GET", "HEAD", "POST"])
def nomor_pakai(request: Permintaan, pk: int) -> HttpResponse:
    terpakai = _ambil(request, pk)
    form = PakaiForm(terkirim(request), terpakai=terpakai)

    def kerjakan() -> str:
        services.nomor_pakai(terpakai=terpakai, **form.cleaned_data, oleh=request.user)
        return f"Nomor {terpakai} dicatat di buku agenda."

    return _halaman(
        request, form, kerjakan, terpakai.kecamatan, f"Pakai nomor {terpakai}", "Catat", f"Dipesan: {terpakai.alasan}"
    )


@require_http_methods(["GET", "HEAD", "POST"])
def nomor_lepas(request: Permintaan, pk: int) -> HttpResponse:
    terpakai = _ambil(request, pk)
    form = LepasForm(terkirim(request), terpakai=terpakai)

    def kerjakan() -> str:
        services.nomor_lepas(terpakai=terpakai, **form.cleaned_data, oleh=request.user)
        return f"Nomor {terpakai} tidak jadi dipakai."

    keterangan = akhiri(f"Dipesan: {terpakai.alasan}") + " Nomornya tetap di buku agenda sebagai nomor yang dilewati."
    return _halaman(
        request, form, kerjakan, terpakai.kecamatan, f"Nomor {terpakai} tidak jadi dipakai", "Simpan", keterangan
    )


@require_http_methods(["GET", "HEAD", "POST"])
def nomor_hapus(request: Permintaan, pk: int) -> HttpResponse:
    terpakai = _ambil(request, pk)
    form = forms.Form(terkirim(request))

    def kerjakan() -> str:
        services.nomor_hapus(terpakai=terpakai, oleh=request.user)
        return f"Catatan nomor {terpakai} dihapus; isinya tetap tersimpan dalam riwayat."

    keterangan = akhiri(f"{terpakai.jenis_surat}: {terpakai.perihal}") + " Untuk catatan yang keliru diketik."
    return _halaman(
        request, form, kerjakan, terpakai.kecamatan, f"Hapus catatan nomor {terpakai}", "Hapus catatan", keterangan
    )


def _ambil(request: Permintaan, pk: int) -> NomorTerpakai:
    terlihat = NomorTerpakai.objects.filter(kecamatan__in=request.user.kecamatan_terlihat())
    terpakai = get_object_or_404(terlihat.select_related("kecamatan", "naskah"), pk=pk)
    if not request.user.has_perm("naskah.atur_naskah", terpakai.kecamatan):
        raise PermissionDenied("Buku nomor diurus verifikator kecamatan dan admin.")
    return terpakai


def _halaman(
    request: Permintaan,
    form: forms.Form,
    kerjakan: Callable[[], str],
    kecamatan: Kecamatan,
    judul: str,
    tombol: str,
    keterangan: str,
) -> HttpResponse:
    """Ask, do, and go back to the book; what is refused stands at its field with what was typed."""
    kembali = f"{reverse('naskah:nomor-daftar')}?kecamatan={kecamatan.pk}"
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, kerjakan())
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            return redirect(kembali)
    konteks = {"form": form, "judul": judul, "tombol": tombol, "keterangan": keterangan, "kembali": kembali}
    return tampil(request, "naskah/nomor_isi.html", konteks | {"kecamatan": kecamatan})
