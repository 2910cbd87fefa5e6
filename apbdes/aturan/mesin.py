"""A set in the grammar as the engine asks it, whoever wrote it: a file of this folder, or an office in the browser.

Its checks are made ready once for each year; the rules of `PROGRAM` have their arithmetic in a module of this folder.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from types import ModuleType
from typing import Any

from apbdes.acuan import kegiatan_setempat
from apbdes.anggaran import Anggaran
from apbdes.aturan import bal_01, bal_02, bal_03, nas_b30, nas_b70, prc_16, str_07
from apbdes.aturan.bentuk import DISEBUT, Angka, Aturan, NilaiBertanggal, Perangkat
from apbdes.aturan.hasil import Hasil, Persen
from apbdes.aturan.prc_16 import Tabel
from apbdes.gramatika import bentuk as b

# Not `from apbdes.gramatika.hitung import …`: that module needs this package's `hasil`, whoever is asked for first.
from apbdes.gramatika import hitung as gramatika
from apbdes.gramatika.indeks import indeks_dari
from apbdes.gramatika.jelajah import pemeriksaan_dalam
from dasar import uang

# What no check of the grammar can say. Offices may use those of `b.DARI_PROGRAM`; the other two leave what tanah
# bengkok brings out of both sides, and the grammar has no subtraction.
PROGRAM: dict[str, ModuleType] = {
    "STR-07": str_07,
    "BAL-01": bal_01,
    "BAL-02": bal_02,
    "BAL-03": bal_03,
    "PRC-16": prc_16,
    "NAS-B30": nas_b30,
    "NAS-B70": nas_b70,
}
PELAKSANA = "PRC-16"
AWAL = datetime.date(1900, 1, 1)
TAHUN_TERAKHIR = datetime.date.max.year  # of the figures that stand in a title where no budget is at hand


class Penghitung:
    """The arithmetic of a set, made ready once for each year."""

    def __init__(self, perangkat: b.Perangkat) -> None:
        self.perangkat = perangkat
        self._siap: dict[int, gramatika.PerangkatSiap] = {}
        self._judul: dict[tuple[str, int], str] = {}

    def siap(self, tahun: int) -> "gramatika.PerangkatSiap":
        ada = self._siap.get(tahun)
        if ada is None:
            ada = self._siap[tahun] = gramatika.PerangkatSiap(self.perangkat, tahun)
        return ada

    def berjudul(self, aturan: Aturan, tahun: int) -> Aturan:
        """The rule with the figures in force in its title."""
        judul = self._judul.get((aturan.kode, tahun))
        if judul is None:
            judul = self._judul[aturan.kode, tahun] = aturan.pada(tahun).judul
        return aturan if judul == aturan.judul else aturan._replace(judul=judul)

    def semua(self, anggaran: Anggaran) -> dict[str, Hasil]:
        """Every check of the set; the rules of the program are not in it."""
        return self.siap(anggaran.tahun).hitung(indeks_dari(anggaran))

    def dijumlah(self, kode: str, anggaran: Anggaran) -> list[Any]:
        """The rows of the sum that a rule limits; none where it limits no sum."""
        siap, indeks = self.siap(anggaran.tahun), indeks_dari(anggaran)
        kelompok = siap.dijumlah(kode) or siap.gudang.bernama.get(getattr(PROGRAM.get(kode), "KELOMPOK", ""))
        return list(indeks.berisi(kelompok.topeng(indeks).pasti)) if kelompok else []

    def satu(self, kode: str, anggaran: Anggaran) -> Hasil:
        return self.siap(anggaran.tahun).hitung_satu(kode, indeks_dari(anggaran))


def perangkat_dari(isi: b.Perangkat, diperiksa: datetime.date) -> Perangkat:
    """Of a set in which the grammar found nothing wrong. `diperiksa`: when it was last compared with its source."""
    penghitung = Penghitung(isi)
    uang_semua = frozenset(_angka_uang(isi))
    awal = datetime.date(min(isi.tahun, default=diperiksa.year), 1, 1)
    sejak = datetime.date.fromisoformat(isi.berlaku_sejak) if isi.berlaku_sejak else awal
    angka = {a.nama: _angka(a, isi, sejak, diperiksa, uang_semua) for a in isi.angka if not a.menurut}
    kegiatan = kegiatan_setempat(isi.kegiatan) if isi.kegiatan else {}
    return Perangkat(
        kode=isi.kode,
        nama=isi.nama,
        judul=isi.judul,
        berlaku_sejak=sejak,
        diperiksa=diperiksa,
        di_atas=isi.di_atas,
        pertentangan=tuple(_pertentangan(p) for p in isi.pertentangan),
        angka=angka,
        aturan=tuple(_aturan(a, isi, angka, penghitung, kegiatan) for a in isi.aturan),
        penghitung=penghitung,
        wilayah=isi.wilayah,
        tahun=isi.tahun,
        peraturan=isi.peraturan,
        fakta={f.kunci: f.bentuk for f in isi.fakta if f.kunci not in b.FAKTA_BAKU},
        kegiatan=kegiatan,
    )


def bernilai_tambahan(perangkat: Perangkat, tambahan: Iterable[tuple[str, NilaiBertanggal]]) -> Perangkat:
    """The set with further dated values of its figures: of two from the same day the added one counts."""
    dipakai = tuple((nama, n) for nama, n in tambahan if nama in perangkat.angka)
    if not dipakai:
        return perangkat
    baru = _bertambah(perangkat.penghitung, perangkat.diperiksa, dipakai)
    hitungan = {a.kode: a for a in baru.aturan}
    aturan = tuple(hitungan[a.kode]._replace(tingkat=a.tingkat) for a in perangkat.aturan)
    aturan = tuple(map(tanpa_tabel, aturan)) if perangkat.petunjuk else aturan
    return perangkat._replace(angka=baru.angka, aturan=aturan, penghitung=baru.penghitung)


def tanpa_tabel(aturan: Aturan) -> Aturan:
    """Who carries out what (PRC-16) asked of the village's kabupaten alone, not of the set's own table."""
    return aturan._replace(hitung=lambda anggaran: prc_16.periksa(anggaran, {})) if aturan.kode == PELAKSANA else aturan


@lru_cache(maxsize=64)
def _bertambah(
    penghitung: Penghitung, diperiksa: datetime.date, tambahan: tuple[tuple[str, NilaiBertanggal], ...]
) -> Perangkat:
    """Made ready once for the same values of the same set."""
    isi = penghitung.perangkat
    baru: dict[str, dict[str, b.NilaiBertanggal]] = {}
    for nama, n in tambahan:
        sejak = n.sejak.isoformat()
        baru.setdefault(nama, {})[sejak] = b.NilaiBertanggal(
            sejak, _faktor(n.nilai), dasar=n.dasar, alasan=n.alasan, diperiksa=n.diperiksa.isoformat()
        )
    angka = []
    for a in isi.angka:
        riwayat = {_sejak(r, isi): replace(r, sejak=_sejak(r, isi)) for r in a.riwayat} | baru.get(a.nama, {})
        angka.append(replace(a, riwayat=tuple(riwayat.values())) if a.nama in baru else a)
    return perangkat_dari(replace(isi, angka=tuple(angka)), diperiksa)


def _sejak(r: b.NilaiBertanggal, isi: b.Perangkat) -> str:
    """A value without a date is in force since its set is."""
    return isi.berlaku_sejak if isi.berlaku_sejak and r.sejak < AWAL.isoformat() else r.sejak


def _angka(
    a: b.Angka, isi: b.Perangkat, sejak: datetime.date, diperiksa: datetime.date, uang_semua: frozenset[str]
) -> Angka:
    riwayat = tuple(
        NilaiBertanggal(
            datetime.date.fromisoformat(r.sejak) if r.sejak > AWAL.isoformat() else sejak,
            datetime.date.fromisoformat(r.diperiksa) if r.diperiksa else diperiksa,
            _nilai(r.nilai, beruang=a.nama in uang_semua) if r.nilai else "",
            r.alasan,
            r.dasar,
        )
        for r in sorted(a.riwayat, key=lambda r: r.sejak)
    )
    return Angka(a.nama, a.arti, _dasar(isi, a), riwayat)


def _dasar(isi: b.Perangkat, benda: b.Angka | b.Aturan) -> str:
    return f"{benda.peraturan or isi.nama} {benda.dasar}".strip()


def _nilai(f: b.Faktor, *, beruang: bool) -> Any:
    if f.jenis == "persen":
        return Persen.dari(f"{f.teks}%")
    return int((f.bilangan or 0) * uang.SEN) if beruang else f.teks


def _faktor(nilai: Any) -> b.Faktor:
    if isinstance(nilai, Persen):
        return b.Faktor("persen", nilai.teks.removesuffix("%"), Fraction(nilai.pembilang, nilai.penyebut))
    return b.Faktor("bilangan", uang.angka(nilai), Fraction(nilai, uang.SEN))


def _pertentangan(p: b.Pertentangan) -> dict[str, Any]:
    isi = {"aturan": list(p.aturan), "tempat": p.tempat, "isi": p.isi, "perlakuan": p.perlakuan}
    return isi | ({"terhadap": p.terhadap} if p.terhadap else {})


def _aturan(
    a: b.Aturan, isi: b.Perangkat, angka: Mapping[str, Angka], penghitung: Penghitung, kegiatan: Tabel
) -> Aturan:
    dipakai = {*DISEBUT.findall(a.judul), *_nama_angka(a), *getattr(PROGRAM.get(a.pakai), "PERLU", ())}
    aturan = Aturan(
        kode=a.kode,
        judul=a.judul,
        tingkat=a.tingkat,
        dasar=_dasar(isi, a),
        bunyi=a.bunyi,
        catatan=a.catatan,
        nilai={nama: n for nama, n in angka.items() if nama in dipakai},
        hitung=_program(a.pakai, isi, angka, kegiatan) if a.pakai else _cek(a.kode, penghitung),
        catatan_bila_beda=a.catatan_bila_beda,
        pola_judul=a.judul,
    )
    return aturan.pada(TAHUN_TERAKHIR)


def _cek(kode: str, penghitung: Penghitung) -> Callable[[Anggaran], Hasil]:
    return lambda anggaran: penghitung.satu(kode, anggaran)


def _program(kode: str, isi: b.Perangkat, angka: Mapping[str, Angka], kegiatan: Tabel) -> Callable[[Anggaran], Hasil]:
    """With the figures in force and, by the name of a selection that is nothing but codes, those codes."""
    modul = PROGRAM[kode]
    if kode == PELAKSANA:
        return lambda anggaran: prc_16.periksa(anggaran, {}, kegiatan)
    kode_pilihan = {
        p.nama: s.kegiatan or s.rekening
        for p in isi.pilihan
        for s in p.isi[:1]
        if isinstance(s, b.Saringan) and len(p.isi) == 1
    }

    def hitung(anggaran: Anggaran) -> Hasil:
        hasil: Hasil = modul.periksa(
            anggaran, kode_pilihan | {nama: n.pada(anggaran.tahun) for nama, n in angka.items()}
        )
        return hasil

    return hitung


def _nama_angka(a: b.Aturan) -> Iterator[str]:
    return (f.teks for _, n in _dibandingkan(a) for f in n.faktor if f.jenis == "nama")


def _dibandingkan(a: b.Aturan) -> Iterator[tuple[b.Pemeriksaan, b.Nilai]]:
    """Every check and condition of a rule with each value that it compares with."""
    luar = (*a.bila, *a.perlu, *(s for p in a.semua for s in (*p.bila, *p.perlu)))
    return ((p, n) for p in (*a.semua, *pemeriksaan_dalam(luar)) for x in p.banding for n in x.nilai)


def _angka_uang(isi: b.Perangkat) -> Iterator[str]:
    """The figures that are money: money is compared with them, and nothing else in the product is money."""
    pilihan = {p.nama for p in isi.pilihan}
    angka = {a.nama for a in isi.angka if all(r.nilai and r.nilai.jenis == "bilangan" for r in a.riwayat)}
    rupiah = {nama for nama, jenis in b.IDENTITAS.items() if jenis == "rupiah"} | {"pagu_acuan", "kegiatan_acuan"}
    rupiah |= {f.nama for f in isi.fakta if f.jenis == "rupiah"} | pilihan
    for aturan in isi.aturan:
        for p, nilai in _dibandingkan(aturan):
            if p.jenis not in ("jumlah", "harga") and p.data not in rupiah:
                continue
            lain = [f for f in nilai.faktor if f.jenis in ("harga", "semula", "lalu") or f.teks in rupiah]
            nama = [f.teks for f in nilai.faktor if f.jenis == "nama" and f.teks in angka]
            if not lain and len(nama) == 1:
                yield nama[0]
