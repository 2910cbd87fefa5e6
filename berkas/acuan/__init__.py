"""Reference data of this room: the categories of files."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from berkas.enums import KelompokKategori, PeriodeKategori
from berkas.models import KategoriBerkas
from dasar.acuan import baca_semua
from dasar.skema import Daftar, Keluhan, Peta, Tanggal, Teks

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


def _periksa(isi: dict[str, Any]) -> Keluhan:
    ada: set[str] = set()
    for k, kelompok in enumerate(isi["kategori"]):
        for n, butir in enumerate(kelompok["butir"]):
            if butir["kode"] in ada:
                yield ("kategori", k, "butir", n), f"kode {butir['kode']} sudah dipakai di atasnya."
            ada.add(butir["kode"])


SKEMA = Peta(
    {
        "kode": Teks(),
        "berlaku_sejak": Tanggal(),
        "diperiksa": Tanggal(),
        "kategori": Daftar(
            Peta(
                {
                    "kelompok": Teks(pilihan=tuple(KelompokKategori.values)),
                    "butir": Daftar(
                        Peta(
                            {
                                "kode": Teks(maks=60),
                                "nama": Teks(maks=150),
                                "periode": Teks(pilihan=tuple(PeriodeKategori.values)),
                            },
                            opsional={
                                "keterangan": Teks(maks=300),
                                "dasar": Teks(maks=300),
                            },
                        )
                    ),
                }
            ),
            unik=("kelompok",),
        ),
    },
    periksa=_periksa,
)


def berkas_acuan() -> list[Path]:
    return sorted(Path(__file__).parent.glob("kategori-*.yaml"))


def semua() -> list[dict[str, Any]]:
    """Every file, the oldest first. Raises AcuanRusak."""
    return baca_semua(berkas_acuan(), SKEMA)


def _butir() -> Iterable[tuple[dict[str, Any], Kategori]]:
    """Each category as the newest file has it, ordered within its group by where it first stood."""
    terbaru = {b["kode"]: (k["kelompok"], b) for isi in semua() for k in isi["kategori"] for b in k["butir"]}
    urut: Counter[str] = Counter()
    for kelompok, b in terbaru.values():
        urut[kelompok] += 1
        isi = {k: b[k] for k in ("kode", "nama", "periode", "keterangan", "dasar") if k in b}
        yield b, Kategori(kelompok=kelompok, urut=urut[kelompok], **isi)


def muat() -> list[str]:
    """Store the national categories; a sentence says what changed. Safe to repeat."""
    jumlah = kategori_daftarkan(k for _, k in _butir())
    return [f"Kategori berkas: {jumlah} dimuat atau diperbarui." if jumlah else "Kategori berkas: tidak berubah."]


@transaction.atomic
def kategori_daftarkan(kategori: Iterable[Kategori]) -> int:
    """Create or update these categories; how many changed. Rooms above call it for their own.

    `aktif` is the admin's and stays. Nothing is ever deleted: old files point to their category.
    """
    baru = {k.kode: k for k in kategori}
    lama = KategoriBerkas.objects.select_for_update(no_key=True).in_bulk(list(baru), field_name="kode")
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
