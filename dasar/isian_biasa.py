"""A page that saves by itself, without JavaScript: its rows as one plain form, kept by the same saving contract.

A room lists its rows as they would stand in the page; `terima` hands each that was changed to the room's own service
and leaves what was refused, with what was typed and why, in the row. The others are kept.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dasar.baris import IsianTerkunci
from dasar.kiriman import VERSI_MAKS
from dasar.permintaan import Permintaan
from dasar.simpan import HasilSimpan

YA_TIDAK = (("", "Belum dijawab"), ("ya", "Ya"), ("tidak", "Tidak"))


@dataclass(frozen=True)
class Kolom:
    """An input. `jenis`: text, month, date, time or number as HTML names it; "panjang"; "pilihan"; "tetap" (hidden)."""

    nama: str
    label: str = ""
    jenis: str = "text"
    pilihan: tuple[tuple[str, str], ...] = ()


@dataclass
class Baris:
    """One that is not stored yet is sent only when something was filled in beside what it begins with."""

    jenis: str
    id: UUID
    judul: str
    kolom: tuple[Kolom, ...]
    isi: dict[str, str]
    versi: int = 0
    dapat_dihapus: bool = False
    keterangan: str = ""
    kesalahan: dict[str, list[str]] = field(default_factory=dict)
    dihapus: bool = False

    @property
    def awal(self) -> str:
        return f"{self.jenis}-{self.id}"

    def __post_init__(self) -> None:
        # What is stored, so that a row that nobody touched is not sent over somebody else's change.
        self.sidik = _sidik({k.nama: self.isi.get(k.nama, "") for k in self.kolom})

    @property
    def isian(self) -> list[tuple[Kolom, str, str, list[str]]]:
        """Each input with its name, its value and what is wrong with it."""
        return [
            (k, f"{self.awal}-{k.nama}", self.isi.get(k.nama, ""), self.kesalahan.get(k.nama, [])) for k in self.kolom
        ]

    @property
    def galat_umum(self) -> list[str]:
        tampak = {k.nama for k in self.kolom if k.jenis != "tetap"}
        return [kalimat for k, daftar in self.kesalahan.items() if k not in tampak for kalimat in daftar]


@dataclass(frozen=True)
class Bagian:
    judul: str
    baris: list[Baris]
    petunjuk: str = ""


def _sidik(isi: Mapping[str, str]) -> str:
    teks = "\x1f".join(f"{nama}={isi[nama]}" for nama in sorted(isi)).replace("\r\n", "\n")
    return hashlib.sha256(teks.encode("utf-8", "replace")).hexdigest()[:16]


def terima(
    baris: Iterable[Baris],
    kiriman: Mapping[str, Any],
    *,
    simpan: Callable[[Baris, int, dict[str, str]], HasilSimpan],
    hapus: Callable[[Baris, int], HasilSimpan],
) -> tuple[int, int]:
    """Send on what was changed: how many rows were kept, and how many wait for a correction."""
    tersimpan = salah = 0
    for b in baris:
        versi = kiriman.get(f"{b.awal}-versi", "")
        if not (versi.isascii() and versi.isdigit() and len(versi) < 11 and int(versi) <= VERSI_MAKS):
            continue  # a row that came into being after the page was opened
        isi = {k.nama: str(kiriman.get(f"{b.awal}-{k.nama}", "")).replace("\r\n", "\n") for k in b.kolom}
        if kiriman.get(f"{b.awal}-hapus"):
            hasil = hapus(b, int(versi))
            b.dihapus = hasil.keadaan == "tersimpan"
        elif _sidik(isi) == kiriman.get(f"{b.awal}-sidik"):
            continue
        else:
            hasil = simpan(b, int(versi), isi)
        if hasil.keadaan == "tersimpan":
            tersimpan += 1
            continue
        salah += 1
        b.kesalahan = hasil.kesalahan or {"": [_bentrok(b, hasil, isi)]}
        b.isi, b.versi = b.isi | isi, hasil.versi
    return tersimpan, salah


def _bentrok(b: Baris, hasil: HasilSimpan, isi: Mapping[str, str]) -> str:
    """Somebody else was faster; sending once more keeps what stands here."""
    if hasil.isi is None:
        return "Baris ini sudah dihapus orang lain. Salin isinya ke baris baru bila masih diperlukan."
    kini = "; ".join(
        f"{k.label}: {dict(k.pilihan).get(hasil.isi.get(k.nama, ''), hasil.isi.get(k.nama, '')) or '(kosong)'}"
        for k in b.kolom
        if k.jenis != "tetap" and hasil.isi.get(k.nama, "") != isi.get(k.nama, "")
    )
    siapa = hasil.oleh or "Orang lain"
    return f"{siapa} sudah mengubahnya ({kini}). Sesuaikan, lalu simpan lagi: yang tertulis di sini yang berlaku."


def baris_kosong(
    jenis: str, kolom: tuple[Kolom, ...], judul: str, kiriman: Mapping[str, Any], ada: Iterable[UUID], banyak: int
) -> list[Baris]:
    """Rows to write something new into; those of the page that is being sent keep their ids."""
    awal, akhir, tersimpan = f"{jenis}-", "-versi", set(ada)
    dikirim = [n[len(awal) : -len(akhir)] for n in kiriman if n.startswith(awal) and n.endswith(akhir)]
    baru = [i for i in map(_uuid, dikirim) if i and i not in tersimpan] or [uuid4() for _ in range(banyak)]
    return [Baris(jenis, i, judul, kolom, {}) for i in baru[:banyak]]


def _uuid(teks: str) -> UUID | None:
    try:
        return UUID(teks)
    except ValueError:
        return None


def halaman_isian(
    request: Permintaan,
    templat: str,
    bagian: list[Bagian],
    *,
    simpan: Callable[[Baris, int, dict[str, str]], HasilSimpan],
    hapus: Callable[[Baris, int], HasilSimpan],
    konteks: Callable[[], dict[str, Any]],
    lain: Callable[[], list[HasilSimpan]] = list,
) -> HttpResponse:
    """Show the rows, or take them. `lain`: what the page sends besides its rows (ticks, photos)."""
    galat: list[str] = []
    salah = 0
    if request.method == "POST":
        tersimpan = 0
        try:
            tersimpan, salah = terima((b for s in bagian for b in s.baris), request.POST, simpan=simpan, hapus=hapus)
            for hasil in lain():
                if hasil.keadaan == "tersimpan":
                    tersimpan += 1
                else:
                    galat += [k for daftar in hasil.kesalahan.values() for k in daftar] or ["Muat ulang halaman."]
        except IsianTerkunci as terkunci:  # handed in by a colleague meanwhile
            galat = [f"{terkunci} Salin dahulu yang Anda tulis di bawah ini."]
        if not salah and not galat:
            messages.success(request, f"{tersimpan} isian disimpan." if tersimpan else "Tidak ada yang berubah.")
            return redirect(request.get_full_path())
        if tersimpan:
            galat.append(f"{tersimpan} isian lain sudah disimpan.")
    isi = {"bagian_bagian": bagian, "galat": galat, "perlu": salah} | konteks()
    return render(request, templat, isi, status=422 if galat or salah else 200)
