"""An entry about rows of a covered model: what differs, what it is called, whose region it belongs to."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db import models

from jejak.enums import Jenis
from jejak.liputan import Liput, kolom
from jejak.models import Catatan
from jejak.nilai import KOSONG, RAHASIA, baku, nilai
from jejak.services import susun
from jejak.wilayah import Wilayah, wilayah

SEBUT = ("nama", "judul", "perihal", "nomor", "uraian", "username", "kode", "topik", "peran", "nama_asli")
RINGKAS_SEJAK = 20  # of `ringkas` models
SELALU_RINGKAS = 500  # of any: a whole country's villages are one entry
Beda = dict[str, list[Any]]


def perbedaan(
    model: type[models.Model], liput: Liput, lama: Mapping[str, Any] | None, baru: Mapping[str, Any] | None
) -> Beda:
    """Column → [before, after], only what differs; None on one side: the row was not there, or is not any more."""
    beda: Beda = {}
    for f in kolom(model):
        if f.attname not in (baru if baru is not None else lama or {}):
            continue
        a = nilai(f, baku(f, lama[f.attname])) if lama is not None else None
        b = nilai(f, baku(f, baru[f.attname])) if baru is not None else None
        if a == b or (lama is None and b in KOSONG) or (baru is None and a in KOSONG):
            continue
        if f.name in liput.rahasia:
            a, b = (RAHASIA if x not in KOSONG else x for x in (a, b))
        beda[f.name] = [a, b]
    return beda


def catatan_banyak(liput: Liput, jenis: Jenis, beda: list[tuple[Any, Beda]]) -> list[Catatan]:
    """An entry for each row, or one for all of them where they are many (`Liput.ringkas`)."""
    if len(beda) > SELALU_RINGKAS or (liput.ringkas and len(beda) > RINGKAS_SEJAK):
        ujung = beda[0][0].pk, beda[-1][0].pk
        return [
            catatan_ringkas(liput, jenis, beda, f"{len(beda)} baris sekaligus (nomor {ujung[0]} sampai {ujung[1]})")
        ]
    tempat = wilayah([o for o, _ in beda], liput)
    return [_catatan(o, liput, jenis, b, t) for (o, b), t in zip(beda, tempat, strict=True)]


def catatan_ringkas(liput: Liput, jenis: Jenis, beda: list[tuple[Any, Beda]], kalimat: str) -> Catatan:
    """What is done to many at once: how many, and the hash over which and what."""
    isi = hashlib.sha256(repr([(str(o.pk), sorted(b.items())) for o, b in beda]).encode()).hexdigest()
    tempat = set(wilayah([beda[0][0], beda[-1][0]], liput))
    kecamatan, kabupaten = tempat.pop() if len(tempat) == 1 else (None, None)
    return susun(
        jenis,
        beda[0][0]._meta.concrete_model._meta.label,
        uraian=f"{kalimat}, sha256 {isi}",
        kecamatan=kecamatan,
        kabupaten=kabupaten,
    )


def catatan_satu(objek: Any, liput: Liput, jenis: Jenis, beda: Beda) -> Catatan:
    return _catatan(objek, liput, jenis, beda, wilayah([objek], liput)[0])


def _catatan(objek: Any, liput: Liput, jenis: Jenis, beda: Beda, tempat: Wilayah) -> Catatan:
    return susun(
        jenis,
        objek._meta.concrete_model._meta.label,
        kunci=objek.pk,
        nama=sebutan(objek),
        perubahan=beda,
        kecamatan=tempat[0],
        kabupaten=tempat[1],
    )


def sebutan(objek: Any) -> str:
    """What the row calls itself, from its own columns: asking `str` may ask the database, row by row."""
    for nama in SEBUT:
        isi = objek.__dict__.get(nama)
        if isinstance(isi, str) and isi:
            return isi
    for nama in ("desa", "kecamatan", "pengguna"):
        lain = objek._state.fields_cache.get(nama)
        if lain is not None and lain is not objek:
            return sebutan(lain)
    return ""
