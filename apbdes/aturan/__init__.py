"""Sets of rules as dated data, and the pass that asks every rule of a set about one budget.

A set is `<kode>.yaml` here: figures with their article and dates, and rules that name those figures. A
rule's arithmetic is a check in the grammar (`cek`), or `periksa(anggaran, nilai)` in the module named as its
code: B30-01 is b30_01.py. Sets are many, arithmetic is one: another kabupaten or year is another file. Which of
them apply to a village and year says `apbdes.berlaku`.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from apbdes.acuan import kegiatan_setempat
from apbdes.anggaran import Anggaran
from apbdes.aturan._bentrok import bentrok
from apbdes.aturan._gramatika import hitungan, terbaca
from apbdes.aturan._rusak import TAK_TERDUGA, Rusak, catat, rusak_berkas
from apbdes.aturan._skema import SKEMA
from apbdes.aturan.hasil import DASAR, MENUDUH, Hasil, Nilai, Persen, Putusan, daftar, modul_aturan
from apbdes.gramatika.bentuk import BentukFakta
from dasar import uang
from dasar.acuan import AcuanRusak, baca, tempat

__all__ = [
    "DASAR",
    "MENUDUH",
    "SKEMA",
    "Hasil",
    "PerangkatTidakAda",
    "Putusan",
    "Rusak",
    "baca_nilai",
    "baca_perangkat",
    "bentrok",
    "bernilai_tambahan",
    "perangkat_utuh",
    "periksa",
    "program",
    "sebut_nilai",
    "semua_perangkat",
    "tulis_nilai",
]

FOLDER = Path(__file__).parent
TAHUN_TERAKHIR = datetime.date.max.year  # of the figures that stand in a title where no budget is at hand
PELAKSANA = "PRC-16"
RUJUKAN = "perbup-kayong-utara-66-2023"  # the set whose figures the arithmetic was written with


class PerangkatTidakAda(LookupError):
    """No set of this code; the sentence names those that exist."""


class NilaiBertanggal(NamedTuple):
    """One value with the day it took effect and the day it was last compared with its source.

    `dasar` is the article where it is not the figure's own: of an amendment, for example.
    """

    sejak: datetime.date
    diperiksa: datetime.date
    nilai: Any
    alasan: str
    dasar: str = ""


class Angka(NamedTuple):
    """A figure of a regulation through the years, newest last, with the article it comes from."""

    nama: str
    arti: str
    dasar: str
    riwayat: tuple[NilaiBertanggal, ...]

    def berlaku(self, tahun: int) -> NilaiBertanggal:
        """The dated figure in force at the end of that budget year; before the first date, the first one."""
        sudah = [r for r in self.riwayat if r.sejak <= datetime.date(tahun, 12, 31)]
        return (sudah or self.riwayat[:1])[-1]

    def pada(self, tahun: int) -> Any:
        return self.berlaku(tahun).nilai


class Aturan(NamedTuple):
    kode: str
    judul: str
    tingkat: str
    dasar: str
    bunyi: str
    catatan: str
    nilai: Mapping[str, Angka]
    hitung: Callable[[Anggaran, Nilai], Hasil]
    catatan_bila_beda: str = ""  # the rule that is the other reading
    pola_judul: str = ""  # names figures: "paling banyak {batas_kelompok_30}"

    def pada(self, tahun: int) -> "Aturan":
        """The rule with the figures in force in its title."""
        if "{" not in self.pola_judul:
            return self
        angka = {n.nama: sebut_nilai(n.pada(tahun)) for n in self.nilai.values()}
        return self._replace(judul=self.pola_judul.format(**angka))


class Perangkat(NamedTuple):
    """A set. `wilayah` is the code of a kabupaten, "" for the nation; no `tahun` is every year; `di_atas` names the
    national sets that were written into it; `peraturan` the regulations by their full title, as decrees cite them."""

    kode: str
    nama: str
    judul: str
    berlaku_sejak: datetime.date
    diperiksa: datetime.date
    di_atas: tuple[str, ...]
    pertentangan: tuple[dict[str, Any], ...]
    angka: Mapping[str, Angka]
    aturan: tuple[Aturan, ...]
    wilayah: str = ""
    tahun: tuple[int, ...] = ()
    peraturan: tuple[str, ...] = ()
    petunjuk: bool = False  # read as a guide: an office chose it, no law does
    fakta: Mapping[str, BentukFakta] = MappingProxyType({})  # that it asks of a village beside the shipped ones
    kegiatan: Mapping[str, tuple[str, str]] = MappingProxyType({})  # code → name and executor, as its region has them

    @property
    def cakupan(self) -> str:
        """Whom it judges and when, in words."""
        if self.kode == DASAR:
            return "setiap APB Desa; selalu dipakai"
        di_mana = f"kabupaten atau kota berkode {self.wilayah}" if self.wilayah else "seluruh Indonesia"
        return f"{di_mana}, tahun {daftar(map(str, self.tahun))}" if self.tahun else di_mana


class HasilAturan(NamedTuple):
    aturan: Aturan
    hasil: Hasil


def kode_perangkat() -> list[str]:
    """The base set first, then the national ones."""
    return sorted((p.stem for p in FOLDER.glob("*.yaml")), key=lambda k: (k != DASAR, not k.startswith("nasional"), k))


def semua_perangkat() -> list[Perangkat]:
    """Every set of the files. Raises AcuanRusak, also where two of them would be the one of a region and year."""
    semua = [baca_perangkat(kode) for kode in kode_perangkat()]
    if salah := bentrok(semua):
        raise AcuanRusak(salah)
    return semua


def perangkat_utuh() -> tuple[list[Perangkat], list[Rusak]]:
    """For whatever judges or shows: the sets of the files that can be judged by, and those that cannot."""
    utuh, rusak = [], []
    for kode in kode_perangkat():
        try:
            utuh.append(baca_perangkat(kode))
        except (AcuanRusak, *TAK_TERDUGA) as galat:
            rusak.append(rusak_berkas(FOLDER / f"{kode}.yaml", galat))
            catat(rusak[-1], isinstance(galat, AcuanRusak))
    return utuh, rusak


@cache
def baca_perangkat(kode: str) -> Perangkat:
    """Raises PerangkatTidakAda for an unknown code, AcuanRusak for a file that is not whole."""
    if kode not in kode_perangkat():
        raise PerangkatTidakAda(
            f"Perangkat aturan “{kode}” tidak ada. Pilih salah satu: {', '.join(kode_perangkat())}."
        )
    berkas = FOLDER / f"{kode}.yaml"
    isi = baca(berkas, SKEMA)
    if isi["kode"] != kode:
        raise AcuanRusak(f"{tempat(berkas, 'kode')}: kode “{isi['kode']}” seharusnya sama dengan nama berkasnya.")
    lain: list[tuple[tuple[str | int, ...], str]] = [(("di_atas", n), k) for n, k in enumerate(isi.get("di_atas", ()))]
    lain += [
        (("pertentangan", n, "terhadap"), t.get("terhadap", kode)) for n, t in enumerate(isi.get("pertentangan", ()))
    ]
    asing = [(letak, k) for letak, k in lain if k not in kode_perangkat()]
    if asing:
        raise AcuanRusak([f"{tempat(berkas, *letak)}: perangkat “{k}” tidak ada." for letak, k in asing])
    angka = {nama: angka_baca(nama, a, isi) for nama, a in isi.get("angka", {}).items()}
    kegiatan = kegiatan_setempat(isi["kegiatan"]) if "kegiatan" in isi else {}
    perangkat = Perangkat(
        kode=kode,
        nama=isi["nama"],
        judul=isi["judul"],
        berlaku_sejak=isi["berlaku_sejak"],
        diperiksa=isi["diperiksa"],
        di_atas=tuple(isi.get("di_atas", ())),
        pertentangan=tuple(isi.get("pertentangan", ())),
        angka=angka,
        aturan=tuple(_aturan(a, angka, isi, kegiatan) for a in isi["aturan"]),
        wilayah=isi.get("wilayah", ""),
        tahun=tuple(sorted(isi.get("tahun", ()))),
        peraturan=tuple(t.strip() for t in isi.get("peraturan", ())),
        fakta={
            nama: BentukFakta(f["arti"], f["jenis"], tuple(f.get("pilihan", ())), pecahan=True)
            for nama, f in isi.get("fakta", {}).items()
        },
        kegiatan=kegiatan,
    )
    if perangkat.wilayah and kode != RUJUKAN:
        baku = {a.kode: a for a in _rujukan()}
        if salah := [
            f"{tempat(berkas, 'aturan', n, 'angka')}: {a.kode} {kalimat}"
            for n, a in enumerate(perangkat.aturan)
            if a.kode in baku
            for kalimat in _beda_angka(a, baku[a.kode])
        ]:
            raise AcuanRusak(salah)
    return perangkat


def _rujukan() -> tuple[Aturan, ...]:
    """Nothing to compare with where that set itself is broken: it is named then, and no other one for it."""
    try:
        return baca_perangkat(RUJUKAN).aturan
    except (AcuanRusak, PerangkatTidakAda):
        return ()


def _beda_angka(aturan: Aturan, baku: Aturan) -> list[str]:
    """What the arithmetic, which sets share, will not find among the figures that this set gives it."""
    if kurang := sorted(set(baku.nilai) - set(aturan.nilai)):
        return [f"menghitung dengan angka {', '.join(kurang)}, yang belum disebut."]
    return [
        f"menghitung {peran} sebagai {_sebutan(angka)}, bukan {_sebutan(lain)}."
        for peran, angka in baku.nilai.items()
        for lain in [aturan.nilai[peran]]
        if _sebutan(angka) != _sebutan(lain)
    ]


def _sebutan(angka: Angka) -> str:
    """The kind of a figure's values."""
    jenis = {type(r.nilai) for r in angka.riwayat}
    kata = ((Persen, "persen"), (int, "rupiah"), (str, "kode"), (tuple, "daftar kode"))
    return " dan ".join(sebutan for tipe, sebutan in kata if tipe in jenis)


def _dasar(isi: dict[str, Any], entri: dict[str, Any]) -> str:
    return f"{entri.get('peraturan', isi['nama'])} {entri['dasar']}".strip()


def angka_baca(nama: str, entri: dict[str, Any], isi: dict[str, Any]) -> Angka:
    riwayat = entri.get("riwayat") or [{"sejak": isi["berlaku_sejak"], "nilai": entri["nilai"]}]
    return Angka(
        nama=nama,
        arti=entri["arti"],
        dasar=_dasar(isi, entri),
        riwayat=tuple(
            NilaiBertanggal(
                r["sejak"],
                r.get("diperiksa", isi["diperiksa"]),
                terbaca(r["nilai"]),
                r.get("alasan", ""),
                r.get("dasar", ""),
            )
            for r in sorted(riwayat, key=lambda r: r["sejak"])
        ),
    )


def program(kode: str, kegiatan: Mapping[str, tuple[str, str]] = MappingProxyType({})) -> Callable[..., Hasil]:
    """The arithmetic in the module of a rule; who carries out what (PRC-16) is asked of the set's own table."""
    hitung: Callable[..., Hasil] = import_module(f"{__name__}.{modul_aturan(kode)}").periksa
    return partial(hitung, tabel=kegiatan) if kode == PELAKSANA else hitung


def _aturan(
    entri: dict[str, Any], angka: dict[str, Angka], isi: dict[str, Any], kegiatan: Mapping[str, tuple[str, str]]
) -> Aturan:
    nilai = {peran: angka[nama] for peran, nama in entri.get("angka", {}).items()}
    if "cek" in entri:
        hitung: Callable[[Anggaran, Nilai], Hasil] = hitungan(
            entri, isi.get("pilihan", {}), {peran: a.arti for peran, a in nilai.items()}
        )
    else:
        hitung = program(entri["kode"], kegiatan)
    aturan = Aturan(
        kode=entri["kode"],
        judul=entri["judul"],
        tingkat=entri["tingkat"],
        dasar=_dasar(isi, entri),
        bunyi=entri["bunyi"].strip(),
        catatan=entri.get("catatan", "").strip(),
        nilai=nilai,
        hitung=hitung,
        pola_judul=entri["judul"],
    )
    return aturan.pada(TAHUN_TERAKHIR)


def baca_nilai(teks: str, seperti: Any) -> Any:
    """A value from text, of the kind of `seperti`: a share "1,5%", rupiah "3.000.000", codes "1.1.01, 1.1.02".

    Raises ValueError with a sentence.
    """
    teks = teks.strip()
    if isinstance(seperti, Persen):
        return _baca_persen(teks)
    if isinstance(seperti, int):
        if (sen := uang.baca(teks)) < 0:
            raise ValueError("Nilai tidak boleh negatif.")
        return sen
    bagian = [b.strip() for b in teks.split(",") if b.strip()]
    banyak = len(bagian) if isinstance(seperti, tuple) else 1
    if not bagian or len(bagian) != banyak or not all(re.fullmatch(r"[0-9](\.[0-9]{1,2}){0,3}", b) for b in bagian):
        contoh = "1.1.01, 1.1.02" if isinstance(seperti, tuple) else "1.1.05"
        raise ValueError(f"Tulis kode seperti {contoh}.")
    return tuple(bagian) if isinstance(seperti, tuple) else bagian[0]


def _baca_persen(teks: str) -> Persen:
    angka = teks.removesuffix("%").strip()
    if not re.fullmatch(r"[0-9]{1,3}(,[0-9]{1,4})?", angka):
        raise ValueError("Tulis persen, misalnya 30% atau 1,5%.")
    persen = Persen.dari(f"{angka}%")
    if persen.pembilang > persen.penyebut:
        raise ValueError("Persen tidak boleh lebih dari 100%.")
    return persen


def tulis_nilai(nilai: Any) -> str:
    """A value as a person reads it, and as `baca_nilai` reads it back."""
    if isinstance(nilai, Persen):
        return nilai.teks
    if isinstance(nilai, tuple):
        return ", ".join(nilai)
    return uang.angka(nilai) if isinstance(nilai, int) else nilai


def sebut_nilai(nilai: Any) -> str:
    """A figure as a sentence says it: money with its sign, a share, codes."""
    return uang.rupiah(nilai) if isinstance(nilai, int) else tulis_nilai(nilai)


def bernilai_tambahan(perangkat: Perangkat, tambahan: Iterable[tuple[str, NilaiBertanggal]]) -> Perangkat:
    """The set with further dated values of its figures: of two from the same day the added one counts."""
    baru: dict[str, list[NilaiBertanggal]] = {}
    for nama, nilai in tambahan:
        if nama in perangkat.angka:
            baru.setdefault(nama, []).append(nilai)
    if not baru:
        return perangkat
    angka = {
        nama: a._replace(riwayat=tuple(sorted((*a.riwayat, *baru.get(nama, ())), key=lambda r: r.sejak)))
        for nama, a in perangkat.angka.items()
    }
    aturan = tuple(
        a._replace(nilai={peran: angka[n.nama] for peran, n in a.nilai.items()}).pada(TAHUN_TERAKHIR)
        for a in perangkat.aturan
    )
    return perangkat._replace(angka=angka, aturan=aturan)


@cache
def _nilai_pada(kode: str, tahun: int) -> list[tuple[Aturan, dict[str, Any]]]:
    return _nilai_perangkat(baca_perangkat(kode), tahun)


def _nilai_perangkat(perangkat: Perangkat, tahun: int) -> list[tuple[Aturan, dict[str, Any]]]:
    return [(a.pada(tahun), {peran: n.pada(tahun) for peran, n in a.nilai.items()}) for a in perangkat.aturan]


def periksa(anggaran: Anggaran, perangkat: str | Perangkat) -> list[HasilAturan]:
    """Every rule of the set, in its order, with its verdict on this budget. No database, no clock.

    A set given by its code has the figures of its file; one given whole may have values added to it.
    """
    if isinstance(perangkat, str):
        nilai = _nilai_pada(perangkat, anggaran.tahun)
        perangkat = baca_perangkat(perangkat)
    else:
        nilai = _nilai_perangkat(perangkat, anggaran.tahun)
    awal = (
        f"Petunjuk dari {perangkat.nama}, yang tidak mengikat desa ini."
        if perangkat.petunjuk
        else "Petunjuk, pastikan dulu pada peraturannya."
    )
    semua = [(a, a.hitung(anggaran, n)) for a, n in nilai]
    putusan = {a.kode: h.putusan for a, h in semua}
    return [HasilAturan(a, _bercatatan(a, h.putusan, _menurut_tingkat(a, h, awal), putusan)) for a, h in semua]


def _menurut_tingkat(aturan: Aturan, hasil: Hasil, awal: str) -> Hasil:
    """What is known only from hearsay, or is another region's, may reassure or ask, never accuse."""
    if hasil.putusan != Putusan.DILANGGAR or aturan.tingkat in MENUDUH:
        return hasil
    pesan = f"{awal} {hasil.pesan}"
    return replace(hasil, putusan=Putusan.TIDAK_DAPAT_DITENTUKAN, pesan=pesan, selisih=None)


def _bercatatan(aturan: Aturan, putusan: Putusan, hasil: Hasil, semua: Mapping[str, Putusan]) -> Hasil:
    """A contradiction in the source stands beside every verdict that it could have changed.

    Where the other reading is a rule of its own (`catatan_bila_beda`), only where that one decides otherwise.
    `putusan` is the verdict before its level softens it.
    """
    if not aturan.catatan or hasil.catatan or hasil.putusan == Putusan.TIDAK_BERLAKU:
        return hasil
    pasti = {Putusan.TERPENUHI, Putusan.DILANGGAR}
    if aturan.catatan_bila_beda and {putusan, semua.get(aturan.catatan_bila_beda)} != pasti:
        return hasil
    return replace(hasil, catatan=aturan.catatan)
