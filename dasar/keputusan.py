"""One page for every decision: it asks, checks that what was seen is what is there, acts, and answers.

A room writes a `Meja`: which function does which action, what is asked first, what is said afterwards.
Buttons come from `Tindakan`. A decision is a POST that names what the person last saw (`sejak`); one that is
refused, for whatever reason, answers 422 and keeps what was typed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from dasar.alur import Transisi, kalimat_status, periksa_sejak, riwayat_terakhir, sebutan, sejak_dari
from dasar.formulir import salahkan, tampil, tertolak
from dasar.pemisahan import halangan_orang
from dasar.permintaan import Permintaan

M = TypeVar("M", bound=models.Model)
POLOS = "komponen/putuskan.html"


@dataclass
class Tanya:
    """What a decision asks before it acts. `isi` is what the answered form hands to the function.

    A form that stands on a page of something else is drawn by `tampilkan`.
    """

    form: forms.Form
    isi: Callable[[], dict[str, Any]] = dict
    templat: str = POLOS
    konteks: dict[str, Any] = field(default_factory=dict)
    tampilkan: Callable[[], HttpResponse] | None = None


def _tidak_berwenang(_request: Permintaan, _objek: Any, transisi: Transisi) -> str:
    """Where nobody's part in it is the reason (`halangan_orang`)."""
    return f"Anda tidak berwenang untuk: {transisi.label.lower()}."


@dataclass(frozen=True)
class Meja(Generic[M]):
    """The decisions of one room. An action without `tanya` is one button.

    `kerja` is called with the object under the name `benda`, with `oleh`, `sejak` and what was asked.
    `rinci` draws the object's own page: there a refused button is answered. `selesai` says what was done and where
    it goes on.
    """

    benda: str
    tabel: tuple[Transisi, ...]
    kerja: Mapping[str, Callable[..., M]]
    rinci: Callable[[Permintaan, M], HttpResponse]
    selesai: Callable[[Permintaan, M, str], HttpResponse]
    tanya: Mapping[str, Callable[[Permintaan, M, Transisi], Tanya]] = field(default_factory=dict)
    penolakan: Callable[[Permintaan, M, Transisi], str] = _tidak_berwenang
    tertutup: Callable[[M, Transisi], str] = kalimat_status  # why this is no decision any more


def putuskan(request: Permintaan, meja: Meja[Any], objek: Any, aksi: str) -> HttpResponse:
    """Ask, or carry out what was answered."""
    transisi = next((t for t in meja.tabel if t.aksi == aksi and aksi in meja.kerja), None)
    if transisi is None:
        raise Http404
    if not request.user.has_perm(f"{objek._meta.app_label}.{aksi}_{objek._meta.model_name}", objek):
        sebab = halangan_orang(request.user, objek, transisi)
        raise PermissionDenied(" ".join(sebab) or meja.penolakan(request, objek, transisi))
    if objek.status not in transisi.dari and _selesai_sendiri(request, meja, objek, transisi):
        return redirect(objek)
    sejak = sejak_dari(objek)  # before what belongs to the object is read: that is never older than it says
    if aksi not in meja.tanya:
        return _tombol(request, meja, objek, aksi)
    tanya = meja.tanya[aksi](request, objek, transisi)
    konteks = {meja.benda: objek, "objek": objek, "transisi": transisi, "sejak": sejak}
    konteks |= {"judul": transisi.label, "halaman": transisi.label}
    periksa = partial(periksa_sejak, objek, request.POST.get("sejak", ""))
    return tanyakan(request, tanya, konteks, lambda isi: _kerjakan(request, meja, objek, aksi, isi), periksa)


def tanyakan(
    request: Permintaan,
    tanya: Tanya,
    konteks: dict[str, Any],
    kerja: Callable[[dict[str, Any]], HttpResponse],
    periksa: Callable[[], None] | None = None,
) -> HttpResponse:
    """Ask, or do what was answered. A refusal shows the page again with all that was typed.

    The page that comes back is drawn from what is there now. So `periksa` raises `Basi` where that is not what
    was seen, and a wrong password does not hide it: sending it again then means it.
    """
    if request.method == "POST":
        try:
            if tanya.form.is_valid():
                return kerja(tanya.isi())
            if periksa:
                periksa()
        except ValidationError as galat:
            salahkan(tanya.form, galat)
    if tanya.tampilkan:
        return tanya.tampilkan()
    return tampil(request, tanya.templat, {"form": tanya.form} | konteks | tanya.konteks)


def _selesai_sendiri(request: Permintaan, meja: Meja[M], objek: Any, transisi: Transisi) -> bool:
    """Nothing to ask any more; or this person has done it already and pressed twice. Somebody else's decision
    is not overlooked: what was sent is refused below, with what was typed."""
    if request.method != "POST":
        messages.warning(request, meja.tertutup(objek, transisi))
        return True
    terakhir = riwayat_terakhir(objek)
    if objek.status != transisi.ke or terakhir is None or terakhir.oleh_id != request.user.pk:
        return False
    keadaan = f"{sebutan(objek)} ini sudah berstatus “{objek.get_status_display()}”"
    messages.info(request, f"{keadaan}; tidak diproses dua kali.")
    return True


def _tombol(request: Permintaan, meja: Meja[Any], objek: Any, aksi: str) -> HttpResponse:
    """One button. A refusal shows the object as it is now, with the sentences above it."""
    if request.method != "POST":
        return redirect(objek)
    try:
        return _kerjakan(request, meja, objek, aksi, {})
    except ValidationError as galat:
        return tertolak(request, galat, lambda: meja.rinci(request, objek))


def _kerjakan(request: Permintaan, meja: Meja[M], objek: M, aksi: str, isi: dict[str, Any]) -> HttpResponse:
    dilihat = request.POST.get("sejak", "")
    hasil = meja.kerja[aksi](**{meja.benda: objek}, oleh=request.user, sejak=dilihat, **isi)
    return meja.selesai(request, hasil, aksi)
