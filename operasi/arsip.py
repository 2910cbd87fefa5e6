"""The archive of a backup: a tar whose entries are encrypted one by one (docs/keputusan/0062).

It is written in one go from front to back and holds no more than one chunk in memory. Every archive has a key of its
own, which stands in its first entries encrypted to those who may open it. Without PERUT it is opened with `tar`,
`age` and `gzip`.
"""

import gzip
import hashlib
import io
import json
import os
import tarfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyrage

from operasi.galat import OperasiGagal

BLOK = tarfile.BLOCKSIZE
POTONG = 1024 * 1024  # bytes
BACA_SAYA = "BACA-SAYA.txt"
KUNCI = "kunci.age"
MANIFES = "manifes.json.age"
SIDIK = "SIDIK-SHA256.txt"
PENJELASAN = f"""Cadangan PERUT. Setiap bagian yang berakhiran .age terenkripsi (age-encryption.org).

Dipulihkan dengan: manage.py pulihkan BERKAS-INI --kunci BERKAS-KUNCI
Tanpa PERUT: tar -xf BERKAS-INI; age -d -i BERKAS-KUNCI {KUNCI} > kunci.txt;
lalu age -d -i kunci.txt untuk setiap bagian lain. Jumlah sidiknya di {SIDIK}: sha256sum -c {SIDIK}
"""
TERPOTONG = "Arsip ini tidak lengkap (terpotong atau rusak), jadi tidak ada yang dipulihkan. Ambil salinan yang lain."
BERUBAH = "Bagian {} dalam arsip ini tidak sama dengan ketika ditulis, jadi tidak ada yang dipulihkan."
KUNCI_SALAH = "Kunci ini tidak membuka arsip itu. Pakai kunci yang berlaku ketika cadangannya dibuat."


@dataclass(frozen=True)
class Butir:
    """One entry as it lies in the archive. `ukuran` in bytes; `akhir` is where the next begins."""

    nama: str
    ukuran: int
    sha256: str
    akhir: int


class _Sumber(io.RawIOBase):
    """Chunks as a file; keeps what their maker raised, because the library below has errors of its own."""

    def __init__(self, potongan: Iterable[bytes]) -> None:
        self._potongan, self._sisa, self.galat = iter(potongan), b"", None

    galat: BaseException | None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        try:
            while not self._sisa:
                self._sisa = next(self._potongan)
        except StopIteration:
            return b""
        except BaseException as galat:
            self.galat = galat
            raise
        ambil = len(self._sisa) if size < 0 else size
        hasil, self._sisa = self._sisa[:ambil], self._sisa[ambil:]
        return hasil


class _Tujuan(io.RawIOBase):
    """Counts and hashes what passes into a file, and keeps what the file raised."""

    def __init__(self, keluar: Any) -> None:
        self._keluar, self.ukuran, self.sidik, self.galat = keluar, 0, hashlib.sha256(), None

    galat: BaseException | None

    def writable(self) -> bool:
        return True

    def write(self, isi: Any) -> int:
        isi = bytes(isi)
        try:
            self._keluar.write(isi)
        except BaseException as galat:
            self.galat = galat
            raise
        self.sidik.update(isi)
        self.ukuran += len(isi)
        return len(isi)

    def flush(self) -> None:
        """The owner of the file flushes it."""


def _salurkan(kerja: Callable[[Any, Any], None], sumber: _Sumber, tujuan: _Tujuan) -> None:
    try:
        kerja(sumber, tujuan)
    except Exception:
        if asal := sumber.galat or tujuan.galat:
            raise asal from None
        raise


class Penulis:
    """Appends entries to an open file; what an entry leaves behind when it fails is cut off by the next one."""

    def __init__(self, keluar: IO[bytes], penerima: str) -> None:
        self._keluar, self._penerima = keluar, pyrage.x25519.Recipient.from_str(penerima)

    def tambah(self, nama: str, potongan: Iterable[bytes]) -> Butir:
        """Encrypt to the archive's own key."""

        def kerja(sumber: Any, tujuan: Any) -> None:
            pyrage.encrypt_io(sumber, tujuan, [self._penerima])

        return self._butir(nama, potongan, kerja)

    def tambah_terang(self, nama: str, isi: bytes) -> Butir:
        """As it is: what explains the archive, and its key, which is encrypted already."""

        def kerja(sumber: Any, tujuan: Any) -> None:
            while potong := sumber.read(POTONG):
                tujuan.write(potong)

        return self._butir(nama, [isi], kerja)

    def _butir(self, nama: str, potongan: Iterable[bytes], kerja: Callable[[Any, Any], None]) -> Butir:
        mulai, sumber, tujuan = self._keluar.tell(), _Sumber(potongan), _Tujuan(self._keluar)
        try:
            self._keluar.write(bytes(BLOK))
            _salurkan(kerja, sumber, tujuan)
            self._keluar.write(bytes(-tujuan.ukuran % BLOK))
            akhir = self._keluar.tell()
            kepala = tarfile.TarInfo(nama)
            kepala.size, kepala.mode, kepala.mtime = tujuan.ukuran, 0o600, int(time.time())
            self._keluar.seek(mulai)
            self._keluar.write(kepala.tobuf(tarfile.GNU_FORMAT))
            self._keluar.seek(akhir)
        except BaseException:
            with suppress(OSError):
                self._keluar.seek(mulai)
                self._keluar.truncate()
            raise
        return Butir(nama, tujuan.ukuran, tujuan.sidik.hexdigest(), akhir)

    def tutup(self, butir: Sequence[tuple[str, str]]) -> None:
        """The sums of all entries, (name, SHA-256) each, and the end of the tar."""
        self.tambah_terang(SIDIK, "".join(f"{sidik}  {nama}\n" for nama, sidik in butir).encode())
        self._keluar.write(bytes(2 * BLOK))
        self.tuntaskan()

    def tuntaskan(self) -> None:
        """What was added so far survives a power cut."""
        self._keluar.flush()
        os.fsync(self._keluar.fileno())


class Pembaca:
    """Reads an archive that lies on a disk. Raises OperasiGagal for one that is cut, altered or locked."""

    def __init__(self, jalur: Path) -> None:
        self._jalur = jalur
        self.identitas: Any = None
        if not jalur.is_file():
            raise OperasiGagal(f"Arsip {jalur} tidak ada.")
        try:
            with tarfile.open(jalur, "r:") as arsip:
                self._butir = {b.name: (b.offset_data, b.size) for b in arsip}
        except (tarfile.TarError, EOFError, OSError) as galat:
            raise OperasiGagal(TERPOTONG) from galat
        akhir = max((letak + ukuran for letak, ukuran in self._butir.values()), default=0)
        if {KUNCI, MANIFES, SIDIK} - set(self._butir) or jalur.stat().st_size < akhir:
            raise OperasiGagal(TERPOTONG)

    def buka_kunci(self, identitas: str) -> None:
        """With an age identity (AGE-SECRET-KEY-1…, also among other lines)."""
        baris = [b.strip() for b in identitas.splitlines() if b.strip().startswith("AGE-SECRET-KEY-")]
        try:
            terang = pyrage.decrypt(self._terang(KUNCI), [pyrage.x25519.Identity.from_str(b) for b in baris])
            self.identitas = pyrage.x25519.Identity.from_str(terang.decode().strip())
        except (pyrage.DecryptError, pyrage.IdentityError, ValueError) as galat:
            raise OperasiGagal(KUNCI_SALAH) from galat

    def periksa(self, bagian: Iterable[tuple[str, int, str]]) -> None:
        """Every entry against what the manifest says: (name, bytes, SHA-256)."""
        for nama, ukuran, sidik in bagian:
            if self._butir.get(nama, (0, -1))[1] != ukuran or self._sidik(nama) != sidik:
                raise OperasiGagal(BERUBAH.format(nama))

    def _sidik(self, nama: str) -> str:
        sidik = hashlib.sha256()
        for potong in self._potongan(nama):
            sidik.update(potong)
        return sidik.hexdigest()

    def _potongan(self, nama: str) -> Iterator[bytes]:
        letak, sisa = self._butir[nama]
        with self._jalur.open("rb") as arsip:
            arsip.seek(letak)
            while sisa:
                potong = arsip.read(min(POTONG, sisa))
                if not potong:
                    raise OperasiGagal(TERPOTONG)
                sisa -= len(potong)
                yield potong

    def _terang(self, nama: str) -> bytes:
        return b"".join(self._potongan(nama))

    def pakai_identitas(self, identitas: str) -> None:
        """The archive's own key, known to whoever has just written it."""
        self.identitas = pyrage.x25519.Identity.from_str(identitas)

    def ada(self, nama: str) -> bool:
        return nama in self._butir

    def berkas(self, nama: str) -> Iterator[tuple[str, IO[bytes]]]:
        """The files of one entry, each to be read before the next is asked for."""
        with self.buka(nama) as isi, tarfile.open(fileobj=isi, mode="r|") as dalam:
            for b in dalam:
                if (berkas := dalam.extractfile(b)) is not None:
                    yield b.name, berkas
            while isi.read(POTONG):
                pass  # to the very end: only there the last chunk is known to be whole

    def baris(self, nama: str) -> Iterator[list[Any]]:
        """The rows of one table."""
        with self.buka(nama) as isi, gzip.GzipFile(fileobj=isi) as terang:
            for baris in terang:
                yield json.loads(baris)

    def baca(self, nama: str) -> bytes:
        """A small entry, decrypted."""
        with self.buka(nama) as isi:
            return isi.read()

    @contextmanager
    def buka(self, nama: str) -> Iterator[IO[bytes]]:
        """An entry, decrypted, to be read from front to back; another thread decrypts it meanwhile."""
        keluar, masuk = os.pipe()
        galat: list[BaseException] = []

        def terjemahkan() -> None:
            with os.fdopen(masuk, "wb", closefd=True) as tujuan:
                try:
                    sumber, saluran = _Sumber(self._potongan(nama)), _Tujuan(tujuan)
                    _salurkan(lambda s, t: pyrage.decrypt_io(s, t, [self.identitas]), sumber, saluran)
                except BrokenPipeError:
                    pass  # the reader has had enough
                except BaseException as g:
                    galat.append(g)
                with suppress(OSError):
                    tujuan.flush()

        utas = threading.Thread(target=terjemahkan, daemon=True)
        utas.start()
        with suppress(BrokenPipeError), os.fdopen(keluar, "rb") as isi:
            try:
                yield isi
            except (EOFError, tarfile.TarError, gzip.BadGzipFile) as g:
                galat.append(g)
        utas.join()
        if galat:
            if isinstance(galat[0], OperasiGagal):
                raise galat[0]
            raise OperasiGagal(BERUBAH.format(nama)) from galat[0]


def kunci_baru() -> tuple[str, str]:
    """A new pair: (secret identity, public recipient)."""
    identitas = pyrage.x25519.Identity.generate()
    return str(identitas), str(identitas.to_public())


def kunci_bungkus(identitas: str, penerima: Sequence[str]) -> bytes:
    """The archive's key, encrypted to those who may open it. Raises OperasiGagal for what is no recipient."""
    try:
        tujuan = [pyrage.x25519.Recipient.from_str(p) for p in penerima]
    except pyrage.RecipientError as galat:
        raise OperasiGagal("CADANGAN_KUNCI harus kunci umum age, dimulai dengan age1…") from galat
    return bytes(pyrage.encrypt(identitas.encode(), tujuan))
