"""A sheet that comes in: uploaded, shown row by row as it was understood, and kept as a whole or not at all.

A room says how its sheet is read and what its rows would do; the pages are these.
"""

import json
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format, number_format
from import_export.widgets import Widget

from dasar.formulir import bilangan, tampil
from dasar.lembar import BARIS_MAKS, UKURAN_MAKS, Galat, Lembar, LembarGalat, PilihLembar
from dasar.permintaan import Permintaan
from dasar.sel import TanggalWidget, tanggal_baca

TANGGAL_JELAS = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")
UMUR_LEMBAR = timedelta(days=1)  # what was uploaded and not agreed to
KEADAAN = ("baru", "berubah", "sama", "salah")


@dataclass(frozen=True)
class SelTinjau:
    """A cell as it was understood. `tertulis`: what the sheet says, where that reads differently.

    `ragu`: it could mean something else (a year of two digits), so the person is asked.
    """

    judul: str
    isi: str
    tertulis: str = ""
    ragu: bool = False


def sel_tinjau(judul: str, widget: Widget, tertulis: str, teks: str | None = None) -> SelTinjau:
    """A cell as `widget` understands it; `teks` where the row was tidied before. What it refuses stays as written."""
    try:
        nilai = widget.clean(tertulis if teks is None else teks)
    except ValueError:
        return SelTinjau(judul, tertulis)
    if isinstance(widget, TanggalWidget):
        isi = date_format(nilai, "j F Y") if nilai else ""
        sama, ragu = bool(TANGGAL_JELAS.fullmatch(tertulis)), tanggal_baca(tertulis)[1]
    else:
        isi, sama, ragu = widget.render(nilai), False, False
    return SelTinjau(judul, isi, "" if sama or isi.lower() == tertulis.lower() else tertulis, ragu)


@dataclass
class BarisTinjau:
    """One row of the preview. `keadaan`: baru, berubah, sama, or salah; `isi` is the row as written.

    `catatan` are sentences about the row that are no faults.
    """

    nomor: int
    isi: dict[str, str]
    keadaan: str
    perubahan: list[str] = field(default_factory=list)
    galat: list[Galat] = field(default_factory=list)
    sel: list[SelTinjau] = field(default_factory=list)
    catatan: list[str] = field(default_factory=list)


@dataclass
class Tinjauan:
    kolom: list[str]
    baris: list[BarisTinjau]

    @property
    def galat(self) -> list[Galat]:
        return [g for b in self.baris for g in b.galat]

    @property
    def ragu(self) -> list[tuple[int, SelTinjau]]:
        return [(b.nomor, s) for b in self.baris for s in b.sel if s.ragu]

    @property
    def judul(self) -> list[str]:
        return [s.judul for s in self.baris[0].sel] if self.baris else []

    def jumlah(self, keadaan: str) -> int:
        return sum(b.keadaan == keadaan for b in self.baris)

    @property
    def akibat(self) -> list[list[Any]]:
        """What saving would do, to compare with what was shown (as the session keeps it)."""
        return [[b.nomor, b.keadaan, b.perubahan] for b in self.baris]


@dataclass(frozen=True)
class Impor:
    """One sheet that comes in, for one request.

    `kunci` names it (and the place it goes to) among what this person has uploaded. `baca` reads a file and raises
    LembarGalat; `coba` tries the rows and keeps them when what they do is what was agreed to (None: only a preview),
    all or nothing, and says whether they were kept. `kembali` is where one comes from: label and address. `sesudah`
    adds to the sentence that says it was kept.
    """

    kunci: str
    judul: str
    baca: Callable[[str, bytes], Lembar]
    coba: Callable[[Lembar, list[list[Any]] | None], tuple[Tinjauan, bool]]
    kembali: tuple[str, str]
    url_templat: str
    penjelasan: str = "Templat memuat judul kolom dan lembar petunjuk."
    maks: int = BARIS_MAKS
    sesudah: str = ""
    terima: str = ".xlsx,.csv"  # what the file chooser offers


class ImporForm(forms.Form):
    berkas = forms.FileField(
        label="Berkas",
        widget=forms.FileInput,
        allow_empty_file=True,
        error_messages={"required": "Pilih berkas yang akan diimpor."},
    )
    lembar: Lembar
    pilihan: tuple[Lembar, ...] = ()

    def __init__(self, *args: Any, impor: Impor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.impor = impor
        self.fields["berkas"].widget.attrs["accept"] = impor.terima
        *awal, akhir = impor.terima.replace(".", "").split(",")
        jenis = f"{', '.join(awal)} atau {akhir}"
        self.fields["berkas"].help_text = f"{jenis}, paling besar 5 MB dan {number_format(impor.maks)} baris."

    def clean_berkas(self) -> UploadedFile:
        berkas = self.cleaned_data["berkas"]
        try:
            self.lembar = self.impor.baca(berkas.name, berkas.read(UKURAN_MAKS + 1))
        except PilihLembar as banyak:
            self.pilihan = tuple(banyak.lembar)
        except LembarGalat as galat:
            raise forms.ValidationError(str(galat)) from galat
        return berkas


def halaman_impor(request: Permintaan, impor: Impor) -> HttpResponse:
    """Upload a file and see what it would do; right rows wait for the confirmation, a day long."""
    if request.method == "POST" and "kunci" in request.POST:
        return _simpan(request, impor)
    if request.method == "POST" and "lembar" in request.POST:
        return _lembar_dipilih(request, impor)
    if request.method == "POST" and "lanjut" in request.POST:
        return _lanjut(request, impor)
    kiriman = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImporForm(*kiriman, impor=impor)
    if not form.is_valid():
        menunggu = _ambil(request, impor.kunci) if request.method == "GET" else None
        return tampil(request, "komponen/impor.html", {"form": form, "impor": impor, "menunggu": menunggu})
    nama = form.cleaned_data["berkas"].name
    if form.pilihan:
        return _tanya_lembar(request, impor, list(form.pilihan), nama)
    return _periksa(request, impor, form.lembar, nama)


def _simpan_lembar(request: Permintaan, tempat: str, isi: dict[str, Any]) -> None:
    request.user.lembar_impor.update_or_create(tempat=tempat, defaults={"isi": json.dumps(isi)})


def _ambil(request: Permintaan, tempat: str) -> dict[str, Any] | None:
    """What this person has uploaded here and not agreed to, also in a session that has ended."""
    ada = request.user.lembar_impor.filter(tempat=tempat, dibuat__gte=timezone.now() - UMUR_LEMBAR).first()
    return json.loads(ada.isi) if ada else None


def _buang(request: Permintaan, *tempat: str) -> None:
    request.user.lembar_impor.filter(tempat__in=tempat).delete()


def _lanjut(request: Permintaan, impor: Impor) -> HttpResponse:
    """The preview once more, from what was uploaded before."""
    isi = _ambil(request, impor.kunci)
    if not isi:
        return _kedaluwarsa(request)
    return _periksa(request, impor, Lembar.dari_sesi(isi["lembar"]), isi["nama"])


def _tanya_lembar(request: Permintaan, impor: Impor, lembar: list[Lembar], nama: str) -> HttpResponse:
    _simpan_lembar(request, f"{impor.kunci}_lembar", {"nama": nama, "lembar": [x.ke_sesi() for x in lembar]})
    konteks = {"form": ImporForm(impor=impor), "impor": impor, "nama": nama, "pilihan": lembar}
    return render(request, "komponen/impor.html", konteks)


def _lembar_dipilih(request: Permintaan, impor: Impor) -> HttpResponse:
    isi = _ambil(request, f"{impor.kunci}_lembar")
    urut = bilangan(request.POST, "lembar")
    if not isi or urut is None or urut >= len(isi["lembar"]):
        return _kedaluwarsa(request)
    return _periksa(request, impor, Lembar.dari_sesi(isi["lembar"][urut]), isi["nama"])


def _kedaluwarsa(request: Permintaan) -> HttpResponse:
    messages.warning(request, "Pratinjau ini sudah tidak berlaku. Bila belum tersimpan, unggah berkasnya sekali lagi.")
    return redirect(request.path)


def _periksa(request: Permintaan, impor: Impor, lembar: Lembar, nama: str) -> HttpResponse:
    lembar.berkas = nama
    tinjauan, _ = impor.coba(lembar, None)
    return _pratinjau(request, impor, lembar, tinjauan, nama)


def _simpan(request: Permintaan, impor: Impor) -> HttpResponse:
    """Save the rows of the preview: all of them, or none when one of them would do something else by now."""
    isi = _ambil(request, impor.kunci)
    if not isi or isi["kunci"] != request.POST["kunci"]:
        return _kedaluwarsa(request)
    lembar = Lembar.dari_sesi(isi["lembar"])
    if isi["ragu"] and not request.POST.get("yakin"):
        tinjauan, _ = impor.coba(lembar, None)
        messages.error(request, "Periksa dahulu tahun yang ditulis dua angka, lalu beri tanda centang.")
        return _pratinjau(request, impor, lembar, tinjauan, isi["nama"], status=422)
    try:
        tinjauan, tersimpan = impor.coba(lembar, isi["akibat"])
    except DatabaseError:
        messages.error(
            request, "Data berubah sementara impor disimpan, jadi tidak ada yang disimpan. Silakan coba lagi."
        )
        return redirect(request.path)
    if not tersimpan:
        if not tinjauan.galat:
            messages.warning(
                request,
                "Data sudah diubah orang lain sejak pratinjau dibuat. Periksa lagi, lalu simpan bila sudah benar.",
            )
        return _pratinjau(request, impor, lembar, tinjauan, isi["nama"])
    _buang(request, impor.kunci, f"{impor.kunci}_lembar")
    messages.success(
        request,
        f"Impor selesai: {tinjauan.jumlah('baru')} baru, {tinjauan.jumlah('berubah')} diperbarui, "
        f"{tinjauan.jumlah('sama')} sudah sama.{impor.sesudah}",
    )
    return redirect(impor.kembali[1])


def _pratinjau(
    request: Permintaan, impor: Impor, lembar: Lembar, tinjauan: Tinjauan, nama: str, status: int = 200
) -> HttpResponse:
    _buang(request, impor.kunci)
    kunci = ""
    if not tinjauan.galat:
        kunci = secrets.token_urlsafe(16)
        isi = {
            "kunci": kunci,
            "nama": nama,
            "akibat": tinjauan.akibat,
            "ragu": bool(tinjauan.ragu),
            "lembar": lembar.ke_sesi(),
        }
        _simpan_lembar(request, impor.kunci, isi)
    galat = [(g, lembar.tertulis.get(g.kolom, g.kolom)) for g in tinjauan.galat]
    konteks = {
        "impor": impor,
        "lembar": lembar,
        "tinjauan": tinjauan,
        "daftar_galat": galat,
        "kunci": kunci,
        "nama": nama,
    }
    konteks |= {f"jumlah_{k}": tinjauan.jumlah(k) for k in KEADAAN}
    return render(request, "komponen/impor_pratinjau.html", konteks, status=422 if tinjauan.galat else status)
