"""The page that searches everything a person may see: what each room finds (its `pencarian.py`), a few of each.

The words stand in the address, as in every list: a result can be sent to a colleague, who then sees what he may see,
and "back" works. No log keeps what was asked (dasar/samar.py). docs/keputusan/0064.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

import akun.pencarian
import apbdes.pencarian
import berkas.pencarian
import desa.pencarian
import evaluasi.pencarian
import kapasitas.pencarian
import kewajiban.pencarian
import klinik.pencarian
import laporan.pencarian
import monitoring.pencarian
import naskah.pencarian
import pendamping.pencarian
import perjalanan.pencarian
import perut.pencarian
import tindaklanjut.pencarian
from akun.kebijakan import boleh_membuka
from akun.models import Pengguna
from dasar.pencarian import KATA_MAKS, Hasil, Sumber, ejaan, kata_cari
from dasar.permintaan import Permintaan

SUMBER: tuple[Sumber, ...] = (
    *desa.pencarian.SUMBER,
    *akun.pencarian.SUMBER,
    *naskah.pencarian.SUMBER,
    *berkas.pencarian.SUMBER,
    *kewajiban.pencarian.SUMBER,
    *tindaklanjut.pencarian.SUMBER,
    *perjalanan.pencarian.SUMBER,
    *klinik.pencarian.SUMBER,
    *perut.pencarian.SUMBER,
    *pendamping.pencarian.SUMBER,
    *monitoring.pencarian.SUMBER,
    *evaluasi.pencarian.SUMBER,
    *apbdes.pencarian.SUMBER,
    *kapasitas.pencarian.SUMBER,
    *laporan.pencarian.SUMBER,
)
HURUF = (2, 200)  # at least, at most
TAMPIL = 5  # rows of one room; the rest are in its list
SEBELUM, KUTIPAN = 50, 160  # characters


@dataclass(frozen=True)
class Potong:
    """A piece of a text; `cocok` is what was looked for."""

    teks: str
    cocok: bool


@dataclass(frozen=True)
class Baris:
    hasil: Hasil
    judul: list[Potong]
    desa: list[Potong]  # empty where the title says it already
    di: str  # where the quotation comes from; empty where the title says it already
    kutipan: list[Potong]


@dataclass(frozen=True)
class Kelompok:
    sumber: Sumber
    baris: list[Baris]
    lagi: bool  # there are more than are shown
    daftar: str  # the address of the room's list, with the same words


def cari_semua(pengguna: Pengguna, teks: str) -> list[Kelompok]:
    """One query for each room that the person may enter, and none for the others."""
    hasil = []
    for sumber in SUMBER:
        if not boleh_membuka(pengguna, sumber.daftar):
            continue
        ditemukan = list(sumber.cari(pengguna, teks)[: TAMPIL + 1])
        if ditemukan:
            pola = _pola(kata_cari(teks, orang=sumber.orang))
            baris = [_baris(sumber.hasil(benda), pola) for benda in ditemukan[:TAMPIL]]
            daftar = f"{reverse(sumber.daftar)}?{urlencode({'cari': teks})}"
            hasil.append(Kelompok(sumber, baris, len(ditemukan) > TAMPIL, daftar))
    return hasil


def salah(teks: str) -> str:
    """Why nothing is looked for; empty where there is no reason."""
    kurang, lebih = HURUF
    if len(teks) > lebih:
        return f"Yang dicari terlalu panjang ({len(teks)} huruf). Persingkat sampai {lebih} huruf."
    kata = kata_cari(teks)
    if sum(map(str.isalnum, "".join(kata))) < kurang:
        return f"Tulis sedikitnya {kurang} huruf atau angka."
    if len(teks.split()) > KATA_MAKS:
        return f"Tulis paling banyak {KATA_MAKS} kata."
    return ""


@require_safe
def cari(request: Permintaan) -> HttpResponse:
    """Empty: how to look for something. What cannot be looked for stays in the field, with the reason."""
    teks = request.GET.get("cari", "").replace("\x00", " ").strip()
    konteks: dict[str, object] = {"teks": teks, "salah": salah(teks) if teks else ""}
    if teks and not konteks["salah"]:
        konteks["kelompok"] = cari_semua(request.user, teks)
    return render(request, "dasbor/cari.html", konteks, status=422 if konteks["salah"] else 200)


def _pola(kata: Iterable[str]) -> re.Pattern[str]:
    bentuk = sorted((b for satu in kata for b in ejaan(satu)), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, bentuk)) or r"(?!)", re.IGNORECASE)


def _baris(hasil: Hasil, pola: re.Pattern[str]) -> Baris:
    """The title, the village, and the place that holds the most words which they do not say already."""
    judul = _potong(hasil.judul, pola)
    desa = _potong("" if hasil.desa in hasil.judul else hasil.desa, pola)
    sudah = {p.teks.lower() for p in (*judul, *desa) if p.cocok}
    baru = [({k.lower() for k in pola.findall(teks)} - sudah, di, teks) for di, teks in hasil.teks]
    kata, di, teks = max(baru, key=lambda b: len(b[0]), default=(set(), "", ""))
    if not kata:
        return Baris(hasil, judul, desa, "", [])
    return Baris(hasil, judul, desa, di, _potong(_sekitar(teks, pola, sudah), pola))


def _sekitar(teks: str, pola: re.Pattern[str], sudah: set[str]) -> str:
    """A long text around the first new word in it."""
    cocok = next(c for c in pola.finditer(teks) if c[0].lower() not in sudah)
    mulai = max(cocok.start() - SEBELUM, 0)
    mulai = teks.rfind(" ", 0, mulai) + 1 if mulai else 0
    potong = teks[mulai : mulai + KUTIPAN]
    return f"{'… ' if mulai else ''}{' '.join(potong.split())}{' …' if mulai + KUTIPAN < len(teks) else ''}"


def _potong(teks: str, pola: re.Pattern[str]) -> list[Potong]:
    hasil, dari = [], 0
    for cocok in pola.finditer(teks):
        hasil += [Potong(teks[dari : cocok.start()], False), Potong(cocok[0], True)]
        dari = cocok.end()
    return [p for p in (*hasil, Potong(teks[dari:], False)) if p.teks]
