"""PDF: whole, open, and nothing in it that acts by itself."""

import zipfile
from pathlib import Path
from typing import IO

from berkas.pemeriksa.anak import AnakGagal, jalankan
from berkas.pemeriksa.hasil import PDF, BerkasDitolak, Hasil
from berkas.pemeriksa.salinan import berkas_lokal

SKRIP = Path(__file__).parent / "pdf_anak.py"
DETIK = 60
EKOR = 2048  # bytes at the end in which %%EOF must stand

KALIMAT = {
    "sandi": "PDF ini hanya terbuka dengan kata sandi. Simpan ulang tanpa kata sandi itu, lalu unggah lagi.",
    "rusak": "PDF ini rusak atau terpotong, jadi tidak dapat dibuka. Buat atau pindai ulang.",
    "javascript": "PDF ini memuat skrip (JavaScript). Cetak ulang menjadi PDF biasa, lalu unggah lagi.",
    "luncur": "PDF ini memuat perintah yang menjalankan program lain. Cetak ulang menjadi PDF biasa.",
    "lampiran": "PDF ini menyimpan program di dalamnya. Hapus lampirannya, lalu unggah lagi.",
    "media": "PDF ini memuat isi bergerak atau formulir XFA yang dapat berbuat sendiri. Cetak ulang menjadi PDF biasa.",
    "rumit": "PDF ini terlalu rumit untuk diperiksa dengan aman. Cetak ulang menjadi PDF biasa.",
    "kosong": "PDF ini tidak berhalaman.",
}


def periksa(isi: IO[bytes], nama: str) -> Hasil:
    _periksa_ekor(isi)
    if zipfile.is_zipfile(isi):
        raise BerkasDitolak(
            "Berkas ini dapat dibaca sebagai dua jenis sekaligus: PDF ini juga sebuah arsip. "
            "Buka PDF-nya, cetak ulang menjadi PDF, lalu unggah lagi."
        )
    with berkas_lokal(isi) as jalur:
        try:
            jawab = jalankan(SKRIP, jalur, detik=DETIK)
        except AnakGagal as galat:
            raise BerkasDitolak(KALIMAT["rumit"]) from galat
    if masalah := jawab.get("masalah"):
        raise BerkasDitolak(KALIMAT[masalah])
    return Hasil(nama, PDF)


def _periksa_ekor(isi: IO[bytes]) -> None:
    panjang = isi.seek(0, 2)
    isi.seek(max(0, panjang - EKOR))
    _, penutup, sisa = isi.read().rpartition(b"%%EOF")
    if not penutup:
        raise BerkasDitolak("PDF ini terpotong: bagian akhirnya tidak ada. Salin atau unggah ulang dari aslinya.")
    if sisa.strip(b"\x00\r\n\t "):
        raise BerkasDitolak(
            "Berkas ini dapat dibaca sebagai dua jenis sekaligus: ada isi lain di belakang PDF-nya. "
            "Cetak ulang menjadi PDF, lalu unggah lagi."
        )
