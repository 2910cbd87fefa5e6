"""Every hostile file is a real one, and each is refused with the sentence that says why."""

import datetime
import io
import os
import struct
import tracemalloc
import zipfile
import zlib

import pikepdf
import pytest

from berkas.pemeriksa import BerkasDitolak, periksa
from berkas.pemeriksa.hasil import DOCX, HEIC, JPEG, ODS, ODT, PDF, PNG, XLSX, nama_unduh
from berkas.tests import berkas_contoh as contoh


def lihat(isi: bytes, nama: str = "laporan.pdf"):
    return periksa(io.BytesIO(isi), nama)


@pytest.mark.parametrize(
    ("isi", "nama", "mime"),
    [
        (contoh.pdf, "laporan.pdf", PDF),
        (lambda: _enkripsi(""), "rekening-koran.pdf", PDF),
        (lambda: b"\xef\xbb\xbf" + contoh.pdf(), "ekspor.pdf", PDF),
        (lambda: b"\r\n\n" + contoh.pdf(), "ekspor.pdf", PDF),
        (contoh.gambar, "foto.jpg", JPEG),
        (lambda: contoh.gambar("PNG"), "pindai.png", PNG),
        (lambda: contoh.gambar("HEIF"), "IMG_1.heic", HEIC),
        (contoh.docx, "notulen.docx", DOCX),
        (contoh.xlsx, "realisasi.xlsx", XLSX),
        (contoh.odf, "hadir.odt", ODT),
        (lambda: contoh.odf(mime=ODS), "hadir.ods", ODS),
    ],
)
def test_yang_sah_dikenali_dari_isinya(isi, nama, mime):
    assert lihat(isi(), nama).mime == mime
    assert lihat(isi(), "tanpa akhiran").mime == mime


def test_foto_menyebut_waktu_dan_tempatnya():
    hasil = lihat(contoh.foto_bertempat(), "foto.jpg")
    assert hasil.waktu == datetime.datetime(2026, 5, 5, 9, 30)
    assert (round(hasil.lintang, 4), round(hasil.bujur, 4)) == (-2.3417, 115.5)


def _javascript(pdf):
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def _javascript_dalam(pdf):
    aksi = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://contoh.test"))
    aksi.Next = pikepdf.Array([pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("1"))])
    pdf.pages[0].AA = pdf.make_indirect(pikepdf.Dictionary(O=aksi))


def _luncur(pdf):
    pdf.Root.OpenAction = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe")))


def _lampiran(isi: bytes, nama: str):
    def ubah(pdf):
        pdf.attachments[nama] = pikepdf.AttachedFileSpec(pdf, isi, filename=nama)

    return ubah


def _xfa(pdf):
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([]), XFA=pdf.make_stream(b"<xdp/>"))


def _skrip(pdf):
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _enkripsi(sandi: str, ubah=lambda _: None) -> bytes:
    """Opened with `sandi`, or by everybody where it is ''; changed only with the owner's."""
    return contoh.pdf_ubah(ubah, encryption=pikepdf.Encryption(owner="pemilik", user=sandi))


SKRIP = b"#!/bin/sh\nrm -rf /\n"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"


def _png_kepala(lebar: int, tinggi: int) -> bytes:
    def potong(jenis: bytes, isi: bytes) -> bytes:
        return struct.pack(">I", len(isi)) + jenis + isi + struct.pack(">I", zlib.crc32(jenis + isi))

    kepala = struct.pack(">IIBBBBB", lebar, tinggi, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + potong(b"IHDR", kepala)
        + potong(b"IDAT", zlib.compress(b"\0" * 99))
        + potong(b"IEND", b"")
    )


def _jpeg_sisip(isi: bytes) -> bytes:
    """A JPEG with a comment segment right after its first marker."""
    asli = contoh.gambar()
    return asli[:2] + b"\xff\xfe" + struct.pack(">H", len(isi) + 2) + isi + asli[2:]


def _zip_ganda() -> bytes:
    wadah = io.BytesIO()
    with zipfile.ZipFile(wadah, "w") as z, pytest.warns(UserWarning):
        for nama, isi in contoh.bagian_docx().items():
            z.writestr(nama, isi)
        z.writestr("word/document.xml", "<a/>")
    return wadah.getvalue()


def _ole(isi: bytes = b"") -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + isi


RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" '
    'Target="{}" TargetMode="{}"/></Relationships>'
)
PUTAR = "dapat dibaca sebagai dua jenis sekaligus"
JAHAT = {
    "kosong": (lambda: b"", "a.pdf", "kosong"),
    "skrip bernama pdf": (lambda: SKRIP, "laporan.pdf", "adalah program"),
    "exe bernama pdf": (lambda: b"MZ" + b"\0" * 500, "laporan.pdf", "adalah program"),
    "php bernama jpg": (lambda: b"<?php system($_GET[1]); ?>", "foto.jpg", "sebenarnya skrip"),
    "svg berskrip": (lambda: SVG, "lambang.svg", "SVG dapat memuat skrip"),
    "svg bernama png": (lambda: SVG, "lambang.png", "SVG dapat memuat skrip"),
    "html berbaju docx": (lambda: HTML, "surat.docx", r"halaman web \(HTML\)"),
    "teks": (lambda: b"halo saja", "a.docx", "tidak dikenal"),
    "doc lama": (_ole, "surat.doc", "berformat lama"),
    "docx bersandi": (lambda: _ole("EncryptedPackage".encode("utf-16-le")), "a.docx", "terkunci kata sandi"),
    "pdf + zip": (lambda: contoh.pdf() + contoh.docx(), "a.pdf", PUTAR),
    "pdf + zip dengan penutup": (lambda: contoh.pdf() + contoh.docx() + b"\n%%EOF\n", "a.pdf", PUTAR),
    "pdf + html": (lambda: contoh.pdf() + HTML, "a.pdf", PUTAR),
    "sampah + pdf": (lambda: b"GIF89a" + b" " * 50 + contoh.pdf(), "a.pdf", PUTAR),
    "html + pdf": (lambda: HTML + contoh.pdf(), "a.pdf", PUTAR),
    "pdf berkepala html": (
        lambda: contoh.pdf().replace(b"\n", b"\n%<html><script>1</script>\n", 1),
        "a.pdf",
        "halaman web",
    ),
    "jpeg + zip": (lambda: contoh.gambar() + contoh.docx(), "a.jpg", PUTAR),
    "png + zip": (lambda: contoh.gambar("PNG") + contoh.docx(), "a.png", PUTAR),
    "jpeg + phar": (lambda: _jpeg_sisip(b"<?php __HALT_COMPILER(); ?>"), "a.jpg", "skrip tersembunyi"),
    "jpeg + pdf": (lambda: _jpeg_sisip(contoh.pdf()[:600]), "a.jpg", PUTAR),
    "pdf javascript": (lambda: contoh.pdf_ubah(_javascript), "a.pdf", "JavaScript"),
    "pdf javascript tersembunyi": (
        lambda: contoh.pdf_ubah(_javascript_dalam, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "a.pdf",
        "JavaScript",
    ),
    "pdf launch": (lambda: contoh.pdf_ubah(_luncur), "a.pdf", "menjalankan program lain"),
    "pdf lampiran exe": (lambda: contoh.pdf_ubah(_lampiran(b"abc", "pasang.exe")), "a.pdf", "menyimpan program"),
    "pdf lampiran samaran": (lambda: contoh.pdf_ubah(_lampiran(b"MZ\0\0", "foto.png")), "a.pdf", "menyimpan program"),
    "pdf xfa": (lambda: contoh.pdf_ubah(_xfa), "a.pdf", "XFA"),
    "pdf bersandi": (lambda: _enkripsi("rahasia"), "a.pdf", "hanya terbuka dengan kata sandi"),
    "pdf berpengaman berskrip": (lambda: _enkripsi("", _skrip), "a.pdf", "JavaScript"),
    "pdf terpotong": (lambda: contoh.pdf()[:-400], "a.pdf", "terpotong"),
    "pdf tak berisi": (lambda: b"%PDF-1.7\n" + b"\0\1\2" * 900 + b"\n%%EOF", "a.pdf", "rusak"),
    "png 50.000 × 50.000": (lambda: _png_kepala(50_000, 50_000), "a.png", "megapiksel"),
    "png 12.000 × 12.000": (lambda: _png_kepala(12_000, 12_000), "a.png", "12000 × 12000 piksel"),
    "jpeg terpotong": (lambda: contoh.gambar(ukuran=(900, 900), quality=95)[:-1500], "a.jpg", "terpotong"),
    "heic terpotong": (lambda: contoh.gambar("HEIF", ukuran=(400, 400))[:-200], "a.heic", "terpotong"),
    "docx terpotong": (lambda: contoh.docx()[:-80], "a.docx", "rusak atau terpotong"),
    "docx bermakro": (lambda: contoh.docx_dengan("word/vbaProject.bin", _ole()), "a.docx", "makro"),
    "docm": (
        lambda: contoh.arsip(contoh.bagian_docx(jenis="application/vnd.ms-word.document.macroEnabled.main+xml")),
        "a.docm",
        "makro",
    ),
    "odt bermakro": (lambda: contoh.odf(tambahan={"Basic/Standard/Module1.xml": "<a/>"}), "a.odt", "makro"),
    "odt berpemicu": (
        lambda: contoh.odf(tambahan={"content.xml": '<a xmlns:script="x"><script:event-listener/></a>'}),
        "a.odt",
        "makro",
    ),
    "odt berpemicu, ditulis UTF-16": (
        lambda: contoh.odf(
            tambahan={"content.xml": '<a xmlns:script="x"><script:event-listener/></a>'.encode("utf-16")}
        ),
        "a.odt",
        "makro",
    ),
    "docx berentitas, ditulis UTF-16": (
        lambda: contoh.docx_dengan("word/a.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")),
        "a.docx",
        "definisi XML",
    ),
    "odt bersandi": (
        lambda: contoh.odf(manifes="<manifest:encryption-data/>"),
        "a.odt",
        "terkunci kata sandi",
    ),
    "docx + exe": (lambda: contoh.docx_dengan("word/embeddings/a.bin", b"MZ\0\0"), "a.docx", "menyimpan program"),
    "docx paket ole": (
        lambda: contoh.docx_dengan("word/embeddings/oleObject1.bin", _ole("\x01Ole10Native".encode("utf-16-le"))),
        "a.docx",
        "menyimpan program",
    ),
    "docx activex": (lambda: contoh.docx_dengan("word/activeX/activeX1.xml", "<a/>"), "a.docx", "ActiveX"),
    "docx html di dalam": (lambda: contoh.docx_dengan("word/afchunk.htm", HTML), "a.docx", "halaman web"),
    "docx templat luar": (
        lambda: contoh.docx_dengan(
            "word/_rels/settings.xml.rels", RELS.format("attachedTemplate", "https://jahat.test/t.dotm", "External")
        ),
        "a.docx",
        "alamat luar",
    ),
    "docx xxe": (
        lambda: contoh.docx_dengan("word/lain.xml", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
        "a.docx",
        "definisi XML",
    ),
    "docx jalur keluar": (lambda: contoh.docx_dengan("../../etc/cron.d/x", "x"), "a.docx", "jalur"),
    "docx jalur mutlak": (lambda: contoh.docx_dengan("/etc/passwd", "x"), "a.docx", "jalur"),
    "docx bagian ganda": (_zip_ganda, "a.docx", "dua bagian bernama sama"),
    "zip biasa": (lambda: contoh.arsip({"a.txt": "x"}), "a.docx", "arsip ZIP"),
    "pptx": (
        lambda: contoh.arsip(contoh.bagian_docx(jenis="application/vnd.openxmlformats-officedocument.pptx")),
        "a.pptx",
        "bukan DOCX atau XLSX",
    ),
    "bom rasio": (lambda: contoh.docx_dengan("word/media/a.bin", b"\0" * 20_000_000), "a.docx", "bom arsip"),
    "bom jumlah": (
        lambda: contoh.arsip(contoh.bagian_docx() | {f"word/{n}.xml": "" for n in range(4100)}),
        "a.docx",
        "bom arsip",
    ),
    "nama terbalik": (contoh.pdf, "laporan\u202efdp.exe", "menyamarkan jenisnya"),
    "nama berkendali": (contoh.pdf, "laporan\x00.pdf", "tanda kendali"),
    "nama kosong": (contoh.pdf, "../..", "tidak bernama"),
}


def test_bagian_odf_yang_besar_tidak_dimuat_ke_ingatan():
    """A part may unpack to hundreds of megabytes: it is looked through, never held."""
    isi = contoh.odf(tambahan={"content.xml": b"<a>" + os.urandom(30_000).hex().encode() * 600 + b"</a>"})
    tracemalloc.start()
    try:
        periksa(io.BytesIO(isi), "a.odt")
        puncak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert puncak < 15_000_000


@pytest.mark.parametrize("kasus", JAHAT)
def test_yang_berbahaya_ditolak_dengan_kalimatnya(kasus):
    isi, nama, kalimat = JAHAT[kasus]
    with pytest.raises(BerkasDitolak, match=kalimat):
        lihat(isi(), nama)


def test_bom_jumlah_byte_yang_berbohong_tentang_ukurannya():
    """The directory says one byte; what unpacks is more, and the checksum does not hold."""
    asli = contoh.docx_dengan("word/media/a.bin", b"A" * 3_000_000)
    dusta = asli.replace(struct.pack("<I", 3_000_000), struct.pack("<I", 1))
    assert dusta != asli
    with pytest.raises(BerkasDitolak, match="rusak atau terpotong"):
        lihat(dusta, "a.docx")


def test_bom_jumlah_byte_seluruhnya(tmp_path):
    """Members that are each below the ratio, together above the total."""
    satu = bytes(range(256)) * 40 + b"\0" * 200_000
    anggota = contoh.bagian_docx() | {f"word/m{n}.bin": satu for n in range(2100)}
    with pytest.raises(BerkasDitolak, match="bom arsip"):
        lihat(contoh.arsip(anggota), "a.docx")


def test_terlalu_besar_ditolak_menurut_ukurannya(settings):
    settings.BERKAS_UKURAN_MAKS = 1000
    with pytest.raises(BerkasDitolak, match="paling besar"):
        lihat(contoh.pdf())


def test_objek_pdf_yang_mengembang_tidak_menjatuhkan_server():
    """An object stream of a gigabyte: the process that looks at it runs out of memory, ours does not."""
    kompres = zlib.compressobj(9)
    isi = (
        kompres.compress(b"1 0 ") + b"".join(kompres.compress(b" " * 10_000_000) for _ in range(250)) + kompres.flush()
    )
    bom = (
        b"%PDF-1.5\n2 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length "
        + str(len(isi)).encode()
        + b">>stream\n"
        + isi
        + b"\nendstream\nendobj\n3 0 obj\n<</Type/XRef/Size 4/W[1 4 2]/Root 1 0 R/Length 28>>stream\n"
        + b"\0\0\0\0\0\xff\xff"
        + b"\2\0\0\0\2\0\0"
        + b"\1\0\0\0\x09\0\0"
    )
    awal_xref = bom.index(b"3 0 obj")
    bom += b"\1" + struct.pack(">I", awal_xref) + b"\0\0" + b"\nendstream\nendobj\nstartxref\n"
    bom += str(awal_xref).encode() + b"\n%%EOF\n"
    with pytest.raises(BerkasDitolak, match=r"rumit|rusak"):
        lihat(bom)


@pytest.mark.parametrize(
    ("nama", "menjadi"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\desa\\laporan.pdf", "laporan.pdf"),
        ('lap<or>an:"1".pdf', "lap_or_an__1_.pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
        ("Berita Acara é.pdf", "Berita Acara é.pdf"),
    ],
)
def test_nama_dibersihkan(nama, menjadi):
    assert lihat(contoh.pdf(), nama).nama == menjadi


def test_nama_unduhan_selalu_berakhiran_jenisnya():
    assert nama_unduh("laporan.exe", PDF) == "laporan.exe.pdf"
    assert nama_unduh("Laporan.PDF", PDF) == "Laporan.PDF"


def test_skrip_anak_tidak_melihat_lingkungan(tmp_path):
    """No secret of ours reaches the process that reads a hostile file."""
    from berkas.pemeriksa.anak import AnakGagal, jalankan

    skrip = tmp_path / "s.py"
    skrip.write_text("import json, os; print(json.dumps({'kunci': sorted(os.environ)}))")
    assert set(jalankan(skrip, detik=10)["kunci"]) <= {"PATH", "OPENBLAS_NUM_THREADS", "LC_CTYPE"}
    skrip.write_text("while True: pass")
    with pytest.raises(AnakGagal):
        jalankan(skrip, detik=1)


def test_pdf_naskah_kita_sendiri_diterima(tmp_path):
    """qpdf-style rewriting, linearised and with an ordinary attachment, is an ordinary PDF."""
    isi = contoh.pdf_ubah(_lampiran(b"<data/>", "data.xml"), linearize=True)
    assert lihat(isi).mime == PDF


@pytest.mark.parametrize("waktu", ["1970:01:01 00:00:00", "2999:01:01 00:00:00", "0000:00:00 00:00:00", "kemarin"])
def test_jam_kamera_yang_mustahil_bukan_waktu(waktu):
    from PIL import Image

    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = waktu
    hasil = lihat(contoh.gambar(exif=exif), "foto.jpg")
    assert (hasil.mime, hasil.waktu) == (JPEG, None)
