"""Real files for the tests, good and hostile, made on the spot."""

import io
import zipfile
from fractions import Fraction

import pikepdf
from openpyxl import Workbook
from PIL import Image
from weasyprint import HTML

CT = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ODT = "application/vnd.oasis.opendocument.text"


def pdf(teks: str = "Laporan realisasi", halaman: int = 1) -> bytes:
    isi = "".join(f"<p>{teks} {n}</p><div style='break-after:page'></div>" for n in range(halaman))
    return HTML(string=isi).write_pdf()


def pdf_ubah(ubah, **simpan) -> bytes:
    with pikepdf.open(io.BytesIO(pdf())) as dokumen:
        ubah(dokumen)
        wadah = io.BytesIO()
        dokumen.save(wadah, **simpan)
    return wadah.getvalue()


def gambar(format_: str = "JPEG", ukuran=(80, 60), warna=(10, 120, 60), **simpan) -> bytes:
    wadah = io.BytesIO()
    Image.new("RGB", ukuran, warna).save(wadah, format_, **simpan)
    return wadah.getvalue()


def foto_bertempat() -> bytes:
    """A JPEG taken on 5 May 2026 at 09.30 in the south and east, with a maker's note in it."""
    exif = Image.Exif()
    exif[0x010F] = "Pabrik Kamera"
    exif.get_ifd(0x8769)[0x9003] = "2026:05:05 09:30:00"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "S", (Fraction(2), Fraction(20), Fraction(30))
    gps[3], gps[4] = "E", (Fraction(115), Fraction(30), Fraction(0))
    return gambar(exif=exif)


def arsip(anggota: dict[str, bytes | str], *, cara=zipfile.ZIP_DEFLATED) -> bytes:
    wadah = io.BytesIO()
    with zipfile.ZipFile(wadah, "w", cara) as z:
        for nama, isi in anggota.items():
            z.writestr(nama, isi)
    return wadah.getvalue()


def bagian_docx(teks: str = "Notulen musyawarah", jenis: str = WORD) -> dict[str, bytes | str]:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return {
        "[Content_Types].xml": f'<Types xmlns="{CT}"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{jenis}"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{w}"><w:body><w:p><w:r><w:t>{teks}</w:t></w:r></w:p>'
        "</w:body></w:document>",
    }


def docx(teks: str = "Notulen musyawarah", **tambahan: bytes | str) -> bytes:
    return arsip(bagian_docx(teks) | {n.replace("__", "/"): isi for n, isi in tambahan.items()})


def docx_dengan(nama: str, isi: bytes | str) -> bytes:
    return arsip(bagian_docx() | {nama: isi})


def xlsx(teks: str = "Realisasi Dana Desa") -> bytes:
    buku = Workbook()
    buku.active["A1"] = teks
    wadah = io.BytesIO()
    buku.save(wadah)
    return wadah.getvalue()


def odf(teks: str = "Daftar hadir", mime: str = ODT, manifes: str = "", tambahan: dict | None = None) -> bytes:
    ns = "urn:oasis:names:tc:opendocument:xmlns"
    isi = {
        "mimetype": mime,
        "content.xml": f'<office:document-content xmlns:office="{ns}:office:1.0" xmlns:text="{ns}:text:1.0">'
        f"<office:body><office:text><text:p>{teks}</text:p></office:text></office:body></office:document-content>",
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{ns}:manifest:1.0">{manifes}</manifest:manifest>',
    }
    return arsip(isi | (tambahan or {}))
