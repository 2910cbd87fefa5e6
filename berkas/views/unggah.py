"""The page on which files are sent. Without JavaScript it is an ordinary form; with it, see tus.py."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from berkas.enums import StatusBerkas
from berkas.forms.unggah import PK_MAKS, ApaForm, UnggahForm, VersiForm
from berkas.models import Berkas
from berkas.pemeriksa.hasil import DITERIMA, SEMUA_AKHIRAN
from berkas.services.berkas import Tujuan, berkas_unggah
from dasar.formulir import tampil
from dasar.permintaan import Permintaan


def berkas_tujuan(request: Permintaan, pk: str) -> Berkas:
    """The document that gets a new version, in the person's scope and theirs to answer for."""
    nomor = int(pk) if pk.isascii() and pk.isdigit() and len(pk) < 20 and int(pk) <= PK_MAKS else 0
    berkas = get_object_or_404(Berkas.objects.untuk(request.user).lengkap(), pk=nomor)
    if not request.user.has_perm("berkas.unggah_berkas", berkas):
        raise PermissionDenied("Anda tidak berwenang mengirim versi baru berkas ini.")
    return berkas


def berkas_unggah_halaman(request: Permintaan) -> HttpResponse:
    isian = request.POST if request.method == "POST" else request.GET
    berkas = berkas_tujuan(request, isian["berkas"]) if isian.get("berkas") else None
    if request.method == "POST":
        return _kirim(request, berkas)
    if berkas:
        return _tampil(request, VersiForm(berkas=berkas), berkas=berkas)
    apa = ApaForm(request.GET or None, pengguna=request.user)
    form = None
    if apa.is_bound and apa.is_valid():
        isi = apa.cleaned_data
        awal = {"desa": isi["desa"].pk, "kategori": isi["kategori"].pk, "tahun": isi["tahun"]}
        awal |= {n: request.GET[n] for n in ("periode",) if request.GET.get(n)}
        form = UnggahForm(pengguna=request.user, kategori=isi["kategori"], tahun=isi["tahun"], initial=awal)
    return _tampil(request, form, apa=apa)


def _kirim(request: Permintaan, berkas: Berkas | None) -> HttpResponse:
    form: UnggahForm | VersiForm
    if berkas:
        apa, form = None, VersiForm(request.POST, berkas=berkas)
    else:
        apa = ApaForm(request.POST, pengguna=request.user)
        pilihan = {n: apa.cleaned_data[n] for n in ("kategori", "tahun")} if apa.is_valid() else {}
        form = UnggahForm(request.POST, pengguna=request.user, **pilihan)
    kiriman = request.FILES.getlist("isi")
    galat = _galat_jumlah(len(kiriman), satu=berkas is not None)
    if not form.is_valid() or galat:
        return _tampil(request, form, apa=apa, berkas=berkas, galat_isi=galat)
    hasil = [_satu(request, form.tujuan(), k, len(kiriman)) for k in kiriman]
    if all(h["versi"] for h in hasil):
        for h in hasil:
            messages.success(request, f"“{h['nama']}” terkirim. {h['kalimat']}".strip())
        return redirect(hasil[0]["versi"].berkas if len(hasil) == 1 else reverse("berkas:berkas-daftar"))
    return _tampil(request, form, apa=apa, berkas=berkas, hasil=hasil)


def _galat_jumlah(jumlah: int, *, satu: bool) -> str:
    if jumlah == 0:
        return "Pilih berkas yang akan dikirim."
    if satu and jumlah > 1:
        return "Versi baru terdiri atas satu berkas. Pilih satu saja."
    if jumlah > settings.BERKAS_SEKALIGUS_MAKS:
        return (
            f"Anda memilih {jumlah} berkas; paling banyak {settings.BERKAS_SEKALIGUS_MAKS} sekaligus. "
            "Belum ada yang dikirim: pilih sebagian dahulu."
        )
    return ""


def _satu(request: Permintaan, tujuan: Tujuan, kiriman: Any, jumlah: int) -> dict[str, Any]:
    if jumlah > 1 and tujuan.judul:  # several files under one title are told apart by their names
        tujuan = Tujuan(**(tujuan.__dict__ | {"judul": f"{tujuan.judul} – {kiriman.name}"[:200]}))
    try:
        jadi = berkas_unggah(tujuan=tujuan, isi=kiriman.file, nama=kiriman.name, oleh=request.user)
    except ValidationError as galat:
        return {"nama": kiriman.name, "versi": None, "kalimat": " ".join(galat.messages)}
    assert jadi is not None  # only a resumable upload can be overtaken
    return {"nama": kiriman.name, "versi": jadi.versi, "kalimat": jadi.catatan}


def _tampil(request: Permintaan, form: UnggahForm | VersiForm | None, **konteks: Any) -> HttpResponse:
    berkas = konteks.get("berkas")
    penolakan = None
    if berkas and berkas.status == StatusBerkas.DITOLAK:
        penolakan = berkas.riwayat.filter(ke=StatusBerkas.DITOLAK).select_related("oleh").last()
    konteks |= {
        "form": form,
        "penolakan": penolakan,
        "jenis_diterima": DITERIMA,
        "akhiran": ",".join(SEMUA_AKHIRAN),
        "ukuran_maks": settings.BERKAS_UKURAN_MAKS,
        "ukuran_maks_mb": settings.BERKAS_UKURAN_MAKS // (1024 * 1024),
        "sekaligus_maks": 1 if berkas else settings.BERKAS_SEKALIGUS_MAKS,
        "potongan": settings.BERKAS_POTONGAN,
    }
    return tampil(request, "berkas/unggah.html", konteks)
