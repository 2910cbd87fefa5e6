"""A set judged on a budget: made ready once for a year, then asked as often as one likes. No database, no clock."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from apbdes.anggaran import Anggaran
from apbdes.aturan.hasil import Hasil, Putusan
from apbdes.gramatika import bentuk as b
from apbdes.gramatika import pesan
from apbdes.gramatika.banding import Penyiap
from apbdes.gramatika.butir import DILANGGAR, TERPENUHI, TIDAK_BERLAKU, TIDAK_DAPAT, Butir
from apbdes.gramatika.cek import CekSiap
from apbdes.gramatika.indeks import Indeks
from apbdes.gramatika.lingkup import TIDAK_KURANG, Kurang, Lingkup
from apbdes.gramatika.saring import Gabung, Gudang
from dasar.nama import sela

_PUTUSAN = {
    DILANGGAR: Putusan.DILANGGAR,
    TIDAK_DAPAT: Putusan.TIDAK_DAPAT_DITENTUKAN,
    TERPENUHI: Putusan.TERPENUHI,
    TIDAK_BERLAKU: Putusan.TIDAK_BERLAKU,
}
_URUTAN = (DILANGGAR, TIDAK_DAPAT, TERPENUHI, TIDAK_BERLAKU)
_BERBANDING = ("jumlah", "harga", "volume")
PALING_BANYAK = 10  # sentences about groups
_TIDAK_ADA = pesan.uang_rp(0)  # "more than nothing" is no limit
# Columns whose empty cell is a group of its own unless the check asks for the column's value.
_TANPA_NILAI = ("", None)


class Syarat(NamedTuple):
    """Conditions made ready: a check, or several of which one is enough."""

    cek: CekSiap | None
    salah_satu: tuple["Syarat", ...] = ()

    def berlaku(self, lk: Lingkup) -> tuple[bool | None, Kurang]:
        """Where it does not hold, the rows to blame; where it is open, the cells that are missing."""
        if self.cek is not None:
            butir = self.cek.jalan(lk)
            if butir.putusan == TIDAK_DAPAT:
                return None, butir.kurang or Kurang((butir.kalimat.removesuffix("."),))
            return butir.putusan == TERPENUHI, Kurang(topeng=butir.baris)
        semua = [satu.berlaku(lk) for satu in self.salah_satu]
        if any(ya for ya, _ in semua):
            return True, TIDAK_KURANG
        ya = None if any(ya is None for ya, _ in semua) else False
        kurang = TIDAK_KURANG
        for satu, k in semua:
            if satu is ya:
                kurang = Kurang(kurang.sel + k.sel, kurang.topeng | k.topeng)
        return ya, kurang

    def mengapa(self, lk: Lingkup) -> str:
        """Why what it stands around is not asked."""
        if self.cek is not None and self.cek.jenis == "jumlah" and _TIDAK_ADA in self.cek.batas:
            return f"Tidak ada {self.cek.sebutan}."
        if self.cek is not None and self.cek.jenis == "data":
            return f"Tidak berlaku, sebab {sela(self.cek.jalan(lk).kalimat)}"
        return "Ketentuan ini tidak berlaku bagi anggaran ini."

    def yang_kurang(self, lk: Lingkup) -> str:
        """What would have to be so: by how much a sum falls short where one does."""
        semua = [s.cek for s in (self, *self.salah_satu) if s.cek is not None]
        butir = [c.jalan(lk) for c in semua if c.jenis in _BERBANDING]
        return " ".join(x.kalimat for x in butir if x.putusan == DILANGGAR) or f"{pesan.besar(_sebut_syarat(self))}."


class Bungkus:
    """What stands around checks: bila, untuk, perlu."""

    def __init__(self, asal: b.Aturan | b.Pemeriksaan, siap: "AturanSiap") -> None:
        self.bila = tuple(siap.syarat(s) for s in asal.bila)
        self.perlu = tuple(siap.syarat(s) for s in asal.perlu)
        self.untuk = siap.gudang.buat(asal.untuk)
        self.hal_untuk = pesan.sebut(asal.untuk, siap.arti)

    def tutup(self, lk: Lingkup) -> Butir | None:
        """The verdict where the checks inside are not made; None where they are."""
        kurang = TIDAK_KURANG
        for s in self.bila:
            ya, k = s.berlaku(lk)
            if ya is False:
                return Butir(TIDAK_BERLAKU, s.mengapa(lk))
            if ya is None:
                kurang += k
        if self.untuk is not None:
            t = lk.ambil(self.untuk)
            if not t.pasti and not t.mungkin:
                return Butir(TIDAK_BERLAKU, f"Tidak ada {self.hal_untuk}.")
            if not t.pasti:
                kurang += lk.terbuka(self.untuk, t.mungkin)
        if kurang:
            return Butir(TIDAK_DAPAT, kurang=kurang)
        for s in self.perlu:
            ya, k = s.berlaku(lk)
            if ya is None:
                return Butir(TIDAK_DAPAT, kurang=k)
            if not ya:
                return Butir(TIDAK_DAPAT, f"Belum dapat dihitung. {s.yang_kurang(lk)}", baris=k.topeng)
        return None


def _sebut_syarat(s: Syarat) -> str:
    if s.cek is None:
        return " atau ".join(_sebut_syarat(x) for x in s.salah_satu)
    c = s.cek
    hal = c.sebutan or c.arti.get(c.asal.data, c.asal.data)
    if c.jenis == "tidak_ada":
        return f"{hal} seharusnya tidak ada"
    if c.banding:
        return f"{hal} seharusnya {pesan.deret(f'{pesan.MEMENUHI[x.pembanding]} {x.sebutan}' for x in c.banding)}"
    return f"{hal} belum ada" if c.jenis != "hanya" else f"{hal} seharusnya hanya {c.hal_dalam}"


class PemeriksaanSiap:
    def __init__(self, asal: b.Pemeriksaan, siap: "AturanSiap") -> None:
        self.asal = asal
        self.bungkus = Bungkus(asal, siap)
        self.cek = CekSiap(asal, siap.penyiap, siap.arti, siap.angka)
        dipakai = {f.teks for x in asal.banding for n in x.nilai for f in n.faktor if f.jenis == "nama"}
        self.kolom_wajib = tuple(k for k in asal.per if k in dipakai) or asal.per

    def jalan(self, lk: Lingkup, luar: Gabung | None) -> list[Butir]:
        if not self.asal.per:
            tutup = self.bungkus.tutup(lk)
            return [self._berbaris(tutup or self.cek.jalan(lk), lk, self.bungkus.untuk or luar)]
        sumber = self.bungkus.untuk or self.cek.g
        t = lk.ambil(sumber)
        if not t.pasti and not t.mungkin:
            return [Butir(TIDAK_BERLAKU, f"Tidak ada {self.bungkus.hal_untuk or self.cek.sebutan}.")]
        return list(self._kelompok(lk, t.pasti, t.mungkin, sumber))

    def _kelompok(self, lk: Lingkup, pasti: int, mungkin: int, sumber: Gabung) -> Iterable[Butir]:
        kolom = [lk.indeks.kolom(k) for k in self.asal.per]
        for nilai, topeng in _bagi(kolom, (), pasti | mungkin):
            kelompok = ", ".join(
                pesan.sebut_kolom(k, n) for k, n in zip(self.asal.per, nilai, strict=True) if n not in _TANPA_NILAI
            )
            kosong = [k for k, n in zip(self.asal.per, nilai, strict=True) if n in _TANPA_NILAI]
            if any(k in self.kolom_wajib for k in kosong):
                sel = [(n, k) for n in lk.indeks.nomor(topeng) for k in kosong if k in self.kolom_wajib]
                yield Butir(TIDAK_DAPAT, kurang=lk.sel(sel), kelompok=kelompok)
            elif not topeng & pasti:
                yield Butir(TIDAK_DAPAT, kurang=lk.terbuka(sumber, topeng), kelompok=kelompok)
            else:
                dalam = lk.menyempit(tuple(zip(self.asal.per, nilai, strict=True)))
                butir = self._berbaris(self.bungkus.tutup(dalam) or self.cek.jalan(dalam), dalam, self.bungkus.untuk)
                if not butir.kurang.topeng and any("tidak ada pada lembar" in s for s in butir.kurang.sel):
                    butir = butir._replace(kurang=Kurang(butir.kurang.sel, topeng))
                yield butir._replace(kelompok=kelompok)

    @staticmethod
    def _berbaris(butir: Butir, lk: Lingkup, untuk: Gabung | None) -> Butir:
        """A field that is missing or wrong shows at the rows because of which it is asked."""
        if untuk is None or butir.baris or butir.kurang.topeng or butir.putusan not in (DILANGGAR, TIDAK_DAPAT):
            return butir
        return butir._replace(baris=lk.ambil(untuk).pasti)


def _bagi(kolom: list[dict[Any, int]], nilai: tuple[Any, ...], topeng: int) -> Iterable[tuple[tuple[Any, ...], int]]:
    if not kolom:
        yield nilai, topeng
        return
    for isi, baris in kolom[0].items():
        if topeng & baris:
            yield from _bagi(kolom[1:], (*nilai, isi), topeng & baris)


class AturanSiap:
    """A rule made ready for a year."""

    def __init__(self, asal: b.Aturan, penyiap: Penyiap, arti: dict[str, str], angka: dict[str, str]) -> None:
        self.asal = asal
        self.penyiap = penyiap
        self.gudang = penyiap.gudang
        self.arti = arti
        self.angka = angka
        self.bungkus = Bungkus(asal, self)
        self.semua = [PemeriksaanSiap(p, self) for p in asal.semua]
        self.satu = sum(p.jenis in _BERBANDING for p in asal.semua) == 1
        self.harga = self.satu and any(p.jenis == "harga" for p in asal.semua)
        self.batas_syarat = ""
        self.batas = " : ".join(dict.fromkeys(t for p in self.semua if p.asal.jenis != "data" for t in p.cek.batas))
        if not any(p.banding for p in asal.semua):
            # Where nothing is compared, the limit that a condition names is the one there is.
            self.batas = next((t for p in self.semua for s in p.bungkus.bila if (t := _batas_syarat(s))), "")
            self.batas_syarat = self.batas

    def syarat(self, s: b.Syarat) -> Syarat:
        if isinstance(s, b.SalahSatu):
            return Syarat(None, tuple(self.syarat(x) for x in s.syarat))
        return Syarat(CekSiap(s, self.penyiap, self.arti, self.angka))

    def hitung(self, lk: Lingkup) -> Hasil:
        tutup = self.bungkus.tutup(lk)
        if tutup is not None:
            if tutup.putusan == TIDAK_DAPAT and self.bungkus.untuk is not None and not tutup.kurang.topeng:
                tutup = tutup._replace(baris=lk.ambil(self.bungkus.untuk).pasti)
            return self._hasil(lk, [tutup])
        return self._hasil(lk, [x for p in self.semua for x in p.jalan(lk, self.bungkus.untuk)])

    def _hasil(self, lk: Lingkup, semua: Sequence[Butir]) -> Hasil:
        didapat = {x.putusan for x in semua}
        putusan = next(p for p in _URUTAN if p in didapat)
        ini = [x for x in semua if x.putusan == putusan]
        baris = 0
        for x in ini:
            baris |= x.baris | (x.kurang.topeng if putusan == TIDAK_DAPAT else 0)
        if putusan == TIDAK_BERLAKU:
            return Hasil(Putusan.TIDAK_BERLAKU, ini[0].kalimat)
        if putusan == TIDAK_DAPAT:
            batas = self.batas_syarat or None
            return Hasil(_PUTUSAN[putusan], _yang_kurang(ini), batas=batas, baris=lk.indeks.tempat(baris))
        angka = self._angka(ini, semua)
        kalimat = " ".join(_ringkas(ini) if putusan == TERPENUHI else _berurut(ini))
        if putusan == TERPENUHI:
            return Hasil(Putusan.TERPENUHI, kalimat, selisih=0, **angka)
        selisih = [x.selisih for x in ini if x.selisih is not None]
        return Hasil(
            Putusan.DILANGGAR,
            f"{kalimat} {self.asal.perbaikan}".strip(),
            selisih=sum(selisih) if selisih else None,
            baris=lk.indeks.tempat(baris),
            **angka,
        )

    def _angka(self, ini: Sequence[Butir], semua: Sequence[Butir]) -> dict[str, Any]:
        """Numerator and denominator where one comparison of one group decided (of prices the first); the limit."""
        banding = [x for x in ini if x.batas] or [x for x in semua if x.batas]
        if self.harga:
            banding = sorted(banding, key=lambda x: x.baris & -x.baris)[:1]
        satu = banding[0] if self.satu and len(banding) == 1 else None
        return {
            "pembilang": satu.pembilang if satu else None,
            "penyebut": satu.penyebut if satu else None,
            "batas": self.batas or (satu.batas if satu else "") or None,
            "hitungan": "; ".join(
                f"{x.kelompok}: {x.hitungan}" if x.kelompok else x.hitungan
                for x in sorted(ini, key=lambda x: x.kelompok)
                if x.hitungan
            )
            or None,
        }


def _batas_syarat(s: Syarat) -> str:
    if s.cek is None or s.cek.jenis != "jumlah":
        return ""
    return next((t for t in s.cek.batas if t != _TIDAK_ADA), "")


def _berkelompok(x: Butir) -> str:
    return f"{x.kelompok}: {x.kalimat}" if x.kelompok else x.kalimat


def _berurut(ini: Sequence[Butir]) -> list[str]:
    semua = list(dict.fromkeys(_berkelompok(x) for x in sorted(ini, key=lambda x: x.kelompok)))
    sisa = len(semua) - PALING_BANYAK
    return semua if sisa <= 0 else [*semua[:PALING_BANYAK], f"Dan {sisa} lagi."]


def _ringkas(ini: Sequence[Butir]) -> list[str]:
    """What holds for several groups is said once, with their names."""
    if len(ini) == 1:
        return [_berkelompok(ini[0])]
    kelompok: dict[str, list[str]] = {}
    for x in sorted(ini, key=lambda x: x.kelompok):
        if x.ringkas:
            kelompok.setdefault(x.ringkas, []).append(x.kelompok)
    banyak = {r: k for r, k in kelompok.items() if len(k) > 1}
    sendiri = _berurut([x for x in ini if x.ringkas not in banyak])
    return [*sendiri, *(f"{r}: {pesan.deret(k)}." for r, k in banyak.items())]


def _yang_kurang(ini: Sequence[Butir]) -> str:
    sel = [s for x in ini for s in x.kurang.sel]
    kalimat = list(dict.fromkeys(x.kalimat for x in ini if x.kalimat))
    if sel:
        kalimat = [*kalimat, f"Belum dapat dihitung. Lengkapi {pesan.deret(sel)}."]
    return " ".join(kalimat)


class PerangkatSiap:
    """A set made ready for a year: what `periksa` found nothing wrong with. Rules of the program are not in it."""

    def __init__(self, perangkat: b.Perangkat, tahun: int) -> None:
        angka = {a.nama: a for a in perangkat.angka}
        self.fakta = {f.nama: f for f in perangkat.fakta}
        arti = {nama: nama.replace("_", " ") for nama in (*b.ACUAN, *angka)} | b.SEBUTAN_IDENTITAS
        semua: list[b.Angka | b.Pilihan | b.Fakta] = [*perangkat.angka, *perangkat.pilihan, *perangkat.fakta]
        for benda in semua:
            arti[benda.nama] = benda.arti or benda.nama.replace("_", " ")
        berlaku = {nama: n.nilai for nama, a in angka.items() if (n := a.berlaku(tahun)) and n.nilai}
        sebutan = {nama: pesan.sebut_nilai(b.Nilai((f,)), {}, {}) for nama, f in berlaku.items()}
        self.gudang = Gudang(perangkat)
        penyiap = Penyiap(tahun, angka, self.gudang)
        self.aturan = {a.kode: AturanSiap(a, penyiap, arti, sebutan) for a in perangkat.aturan if not a.pakai}

    def hitung(self, indeks: Indeks) -> dict[str, Hasil]:
        """Code → verdict by its arithmetic alone: levels and notes are added by `apbdes.aturan.periksa`."""
        lk = Lingkup(indeks, self.fakta)
        return {kode: a.hitung(lk) for kode, a in self.aturan.items()}

    def dijumlah(self, kode: str) -> Gabung | None:
        """The selection whose sum a rule compares first; None where it compares none."""
        semua = self.aturan[kode].semua if kode in self.aturan else []
        return next((p.cek.pilihan for p in semua if p.asal.jenis == "jumlah"), None)

    def hitung_satu(self, kode: str, indeks: Indeks) -> Hasil:
        return self.aturan[kode].hitung(Lingkup(indeks, self.fakta))


def hitung(perangkat: b.Perangkat, anggaran: Anggaran) -> dict[str, Hasil]:
    """The rules of a set on one budget."""
    return PerangkatSiap(perangkat, anggaran.tahun).hitung(Indeks(anggaran))
