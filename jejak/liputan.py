"""What the trail covers: one table, `config/jejak.py`, read here. This room knows none of the models in it."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models


@dataclass(frozen=True)
class Liput:
    """How one model is covered.

    `tanpa`: columns that say nothing about an act (progress, counters), each with its reason. `rahasia`: columns of
    which only stands that they changed. `wilayah`: the way to the kecamatan, where the shortest one is not it; `akun`:
    the way to the account whose region counts instead. `tetap`: belongs to what is signed, and stays for ever.
    `buat=False`: rows that are themselves a record; only changing and deleting them is told. `ringkas`: details that
    come and go by the hundred; what is done to many at once is one entry.
    """

    tanpa: Mapping[str, str] = field(default_factory=dict)
    rahasia: frozenset[str] = frozenset()
    wilayah: str = ""
    akun: str = ""
    tetap: bool = False
    buat: bool = True
    ringkas: bool = False


KECAMATAN, KABUPATEN = "desa.Kecamatan", "desa.Kabupaten"  # whose trail an entry belongs to
HITUNGAN = {"versi", "revisi"}  # counts the saves of a row


@cache
def tabel() -> Mapping[str, Liput]:
    return import_module(settings.JEJAK_LIPUTAN).LIPUTAN


def liputan(model: Any) -> Liput | None:
    """None where the model is not covered. A proxy class is its model.

    A migration's classes of an earlier time are not covered: the trail's own table may not stand yet.
    """
    if model._meta.apps is not apps or model._meta.concrete_model is None:
        return None
    return tabel().get(model._meta.concrete_model._meta.label)


@cache
def kolom(model: Any) -> tuple[models.Field, ...]:
    """The columns whose changes are told."""
    liput = liputan(model)
    tanpa = set(liput.tanpa) if liput else set()
    return tuple(
        f
        for f in model._meta.concrete_fields
        if f.name not in tanpa and not f.primary_key and not getattr(f, "auto_now", False) and not _hitungan(f)
    )


def _hitungan(f: models.Field) -> bool:
    return f.name in HITUNGAN and isinstance(f, models.IntegerField)


@cache
def jalan(model: Any, tujuan: str) -> tuple[str, ...] | None:
    """The way from a row to its region: names of relations, as short as can be, never by way of an account.

    By relations that every row has, where there is such a way.
    """
    pasti = _jalan(model, tujuan, kosong=False)
    return pasti if pasti is not None else _jalan(model, tujuan, kosong=True)


def _jalan(model: type[models.Model], tujuan: str, *, kosong: bool) -> tuple[str, ...] | None:
    akhir = apps.get_model(tujuan)
    if model._meta.concrete_model is akhir:
        return ()
    antre: deque[tuple[type[models.Model], tuple[str, ...]]] = deque([(model, ())])
    pernah: set[Any] = {model, apps.get_model(settings.AUTH_USER_MODEL)}
    while antre:
        kini, lewat = antre.popleft()
        for f in kini._meta.concrete_fields:
            lain = f.related_model if f.is_relation and (kosong or not f.null) else None
            if lain is akhir:
                return (*lewat, f.name)
            if lain and lain not in pernah:
                pernah.add(lain)
                antre.append((lain, (*lewat, f.name)))
    return None
