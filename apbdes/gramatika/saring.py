"""Selections made ready to ask: each filter once per set, each answer once per budget."""

from collections.abc import Iterator, Mapping
from typing import Any

from apbdes.gramatika import bentuk as b
from apbdes.gramatika.indeks import KOSONG, KOSONG_TERBUKA, Indeks, Topeng, kata
from apbdes.gramatika.jelajah import nama_dirujuk

_KOLOM_NILAI = ("sumber_dana", *KOSONG_TERBUKA)


class Gabung:
    """A union: named selections and filters."""

    def __init__(self, nama: str, arti: str) -> None:
        self.nama = nama
        self.arti = arti
        self.isi: list[Gabung | Saring] = []
        self.bertambah = self.berkurang = False  # more words found could add rows to it, or take some away

    def topeng(self, i: Indeks) -> Topeng:
        ada = i.ingat.get(self)
        if ada is None:
            ada = KOSONG
            for satu in self.isi:
                ada = ada.atau(satu.topeng(i))
            i.ingat[self] = ada
        return ada

    def sebab(self, i: Indeks, nomor: int) -> Iterator[tuple[int, str]]:
        """The empty cells (row, column) that leave a row open."""
        for satu in self.isi:
            if satu.topeng(i).mungkin >> nomor & 1:
                yield from satu.sebab(i, nomor)


class Saring:
    def __init__(self, s: b.Saringan, rujukan: Mapping[str, Gabung | None]) -> None:
        self.s = s
        self.rujukan = {k: g for k, g in rujukan.items() if g is not None}
        self.frasa = [kata(u) for u in s.uraian]
        self.kode = [(n, k, tuple(f"{satu}." for satu in k)) for n in b.KOLOM_KODE if (k := getattr(s, n))]
        self.tanda = [(n, t) for n in b.KOLOM_TANDA if (t := getattr(s, n)) is not None]
        self.nilai = [(n, isi) for n in _KOLOM_NILAI if (isi := getattr(s, n))]
        self.bertambah = bool(s.uraian)
        self.berkurang = False
        for k, g in self.rujukan.items():
            tambah, kurang = (g.berkurang, g.bertambah) if k == "kecuali" else (g.bertambah, g.berkurang)
            self.bertambah |= tambah
            self.berkurang |= kurang

    def topeng(self, i: Indeks) -> Topeng:
        ada = i.ingat.get(self)
        if ada is None:
            ada = i.ingat[self] = self._hitung(i)
        return ada

    def _hitung(self, i: Indeks) -> Topeng:
        s = self.s
        pasti = i.lembar[s.lembar] if s.lembar else i.semua if "dalam" in self.rujukan else i.lembar["belanja"]
        for nama, kode, awalan in self.kode:
            pasti &= _berawalan(i.kolom(nama), kode, awalan)
        for nama, tanda in self.tanda:
            pasti &= i.kolom(nama).get(tanda, 0)
        if self.frasa:
            pasti = i.berkata(self.frasa, pasti)
        hasil = Topeng(pasti)
        for nama, isi in self.nilai:
            if hasil.pasti or hasil.mungkin:
                hasil = hasil.dan(_bernilai(i, nama, isi, terbuka=not s.kosong_bukan))
        for nama, g in self.rujukan.items():
            if hasil.pasti or hasil.mungkin:
                hasil = hasil.dan(_RUJUKAN[nama](i, g))
        return hasil

    def sebab(self, i: Indeks, nomor: int) -> Iterator[tuple[int, str]]:
        baris = i.baris[nomor]
        if not self.s.kosong_bukan:
            yield from ((nomor, k) for k in KOSONG_TERBUKA if getattr(self.s, k) and not getattr(baris, k, "x"))
        for nama, g in self.rujukan.items():
            if nama in ("dalam", "kecuali"):
                yield from g.sebab(i, nomor)
                continue
            kegiatan = baris.kegiatan if nama == "sekegiatan" else baris.kegiatan_acuan
            if nama == "acuan" and kegiatan not in i.kolom("kegiatan"):
                yield nomor, "kegiatan_acuan"
            elif not g.topeng(i).pasti & i.kolom("kegiatan").get(kegiatan, 0):
                for n in i.nomor(g.topeng(i).mungkin & i.kolom("kegiatan").get(kegiatan, 0)):
                    yield from g.sebab(i, n)


def _berawalan(kolom: Mapping[Any, int], kode: tuple[str, ...], awalan: tuple[str, ...]) -> int:
    hasil = 0
    for nilai, topeng in kolom.items():
        if nilai in kode or nilai.startswith(awalan):
            hasil |= topeng
    return hasil


def _bernilai(i: Indeks, nama: str, isi: tuple[str, ...], *, terbuka: bool) -> Topeng:
    kolom = i.kolom(nama)
    pasti = 0
    for nilai in isi:
        pasti |= kolom.get(nilai.upper() if nama == "satuan" else nilai, 0)
    return Topeng(pasti, kolom.get("", 0) if terbuka and nama in KOSONG_TERBUKA else 0)


def _dalam(i: Indeks, g: Gabung) -> Topeng:
    return g.topeng(i)


def _kecuali(i: Indeks, g: Gabung) -> Topeng:
    t = g.topeng(i)
    return Topeng(i.semua & ~(t.pasti | t.mungkin), t.mungkin)


def _sekegiatan(i: Indeks, g: Gabung) -> Topeng:
    """All rows of the activities that have a row in it; open are those of the activities that may have one."""
    t = g.topeng(i)
    pasti = mungkin = 0
    for topeng in i.kolom("kegiatan").values():
        if topeng & t.pasti:
            pasti |= topeng
        elif topeng & t.mungkin:
            mungkin |= topeng
    return Topeng(pasti, mungkin)


def _acuan(i: Indeks, g: Gabung) -> Topeng:
    """Open where there is no such activity in the budget, for want of a name or of rows."""
    ada = _sekegiatan(i, g)
    pasti = mungkin = 0
    for acuan, topeng in i.kolom("kegiatan_acuan").items():
        baris = i.kolom("kegiatan").get(acuan, 0)
        if baris & ada.pasti:
            pasti |= topeng
        elif not baris or baris & ada.mungkin:
            mungkin |= topeng
    return Topeng(pasti, mungkin)


_RUJUKAN = {"dalam": _dalam, "kecuali": _kecuali, "sekegiatan": _sekegiatan, "acuan": _acuan}


class Gudang:
    """The selections of one set. Named ones are made in an order in which what they refer to is there already."""

    def __init__(self, perangkat: b.Perangkat) -> None:
        self.bernama: dict[str, Gabung] = {p.nama: Gabung(p.nama, p.arti or p.nama) for p in perangkat.pilihan}
        sisa = {p.nama: p for p in perangkat.pilihan}
        while sisa:
            siap = [p for p in sisa.values() if not self._rujukan(p.isi) & sisa.keys()]
            for p in siap or list(sisa.values()):  # a circle is not asked: `periksa` has refused it
                self._isi(self.bernama[p.nama], p.isi)
                del sisa[p.nama]

    @staticmethod
    def _rujukan(isi: b.Gabungan) -> set[str]:
        return set(nama_dirujuk(isi))

    def _isi(self, g: Gabung, isi: b.Gabungan) -> Gabung:
        for s in isi:
            if isinstance(s, str):
                g.isi.append(self.bernama[s])
            else:
                g.isi.append(Saring(s, {k: self.buat(getattr(s, k)) for k in b.KOLOM_RUJUKAN}))
        g.bertambah = any(s.bertambah for s in g.isi)
        g.berkurang = any(s.berkurang for s in g.isi)
        return g

    def buat(self, isi: b.Gabungan) -> Gabung | None:
        """The selection of a union; the named one itself where it is just that."""
        if not isi:
            return None
        if len(isi) == 1 and isinstance(isi[0], str):
            return self.bernama[isi[0]]
        return self._isi(Gabung("", ""), isi)
