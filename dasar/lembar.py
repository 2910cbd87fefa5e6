"""The table in an uploaded sheet, found under its titles and above its signatures, and sheets that are safe to open."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from dasar.kertas import KOSONG, PEMICU_RUMUS, UKURAN_MAKS, Kertas, LembarGalat, Sel, buka

__all__ = ["BARIS_MAKS", "UKURAN_MAKS", "Galat", "Lembar", "LembarGalat", "PilihLembar", "baca", "netral", "rapi_judul"]

BARIS_MAKS = 1000  # each row costs a few queries; a kecamatan has some three hundred
JUDUL_DICARI = 30  # rows in which the heading is looked for
PENUTUP = re.compile(
    r"(mengetahui|menyetujui|mengesahkan|disahkan|ditetapkan|dibuat|jumlah|total|tembusan"
    r"|[\w .'-]+, *(tanggal +)?\d{1,2} +[a-z]+ +\d{4}$)",
    re.IGNORECASE,
)
PENUTUP_LEMAH = re.compile(
    r"(catatan|keterangan|ket\b|nb\b|sumber|a\.\s?n\.|camat|kepala|sekretaris|nip\b)", re.IGNORECASE
)


class PilihLembar(LembarGalat):
    """Several sheets of the workbook hold such a table; `lembar` are they."""

    def __init__(self, lembar: "list[Lembar]") -> None:
        super().__init__("Berkas ini memuat beberapa lembar yang dapat dibaca. Pilih lembarnya.")
        self.lembar = lembar


@dataclass(frozen=True)
class Galat:
    baris: int
    kolom: str
    kalimat: str


@dataclass
class Lembar:
    """`baris` are (row number in the file, text by column), empty rows left out.

    `nama` is the sheet's, `berkas` the file's.

    `diabaikan` are the headings whose columns are not read, `dilewati` sentences about rows that were not.
    """

    kolom: list[str]
    baris: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    galat: list[Galat] = field(default_factory=list)
    nama: str = ""
    berkas: str = ""
    diabaikan: list[str] = field(default_factory=list)
    dilewati: list[str] = field(default_factory=list)
    tertulis: dict[str, str] = field(default_factory=dict)  # the heading of a column in this sheet

    def ke_sesi(self) -> dict[str, Any]:
        return asdict(self) | {"baris": [(n, [isi[k] for k in self.kolom]) for n, isi in self.baris]}

    @classmethod
    def dari_sesi(cls, isi: Mapping[str, Any]) -> "Lembar":
        baris = [(nomor, dict(zip(isi["kolom"], sel, strict=True))) for nomor, sel in isi["baris"]]
        return cls(**{**isi, "baris": baris, "galat": [Galat(**g) for g in isi["galat"]]})


def netral(nilai: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front.

    Control signs that xlsx forbids (Word pastes its line break as one) become spaces.
    """
    if not isinstance(nilai, str):
        return nilai
    teks = ILLEGAL_CHARACTERS_RE.sub(" ", nilai)
    return f"'{teks}" if teks.startswith(PEMICU_RUMUS) else teks


def rapi_judul(teks: str) -> str:
    """A heading as it is compared: 'No. SK' is no_sk."""
    return re.sub(r"[\W_]+", "_", teks.lower()).strip("_")


def baca(
    nama: str,
    isi: bytes,
    *,
    wajib: list[str],
    dikenal: list[str],
    alias: Mapping[str, str] | None = None,
    maks: int = BARIS_MAKS,
) -> Lembar:
    """Read a file: the sheet in which a heading names the columns `wajib`, its columns `dikenal`.

    `alias` are other headings (as `rapi_judul` leaves them) of these columns. Raises LembarGalat when there is no
    such sheet, PilihLembar when there are several.
    """
    judul = {**(alias or {}), **{rapi_judul(k): k for k in dikenal}}
    kertas = [k for k in buka(nama, isi, maks=maks) if k.baris]
    if not kertas:
        raise LembarGalat("Berkas ini kosong.")
    kepala = [_kepala(k, judul, wajib) for k in kertas]
    cocok = [(k, h) for k, h in zip(kertas, kepala, strict=True) if not h.kurang]
    if not cocok:
        terdekat = min(kepala, key=lambda h: len(h.kurang))
        raise LembarGalat(
            f"Kolom {', '.join(terdekat.kurang)} tidak ada di baris judul. Gunakan templat yang disediakan."
        )
    berisi, galat = [], None
    for k, h in cocok:
        try:
            berisi.append(_susun(k, h, wajib, maks))
        except LembarGalat as e:
            galat = galat or e
    if galat and (not berisi or len(cocok) == 1):
        raise galat
    if len(berisi) > 1:
        raise PilihLembar(berisi)
    return berisi[0]


@dataclass(frozen=True)
class _Kepala:
    """Where the heading ends (index of its last row), the column of each cell, and what it says word for word."""

    akhir: int
    kolom: list[str]
    tertulis: list[str]
    kurang: list[str]

    @property
    def nilai(self) -> tuple[int, int]:
        return -len(self.kurang), sum(bool(k) for k in set(self.kolom))


def _kepala(kertas: Kertas, judul: Mapping[str, str], wajib: list[str]) -> _Kepala:
    """The row, or the two rows under each other, that name most columns."""
    baris = [kertas.kepala(i) for i in range(min(len(kertas.baris), JUDUL_DICARI))]
    calon = [_calon(i, b, [], judul, wajib) for i, b in enumerate(baris)]
    for i in range(1, len(baris)):
        if kertas.baris[i][0] == kertas.baris[i - 1][0] + 1:
            calon.append(_calon(i, baris[i - 1], baris[i], judul, wajib))
    return max(calon, key=lambda c: c.nilai)  # the first of equal ones: a single row before a double one


def _calon(akhir: int, atas: list[str], bawah: list[str], judul: Mapping[str, str], wajib: list[str]) -> _Kepala:
    lebar = max(len(atas), len(bawah))
    atas, bawah = [*atas, *[""] * (lebar - len(atas))], [*bawah, *[""] * (lebar - len(bawah))]
    kolom, tertulis = [], []
    for a, b in zip(atas, bawah, strict=True):
        gabung = a if not b or a == b else f"{a} {b}".strip()
        ketemu = next((k for t in (gabung, b, a) if (k := judul.get(rapi_judul(t)))), "")
        kolom.append(ketemu)
        tertulis.append(gabung)
    return _Kepala(akhir, kolom, tertulis, [k for k in wajib if k not in kolom])


def _susun(kertas: Kertas, kepala: _Kepala, wajib: list[str], maks: int) -> Lembar:
    letak: dict[str, int] = {}
    abaikan = []
    for i, (nama, tertulis) in enumerate(zip(kepala.kolom, kepala.tertulis, strict=True)):
        persis = rapi_judul(tertulis) == rapi_judul(nama)
        if nama and nama in letak:
            lain = rapi_judul(kepala.tertulis[letak[nama]]) == rapi_judul(nama)
            if persis == lain:
                raise LembarGalat(f"Kolom {nama} muncul lebih dari sekali.")
            abaikan.append(kepala.tertulis[letak[nama]] if persis else tertulis)
            if persis:
                letak[nama] = i
        elif nama:
            letak[nama] = i
        elif tertulis:
            abaikan.append(tertulis)
    lembar = Lembar(list(letak), nama=kertas.nama, diabaikan=list(dict.fromkeys(abaikan)))
    lembar.tertulis = {nama: kepala.tertulis[i] for nama, i in letak.items()}
    isi, penutup = _tanpa_penutup(kertas.baris[kepala.akhir + 1 :], letak, wajib)
    if penutup:
        lembar.dilewati.append(_kalimat_penutup(penutup))
    lebar = len(kepala.kolom)
    for urut, (nomor, sel) in enumerate(isi):
        if (urut == 0 and _nomor_kolom(sel)) or [s.teks for s in sel[:lebar]] == kepala.tertulis[: len(sel)]:
            continue  # the official forms number their columns, and repeat the heading on every page
        teks = {}
        for nama, i in letak.items():
            ini = sel[i] if i < len(sel) else KOSONG
            teks[nama] = ini.teks
            if ini.galat:
                lembar.galat.append(Galat(nomor, nama, ini.galat))
        if not any(teks.values()) and not any(g.baris == nomor for g in lembar.galat[-len(teks) :]):
            continue  # filled in only where nothing is read: a running number
        if any(s.teks for s in sel[lebar:]):
            lembar.galat.append(Galat(nomor, "", "Baris ini berisi lebih banyak sel daripada judul kolom."))
        lembar.baris.append((nomor, teks))
    if len(lembar.baris) > maks or kertas.penuh:
        raise LembarGalat(f"Berkas ini berisi lebih dari {maks} baris. Bagi menjadi beberapa berkas.")
    if kertas.kosong_panjang:
        raise LembarGalat("Baris lembar ini berlanjut jauh di bawah tabelnya. Hapus baris kosong di bawah tabel itu.")
    if not lembar.baris:
        raise LembarGalat("Berkas ini hanya berisi judul kolom, belum ada barisnya.")
    return lembar


def _nomor_kolom(sel: list[Sel]) -> bool:
    angka = [s.teks.strip("()") for s in sel if s.teks]
    return len(angka) > 1 and angka == [str(n) for n in range(1, len(angka) + 1)]


Baris = list[tuple[int, list[Sel]]]


def _tanpa_penutup(baris: Baris, letak: Mapping[str, int], wajib: list[str]) -> tuple[Baris, Baris]:
    """The table, and what stands under it: from a row of a signature's or a sum's words on, none of them whole."""

    def terisi(sel: list[Sel]) -> int:
        return sum(letak[k] < len(sel) and bool(sel[letak[k]].teks) for k in wajib)

    awal = next((i for i in range(len(baris), 0, -1) if terisi(baris[i - 1][1]) == len(wajib)), 0)  # below the last
    for i in range(awal, len(baris)):
        sel = [s.teks for s in baris[i][1] if s]
        lemah = terisi(baris[i][1]) <= 1 and any(PENUTUP_LEMAH.match(t) for t in sel)
        if len(sel) <= 3 and (lemah or any(PENUTUP.match(t) for t in sel)):
            return baris[:i], baris[i:]
    return baris, []


def _kalimat_penutup(penutup: Baris) -> str:
    awal, akhir = penutup[0][0], penutup[-1][0]
    teks = next(s.teks for s in penutup[0][1] if s)
    di = f"Baris {awal}" if awal == akhir else f"Baris {awal} sampai {akhir}"
    return f"{di} di bawah tabel (“{teks[:60]}”) tidak dibaca."
