"""Forms of a regulation, from the dated YAML file of a room into its tables."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from instrumen.models import FormulirBerversi, StatusInstrumen

F = TypeVar("F", bound=FormulirBerversi)


def sidik(isi: dict[str, Any]) -> str:
    """SHA-256 of the content itself: comments, order of keys and line breaks do not count."""
    return sha256(json.dumps(isi, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


@transaction.atomic
def formulir_muat(
    model: type[F],
    *,
    acuan: dict[str, Any],
    isi: dict[str, Any],
    kolom: dict[str, Any],
    tulis: Callable[[F, list[dict[str, Any]]], None],
    baris: str,
) -> bool:
    """Store one form of a file as a published version; True when something was written. Safe to repeat.

    `isi` is the form as the file has it, `kolom` what the room adds to it; `baris` names the list of rows
    in it, which `tulis` stores. A form that comes with a new file becomes the next version of its kode.
    Raises ValidationError where the file differs from a version that something was filled in with.
    """
    umum = ("judul", "nomor_bidang", "bidang", "jenis_kegiatan", "lokasi", "tempat", "catatan")
    kolom = {k: isi[k] for k in umum} | {k: acuan[k] for k in ("dasar", "berlaku_sejak")} | kolom
    sidik_baru = sidik(kolom | {baris: isi[baris]})
    lama = model.objects.select_for_update(of=("self",)).filter(acuan=acuan["kode"], kode=isi["kode"]).first()
    if lama and lama.sidik == sidik_baru:
        return False
    if lama and lama.lembar.exists():
        raise ValidationError(
            f"Formulir {isi['kode']} dalam berkas acuan “{acuan['kode']}” berubah, padahal versi itu sudah dipakai. "
            "Kembalikan isinya, lalu buat versi baru: salin berkas itu dengan kode dan berlaku_sejak yang baru."
        )
    if lama:
        # Past the lock on published versions (save), which is for people: nothing was filled in with it yet.
        model.objects.filter(pk=lama.pk).update(sidik=sidik_baru, **kolom)
        getattr(lama, baris).all().delete()
        formulir = model.objects.get(pk=lama.pk)
    else:
        terakhir = model.objects.filter(kecamatan=None, kode=isi["kode"]).aggregate(n=Max("versi"))["n"]
        formulir = model.objects.create(
            kode=isi["kode"],
            versi=(terakhir or 0) + 1,
            acuan=acuan["kode"],
            sidik=sidik_baru,
            status=StatusInstrumen.TERBIT,
            diterbitkan=timezone.now(),
            **kolom,
        )
    tulis(formulir, isi[baris])
    return True


def laporan_muat(judul: str, hasil: list[bool]) -> str:
    """The sentence about one file."""
    if not any(hasil):
        return f"{judul}: sudah dimuat, tidak berubah."
    return f"{judul}: {sum(hasil)} formulir dimuat atau diperbarui."
