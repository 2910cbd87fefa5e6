"""The worksheet: answered on one page, and kept as an instrument."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from apbdes.enums import JawabanLembar, JenisBaris
from apbdes.forms.lembar import BuatLembarForm, EditorLembar
from apbdes.lembar import acuan
from apbdes.lembar.susun import BarisLembar, lembar_untuk
from apbdes.models import FormulirLembar
from apbdes.penilaian import penilaian
from apbdes.services.lembar import FORMULIR, Jawab, lembar_simpan
from apbdes.views.evaluasi import ambil, boleh_mengisi
from dasar.formulir import bilangan, tampil
from dasar.permintaan import Permintaan
from instrumen.halaman import HalamanFormulir


@require_http_methods(["GET", "HEAD", "POST"])
def versi_lembar(request: Permintaan, pk: int) -> HttpResponse:
    """All rows of the sheet in one form: saved together or not at all."""
    versi = ambil(request, pk, tulis=request.method == "POST")
    galat: dict[str, list[str]] = {}
    umum: list[str] = []
    kiriman: dict[int, Jawab] = {}
    if request.method == "POST":
        kiriman = _kiriman(request)
        try:
            lembar_simpan(versi=versi, formulir=bilangan(request.POST, "formulir"), isian=kiriman, oleh=request.user)
        except ValidationError as e:
            galat, umum = (e.message_dict, []) if hasattr(e, "error_dict") else ({}, e.messages)
        else:
            messages.success(request, "Lembar evaluasi disimpan.")
            return redirect(f"{reverse('apbdes:versi-evaluasi', args=[versi.pk])}#lembar")
    lembar = lembar_untuk(versi, penilaian(versi))
    if lembar is None:
        raise Http404
    konteks = {
        "versi": versi,
        "lembar": lembar,
        "boleh": boleh_mengisi(request, versi)[0],
        "aspek": _menurut_aspek(
            [_tampil(b, kiriman.get(b.butir.pk), galat.get(str(b.butir.pk), [])) for b in lembar.baris]
        ),
        "banyak_galat": len(galat),
        "umum": umum,
        "pilihan": JawabanLembar.choices,
    }
    return tampil(request, "apbdes/lembar.html", konteks)


def _kiriman(request: Permintaan) -> dict[int, Jawab]:
    """The rows that the page named, by their key; a key that is no number belongs to no row."""
    hasil: dict[int, Jawab] = {}
    for teks in request.POST.getlist("butir"):
        pk = bilangan({"pk": teks}, "pk")
        nama = f"{teks}-jawaban", f"{teks}-keterangan"
        kini = [request.POST.get(n, "").strip().replace("\r\n", "\n") for n in nama]
        semula = [request.POST.get(f"semula-{n}", "").strip().replace("\r\n", "\n") for n in nama]
        hasil[pk or 0] = Jawab(kini[0], kini[1], (semula[0], semula[1]))
    return hasil


def _tampil(b: BarisLembar, kirim: Jawab | None, galat: list[str]) -> dict[str, Any]:
    """A row as it is shown: what was sent before what is stored; `semula` is what is stored now."""
    return {
        "b": b,
        "butir": b.butir,
        "bagian": b.butir.jenis == JenisBaris.BAGIAN,
        "jawaban": kirim.jawaban if kirim else b.jawaban,
        "keterangan": kirim.keterangan if kirim else b.keterangan,
        "galat": galat,
    }


def _menurut_aspek(baris: list[dict[str, Any]]) -> list[dict[str, Any]]:
    hasil: list[dict[str, Any]] = []
    for r in baris:
        aspek = r["butir"].jenis == JenisBaris.ASPEK
        if aspek or not hasil:
            hasil.append({"aspek": r if aspek else None, "baris": []})
        if not aspek:
            hasil[-1]["baris"].append(r)
    return hasil


def baris_lembar(formulir: FormulirLembar) -> list[Any]:
    return list(formulir.butir.order_by("urut"))


halaman = HalamanFormulir(
    jenis=FORMULIR,
    ruang="apbdes",
    relasi="butir",
    keterangan="Baris yang dijawab evaluator APB Desa. Yang sudah terbit tidak berubah; perubahan menjadi versi baru.",
    berkas=acuan.yang_utuh,
    editor=EditorLembar,
    form_buat=BuatLembarForm,
    awal=dict,
    baca_baris=baris_lembar,
    templat_baris="apbdes/_formulir_baris.html",
    templat_isian="apbdes/_formulir_isian.html",
)
