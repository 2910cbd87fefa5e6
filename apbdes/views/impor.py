"""A budget from and to a file: template, upload, preview, storing, export."""

import secrets
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from apbdes.anggaran import Anggaran
from apbdes.buku_kerja import TidakTerbaca, templat, tulis
from apbdes.forms.impor import ImporForm
from apbdes.impor import BerkasTerbaca, baca_berkas
from apbdes.katalog import Katalog, katalog_untuk
from apbdes.kemas import buka_kemasan, kemas
from apbdes.laporan import ringkasan as banyak_putusan
from apbdes.models import VersiApbdes
from apbdes.perangkat import perangkat_versi, periksa_semua_perangkat
from apbdes.ringkasan import ringkas
from apbdes.services.anggaran import muat_anggaran
from apbdes.services.impor import anggaran_impor, sidik_isi
from apbdes.siskeudes import tulis_siskeudes
from apbdes.views.versi import ambil_versi, versi_rinci
from dasar.basi import Basi
from dasar.formulir import tampil, tertolak
from dasar.permintaan import Permintaan

SESI = "impor_apbdes"
GALAT_TAMPIL = 300
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def katalog_versi(versi: VersiApbdes) -> Katalog:
    return katalog_untuk(versi.apbdes.desa.kecamatan.kabupaten, versi.apbdes.tahun)


def versi_impor(request: Permintaan, pk: int) -> HttpResponse:
    """Upload a file and see what it would do. What was read waits in the session for the confirmation."""
    versi = ambil_versi(request, pk, ubah=True)
    form = ImporForm(request.POST, request.FILES) if request.method == "POST" else ImporForm()
    if not form.is_valid():
        return tampil(request, "apbdes/impor.html", {"versi": versi, "form": form})
    berkas = request.FILES["berkas"]
    try:
        terbaca = baca_berkas(berkas.read(), versi, katalog_versi(versi))
    except TidakTerbaca as salah:
        request.session.pop(SESI, None)
        konteks = {"versi": versi, "nama": berkas.name, "jumlah": len(salah.galat), "galat": salah.galat[:GALAT_TAMPIL]}
        konteks["sisa"] = len(salah.galat) - len(konteks["galat"])
        return tampil(request, "apbdes/impor_galat.html", konteks)
    return _pratinjau(request, versi, terbaca, berkas.name)


def _pratinjau(request: Permintaan, versi: VersiApbdes, terbaca: BerkasTerbaca, nama: str) -> HttpResponse:
    katalog = katalog_versi(versi)
    sekarang = muat_anggaran(versi)
    anggaran = terbaca.anggaran
    kunci = secrets.token_urlsafe(16)
    request.session[SESI] = {
        "kunci": kunci,
        "versi": versi.pk,
        "nama": nama,
        "asal": terbaca.asal,
        "catatan": terbaca.catatan,
        "sidik": sidik_isi(versi),
        "isi": kemas(anggaran),
    }
    konteks: dict[str, Any] = {
        "versi": versi,
        "nama": nama,
        "asal": terbaca.asal,
        "catatan": terbaca.catatan,
        "kunci": kunci,
        "ringkasan": ringkas(anggaran, katalog),
        "anggaran": anggaran,
        "sekarang": ringkas(sekarang.anggaran, katalog),
        "putusan": _putusan(versi, anggaran, sekarang.anggaran.semula),
    }
    return render(request, "apbdes/impor_pratinjau.html", konteks)


def _putusan(versi: VersiApbdes, anggaran: Anggaran, semula: Anggaran | None) -> list[dict[str, Any]]:
    """Per set of rules: how many verdicts of each kind this budget would have."""
    perangkat, _ = perangkat_versi(versi)
    hasil = periksa_semua_perangkat(replace(anggaran, semula=semula), perangkat)
    return [{"nama": h.perangkat.nama, "banyak": banyak_putusan(h.hasil)} for h in hasil]


@require_POST
def versi_impor_simpan(request: Permintaan, pk: int) -> HttpResponse:
    """Store what the preview showed, or show a new preview when the draft has changed since."""
    versi = ambil_versi(request, pk, ubah=True)
    isi = request.session.get(SESI)
    if not isi or isi["versi"] != versi.pk or isi["kunci"] != request.POST.get("kunci"):
        messages.warning(
            request, "Pratinjau ini sudah tidak berlaku. Bila belum tersimpan, unggah berkasnya sekali lagi."
        )
        return redirect("apbdes:versi-impor", pk=versi.pk)
    anggaran = buka_kemasan(isi["isi"])
    try:
        anggaran_impor(versi=versi, anggaran=anggaran, sidik=isi["sidik"], oleh=request.user)
    except ValidationError as galat:
        if not isinstance(galat, Basi):
            return tertolak(request, galat, lambda: versi_rinci(request, versi.pk))
        terbaca = BerkasTerbaca(anggaran, isi["asal"], isi["catatan"])
        return tertolak(request, galat, lambda: _pratinjau(request, versi, terbaca, isi["nama"]))
    del request.session[SESI]
    banyak = len(anggaran.pendapatan) + len(anggaran.belanja) + len(anggaran.pembiayaan)
    messages.success(request, f"{banyak} baris dari {isi['nama']} disimpan.")
    return redirect(versi)


def versi_templat(request: Permintaan, pk: int) -> HttpResponse:
    """The empty workbook of this version: its desa, year and kind filled in, the kabupaten's codes listed."""
    versi = ambil_versi(request, pk)
    isi = templat(muat_anggaran(versi, dengan_semula=False).anggaran, katalog_versi(versi))
    return unduh(isi, nama_berkas(versi, "templat"), "xlsx")


def versi_ekspor(request: Permintaan, pk: int, bentuk: str) -> HttpResponse:
    versi = ambil_versi(request, pk)
    anggaran = muat_anggaran(versi, dengan_semula=False).anggaran
    if bentuk == "xlsx":
        return unduh(tulis(anggaran, katalog_versi(versi)), nama_berkas(versi, "apbdes"), "xlsx")
    if bentuk == "siskeudes":
        return unduh(tulis_siskeudes(anggaran, katalog_versi(versi)), nama_berkas(versi, "siskeudes"), "zip")
    raise Http404


def nama_berkas(versi: VersiApbdes, awal: str) -> str:
    urut = "murni" if versi.perubahan_ke == 0 else f"perubahan-{versi.perubahan_ke}"
    perbaikan = f"-perbaikan-{versi.perbaikan_ke}" if versi.perbaikan_ke else ""
    return f"{awal}-{versi.apbdes.desa.kode}-{versi.apbdes.tahun}-{urut}{perbaikan}"


def unduh(isi: bytes, nama: str, akhiran: str) -> HttpResponse:
    jenis = {"xlsx": XLSX, "zip": "application/zip", "pdf": "application/pdf"}[akhiran]
    return HttpResponse(
        isi, content_type=jenis, headers={"Content-Disposition": f'attachment; filename="{nama}.{akhiran}"'}
    )
