"""The shape of a kecamatan's documents: paper and initials, and the lists that its decrees and letters repeat."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dasar.basi import Basi
from dasar.formulir import tampil
from dasar.konflik import disimpan, versi_terbaca
from dasar.permintaan import Permintaan
from desa.models import Kecamatan, RiwayatData
from desa.services.data import data_simpan
from naskah.daftar import bawaan, berdaftar
from naskah.enums.tata import BagianDaftar
from naskah.forms.tata import TataNaskahForm
from naskah.jenis import JenisNaskah
from naskah.models import DaftarNaskah, TataNaskah
from naskah.models.tata import ISIAN
from naskah.views.pengaturan import kecamatan_diatur


@require_http_methods(["GET", "HEAD", "POST"])
def pengaturan_bentuk(request: Permintaan) -> HttpResponse:
    """Paper, size of the text and initials; and the way to each list. Changes concern documents approved later."""
    kecamatan, daftar = kecamatan_diatur(request)
    milik = TataNaskah.objects.filter(kecamatan=kecamatan).first() or TataNaskah(kecamatan=kecamatan)
    form = TataNaskahForm(request.POST if request.method == "POST" else None, instance=milik)

    def simpan() -> None:
        data_simpan(objek=form.instance, kolom=form.kolom, versi=form.versi, oleh=request.user)

    if request.method == "POST" and form.is_valid() and disimpan(form, simpan):
        messages.success(request, "Bentuk naskah disimpan. Berlaku bagi naskah yang disetujui sesudah ini.")
        return redirect(_alamat("naskah:pengaturan-bentuk", kecamatan))
    sendiri = {(d.jenis, d.bagian): d for d in DaftarNaskah.objects.filter(kecamatan=kecamatan)}
    konteks = {
        "kecamatan": kecamatan,
        "daftar": daftar,
        "form": form,
        "daftar_naskah": [(j, BagianDaftar(b), sendiri.get((j.kode, b))) for j, b in berdaftar()],
        "riwayat": RiwayatData.objects.tentang(*([form.instance] if form.instance.pk else [])),
    }
    return tampil(request, "naskah/pengaturan_bentuk.html", konteks)


@dataclass
class Layar:
    """What the page of one list shows: the items as typed or stored, and what is wrong with them."""

    butir: list[str]
    versi: int | None
    keluhan: list[str]
    tersimpan: list[str] | None = None
    diubah: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
def pengaturan_daftar(request: Permintaan, jenis: str, bagian: str) -> HttpResponse:
    """One list: typed item by item, moved, and stored as a whole.

    Moving, adding and removing answer with the same page, so that nothing typed is lost and nothing needs a script.
    """
    kecamatan, _ = kecamatan_diatur(request)
    ketentuan = _ketentuan(jenis, bagian)
    milik = DaftarNaskah.objects.filter(kecamatan=kecamatan, jenis=jenis, bagian=bagian).first()
    awal = [b.teks for b in bawaan(kecamatan, ketentuan, bagian)]
    if request.method != "POST":
        layar = Layar(milik.butir if milik else awal, milik.versi if milik else None, [])
        return _tampil(request, kecamatan, ketentuan, bagian, milik, layar)
    layar = Layar(_terkirim(request), versi_terbaca(request.POST), [])
    kerja, _, ke = request.POST.get("kerja", "simpan").partition("-")
    if kerja != "simpan":
        layar.diubah = _kerjakan(layar, kerja, ke, awal)
        layar.keluhan = [] if layar.diubah else ["Tombol itu tidak dikenal. Muat ulang halaman ini."]
        return _tampil(request, kecamatan, ketentuan, bagian, milik, layar)
    layar.butir = [b for b in layar.butir if b]
    objek = milik or DaftarNaskah(kecamatan=kecamatan, jenis=jenis, bagian=bagian)
    objek.isi = "\n".join(layar.butir)
    # Opened on the defaults while somebody stored the first list: that one was not seen either.
    versi = 0 if milik and layar.versi is None else layar.versi
    try:
        objek.clean()
        data_simpan(objek=objek, kolom=["isi"], versi=versi, oleh=request.user)
    except Basi as basi:
        layar.keluhan = [f"{basi.kalimat} Yang tersimpan sekarang ada di bawah; menyimpan lagi menggantinya."]
        layar.tersimpan, layar.versi = basi.tersimpan.butir, basi.tersimpan.versi
    except ValidationError as galat:
        layar.keluhan = galat.messages
    else:
        messages.success(request, "Daftar disimpan. Berlaku bagi naskah yang disusun sesudah ini.")
        return redirect(_alamat("naskah:pengaturan-daftar", kecamatan, jenis, bagian))
    return _tampil(request, kecamatan, ketentuan, bagian, milik, layar)


def _ketentuan(jenis: str, bagian: str) -> JenisNaskah:
    for ketentuan, punya in berdaftar():
        if (ketentuan.kode, punya) == (jenis, bagian):
            return ketentuan
    raise Http404("Jenis naskah ini tidak mempunyai daftar itu.")


def _terkirim(request: Permintaan) -> list[str]:
    """The items as they were typed, each on one line."""
    return [" ".join(b.split()) for b in request.POST.getlist("butir")]


def _kerjakan(layar: Layar, kerja: str, ke: str, awal: list[str]) -> bool:
    """One of the buttons beside the items; False where there is no such button."""
    n = int(ke) if ke.isascii() and ke.isdigit() and len(ke) < 4 else -1
    butir = layar.butir
    if kerja == "tambah":
        butir.append("")
    elif kerja == "bawaan":
        layar.butir = list(awal)
    elif kerja == "hapus" and 0 <= n < len(butir):
        del butir[n]
    elif kerja == "naik" and 0 < n < len(butir):
        butir[n - 1], butir[n] = butir[n], butir[n - 1]
    elif kerja == "turun" and 0 <= n < len(butir) - 1:
        butir[n + 1], butir[n] = butir[n], butir[n + 1]
    else:
        return False
    return True


def _tampil(
    request: Permintaan,
    kecamatan: Kecamatan,
    ketentuan: JenisNaskah,
    bagian: str,
    milik: DaftarNaskah | None,
    layar: Layar,
) -> HttpResponse:
    catatan = {b.teks: b.catatan for b in bawaan(kecamatan, ketentuan, bagian)}
    konteks = {
        "kecamatan": kecamatan,
        "ketentuan": ketentuan,
        "bagian": BagianDaftar(bagian),
        "butir": [(teks, catatan.get(teks, "")) for teks in layar.butir],
        "layar": layar,
        "sendiri": milik is not None,
        "isian": [f"{{{nama}}}" for nama in ISIAN],
        "riwayat": RiwayatData.objects.tentang(*([milik] if milik else [])),
        "kembali": _alamat("naskah:pengaturan-bentuk", kecamatan),
    }
    if layar.diubah:  # moved, added or removed on the screen: not refused, and not stored either
        return render(request, "naskah/pengaturan_daftar.html", konteks)
    return tampil(request, "naskah/pengaturan_daftar.html", konteks)


def _alamat(nama: str, kecamatan: Kecamatan, *argumen: str) -> str:
    return f"{reverse(nama, args=argumen)}?kecamatan={kecamatan.pk}"
