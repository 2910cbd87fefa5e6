"""A report and an evaluation of a programme as workbooks: numbers as numbers, the same as on the page."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils.text import slugify
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from dasar.lembar import netral
from dasar.waktu import tanggal
from laporan.bagian.bentuk import Bagian
from laporan.hitung import bagian_tersimpan
from laporan.models import Laporan
from naskah.bagian import tanggal_panjang

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LEBAR = 34


def lembar(buku: Workbook, judul: str, kepala: Sequence[str], isi: Iterable[Sequence[Any]]) -> Any:
    """A sheet with its heading in bold, which stays in sight."""
    hasil = buku.create_sheet("".join(h for h in judul if h not in "[]:*?/\\")[:31])
    for baris in [kepala, *isi]:
        hasil.append([netral(n) for n in baris])
    for sel in hasil[1]:
        sel.font, sel.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    hasil.freeze_panes = "B2"
    hasil.column_dimensions["A"].width = LEBAR
    return hasil


def lembar_bagian(buku: Workbook, b: Bagian) -> None:
    """An unknown figure is an empty cell; what stands beside the table stands below it."""
    kepala = ["Desa", *(f"{k.judul} ({k.satuan})" if k.satuan else k.judul for k in b.kolom)]
    isi: list[list[Any]] = []
    if not b.kosong:
        isi = [[r.desa, *r.nilai] for r in b.baris] + [["Jumlah", *b.jumlah]]
    catatan = [b.kosong] if b.kosong else b.catatan
    lembar(buku, b.judul, kepala, [*isi, [], *([c] for c in (*b.rinci, *catatan))])


def jawaban(buku: Workbook, nama: str) -> HttpResponse:
    wadah = BytesIO()
    buku.save(wadah)
    tajuk = {"Content-Disposition": f'attachment; filename="{slugify(nama)}.xlsx"', "Cache-Control": "no-store"}
    return HttpResponse(wadah.getvalue(), content_type=XLSX, headers=tajuk)


def buku_laporan(laporan: Laporan) -> Workbook:
    buku = Workbook()
    buku.remove(buku.active)
    keadaan = "Sementara" if laporan.sementara else laporan.get_status_display()
    isi: list[list[Any]] = [
        ["Kecamatan", str(laporan.kecamatan)],
        ["Masa laporan", laporan.nama_periode],
        ["Keadaan laporan", keadaan],
        ["Nomor", laporan.naskah.nomor if laporan.naskah else ""],
        ["Angka dihitung", tanggal_panjang(tanggal(laporan.dihitung, laporan.kecamatan))],
        ["Banyaknya desa", laporan.hitungan["desa"]],
        ["Hasil", laporan.hasil],
        ["Permasalahan", laporan.masalah],
        ["Tindak lanjut", laporan.tindak_lanjut],
        *([f"Rekomendasi {n}", r] for n, r in enumerate(laporan.rekomendasi, 1)),
        ["Kata camat", laporan.kata_camat],
    ]
    ringkasan = lembar(buku, "Laporan", ["Hal", "Isi"], isi)
    ringkasan.column_dimensions["B"].width = 100
    for baris in ringkasan.iter_rows(min_row=2, min_col=2, max_col=2):
        baris[0].alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
    for b in bagian_tersimpan(laporan.hitungan):
        lembar_bagian(buku, b)
    return buku
