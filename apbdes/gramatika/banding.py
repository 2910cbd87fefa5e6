"""Values worked out exactly, and one number compared with them. Money is sen; nothing is rounded, nothing a float."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from apbdes.gramatika import bentuk as b
from apbdes.gramatika.indeks import Indeks
from apbdes.gramatika.lingkup import TIDAK_KURANG, Kurang, Lingkup, identitas
from apbdes.gramatika.nilai import baca_bilangan
from apbdes.gramatika.saring import Gabung, Gudang
from dasar.uang import SEN

TANDA = {
    "paling_banyak": ("≤", ">"),
    "paling_sedikit": ("≥", "<"),
    "sama_dengan": ("=", "≠"),
    "lebih_dari": (">", "≤"),
    "kurang_dari": ("<", "≥"),
    "paling_lambat": ("≤", ">"),
}
SEMULA, LALU = "APB Desa sebelum perubahan (--semula)", "APB Desa tahun lalu"


class Terhitung(NamedTuple):
    """What a value may be: each candidate as share and rest; the value is their product, in sen where `uang`.

    `persen` is the share as (numerator, denominator, text), not reduced: 30% is 30 of 100.
    """

    calon: tuple[int | Fraction, ...]
    persen: tuple[int, int, str] | None
    uang: bool
    tetap: bool  # a number of the set itself takes part
    berjalan: bool  # something of the budget takes part
    kurang: Kurang = TIDAK_KURANG  # without it there is no value
    lain: Kurang = TIDAK_KURANG  # there may be further prices: what fits none of the known ones is wrong all the same

    def senilai(self, sisa: int | Fraction) -> int | Fraction:
        if self.persen is None:
            return sisa
        n, d, _ = self.persen
        kali = n * sisa
        return kali // d if isinstance(kali, int) and kali % d == 0 else Fraction(kali, d)


class NilaiSiap:
    """One product of the set, made ready for a year."""

    def __init__(self, nilai: b.Nilai, siapkan: "Penyiap") -> None:
        self.nilai = nilai
        self.bilangan = Fraction(1)
        self.persen: list[b.Faktor] = []
        self.berjalan: list[tuple[str, Any]] = []
        self.pilihan: list[Gabung] = []
        self.tabel: list[AngkaSiap] = []
        self.tanpa: list[str] = []  # figures without a value in that year
        self.tetap = False
        for f in nilai.faktor:
            self._faktor(f, siapkan)
        self.persen_teks = " x ".join(map(str, self.persen))
        self.persen_tetap = _gabung_persen(self.persen)  # where no table adds one
        self.kurang_tetap = Kurang(tuple(self.tanpa))
        self.bertambah = any(g.bertambah for g in self.pilihan)
        self.berkurang = any(g.berkurang for g in self.pilihan)

    def _faktor(self, f: b.Faktor, siapkan: "Penyiap") -> None:
        if f.jenis == "nama" and f.teks in siapkan.angka:
            angka = siapkan.angka[f.teks]
            berlaku = angka.berlaku(siapkan.tahun)
            self.tetap = True
            if berlaku is None:
                self.tanpa.append(f"{angka.arti or angka.nama} untuk tahun {siapkan.tahun}")
            elif berlaku.tabel:
                self.tabel.append(AngkaSiap(angka, berlaku, siapkan))
            elif berlaku.nilai is not None:
                self._faktor(berlaku.nilai, siapkan)
        elif f.jenis == "persen":
            self.persen.append(f)
            self.tetap = True
        elif f.jenis == "bilangan":
            self.bilangan *= f.bilangan or 0
            self.tetap = True
        elif f.jenis == "nama" and f.teks not in siapkan.gudang.bernama:
            self.berjalan.append(("acuan" if f.teks in b.ACUAN else "data", f.teks))
        elif f.jenis == "tahun":
            self.berjalan.append(("tahun", f.teks))
        elif f.jenis not in ("tanggal", "kata"):  # these are compared as they are written
            g = siapkan.gudang.bernama[f.teks]
            self.pilihan.append(g)
            self.berjalan.append(("jumlah" if f.jenis == "nama" else f.jenis, g))

    def hitung(self, lk: Lingkup) -> Terhitung:
        calon: list[int | Fraction] = [self.bilangan.numerator if self.bilangan.denominator == 1 else self.bilangan]
        kurang, persen = self.kurang_tetap, self.persen_tetap
        uang, lain = False, TIDAK_KURANG
        tambahan: list[b.Faktor] = []
        for tabel in self.tabel:
            faktor, k = tabel.pilih(lk)
            kurang += k
            if faktor is None:
                continue
            if faktor.jenis == "persen":
                tambahan.append(faktor)
            else:
                calon = [c * (faktor.bilangan or 0) for c in calon]
        for jenis, isi in self.berjalan:
            nilai, beruang, k = _AMBIL[jenis](lk, isi)
            uang |= beruang
            if jenis == "harga" and nilai:
                lain += k
            else:
                kurang += k
            calon = [c * n for c in calon for n in nilai]
        if tambahan:
            persen = _gabung_persen([*self.persen, *tambahan])
        return Terhitung(tuple(calon), persen, uang, self.tetap, bool(self.berjalan), kurang, lain)


@dataclass(frozen=True)
class Penyiap:
    """What values are made ready with."""

    tahun: int
    angka: dict[str, b.Angka]
    gudang: Gudang

    def nilai(self, nilai: b.Nilai) -> NilaiSiap:
        return NilaiSiap(nilai, self)


class AngkaSiap:
    """A figure that is a table."""

    def __init__(self, angka: b.Angka, berlaku: b.NilaiBertanggal, siapkan: Penyiap) -> None:
        self.angka = angka
        self.menurut = siapkan.nilai(angka.menurut) if angka.menurut else None
        self.tabel = [([(k, siapkan.nilai(n)) for k, n in t.batas], t.nilai) for t in berlaku.tabel]

    def pilih(self, lk: Lingkup) -> tuple[b.Faktor | None, Kurang]:
        kiri = self.menurut.hitung(lk) if self.menurut else None
        if kiri is None or kiri.kurang or not kiri.calon:
            return None, kiri.kurang if kiri else TIDAK_KURANG
        nilai = kiri.senilai(kiri.calon[0])
        for batas, faktor in self.tabel:
            cocok = True
            for pembanding, kanan in batas:
                t = kanan.hitung(lk)
                if t.kurang:
                    return None, t.kurang
                cocok &= banding(pembanding, nilai, _sen(t, kiri.uang), uang=kiri.uang, toleransi=0)[0]
            if cocok:
                return faktor, TIDAK_KURANG
        return None, Kurang((f"{self.angka.arti or self.angka.nama}, yang tabelnya tidak memuat keadaan ini",))


def _sen(t: Terhitung, uang: bool) -> int | Fraction:
    nilai = t.senilai(t.calon[0])
    return nilai * SEN if uang and not t.uang else nilai


def _gabung_persen(semua: list[b.Faktor]) -> tuple[int, int, str] | None:
    if not semua:
        return None
    n, d = 1, 1
    for f in semua:
        desimal = len(f.teks.partition(",")[2])
        d *= 100 * 10**desimal
        n *= int((baca_bilangan(f.teks) or Fraction(0)) * 10**desimal)
    return n, d, " x ".join(map(str, semua))


Terambil = tuple[list[Any], bool, Kurang]


def _ambil_jumlah(lk: Lingkup, g: Gabung, i: Indeks | None = None) -> Terambil:
    i = i or lk.indeks
    t = lk.ambil(g, i)
    return [i.jumlah(t.pasti)], True, lk.terbuka(g, t.mungkin, i)


def _ambil_lain(nama: str, sebutan: str) -> Callable[[Lingkup, Gabung], Terambil]:
    def ambil(lk: Lingkup, g: Gabung) -> Terambil:
        lain: Indeks | None = getattr(lk.indeks, nama)
        return _ambil_jumlah(lk, g, lain) if lain is not None else ([0], True, Kurang((sebutan,)))

    return ambil


def ambil_volume(lk: Lingkup, g: Gabung) -> Terambil:
    t = lk.ambil(g)
    tanpa = [(n, "volume") for n in lk.indeks.nomor(t.pasti) if getattr(lk.indeks.baris[n], "volume", None) is None]
    banyak = sum((getattr(r, "volume", None) or 0 for r in lk.indeks.berisi(t.pasti)), start=0)
    return [banyak], False, lk.terbuka(g, t.mungkin) + lk.sel(tanpa)


def _ambil_harga(lk: Lingkup, g: Gabung) -> Terambil:
    """Every price there is, and what keeps further ones from being known."""
    t = lk.ambil(g)
    tanpa: list[tuple[int, str]] = []
    baik = t.pasti & lk.indeks.bersatuan(lk.satuan) if lk.satuan else t.pasti
    ada = set(lk.indeks.harga(baik))
    if None in ada or baik != t.pasti:
        ada.discard(None)
        tanpa = sel_harga(lk, t.pasti, lk.satuan, baik)
    kurang = lk.terbuka(g, t.mungkin) + lk.sel(tanpa)
    if not ada and not kurang:
        kurang = Kurang((f"baris {g.arti or 'pembandingnya'} pada lembar Belanja",))
    return sorted(ada), True, kurang


def sel_harga(lk: Lingkup, pasti: int, satuan: Iterable[str], baik: int) -> list[tuple[int, str]]:
    """The cells for want of which rows have no price in that unit. `baik`: the rows whose unit it is."""
    tanpa: list[tuple[int, str]] = []
    for n in lk.indeks.nomor(pasti):
        tanpa += [] if baik >> n & 1 else [(n, f"satuan (harus {' atau '.join(satuan)})")]
        tanpa += [(n, "harga_satuan")] if lk.indeks.baris[n].harga_satuan is None else []
    return tanpa


def _ambil_data(lk: Lingkup, nama: str) -> Terambil:
    isi = lk.data(nama)
    jenis = lk.fakta[nama].jenis if nama in lk.fakta else b.IDENTITAS[nama]
    return [isi or 0], jenis == "rupiah", identitas(nama) if isi is None else TIDAK_KURANG


def _ambil_tahun(lk: Lingkup, nama: str) -> Terambil:
    isi = lk.data(nama)
    return [isi.year if isi else 0], False, identitas(nama) if isi is None else TIDAK_KURANG


def _ambil_acuan(lk: Lingkup, kolom: str) -> Terambil:
    """The total of the activity, or the pagu, that this round of `per` is about."""
    isi = dict(lk.per).get(kolom)
    if kolom == "pagu_acuan":
        return [isi or 0], True, TIDAK_KURANG if isi is not None else Kurang(("kolom pagu_acuan",))
    baris = lk.indeks.kolom("kegiatan").get(isi, 0)
    if not baris:
        return [0], True, Kurang((f"kegiatan {isi}, yang tidak ada pada lembar Belanja",))
    return [lk.indeks.jumlah(baris)], True, TIDAK_KURANG


_AMBIL: dict[str, Callable[[Lingkup, Any], Terambil]] = {
    "jumlah": _ambil_jumlah,
    "semula": _ambil_lain("semula", SEMULA),
    "lalu": _ambil_lain("lalu", LALU),
    "volume": ambil_volume,
    "harga": _ambil_harga,
    "data": _ambil_data,
    "tahun": _ambil_tahun,
    "acuan": _ambil_acuan,
}


def banding(
    pembanding: str, kiri: int | Fraction, kanan: int | Fraction, *, uang: bool, toleransi: Fraction | int
) -> tuple[bool, int | Fraction]:
    """Whether it holds, and by how much the two differ. A difference of money under one sen is none."""
    beda = kiri - kanan
    if uang and -1 < beda < 1:
        beda = 0
    return _COCOK[pembanding](beda, toleransi), beda


_COCOK: dict[str, Callable[[int | Fraction, int | Fraction], bool]] = {
    "paling_banyak": lambda beda, toleransi: beda <= toleransi,
    "paling_lambat": lambda beda, toleransi: beda <= toleransi,
    "paling_sedikit": lambda beda, toleransi: beda >= -toleransi,
    "sama_dengan": lambda beda, toleransi: -toleransi <= beda <= toleransi,
    "lebih_dari": lambda beda, toleransi: beda > -toleransi,
    "kurang_dari": lambda beda, toleransi: beda < toleransi,
}


def sejauh(beda: int | Fraction) -> int | Fraction:
    return -beda if beda < 0 else beda


def sen_ke_atas(beda: int | Fraction) -> int:
    """At least one sen: what is violated by nothing is mended by one."""
    jauh = sejauh(beda)
    return max(1, -(-jauh.numerator // jauh.denominator))
