"""The duties as dated data: who owes what to whom, by which article, until when, and how sure that is."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dasar.acuan import AcuanRusak, baca_semua, baca_yang_utuh, berlaku_di
from dasar.skema import Bilangan, Daftar, Keluhan, Peta, Tanggal, Teks
from kewajiban.aturan import Aturan, AturanKeliru, uraikan

FOLDER = Path(__file__).parent
PIHAK = {
    "desa": "Pemerintah desa",
    "bpd": "BPD",
    "lembaga": "Lembaga desa",
    "kecamatan": "Kecamatan",
    "kabupaten": "Kabupaten",
}
KEPASTIAN = {
    "naskah": "naskahnya dibaca",
    "halaman": "dikutip halaman umum",
    "ingatan": "petunjuk, belum dipastikan",
    "usulan": "usulan PERUT",
    "tidak-terlihat": "isinya belum diketahui",
}
PASTI = ("naskah", "halaman")  # what may say that somebody is late


def _periksa(isi: dict[str, Any]) -> Keluhan:
    try:
        aturan = uraikan(isi["aturan"])
    except AturanKeliru as galat:
        yield ("aturan",), f"pada {isi['kode']}: {galat}"
        return
    if isi["kepastian"] == "halaman" and not isi.get("sumber"):
        yield ("kepastian",), f"{isi['kode']} dikutip dari halaman, tetapi sumbernya tidak disebut."
    if isi.get("kategori") and not aturan.bertanggal:
        yield ("kategori",), f"{isi['kode']} tidak bertanggal, jadi tidak ada kiriman yang memenuhinya tepat waktu."


BARIS = Peta(
    {
        "kode": Teks(maks=20, pola=r"KW-\d{3}[a-z]?", contoh="KW-077"),
        "nama": Teks(maks=150),
        "bidang": Teks(maks=40),
        "oleh": Teks(maks=80),
        "pihak": Teks(pilihan=tuple(PIHAK)),
        "tenggat": Teks(maks=150),
        "aturan": Teks(maks=200),
        "dasar": Teks(maks=200),
        "kepastian": Teks(pilihan=tuple(KEPASTIAN)),
    },
    {
        "singkat": Teks(maks=24),
        "kepada": Teks(maks=80),
        "bukti": Teks(maks=200),
        "tahun_dokumen": Bilangan(-1, 1),
        "akibat": Teks(maks=150),
        "kutipan": Teks(maks=250),
        "catatan": Teks(maks=250),
        "setara": Teks(pola=r"KW-\d{3}[a-z]?", contoh="KW-077"),
        "kategori": Teks(maks=60),
        "memulai": Teks(maks=60),
        "menahan": Teks(maks=60),
        "sumber": Daftar(Teks(pola=r"https?://\S+", contoh="https://…")),
    },
    periksa=_periksa,
)
SKEMA = Peta(
    {
        "kode": Teks(maks=60),
        "judul": Teks(maks=100),
        "wilayah": Teks(pola=r"nasional|\d\d(\.\d\d){0,2}", contoh="61.11 atau nasional"),
        "berlaku_sejak": Tanggal(),
        "diperiksa": Tanggal(),
        "kewajiban": Daftar(BARIS, unik=("kode",)),
    }
)


@dataclass(frozen=True)
class Kewajiban:
    """One duty as its source has it."""

    kode: str
    nama: str
    bidang: str
    oleh: str
    pihak: str
    tenggat: str
    aturan: Aturan
    dasar: str
    kepastian: str
    himpunan: str
    wilayah: str
    berlaku_sejak: date
    singkat: str = ""
    kepada: str = ""
    bukti: str = ""
    tahun_dokumen: int = 0
    akibat: str = ""
    kutipan: str = ""
    catatan: str = ""
    setara: str = ""
    kategori: str = ""
    memulai: str = ""  # the event from which others count, once it was met
    menahan: str = ""  # what waits for it
    sumber: tuple[str, ...] = ()

    @property
    def nama_singkat(self) -> str:
        """For the head of a column."""
        return self.singkat or self.nama

    @property
    def lewat_kecamatan(self) -> bool:
        """Whether the kecamatan sees it come in. What stays in the village, only a visit can tell."""
        return bool(self.kategori) or "camat" in self.kepada.lower()

    @property
    def berpasal(self) -> bool:
        """Whether its basis says where in the regulation it stands."""
        return any(k in self.dasar for k in ("Pasal", "Lampiran", "angka", "huruf")) or self.wilayah != "nasional"

    @property
    def pihak_nama(self) -> str:
        return PIHAK[self.pihak]

    @property
    def kepastian_nama(self) -> str:
        return KEPASTIAN[self.kepastian]

    @property
    def dapat_terlambat(self) -> bool:
        """Only what has a countable date, in words that somebody has seen."""
        return bool(self.aturan.bertanggal) and self.kepastian in PASTI


def berkas_acuan() -> list[Path]:
    return sorted(FOLDER.glob("*.yaml"))


def kewajiban_semua() -> list[Kewajiban]:
    """Every duty that is shipped, the oldest file first. Raises AcuanRusak."""
    daftar = [k for isi in baca_semua(berkas_acuan(), SKEMA) for k in kewajiban_himpunan(isi)]
    wilayah = {k.kode: k.wilayah for k in daftar}
    salah = [
        f"{k.kode} berlaku di {k.wilayah} dan di {wilayah[k.kode]}." for k in daftar if k.wilayah != wilayah[k.kode]
    ]
    salah += [
        f"{k.kode} setara dengan {k.setara}, yang tidak ada." for k in daftar if k.setara and k.setara not in wilayah
    ]
    if salah:
        raise AcuanRusak(salah)
    return daftar


def kewajiban_di(wilayah: str, pada: date) -> dict[str, Kewajiban]:
    """The duties in force on a day in a region ("63.11.03"), by code: of several versions the newest that has begun.

    A file that is not whole is left out and named in the log, so that pages still answer.
    """
    return {
        k.kode: k
        for isi in baca_yang_utuh(berkas_acuan(), SKEMA)
        if isi["berlaku_sejak"] <= pada and berlaku_di(isi["wilayah"], wilayah)
        for k in kewajiban_himpunan(isi)
    }


def kewajiban_himpunan(isi: dict[str, Any]) -> list[Kewajiban]:
    """The duties of one file that its schema has let through."""
    umum = {"himpunan": isi["judul"], "wilayah": isi["wilayah"], "berlaku_sejak": isi["berlaku_sejak"]}
    return [
        Kewajiban(**b | {"aturan": uraikan(b["aturan"]), "sumber": tuple(b.get("sumber", ()))}, **umum)
        for b in isi["kewajiban"]
    ]
