"""The tables of one desa and year into one budget in memory; every problem first, then all of it or nothing."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from apbdes.anggaran import Anggaran, BarisBelanja, BarisPembiayaan, BarisPendapatan, Jenis, komponen_turunan
from apbdes.buku_kerja.galat import Galat, TidakTerbaca
from apbdes.buku_kerja.skema import dengan_fakta
from apbdes.siskeudes import nilai, skema
from apbdes.siskeudes.berkas import IsiTabel, baca_tabel, bagian_csv
from apbdes.siskeudes.perut import baca_identitas, baca_rincian

Baris = tuple[int, dict[str, str]]
BANYAK_SEBUT = 10


@dataclass
class Terbaca:
    """A budget whose rows are numbered as in Ta_RABRinci.csv, and what is to be known about how it was read."""

    anggaran: Anggaran
    catatan: list[str] = field(default_factory=list)


def baca_siskeudes(isi: bytes, *, kode_desa: str, tahun: int, jenis: Jenis) -> Terbaca:
    """Raises TidakTerbaca with every problem. For a perubahan the columns after PAK are read.

    Siskeudes knows a desa by its kecamatan's number within the kabupaten and the last four digits of the
    Kemendagri code; only those four digits are compared.
    """
    galat: list[Galat] = []
    catatan: list[str] = []
    bagian = bagian_csv(isi)
    tabel = {t.nama: baca_tabel(bagian, t, galat, catatan) for t in skema.TABEL}
    if galat:
        raise TidakTerbaca(galat)
    rinci = tabel["Ta_RABRinci"]
    assert rinci is not None  # a table that must be there
    kd_desa = _pilih_desa(rinci, kode_desa, tahun)
    lewat = 0
    milik: dict[str, list[Baris]] = {}
    for nama, t in tabel.items():
        milik[nama] = [b for b in t.baris if _milik(b[1], kd_desa, tahun)] if t else []
        lewat += len(t.baris) - len(milik[nama]) if t else 0
    if lewat:
        catatan.append(f"{lewat} baris milik desa lain atau tahun lain dilewati.")
    kecamatan = kd_desa.partition(".")[0]
    if kecamatan != kode_desa[6:8]:
        catatan.append(f"Siskeudes menyebut kecamatan ini {kecamatan}; yang dibandingkan empat angka kode desanya.")
    kolom = _kolom(jenis)
    tambahan = baca_rincian(bagian, galat)
    pembaca = _Pembaca(kd_desa, kolom, _nama_kegiatan(milik["Ta_Kegiatan"]), tambahan, galat)
    for nomor, b in milik["Ta_RABRinci"]:
        pembaca.baris(nomor, b)
    _cocokkan_rab(milik, kolom, galat, catatan)
    identitas = baca_identitas(bagian, jenis, galat)
    if galat:
        raise TidakTerbaca(galat)
    if not tambahan:
        catatan.append(
            "Siskeudes tidak memuat pagu, penerima, komponen, dan tanda SiLPA; lengkapi setelah disimpan agar semua "
            "aturan dapat diputuskan."
        )
    return Terbaca(
        Anggaran(
            kode_desa,
            tahun,
            jenis,
            tuple(pembaca.pendapatan),
            tuple(pembaca.belanja),
            tuple(pembaca.pembiayaan),
            **dengan_fakta(identitas),
        ),
        catatan,
    )


def _pilih_desa(rinci: IsiTabel, kode_desa: str, tahun: int) -> str:
    """The Kd_Desa of the file that is this desa; raises TidakTerbaca when none is, or not in this year."""
    desa = sorted({b["Kd_Desa"] for _, b in rinci.baris})
    cocok = [d for d in desa if d.rstrip(".").rpartition(".")[2] == kode_desa[-4:]]
    if len(cocok) != 1:
        ada = ", ".join(desa[:BANYAK_SEBUT]) or "tidak ada satu pun"
        pesan = f"Berkas ini memuat desa {ada}; tidak satu pun berkode {kode_desa[-4:]}."
        if cocok:
            pesan = f"Berkas ini memuat lebih dari satu desa berkode {kode_desa[-4:]} ({ada}). Ekspor satu kecamatan."
        raise TidakTerbaca([Galat(pesan, "Ta_RABRinci", kolom="Kd_Desa")])
    ada_tahun = sorted({b["Tahun"] for _, b in rinci.baris if b["Kd_Desa"] == cocok[0]})
    if str(tahun) not in ada_tahun:
        pesan = f"Berkas ini untuk tahun {', '.join(ada_tahun[:BANYAK_SEBUT])}, sedangkan yang diisi tahun {tahun}."
        raise TidakTerbaca([Galat(pesan, "Ta_RABRinci", kolom="Tahun")])
    return cocok[0]


def _milik(b: dict[str, str], kd_desa: str, tahun: int) -> bool:
    return b["Kd_Desa"] == kd_desa and b["Tahun"] == str(tahun)


def _kolom(jenis: Jenis) -> dict[str, str]:
    if jenis == "perubahan":
        return {"volume": "JmlSatuanPAK", "harga_satuan": "HrgSatuanPAK", "jumlah": "AnggaranStlhPAK"}
    return {"volume": "JmlSatuan", "harga_satuan": "HrgSatuan", "jumlah": "Anggaran"}


def _nama_kegiatan(baris: list[Baris]) -> dict[str, tuple[str, str]]:
    """Kd_Keg → its name and the post that carries it out (Jbt_PPTKD; Nm_PPTKD is a person, not a post)."""
    return {b["Kd_Keg"]: (b["Nama_Kegiatan"], b.get("Jbt_PPTKD", "")) for _, b in baris}


class _Pembaca:
    def __init__(
        self,
        kd_desa: str,
        kolom: dict[str, str],
        kegiatan: dict[str, tuple[str, str]],
        tambahan: dict[int, dict[str, Any]],
        galat: list[Galat],
    ) -> None:
        self.kd_desa, self.kolom, self.kegiatan, self.tambahan, self.galat = kd_desa, kolom, kegiatan, tambahan, galat
        self.pendapatan: list[BarisPendapatan] = []
        self.belanja: list[BarisBelanja] = []
        self.pembiayaan: list[BarisPembiayaan] = []

    def baris(self, nomor: int, b: dict[str, str]) -> None:
        sebelum = len(self.galat)
        rekening = self._sel(nomor, "Kd_Rincian", nilai.kode_rekening, b["Kd_Rincian"])
        jumlah = self._sel(nomor, self.kolom["jumlah"], nilai.uang, b[self.kolom["jumlah"]])
        akun = b["Kd_Rincian"][:1]
        dana = b["SumberDana"]
        if dana or akun != "6":
            dana = self._sel(nomor, "SumberDana", nilai.sumber, dana)
        if akun == "5":
            self._belanja(nomor, b, rekening, jumlah, dana, sebelum)
        elif akun not in {"4", "6"}:
            if len(self.galat) == sebelum:
                pesan = f"Rekening “{b['Kd_Rincian'][:60]}” bukan pendapatan, belanja, atau pembiayaan."
                self.galat.append(Galat(pesan, "Ta_RABRinci", nomor, "Kd_Rincian"))
        elif len(self.galat) == sebelum:
            if akun == "4":
                self.pendapatan.append(BarisPendapatan(nomor, rekening, b["Uraian"], dana, jumlah))
            else:
                self.pembiayaan.append(BarisPembiayaan(nomor, rekening, b["Uraian"], dana, jumlah))

    def _belanja(self, nomor: int, b: dict[str, str], rekening: str, jumlah: int, dana: str, sebelum: int) -> None:
        kegiatan = self._sel(nomor, "Kd_Keg", lambda k: nilai.kode_kegiatan(k, self.kd_desa), b["Kd_Keg"])
        kolom_volume, kolom_harga = self.kolom["volume"], self.kolom["harga_satuan"]
        volume = self._sel(nomor, kolom_volume, nilai.bilangan, b[kolom_volume]) if b[kolom_volume] else None
        harga = self._sel(nomor, kolom_harga, nilai.uang, b[kolom_harga]) if b[kolom_harga] else None
        if len(self.galat) > sebelum:
            return
        nama, pelaksana = self.kegiatan.get(b["Kd_Keg"], ("", ""))
        isi: dict[str, Any] = {
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
        isi["komponen"] = isi["komponen"] or komponen_turunan(rekening)
        self.belanja.append(
            BarisBelanja(
                nomor=nomor,
                kegiatan=kegiatan,
                rekening=rekening,
                uraian=b["Uraian"],
                volume=volume,
                satuan=b["Satuan"],
                harga_satuan=harga,
                jumlah=jumlah,
                sumber=dana,
                **isi,
            )
        )

    def _sel(self, nomor: int, kolom: str, baca: Any, teks: str) -> Any:
        try:
            return baca(teks)
        except ValueError as salah:
            self.galat.append(Galat(str(salah), "Ta_RABRinci", nomor, kolom))
            return None


def _cocokkan_rab(milik: dict[str, list[Baris]], kolom: dict[str, str], galat: list[Galat], catatan: list[str]) -> None:
    """Ta_RAB is the sum of its rows: a difference means that one of the two tables is not whole."""
    if galat:
        return
    rinci: dict[tuple[str, str], int] = defaultdict(int)
    for _, b in milik["Ta_RABRinci"]:
        rinci[b["Kd_Keg"], b["Kd_Rincian"]] += nilai.uang(b[kolom["jumlah"]])
    rab: dict[tuple[str, str], int] = defaultdict(int)
    kolom_rab = "AnggaranStlhPAK" if kolom["jumlah"] == "AnggaranStlhPAK" else "Anggaran"
    nomor_rab: dict[tuple[str, str], int] = {}
    for nomor, b in milik["Ta_RAB"]:
        kunci = b["Kd_Keg"], b["Kd_Rincian"]
        nomor_rab.setdefault(kunci, nomor)
        try:
            rab[kunci] += nilai.uang(b[kolom_rab])
        except ValueError as salah:
            galat.append(Galat(str(salah), "Ta_RAB", nomor, kolom_rab))
            return
    for kunci in sorted(rinci.keys() | rab.keys()):
        if rinci.get(kunci, 0) != rab.get(kunci, 0):
            pesan = (
                f"Kegiatan {kunci[0]} rekening {kunci[1]} berjumlah {rab.get(kunci, 0)} di sini, tetapi "
                f"{rinci.get(kunci, 0)} menurut Ta_RABRinci."
            )
            galat.append(Galat(pesan, "Ta_RAB", nomor_rab.get(kunci), kolom_rab))
    _bandingkan_posting(milik["Ta_Anggaran"], kolom_rab, sum(rab.values()), catatan)


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
            f"Ta_Anggaran (posting {akhir}) berjumlah {posting}, Ta_RAB {jumlah_rab}. Yang dibaca Ta_RABRinci."
        )
