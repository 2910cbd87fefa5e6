"""The editor of a draft: its forms together, and what differs between two people's versions of it."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Generic, Self, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.http import QueryDict
from django.utils.formats import date_format

from instrumen.forms import DaftarBaris, KepalaForm, ubah_susunan
from instrumen.jenis import JenisFormulir
from instrumen.models import FormulirBerversi

F = TypeVar("F", bound=FormulirBerversi)


class Editor(Generic[F]):
    """Head and lists of one draft. A room says how they are opened (`buka`) and what they hold (`isi`)."""

    kepala: KepalaForm
    baris: DaftarBaris
    bagian: DaftarBaris | None = None

    @classmethod
    def buka(cls, formulir: F, data: QueryDict | None = None) -> Self:
        raise NotImplementedError

    def isi(self) -> dict[str, Any]:
        raise NotImplementedError

    @property
    def daftar(self) -> list[DaftarBaris]:
        return [d for d in (self.bagian, self.baris) if d is not None]

    def sah(self) -> bool:
        hasil = [form.is_valid() for form in (self.kepala, *self.daftar)]  # every one, so that every error shows
        return all(hasil)

    @property
    def jumlah_kesalahan(self) -> int:
        """Of a bound editor."""
        daftar = sum(d.total_error_count() for d in self.daftar)
        return daftar + sum(len(e) for e in self.kepala.errors.values())


def susun_ulang(data: QueryDict) -> QueryDict | None:
    """The sent data after the list button that was pressed; None when it was the button that saves."""
    for prefiks in ("bagian", "baris"):
        if (hasil := ubah_susunan(data, prefiks, data.get("ubah", ""))) is not None:
            return hasil
    return None


def perbedaan(jenis: JenisFormulir, tersimpan: dict[str, Any], kiriman: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Where two contents of a draft differ: the place, what is stored, what was sent."""
    beda = [
        (_label(jenis, kunci), _teks(tersimpan[kunci]), _teks(kiriman[kunci]))
        for kunci in tersimpan
        if kunci != "baris" and tersimpan[kunci] != kiriman[kunci]
    ]
    return beda + list(_baris_beda(jenis.sebutan_baris.capitalize(), tersimpan["baris"], kiriman["baris"]))


def _baris_beda(sebutan: str, tersimpan: list[dict], kiriman: list[dict]) -> Iterator[tuple[str, str, str]]:
    dikirim = {b["id"]: b for b in kiriman if b["id"]}
    ada = {b["id"] for b in tersimpan}
    for n, lama in enumerate(tersimpan, 1):
        baru = dikirim.get(lama["id"])
        if baru is None:
            yield f"{sebutan} {n}", lama["teks"] or "(kosong)", "(tidak ada)"
            continue
        for kunci, nilai in lama.items():
            if nilai != baru[kunci]:
                rinci = "" if kunci == "teks" else f", {kunci.replace('_', ' ')}"
                yield f"{sebutan} {n}{rinci}", nilai or "(kosong)", baru[kunci] or "(kosong)"
    for n, baru in enumerate(kiriman, 1):
        if baru["id"] not in ada:
            yield f"{sebutan} {n} pada isian Anda", "(tidak ada)", baru["teks"] or "(kosong)"
    urut_lama = [b["id"] for b in tersimpan if b["id"] in dikirim]
    urut_baru = [b["id"] for b in kiriman if b["id"] in ada]
    if urut_lama != urut_baru:
        tempat = {pk: str(n) for n, pk in enumerate(urut_lama, 1)}
        yield "Urutan", ", ".join(tempat.values()), ", ".join(tempat[pk] for pk in urut_baru)


def _label(jenis: JenisFormulir, kunci: str) -> str:
    try:
        return str(jenis.model._meta.get_field(kunci).verbose_name).capitalize()
    except FieldDoesNotExist:  # pragma: no cover
        return kunci


def _teks(nilai: Any) -> str:
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if isinstance(nilai, date):
        return date_format(nilai, "j F Y")
    if isinstance(nilai, list):
        return "; ".join(f"{n['kode']}. {n['judul']}" if isinstance(n, dict) else str(n) for n in nilai) or "(kosong)"
    return str(nilai) or "(kosong)"
