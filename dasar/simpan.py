"""The saving contract, the same from a desk and from the field (design: "Saving").

A row has a UUID made by the client and a version. Every save names the version it started from
and is safe to send twice: the same content gets the same answer. A change to something that
somebody else changed meanwhile comes back as a conflict that carries both values.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.conf import settings
from django.db import IntegrityError, models, transaction

PembuatForm = Callable[..., forms.ModelForm]  # a form class, or a partial of one


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
    baris = model._default_manager.select_for_update(of=("self",)).filter(pk=pk).first()
    if baris is not None:
        _di_tempatnya(model, baris, induk)
    lama = isi_baris(form_class, baris) if baris else None
    nama_oleh = str(baris.diubah_oleh or "") if baris else ""
    if baris is None and versi > 0:
        return HasilSimpan("konflik")

    form = form_class({**(lama or {}), **isi}, instance=baris or model(pk=pk, **induk))
    if not form.is_valid():
        return HasilSimpan(
            "tidak_sah",
            versi=versi,
            isi=lama,
            oleh=nama_oleh,
            kesalahan={k: list(v) for k, v in form.errors.items()},
        )
    calon = form.save(commit=False)
    if baris is not None:
        baru = isi_baris(form_class, calon)
        if baru == lama:
            return HasilSimpan("tersimpan", versi=calon.versi, isi=baru, oleh=nama_oleh)
        if versi != calon.versi:
            return HasilSimpan("konflik", versi=calon.versi, isi=lama, oleh=nama_oleh)
    calon.versi += 1
    calon.diubah_oleh = oleh
    calon.save()
    return HasilSimpan("tersimpan", versi=calon.versi, isi=isi_baris(form_class, calon), oleh=str(oleh))


def _di_tempatnya(model: Any, baris: Any, induk: dict[str, Any]) -> None:
    if any(getattr(baris, nama) != nilai for nama, nilai in induk.items()):
        raise model.DoesNotExist


@transaction.atomic
def baris_hapus(
    *, model: type[models.Model], form_class: PembuatForm, pk: Any, versi: int, induk: dict[str, Any]
) -> HasilSimpan:
    """Delete one row; deleting what is gone already is not an error. A row under another parent is answered as
    `baris_simpan` does: `model.DoesNotExist`, not "tersimpan", since nothing was."""
    baris: Any = model._default_manager.select_for_update(of=("self",)).filter(pk=pk).first()
    if baris is None:
        return HasilSimpan("tersimpan")
    _di_tempatnya(model, baris, induk)
    if baris.versi != versi:
        return HasilSimpan(
            "konflik", versi=baris.versi, isi=isi_baris(form_class, baris), oleh=str(baris.diubah_oleh or "")
        )
    baris.delete()
    return HasilSimpan("tersimpan")
