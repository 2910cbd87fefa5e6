"""The rows of every table as lines of JSON, and back: the same from and to either engine, in constant memory."""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DatabaseError, connections, models
from django.utils.duration import duration_iso_string

from operasi.galat import OperasiGagal

# What belongs to the running installation and not to its data: sign-ins, what waits to be done, what is half sent.
# Everything that must follow from the data after a restore is found again by the sweeps.
TIDAK_DIBAWA = frozenset(
    {
        "sessions.session",
        "antrean.pekerjaan",
        "berkas.unggahan",
        "berkas.bagianunggahan",
        "naskah.pekerjaanekspor",
    }
)
# Written by `migrate` itself; taken from the archive instead.
BAWAAN_MIGRASI = frozenset({"contenttypes.contenttype", "auth.permission"})
SEKALI_BACA = 2000  # rows
SEKALI_TULIS = 500  # rows
SIDIK_MAKS = 2**256


class Sidik:
    """How many rows, and what they say, whatever their order and the order of the keys in their JSON."""

    def __init__(self) -> None:
        self.jumlah, self._nilai = 0, 0

    def tambah(self, baris: list[Any]) -> None:
        kanonik = json.dumps(baris, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        sidik = hashlib.sha256(kanonik.encode("utf-8", "surrogatepass")).digest()
        self._nilai = (self._nilai + int.from_bytes(sidik)) % SIDIK_MAKS
        self.jumlah += 1

    @property
    def teks(self) -> str:
        return f"{self._nilai:064x}"


def model_dibawa() -> list[type[models.Model]]:
    """Every table of ours, also those between two models; in the order in which Django knows them."""
    return [
        m
        for m in apps.get_models(include_auto_created=True)
        if m._meta.managed and not m._meta.proxy and m._meta.label_lower not in TIDAK_DIBAWA
    ]


def kolom(model: type[models.Model]) -> list[models.Field]:
    """What is stored in this model's own table; what the database computes is left to it."""
    return [f for f in model._meta.local_concrete_fields if not getattr(f, "generated", False)]


def kolom_berkas() -> list[tuple[type[models.Model], models.FileField]]:
    """Every place where a row names a file of the storage."""
    return [(m, f) for m in model_dibawa() for f in kolom(m) if isinstance(f, models.FileField)]


def baris(model: type[models.Model], *, using: str) -> Iterator[list[Any]]:
    """The rows as JSON values, in the order of `kolom`."""
    nama = [f.attname for f in kolom(model)]
    semua = model._base_manager.using(using).order_by("pk").values_list(*nama)
    for b in semua.iterator(chunk_size=SEKALI_BACA):
        yield [_ke_json(n) for n in b]


def _ke_json(nilai: Any) -> Any:
    if nilai is None or isinstance(nilai, bool | int | float | str | list | dict):
        return nilai
    if isinstance(nilai, datetime):
        return nilai.astimezone(UTC).isoformat()
    if isinstance(nilai, date | time):
        return nilai.isoformat()
    if isinstance(nilai, timedelta):
        return duration_iso_string(nilai)
    if isinstance(nilai, Decimal | UUID):
        return str(nilai)
    if isinstance(nilai, bytes | bytearray | memoryview):
        return base64.b64encode(bytes(nilai)).decode()
    raise TypeError(f"{type(nilai).__name__} tidak dapat dicadangkan")


def tulis_baris(isi: list[Any]) -> bytes:
    return json.dumps(isi, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"


def masukkan(model: type[models.Model], semua: Iterable[list[Any]], *, using: str) -> None:
    """Insert rows as they are: no signals, no defaults, no times of their own. Raises OperasiGagal."""
    bidang = kolom(model)
    sumber = (_objek(model, bidang, b) for b in semua)
    sekali = SEKALI_TULIS
    while objek := list(islice(sumber, sekali)):
        maks = connections[using].ops.bulk_batch_size(bidang, objek)
        for n in range(0, len(objek), max(1, min(sekali, maks))):
            _sisipkan(model, bidang, objek[n : n + max(1, min(sekali, maks))], using)


def _sisipkan(model: type[models.Model], bidang: list[models.Field], objek: list[Any], using: str) -> None:
    try:
        # What Django's own deserializers end in (save_base(raw=True)), for many rows at once.
        semua: Any = model._base_manager.using(using)
        semua._insert(objek, fields=bidang, using=using, raw=True)
    except (DatabaseError, OverflowError, ValueError) as galat:
        raise OperasiGagal(
            f"Tabel {model._meta.label} tidak dapat diisi di basis data ini: {str(galat).strip()}. "
            "Tidak ada yang dipulihkan."
        ) from galat


def _objek(model: type[models.Model], bidang: list[models.Field], isi: list[Any]) -> SimpleNamespace:
    try:
        return SimpleNamespace(**{f.attname: f.to_python(n) for f, n in zip(bidang, isi, strict=True)})
    except (ValidationError, ValueError, TypeError) as galat:
        raise OperasiGagal(f"Tabel {model._meta.label} dalam arsip ini tidak terbaca: {galat}.") from galat


def sidik_tabel(model: type[models.Model], *, using: str) -> Sidik:
    """Count and sum of a table as it stands in the database."""
    sidik = Sidik()
    for b in baris(model, using=using):
        sidik.tambah(b)
    return sidik


def kosongkan_bawaan(*, using: str) -> None:
    """What `migrate` has written makes room for the archive's. Only in a database that is empty otherwise."""
    for m in reversed(model_dibawa()):
        if m._meta.label_lower in BAWAAN_MIGRASI:
            m._base_manager.using(using).all()._raw_delete(using)


def urutan_setel(*, using: str) -> None:
    """The next row of each table gets a key after the last one."""
    sambungan = connections[using]
    with sambungan.cursor() as kursor:
        for perintah in sambungan.ops.sequence_reset_sql(no_style(), model_dibawa()):
            kursor.execute(perintah)


def tidak_kosong(*, using: str) -> str:
    """The first table that has rows, besides those that `migrate` writes; '' where there is none."""
    for m in model_dibawa():
        if m._meta.label_lower not in BAWAAN_MIGRASI and m._base_manager.using(using).exists():
            return str(m._meta.verbose_name_plural)
    return ""
