"""A set from its file: whole, or AcuanRusak with every fault and its line, before any budget is judged by it."""

import datetime
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from apbdes.acuan import tabel_kegiatan
from apbdes.aturan.bentuk import DISEBUT
from apbdes.aturan.hasil import DASAR
from apbdes.aturan.mesin import PROGRAM
from apbdes.gramatika import bentuk as b
from apbdes.gramatika.baca import baca
from apbdes.gramatika.periksa import periksa
from dasar.acuan import AcuanRusak, kalimat_salah

KABUPATEN = re.compile(r"\d\d\.\d\d", re.ASCII)
TAHUN = range(2015, 2101)


def baca_berkas(berkas: Path, ada: Iterable[str]) -> tuple[b.Perangkat, datetime.date]:
    """The set of a file, and the day it was last compared with its source. `ada`: the codes of all files."""
    try:
        teks = berkas.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise AcuanRusak(kalimat_salah(berkas, [(1, "bukan teks UTF-8.")])) from None
    isi, salah = baca(teks)
    if isi is not None and not salah:
        salah = [*periksa(isi, bawaan=True), *_kurang(isi, berkas.stem, set(ada))]
    if isi is None or salah:
        raise AcuanRusak(kalimat_salah(berkas, salah))
    return isi, datetime.date.fromisoformat(isi.diperiksa)


def _kurang(isi: b.Perangkat, kode: str, ada: set[str]) -> Iterator[b.Keluhan]:
    """What the grammar leaves open and a shipped set must say."""
    letak = isi.letak
    yield from _kosong(isi, "perangkat ini", "nama", "judul", "berlaku_sejak", "diperiksa")
    if isi.kode != kode:
        kalimat = f"kode “{isi.kode}” seharusnya sama dengan nama berkasnya."
        yield b.Keluhan(letak.get("kode", isi.baris), kalimat)
    if isi.wilayah and not KABUPATEN.fullmatch(isi.wilayah):
        yield b.Keluhan(letak["wilayah"], f"wilayah “{isi.wilayah}” seharusnya kode kabupaten seperti 61.11.")
    yield from (
        b.Keluhan(letak["tahun"], f"tahun {t} seharusnya 2015 sampai 2100.") for t in isi.tahun if t not in TAHUN
    )
    if isi.kegiatan and isi.kegiatan not in tabel_kegiatan():
        yield b.Keluhan(letak["kegiatan"], f"tabel kegiatan “{isi.kegiatan}” tidak ada.")
    if DASAR in isi.di_atas:
        yield b.Keluhan(letak["di_atas"], "ketentuan dasar selalu dipakai dan tidak dapat digantikan.")
    yield from (b.Keluhan(letak["di_atas"], f"perangkat “{k}” tidak ada.") for k in isi.di_atas if k not in ada)
    for t in isi.pertentangan:
        if t.terhadap and t.terhadap not in ada:
            yield b.Keluhan(t.baris, f"perangkat “{t.terhadap}” tidak ada.")
    for satu in isi.angka:
        yield from _kosong(satu, f"angka “{satu.nama}”", "arti", "dasar")
    angka = {a.nama for a in isi.angka}
    bernama = angka | {p.nama for p in isi.pilihan}
    for aturan in isi.aturan:
        for nama in DISEBUT.findall(aturan.judul):
            if nama not in angka:
                yield b.Keluhan(aturan.baris, f"Judul {aturan.kode} menyebut angka “{nama}”, yang tidak ada.")
        yield from _kosong(aturan, f"aturan {aturan.kode}", "judul", "tingkat", "dasar", "bunyi")
        for nama in getattr(PROGRAM.get(aturan.pakai), "PERLU", ()):
            if nama not in bernama:
                yield b.Keluhan(aturan.baris, f"{aturan.kode} menghitung dengan “{nama}”, yang belum ada.")


def _kosong(benda: b.Perangkat | b.Angka | b.Aturan, sebutan: str, *kunci: str) -> Iterator[b.Keluhan]:
    yield from (
        b.Keluhan(benda.baris, f"kunci “{k}” belum ada pada {sebutan}.") for k in kunci if not getattr(benda, k)
    )
