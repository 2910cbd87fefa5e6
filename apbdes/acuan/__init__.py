"""Reference data of this room: the activities and accounts of the nation, and the activity table of a kabupaten.

The files are read as they are, without a database. A version that a budget was checked with is never
altered; a change is a new file or a new dated value.
"""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from apbdes.acuan import _skema
from dasar.acuan import baca as baca_berkas

FOLDER = Path(__file__).parent
KEGIATAN = "kegiatan-permendagri-20-2018"
TABEL = "kegiatan-perbup-kayong-utara-66-2023"  # names and executors as one kabupaten has them: of its set alone
REKENING = "rekening-permendagri-20-2018"
OBJEK = "objek-permendagri-20-2018"
TAMBAHAN = "tambahan-permendagri-20-2018"
KATA = "kata-cari"
SKEMA = {
    KEGIATAN: _skema.KEGIATAN,
    TABEL: _skema.TABEL,
    REKENING: _skema.REKENING,
    OBJEK: _skema.OBJEK,
    TAMBAHAN: _skema.TAMBAHAN,
    KATA: _skema.KATA,
}
# Codes of the kabupaten's own, under an existing sub bidang or jenis (Permendagri 20/2018, Lampiran).
KODE_KABUPATEN = range(90, 100)


class Kegiatan(NamedTuple):
    bidang: str
    sub_bidang: str | None
    nama: str
    pelaksana: str | None
    kode: str | None
    kode_lokal: str | None
    tempat: str
    tertulis: str
    catatan: str


def baca(nama: str) -> dict[str, Any]:
    """Raises AcuanRusak."""
    return baca_berkas(FOLDER / f"{nama}.yaml", SKEMA[nama])


def tabel_kegiatan() -> frozenset[str]:
    """The activity tables that a set may name as its own."""
    return frozenset(nama for nama, skema in SKEMA.items() if skema is _skema.TABEL)


@cache
def kegiatan(tabel: str = TABEL) -> tuple[Kegiatan, ...]:
    """Every row of the table (of Lampiran V), in its order, each with its place in the source. Raises AcuanRusak."""
    isi = baca(tabel)
    return tuple(
        Kegiatan(
            bidang=bidang["nama"],
            sub_bidang=sub["nama"],
            nama=baris["nama"],
            pelaksana=baris["pelaksana"],
            kode=baris.get("kode"),
            kode_lokal=baris.get("kode_lokal"),
            tempat=f"{isi['peraturan']} {isi['tempat']}, {sub['nama'] or bidang['nama']}, butir ke-{urut}",
            tertulis=baris.get("tertulis", baris["nama"]),
            catatan=baris.get("catatan", ""),
        )
        for bidang in isi["bidang"]
        for sub in bidang["sub_bidang"]
        for urut, baris in enumerate(sub["baris"], 1)
    )


@cache
def tambahan(macam: str) -> dict[str, str]:
    """Codes later than Permendagri 20/2018 that are in use, by kind: "kegiatan", "jenis" or "objek"."""
    return {kode: nama for kelompok in baca(TAMBAHAN)["terlihat"] for kode, nama in kelompok.get(macam, {}).items()}


@cache
def terlihat_di() -> dict[str, str]:
    """Code of a shipped addition → where it was seen."""
    return {
        kode: kelompok["di"]
        for kelompok in baca(TAMBAHAN)["terlihat"]
        for macam in ("kegiatan", "objek")
        for kode in kelompok.get(macam, {})
    }


@cache
def nama_kegiatan() -> dict[str, str]:
    """By code, those of the nation."""
    return baca(KEGIATAN)["kegiatan"] | tambahan("kegiatan")


@cache
def kegiatan_setempat(tabel: str) -> dict[str, tuple[str, str]]:
    """Code → name and executor ("" where the table has none). What shares a name with another code is said with what
    the nation calls it. A kabupaten's own code (90-99) may be any of the local rows: not here. Raises AcuanRusak."""
    baris = [k for k in kegiatan(tabel) if k.kode]
    banyak = Counter(k.nama for k in baris)
    resmi = nama_kegiatan()
    return {
        k.kode: (f"{resmi[k.kode]} ({k.nama})" if banyak[k.nama] > 1 else k.nama, k.pelaksana or "")
        for k in baris
        if k.kode
    }


@cache
def kata_cari() -> dict[str, str]:
    """Code of an activity or an account → the words that people look for it by, beside those of its name."""
    hasil: dict[str, list[str]] = {}
    for kelompok in baca(KATA)["kata"]:
        for kode in kelompok["kode"]:
            hasil.setdefault(kode, []).extend(kelompok["kata"])
    return {kode: ", ".join(kata) for kode, kata in hasil.items()}


@cache
def sub_bidang() -> frozenset[str]:
    return frozenset(baca(KEGIATAN)["sub_bidang"])


@cache
def nama_bidang() -> dict[str, str]:
    """Bidang and sub bidang by their code: {"1": …, "1.1": …}."""
    isi = baca(KEGIATAN)
    return isi["bidang"] | isi["sub_bidang"]


@cache
def nama_akun() -> dict[str, str]:
    """Akun, kelompok and jenis by their code: {"5": …, "5.1": …, "5.1.1": …}."""
    return {
        entri["kode"]: entri["nama"]
        for akun in baca(REKENING)["akun"]
        for kelompok in akun["kelompok"]
        for entri in (akun, kelompok, *kelompok["jenis"])
    } | tambahan("jenis")


@cache
def nama_objek() -> dict[str, str]:
    return {kode: nama for kode, nama in baca(OBJEK)["objek"].items() if "-" not in kode} | tambahan("objek")


def nama_rentang(jenis: str) -> str:
    """What the annex calls the kabupaten's own objects of a jenis; "" where it does not name them."""
    return baca(OBJEK)["objek"].get(f"{jenis}.90-99", "")


@cache
def objek_rekening() -> dict[str, int]:
    """Jenis → how many objects it numbers from 01: {"5.1.1": 2, …}."""
    return {
        jenis["kode"]: jenis["objek"]
        for akun in baca(REKENING)["akun"]
        for kelompok in akun["kelompok"]
        for jenis in kelompok["jenis"]
    } | dict.fromkeys(tambahan("jenis"), 0)


@cache
def kegiatan_ada(kode: str) -> bool:
    """Whether an activity of this code exists: "1.1.01"."""
    sub, _, nomor = kode.rpartition(".")
    return kode in nama_kegiatan() or (sub in sub_bidang() and int(nomor) in KODE_KABUPATEN)


@cache
def rekening_ada(kode: str) -> bool:
    """Whether an account of this code exists: "5.1.1.01"."""
    jenis, _, nomor = kode.rpartition(".")
    banyak = objek_rekening().get(jenis)
    if banyak is None:
        return False
    return 1 <= int(nomor) <= banyak or int(nomor) in KODE_KABUPATEN or kode in tambahan("objek")
