"""Regions of Indonesia from the CSV files of the npm package idn-area-data.

The tables are Kemendagri's: code and name. What an office knows about itself (letterhead, location,
time zone) is never touched; a name that Kemendagri changed is taken over.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import models, transaction

from dasar.waktu import ZonaWaktu
from desa.enums import JenisDesa
from desa.models import Desa, Kabupaten, Kecamatan

WITA = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})
WIT = frozenset({"81", "82", "91", "92", "93", "94", "95", "96"})
POTONGAN = 2000

Baris = dict[str, str]


class WilayahGalat(Exception):
    """The data or the code that was asked for is not usable; its text is for the operator."""


@dataclass
class Hasil:
    baru: int = 0
    berubah: int = 0
    sama: int = 0


@dataclass(frozen=True)
class Cakupan:
    """The part of Indonesia to load: rows of each table, already narrowed."""

    provinsi: dict[str, str]
    kabupaten: list[Baris]
    kecamatan: list[Baris]
    desa: list[Baris]

    @property
    def jumlah(self) -> int:
        return len(self.kabupaten) + len(self.kecamatan) + len(self.desa)


def zona_waktu(kode: str) -> ZonaWaktu:
    """The clock of a region by its province's code (Keppres 41/1987, with the provinces made since)."""
    provinsi = kode[:2]
    if provinsi in WITA:
        return ZonaWaktu.WITA
    return ZonaWaktu.WIT if provinsi in WIT else ZonaWaktu.WIB


def jenis_desa(kode: str) -> JenisDesa:
    """1xxx is a kelurahan, 2xxx a desa, 3xxx a desa adat (Permendagri 58/2021)."""
    return JenisDesa.KELURAHAN if kode.rpartition(".")[2].startswith("1") else JenisDesa.DESA


def baca(folder: Path, kode: str = "") -> Cakupan:
    """The rows under `kode` (a province, kabupaten or kecamatan; empty for all of Indonesia)."""
    cakupan = Cakupan(
        provinsi={b["code"]: b["name"] for b in _tabel(folder, "provinces", {"code", "name"})},
        kabupaten=_saring(_tabel(folder, "regencies", {"code", "name", "province_code"}), kode),
        kecamatan=_saring(_tabel(folder, "districts", {"code", "name", "regency_code"}), kode),
        desa=_tabel(folder, "villages", {"code", "name", "district_code"}, kode),
    )
    dikenal = {*cakupan.provinsi, *(b["code"] for b in (*cakupan.kabupaten, *cakupan.kecamatan))}
    if kode and kode not in dikenal:
        raise WilayahGalat(f"Kode {kode} tidak ada dalam data wilayah.")
    return cakupan


def baca_daftar(folder: Path) -> tuple[dict[str, str], dict[str, str], list[Baris]]:
    """Names of provinces and of kabupaten by code, and every kecamatan of Indonesia: what a search looks through."""
    provinsi = {b["code"]: b["name"] for b in _tabel(folder, "provinces", {"code", "name"})}
    kabupaten = {b["code"]: b["name"] for b in _tabel(folder, "regencies", {"code", "name"})}
    return provinsi, kabupaten, _tabel(folder, "districts", {"code", "name", "regency_code"})


def _tabel(folder: Path, nama: str, kolom: set[str], kode: str = "") -> list[Baris]:
    """The rows of a file; with `kode` those below it alone, which spares taking 83,000 villages apart."""
    awalan = f"{kode}." if kode else ""
    try:
        with (folder / f"{nama}.csv").open(encoding="utf-8-sig", newline="") as berkas:
            pembaca = csv.DictReader(baris for n, baris in enumerate(berkas) if n == 0 or baris.startswith(awalan))
            if not kolom <= set(pembaca.fieldnames or ()):
                raise WilayahGalat(f"Berkas {nama}.csv tidak memuat kolom {', '.join(sorted(kolom))}.")
            return list(pembaca)
    except OSError as galat:
        raise WilayahGalat(f"Data wilayah tidak ditemukan di {folder}. Jalankan npm ci terlebih dahulu.") from galat


def _saring(baris: list[Baris], kode: str) -> list[Baris]:
    """Rows below `kode`, and those above it that they hang on."""
    if not kode:
        return baris
    return [b for b in baris if f"{b['code']}.".startswith(f"{kode}.") or f"{kode}.".startswith(f"{b['code']}.")]


def impor(cakupan: Cakupan, *, maju: Callable[[int], object] = lambda _: None) -> dict[str, Hasil]:
    """Write the rows, in batches that each stand by themselves; running it again changes nothing.

    `maju` is told how many rows were dealt with since it was last called.
    """
    hasil = {}
    hasil["kabupaten/kota"] = _tulis(
        Kabupaten,
        (
            {"kode": b["code"], "nama": b["name"], "provinsi": _induk(cakupan.provinsi, b["province_code"])}
            for b in cakupan.kabupaten
        ),
        maju,
    )
    kabupaten = dict(Kabupaten.objects.values_list("kode", "pk"))
    hasil["kecamatan"] = _tulis(
        Kecamatan,
        (
            {"kode": b["code"], "nama": b["name"], "kabupaten_id": _induk(kabupaten, b["regency_code"])}
            for b in cakupan.kecamatan
        ),
        maju,
        hanya_baru=lambda kode: {"zona_waktu": zona_waktu(kode)},
    )
    kecamatan = dict(Kecamatan.objects.values_list("kode", "pk"))
    hasil["desa dan kelurahan"] = _tulis(
        Desa,
        (
            {
                "kode": b["code"],
                "nama": b["name"],
                "jenis": jenis_desa(b["code"]),
                "kecamatan_id": _induk(kecamatan, b["district_code"]),
            }
            for b in cakupan.desa
        ),
        maju,
    )
    return hasil


def _induk(peta: dict[str, Any], kode: str) -> Any:
    if kode not in peta:
        raise WilayahGalat(f"Data wilayah merujuk ke kode {kode} yang tidak ada.")
    return peta[kode]


def _tulis(
    model: type[models.Model],
    baris: Iterator[dict],
    maju: Callable[[int], object],
    hanya_baru: Callable[[str], dict] = lambda _: {},
) -> Hasil:
    hasil = Hasil()
    while potongan := list(islice(baris, POTONGAN)):
        kolom = [nama for nama in potongan[0] if nama != "kode"]
        with transaction.atomic():
            kode = [isi["kode"] for isi in potongan]
            ada = {
                b["kode"]: b
                for b in model._default_manager.filter(kode__range=(min(kode), max(kode))).values("kode", *kolom)
            }
            ditulis = []
            for isi in potongan:
                lama = ada.get(isi["kode"])
                if lama == isi:
                    hasil.sama += 1
                    continue
                hasil.berubah += lama is not None
                hasil.baru += lama is None
                ditulis.append(model(**isi, **hanya_baru(isi["kode"])))
            model._default_manager.bulk_create(
                ditulis,
                update_conflicts=True,
                unique_fields=["kode"],
                update_fields=[nama.removesuffix("_id") for nama in kolom],
            )
        maju(len(potongan))
    return hasil
