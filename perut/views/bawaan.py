"""Old records of an office: three sheets to download, fill in, look at and keep, and to take back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from akun.models import Penugasan
from dasar.formulir import salahkan, tampil, terkirim
from dasar.impor import Impor, Tinjauan, halaman_impor
from dasar.kolom_impor import KolomImpor
from dasar.lembar import Lembar
from dasar.permintaan import Permintaan
from dasar.templat import KolomTemplat, templat
from desa.bawaan import PokokBawaan
from desa.models import Bawaan, Kecamatan
from desa.services.bawaan import bawaan_baca
from desa.views.impor import unduhan
from perut.catatan_lama import buku_lama, kunjungan_lama
from perut.queries import buku_berlaku, kecamatan_berperut
from perut.services.bawaan import (
    buku_bawaan_impor,
    catatan_lama_tarik,
    kolom_buku,
    kolom_kunjungan,
    kunjungan_bawaan_impor,
)
from tindaklanjut.bawaan import kolom_temuan, temuan_bawaan, temuan_bawaan_impor

BUKAN_PENGELOLA = "Catatan lama dibawa oleh verifikator kecamatan ini atau oleh admin."
CATATAN = (
    "Isi lembar pertama. Baris yang tidak diketahui dibiarkan kosong dan tidak dibaca.",
    "Setelah diunggah, setiap baris ditampilkan dahulu. Bila ada satu saja yang salah, tidak ada yang disimpan.",
    "Mengimpor lagi hanya mengganti yang dibawa dari catatan lama, tidak pernah hasil pemeriksaan di PERUT.",
)


@dataclass(frozen=True)
class Pokok:
    """One subject. `kunci` are the columns that the template fills in, `baris` its rows."""

    nama: str
    keterangan: str
    kolom: Callable[[Kecamatan], list[KolomImpor]]
    impor: Callable[..., tuple[Tinjauan, bool]]
    kunci: tuple[str, ...]
    baris: Callable[[Kecamatan], list[list[str]]]
    jumlah: Callable[[Kecamatan], int]
    maks: int = 1000


def _sebut_desa(kecamatan: Kecamatan) -> list[str]:
    """By name; by code where two have the same."""
    semua = list(kecamatan.desa.order_by("nama", "kode"))
    nama = [d.nama_saja.lower() for d in semua]
    return [d.nama_saja if nama.count(d.nama_saja.lower()) == 1 else d.kode for d in semua]


def _desa(kecamatan: Kecamatan) -> list[int]:
    return list(kecamatan.desa.values_list("pk", flat=True))


POKOK = {
    PokokBawaan.BUKU.value: Pokok(
        "Keadaan buku",
        "Buku mana yang ada, tidak ada, lengkap, atau terlambat, menurut pemeriksaan terakhir yang dicatat kantor.",
        kolom_buku,
        buku_bawaan_impor,
        ("desa", "buku"),
        lambda k: [[d, str(b)] for d in _sebut_desa(k) for b in buku_berlaku()],
        lambda k: len(buku_lama(_desa(k))),
        maks=3000,
    ),
    PokokBawaan.TEMUAN.value: Pokok(
        "Temuan terbuka",
        "Yang sudah ditemukan dan belum selesai. Sesudah dibawa ke sini dijawab dan ditutup seperti temuan lain.",
        kolom_temuan,
        temuan_bawaan_impor,
        ("desa",),
        lambda _: [],
        lambda k: temuan_bawaan(k).count(),
    ),
    PokokBawaan.KUNJUNGAN.value: Pokok(
        "Kunjungan terakhir",
        "Kapan setiap desa terakhir dikunjungi.",
        kolom_kunjungan,
        kunjungan_bawaan_impor,
        ("desa",),
        lambda k: [[d] for d in _sebut_desa(k)],
        lambda k: len(kunjungan_lama(_desa(k))),
    ),
}


def _kecamatan_dibawai(request: Permintaan) -> "QuerySet[Kecamatan]":
    """Where this person may carry over; of the whole country only where somebody works."""
    bekerja = Exists(Penugasan.objects.filter(kecamatan=OuterRef("pk"))) | Q(
        pk__in=kecamatan_berperut(request.user).values("pk")
    )
    return request.user.kecamatan_terlihat().filter(bekerja).select_related("kabupaten").order_by("nama", "kode")


def _ambil(request: Permintaan, pk: int) -> Kecamatan:
    kecamatan = get_object_or_404(request.user.kecamatan_terlihat(), pk=pk)
    if not request.user.has_perm("desa.bawa_catatan", kecamatan):
        raise PermissionDenied(BUKAN_PENGELOLA)
    return kecamatan


def _pokok(kunci: str) -> Pokok:
    if kunci not in POKOK:
        raise Http404
    return POKOK[kunci]


def bawaan_daftar(request: Permintaan) -> HttpResponse:
    """Choose the kecamatan; whoever has one is there at once."""
    boleh = [k for k in _kecamatan_dibawai(request) if request.user.has_perm("desa.bawa_catatan", k)]
    if len(boleh) == 1:
        return redirect("perut:bawaan-kecamatan", boleh[0].pk)
    return render(request, "perut/bawaan_daftar.html", {"daftar": boleh})


def bawaan_kecamatan(request: Permintaan, kecamatan: int) -> HttpResponse:
    objek = _ambil(request, kecamatan)
    konteks = {
        "kecamatan": objek,
        "daftar": [(kunci, p, p.jumlah(objek)) for kunci, p in POKOK.items()],
        "riwayat": Bawaan.objects.filter(kecamatan=objek),
    }
    return render(request, "perut/bawaan_kecamatan.html", konteks)


def bawaan_impor_halaman(request: Permintaan, kecamatan: int, pokok: str) -> HttpResponse:
    objek, ini = _ambil(request, kecamatan), _pokok(pokok)

    def coba(lembar: Lembar, disetujui: list[list[Any]] | None) -> tuple[Tinjauan, bool]:
        return ini.impor(kecamatan=objek, lembar=lembar, oleh=request.user, disetujui=disetujui)

    return halaman_impor(
        request,
        Impor(
            kunci=f"impor_bawaan_{pokok}_{objek.pk}",
            judul=f"Catatan lama: {ini.nama.lower()}",
            baca=partial(bawaan_baca, ini.kolom(objek), ini.kunci, maks=ini.maks),
            coba=coba,
            kembali=("Catatan lama", reverse("perut:bawaan-kecamatan", args=[objek.pk])),
            url_templat=reverse("perut:bawaan-templat", args=[objek.pk, pokok]),
            penjelasan=f"{ini.keterangan} Templat sudah memuat desa-desa kecamatan ini; yang tidak diketahui dibiarkan "
            "kosong.",
            maks=ini.maks,
            sesudah=" Semuanya bertanda dibawa dari catatan lama.",
        ),
    )


def bawaan_templat(request: Permintaan, kecamatan: int, pokok: str) -> HttpResponse:
    objek, ini = _ambil(request, kecamatan), _pokok(pokok)
    kolom = [
        KolomTemplat(
            k.nama,
            f"{'Wajib. ' if k.wajib else ''}{k.petunjuk}",
            _sebut_desa(objek) if k.nama == "desa" else k.pilihan,
            k.lebar,
        )
        for k in ini.kolom(objek)
    ]
    kosong = len(kolom) - len(ini.kunci)
    baris = [[*b, *[None] * kosong] for b in ini.baris(objek)]
    isi = templat(ini.nama, kolom, CATATAN, baris)
    return unduhan(isi, f"catatan-lama-{pokok}-{objek.kode}", "xlsx")


class TarikForm(forms.Form):
    alasan = forms.CharField(
        label="Alasan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis mengapa catatan ini ditarik."},
    )


def bawaan_tarik(request: Permintaan, pk: int) -> HttpResponse:
    """Ask why, then take a sheet back as a whole."""
    terlihat = Bawaan.objects.filter(kecamatan__in=request.user.kecamatan_terlihat()).select_related("kecamatan")
    bawaan = get_object_or_404(terlihat, pk=pk)
    if not request.user.has_perm("desa.bawa_catatan", bawaan):
        raise PermissionDenied(BUKAN_PENGELOLA)
    form = TarikForm(terkirim(request))
    if request.method == "POST" and form.is_valid():
        try:
            catatan_lama_tarik(bawaan=bawaan, alasan=form.cleaned_data["alasan"], oleh=request.user)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, "Catatan lama ditarik. Yang sudah diperiksa atau diselesaikan di sini tetap.")
            return redirect("perut:bawaan-kecamatan", bawaan.kecamatan_id)
    return tampil(request, "perut/bawaan_tarik.html", {"form": form, "bawaan": bawaan})
