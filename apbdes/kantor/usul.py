"""Examples that the product proposes for a rule: at the boundary, one sen either side, something missing.

A small budget is made that the selections of the rule fit, and one number of it is moved until the verdict turns. What
each of them gives is shown with its arithmetic; a person says whether that is what the regulation means.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from apbdes.acuan import nama_kegiatan, nama_objek
from apbdes.aturan.hasil import Hasil, Putusan
from apbdes.gramatika import bentuk as b
from apbdes.kantor.mesin import Penghitung, anggaran_contoh, berlevel
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

    def data(self, nama: str) -> None:
        jenis = b.IDENTITAS.get(nama) or (self.fakta[nama].jenis if nama in self.fakta else None)
        if jenis is None or nama in self.identitas or nama in ("kode_desa", "tahun_anggaran", "jenis"):
            return
        pilihan = self.fakta[nama].pilihan if nama in self.fakta else ()
        self.identitas[nama] = pilihan[0] if pilihan else ISI_DATA.get(jenis, "10")

    def contoh(self, arti: str) -> dict[str, Any]:
        isi: dict[str, Any] = {"arti": arti, "putusan": ""}
        if self.identitas:
            isi["identitas"] = dict(self.identitas)
        return isi | {k: [dict(r) for r in baris] for k, baris in self.lembar.items() if baris}


def usulan(perangkat: b.Perangkat, kode: str) -> list[Usul]:
    """For the first check of a rule; nothing where the product cannot find where the verdict turns."""
    aturan = next((a for a in perangkat.aturan if a.kode == kode), None)
    if aturan is None or not aturan.semua:
        return []
    penghitung = Penghitung(perangkat)
    dunia, ubah = _dunia(perangkat, aturan)

    def coba(arti: str) -> Usul | None:
        contoh = dunia.contoh(arti)
        try:
            hasil = penghitung.semua(anggaran_contoh(sebagai_contoh(contoh), perangkat))[kode]
        except (ValueError, KeyError):
            return None
        return Usul(contoh | {"putusan": str(berlevel(aturan.tingkat, hasil.putusan))}, hasil)

    hasil = list(ubah(coba))
    return list({str(u.contoh["putusan"]) + str(u.contoh.get("belanja")) + str(u.contoh): u for u in hasil}.values())


def sebagai_contoh(isi: Mapping[str, Any]) -> b.Contoh:
    def baris(nama: str) -> tuple[b.Baris, ...]:
        return tuple(tuple(r.items()) for r in isi.get(nama) or ())

    anggaran = b.AnggaranContoh(
        tuple((isi.get("identitas") or {}).items()), baris("pendapatan"), baris("belanja"), baris("pembiayaan")
    )
    return b.Contoh(isi.get("putusan", ""), anggaran, arti=isi.get("arti", ""))


Coba = Callable[[str], Usul | None]


def _dunia(perangkat: b.Perangkat, aturan: b.Aturan) -> tuple[_Dunia, Callable[[Coba], Iterable[Usul]]]:
    p = aturan.semua[0]
    dunia = _Dunia(perangkat)
    dunia.lembar["belanja"].append(LAIN | {"jumlah": _angka(100 * AWAL)})
    sasaran = dunia.baris(p.pilihan) if p.jenis != "tidak_ada" else None
    for isi in (p.untuk, aturan.untuk):
        dunia.baris(isi)
    for s in (*aturan.bila, *p.bila, *aturan.perlu, *p.perlu):
        if isinstance(s, b.Pemeriksaan):
            if s.jenis != "tidak_ada":
                dunia.baris(s.pilihan)
            dunia.data(s.data)
    for x in (*p.banding,):
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
    if p.jenis in ("jumlah", "harga", "volume") and sasaran is not None:
        return dunia, lambda coba: _berangka(p, dunia, sasaran, coba)
    return dunia, lambda coba: _berada(p, dunia, sasaran, coba)


def _berangka(p: b.Pemeriksaan, dunia: _Dunia, sasaran: dict[str, str], coba: Coba) -> Iterable[Usul]:
    """Where the verdict turns when one number moves: to the sen, of a volume to one."""
    langkah = 1
    if p.jenis == "harga":
        sasaran |= {"volume": str(VOLUME), "satuan": p.satuan[0]}

    def taruh(nilai: int) -> None:
        if p.jenis == "volume":
            sasaran["volume"] = str(nilai)
        elif p.jenis == "harga":
            sasaran["harga_satuan"], sasaran["jumlah"] = _angka(nilai), _angka(nilai * VOLUME)
        else:
            sasaran["jumlah"] = _angka(nilai)

    def putusan(nilai: int) -> Usul | None:
        taruh(nilai)
        return coba("")

    batas = _batas(putusan, VOLUME if p.jenis == "volume" else AWAL, satuan=p.jenis == "volume")
    satu = "satu" if p.jenis == "volume" else "satu sen"
    if batas is not None:
        for geser, arti in ((0, "tepat di batas"), (langkah, f"{satu} di atasnya"), (-langkah, f"{satu} di bawahnya")):
            if batas + geser > 0:
                taruh(batas + geser)
                if (u := coba(arti)) is not None:
                    yield u
        taruh(batas)
    else:
        yield from (u for u in [coba("sebuah contoh")] if u)
    for kolom in ("harga_satuan", "komponen", "penerima", "satuan"):
        if kolom in sasaran:
            simpan = sasaran.pop(kolom)
            if (u := coba(f"{kolom.replace('_', ' ')} kosong")) is not None:
                yield u
            sasaran[kolom] = simpan
            break
    for kunci in list(dunia.identitas):
        simpan = dunia.identitas.pop(kunci)
        if (u := coba(f"{kunci.replace('_', ' ')} belum diisi")) is not None:
            yield u
        dunia.identitas[kunci] = simpan
    dunia.lembar = {k: [r for r in baris if r is not sasaran] for k, baris in dunia.lembar.items()}
    if (u := coba("tanpa barisnya")) is not None:
        yield u


def _batas(putusan: Callable[[int], Usul | None], awal: int, *, satuan: bool) -> int | None:
    """The last number with which the rule is kept; the only one where both sides break it."""
    u = putusan(awal)
    if u is None:
        return None
    selisih = u.hasil.selisih
    if u.hasil.putusan == Putusan.DILANGGAR and selisih and not satuan:
        for calon in (awal - selisih, awal + selisih):
            if calon > 0 and _terpenuhi(putusan(calon)) and not _terpenuhi(putusan(calon + 1)):
                return calon
            if calon > 0 and _terpenuhi(putusan(calon)) and not _terpenuhi(putusan(calon - 1)):
                return calon
    rendah, tinggi = 1, 10_000 if satuan else TERBESAR
    if satuan:
        beralih = (n for n in range(1, 2000) if _terpenuhi(putusan(n)) != _terpenuhi(putusan(n + 1)))
        n = next(beralih, None)
        return n if n is None or _terpenuhi(putusan(n)) else n + 1
    if _terpenuhi(putusan(rendah)) == _terpenuhi(putusan(tinggi)):
        return None
    naik = not _terpenuhi(putusan(rendah))
    while tinggi - rendah > 1:
        tengah = (rendah + tinggi) // 2
        if _terpenuhi(putusan(tengah)) != naik:
            rendah = tengah
        else:
            tinggi = tengah
    return tinggi if naik else rendah


def _terpenuhi(u: Usul | None) -> bool:
    return u is not None and u.hasil.putusan == Putusan.TERPENUHI


def _berada(p: b.Pemeriksaan, dunia: _Dunia, sasaran: dict[str, str] | None, coba: Coba) -> Iterable[Usul]:
    """With and without the row, or the date, that is asked for."""
    if p.jenis == "hanya":
        sah = dunia.baris(p.dalam)
        semua = [r for r in dunia.lembar["belanja"] if r is not sasaran]
        if sah is not None and sasaran is not None:
            yield from (u for u in [coba("ada baris di luar yang boleh")] if u)
            sasaran |= sah
            yield from (u for u in [coba("semua baris termasuk yang boleh")] if u)
        dunia.lembar["belanja"] = [r for r in semua if r is not sah]
    elif p.jenis == "tidak_ada":
        yield from (u for u in [coba("tanpa baris itu")] if u)
        dunia.baris(p.pilihan)
        yield from (u for u in [coba("ada baris itu")] if u)
    elif p.jenis == "ada":
        yield from (u for u in [coba("ada baris itu")] if u)
        dunia.lembar = {k: [r for r in baris if r is not sasaran] for k, baris in dunia.lembar.items()}
        yield from (u for u in [coba("tanpa baris itu")] if u)
    else:
        yield from (u for u in [coba("data terisi")] if u)
        dunia.identitas.pop(p.data, None)
        yield from (u for u in [coba("data belum diisi")] if u)


def _angka(sen: int) -> str:
    return uang.angka(sen).replace(".", "")


def _daun(kode: str, ada: Mapping[str, str], titik: int) -> str:
    """A code of the last level under this one."""
    if kode.count(".") >= titik:
        return kode
    semua = [k for k in sorted(ada) if k.startswith(f"{kode}.") and k.count(".") == titik]
    # Belanja modal: the account of materials, which stands for no other komponen.
    return next((k for k in semua if titik == 3 and k.endswith(".03")), semua[0] if semua else kode)
