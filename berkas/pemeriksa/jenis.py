"""The family of a file by its first bytes."""

import re
from typing import IO

from berkas.pemeriksa.hasil import DITERIMA, BerkasDitolak

KEPALA = 1024  # bytes: how far into a file readers look for "%PDF-"
BOM = b"\xef\xbb\xbf"
_HEIC = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAM = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_MARKAH = re.compile(rb"<\s*(!doctype\s+html|html|head|body|script|iframe)\b", re.IGNORECASE)


def kenali(isi: IO[bytes], nama: str) -> str:
    """'pdf', 'jpeg', 'png', 'heic' or 'zip'. Raises BerkasDitolak for anything else."""
    isi.seek(0)
    kepala = isi.read(8192)
    awal = kepala[:KEPALA]
    # Some programs put a byte-order mark or an empty line in front; every reader passes over those.
    if kepala.removeprefix(BOM).lstrip(b" \t\r\n").startswith(b"%PDF-"):
        if _MARKAH.search(awal):
            raise BerkasDitolak("Berkas PDF ini juga memuat halaman web, jadi dapat menipu pembacanya.")
        return "pdf"
    if b"%PDF-" in awal:
        raise BerkasDitolak(
            "Berkas ini dapat dibaca sebagai dua jenis sekaligus: ada PDF di belakang isi lain. "
            "Buka aslinya, simpan ulang sebagai PDF, lalu unggah lagi."
        )
    if kepala.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if kepala.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if kepala[4:8] == b"ftyp" and kepala[8:12] in _HEIC:
        return "heic"
    if kepala.startswith(b"PK\x03\x04"):
        return "zip"
    raise BerkasDitolak(_mengapa(isi, kepala, nama))


def _mengapa(isi: IO[bytes], kepala: bytes, nama: str) -> str:
    teks = kepala.removeprefix(BOM).lstrip(b" \t\r\n").lower()
    if kepala.startswith(_OLE):
        isi.seek(0)
        if "EncryptedPackage".encode("utf-16-le") in isi.read():
            return "Dokumen ini terkunci kata sandi. Buka, hapus kata sandinya, simpan, lalu unggah lagi."
        return "Dokumen ini berformat lama (DOC, XLS, atau sejenisnya). Simpan ulang sebagai DOCX, XLSX, atau PDF."
    if kepala.startswith(_PROGRAM):
        return f"Berkas “{nama}” adalah program, bukan dokumen, apa pun namanya."
    if b"<svg" in teks:
        return "Gambar SVG dapat memuat skrip, jadi tidak diterima. Simpan ulang sebagai PNG atau PDF."
    if teks.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<script")) or _MARKAH.search(kepala):
        return f"Berkas “{nama}” sebenarnya halaman web (HTML), bukan dokumen. Simpan ulang dari program aslinya."
    if teks.startswith((b"<?php", b"<?=")):
        return f"Berkas “{nama}” sebenarnya skrip, bukan dokumen."
    return f"Isi berkas “{nama}” tidak dikenal, apa pun akhiran namanya. Yang diterima: {DITERIMA}."
