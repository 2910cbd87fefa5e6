"""The agenda book: every number of a kecamatan in a year, month by month: the documents of PERUT, and what was
reserved, skipped, or issued outside it, each with its reason."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from heapq import merge
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

import pikepdf
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from openpyxl import Workbook

from akun.models import Pengguna
from cetak.pdf import pdf_buat
from dasar.lembar import netral
from dasar.waktu import hari_ini, setempat, tanggal
from desa.models import Kecamatan
from naskah.bagian import kop, tanggal_panjang
from naskah.ekspor.berkas_zip import lembar_siap, tanggal_sel
from naskah.ekspor.gabungan import Penggabung
from naskah.enums.naskah import BERLAKU, TERBIT, CaraNomor, StatusNaskah
from naskah.jenis import pilihan_jenis
from naskah.models import Naskah, NomorTerpakai, PenandaTangan

TEMPLAT, NOMOR_HALAMAN = "naskah/pdf/agenda.html", "naskah/pdf/agenda_nomor.html"
KOLOM = (
    ("No.", 6),
    ("Tanggal", 13),
    ("Nomor naskah", 30),
    ("Jenis", 24),
    ("Perihal", 56),
    ("Desa atau penerima", 24),
    ("Penanda tangan", 60),
    ("Keadaan", 48),
    ("Kode verifikasi", 32),
)


@dataclass(frozen=True)
class Baris:
    tanggal: date
    waktu: datetime  # when its number was given
    nomor: str
    jenis: str
    perihal: str
    kepada: str
    penanda: str
    keadaan: str
    kode: str = ""
    alamat: str = ""
    no: int = 0


def agenda_naskah(pengguna: Pengguna, kecamatan: Kecamatan, tahun: int) -> QuerySet[Naskah]:
    """What has a number, in the order in which the numbers were given."""
    terlihat = Naskah.objects.untuk(pengguna).filter(kecamatan=kecamatan, tahun=tahun, status__in=TERBIT)
    return terlihat.order_by("tanggal", "disetujui", "pk")


def agenda_lain(kecamatan: Kecamatan, tahun: int) -> QuerySet[NomorTerpakai]:
    """Numbers of this year that no document of PERUT bears."""
    lain = NomorTerpakai.objects.filter(kecamatan=kecamatan, tahun=tahun).exclude(cara=CaraNomor.NASKAH)
    return lain.order_by("tanggal", "dibuat", "pk")


def agenda_tahun(pengguna: Pengguna, kecamatan: Kecamatan) -> list[int]:
    """The years that have an agenda, the latest first; this year always."""
    naskah = Naskah.objects.untuk(pengguna).filter(kecamatan=kecamatan, status__in=TERBIT)
    lain = NomorTerpakai.objects.filter(kecamatan=kecamatan).exclude(cara=CaraNomor.NASKAH)
    tahun = {t for rumpun in (naskah, lain) for t in rumpun.order_by().values_list("tahun", flat=True).distinct()}
    return sorted({hari_ini(kecamatan).year, *tahun}, reverse=True)


def agenda_baris(pengguna: Pengguna, kecamatan: Kecamatan, tahun: int, bulan: int | None = None) -> Iterator[Baris]:
    """Row by row, numbered through the year; a few hundred in memory at a time."""
    daftar = (
        agenda_naskah(pengguna, kecamatan, tahun)
        .select_related("desa", "kecamatan", "menggantikan")
        .prefetch_related("penanda", "calon_pengganti", "riwayat")
        .defer("isi", "menggantikan__isi")
    )
    naskah = (_baris_naskah(n) for n in daftar.iterator(chunk_size=300))
    lain = (_baris_lain(n) for n in agenda_lain(kecamatan, tahun).iterator(chunk_size=300))
    for no, baris in enumerate(merge(naskah, lain, key=lambda b: (b.tanggal, b.waktu)), 1):
        if bulan in (None, baris.tanggal.month):
            yield replace(baris, no=no)


def _baris_naskah(n: Naskah) -> Baris:
    return Baris(
        tanggal=n.tanggal,
        waktu=n.disetujui or n.dibuat,
        nomor=n.nomor,
        jenis=n.get_jenis_display(),
        perihal=n.perihal,
        kepada=n.desa.nama if n.desa else "",
        penanda="; ".join(map(_penanda, n.penanda.all())),
        keadaan=keadaan_kalimat(n),
        kode=n.kode,
        alamat=n.get_absolute_url(),
    )


def _penanda(penanda: PenandaTangan) -> str:
    """The name; with the day on the paper where it was signed in ink."""
    kertas = penanda.tanggal_kertas
    return f"{penanda.sebutan} (tinta, {date_format(kertas, 'j M Y')})" if kertas else penanda.sebutan


def _baris_lain(n: NomorTerpakai) -> Baris:
    return Baris(
        tanggal=n.tanggal,
        waktu=n.dibuat,
        nomor=n.sebutan,
        jenis=n.jenis_surat or n.nama_buku,
        perihal=n.perihal,
        kepada=n.kepada,
        penanda="",
        keadaan=f"{n.get_cara_display()}: {n.alasan}",
    )


def keadaan_kalimat(naskah: Naskah) -> str:
    """The state in words: since when it is no longer in force, what took its place, what it replaces."""
    terakhir = next((r for r in reversed(naskah.riwayat.all()) if r.ke == naskah.status), None)
    pada = ""
    if terakhir:
        pada = f" {tanggal_panjang(tanggal(terakhir.waktu, naskah.kecamatan))}"
    if naskah.status == StatusNaskah.DICABUT:
        alasan = f": {terakhir.alasan}" if terakhir and terakhir.alasan else ""
        return f"Dicabut{pada}{alasan}"
    if naskah.status == StatusNaskah.DIGANTI:
        dengan = f" dengan {naskah.pengganti.nomor}" if naskah.pengganti else ""
        return f"Diganti{pada}{dengan}"
    if naskah.menggantikan and naskah.menggantikan.nomor:
        return f"{naskah.get_status_display()}; menggantikan {naskah.menggantikan.nomor}"
    return naskah.get_status_display()


def agenda_xlsx(keluar: BinaryIO, pengguna: Pengguna, kecamatan: Kecamatan, tahun: int) -> None:
    """One row per document, ready to be sorted and filtered; rows are written out as they are read."""
    buku = Workbook(write_only=True)
    lembar = lembar_siap(buku, f"Agenda {tahun}", KOLOM)
    for b in agenda_baris(pengguna, kecamatan, tahun):
        isi = [netral(teks) for teks in (b.nomor, b.jenis, b.perihal, b.kepada, b.penanda, b.keadaan)]
        lembar.append([b.no, tanggal_sel(lembar, b.tanggal), *isi, b.kode])
    buku.save(keluar)


def agenda_pdf(
    keluar: BinaryIO,
    pengguna: Pengguna,
    kecamatan: Kecamatan,
    tahun: int,
    *,
    sementara: Path,
    maju: Callable[[], None],
) -> None:
    """The book as PDF, in the layout of the other official documents, a bookmark per month.

    Month by month, for a long table costs WeasyPrint memory that grows with every row (2,000 rows:
    600 MB); the page numbers are laid over when the number of pages is known. `maju` is called per row.
    """
    naskah = agenda_naskah(pengguna, kecamatan, tahun)
    hitungan = Counter(naskah.values_list("jenis", flat=True))
    nama_jenis = dict(pilihan_jenis())
    konteks: dict[str, object] = {
        "isi": {"kop": kop(kecamatan)},
        "kecamatan": kecamatan,
        "tahun": tahun,
        "jumlah": sum(hitungan.values()),
        "per_jenis": sorted((nama_jenis.get(jenis, jenis), n) for jenis, n in hitungan.items()),
        "lain": agenda_lain(kecamatan, tahun).count(),
        "tidak_berlaku": naskah.exclude(status__in=BERLAKU).count(),
        "dicetak": setempat(timezone.now(), kecamatan),
    }
    bagian: list[tuple[str, Path, int]] = []
    banyak = 0
    for nomor, baris in groupby(agenda_baris(pengguna, kecamatan, tahun), lambda b: b.tanggal.month):
        nama, isi = date_format(date(tahun, nomor, 1), "F Y"), []
        for b in baris:
            isi.append(b)
            maju()
        jalur = sementara / f"bulan-{nomor}.pdf"
        jalur.write_bytes(pdf_buat(TEMPLAT, konteks | {"pertama": not bagian, "nama": nama, "baris": isi}))
        with pikepdf.open(jalur) as pdf:
            bagian.append((nama, jalur, len(pdf.pages)))
            banyak += len(pdf.pages)
    _satukan(keluar, bagian, banyak, judul=f"Buku Agenda Naskah {kecamatan} Tahun {tahun}")


def _satukan(keluar: BinaryIO, bagian: list[tuple[str, Path, int]], banyak: int, *, judul: str) -> None:
    hasil, halaman = Penggabung(keluar), 0
    with pikepdf.open(BytesIO(pdf_buat(NOMOR_HALAMAN, {"halaman": range(banyak)}))) as nomor:
        for nama, jalur, jumlah in bagian:
            bernomor = BytesIO()
            with pikepdf.open(jalur) as pdf:
                for n, lembar in enumerate(pdf.pages):
                    lembar.add_overlay(nomor.pages[halaman + n], pikepdf.Rectangle(lembar.mediabox))
                pdf.save(bernomor)
            halaman += jumlah
            bernomor.seek(0)
            hasil.tambah(bernomor, judul=nama)
    hasil.selesai(judul=judul)
