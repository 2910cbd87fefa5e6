"""An entry in words: the names of models and columns as people know them, choices and keys by their names."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.text import capfirst

from dasar.waktu import waktu_pembaca
from jejak.beda import sebutan
from jejak.liputan import tabel
from jejak.models import Catatan

PERISTIWA = {
    "masuk": "Masuk ke sistem",
    "jejak.pangkas": "Jejak tahun lama",
    "migrasi": "Pembaruan tabel",
    "data-pribadi": "Permintaan pembetulan data pribadi",
}
ISIAN = {"pdf_sha256": "SHA-256 PDF", "penanda": "Penanda tangan", "tanda_tangan": "Tanda tangan elektronik"}
KOSONG = "(kosong)"


@dataclass(frozen=True)
class Beda:
    kolom: str
    semula: str
    menjadi: str


@dataclass(frozen=True)
class Kejadian:
    """One entry as it is shown."""

    catatan: Catatan
    perkara: str
    beda: list[Beda] = field(default_factory=list)

    @property
    def siapa(self) -> str:
        c = self.catatan
        return c.pelaku_nama or ("Sistem" if c.lewat else "Tidak masuk")


def nama_model(model: Any) -> str:
    """What a kind of row is called: of a library's model, as our own class for it (a proxy) calls it."""
    wakil = (m for m in apps.get_models() if m._meta.proxy and m._meta.concrete_model is model)
    return capfirst(str(next(wakil, model)._meta.verbose_name))


def nama_perkara(perkara: str) -> str:
    if perkara in PERISTIWA:
        return PERISTIWA[perkara]
    model = _model(perkara)
    if model:
        return nama_model(model)
    try:
        return f"Halaman {reverse(perkara)}"
    except NoReverseMatch:  # it names one row, or is no address any more
        return perkara.replace(":", ", ").replace("-", " ")


def pilihan_perkara() -> list[tuple[str, str]]:
    semua = [(label, nama_perkara(label)) for label in tabel()] + list(PERISTIWA.items())
    return sorted(semua, key=lambda p: p[1].lower())


def dalam_kata(baris: Iterable[Catatan]) -> list[Kejadian]:
    """So many entries with one question for each kind of row that they name."""
    baris = list(baris)
    nama = _nama_kunci(baris)
    return [Kejadian(c, nama_perkara(c.perkara), _beda(c, nama)) for c in baris]


def _model(label: str) -> type[models.Model] | None:
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def _kolom(model: type[models.Model] | None, nama: str) -> Any:
    try:
        kolom = model._meta.get_field(nama) if model else None
    except FieldDoesNotExist:  # a column of long ago
        return None
    return kolom if isinstance(kolom, models.Field) else None  # what is told of rows of another table has no column


def _beda(catatan: Catatan, nama: dict[tuple[Any, str], str]) -> list[Beda]:
    model = _model(catatan.perkara)
    hasil = []
    for kolom, (lama, baru) in catatan.perubahan.items():
        f = _kolom(model, kolom)
        judul = capfirst(str(f.verbose_name)) if f is not None else ISIAN.get(kolom, capfirst(kolom.replace("_", " ")))
        hasil.append(Beda(judul, _kata(f, lama, nama), _kata(f, baru, nama)))
    return hasil


def _kata(f: Any, isi: Any, nama: dict[tuple[Any, str], str]) -> str:
    if isi is None or isi == "":
        return KOSONG
    if isinstance(isi, bool):
        return "Ya" if isi else "Tidak"
    if f is not None and f.is_relation and f.related_model:
        satu = [nama.get((f.related_model, k.strip()), f"nomor {k.strip()}") for k in str(isi).split(",")]
        return ", ".join(satu)
    if pilihan := dict(getattr(f, "flatchoices", None) or ()):
        return str(pilihan.get(isi, isi))
    if isinstance(f, models.DateField):
        return _tanggal(str(isi))
    return str(isi)


def _tanggal(isi: str) -> str:
    try:
        if len(isi) > 10:
            return date_format(waktu_pembaca(datetime.fromisoformat(isi)), r"j F Y \p\u\k\u\l H.i")
        return date_format(date.fromisoformat(isi), "j F Y")
    except ValueError:
        return isi


def _nama_kunci(baris: list[Catatan]) -> dict[tuple[Any, str], str]:
    """What the rows behind the keys are called today; of those that are gone the key stays."""
    kunci: dict[Any, set[str]] = defaultdict(set)
    for c in baris:
        model = _model(c.perkara)
        for kolom, nilai in c.perubahan.items():
            f = _kolom(model, kolom)
            if f is not None and f.is_relation and f.related_model:
                kunci[f.related_model] |= {k.strip() for v in nilai if v is not None for k in str(v).split(",")}
    hasil = {}
    for lain, semua in kunci.items():
        pk = lain._meta.pk
        sah = [k for k in semua if not isinstance(pk, models.IntegerField) or k.isdigit()]
        for objek in lain._base_manager.filter(pk__in=sah):
            if sebut := sebutan(objek):
                hasil[lain, str(objek.pk)] = sebut
    return hasil
