"""Typing in a budget: many rows in one request, each saved by the contract of dasar/simpan.py."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.db import models, transaction

from akun.models import Pengguna
from apbdes.forms.rincian import (
    BelanjaForm,
    IdentitasForm,
    PembiayaanForm,
    PendapatanForm,
    UangField,
    tulis_uang,
    tulis_volume,
)
from apbdes.katalog import Katalog, katalog_untuk
from apbdes.models import RincianBelanja, RincianPembiayaan, RincianPendapatan, VersiApbdes
from apbdes.queries import BUKAN_PENYUSUN
from dasar.baris import IsianTerkunci
from dasar.simpan import HasilSimpan, KirimanBaris, PembuatForm, baris_kirim_banyak, baris_simpan

LEMBAR: dict[str, tuple[type[models.Model], Any]] = {
    "pendapatan": (RincianPendapatan, PendapatanForm),
    "belanja": (RincianBelanja, BelanjaForm),
    "pembiayaan": (RincianPembiayaan, PembiayaanForm),
}
IDENTITAS = "identitas"
UANG = {n for _, form in LEMBAR.values() for n, kolom in form.base_fields.items() if isinstance(kolom, UangField)}


@dataclass(frozen=True)
class Kiriman:
    """One row as a page sends it. For the identity of the version, `id` says nothing."""

    lembar: str
    id: UUID
    versi: int
    isi: dict[str, Any]
    hapus: bool = False


@dataclass(frozen=True)
class Terjawab:
    kiriman: Kiriman
    hasil: HasilSimpan


@transaction.atomic
def rincian_simpan(*, versi: VersiApbdes, kiriman: Iterable[Kiriman], oleh: Pengguna) -> list[Terjawab]:
    """Save or remove rows, each answered for itself: one that is refused does not hold up the others.

    Raises IsianTerkunci, and saves nothing, when this person may not write this version now. A row of
    another version is answered like one that is gone.
    """
    terkunci = VersiApbdes.objects.select_for_update(of=("self",), no_key=True).get(pk=versi.pk)
    if not oleh.has_perm("apbdes.ubah_versiapbdes", terkunci):
        raise IsianTerkunci(
            f"Rancangan ini berstatus “{terkunci.get_status_display()}”, jadi isinya tidak dapat diubah lagi."
            if oleh.has_perm("apbdes.buat_apbdes", terkunci)
            else BUKAN_PENYUSUN
        )
    katalog = katalog_untuk(terkunci.apbdes.desa.kecamatan.kabupaten, terkunci.apbdes.tahun)
    daftar = list(kiriman)
    hasil: dict[int, HasilSimpan] = {}
    for lembar in dict.fromkeys(k.lembar for k in daftar):
        milik = [(n, k) for n, k in enumerate(daftar) if k.lembar == lembar]
        if lembar == IDENTITAS:
            hasil |= {n: _identitas(terkunci, katalog, k, oleh) for n, k in milik}
            continue
        model, form = LEMBAR[lembar]
        jawaban = baris_kirim_banyak(
            model=model,
            form_class=pembuat_form(form, terkunci, katalog),
            kiriman=[KirimanBaris(k.id, k.versi, None if k.hapus else k.isi) for _, k in milik],
            induk={"versi_apbdes": terkunci},
            oleh=oleh,
            tulis=lambda _, baris, kolom=form.Meta.fields: isi_cepat(kolom, baris),  # type: ignore[misc]  # a default of a lambda
        )
        hasil |= {n: satu for (n, _), satu in zip(milik, jawaban, strict=True)}
    return [Terjawab(k, hasil[n]) for n, k in enumerate(daftar)]


def _identitas(versi: VersiApbdes, katalog: Katalog, k: Kiriman, oleh: Pengguna) -> HasilSimpan:
    return baris_simpan(
        model=VersiApbdes,
        form_class=pembuat_form(IdentitasForm, versi, katalog),
        pk=versi.pk,
        versi=k.versi,
        isi=k.isi,
        induk={},
        oleh=oleh,
    )


def pembuat_form(form: Any, versi: VersiApbdes, katalog: Katalog) -> PembuatForm:
    return partial(form, tempat=versi, katalog=katalog)


def isi_cepat(kolom: list[str], baris: Any) -> dict[str, str]:
    """`dasar.simpan.isi_baris` of 600 rows without building 600 forms; a test holds the two together."""
    return {nama: _teks(getattr(baris, nama), uang=nama in UANG) for nama in kolom}


def _teks(nilai: Any, *, uang: bool) -> str:
    if uang:
        return "" if nilai is None else tulis_uang(nilai)
    if isinstance(nilai, bool):
        return "ya" if nilai else ""
    if isinstance(nilai, Decimal):
        return tulis_volume(nilai)
    return "" if nilai is None else str(nilai)
