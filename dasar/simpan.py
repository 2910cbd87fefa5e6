"""The saving contract, the same from a desk and from the field (design: "Saving").

A row has a UUID made by the client and a version. Every save names the version it started from
and is safe to send twice: the same content gets the same answer. A change to something that
somebody else changed meanwhile comes back as a conflict that carries both values.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.conf import settings
from django.db import IntegrityError, models, transaction

PembuatForm = Callable[..., forms.ModelForm]  # a form class, or a partial of one
SENDIRI = "Anda di tab atau peranti lain"
PenulisIsi = Callable[[PembuatForm, Any], dict[str, str]]


class BarisBerversi(models.Model):
    """A row that a person creates in the browser."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    versi = models.PositiveIntegerField(default=0, editable=False)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    diubah_pada = models.DateTimeField(auto_now=True)
    dibuat_pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["dibuat_pada", "pk"]


@dataclass
class HasilSimpan:
    """What a save answers. `isi` is what the server holds now; None where the row is gone."""

    keadaan: str  # "tersimpan", "konflik", "tidak_sah"
    versi: int = 0
    isi: dict[str, Any] | None = None
    oleh: str = ""
    kesalahan: dict[str, list[str]] = field(default_factory=dict)

    @property
    def kode_http(self) -> int:
        return {"tersimpan": 200, "konflik": 409, "tidak_sah": 422}[self.keadaan]

    def json(self) -> dict[str, Any]:
        return {
            "keadaan": self.keadaan,
            "versi": self.versi,
            "isi": self.isi,
            "oleh": self.oleh,
            "kesalahan": self.kesalahan,
        }


@dataclass(frozen=True)
class KirimanBaris:
    """One of many rows that come together; `isi` None removes it."""

    pk: Any
    versi: int
    isi: dict[str, Any] | None


def isi_baris(form_class: PembuatForm, baris: models.Model) -> dict[str, str]:
    """The content of a row as the client sends it: one text per field of its form."""
    form = form_class(instance=baris)
    isi = {}
    for nama, kolom in form.fields.items():
        nilai = kolom.prepare_value(form.initial.get(nama))
        isi[nama] = (
            ""
            if nilai is None
            else _teks(kolom.widget.format_value(nilai) if hasattr(kolom.widget, "format_value") else nilai)
        )
    return isi


def _teks(nilai: Any) -> str:
    if isinstance(nilai, list):  # select widgets format into a list
        nilai = nilai[0] if nilai else ""
    return "" if nilai is None else str(nilai)


def _teks_kiriman(nilai: Any) -> str:
    """One value as text that a database can hold: half an emoji, cut off by a keyboard, becomes '?'."""
    return _teks(nilai).encode("utf-8", "replace").decode()


def baris_simpan(
    *,
    model: type[models.Model],
    form_class: PembuatForm,
    pk: Any,
    versi: int,
    isi: dict[str, Any],
    induk: dict[str, Any],
    oleh: models.Model,
) -> HasilSimpan:
    """Save one row. `induk` are the fields that place it (for example its visit).

    A field that `isi` does not name keeps what it has. A row of the same id under another parent
    is answered like one that does not exist (`model.DoesNotExist`), so ids of strangers tell nothing.
    """
    bersih = {nama: _teks_kiriman(nilai) for nama, nilai in isi.items()}
    for terakhir in (False, True):
        try:
            with transaction.atomic():
                return _simpan(model, form_class, pk, versi, bersih, induk, oleh)
        except IntegrityError:
            # The same row (a repeated send) or its twin came in between our look and our insert:
            # look again, now it is there to compare with.
            if terakhir:
                raise
    raise AssertionError("tidak terjangkau")


def _simpan(model, form_class, pk, versi, isi, induk, oleh) -> HasilSimpan:
    baris = model._default_manager.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if baris is not None:
        _di_tempatnya(model, baris, induk)
    hasil, calon = _putuskan(form_class, baris, baris or model(pk=pk, **induk), versi, isi, oleh, isi_baris)
    if calon is not None:
        calon.save()
    return hasil


def _putuskan(form_class, baris, calon, versi, isi, oleh, tulis) -> tuple[HasilSimpan, Any]:
    """The answer to one save, and the row to write with it; None where nothing is written. No query."""
    lama = tulis(form_class, baris) if baris else None
    nama_oleh = str(baris.diubah_oleh or "") if baris else ""
    if baris is None and versi > 0:
        return HasilSimpan("konflik"), None
    form = form_class({**(lama or {}), **isi}, instance=calon)
    if not form.is_valid():
        kesalahan = {k: list(v) for k, v in form.errors.items()}
        return HasilSimpan("tidak_sah", versi=versi, isi=lama, oleh=nama_oleh, kesalahan=kesalahan), None
    calon = form.save(commit=False)
    baru = tulis(form_class, calon)
    if baris is not None and baru == lama:
        return HasilSimpan("tersimpan", versi=calon.versi, isi=baru, oleh=nama_oleh), None
    if baris is not None and versi != calon.versi:
        return HasilSimpan("konflik", versi=calon.versi, isi=lama, oleh=penyimpan(baris, oleh)), None
    calon.versi += 1
    calon.diubah_oleh = oleh
    return HasilSimpan("tersimpan", versi=calon.versi, isi=baru, oleh=str(oleh)), calon


def penyimpan(baris: Any, oleh: models.Model) -> str:
    """Who saved this row last, as `oleh` is told: nobody is another person to themselves."""
    if baris.diubah_oleh_id == oleh.pk:
        return SENDIRI
    return str(baris.diubah_oleh or "")


def _di_tempatnya(model: Any, baris: Any, induk: dict[str, Any]) -> None:
    if any(getattr(baris, nama) != nilai for nama, nilai in induk.items()):
        raise model.DoesNotExist


@transaction.atomic
def baris_hapus(
    *,
    model: type[models.Model],
    form_class: PembuatForm,
    pk: Any,
    versi: int,
    induk: dict[str, Any],
    oleh: models.Model,
) -> HasilSimpan:
    """Delete one row; deleting what is gone already is not an error. A row under another parent is answered as
    `baris_simpan` does: `model.DoesNotExist`, not "tersimpan", since nothing was."""
    baris: Any = model._default_manager.select_for_update(of=("self",)).filter(pk=pk).first()
    if baris is None:
        return HasilSimpan("tersimpan")
    _di_tempatnya(model, baris, induk)
    if baris.versi != versi:
        isi = isi_baris(form_class, baris)
        return HasilSimpan("konflik", versi=baris.versi, isi=isi, oleh=penyimpan(baris, oleh))
    baris.delete()
    return HasilSimpan("tersimpan")


def baris_kirim_banyak(
    *,
    model: type[models.Model],
    form_class: PembuatForm,
    kiriman: Sequence[KirimanBaris],
    induk: dict[str, Any],
    oleh: models.Model,
    tulis: PenulisIsi = isi_baris,
) -> list[HasilSimpan]:
    """What `baris_simpan` and `baris_hapus` answer to each of these, in as many queries as there are changed rows plus
    a few: new rows and removals go together. Within a transaction that keeps others from these rows.

    `tulis` may be a quicker `isi_baris` that answers the same. A row under another parent is answered as one that is
    gone.
    """
    if len({str(k.pk) for k in kiriman}) == len(kiriman):
        try:
            with transaction.atomic():
                return _banyak(model, form_class, kiriman, induk, oleh, tulis)
        except IntegrityError:
            pass  # one of them came in meanwhile, or has a twin: each for itself
    return [_satu(model, form_class, k, induk, oleh) for k in kiriman]


def _satu(model, form_class, k: KirimanBaris, induk, oleh) -> HasilSimpan:
    tempat = {"model": model, "form_class": form_class, "pk": k.pk, "versi": k.versi, "induk": induk, "oleh": oleh}
    try:
        return baris_hapus(**tempat) if k.isi is None else baris_simpan(**tempat, isi=k.isi)
    except model.DoesNotExist:
        return HasilSimpan("konflik")


def _banyak(model, form_class, kiriman, induk, oleh, tulis) -> list[HasilSimpan]:
    ada = model._default_manager.select_for_update(of=("self",), no_key=True).select_related("diubah_oleh")
    ada = ada.in_bulk([k.pk for k in kiriman])
    hasil, baru, buang = [], [], []
    for k in kiriman:
        baris = ada.get(k.pk)
        if baris is not None and any(getattr(baris, f"{nama}_id") != induk[nama].pk for nama in induk):
            hasil.append(HasilSimpan("konflik"))
        elif k.isi is None and baris is not None and baris.versi != k.versi:
            isi = tulis(form_class, baris)
            hasil.append(HasilSimpan("konflik", versi=baris.versi, isi=isi, oleh=penyimpan(baris, oleh)))
        elif k.isi is None:
            buang += [baris.pk] if baris is not None else []
            hasil.append(HasilSimpan("tersimpan"))
        else:
            isi = {nama: _teks_kiriman(nilai) for nama, nilai in k.isi.items()}
            calon = baris or model(pk=k.pk, **induk)
            satu, calon = _putuskan(form_class, baris, calon, k.versi, isi, oleh, tulis)
            hasil.append(satu)
            if calon is not None and baris is None:
                baru.append(calon)
            elif calon is not None:
                calon.save()
    if buang:
        model._default_manager.filter(pk__in=buang).delete()
    model._default_manager.bulk_create(baru, batch_size=300)
    return hasil
