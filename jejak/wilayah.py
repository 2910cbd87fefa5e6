"""Whose trail an entry belongs to: the keys of its kecamatan, or of its kabupaten where it has none.

Along rows that are at hand; what is not is asked for once for all of them, and remembered as long as the request.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import models

from dasar.pelaku import pelaku_kini
from jejak.liputan import KABUPATEN, KECAMATAN, Liput, jalan
from jejak.masuk import wilayah_akun

Wilayah = tuple[int | None, int | None]
Tanya = tuple[type[models.Model], Any, tuple[str, ...]]


def wilayah(objek: Sequence[Any], liput: Liput) -> list[Wilayah]:
    """(kecamatan, kabupaten) of each; one of the two, or neither."""
    if not objek:
        return []
    if liput.akun:
        return [_wilayah_akun(o if liput.akun == "pk" else getattr(o, liput.akun, None)) for o in objek]
    model: Any = type(objek[0])
    kecamatan = _kunci(objek, tuple(liput.wilayah.split("__")) if liput.wilayah else jalan(model, KECAMATAN))
    if None not in kecamatan:
        return [(k, None) for k in kecamatan]
    kabupaten = _kunci(objek, jalan(model, KABUPATEN))
    return [(k, None if k is not None else b) for k, b in zip(kecamatan, kabupaten, strict=True)]


def _wilayah_akun(akun: Any) -> Wilayah:
    tempat = wilayah_akun(akun)
    return tempat["kecamatan"], None if tempat["kecamatan"] is not None else tempat["kabupaten"]


def _kunci(objek: Sequence[Any], lewat: tuple[str, ...] | None) -> list[int | None]:
    if lewat is None:
        return [None] * len(objek)
    dekat = [_telusuri(o, lewat) for o in objek]
    jawab = _tanya({d for d in dekat if isinstance(d, tuple)})
    return [jawab[d] if isinstance(d, tuple) else d for d in dekat]


def _telusuri(objek: Any, lewat: tuple[str, ...]) -> int | Tanya | None:
    """The key, or what is to be asked for it."""
    while lewat:
        f = objek._meta.get_field(lewat[0])
        kunci = getattr(objek, f.attname)
        if len(lewat) == 1 or kunci is None:
            return kunci
        lain = objek._state.fields_cache.get(f.name)
        if lain is None:
            return (f.related_model, kunci, lewat[1:])
        objek, lewat = lain, lewat[1:]
    return objek.pk


def _tanya(semua: set[Tanya]) -> dict[Tanya, int | None]:
    ingatan: dict[Tanya, int | None] | None = pelaku_kini().ingatan
    jawab = {t: ingatan[t] for t in semua if ingatan is not None and t in ingatan}
    menurut_jalan = defaultdict(set)
    for model, kunci, lewat in semua - set(jawab):
        menurut_jalan[model, lewat].add(kunci)
    for (model, lewat), kunci in menurut_jalan.items():
        ada = dict(model._base_manager.filter(pk__in=kunci).values_list("pk", "__".join(lewat)))
        jawab |= {(model, k, lewat): ada.get(k) for k in kunci}
    if ingatan is not None:
        ingatan |= jawab
    return jawab
