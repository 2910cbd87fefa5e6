"""Any other sheet: a report of Siskeudes Online, a village's own RAB. Somebody says which row is the heading and which
column is what; headings, subtotals and sums are passed over and listed. In memory, no query.
"""

import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from apbdes.anggaran import (
    SUMBER_DANA,
    Anggaran,
    BarisBelanja,
    BarisPembiayaan,
    BarisPendapatan,
    Jenis,
    komponen_turunan,
)
from apbdes.buku_kerja import sel, wadah
from apbdes.buku_kerja.galat import Galat, Tanya, TidakTerbaca
from apbdes.siskeudes import TANPA_PADANAN, Padanan, nilai
from apbdes.siskeudes.angka import AngkaRagu, bilangan, tanda_desimal
from apbdes.siskeudes.berkas import baris_csv
from dasar.lembar import rapi_judul
from dasar.uang import hasil_kali, rupiah

BARIS_DICARI = 30
BARIS_MAKS = 5000
KOLOM_MAKS = 40
KOLOM = {
    "kode": "Kode (kegiatan atau rekening)",
    "kegiatan": "Kode kegiatan",
    "rekening": "Kode rekening",
    "uraian": "Uraian",
    "volume": "Volume",
    "satuan": "Satuan",
    "harga_satuan": "Harga satuan",
    "jumlah": "Jumlah",
    "sumber": "Sumber dana",
    "pelaksana": "Pelaksana",
}
ALIAS = {
    "kode": ("kode", "kd", "no_kode", "kode_rekening_kegiatan"),
    "kegiatan": ("kode_kegiatan", "kd_keg", "kegiatan"),
    "rekening": ("kode_rekening", "kd_rincian", "rekening", "kode_rek"),
    "uraian": ("uraian", "uraian_kegiatan", "uraian_belanja", "nama", "rincian", "keterangan_uraian"),
    "volume": ("volume", "vol", "jmlsatuan", "jumlah_satuan", "kuantitas"),
    "satuan": ("satuan", "sat", "unit"),
    "harga_satuan": ("harga_satuan", "harga", "hrgsatuan", "harga_satuan_rp"),
    "jumlah": ("jumlah", "anggaran", "jumlah_rp", "anggaran_rp", "total", "jumlah_harga"),
    "sumber": ("sumber_dana", "sumberdana", "sumber", "sd"),
    "pelaksana": ("pelaksana", "jabatan_pelaksana"),
}
_KEGIATAN = re.compile(r"0?\d{1,2}\.0?\d{1,2}\.\d{1,2}\.?", re.ASCII)
# In a column that holds both, "5.2.1" is a jenis and "5.2.01" an activity.
_KEGIATAN_DUA_ANGKA = re.compile(r"0?\d{1,2}\.0?\d{1,2}\.\d{2}\.?", re.ASCII)
_REKENING = re.compile(r"[456]\.\d\.\d{1,2}\.\d{1,2}\.?", re.ASCII)
_KODE = re.compile(r"\d{1,2}(\.\d{1,2})*\.?", re.ASCII)
_JUMLAH = re.compile(r"(jumlah|total)\b", re.IGNORECASE)
BAGIAN = {"4": "pendapatan", "5": "belanja", "6": "pembiayaan"}


@dataclass(frozen=True)
class Kertas:
    nama: str
    baris: list[list[Any]]

    @property
    def lebar(self) -> int:
        return min(KOLOM_MAKS, max((len(b) for b in self.baris[:BARIS_DICARI]), default=0))


@dataclass(frozen=True)
class Bentuk:
    """`judul` is the index of the heading row, `kolom` what each column holds (by its index)."""

    judul: int
    kolom: Mapping[int, str]
    sumber: str = ""


@dataclass
class LembarTerbaca:
    anggaran: Anggaran
    dilewati: list[str] = field(default_factory=list)


def buka(nama: str, isi: bytes) -> list[Kertas]:
    """The visible sheets. Formulas count by their last result. Raises TidakTerbaca."""
    if nama.lower().endswith((".csv", ".txt", ".tsv")):
        kertas = [Kertas("", [list(b) for b in baris_csv(isi)])]
    else:
        w = wadah.buka(isi)
        try:
            with CalamineWorkbook.from_filelike(io.BytesIO(isi)) as buku:
                kertas = [
                    Kertas(x.nama, buku.get_sheet_by_name(x.nama).to_python(skip_empty_area=False))
                    for x in w.lembar.values()
                    if not x.tersembunyi and wadah.ukuran_berlebih(w, x) is None
                ]
        except CalamineError as salah:
            raise TidakTerbaca(
                [Galat(f"Berkas ini tidak dapat dibaca ({salah}). Simpan ulang sebagai .xlsx.")]
            ) from salah
    kertas = [k for k in kertas if any(not sel.kosong(s) for b in k.baris for s in b)]
    if not kertas:
        raise TidakTerbaca([Galat("Berkas ini kosong.")])
    if any(len(k.baris) > BARIS_MAKS for k in kertas):
        raise TidakTerbaca([Galat(f"Lembar ini lebih dari {BARIS_MAKS} baris. Hapus baris kosong di bawah tabelnya.")])
    return kertas


def tebak(kertas: Kertas) -> Bentuk:
    """The row whose words are the best heading, and what its columns then hold."""
    calon = [(len(set(k.values())), -n, k) for n, b in enumerate(kertas.baris[:BARIS_DICARI]) if (k := tebak_kolom(b))]
    if not calon:
        return Bentuk(0, {})
    _, urut, kolom = max(calon, key=lambda c: c[:2])
    return Bentuk(-urut, kolom)


def tebak_kolom(judul: list[Any]) -> dict[int, str]:
    menurut = {alias: nama for nama, semua in ALIAS.items() for alias in semua}
    hasil: dict[int, str] = {}
    for n, s in enumerate(judul[:KOLOM_MAKS]):
        nama = menurut.get(rapi_judul(sel.teks(s)))
        if nama and nama not in hasil.values():
            hasil[n] = nama
    return hasil


def sidik_judul(judul: list[Any]) -> str:
    """The same for every sheet with these headings in this order."""
    return hashlib.sha256("|".join(rapi_judul(sel.teks(s)) for s in judul[:KOLOM_MAKS]).encode()).hexdigest()


def baca_lembar(
    kertas: Kertas, bentuk: Bentuk, *, kode_desa: str, tahun: int, jenis: Jenis, padanan: Padanan = TANPA_PADANAN
) -> LembarTerbaca:
    """Raises TidakTerbaca with every problem."""
    pembaca = _Pembaca(kertas, bentuk, padanan)
    pembaca.baca()
    anggaran = Anggaran(
        kode_desa,
        tahun,
        jenis,
        tuple(pembaca.pendapatan),
        tuple(pembaca.belanja),
        tuple(pembaca.pembiayaan),
    )
    if pembaca.galat:
        raise TidakTerbaca(pembaca.galat, anggaran)
    return LembarTerbaca(anggaran, pembaca.dilewati)


class _Pembaca:
    def __init__(self, kertas: Kertas, bentuk: Bentuk, padanan: Padanan) -> None:
        self.nama, self.bentuk, self.padanan = kertas.nama or "Lembar", bentuk, padanan
        letak = {nama: n for n, nama in bentuk.kolom.items()}
        mulai = bentuk.judul + 1
        self.baris = [
            (nomor, {nama: b[n] if n < len(b) else "" for nama, n in letak.items()})
            for nomor, b in enumerate(kertas.baris[mulai:], mulai + 1)
        ]
        self.baris = [(n, b) for n, b in self.baris if any(not sel.kosong(s) for s in b.values())]
        self.desimal = {
            k: tanda_desimal(s for _, b in self.baris if isinstance(s := b.get(k), str))
            for k in ("volume", "harga_satuan", "jumlah")
        }
        self.kegiatan = self.nama_kegiatan = self.rekening = ""
        self.galat: list[Galat] = []
        self.dilewati: list[str] = []
        self.pendapatan: list[BarisPendapatan] = []
        self.belanja: list[BarisBelanja] = []
        self.pembiayaan: list[BarisPembiayaan] = []

    def baca(self) -> None:
        for urut, (nomor, b) in enumerate(self.baris):
            kegiatan, rekening, kode = self._kode(b)
            uraian = sel.teks(b.get("uraian", ""))
            berisi = not sel.kosong(b.get("jumlah")) or not (
                sel.kosong(b.get("volume")) or sel.kosong(b.get("harga_satuan"))
            )
            if _JUMLAH.match(uraian or kode) and not rekening:
                self._jumlah(nomor, b, uraian or kode)
                continue
            if kegiatan and kegiatan != self.kegiatan:
                self.kegiatan, self.nama_kegiatan, self.rekening = kegiatan, "", ""
            if kegiatan and not rekening:
                self.nama_kegiatan = uraian
                self._lewat(nomor, uraian, "judul kegiatan")
            elif rekening and (not berisi or self._berincian(urut)):
                self.rekening = rekening
                self._lewat(nomor, uraian, "judul rekening" if not berisi else "subtotal rekening")
            elif kode and not rekening:
                self._lewat(nomor, uraian, "judul atau subtotal")
            elif not berisi:
                self._lewat(nomor, uraian, "judul")
            else:
                self._satu(nomor, b, rekening or self.rekening, uraian)

    def _kode(self, b: dict[str, Any]) -> tuple[str, str, str]:
        """Kegiatan and rekening of this row where it names them, and whatever stands in its column of codes."""
        kode = sel.teks(b.get("kode", ""))
        kegiatan, rekening = sel.teks(b.get("kegiatan", "")), sel.teks(b.get("rekening", ""))
        if _REKENING.fullmatch(kode):
            rekening = rekening or kode
        elif _KEGIATAN_DUA_ANGKA.fullmatch(kode):
            kegiatan = kegiatan or kode
        semua = kode or rekening or kegiatan
        kegiatan = sel.kode_kegiatan(kegiatan) if _KEGIATAN.fullmatch(kegiatan) else ""
        rekening = nilai.kode_rekening(rekening) if _REKENING.fullmatch(rekening) else ""
        return kegiatan, rekening, semua if _KODE.fullmatch(semua) else ""

    def _berincian(self, urut: int) -> bool:
        """Whether rows without a code stand below it: then its own amount is their sum."""
        if urut + 1 >= len(self.baris):
            return False
        b = self.baris[urut + 1][1]
        return not any(self._kode(b)) and not _JUMLAH.match(sel.teks(b.get("uraian", "")))

    def _satu(self, nomor: int, b: dict[str, Any], rekening: str, uraian: str) -> None:
        sebelum = len(self.galat)
        volume, harga, jumlah = (self._angka(nomor, b, k) for k in ("volume", "harga_satuan", "jumlah"))
        if jumlah is None and volume is not None and harga is not None:
            jumlah = hasil_kali(volume, harga)
        if not rekening:
            self._salah(nomor, "rekening", f"“{uraian[:60]}” tidak mempunyai kode rekening, juga tidak di atasnya.")
        if rekening.startswith("5") and not self.kegiatan:
            self._salah(nomor, "kegiatan", f"“{uraian[:60]}” tidak mempunyai kode kegiatan, juga tidak di atasnya.")
        sumber = self._sumber(nomor, sel.teks(b.get("sumber", "")) or self.bentuk.sumber, wajib=rekening[:1] != "6")
        if len(self.galat) > sebelum:
            return
        rekening = self.padanan.rekening.get(rekening, rekening)
        isi: dict[str, Any] = {
            "nomor": nomor,
            "rekening": rekening,
            "uraian": uraian,
            "sumber": sumber,
            "jumlah": jumlah or 0,
            "volume": volume,
            "satuan": sel.teks(b.get("satuan", "")),
            "harga_satuan": harga,
        }
        if rekening[:1] == "4":
            self.pendapatan.append(BarisPendapatan(**isi))
        elif rekening[:1] == "6":
            self.pembiayaan.append(BarisPembiayaan(**isi))
        else:
            self.belanja.append(
                BarisBelanja(
                    **isi,
                    kegiatan=self.padanan.kegiatan.get(self.kegiatan, self.kegiatan),
                    uraian_kegiatan=self.nama_kegiatan,
                    pelaksana=sel.teks(b.get("pelaksana", "")),
                    komponen=komponen_turunan(rekening),
                    penerima="",
                    dari_silpa=False,
                    bantuan_khusus=False,
                    risiko_tinggi=False,
                    kegiatan_acuan="",
                    pagu_acuan=None,
                )
            )

    def _angka(self, nomor: int, b: dict[str, Any], kolom: str) -> Any:
        tertulis = b.get(kolom, "")
        if sel.kosong(tertulis):
            return None
        uang = kolom != "volume"
        try:
            if not isinstance(tertulis, str):
                return sel.uang(tertulis) if uang else sel.bilangan(tertulis)
            return (nilai.uang if uang else bilangan)(tertulis.strip(), self.desimal[kolom])
        except AngkaRagu:
            pesan = f"“{tertulis[:60]}” dapat berarti ribuan atau pecahan, dan kolom ini tidak menunjukkan yang mana."
            self._salah(nomor, kolom, pesan)
        except ValueError as salah:
            self._salah(nomor, kolom, str(salah))
        return None

    def _sumber(self, nomor: int, tertulis: str, *, wajib: bool) -> str:
        kode = self.padanan.sumber.get(tertulis.upper(), tertulis.upper())
        if kode in SUMBER_DANA or (not kode and not wajib):
            return kode
        tanya = (Tanya("sumber", kode),) if kode and len(kode) <= 60 else ()
        pesan = f"Sumber dana “{tertulis[:60]}” tidak dikenal." if kode else "Sumber dana baris ini kosong."
        self._salah(nomor, "sumber", pesan, tanya)
        return ""

    def _jumlah(self, nomor: int, b: dict[str, Any], uraian: str) -> None:
        """A row that sums: of one part where it names it, else of whatever was read so far."""
        kata = uraian.lower()
        bagian = [nama for nama in BAGIAN.values() if nama in kata]
        tertulis = self._angka(nomor, b, "jumlah")
        self._lewat(nomor, uraian, "jumlah")
        menyeluruh = len(bagian) == 1 or not re.sub(r"jumlah|total|keseluruhan|seluruhnya|rp|\W", "", kata)
        if tertulis is None or not menyeluruh or self.galat:
            return
        dibaca = sum(r.jumlah for nama in (bagian or BAGIAN.values()) for r in getattr(self, nama))
        if dibaca != tertulis:
            self._salah(
                nomor,
                "jumlah",
                f"Menurut lembar ini {uraian[:60]} {rupiah(tertulis)}, tetapi baris-barisnya berjumlah "
                f"{rupiah(dibaca)}.",
            )

    def _lewat(self, nomor: int, uraian: str, sebab: str) -> None:
        self.dilewati.append(f"Baris {nomor} (“{uraian[:60]}”): {sebab}.")

    def _salah(self, nomor: int, kolom: str, pesan: str, tanya: tuple[Tanya, ...] = ()) -> None:
        self.galat.append(Galat(pesan, self.nama, nomor, KOLOM[kolom], tanya))
