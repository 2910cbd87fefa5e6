"""The audit trail as a page: who did what, when, before and after; paged by key, since a table of millions is counted
by nobody."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from tablib import Dataset

from akun.enums import Peran
from akun.models import Pengguna
from dasar.lembar import netral
from dasar.pencarian import memuat
from dasar.permintaan import Permintaan
from dasar.waktu import hari_ini_pembaca, waktu_pembaca
from desa.models import Kecamatan
from jejak.enums import Jenis
from jejak.kata import dalam_kata, pilihan_perkara
from jejak.models import Catatan

SEHALAMAN = 50
EKSPOR_MAKS = 20_000  # rows of one sheet
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HARI = {"type": "date"}
KOLOM = [
    "Waktu",
    "Siapa",
    "Peran",
    "Lewat",
    "Alamat",
    "Perangkat",
    "Kejadian",
    "Benda",
    "Nomor",
    "Nama",
    "Keterangan",
    "Semula dan menjadi",
]


class SaringanJejak(forms.Form):
    cari = forms.CharField(label="Cari nama benda", required=False, max_length=100)
    siapa = forms.CharField(label="Siapa", required=False, max_length=100)
    jenis = forms.ChoiceField(label="Kejadian", required=False, choices=[("", "Semua"), *Jenis.choices])
    perkara = forms.ChoiceField(label="Benda", required=False)
    kunci = forms.CharField(label="Nomor benda", required=False, max_length=80)
    dari = forms.DateField(label="Dari tanggal", required=False, widget=forms.DateInput(attrs=HARI))
    sampai = forms.DateField(label="Sampai tanggal", required=False, widget=forms.DateInput(attrs=HARI))
    sebelum = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["perkara"].choices = [("", "Semua"), *pilihan_perkara()]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("dari") and isi.get("sampai") and isi["sampai"] < isi["dari"]:
            self.add_error("sampai", "Mendahului tanggal awalnya.")
        return isi


def jejak_terlihat(pengguna: Pengguna) -> QuerySet[Catatan]:
    """All for an admin; otherwise what happened in the regions over which the person reads the trail."""
    if Peran.ADMIN in pengguna.peran:
        return Catatan.objects.all()
    wilayah = Q(pk__in=[])
    for p in pengguna.penugasan_aktif:
        if p.peran == Peran.CAMAT:
            wilayah |= Q(kecamatan=p.kecamatan_id)
        elif p.peran == Peran.PEMANTAU_KABUPATEN:
            kecamatan = Kecamatan.objects.filter(kabupaten=p.kabupaten_id).values("pk")
            wilayah |= Q(kabupaten=p.kabupaten_id) | Q(kecamatan__in=kecamatan)
    return Catatan.objects.filter(wilayah)


def _disaring(baris: QuerySet[Catatan], isi: dict[str, Any]) -> QuerySet[Catatan]:
    sama = {k: isi[k] for k in ("jenis", "perkara", "kunci") if isi.get(k)}
    baris = baris.filter(**sama)
    if isi.get("cari"):
        baris = baris.filter(memuat(isi["cari"], "nama", "uraian"))
    if isi.get("siapa"):
        baris = baris.filter(memuat(isi["siapa"], "pelaku_nama", "lewat"))
    if isi.get("dari"):
        baris = baris.filter(waktu__date__gte=isi["dari"])
    if isi.get("sampai"):
        baris = baris.filter(waktu__date__lte=isi["sampai"])
    if isi.get("sebelum"):
        baris = baris.filter(pk__lt=isi["sebelum"])
    return baris.order_by("-pk")


@require_safe
def jejak(request: Permintaan) -> HttpResponse:
    form = SaringanJejak(request.GET)
    if not form.is_valid():
        return render(request, "dasbor/jejak.html", {"form": form, "salah": True}, status=422)
    baris = _disaring(jejak_terlihat(request.user), form.cleaned_data)
    if request.GET.get("_export") == "xlsx":
        return _ekspor(request, form, baris)
    catatan = list(baris[: SEHALAMAN + 1])
    alamat = request.GET.copy()
    alamat.pop("sebelum", None)
    terbaru = alamat.urlencode()
    lanjut = ""
    if len(catatan) > SEHALAMAN:
        alamat["sebelum"] = str(catatan[SEHALAMAN - 1].pk)
        lanjut = alamat.urlencode()
    konteks = {
        "form": form,
        "kejadian": dalam_kata(catatan[:SEHALAMAN]),
        "lanjut": lanjut,
        "terbaru": terbaru if form.cleaned_data.get("sebelum") else None,
        "disaring": any(v for k, v in form.cleaned_data.items() if k != "sebelum"),
        "ekspor": f"{terbaru}&_export=xlsx" if terbaru else "_export=xlsx",
    }
    return render(request, "dasbor/jejak.html", konteks)


def _ekspor(request: Permintaan, form: SaringanJejak, baris: QuerySet[Catatan]) -> HttpResponse:
    """A sheet of all that the filters leave, newest first; none that silently leaves something out."""
    catatan = list(baris[: EKSPOR_MAKS + 1])
    if len(catatan) > EKSPOR_MAKS:
        form.add_error(None, f"Lebih dari {EKSPOR_MAKS} catatan. Persempit tanggal atau saringannya, lalu unduh lagi.")
        return render(request, "dasbor/jejak.html", {"form": form, "salah": True}, status=422)
    lembar = Dataset(headers=KOLOM, title="Jejak")
    for k in dalam_kata(catatan):
        c = k.catatan
        beda = "; ".join(f"{b.kolom}: {b.semula} → {b.menjadi}" for b in k.beda)
        waktu = waktu_pembaca(c.waktu).strftime("%d-%m-%Y %H.%M.%S")
        isi = [waktu, k.siapa, c.peran, c.lewat, c.alamat, c.perangkat, c.get_jenis_display(), k.perkara, c.kunci]
        lembar.append([netral(n) for n in (*isi, c.nama, c.uraian, beda[:30_000])])
    nama = f"jejak-{hari_ini_pembaca():%Y%m%d}.xlsx"
    tajuk = {"Content-Disposition": f'attachment; filename="{nama}"'}
    return HttpResponse(lembar.export("xlsx"), content_type=XLSX, headers=tajuk)
