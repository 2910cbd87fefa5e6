"""Reference data of this room: the categories of files, and which of them a kecamatan starts out requiring."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from berkas.enums import KelompokKategori, PeriodeKategori

BERKAS = Path(__file__).parent / "kategori-berkas.yaml"
LANGKAH = 1000  # each group has its thousand of order numbers


@dataclass(frozen=True)
class Kategori:
    """A category as reference data has it; `urut` orders it within its group (below 1000)."""

    kode: str
    nama: str
    kelompok: str
    periode: str
    urut: int
    keterangan: str = ""
    dasar: str = ""


@cache
def baca() -> dict[str, Any]:
    return yaml.safe_load(BERKAS.read_text(encoding="utf-8"))


def _butir() -> Iterable[tuple[dict[str, Any], Kategori]]:
    for kelompok in baca()["kategori"]:
        for urut, b in enumerate(kelompok["butir"], 1):
            isi = {k: b[k] for k in ("kode", "nama", "periode", "keterangan", "dasar") if k in b}
            yield b, Kategori(kelompok=kelompok["kelompok"], urut=urut, **isi)


def muat() -> list[str]:
    """Store the national categories; a sentence says what changed. Safe to repeat."""
    jumlah = kategori_daftarkan(k for _, k in _butir())
    return [f"Kategori berkas: {jumlah} dimuat atau diperbarui." if jumlah else "Kategori berkas: tidak berubah."]


@transaction.atomic
def kategori_daftarkan(kategori: Iterable[Kategori]) -> int:
    """Create or update these categories; how many changed. Rooms above call it for their own.

    `aktif` is the admin's and stays. Nothing is ever deleted: old files point to their category.
    """
    from berkas.models import KategoriBerkas

    baru = {k.kode: k for k in kategori}
    lama = KategoriBerkas.objects.select_for_update().in_bulk(list(baru), field_name="kode")
    berubah = 0
    for kode, k in baru.items():
        kelompok, periode = KelompokKategori(k.kelompok), PeriodeKategori(k.periode)
        awal = LANGKAH * list(KelompokKategori).index(kelompok)
        isi = asdict(k) | {"kelompok": kelompok.value, "periode": periode.value, "urut": awal + k.urut}
        baris = lama.get(kode) or KategoriBerkas()
        if baris.pk and all(getattr(baris, n) == nilai for n, nilai in isi.items()):
            continue
        for n, nilai in isi.items():
            setattr(baris, n, nilai)
        baris.save()
        berubah += 1
    return berubah


@transaction.atomic
def kebutuhan_bawaan_pasang(*, kecamatan, mulai: date) -> int:
    """Give a kecamatan the default requirements from `mulai` on. Returns how many were added.

    A category that this kecamatan has ever required, or stopped requiring, is left as it is.
    """
    from berkas.models import KategoriBerkas, KebutuhanBerkas

    ada = set(KebutuhanBerkas.objects.filter(kecamatan=kecamatan).values_list("kategori__kode", flat=True))
    wajib = {b["kode"]: b["wajib"] for b, _ in _butir() if "wajib" in b and b["kode"] not in ada}
    baris = [
        KebutuhanBerkas(
            kecamatan=kecamatan,
            kategori=kategori,
            mulai=mulai,
            dihitung_dari=wajib[kategori.kode]["dari"],
            jatuh_tempo_hari=wajib[kategori.kode]["hari"],
        )
        for kategori in KategoriBerkas.objects.aktif().filter(kode__in=wajib)
    ]
    # Two callers at once: the constraint on open requirements lets one of them through.
    KebutuhanBerkas.objects.bulk_create(baris, ignore_conflicts=True)
    return len(baris)
