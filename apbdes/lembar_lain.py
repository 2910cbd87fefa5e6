"""Any other sheet: a report of Siskeudes Online, a village's own RAB. Somebody says which row is the heading and which
column is what; headings, subtotals and sums are passed over and listed. In memory, no query.
"""

import io
import re
from dataclasses import dataclass, field
from fractions import Fraction
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
from apbdes.bentuk_lembar import KATA, KOLOM, POLA_KEGIATAN, POLA_REKENING, Bentuk, Kertas
from apbdes.buku_kerja import sel, wadah
from apbdes.buku_kerja.galat import Galat, Tanya, TidakTerbaca
from apbdes.buku_kerja.skema import BELANJA
from apbdes.siskeudes import TANPA_PADANAN, Padanan, nilai
from apbdes.siskeudes.angka import AngkaRagu, bilangan, bukti_desimal, tanda_desimal
from apbdes.siskeudes.berkas import baris_csv
from dasar.uang import SEN, hasil_kali, rupiah

BARIS_MAKS = 5000
# In a column that holds both, "5.2.1" is a jenis and "5.2.01" an activity.
_KEGIATAN_DUA_ANGKA = re.compile(r"0?\d{1,2}\.0?\d{1,2}\.\d{2}\.?", re.ASCII)
_KODE = re.compile(r"\d{1,2}(\.\d{1,2})*\.?", re.ASCII)
_JUMLAH = re.compile(r"(sub\W?)?(jumlah|total)\b", re.IGNORECASE)
# What a report reckons from its rows: no row of its own.
_HASIL = re.compile(r"\W?(surplus|defisit|pembiayaan nett?o|sisa (lebih|kurang)\W+pembiayaan|selisih)\b", re.IGNORECASE)
_SELURUH = re.compile(
    r"\b(jumlah|total|keseluruhan|seluruhnya|semua|desa|rp|rupiah|anggaran|penerimaan|pengeluaran|pendapatan|belanja"
    r"|pembiayaan)\b|\W"
)
BAGIAN = {"4": "pendapatan", "5": "belanja", "6": "pembiayaan"}
ANGKA = ("volume", "harga_satuan", "jumlah")
# Columns that the workbook has too, read as it reads them.
SEPERTI_BUKU_KERJA = {k.nama: k for k in BELANJA if k.nama in {*KATA, "kegiatan_acuan", "pagu_acuan"}}


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
        tertulis = {k: [s for _, b in self.baris if isinstance(s := b.get(k), str)] for k in ANGKA}
        # Whoever wrote one column so wrote the others so.
        self.bukti = bukti_desimal(s for isi in tertulis.values() for s in isi)
        lembar = next(iter(self.bukti)) if len(self.bukti) == 1 else ""
        self.desimal = {k: tanda_desimal(isi) or lembar for k, isi in tertulis.items()}
        self.kegiatan, self.rekening, self.nama_kegiatan = bentuk.kegiatan, bentuk.rekening, ""
        self.galat: list[Galat] = []
        self.dilewati: list[str] = []
        self.tanpa: dict[str, list[tuple[int, str]]] = {"rekening": [], "kegiatan": [], "sumber": []}
        self.sejak = {"kegiatan": 0, "jumlah": 0}  # what had been read when they began
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
            if not rekening and (_JUMLAH.match(uraian or kode) or _HASIL.match(uraian)):
                self._jumlah(nomor, b, uraian or kode)
                continue
            if kegiatan and kegiatan != self.kegiatan:
                self.kegiatan, self.nama_kegiatan, self.rekening = kegiatan, "", self.bentuk.rekening
                self.sejak["kegiatan"] = self._dibaca()
            self.nama_kegiatan = sel.teks(b.get("uraian_kegiatan", "")) or self.nama_kegiatan
            if kegiatan and not rekening and not (berisi and self.rekening):
                self.nama_kegiatan = uraian or self.nama_kegiatan
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
        self._sebut_tanpa()

    def _kode(self, b: dict[str, Any]) -> tuple[str, str, str]:
        """Kegiatan and rekening of this row where it names them, and whatever stands in its column of codes."""
        kode = sel.teks(b.get("kode", ""))
        kegiatan, rekening = sel.teks(b.get("kegiatan", "")), sel.teks(b.get("rekening", ""))
        if POLA_REKENING.fullmatch(kode):
            rekening = rekening or kode
        elif _KEGIATAN_DUA_ANGKA.fullmatch(kode):
            kegiatan = kegiatan or kode
        semua = kode or rekening or kegiatan
        kegiatan = sel.kode_kegiatan(kegiatan) if POLA_KEGIATAN.fullmatch(kegiatan) else ""
        rekening = nilai.kode_rekening(rekening) if POLA_REKENING.fullmatch(rekening) else ""
        return kegiatan, rekening, semua if _KODE.fullmatch(semua) else ""

    def _berincian(self, urut: int) -> bool:
        """Whether rows without a code stand below it: then its own amount is their sum."""
        if urut + 1 >= len(self.baris):
            return False
        b = self.baris[urut + 1][1]
        return not any(self._kode(b)) and not _JUMLAH.match(sel.teks(b.get("uraian", "")))

    def _satu(self, nomor: int, b: dict[str, Any], rekening: str, uraian: str) -> None:
        sebelum = self._cacat()
        harga, jumlah = (self._angka(nomor, b, k) for k in ("harga_satuan", "jumlah"))
        volume = self._volume(nomor, b, harga, jumlah)
        if jumlah is None and volume is not None and harga is not None:
            jumlah = hasil_kali(volume, harga)
        if not rekening:
            self._tanpa(nomor, "rekening", f"“{uraian[:60]}” tidak mempunyai kode rekening, juga tidak di atasnya")
        if rekening.startswith("5") and not self.kegiatan:
            self._tanpa(nomor, "kegiatan", f"“{uraian[:60]}” tidak mempunyai kode kegiatan, juga tidak di atasnya")
        lain = {nama: self._lain(nomor, b, nama) for nama in SEPERTI_BUKU_KERJA} if rekening[:1] == "5" else {}
        sumber = self._sumber(nomor, sel.teks(b.get("sumber", "")) or self.bentuk.sumber, wajib=rekening[:1] != "6")
        if self._cacat() > sebelum:
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
                    **lain | {"komponen": lain["komponen"] or komponen_turunan(rekening)},
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
            baca = nilai.uang if uang else bilangan
            # There is no money of three decimals, so that 450.000 is 450 thousand unless this sheet writes 1,500.50.
            ribuan = uang and "." in tertulis and "." not in self.bukti
            return baca(tertulis.strip(), self.desimal[kolom] or ("," if ribuan else ""))
        except AngkaRagu:
            pesan = (
                f"“{tertulis[:60]}” dapat berarti ribuan atau pecahan, dan lembar ini tidak menunjukkan yang mana. "
                "Tulis tanpa titik ribuan, dan koma untuk pecahan."
            )
            self._salah(nomor, kolom, pesan)
        except ValueError as salah:
            self._salah(nomor, kolom, str(salah))
        return None

    def _volume(self, nomor: int, b: dict[str, Any], harga: int | None, jumlah: int | None) -> Any:
        """ "1.500" is what, times the price, gives the amount, where nothing else tells."""
        tertulis = b.get("volume", "")
        if isinstance(tertulis, str) and not self.desimal["volume"] and harga is not None and jumlah is not None:
            try:
                bilangan(tertulis.strip())
            except AngkaRagu:
                arti = [Fraction(bilangan(tertulis.strip(), desimal)) for desimal in ".,"]
                mungkin = [n for n in arti if abs(n * harga - jumlah) < SEN]
                if len(mungkin) == 1:
                    return mungkin[0].numerator if mungkin[0].denominator == 1 else mungkin[0]
            except ValueError:
                pass  # said below
        return self._angka(nomor, b, "volume")

    def _lain(self, nomor: int, b: dict[str, Any], nama: str) -> Any:
        kolom, tertulis = SEPERTI_BUKU_KERJA[nama], b.get(nama, "")
        try:
            return kolom.bila_kosong if sel.kosong(tertulis) else kolom.baca(tertulis)
        except ValueError as salah:
            self._salah(nomor, nama, str(salah))
            return kolom.bila_kosong

    def _sumber(self, nomor: int, tertulis: str, *, wajib: bool) -> str:
        kode = self.padanan.sumber.get(tertulis.upper(), tertulis.upper())
        if kode in SUMBER_DANA or (not kode and not wajib):
            return kode
        if kode:
            tanya = (Tanya("sumber", kode),) if len(kode) <= 60 else ()
            self._salah(nomor, "sumber", f"Sumber dana “{tertulis[:60]}” tidak dikenal.", tanya)
        else:
            self._tanpa(nomor, "sumber", "Sumber dana baris ini kosong")
        return ""

    def _jumlah(self, nomor: int, b: dict[str, Any], uraian: str) -> None:
        """A row that sums: of one part where it names it, else of whatever was read so far, of this activity, or since
        the sum before. What sums anything else is not compared.
        """
        kata = uraian.lower()
        tertulis = self._angka(nomor, b, "jumlah")
        self._lewat(nomor, uraian, "jumlah")
        dibaca = self._dibaca()
        bagian = [nama for nama in BAGIAN.values() if nama in kata]
        if (
            tertulis is not None
            and not self.galat
            and not any(self.tanpa.values())
            and not _HASIL.match(kata)
            and not _SELURUH.sub("", kata)
        ):
            mungkin = {dibaca - n for n in (0, *self.sejak.values())}
            if bagian:
                awal = "6.1" if "penerimaan" in kata else "6.2" if "pengeluaran" in kata else ""
                dibaca = sum(
                    r.jumlah
                    for nama in bagian
                    for r in getattr(self, nama)
                    if nama != "pembiayaan" or awal in r.rekening[:3]
                )
                mungkin = {dibaca}
            if tertulis not in mungkin:
                self._salah(
                    nomor,
                    "jumlah",
                    f"Menurut lembar ini {uraian[:60]} {rupiah(tertulis)}, tetapi baris-barisnya berjumlah "
                    f"{rupiah(dibaca)}.",
                )
        if not bagian:
            self.sejak["jumlah"] = self._dibaca()

    def _cacat(self) -> int:
        return len(self.galat) + sum(map(len, self.tanpa.values()))

    def _dibaca(self) -> int:
        return sum(r.jumlah for nama in BAGIAN.values() for r in getattr(self, nama))

    def _tanpa(self, nomor: int, kolom: str, pesan: str) -> None:
        self.tanpa[kolom].append((nomor, pesan))

    def _sebut_tanpa(self) -> None:
        """What many rows lack is said once, at the first."""
        for kolom, semua in self.tanpa.items():
            lain = f"; begitu juga {len(semua) - 1} baris sesudahnya" if len(semua) > 1 else ""
            for nomor, pesan in semua[:1]:
                self._salah(nomor, kolom, f"{pesan}{lain}.")
        self.galat.sort(key=lambda g: g.baris or 0)

    def _lewat(self, nomor: int, uraian: str, sebab: str) -> None:
        self.dilewati.append(f"Baris {nomor} (“{uraian[:60]}”): {sebab}.")

    def _salah(self, nomor: int, kolom: str, pesan: str, tanya: tuple[Tanya, ...] = ()) -> None:
        self.galat.append(Galat(pesan, self.nama, nomor, KOLOM[kolom], tanya))
