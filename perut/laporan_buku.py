"""The checklist of books as the berita acara prints it: rows in words, completeness per group."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.formats import date_format

from perut.models import Buku, Kunjungan, Pemeriksaan
from perut.queries import Kelengkapan

CATATAN_PANJANG = 140  # characters; longer notes stand below the table, so that no row fills a page
TIDAK_BERLAKU = "–"


@dataclass(frozen=True)
class BarisBuku:
    """An empty answer is printed as a dotted line; a dash says that the question does not apply."""

    nomor: int
    kode: str
    nama: str
    keberadaan: str
    format: str
    mutakhir: str
    ditandatangani: str
    catatan: str


@dataclass(frozen=True)
class CatatanBuku:
    nomor: int
    buku: str
    isi: list[str]


@dataclass(frozen=True)
class KelompokBuku:
    judul: str
    baris: list[BarisBuku]
    jumlah: int
    ada: int
    tertib: int
    persen: int


@dataclass(frozen=True)
class BukuAdministrasi:
    instrumen: str
    dasar: str
    kelompok: list[KelompokBuku]
    catatan: list[CatatanBuku]
    jumlah: int
    ada: int
    tertib: int
    persen: int


def buku_administrasi(kunjungan: Kunjungan) -> BukuAdministrasi:
    """Every book of the visit's instrument, examined or not, in its official order."""
    instrumen = kunjungan.instrumen
    semua = list(instrumen.buku.all()) if instrumen else []
    hasil = {p.buku_id: p for p in kunjungan.pemeriksaan_set.select_related("buku")}
    kelompok, catatan = [], []
    nomor = 0
    for huruf_nama, anggota in groupby(semua, key=_judul_kelompok):
        baris, ada, tertib = [], 0, 0
        for buku in anggota:
            nomor += 1
            periksa = hasil.get(buku.pk)
            ada += bool(periksa and periksa.ada)
            tertib += bool(periksa and periksa.tertib)
            baris.append(_baris(nomor, buku, periksa, catatan))
        kelompok.append(
            KelompokBuku(
                huruf_nama, baris, len(baris), ada, tertib, Kelengkapan(huruf_nama, tertib, ada, len(baris)).persen
            )
        )
    jumlah, ada, tertib = (sum(getattr(k, kolom) for k in kelompok) for kolom in ("jumlah", "ada", "tertib"))
    return BukuAdministrasi(
        instrumen=str(instrumen or ""),
        dasar=instrumen.dasar if instrumen else "",
        kelompok=kelompok,
        catatan=catatan,
        jumlah=jumlah,
        ada=ada,
        tertib=tertib,
        persen=Kelengkapan("", tertib, ada, jumlah).persen,
    )


def _judul_kelompok(buku: Buku) -> str:
    huruf = buku.kode.split(".")[0]
    return buku.kelompok if buku.kelompok.startswith(f"{huruf}.") else f"{huruf}. {buku.kelompok}"


def _baris(nomor: int, buku: Buku, periksa: Pemeriksaan | None, catatan: list[CatatanBuku]) -> BarisBuku:
    isi = periksa.catatan.strip() if periksa else ""
    if len(isi) > CATATAN_PANJANG or isi.count("\n") > 3:
        paragraf = [b.strip() for b in isi.splitlines() if b.strip()]
        catatan.append(CatatanBuku(len(catatan) + 1, str(buku), paragraf))
        isi = f"Catatan {len(catatan)}, di bawah tabel"
    return BarisBuku(
        nomor=nomor,
        kode=buku.kode,
        nama=buku.nama,
        **_jawaban(periksa),
        catatan=isi or TIDAK_BERLAKU,
    )


def _jawaban(periksa: Pemeriksaan | None) -> dict[str, str]:
    kolom = ("keberadaan", "format", "mutakhir", "ditandatangani")
    if periksa is None or periksa.ada is None:
        return dict.fromkeys(kolom, "")
    if not periksa.ada:
        return {**dict.fromkeys(kolom, TIDAK_BERLAKU), "keberadaan": "Tidak ada"}
    sampai = periksa.mutakhir_sampai
    return {
        "keberadaan": "Ada",
        "format": {True: "Sesuai", False: "Belum sesuai", None: ""}[periksa.format_sesuai],
        "mutakhir": date_format(sampai, "F Y") if sampai else "Belum terisi",
        "ditandatangani": {True: "Ya", False: "Belum", None: ""}[periksa.ditandatangani],
    }
