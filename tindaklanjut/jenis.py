"""Kinds of findings: reference data of the rooms that find them, each with its words and its place in the regulation.

A finding of a kind that was found in the same village before is a repeated one (`Temuan.objects.berulang`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from tindaklanjut.models import JenisTemuan

BERUBAH = ("nama", "kelompok", "uraian", "saran", "tingkat", "dasar", "kecamatan_id", "kabupaten_id")


@dataclass(frozen=True)
class JenisAcuan:
    """A kind as reference data has it. `tingkat` may be empty: then nobody proposes how grave it is.

    `kode` is unique across owners too; without an owner it is everybody's.
    """

    kode: str
    nama: str
    kelompok: str
    uraian: str
    saran: str = ""
    tingkat: str = ""
    dasar: str = ""
    kecamatan_id: int | None = None
    kabupaten_id: int | None = None


@transaction.atomic
def jenis_daftarkan(jenis: Iterable[JenisAcuan]) -> int:
    """Create or update these kinds, as reference data is loaded; how many changed. None is ever deleted: old findings
    point to theirs.

    What an old finding says stays its own words; only what is proposed for new ones changes.
    """
    baru = {j.kode: j for j in jenis}
    tambah = jenis_lengkapi(baru.values())
    ubah = []
    for baris in JenisTemuan.objects.select_for_update(of=("self",), no_key=True).filter(kode__in=baru).order_by("pk"):
        isi = _isi(baru[baris.kode])
        if any(getattr(baris, n) != nilai for n, nilai in isi.items()):
            for n, nilai in isi.items():
                setattr(baris, n, nilai)
            ubah.append(baris)
    if ubah:
        JenisTemuan.objects.bulk_update(ubah, list(BERUBAH))
    return tambah + len(ubah)


def jenis_lengkapi(jenis: Iterable[JenisAcuan]) -> int:
    """Create those of these kinds that are not there; how many. None is changed or locked: work that is approved at the
    same time elsewhere may add the same ones."""
    baru = {j.kode: j for j in jenis}
    ada = set(JenisTemuan.objects.filter(kode__in=baru).values_list("kode", flat=True))
    tambah = [JenisTemuan(**_isi(j)) for kode, j in baru.items() if kode not in ada]
    if tambah:
        JenisTemuan.objects.bulk_create(tambah, ignore_conflicts=True)
    return len(tambah)


def _isi(jenis: JenisAcuan) -> dict[str, Any]:
    return asdict(jenis) | {"nama": jenis.nama[:250]}


def jenis_menurut_kode(kode: Mapping[UUID, str]) -> dict[UUID, JenisTemuan]:
    """finding → kind, of those kinds that are loaded."""
    ada = JenisTemuan.objects.in_bulk(sorted(set(kode.values())), field_name="kode")
    return {pk: ada[k] for pk, k in kode.items() if k in ada}
