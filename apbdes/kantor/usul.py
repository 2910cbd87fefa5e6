"""Examples that the product proposes for a rule: at the boundary, one sen either side, something missing.

A small budget is made that the selections of the rule fit, and one number of it is moved until the verdict turns. What
each of them gives is shown with its arithmetic; a person says whether that is what the regulation means.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from apbdes.acuan import nama_kegiatan, nama_objek
from apbdes.aturan.hasil import Hasil, Putusan
from apbdes.aturan.mesin import Penghitung
from apbdes.gramatika import bentuk as b
from apbdes.kantor.mesin import anggaran_contoh, berlevel, hasil_terbaca
from dasar import uang

AWAL = 10_000_000 * uang.SEN
TERBESAR = 10**13 * uang.SEN
VOLUME = 12
LAIN = {"kode_kegiatan": "2.1.01", "kode_rekening": "5.2.1.01", "sumber_dana": "PAD", "uraian": "belanja lain"}
ISI_DATA = {"bilangan": "10", "rupiah": "1000000000", "tanggal": "2024-01-01", "kata": "ada", "ya": "ya"}


class Usul(NamedTuple):
    """One proposed example as the YAML has it, with what the rule says of it."""

    contoh: dict[str, Any]
    hasil: Hasil


class _Dunia:
    """The rows and the identity of one budget; `sasaran` is the row whose number moves."""

    def __init__(self, perangkat: b.Perangkat) -> None:
        self.perangkat = perangkat
        self.pilihan = {p.nama: p.isi for p in perangkat.pilihan}
        self.fakta = {f.nama: f for f in perangkat.fakta}
        self.lembar: dict[str, list[dict[str, str]]] = {k: [] for k in b.LEMBAR}
        self.identitas: dict[str, str] = {}
        self.dibuat: dict[b.Gabungan, dict[str, str]] = {}

    def baris(self, isi: b.Gabungan, dalam: int = 0) -> dict[str, str] | None:
        """A row that this selection takes, put on its sheet."""
        if not isi or dalam > 20:
            return None
        if isi in self.dibuat:
            return self.dibuat[isi]
        lembar, sel = self._sel(isi, dalam)
        if lembar == "belanja":
            sel = {"kode_kegiatan": "2.1.01", "kode_rekening": "5.2.1.01", "sumber_dana": "ADD"} | sel
            sel.setdefault("jumlah", _angka(AWAL))
        else:
            sel = {"kode_rekening": "4.2.1.01" if lembar == "pendapatan" else "6.1.1.01", "sumber_dana": "ADD"} | sel
            sel.setdefault("jumlah", _angka(AWAL))
        self.lembar[lembar].append(sel)
        self.dibuat[isi] = sel
        return sel

    def _sel(self, isi: b.Gabungan, dalam: int) -> tuple[str, dict[str, str]]:
        satu = isi[0]
        if dalam > 20:
            return "belanja", {}
        if isinstance(satu, str):
            return self._sel(self.pilihan.get(satu) or (b.Saringan(),), dalam + 1)
        lembar, sel = self._sel(satu.dalam, dalam + 1) if satu.dalam else (satu.lembar or "belanja", {})
        if satu.sekegiatan:
            sel = self._sel(satu.sekegiatan, dalam + 1)[1] | sel
        if satu.acuan:
            acuan = self.baris(satu.acuan, dalam + 1)
            sel["kegiatan_acuan"] = (acuan or {}).get("kode_kegiatan", "2.1.01")
        if satu.kegiatan:
            sel["kode_kegiatan"] = _daun(satu.kegiatan[0], nama_kegiatan(), 2)
        if satu.rekening:
            sel["kode_rekening"] = _daun(satu.rekening[0], nama_objek(), 3)
        for kolom in ("sumber_dana", "komponen", "penerima", "satuan", "uraian"):
            if nilai := getattr(satu, kolom):
                sel[kolom] = nilai[0]
        for kolom in b.KOLOM_TANDA:
            if getattr(satu, kolom):
                sel[kolom] = "ya"
        return lembar, sel

    def tanpa(self, baris: dict[str, str]) -> None:
        self.lembar = {k: [r for r in isi if r is not baris] for k, isi in self.lembar.items()}

    def jenis(self, nama: str) -> str | None:
        return b.IDENTITAS.get(nama) or (self.fakta[nama].jenis if nama in self.fakta else None)

    def data(self, nama: str) -> None:
        jenis = self.jenis(nama)
        if jenis is None or nama in self.identitas or nama in ("kode_desa", "tahun_anggaran", "jenis"):
            return
        pilihan = self.fakta[nama].pilihan if nama in self.fakta else ()
        self.identitas[nama] = pilihan[0] if pilihan else ISI_DATA.get(jenis, "10")

    def contoh(self, arti: str) -> dict[str, Any]:
        isi: dict[str, Any] = {"arti": arti, "putusan": ""}
        if self.identitas:
            isi["identitas"] = dict(self.identitas)
        return isi | {k: [dict(r) for r in baris] for k, baris in self.lembar.items() if baris}


class _Ukur(NamedTuple):
    """One comparison of one check: the world in which everything else of the rule is kept."""

    periksa: b.Pemeriksaan
    awalan: str  # before what an example is called
    dunia: _Dunia
    sasaran: dict[str, str] | None
    coba: "Coba"  # an example, with the verdict of the whole rule
    putusan: Callable[[], Hasil | None]  # of this comparison alone


def usulan(perangkat: b.Perangkat, kode: str) -> list[Usul]:
    """For every check of a rule and each of its comparisons; nothing where the product cannot find where the verdict
    turns."""
    aturan = next((a for a in perangkat.aturan if a.kode == kode), None)
    if aturan is None or not aturan.semua:
        return []
    utuh = Penghitung(replace(perangkat, aturan=(aturan,)))
    hasil: dict[str, Usul] = {}
    for n, p in enumerate(aturan.semua):
        satuan: list[tuple[b.Banding, ...]] = [(x,) for x in p.banding]
        for banding in satuan or [()]:
            for u in _usul_satu(perangkat, aturan, utuh, n, banding):
                hasil.setdefault(str({k: v for k, v in u.contoh.items() if k != "arti"}), u)
    return list(hasil.values())


def _usul_satu(
    perangkat: b.Perangkat, aturan: b.Aturan, utuh: Penghitung, nomor: int, banding: tuple[b.Banding, ...]
) -> Iterable[Usul]:
    dunia = _Dunia(perangkat)
    dunia.lembar["belanja"].append(LAIN | {"jumlah": _angka(100 * AWAL)})
    sasaran = [_siapkan(dunia, aturan, p) for p in aturan.semua]

    def coba(arti: str) -> Usul | None:
        contoh = dunia.contoh(awalan + arti)
        hasil = _hitung(utuh, perangkat, contoh, aturan.kode)
        return (
            None if hasil is None else Usul(contoh | {"putusan": str(berlevel(aturan.tingkat, hasil.putusan))}, hasil)
        )

    def ukur(p: b.Pemeriksaan, satu: dict[str, str] | None, awal: str = "") -> _Ukur:
        sendiri = Penghitung(replace(perangkat, aturan=(replace(aturan, semua=(p,)),)))
        return _Ukur(p, awal, dunia, satu, coba, lambda: _hitung(sendiri, perangkat, dunia.contoh(""), aturan.kode))

    ini = aturan.semua[nomor]
    awalan = f"pemeriksaan {nomor + 1}, " if len(aturan.semua) > 1 else ""
    if len(ini.banding) > 1:
        awalan += f"{banding[0].pembanding.replace('_', ' ')}, "
    for n, p in enumerate(aturan.semua):
        if n != nomor:
            _penuhi(ukur(p, sasaran[n]))
    satu = ukur(replace(ini, banding=banding), sasaran[nomor], awalan)
    geser = _geser(satu)
    yield from _berangka(satu, geser) if geser is not None else _berada(satu)


def _hitung(penghitung: Penghitung, perangkat: b.Perangkat, contoh: dict[str, Any], kode: str) -> Hasil | None:
    try:
        return hasil_terbaca(penghitung, anggaran_contoh(sebagai_contoh(contoh), perangkat), kode)
    except (ValueError, KeyError):
        return None


def sebagai_contoh(isi: Mapping[str, Any]) -> b.Contoh:
    def baris(nama: str) -> tuple[b.Baris, ...]:
        return tuple(tuple(r.items()) for r in isi.get(nama) or ())

    anggaran = b.AnggaranContoh(
        tuple((isi.get("identitas") or {}).items()), baris("pendapatan"), baris("belanja"), baris("pembiayaan")
    )
    return b.Contoh(isi.get("putusan", ""), anggaran, arti=isi.get("arti", ""))


Coba = Callable[[str], Usul | None]


def _siapkan(dunia: _Dunia, aturan: b.Aturan, p: b.Pemeriksaan) -> dict[str, str] | None:
    """What a check speaks of, put into the world; the row whose number it is about."""
    sasaran = dunia.baris(p.pilihan) if p.jenis != "tidak_ada" else None
    for isi in (p.untuk, aturan.untuk):
        dunia.baris(isi)
    for s in (*aturan.bila, *p.bila, *aturan.perlu, *p.perlu):
        if isinstance(s, b.Pemeriksaan):
            if s.jenis != "tidak_ada":
                dunia.baris(s.pilihan)
            dunia.data(s.data)
    for x in p.banding:
        for n in x.nilai:
            for f in n.faktor:
                if f.teks in dunia.pilihan:
                    rujukan = dunia.baris((f.teks,))
                    if rujukan is not None and rujukan is not sasaran:
                        rujukan["jumlah"] = _angka(100 * AWAL)
                    if rujukan is not None and f.jenis in ("harga", "volume"):
                        rujukan |= {"volume": str(VOLUME), "satuan": (p.satuan or ("OB",))[0], "jumlah": ""}
                        rujukan["harga_satuan"] = _angka(AWAL)
                dunia.data(f.teks)
    dunia.data(p.data)
    if p.jenis == "harga" and sasaran is not None:
        sasaran |= {"volume": sasaran.get("volume", str(VOLUME)), "satuan": p.satuan[0]}
    return sasaran


class _Geser(NamedTuple):
    """A number of the world that moves: in sen, in ones, in days."""

    taruh: Callable[[int], None]
    awal: int
    terbesar: int
    langkah: str  # "satu sen"
    tetap: tuple[int, ...] = ()  # the numbers that the comparison itself names
    satuan: bool = False  # counted one by one, not halved


def _geser(u: _Ukur) -> _Geser | None:
    """None where there is nothing to move: a row is there or not, a field is filled in or not."""
    p, sasaran, identitas = u.periksa, u.sasaran, u.dunia.identitas
    tetap = [f.bilangan for x in p.banding for n in x.nilai for f in n.faktor if f.jenis == "bilangan" and f.bilangan]
    if p.jenis == "data":
        jenis = u.dunia.jenis(p.data)
        if not p.banding or p.data not in identitas:
            return None

        def isi(nilai: int) -> None:
            if jenis == "tanggal":
                identitas[p.data] = datetime.date.fromordinal(nilai).isoformat()
            else:
                identitas[p.data] = _angka(nilai) if jenis == "rupiah" else str(nilai)

        if jenis == "tanggal":
            return _Geser(isi, datetime.date(2024, 1, 1).toordinal(), datetime.date(2100, 1, 1).toordinal(), "sehari")
        if jenis == "rupiah":
            return _Geser(isi, AWAL, TERBESAR, "satu sen", tuple(int(t * uang.SEN) for t in tetap))
        return _Geser(isi, 10, 10_000, "satu", tuple(map(int, tetap)), satuan=True) if jenis == "bilangan" else None
    if p.jenis not in ("jumlah", "harga", "volume") or sasaran is None:
        return None

    def taruh(nilai: int) -> None:
        if p.jenis == "volume":
            sasaran["volume"] = str(nilai)
            if sasaran.get("harga_satuan"):
                sasaran["jumlah"] = _angka(uang.baca(sasaran["harga_satuan"]) * nilai)
        elif p.jenis == "harga":
            sasaran["harga_satuan"] = _angka(nilai)
            sasaran["jumlah"] = _angka(nilai * int(sasaran["volume"]))
        else:
            sasaran["jumlah"] = _angka(nilai)

    if p.jenis == "volume":
        return _Geser(taruh, VOLUME, 10_000, "satu", tuple(map(int, tetap)), satuan=True)
    return _Geser(taruh, AWAL, TERBESAR, "satu sen", tuple(int(t * uang.SEN) for t in tetap))


def _penuhi(u: _Ukur) -> None:
    """Keep this check, so that the verdict of the rule turns with another one."""
    geser = _geser(u)
    if geser is not None:
        batas = _batas(u, geser)
        geser.taruh(geser.awal if batas is None else batas)
    elif u.periksa.jenis == "hanya" and u.sasaran is not None:
        sah = u.dunia.baris(u.periksa.dalam)
        if sah is not None:
            u.sasaran.update(sah)
            u.dunia.tanpa(sah)


def _berangka(u: _Ukur, geser: _Geser) -> Iterable[Usul]:
    """Where the verdict turns when one number moves, one step to either side; then with something missing."""
    batas = _batas(u, geser)
    if batas is not None:
        for nilai, arti in (
            (batas, "tepat di batas"),
            (batas + 1, f"{geser.langkah} di atasnya"),
            (batas - 1, f"{geser.langkah} di bawahnya"),
        ):
            if nilai > 0:
                geser.taruh(nilai)
                yield from _ada(u.coba(arti))
    geser.taruh(geser.awal if batas is None else batas)
    if batas is None:
        yield from _ada(u.coba("sebuah contoh"))
    yield from _kosong(u)


def _kosong(u: _Ukur) -> Iterable[Usul]:
    sasaran, identitas = u.sasaran, u.dunia.identitas
    kolom = next((k for k in ("harga_satuan", "komponen", "penerima", "satuan") if sasaran and k in sasaran), "")
    if sasaran is not None and kolom:
        simpan = sasaran.pop(kolom)
        yield from _ada(u.coba(f"{kolom.replace('_', ' ')} kosong"))
        sasaran[kolom] = simpan
    for kunci in list(identitas):
        simpan = identitas.pop(kunci)
        yield from _ada(u.coba(f"{kunci.replace('_', ' ')} belum diisi"))
        identitas[kunci] = simpan
    if sasaran is not None:
        u.dunia.tanpa(sasaran)
        yield from _ada(u.coba("tanpa barisnya"))


def _ada(usul: Usul | None) -> list[Usul]:
    return [] if usul is None else [usul]


def _batas(u: _Ukur, geser: _Geser) -> int | None:
    """The last number with which the comparison is kept; the only one where both sides break it."""

    def taat(nilai: int) -> bool:
        geser.taruh(nilai)
        hasil = u.putusan()
        return hasil is not None and hasil.putusan == Putusan.TERPENUHI

    geser.taruh(geser.awal)
    hasil = u.putusan()
    if hasil is None:
        return None
    calon = list(geser.tetap)
    if hasil.putusan == Putusan.DILANGGAR and hasil.selisih and not geser.satuan:
        calon += [geser.awal - hasil.selisih, geser.awal + hasil.selisih]
    for nilai in calon:
        for tepat in (nilai, nilai - 1, nilai + 1):
            if 0 < tepat <= geser.terbesar and taat(tepat) and not (taat(tepat + 1) and taat(tepat - 1)):
                return tepat
    if geser.satuan:
        beralih = next((n for n in range(1, 2000) if taat(n) != taat(n + 1)), None)
        return beralih if beralih is None or taat(beralih) else beralih + 1
    rendah, tinggi = 1, geser.terbesar
    if taat(rendah) == taat(tinggi):
        return None
    naik = not taat(rendah)
    while tinggi - rendah > 1:
        tengah = (rendah + tinggi) // 2
        if taat(tengah) != naik:
            rendah = tengah
        else:
            tinggi = tengah
    return tinggi if naik else rendah


def _berada(u: _Ukur) -> Iterable[Usul]:
    """With and without the row, or the date, that is asked for."""
    p, dunia, sasaran = u.periksa, u.dunia, u.sasaran
    if p.jenis == "hanya":
        sah = dunia.baris(p.dalam)
        if sah is not None and sasaran is not None:
            yield from _ada(u.coba("ada baris di luar yang boleh"))
            sasaran |= sah
            yield from _ada(u.coba("semua baris termasuk yang boleh"))
    elif p.jenis == "tidak_ada":
        yield from _ada(u.coba("tanpa baris itu"))
        dunia.baris(p.pilihan)
        yield from _ada(u.coba("ada baris itu"))
    elif p.jenis == "data":
        yield from _ada(u.coba("data terisi"))
        dunia.identitas.pop(p.data, None)
        yield from _ada(u.coba("data belum diisi"))
    else:
        yield from _ada(u.coba("ada baris itu"))
        if sasaran is not None:
            dunia.tanpa(sasaran)
        yield from _ada(u.coba("tanpa baris itu"))


def _angka(sen: int) -> str:
    return uang.angka(sen).replace(".", "")


def _daun(kode: str, ada: Mapping[str, str], titik: int) -> str:
    """A code of the last level under this one."""
    if kode.count(".") >= titik:
        return kode
    semua = [k for k in sorted(ada) if k.startswith(f"{kode}.") and k.count(".") == titik]
    # Belanja modal: the account of materials, which stands for no other komponen.
    return next((k for k in semua if titik == 3 and k.endswith(".03")), semua[0] if semua else kode)
