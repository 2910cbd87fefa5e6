"""Kinds of findings: reference data of the rooms that find them, each with its words and its place in the regulation.

A finding of a kind that was found in the same village before is a repeated one (`Temuan.objects.berulang`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction

from tindaklanjut.models import JenisTemuan


@dataclass(frozen=True)
class JenisAcuan:
    """A kind as reference data has it. `tingkat` may be empty: then nobody proposes how grave it is."""

    kode: str
    nama: str
    kelompok: str
    uraian: str
    saran: str = ""
    tingkat: str = ""
    dasar: str = ""


@transaction.atomic
def jenis_daftarkan(jenis: Iterable[JenisAcuan]) -> int:
    """Create or update these kinds; how many changed. None is ever deleted: old findings point to theirs.

    What an old finding says stays its own words; only what is proposed for new ones changes.
    """
    baru = {j.kode: j for j in jenis}
    lama = JenisTemuan.objects.select_for_update().in_bulk(list(baru), field_name="kode")
    tambah, ubah = [], []
    for kode, j in baru.items():
        isi = asdict(j) | {"nama": j.nama[:250]}
        baris = lama.get(kode)
        if baris is None:
            tambah.append(JenisTemuan(**isi))
        elif any(getattr(baris, n) != nilai for n, nilai in isi.items()):
            for n, nilai in isi.items():
                setattr(baris, n, nilai)
            ubah.append(baris)
    JenisTemuan.objects.bulk_create(tambah)
    if ubah:
        JenisTemuan.objects.bulk_update(ubah, ["nama", "kelompok", "uraian", "saran", "tingkat", "dasar"])
    return len(tambah) + len(ubah)


def jenis_menurut_kode(kode: Mapping[UUID, str]) -> dict[UUID, JenisTemuan]:
    """finding → kind, of those kinds that are loaded."""
    ada = JenisTemuan.objects.in_bulk(sorted(set(kode.values())), field_name="kode")
    return {pk: ada[k] for pk, k in kode.items() if k in ada}
