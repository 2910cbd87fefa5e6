"""Office files are ZIP archives: first the archive itself, then what it says it is."""

import zipfile
from typing import IO

from berkas.pemeriksa import kantor
from berkas.pemeriksa.hasil import BerkasDitolak, Hasil

JUMLAH_MAKS = 4000  # members
JUMLAH_BYTE_MAKS = 400 * 1024 * 1024  # unpacked
RASIO_MAKS = 250  # unpacked : packed, of a member that is worth the question
RASIO_SEJAK = 2 * 1024 * 1024  # bytes unpacked
_POTONG = 1024 * 1024

BOM = "Berkas ini mengembang menjadi sangat besar bila dibuka (bom arsip), jadi tidak diterima."
RUSAK = "Dokumen ini rusak atau terpotong, jadi tidak dapat dibuka. Simpan ulang dari program aslinya."


def periksa(isi: IO[bytes], nama: str) -> Hasil:
    isi.seek(0)
    try:
        with zipfile.ZipFile(isi) as arsip:
            anggota = arsip.infolist()
            _periksa_daftar(anggota)
            _periksa_isi(arsip, anggota)
            return Hasil(nama, kantor.kenali(arsip, nama))
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as galat:
        raise BerkasDitolak(RUSAK) from galat
    except zipfile.LargeZipFile as galat:
        raise BerkasDitolak(BOM) from galat


def _periksa_daftar(anggota: list[zipfile.ZipInfo]) -> None:
    """What the directory of the archive admits, before anything is unpacked."""
    if len(anggota) > JUMLAH_MAKS or sum(a.file_size for a in anggota) > JUMLAH_BYTE_MAKS:
        raise BerkasDitolak(BOM)
    if len({a.filename.lower() for a in anggota}) != len(anggota):
        raise BerkasDitolak("Dokumen ini memuat dua bagian bernama sama, jadi isinya dapat terbaca berbeda-beda.")
    for a in anggota:
        if a.flag_bits & 1:
            raise BerkasDitolak("Dokumen ini terkunci kata sandi. Hapus kata sandinya, simpan, lalu unggah lagi.")
        if a.file_size > RASIO_SEJAK and a.file_size > RASIO_MAKS * max(a.compress_size, 1):
            raise BerkasDitolak(BOM)
        bagian = a.orig_filename.replace("\\", "/").split("/")
        if a.orig_filename.startswith(("/", "\\")) or ".." in bagian or ":" in bagian[0] or "\x00" in a.orig_filename:
            raise BerkasDitolak("Dokumen ini memuat jalur berkas yang menipu (keluar dari dokumennya sendiri).")


def _periksa_isi(arsip: zipfile.ZipFile, anggota: list[zipfile.ZipInfo]) -> None:
    """Read every member to its end: the checksums hold, and nothing unpacks to more than it admits."""
    jumlah = 0
    for a in anggota:
        with arsip.open(a) as bagian:
            awal = kepala = bagian.read(_POTONG)
            while kepala:
                jumlah += len(kepala)
                if jumlah > JUMLAH_BYTE_MAKS:
                    raise BerkasDitolak(BOM)
                kepala = bagian.read(_POTONG)
            kantor.periksa_bagian(a.filename, awal)
