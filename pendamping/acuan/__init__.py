"""The duties, steps and output indicators as dated data, and the category of the files that show them.

A version is a file. What it says never changes once a sheet was opened with it: a sheet names its version, and a
confirmed one carries its words.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from berkas.acuan import Kategori, kategori_daftarkan
from berkas.enums import KelompokKategori, PeriodeKategori
from dasar.acuan import AcuanRusak, baca_semua, baca_yang_utuh
from dasar.skema import Bilangan, Daftar, Keluhan, Peta, Tanggal, Teks
from pendamping.enums import JenisPendamping

FOLDER = Path(__file__).parent
KATEGORI = Kategori(
    kode="bukti-pendampingan",
    nama="Bukti kegiatan pendamping",
    kelompok=KelompokKategori.LAINNYA,
    periode=PeriodeKategori.SEKALI,
    urut=901,
    keterangan="Foto atau berkas yang menyertai lembar bulanan pendamping desa.",
)
KODE = r"(PD|PLD)-(00|[TF]\d+(\.\d+)?)"
JENIS = {
    "tugas-utama": "Tugas utama",
    "tugas": "Tugas",
    "fungsi": "Fungsi",
    "langkah": "Langkah kerja",
    "indikator": "Indikator output",
}


def _periksa(isi: dict[str, Any]) -> Keluhan:
    ada: set[str] = set()
    for n, b in enumerate(isi["butir"]):
        if b["jenis"] != "tugas-utama" and b.get("induk") not in ada:
            yield ("butir", n), f"{b['kode']}: induknya harus berdiri di atasnya."
        if not b["kode"].startswith(f"{b['peran']}-"):
            yield ("butir", n), f"{b['kode']} bukan milik {b['peran']}."
        ada.add(b["kode"])
    for n, d in enumerate(isi["dihilangkan"]):
        if d["kode"] in ada:
            yield ("dihilangkan", n), f"{d['kode']} dihilangkan, tetapi ada di daftar."
    anak = Counter(b.get("induk") for b in isi["butir"])
    for n, b in enumerate(isi["butir"]):
        if not anak[b["kode"]] and not b.get("bukti"):
            yield ("butir", n), f"{b['kode']} diisi orang, jadi menyebut bukti yang diusulkan."


SKEMA = Peta(
    {
        "kode": Teks(maks=40),
        "judul": Teks(maks=150),
        "sumber": Teks(maks=300),
        "berlaku_sejak": Tanggal(),
        "diperiksa": Tanggal(),
        "dihilangkan": Daftar(
            Peta({"kode": Teks(pola=KODE, contoh="PD-T1"), "baris": Bilangan(1), "sebab": Teks(maks=200)}),
            boleh_kosong=True,
        ),
        "butir": Daftar(
            Peta(
                {
                    "kode": Teks(maks=20, pola=KODE, contoh="PD-F1.2"),
                    "peran": Teks(pilihan=tuple(JenisPendamping.values)),
                    "jenis": Teks(pilihan=tuple(JENIS)),
                    "uraian": Teks(maks=300),
                    "baris": Bilangan(1),
                },
                {"induk": Teks(maks=20), "bukti": Teks(maks=150), "catatan": Teks(maks=200)},
            ),
            unik=("kode",),
        ),
    },
    periksa=_periksa,
)


@dataclass(frozen=True)
class Butir:
    """`bukti` is what this product proposes as evidence; the source names none."""

    kode: str
    peran: str
    jenis: str
    uraian: str
    baris: int
    induk: str = ""
    bukti: str = ""
    catatan: str = ""


@dataclass(frozen=True)
class Kelompok:
    """A duty or function with the rows below it that a person fills in."""

    judul: str
    induk: Butir
    butir: tuple[Butir, ...]


@dataclass(frozen=True)
class Himpunan:
    kode: str
    judul: str
    sumber: str
    berlaku_sejak: date
    butir: tuple[Butir, ...]

    @cached_property
    def _berinduk(self) -> frozenset[str]:
        return frozenset(b.induk for b in self.butir)

    def kelompok(self, jenis: str) -> list[Kelompok]:
        """What a PD or PLD fills in, under its duty: the rows that have none below them."""
        milik = {b.kode: b for b in self.butir if b.peran == jenis}
        hasil: dict[str, list[Butir]] = {}
        for b in milik.values():
            if b.kode not in self._berinduk and b.induk:
                hasil.setdefault(b.induk, []).append(b)
        return [Kelompok(milik[induk].uraian, milik[induk], tuple(isi)) for induk, isi in hasil.items()]

    def diisi(self, jenis: str) -> dict[str, Butir]:
        return {b.kode: b for k in self.kelompok(jenis) for b in k.butir}


def berkas_acuan() -> list[Path]:
    return sorted(FOLDER.glob("*.yaml"))


def himpunan_dari(isi: dict[str, Any]) -> Himpunan:
    """One file that its schema has let through."""
    butir = tuple(Butir(**b) for b in isi["butir"])
    return Himpunan(isi["kode"], isi["judul"], isi["sumber"], isi["berlaku_sejak"], butir)


def himpunan_berlaku(pada: date) -> Himpunan | None:
    """The checklist in force on a day: of several the newest that has begun. None where none can be read."""
    berlaku = [i for i in baca_yang_utuh(berkas_acuan(), SKEMA) if i["berlaku_sejak"] <= pada]
    return himpunan_dari(berlaku[-1]) if berlaku else None


def himpunan(kode: str) -> Himpunan:
    """A version by its code. Raises AcuanRusak where it is gone or not whole."""
    for isi in baca_yang_utuh(berkas_acuan(), SKEMA):
        if isi["kode"] == kode:
            return himpunan_dari(isi)
    raise AcuanRusak([f"Daftar tugas “{kode}” tidak ada atau rusak. Hubungi admin."])


def muat() -> list[str]:
    """Check the checklists, and make the category. Safe to repeat. Raises AcuanRusak."""
    baca_semua(berkas_acuan(), SKEMA)
    return ["Kategori bukti pendamping dimuat."] if kategori_daftarkan([KATEGORI]) else []
