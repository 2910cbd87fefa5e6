"""Several photos of one paper, sent as one document. The order of the files is the order of the pages."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect

from akun.kebijakan import berskrip
from berkas.forms.unggah import ApaForm, GabungForm, VersiForm
from berkas.models import Berkas
from berkas.olah.gabung import gambar_gabung
from berkas.pemeriksa import BerkasDitolak
from berkas.pemeriksa.hasil import AKHIRAN, GAMBAR
from berkas.services.berkas import berkas_unggah
from berkas.views.unggah import berkas_tujuan
from dasar.formulir import salahkan, tampil, terkirim
from dasar.permintaan import Permintaan

SEMUA_MAKS = 200 * 1024 * 1024  # bytes of all photos together; a browser with JavaScript sends far less


def berkas_gabung(request: Permintaan) -> HttpResponse:
    isian = request.POST if request.method == "POST" else request.GET
    berkas = berkas_tujuan(request, isian["berkas"]) if isian.get("berkas") else None
    form = _form(request, isian, berkas)
    if form is None:
        return redirect("berkas:berkas-unggah")  # the kind of document is chosen there
    galat = _galat_foto(request) if request.method == "POST" else ""
    if request.method == "POST" and form.is_valid() and not galat:
        foto = [(k.name or "", k.file) for k in request.FILES.getlist("isi") if k.file]
        tujuan = form.tujuan()
        judul = berkas.judul if berkas else tujuan.judul
        try:
            isi = gambar_gabung(foto, judul=judul)
            jadi = berkas_unggah(tujuan=tujuan, isi=isi, nama=f"{judul[:100]}.pdf", oleh=request.user)
        except BerkasDitolak as galat_foto:
            galat = str(galat_foto)
        except ValidationError as galat_isi:
            salahkan(form, galat_isi)
        else:
            assert jadi is not None  # only a resumable upload can be overtaken
            messages.success(request, f"{len(foto)} foto menjadi satu dokumen. {jadi.catatan}".strip())
            if berskrip(request):  # static/js/gabung.js goes there itself
                return JsonResponse({"alamat": jadi.versi.berkas.get_absolute_url()})
            return redirect(jadi.versi.berkas)
    konteks = {
        "form": form,
        "berkas": berkas,
        "galat_isi": galat,
        "halaman_maks": settings.BERKAS_SEKALIGUS_MAKS,
        "akhiran": ",".join(a for mime in sorted(GAMBAR) for a in AKHIRAN[mime]),
    }
    return tampil(request, "berkas/gabung.html", konteks)


def _form(request: Permintaan, isian: Any, berkas: Berkas | None) -> GabungForm | VersiForm | None:
    if berkas:
        return VersiForm(terkirim(request), berkas=berkas)
    apa = ApaForm(isian, pengguna=request.user)
    if not apa.is_valid():
        return None if request.method != "POST" else GabungForm(request.POST, pengguna=request.user)
    isi = apa.cleaned_data
    awal = {"desa": isi["desa"].pk, "kategori": isi["kategori"].pk, "tahun": isi["tahun"]}
    awal |= {"periode": isian["periode"]} if isian.get("periode") else {}
    pilihan = {"kategori": isi["kategori"], "tahun": isi["tahun"], "initial": awal}
    return GabungForm(terkirim(request), pengguna=request.user, **pilihan)


def _galat_foto(request: Permintaan) -> str:
    foto = request.FILES.getlist("isi")
    jumlah, maks = len(foto), settings.BERKAS_SEKALIGUS_MAKS
    if jumlah == 0:
        return "Pilih foto-fotonya dahulu."
    if jumlah > maks:
        return f"Anda memilih {jumlah} foto; paling banyak {maks} halaman dalam satu dokumen."
    mega, semua = 1024 * 1024, sum(k.size or 0 for k in foto)
    if semua > SEMUA_MAKS:
        return (
            f"Foto-foto ini bersama {semua // mega} MB; paling besar {SEMUA_MAKS // mega} MB dalam satu kiriman. "
            "Kecilkan fotonya, atau kirim sebagai beberapa dokumen."
        )
    return ""
