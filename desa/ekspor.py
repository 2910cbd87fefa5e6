"""Sheets of perangkat to hand out: the export and the template to fill in."""

import csv
import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from dasar.lembar import netral
from desa.enums import JabatanPerangkat
from desa.resources import PerangkatResource

BARIS_TEMPLAT = 300
PETUNJUK = (
    ("kode_desa", "Wajib. Kode Kemendagri desa, misalnya 63.11.03.2021."),
    ("nama", "Wajib. Nama lengkap dengan gelar, seperti pada SK."),
    ("jabatan", f"Wajib. Salah satu dari: {', '.join(JabatanPerangkat.labels)}."),
    ("rincian", "Keterangan jabatan, misalnya Dusun I untuk kepala dusun."),
    ("niap", "Nomor Induk Aparat Pemerintah Desa. Bila diisi, orang dikenali dari NIAP-nya."),
    ("plt", "ya bila pelaksana tugas, selain itu tidak atau kosong."),
    ("jenis_kelamin", "L atau P."),
    ("sk_nomor", "Nomor SK pengangkatan."),
    ("sk_tanggal", "Tanggal SK, misalnya 17-05-2026."),
    ("mulai", "Tanggal mulai menjabat, misalnya 17-05-2026."),
    ("selesai", "Tanggal akhir masa jabatan. Kosongkan bila tanpa batas akhir."),
    ("telepon", "Nomor telepon atau WhatsApp, ditulis sebagai teks supaya angka 0 di depan tidak hilang."),
)
CATATAN = (
    "Isi lembar “Perangkat”, satu baris untuk satu orang. Jangan mengubah judul kolom.",
    "Orang yang sudah tercatat diperbarui, tidak digandakan. Sel yang dikosongkan akan mengosongkan datanya; "
    "kolom yang dihapus seluruhnya tidak mengubah apa pun.",
    "Setelah diunggah, setiap baris ditampilkan dahulu. Bila ada satu saja yang salah, tidak ada yang disimpan.",
)
JUDUL = Font(bold=True)
LATAR = PatternFill("solid", fgColor="E3F1EF")


def perangkat_ekspor(queryset, jenis: str) -> bytes:
    """xlsx or csv (UTF-8 with BOM, so that Excel reads the letters), with formulas made harmless."""
    data = PerangkatResource().export(queryset)
    baris = [data.headers, *([netral(sel) for sel in b] for b in data)]
    if jenis == "csv":
        teks = io.StringIO(newline="")
        csv.writer(teks).writerows(baris)
        return teks.getvalue().encode("utf-8-sig")
    buku = Workbook()
    _lembar_data(buku, baris)
    return _bytes(buku)


def templat_perangkat() -> bytes:
    buku = Workbook()
    lembar = _lembar_data(buku, [[kolom for kolom, _ in PETUNJUK]])
    for baris in lembar.iter_rows(min_row=2, max_row=BARIS_TEMPLAT, max_col=len(PETUNJUK)):
        for sel in baris:
            sel.number_format = "@"
    # A sheet's own list may hold 255 characters; the posts are longer, so they stand on the second sheet.
    for kolom, rumus in (
        ("C", f"Petunjuk!$D$2:$D${1 + len(JabatanPerangkat.labels)}"),
        ("F", '"ya,tidak"'),
        ("G", '"L,P"'),
    ):
        pilihan = DataValidation(type="list", formula1=rumus, allow_blank=True)
        lembar.add_data_validation(pilihan)
        pilihan.add(f"{kolom}2:{kolom}{BARIS_TEMPLAT}")

    petunjuk = buku.create_sheet("Petunjuk")
    petunjuk.append(["Kolom", "Cara mengisi", "", "Jabatan yang dikenal"])
    for i in range(max(len(PETUNJUK), len(JabatanPerangkat.labels))):
        kiri = PETUNJUK[i] if i < len(PETUNJUK) else ("", "")
        jabatan = JabatanPerangkat.labels[i] if i < len(JabatanPerangkat.labels) else ""
        petunjuk.append([*kiri, "", jabatan])
    petunjuk.append([])
    for kalimat in CATATAN:
        petunjuk.append(["", kalimat])
    for huruf, lebar in (("A", 16), ("B", 90), ("C", 3), ("D", 30)):
        petunjuk.column_dimensions[huruf].width = lebar
    for baris in petunjuk.iter_rows():
        for sel in baris:
            sel.alignment = Alignment(wrap_text=True, vertical="top")
    for sel in petunjuk[1]:
        sel.font = JUDUL
    return _bytes(buku)


def _lembar_data(buku: Workbook, baris: list):
    lembar = buku.active
    lembar.title = "Perangkat"
    for isi in baris:
        lembar.append(list(isi))
    for sel in lembar[1]:
        sel.font, sel.fill = JUDUL, LATAR
        lembar.column_dimensions[sel.column_letter].width = 30 if sel.value in {"nama", "jabatan"} else 18
    lembar.freeze_panes = "A2"
    return lembar


def _bytes(buku: Workbook) -> bytes:
    hasil = io.BytesIO()
    buku.save(hasil)
    return hasil.getvalue()
