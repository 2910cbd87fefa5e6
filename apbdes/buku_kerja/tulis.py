"""The exchange workbook, empty as a template or filled with a budget: `baca` reads back the same budget."""

import io
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from apbdes import acuan
from apbdes.anggaran import KOMPONEN, PENERIMA, SUMBER_DANA, Anggaran
from apbdes.buku_kerja import skema
from apbdes.gramatika.bentuk import FAKTA_BAKU, BentukFakta
from dasar.uang import SEN, angka, ke_rupiah

BARIS_ISIAN = 2000
JUDUL = PatternFill("solid", start_color="1F4E79")
WAJIB = PatternFill("solid", start_color="7F3F00")

ARTI_IDENTITAS = {
    "kode_desa": "misalnya 61.11.01.2001",
    "tahun_anggaran": "empat angka, misalnya 2024",
    "jenis": "murni atau perubahan",
    "tanggal_disampaikan": "tanggal rancangan disampaikan kepada camat",
    "pagu_dds": "pagu Dana Desa",
    "pagu_add": "pagu ADD",
    "pagu_pbh": "pagu bagi hasil pajak dan retribusi",
    "akhir_masa_jabatan_kades": "tanggal akhir masa jabatan kepala desa",
    "perdes_dana_cadangan": "nomor Peraturan Desa tentang Dana Cadangan, bila ada",
    "tanggal_perdes_dana_cadangan": "tanggal peraturan itu diundangkan",
    "jumlah_petugas_pbb": "banyaknya petugas menurut Keputusan Kepala Desa",
}

PETUNJUK = (
    "Petunjuk pengisian",
    "",
    "1. Isi lembar Identitas, Pendapatan, Belanja, dan Pembiayaan. Jangan mengubah nama lembar dan nama kolom.",
    "2. Kolom berjudul cokelat wajib diisi; kolom berjudul biru boleh kosong.",
    "3. Satu baris untuk satu rincian: satu kegiatan, satu rekening, satu sumber dana.",
    "4. Kode kegiatan ditulis 1.1.01 dan kode rekening 5.1.1.01, sebagai teks.",
    "5. Jumlah ditulis dalam rupiah, dengan sen bila ada: 1500000, 1.500.000, atau 1.500.000,50.",
    "6. Tanggal memakai sel tanggal, atau ditulis 2024-01-31.",
    "7. Satuan OB berarti orang-bulan, OT berarti orang-tahun.",
    "8. dari_silpa, bantuan_khusus, dan risiko_tinggi diisi ya, atau dikosongkan.",
    "9. kegiatan_acuan dan pagu_acuan hanya untuk baris konsultan: kegiatan yang dilayani dan pagunya.",
    "10. Rumus boleh dipakai asalkan berkas disimpan dari Excel atau LibreOffice. Jangan menggabungkan sel dan jangan "
    "menyembunyikan lembar.",
    "",
    "Lembar Daftar memuat pilihan yang dikenal, kode kegiatan beserta pelaksananya, dan kode rekening.",
)


class DaftarKode(Protocol):
    """The codes to list; the catalogue of a kabupaten and year is one."""

    @property
    def kegiatan(self) -> Mapping[str, Any]: ...

    @property
    def rekening(self) -> Mapping[str, Any]: ...


def templat(
    anggaran: Anggaran | None = None,
    katalog: DaftarKode | None = None,
    fakta: Mapping[str, BentukFakta] = FAKTA_BAKU,
) -> bytes:
    """An empty workbook with instructions and drop-down lists; desa, year and kind as in `anggaran`."""
    kosong = anggaran and replace(anggaran, pendapatan=(), belanja=(), pembiayaan=(), semula=None)
    return _tulis(kosong, katalog, fakta, petunjuk=True)


def tulis(
    anggaran: Anggaran | None,
    katalog: DaftarKode | None = None,
    fakta: Mapping[str, BentukFakta] = FAKTA_BAKU,
) -> bytes:
    return _tulis(anggaran, katalog, fakta, petunjuk=anggaran is None)


def _tulis(
    anggaran: Anggaran | None, katalog: DaftarKode | None, fakta: Mapping[str, BentukFakta], *, petunjuk: bool
) -> bytes:
    buku = openpyxl.Workbook()
    buku.remove(buku.active)
    _petunjuk(buku.create_sheet("Petunjuk"))
    _identitas(buku.create_sheet("Identitas"), anggaran, fakta)
    for nama, kolom in (
        ("Pendapatan", skema.PENDAPATAN),
        ("Belanja", skema.BELANJA),
        ("Pembiayaan", skema.PEMBIAYAAN),
    ):
        baris = getattr(anggaran, nama.lower()) if anggaran else ()
        _tabel(buku.create_sheet(nama), kolom, [b[1 : len(kolom) + 1] for b in baris], _format_uang(anggaran))
    _daftar(buku.create_sheet("Daftar"), katalog)
    buku.active = 0 if petunjuk else 1
    keluaran = io.BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def _petunjuk(lembar: Worksheet) -> None:
    lembar.column_dimensions["A"].width = 100
    for nomor, kalimat in enumerate(PETUNJUK, 1):
        sel = lembar.cell(nomor, 1, kalimat)
        sel.alignment = Alignment(wrap_text=True, vertical="top")
        if nomor == 1:
            sel.font = Font(bold=True, size=14)


def _judul(lembar: Worksheet, kolom: list[tuple[str, bool]], lebar: dict[str, int]) -> None:
    for urut, (nama, wajib) in enumerate(kolom, 1):
        sel = lembar.cell(1, urut, nama)
        sel.font = Font(bold=True, color="FFFFFF")
        sel.fill = WAJIB if wajib else JUDUL
        lembar.column_dimensions[get_column_letter(urut)].width = lebar.get(nama, 18)
    lembar.freeze_panes = "A2"


def _identitas(lembar: Worksheet, anggaran: Anggaran | None, fakta: Mapping[str, BentukFakta]) -> None:
    _judul(lembar, [("kunci", True), ("nilai", True)], {"kunci": 34, "nilai": 34})
    for nomor, (kunci, kolom) in enumerate(skema.kolom_identitas(fakta).items(), 2):
        lembar.cell(nomor, 1, kunci).font = Font(bold=kolom.wajib)
        sel = lembar.cell(nomor, 2)
        if kunci == "kode_desa":
            sel.number_format = "@"
        elif kunci.startswith(("tanggal", "akhir")) or (kunci in fakta and fakta[kunci].jenis == "tanggal"):
            sel.number_format = "yyyy-mm-dd"
        if anggaran is not None:
            format_ = sel.number_format
            nilai = skema.isi_identitas(anggaran, kunci, fakta)
            _isi(lembar, nomor, 2, _rupiah(nilai) if kunci.startswith("pagu") else nilai)
            sel.number_format = format_
        bantuan = DataValidation(promptTitle=kunci[:32], prompt=_arti(kunci, fakta), showInputMessage=True)
        if kunci == "jenis":
            bantuan = _pilihan('"murni,perubahan"')
        bantuan.add(sel.coordinate)
        lembar.add_data_validation(bantuan)


def _arti(kunci: str, fakta: Mapping[str, BentukFakta]) -> str:
    """What Excel shows at the cell, which it cuts off at 255 letters."""
    if kunci in ARTI_IDENTITAS:
        return ARTI_IDENTITAS[kunci]
    pilihan = ("ya", "tidak") if fakta[kunci].jenis == "ya" else fakta[kunci].pilihan
    return ": ".join(filter(None, [fakta[kunci].arti, ", ".join(pilihan)]))[:255]


LEBAR = {"uraian": 40, "uraian_kegiatan": 40, "pelaksana": 22, "satuan": 10, "volume": 10}
TEKS = {"kode_kegiatan", "kode_rekening", "kegiatan_acuan"}
UANG = ("jumlah", "harga_satuan", "pagu_acuan")
ANGKA_SEL = 10**15  # sen: a spreadsheet keeps 15 digits of a number


def _format_uang(anggaran: Anggaran | None) -> str:
    """Whole where all is whole, else two decimals in every cell."""
    semua = (*anggaran.pendapatan, *anggaran.belanja, *anggaran.pembiayaan) if anggaran else ()
    uang = (getattr(b, nama, None) or 0 for b in semua for nama in UANG)
    return "#,##0.00" if any(n % SEN for n in uang) else "#,##0"


def _rupiah(sen: int | None) -> int | Decimal | str | None:
    """A number of rupiah. With sen and more digits than a cell keeps exactly, as text: nothing is lost."""
    if sen is None:
        return None
    return angka(sen) if sen % SEN and abs(sen) >= ANGKA_SEL else ke_rupiah(sen)


def _tabel(lembar: Worksheet, kolom: tuple[skema.Kolom, ...], baris: list[tuple[Any, ...]], format_uang: str) -> None:
    _judul(lembar, [(k.nama, k.wajib) for k in kolom], LEBAR)
    daftar = {
        "sumber_dana": f'"{",".join(SUMBER_DANA)}"',
        "komponen": f"Daftar!$A$2:$A${len(KOMPONEN) + 1}",
        "penerima": f"Daftar!$B$2:$B${len(PENERIMA) + 1}",
        "dari_silpa": '"ya"',
        "bantuan_khusus": '"ya"',
        "risiko_tinggi": '"ya"',
    }
    for urut, k in enumerate(kolom, 1):
        huruf = get_column_letter(urut)
        if k.nama in TEKS:
            lembar.column_dimensions[huruf].number_format = "@"
        elif k.nama in UANG:
            lembar.column_dimensions[huruf].number_format = format_uang
        if k.nama in daftar:
            pilihan = _pilihan(daftar[k.nama])
            pilihan.add(f"{huruf}2:{huruf}{BARIS_ISIAN}")
            lembar.add_data_validation(pilihan)
    for nomor, isi in enumerate(baris, 2):
        for urut, (k, nilai) in enumerate(zip(kolom, isi, strict=True), 1):
            _isi(lembar, nomor, urut, _rupiah(nilai) if k.nama in UANG else nilai)
            if k.nama in TEKS:
                lembar.cell(nomor, urut).number_format = "@"
            elif k.nama in UANG:
                lembar.cell(nomor, urut).number_format = format_uang


def _pilihan(daftar: str) -> DataValidation:
    return DataValidation(
        type="list",
        formula1=daftar,
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Tidak dikenal",
        error="Pilih dari daftar, atau kosongkan.",
    )


def _isi(lembar: Worksheet, baris: int, kolom: int, nilai: Any) -> None:
    """A text stays a text: what starts with "=" is never made a formula."""
    if nilai is None or nilai == "" or nilai is False:
        return
    sel = lembar.cell(baris, kolom)
    if isinstance(nilai, str):
        sel.value = ILLEGAL_CHARACTERS_RE.sub("", nilai)
        sel.data_type = "s"
    elif isinstance(nilai, Fraction):
        sel.value = float(nilai)
    else:
        sel.value = "ya" if nilai is True else nilai


def _daftar(lembar: Worksheet, katalog: DaftarKode | None) -> None:
    judul = [
        "komponen",
        "penerima",
        "arti penerima",
        "sumber_dana",
        "arti sumber_dana",
        "kode_kegiatan",
        "kegiatan",
        "pelaksana",
        "kode_rekening",
        "rekening",
    ]
    _judul(
        lembar, [(j, False) for j in judul], {"kegiatan": 80, "arti sumber_dana": 40, "pelaksana": 22, "rekening": 60}
    )
    kegiatan = [(kode, nama, "") for kode, nama in acuan.nama_kegiatan().items()]
    rekening = list(acuan.nama_objek().items())
    if katalog is not None:
        kegiatan = [(k.kode, k.nama, k.pelaksana) for k in katalog.kegiatan.values()]
        rekening = [(r.kode, r.nama) for r in katalog.rekening.values()]
    for mulai, baris in (
        (1, [(k,) for k in KOMPONEN]),
        (2, PENERIMA.items()),
        (4, SUMBER_DANA.items()),
        (6, kegiatan),
        (9, rekening),
    ):
        for nomor, isi in enumerate(baris, 2):
            for urut, nilai in enumerate(isi, mulai):
                _isi(lembar, nomor, urut, nilai)
