"""What is wrong with a set as a whole: names, circles, codes, values without a year. All of it at once, with lines.

`periksa` says what keeps a set from being judged by; what is missing to publish it, beyond that, is in `terbit`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Protocol

from apbdes.anggaran import KOMPONEN, PENERIMA, SUMBER_DANA
from apbdes.gramatika import bentuk as b
from apbdes.gramatika.jelajah import gabungan_dalam, nama_dirujuk, pemeriksaan_dalam, saringan_dalam

_KEGIATAN = re.compile(r"\d(\.\d(\.\d\d)?)?", re.ASCII)
_REKENING = re.compile(r"\d(\.\d(\.\d(\.\d\d)?)?)?", re.ASCII)
_WILAYAH = re.compile(r"\d\d(\.\d\d)?", re.ASCII)
_AWALAN_LEMBAR = {"pendapatan": "4", "belanja": "5", "pembiayaan": "6"}
_DAFTAR_NILAI: dict[str, Iterable[str]] = {"sumber_dana": SUMBER_DANA, "komponen": KOMPONEN, "penerima": PENERIMA}
PANJANG_FAKTA = 60  # letters, as the table of facts keeps them
_UANG = ("harga", "semula", "lalu")


class Kamus(Protocol):
    """What exists outside the set. A code may be of any level."""

    def kegiatan_ada(self, kode: str) -> bool: ...
    def rekening_ada(self, kode: str) -> bool: ...
    def wilayah_ada(self, kode: str) -> bool: ...


def periksa(perangkat: b.Perangkat, kamus: Kamus | None = None, *, bawaan: bool = False) -> list[b.Keluhan]:
    """Nothing: every budget can be judged by it. Without `kamus`, codes are judged by their form alone.

    `bawaan`: a shipped set, which may use what the program has for those alone.
    """
    return sorted(_Pemeriksa(perangkat, kamus, bawaan=bawaan).semua())


class _Pemeriksa:
    def __init__(self, perangkat: b.Perangkat, kamus: Kamus | None, *, bawaan: bool) -> None:
        self.p = perangkat
        self.kamus = kamus
        self.bawaan = bawaan
        self.program = (*b.DARI_PROGRAM, *(b.BAWAAN_SAJA if bawaan else ()))
        self.angka = {a.nama: a for a in perangkat.angka}
        self.pilihan = {p.nama: p for p in perangkat.pilihan}
        self.fakta = {f.nama: f for f in perangkat.fakta}
        self.melingkar: set[str] = set()

    def semua(self) -> Iterator[b.Keluhan]:
        lingkaran = list(self._lingkaran())  # first: what goes in circles is not followed below
        yield from lingkaran
        yield from self._kepala()
        yield from self._nama()
        for angka in self.p.angka:
            yield from self._angka(angka)
        for fakta in self.p.fakta:
            yield from self._fakta(fakta)
        for pilihan in self.p.pilihan:
            if not pilihan.isi:
                yield b.Keluhan(pilihan.baris, f"Pilihan “{pilihan.nama}” kosong.")
            yield from self._gabungan(pilihan.isi, pilihan.baris)
        for aturan in self.p.aturan:
            yield from self._aturan(aturan)
        yield from self._pertentangan()

    def _kepala(self) -> Iterator[b.Keluhan]:
        p = self.p
        if not p.kode:
            yield b.Keluhan(p.baris, "Perangkat ini belum mempunyai “kode”.")
        if not p.aturan:
            yield b.Keluhan(p.baris, "Perangkat ini belum mempunyai aturan.")
        if p.wilayah and not _WILAYAH.fullmatch(p.wilayah):
            yield b.Keluhan(
                p.letak.get("wilayah", p.baris),
                f"Wilayah “{p.wilayah}” bukan kode; tulis kode kabupaten seperti 61.11 atau provinsi seperti 61.",
            )
        elif p.wilayah and self.kamus and not self.kamus.wilayah_ada(p.wilayah):
            yield b.Keluhan(p.letak.get("wilayah", p.baris), f"Wilayah {p.wilayah} tidak ada.")
        if p.kegiatan and not self.bawaan:
            yield b.Keluhan(
                p.letak.get("kegiatan", p.baris),
                "“kegiatan” hanya dipakai perangkat bawaan; pelaksana kegiatan kabupaten ditulis di Kode kabupaten.",
            )
        if p.kode in p.di_atas:
            yield b.Keluhan(p.baris, "“di_atas” menyebut perangkat ini sendiri.")

    def _nama(self) -> Iterator[b.Keluhan]:
        semua: list[b.Angka | b.Pilihan | b.Fakta] = [*self.p.angka, *self.p.pilihan, *self.p.fakta]
        banyak = Counter(n.nama for n in semua)
        sudah: set[str] = set()
        for benda in semua:
            if benda.nama in b.IDENTITAS or benda.nama in b.ACUAN:
                yield b.Keluhan(benda.baris, f"Nama “{benda.nama}” sudah dipakai oleh kunci Identitas atau kolom.")
            if banyak[benda.nama] > 1 and benda.nama in sudah:
                yield b.Keluhan(benda.baris, f"Nama “{benda.nama}” dipakai dua kali.")
            sudah.add(benda.nama)
        kode = Counter(a.kode for a in self.p.aturan if a.kode)
        terlihat: set[str] = set()
        for aturan in self.p.aturan:
            if kode[aturan.kode] > 1 and aturan.kode in terlihat:
                yield b.Keluhan(aturan.baris, f"Kode aturan {aturan.kode} dipakai dua kali.")
            terlihat.add(aturan.kode)

    def _lingkaran(self) -> Iterator[b.Keluhan]:
        """Names that are explained by themselves, once for each name in a circle."""
        rujukan = {p.nama: {n for n in nama_dirujuk(p.isi) if n in self.pilihan} for p in self.p.pilihan}
        for a in self.p.angka:
            tabel = [n for r in a.riwayat for t in r.tabel for _, n in t.batas]
            faktor = [f.teks for n in ([a.menurut] if a.menurut else []) + tabel for f in n.faktor if f.jenis == "nama"]
            rujukan[a.nama] = {n for n in faktor if n in self.angka}
        sisa = dict(rujukan)
        while lepas := [n for n, butuh in sisa.items() if not butuh & sisa.keys()]:
            for n in lepas:
                del sisa[n]
        self.melingkar = set(sisa)
        sudah: set[str] = set()
        for awal in sisa:
            jalan = [awal]
            while (lanjut := sorted(rujukan[jalan[-1]] & sisa.keys())[0]) not in jalan:
                jalan.append(lanjut)
            lingkar = jalan[jalan.index(lanjut) :]
            if not sudah & set(lingkar):
                awal_lingkar = self.pilihan.get(lingkar[0]) or self.angka[lingkar[0]]
                yield b.Keluhan(awal_lingkar.baris, f"Berputar-putar: {' → '.join([*lingkar, lingkar[0]])}.")
            sudah |= set(lingkar)

    def _angka(self, a: b.Angka) -> Iterator[b.Keluhan]:
        if not a.riwayat:
            yield b.Keluhan(a.baris, f"Angka “{a.nama}” belum bernilai.")
        bertabel = False
        for r in a.riwayat:
            bertabel |= bool(r.tabel)
            if (r.nilai is None) == (not r.tabel):
                yield b.Keluhan(r.baris, f"Angka “{a.nama}”: tulis “nilai” atau “tabel”, salah satu.")
            if r.nilai:
                yield from self._persen(r.nilai, r.baris)
            if r.sampai and r.sampai < r.sejak:
                yield b.Keluhan(
                    r.baris, f"Angka “{a.nama}”: nilainya berakhir ({r.sampai}) sebelum dimulai ({r.sejak})."
                )
            for n, t in enumerate(r.tabel, 1):
                yield from self._persen(t.nilai, t.baris)
                if not t.batas and n < len(r.tabel):
                    yield b.Keluhan(t.baris, f"Angka “{a.nama}”: baris sesudah baris tanpa pembanding tidak terbaca.")
                for _, nilai in t.batas:
                    yield from self._nilai(nilai, ())
        if bertabel != (a.menurut is not None):
            kalimat = "tabelnya belum berkata “menurut” apa" if bertabel else "“menurut” hanya dipakai bersama “tabel”"
            yield b.Keluhan(a.baris, f"Angka “{a.nama}”: {kalimat}.")
        if a.menurut:
            yield from self._nilai(a.menurut, ())
        urut = sorted((r for r in a.riwayat if r.sejak), key=lambda r: r.sejak)
        for r, lanjut in pairwise(urut):
            if r.sejak == lanjut.sejak or (r.sampai and r.sampai >= lanjut.sejak):
                yield b.Keluhan(lanjut.baris, f"Angka “{a.nama}”: dua nilai berlaku pada {lanjut.sejak}.")
        tanpa = [t for t in self.p.tahun if urut and (urut[0].sejak[:4] > f"{t:04d}" or a.berlaku(t) is None)]
        if tanpa:
            yield b.Keluhan(a.baris, f"Angka “{a.nama}” tidak bernilai untuk tahun {', '.join(map(str, tanpa))}.")

    def _persen(self, f: b.Faktor, letak: int) -> Iterator[b.Keluhan]:
        if f.jenis == "persen" and f.bilangan is not None and not 0 <= f.bilangan <= 1:
            yield b.Keluhan(letak, f"{f} di luar 0% sampai 100%.")

    def _fakta(self, f: b.Fakta) -> Iterator[b.Keluhan]:
        baku = b.FAKTA_BAKU.get(f.kunci)
        if baku and f.jenis != baku.jenis:
            yield b.Keluhan(f.baris, f"Fakta “{f.nama}”: {f.kunci} berjenis {baku.jenis}.")
        if f.pilihan and f.jenis != "pilihan":
            yield b.Keluhan(f.baris, f"Fakta “{f.nama}”: daftar “pilihan” hanya untuk jenis pilihan.")
        if len(f.kunci) > PANJANG_FAKTA or any(len(p) > PANJANG_FAKTA for p in f.pilihan):
            yield b.Keluhan(f.baris, f"Fakta “{f.nama}”: nama dan pilihannya paling panjang {PANJANG_FAKTA} huruf.")
        if f.jenis == "pilihan" and not self._pilihan_fakta(f):
            yield b.Keluhan(f.baris, f"Fakta “{f.nama}” belum menyebut “pilihan” yang dapat dijawab.")

    def _pilihan_fakta(self, f: b.Fakta) -> tuple[str, ...]:
        return f.pilihan or (b.FAKTA_BAKU[f.kunci].pilihan if f.kunci in b.FAKTA_BAKU else ())

    def _gabungan(self, isi: b.Gabungan, letak: int) -> Iterator[b.Keluhan]:
        for s in gabungan_dalam(isi):
            for satu in s:
                if isinstance(satu, str) and satu not in self.pilihan:
                    yield b.Keluhan(letak, f"Pilihan “{satu}” tidak ada dalam perangkat ini.")
        for saringan in saringan_dalam(isi):
            yield from self._saringan(saringan, saringan.baris or letak)

    def _lembar(self, isi: b.Gabungan, jejak: frozenset[str] = frozenset()) -> set[str]:
        """The sheets whose rows it may hold."""
        hasil: set[str] = set()
        for s in isi:
            if isinstance(s, str):
                if s in self.pilihan and s not in self.melingkar and s not in jejak:
                    hasil |= self._lembar(self.pilihan[s].isi, jejak | {s})
            else:
                hasil |= {s.lembar} if s.lembar else self._lembar(s.dalam, jejak) if s.dalam else {"belanja"}
        return hasil

    def _saringan(self, s: b.Saringan, letak: int) -> Iterator[b.Keluhan]:
        lembar = self._lembar((s,))
        for kolom in (*b.KOLOM_DAFTAR, *b.KOLOM_TANDA):
            isi = getattr(s, kolom)
            if isi in ((), None):
                continue
            if lembar and not any(kolom in b.KOLOM_LEMBAR[satu] for satu in lembar):
                yield b.Keluhan(letak, f"Lembar {' dan '.join(sorted(lembar))} tidak berkolom “{kolom}”.")
        for kode in s.kegiatan:
            if not _KEGIATAN.fullmatch(kode):
                yield b.Keluhan(letak, f"“{kode}” bukan kode kegiatan; tulis seperti 2, 5.3, atau 1.1.01.")
            elif self.kamus and not self.kamus.kegiatan_ada(kode):
                yield b.Keluhan(letak, f"Kegiatan {kode} tidak ada.")
        for kode in s.rekening:
            if not _REKENING.fullmatch(kode):
                yield b.Keluhan(letak, f"“{kode}” bukan kode rekening; tulis seperti 5.3, 5.3.4, atau 5.1.1.01.")
            elif lembar and kode[0] not in {_AWALAN_LEMBAR[satu] for satu in lembar}:
                yield b.Keluhan(letak, f"Rekening {kode} tidak pernah ada pada lembar {' dan '.join(sorted(lembar))}.")
            elif self.kamus and not self.kamus.rekening_ada(kode):
                yield b.Keluhan(letak, f"Rekening {kode} tidak ada.")
        for kolom, boleh in _DAFTAR_NILAI.items():
            for isi in getattr(s, kolom):
                if isi not in boleh:
                    yield b.Keluhan(letak, f"“{isi}” bukan {kolom}. Yang ada: {', '.join(boleh)}.")
        for isi in s.uraian:
            if not re.search(r"\w", isi):
                yield b.Keluhan(letak, f"“{isi}” tidak memuat kata.")
        if s.kosong_bukan and not (s.komponen or s.penerima or s.satuan):
            yield b.Keluhan(letak, "“kosong: bukan” hanya berarti di samping komponen, penerima, atau satuan.")
        if s.dalam and s.lembar and s.lembar not in self._lembar(s.dalam):
            yield b.Keluhan(letak, f"Pilihan ini tidak pernah berisi: “dalam” tidak berada pada lembar {s.lembar}.")
        for kolom in ("sekegiatan", "acuan"):
            if getattr(s, kolom) and lembar - {"belanja"}:
                yield b.Keluhan(letak, f"“{kolom}” hanya untuk lembar belanja.")
            elif self._lembar(getattr(s, kolom)) - {"belanja"}:
                yield b.Keluhan(letak, f"“{kolom}” menunjuk pilihan pada lembar belanja.")

    def _aturan(self, a: b.Aturan) -> Iterator[b.Keluhan]:
        if a.pakai and a.pakai not in self.program:
            yield b.Keluhan(
                a.baris, f"Program tidak mempunyai hitungan {a.pakai}. Yang ada: {', '.join(self.program)}."
            )
        if a.pakai and a.kode != a.pakai:
            yield b.Keluhan(a.baris, f"Aturan yang memakai {a.pakai} berkode {a.pakai} juga.")
        if not a.pakai and not a.semua:
            yield b.Keluhan(a.baris, f"Aturan {a.kode} belum berisi pemeriksaan.")
        if a.tingkat and a.tingkat not in b.TINGKAT:
            yield b.Keluhan(a.baris, f"Tingkat “{a.tingkat}” tidak ada. Yang ada: {', '.join(b.TINGKAT)}.")
        if a.catatan_bila_beda:
            if a.catatan_bila_beda not in {x.kode for x in self.p.aturan} - {a.kode}:
                yield b.Keluhan(a.baris, f"Aturan {a.catatan_bila_beda} (catatan_bila_beda) tidak ada.")
            if not a.catatan:
                yield b.Keluhan(a.baris, "“catatan_bila_beda” memerlukan “catatan”.")
        yield from self._gabungan(a.untuk, a.baris)
        for p in pemeriksaan_dalam((*a.bila, *a.perlu)):
            yield from self._pemeriksaan(p, (), syarat=True)
        for p in a.semua:
            yield from self._pemeriksaan(p, p.per, syarat=False)
            for s in pemeriksaan_dalam((*p.bila, *p.perlu)):
                yield from self._pemeriksaan(s, p.per, syarat=True)

    def _pemeriksaan(self, p: b.Pemeriksaan, per: tuple[str, ...], *, syarat: bool) -> Iterator[b.Keluhan]:
        if syarat and (p.bila or p.perlu or p.untuk or p.per):
            yield b.Keluhan(p.baris, "Sebuah syarat tidak memakai bila, untuk, perlu, atau per.")
        for isi in (p.pilihan, p.dalam, p.untuk):
            yield from self._gabungan(isi, p.baris)
        yield from self._per(p)
        if p.jenis == "data":
            yield from self._data(p, per)
            return
        for banding in p.banding:
            if banding.pembanding == "paling_lambat":
                yield b.Keluhan(banding.baris or p.baris, "“paling_lambat” hanya untuk tanggal.")
            for nilai in banding.nilai:
                yield from self._nilai(nilai, per, letak=p.baris)
                if any(f.jenis in ("tanggal", "kata") for f in nilai.faktor):
                    yield b.Keluhan(nilai.baris or p.baris, f"“{nilai}” bukan angka.")

    def _per(self, p: b.Pemeriksaan) -> Iterator[b.Keluhan]:
        if not p.per:
            return
        sumber = p.untuk or p.pilihan
        if not sumber:
            yield b.Keluhan(p.baris, "“per” memerlukan “untuk”, sebab pemeriksaan data tidak berbaris.")
        lembar = self._lembar(sumber)
        for kolom in p.per:
            if kolom not in b.KOLOM_PER:
                yield b.Keluhan(p.baris, f"“per: {kolom}” tidak ada. Yang ada: {', '.join(b.KOLOM_PER)}.")
                continue
            ada = lambda satu, k=kolom: k in b.KOLOM_LEMBAR[satu] or (satu == "belanja" and k in b.ACUAN)  # noqa: E731
            if lembar and not all(map(ada, lembar)):
                yield b.Keluhan(p.baris, f"“per: {kolom}”: lembar {' dan '.join(sorted(lembar))} tidak berkolom itu.")

    def jenis_data(self, nama: str) -> b.JenisData | None:
        """What a field of Identitas or a fact holds; None where there is none."""
        if nama in b.IDENTITAS:
            return b.IDENTITAS[nama]
        if nama not in self.fakta:
            return None
        jenis = self.fakta[nama].jenis
        return "kata" if jenis == "pilihan" else jenis

    def _data(self, p: b.Pemeriksaan, per: tuple[str, ...]) -> Iterator[b.Keluhan]:
        jenis = self.jenis_data(p.data)
        if jenis is None:
            yield b.Keluhan(p.baris, f"“{p.data}” bukan kunci Identitas dan bukan fakta perangkat ini.")
            return
        for banding in p.banding:
            letak = banding.baris or p.baris
            if (banding.pembanding == "paling_lambat") != (jenis == "tanggal"):
                kalimat = "dibandingkan dengan “paling_lambat”" if jenis == "tanggal" else "bukan tanggal"
                yield b.Keluhan(letak, f"“{p.data}” {kalimat}.")
            elif jenis in ("kata", "ya") and banding.pembanding != "sama_dengan":
                yield b.Keluhan(letak, f"“{p.data}” hanya dapat dibandingkan dengan “sama_dengan”.")
            for nilai in banding.nilai:
                if jenis == "tanggal":
                    yield from self._nilai_tanggal(nilai, letak)
                elif jenis in ("kata", "ya"):
                    yield from self._nilai_kata(p.data, jenis, nilai, letak)
                else:
                    yield from self._nilai(nilai, per, letak=letak)

    def _nilai_tanggal(self, nilai: b.Nilai, letak: int) -> Iterator[b.Keluhan]:
        f = nilai.faktor[0]
        if len(nilai.faktor) > 1 or not (
            f.jenis == "tanggal" or (f.jenis == "nama" and self.jenis_data(f.teks) == "tanggal")
        ):
            yield b.Keluhan(letak, f"“{nilai}” bukan tanggal dan bukan nama sebuah tanggal.")

    def _nilai_kata(self, nama: str, jenis: str, nilai: b.Nilai, letak: int) -> Iterator[b.Keluhan]:
        boleh: tuple[str, ...] = ("ya", "tidak") if jenis == "ya" else ()
        if nama == "jenis":
            boleh = ("murni", "perubahan")
        elif nama in self.fakta and jenis == "kata":
            boleh = self._pilihan_fakta(self.fakta[nama])
        if boleh and str(nilai) not in boleh:
            yield b.Keluhan(letak, f"“{nilai}” tidak mungkin untuk “{nama}”. Yang ada: {', '.join(boleh)}.")

    def _nilai(self, nilai: b.Nilai, per: tuple[str, ...], *, letak: int = 0) -> Iterator[b.Keluhan]:
        letak = nilai.baris or letak
        uang = 0
        for f in nilai.faktor:
            if f.jenis in ("tanggal", "kata") and len(nilai.faktor) > 1:
                yield b.Keluhan(letak, f"“{f}” tidak dapat dikalikan.")
            yield from self._persen(f, letak)
            if f.jenis in ("harga", "volume", "semula", "lalu") and f.teks not in self.pilihan:
                yield b.Keluhan(letak, f"“{f}”: pilihan “{f.teks}” tidak ada dalam perangkat ini.")
            elif f.jenis == "tahun" and self.jenis_data(f.teks) != "tanggal":
                yield b.Keluhan(letak, f"“{f}”: “{f.teks}” bukan nama sebuah tanggal.")
            elif f.jenis == "nama":
                yield from self._nama_nilai(f.teks, per, letak)
            uang += f.jenis in _UANG or (
                f.jenis == "nama"
                and (f.teks in self.pilihan or f.teks in b.ACUAN or self.jenis_data(f.teks) == "rupiah")
            )
        if uang > 1:
            yield b.Keluhan(letak, f"“{nilai}” mengalikan rupiah dengan rupiah.")

    def _nama_nilai(self, nama: str, per: tuple[str, ...], letak: int) -> Iterator[b.Keluhan]:
        if nama in b.ACUAN:
            if nama not in per:
                yield b.Keluhan(letak, f"“{nama}” hanya bernilai di dalam “per: {nama}”.")
            return
        if nama in self.angka or nama in self.pilihan:
            return
        jenis = self.jenis_data(nama)
        if jenis is None:
            yield b.Keluhan(letak, f"Nama “{nama}” tidak ada dalam perangkat ini.")
        elif jenis not in ("bilangan", "rupiah"):
            yield b.Keluhan(letak, f"“{nama}” bukan angka.")

    def _pertentangan(self) -> Iterator[b.Keluhan]:
        kode = {a.kode for a in self.p.aturan}
        for p in self.p.pertentangan:
            for asing in sorted(set(p.aturan) - kode):
                yield b.Keluhan(p.baris, f"Pertentangan menyebut aturan {asing}, yang tidak ada dalam perangkat ini.")
