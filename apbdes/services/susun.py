"""Typing in a budget: many rows in one request, each saved by the contract of dasar/simpan.py."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db import models, transaction

from akun.models import Pengguna
from apbdes.forms.rincian import BelanjaForm, IdentitasForm, PembiayaanForm, PendapatanForm
from apbdes.katalog import Katalog, katalog_untuk
from apbdes.models import RincianBelanja, RincianPembiayaan, RincianPendapatan, VersiApbdes
from apbdes.queries import BUKAN_PENYUSUN
from dasar.baris import IsianTerkunci
from dasar.simpan import HasilSimpan, PembuatForm, baris_hapus, baris_simpan

LEMBAR: dict[str, tuple[type[models.Model], Any]] = {
    "pendapatan": (RincianPendapatan, PendapatanForm),
    "belanja": (RincianBelanja, BelanjaForm),
    "pembiayaan": (RincianPembiayaan, PembiayaanForm),
}
IDENTITAS = "identitas"


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
    terkunci = VersiApbdes.objects.select_for_update(of=("self",)).get(pk=versi.pk)
    if not oleh.has_perm("apbdes.ubah_versiapbdes", terkunci):
        raise IsianTerkunci(
            f"Rancangan ini berstatus “{terkunci.get_status_display()}”, jadi isinya tidak dapat diubah lagi."
            if oleh.has_perm("apbdes.buat_apbdes", terkunci)
            else BUKAN_PENYUSUN
        )
    katalog = katalog_untuk(terkunci.apbdes.desa.kecamatan.kabupaten, terkunci.apbdes.tahun)
    return [Terjawab(k, _satu(terkunci, katalog, k, oleh)) for k in kiriman]


def _satu(versi: VersiApbdes, katalog: Katalog, k: Kiriman, oleh: Pengguna) -> HasilSimpan:
    if k.lembar == IDENTITAS:
        return baris_simpan(
            model=VersiApbdes,
            form_class=pembuat_form(IdentitasForm, versi, katalog),
            pk=versi.pk,
            versi=k.versi,
            isi=k.isi,
            induk={},
            oleh=oleh,
        )
    model, form = LEMBAR[k.lembar]
    tempat: dict[str, Any] = {
        "model": model,
        "form_class": pembuat_form(form, versi, katalog),
        "pk": k.id,
        "versi": k.versi,
        "induk": {"versi_apbdes": versi},
    }
    try:
        return baris_hapus(**tempat) if k.hapus else baris_simpan(**tempat, isi=k.isi, oleh=oleh)
    except model.DoesNotExist:  # type: ignore[attr-defined]  # every model has it; the stubs know it of concrete ones
        return HasilSimpan("konflik")


def pembuat_form(form: Any, versi: VersiApbdes, katalog: Katalog) -> PembuatForm:
    return partial(form, tempat=versi, katalog=katalog)
