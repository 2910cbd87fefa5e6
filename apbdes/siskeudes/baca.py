"""The tables of one desa and year into one budget in memory; every problem first, then all of it or nothing."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, cast

from apbdes.anggaran import (
    SUMBER_DANA,
    Anggaran,
    BarisBelanja,
    BarisPembiayaan,
    BarisPendapatan,
    Jenis,
    komponen_turunan,
)
from apbdes.buku_kerja.baca import Kamus, fakta_baku
from apbdes.buku_kerja.galat import Galat, Tanya, TidakTerbaca
from apbdes.buku_kerja.skema import dengan_fakta
from apbdes.siskeudes import nilai, skema
from apbdes.siskeudes.angka import AngkaRagu, bilangan, tanda_desimal
from apbdes.siskeudes.berkas import IsiTabel, baca_tabel, bagian_csv
from apbdes.siskeudes.padanan import TANPA_PADANAN, Padanan
from apbdes.siskeudes.perut import baca_identitas, baca_rincian
from apbdes.siskeudes.pilih import pilih_desa, pilih_jenis, pilih_tahun
from dasar.uang import rupiah

Baris = tuple[int, dict[str, str]]


@dataclass
class Terbaca:
    """A budget whose rows are numbered as in Ta_RABRinci.csv, and what is to be known about how it was read.

    `lengkap`: the zip also carries what Siskeudes has no column for, because PERUT wrote it.
    """

    anggaran: Anggaran
    catatan: list[str] = field(default_factory=list)
    lengkap: bool = False


def baca_siskeudes(
    isi: bytes,
    *,
    kode_desa: str = "",
    tahun: int | None = None,
    jenis: Jenis | None = None,
    padanan: Padanan = TANPA_PADANAN,
    kamus: Kamus = fakta_baku,
) -> Terbaca:
    """Raises TidakTerbaca with every problem. For a perubahan the columns after PAK are read.

    What is not given is taken from the file: its only desa (whose code then stays as Siskeudes writes it) and year,
    a perubahan where an amount has changed.
    """
    galat: list[Galat] = []
    catatan: list[str] = []
    bagian = bagian_csv(isi)
    tabel = {t.nama: baca_tabel(bagian, t, galat, catatan) for t in skema.TABEL}
    rinci = tabel["Ta_RABRinci"]
    if rinci is None:
        raise TidakTerbaca(galat)
    kd_desa = pilih_desa(rinci, bagian, kode_desa, padanan, galat)
    if not kd_desa:
        raise TidakTerbaca(galat)
    tahun = pilih_tahun(rinci, kd_desa, tahun, galat)
    if tahun is None:
        raise TidakTerbaca(galat)
    milik, lewat = _milik(tabel, kd_desa, tahun)
    if lewat:
        catatan.append(f"{lewat} baris milik desa lain atau tahun lain dilewati.")
    if jenis is None:
        jenis = pilih_jenis(bagian, milik["Ta_RABRinci"])
    pembaca = _Pembaca(kd_desa, _kolom(jenis), milik, baca_rincian(bagian, galat), padanan, galat)
    pembaca.nama_sumber = _nama_sumber(bagian)
    for nomor, b in milik["Ta_RABRinci"]:
        pembaca.baris(nomor, b)
    pembaca.sebut_ragu()
    if tabel["Ta_RAB"]:
        _cocokkan_rab(milik, pembaca, galat, catatan)
    desa = kode_desa or kd_desa.rstrip(".")
    identitas = baca_identitas(bagian, jenis, kamus(desa, tahun), galat)
    anggaran = Anggaran(
        desa,
        tahun,
        jenis,
        tuple(pembaca.pendapatan),
        tuple(pembaca.belanja),
        tuple(pembaca.pembiayaan),
        **dengan_fakta(identitas),
    )
    if galat:
        raise TidakTerbaca(galat, anggaran)
    kecamatan = kd_desa.partition(".")[0]
    if len(kode_desa) == len("63.11.03.2021") and kecamatan != kode_desa[6:8]:
        catatan.append(f"Siskeudes menyebut kecamatan ini {kecamatan}; yang dibandingkan empat angka kode desanya.")
    if not pembaca.tambahan:
        catatan.append(
            "Siskeudes tidak memuat pagu, penerima, komponen, dan tanda SiLPA; lengkapi setelah disimpan agar semua "
            "aturan dapat diputuskan."
        )
    return Terbaca(anggaran, catatan, lengkap=bool(pembaca.tambahan))


def _milik(tabel: dict[str, IsiTabel | None], kd_desa: str, tahun: int) -> tuple[dict[str, list[Baris]], int]:
    """The rows of this desa and year by table, and how many are not."""
    milik: dict[str, list[Baris]] = {}
    lewat = 0
    for nama, t in tabel.items():
        baris = t.baris if t else []
        milik[nama] = [b for b in baris if b[1]["Kd_Desa"] == kd_desa and b[1]["Tahun"] == str(tahun)]
        lewat += len(baris) - len(milik[nama])
    return milik, lewat


def _kolom(jenis: Jenis) -> dict[str, str]:
    if jenis == "perubahan":
        return {"volume": "JmlSatuanPAK", "harga_satuan": "HrgSatuanPAK", "jumlah": "AnggaranStlhPAK"}
    return {"volume": "JmlSatuan", "harga_satuan": "HrgSatuan", "jumlah": "Anggaran"}


def _paket(b: dict[str, str]) -> str:
    paket = b.get("Kd_SubRinci", "")
    return "" if paket == skema.PAKET_PERTAMA else paket


def _nama_sumber(bagian: dict[str, bytes]) -> dict[str, str]:
    tabel = baca_tabel(bagian, skema.NAMA_SUMBER, [], [])
    return {b["Kode"].upper(): b["Nama_Sumber"] for _, b in tabel.baris} if tabel else {}


class _Pembaca:
    def __init__(
        self,
        kd_desa: str,
        kolom: dict[str, str],
        milik: dict[str, list[Baris]],
        tambahan: dict[int, dict[str, Any]],
        padanan: Padanan,
        galat: list[Galat],
    ) -> None:
        self.kd_desa, self.kolom, self.tambahan, self.padanan, self.galat = kd_desa, kolom, tambahan, padanan, galat
        # Kd_Keg → its name and the post that carries it out (Jbt_PPTKD; Nm_PPTKD is a person, not a post).
        self.kegiatan = {b["Kd_Keg"]: (b["Nama_Kegiatan"], b.get("Jbt_PPTKD", "")) for _, b in milik["Ta_Kegiatan"]}
        self.nama_paket = {
            (b["Kd_Keg"], b["Kd_Rincian"], b["Kd_SubRinci"]): b["Nama_SubRinci"] for _, b in milik["Ta_RABSub"]
        }
        self.nama_sumber: dict[str, str] = {}
        self.desimal = {k: tanda_desimal(b[k] for _, b in milik["Ta_RABRinci"]) for k in kolom.values()}
        self.ragu: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.jumlah_rab: dict[tuple[str, str], int | None] = {}  # None: one of its rows could not be read
        self.pendapatan: list[BarisPendapatan] = []
        self.belanja: list[BarisBelanja] = []
        self.pembiayaan: list[BarisPembiayaan] = []

    def baris(self, nomor: int, b: dict[str, str]) -> None:
        sebelum = len(self.galat), sum(map(len, self.ragu.values()))
        akun = b["Kd_Rincian"][:1]
        isi: dict[str, Any] = {
            "nomor": nomor,
            "rekening": self._sel(nomor, "Kd_Rincian", nilai.kode_rekening, b["Kd_Rincian"]),
            "uraian": b["Uraian"],
            "sumber": self._sumber(nomor, b["SumberDana"], wajib=akun != "6"),
            "satuan": b["Satuan"],
            "paket": _paket(b),
            "jumlah": self._uang(nomor, b, self.kolom["jumlah"]),
        }
        self._tambah_rab(b, isi["jumlah"])
        kolom_volume, kolom_harga = self.kolom["volume"], self.kolom["harga_satuan"]
        isi["volume"] = self._angka(nomor, b, kolom_volume) if b[kolom_volume] else None
        isi["harga_satuan"] = self._uang(nomor, b, kolom_harga) if b[kolom_harga] else None
        isi["nama_paket"] = self.nama_paket.get((b["Kd_Keg"], b["Kd_Rincian"], b.get("Kd_SubRinci", "")), "")
        if akun == "5":
            isi["kegiatan"] = self._sel(nomor, "Kd_Keg", lambda k: nilai.kode_kegiatan(k, self.kd_desa), b["Kd_Keg"])
        elif akun not in {"4", "6"} and isi["rekening"]:
            pesan = f"Rekening “{b['Kd_Rincian'][:60]}” bukan pendapatan, belanja, atau pembiayaan."
            self.galat.append(Galat(pesan, "Ta_RABRinci", nomor, "Kd_Rincian"))
        if (len(self.galat), sum(map(len, self.ragu.values()))) != sebelum:
            return
        isi["rekening"] = self.padanan.rekening.get(isi["rekening"], isi["rekening"])
        if akun == "4":
            self.pendapatan.append(BarisPendapatan(**isi))
        elif akun == "6":
            dari_silpa = self.tambahan.get(nomor, {}).get("dari_silpa", False)
            self.pembiayaan.append(BarisPembiayaan(**isi, dari_silpa=dari_silpa))
        else:
            self._belanja(nomor, b, isi)

    def _belanja(self, nomor: int, b: dict[str, str], isi: dict[str, Any]) -> None:
        nama, pelaksana = self.kegiatan.get(b["Kd_Keg"], ("", ""))
        isi |= {
            "kegiatan": self.padanan.kegiatan.get(isi["kegiatan"], isi["kegiatan"]),
            "uraian_kegiatan": nama,
            "pelaksana": pelaksana,
            "komponen": "",
            "penerima": "",
            "dari_silpa": False,
            "bantuan_khusus": False,
            "risiko_tinggi": False,
            "kegiatan_acuan": "",
            "pagu_acuan": None,
        } | self.tambahan.get(nomor, {})
        isi["komponen"] = isi["komponen"] or komponen_turunan(isi["rekening"])
        self.belanja.append(BarisBelanja(**isi))

    def _sumber(self, nomor: int, tertulis: str, *, wajib: bool) -> str:
        if not tertulis and not wajib:
            return ""
        kode = tertulis.upper()
        kode = self.padanan.sumber.get(kode, kode)
        if kode in SUMBER_DANA:
            return kode
        nama = self.nama_sumber.get(kode, "")
        pesan = f"Sumber dana “{tertulis[:60]}” tidak dikenal. Yang dikenal: {', '.join(SUMBER_DANA)}."
        tanya = (Tanya("sumber", kode, nama),) if kode and len(kode) <= 60 else ()
        self.galat.append(Galat(pesan, "Ta_RABRinci", nomor, "SumberDana", tanya))
        return ""

    def _angka(self, nomor: int, b: dict[str, str], kolom: str) -> Any:
        return self._sel(nomor, kolom, lambda teks: bilangan(teks, self.desimal[kolom]), b[kolom])

    def _uang(self, nomor: int, b: dict[str, str], kolom: str) -> Any:
        return self._sel(nomor, kolom, lambda teks: nilai.uang(teks, self.desimal[kolom]), b[kolom])

    def _sel(self, nomor: int, kolom: str, baca: Any, teks: str) -> Any:
        try:
            return baca(teks)
        except AngkaRagu:
            self.ragu[kolom].append((nomor, teks))
        except ValueError as salah:
            self.galat.append(Galat(str(salah), "Ta_RABRinci", nomor, kolom))
        return None

    def sebut_ragu(self) -> None:
        """One sentence for a column, however many of its numbers may mean two things."""
        for kolom, sel in self.ragu.items():
            nomor, teks = sel[0]
            lain = f" Begitu juga {len(sel) - 1} baris lain di kolom ini." if len(sel) > 1 else ""
            pesan = (
                f"“{teks}” dapat berarti {teks.replace('.', '').replace(',', '')} atau {teks.partition(teks[-4])[0]}: "
                f"tidak ada angka lain di kolom ini yang menunjukkan cara menulis ribuan dan desimalnya.{lain} "
                "Tulis tanpa titik ribuan, atau ekspor ulang dari Siskeudes."
            )
            self.galat.append(Galat(pesan, "Ta_RABRinci", nomor, kolom))

    def _tambah_rab(self, b: dict[str, str], jumlah: int | None) -> None:
        kunci = b["Kd_Keg"], b["Kd_Rincian"]
        sampai_ini = self.jumlah_rab.get(kunci, 0)
        self.jumlah_rab[kunci] = None if jumlah is None or sampai_ini is None else sampai_ini + jumlah


def _cocokkan_rab(milik: dict[str, list[Baris]], pembaca: _Pembaca, galat: list[Galat], catatan: list[str]) -> None:
    """Ta_RAB is the sum of its rows: a difference means that one of the two tables is not whole."""
    kolom = "AnggaranStlhPAK" if pembaca.kolom["jumlah"] == "AnggaranStlhPAK" else "Anggaran"
    desimal = tanda_desimal(b[kolom] for _, b in milik["Ta_RAB"])
    rab: dict[tuple[str, str], int | None] = defaultdict(int)
    nomor_rab: dict[tuple[str, str], int] = {}
    for nomor, b in milik["Ta_RAB"]:
        kunci = b["Kd_Keg"], b["Kd_Rincian"]
        nomor_rab.setdefault(kunci, nomor)
        try:
            sampai_ini = rab[kunci]
            rab[kunci] = None if sampai_ini is None else sampai_ini + nilai.uang(b[kolom], desimal)
        except ValueError as salah:
            rab[kunci] = None
            galat.append(Galat(str(salah), "Ta_RAB", nomor, kolom))
    for kunci in sorted(pembaca.jumlah_rab.keys() | rab.keys()):
        di_rab, di_rinci = rab.get(kunci, 0), pembaca.jumlah_rab.get(kunci, 0)
        if di_rab is not None and di_rinci is not None and di_rab != di_rinci:
            pesan = (
                f"Kegiatan {kunci[0]} rekening {kunci[1]} berjumlah {rupiah(di_rab)} di sini, tetapi "
                f"{rupiah(di_rinci)} menurut Ta_RABRinci."
            )
            galat.append(Galat(pesan, "Ta_RAB", nomor_rab.get(kunci), kolom))
    _bandingkan_posting(milik["Ta_Anggaran"], kolom, sum(cast(int, n or 0) for n in rab.values()), catatan)


def _bandingkan_posting(baris: list[Baris], kolom: str, jumlah_rab: int, catatan: list[str]) -> None:
    if not baris:
        return
    akhir = max(b["KdPosting"] for _, b in baris)
    try:
        posting = sum(nilai.uang(b[kolom]) for _, b in baris if b["KdPosting"] == akhir)
    except ValueError:
        return
    if posting != jumlah_rab:
        catatan.append(
            f"Ta_Anggaran (posting {akhir}) berjumlah {rupiah(posting)}, Ta_RAB {rupiah(jumlah_rab)}. "
            "Yang dibaca Ta_RABRinci."
        )
