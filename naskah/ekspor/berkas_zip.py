"""A zip of documents with an index sheet; one document in memory at a time."""

import zipfile
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill

from dasar.lembar import netral
from dasar.waktu import waktu_pembaca
from naskah.ekspor.bahan import Kemajuan, Salinan, nama_aman, naskah_berurut, salinan_naskah

NAMA_INDEKS = "Daftar isi.xlsx"
KOLOM = (
    ("No.", 6),
    ("Nomor", 30),
    ("Tanggal", 13),
    ("Jenis", 24),
    ("Kecamatan", 20),
    ("Desa", 24),
    ("Perihal", 50),
    ("Status", 16),
    ("Nama berkas", 60),
    ("SHA-256 berkas ini", 68),
    ("SHA-256 naskah asli", 68),
    ("Keterangan", 50),
)
JUDUL, LATAR = Font(bold=True), PatternFill("solid", fgColor="E3F1EF")


def zip_tulis(keluar: BinaryIO, daftar_pk: list[int], *, maju: Kemajuan, sementara: Path) -> int:
    """Write the archive; `maju` is called after each document. Returns how many have no PDF."""
    lebar, tanpa_pdf = max(4, len(str(len(daftar_pk)))), 0
    waktu = waktu_pembaca(timezone.now()).timetuple()[:6]
    buku = Workbook(write_only=True)  # rows go to a temporary file at once
    lembar = lembar_siap(buku, "Daftar isi", KOLOM)
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_STORED, allowZip64=True) as arsip:
        for n, (pk, naskah) in enumerate(naskah_berurut(daftar_pk), 1):
            if naskah is None:
                lembar.append([n, f"Naskah {pk}", *[None] * 9, "Naskah ini sudah tidak ada."])
                tanpa_pdf += 1
                maju()
                continue
            for salinan in salinan_naskah(naskah):
                nama = ""
                if salinan.isi is None:
                    tanpa_pdf += 1
                else:
                    nama = nama_dalam_zip(n, lebar, salinan)
                    arsip.writestr(_info(nama, waktu), salinan.isi)
                    maju.serahkan(salinan)
                lembar.append(_baris(n, salinan, nama, lembar))
            maju()
        jalur = sementara / "indeks.xlsx"
        buku.save(jalur)
        arsip.write(jalur, NAMA_INDEKS)
    return tanpa_pdf


def nama_dalam_zip(n: int, lebar: int, salinan: Salinan) -> str:
    """Unique by its number in front, safe whatever pattern the kecamatan gives its numbers."""
    naskah = salinan.naskah
    nama = nama_aman(f"{n:0{lebar}d} {naskah.get_jenis_display()} {naskah.nomor or 'draf'}")
    return f"{nama}{' - ' + salinan.sebutan if salinan.sebutan else ''}.pdf"


def _info(nama: str, waktu: tuple) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(nama, waktu)
    info.external_attr = 0o644 << 16
    return info


def _baris(n: int, salinan: Salinan, nama: str, lembar: Any) -> list[Any]:
    naskah = salinan.naskah
    return [
        n,
        netral(naskah.nomor),
        tanggal_sel(lembar, naskah.tanggal),
        netral(naskah.get_jenis_display()),
        netral(naskah.kecamatan.nama),
        netral(naskah.desa.nama if naskah.desa else ""),
        netral(naskah.perihal),
        naskah.get_status_display(),
        nama,
        salinan.sha256,
        naskah.pdf_sha256,
        netral(salinan.keterangan),
    ]


def lembar_siap(buku: Workbook, judul: str, kolom: tuple[tuple[str, int], ...]) -> Any:
    """A sheet with its heading; widths and the frozen row must be set before the first row is written."""
    lembar = buku.create_sheet(judul)
    lembar.freeze_panes = "A2"
    for n, (_, lebar) in enumerate(kolom):
        lembar.column_dimensions[chr(ord("A") + n)].width = lebar
    kepala = []
    for teks, _ in kolom:
        sel = WriteOnlyCell(lembar, teks)
        sel.font, sel.fill, sel.alignment = JUDUL, LATAR, Alignment(vertical="center")
        kepala.append(sel)
    lembar.append(kepala)
    return lembar


def tanggal_sel(lembar: Any, tanggal: date) -> WriteOnlyCell:
    sel = WriteOnlyCell(lembar, tanggal)
    sel.number_format = "DD-MM-YYYY"
    return sel
