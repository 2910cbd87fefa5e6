"""The virus scanner: clamd's INSTREAM command over a socket. Knows no files of ours."""

import re
import socket
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from dasar.batas_sambungan import BatasSambungan

POTONG = 256 * 1024  # bytes
DETIK = 120  # for one file, all in all
DETIK_SAMBUNG = 5
TERLALU_LAMA = "pemindai terlalu lama menjawab"
DIAM_DETIK = 60.0  # one that did not answer is not asked again so soon: those who wait for it hold up nobody else
diam_sampai: dict[str, float] = {}  # address → until when (monotonic)


class PemindaiGagal(Exception):
    """The scanner cannot be reached or did not answer; ask again later."""


@dataclass(frozen=True)
class Putusan:
    bersih: bool
    nama: str = ""  # of what was found


def pindai(isi: IO[bytes], alamat: str) -> Putusan:
    """Scan from the start of `isi`. `alamat`: unix:/path or tcp://host:port. Raises PemindaiGagal."""
    isi.seek(0)
    if time.monotonic() < diam_sampai.get(alamat, 0.0):
        raise PemindaiGagal("pemindai tidak menjawab barusan")
    try:
        _hidup(alamat)
        jawab = _tanya(alamat, DETIK, lambda soket: _kirim(soket, isi))
    except (OSError, ValueError) as galat:
        if isinstance(galat, TimeoutError):
            diam_sampai[alamat] = time.monotonic() + DIAM_DETIK
        raise PemindaiGagal(str(galat)) from galat
    if jawab == "stream: OK":
        return Putusan(bersih=True)
    if cocok := re.fullmatch(r"stream: (.+) FOUND", jawab):
        return Putusan(bersih=False, nama=cocok[1])
    raise PemindaiGagal(jawab or "pemindai menutup sambungan tanpa jawaban")


def _hidup(alamat: str) -> None:
    """Answers at all, before it is given minutes for a file. Raises OSError; a frozen one takes the connection too."""
    if (jawab := _tanya(alamat, DETIK_SAMBUNG, lambda soket: soket.sendall(b"zPING\0"))) != "PONG":
        raise OSError(jawab or "pemindai menutup sambungan tanpa jawaban")


def _kirim(soket: socket.socket, isi: IO[bytes]) -> None:
    soket.sendall(b"zINSTREAM\0")
    while potong := isi.read(POTONG):
        soket.sendall(struct.pack(">I", len(potong)) + potong)
    soket.sendall(struct.pack(">I", 0))


def _tanya(alamat: str, detik: float, kirim: Callable[[socket.socket], None]) -> str:
    """What it answers, within so many seconds in all. Raises OSError; TimeoutError also of one that drips."""
    with _sambung(alamat, detik) as soket, BatasSambungan(soket, detik) as batas:
        try:
            kirim(soket)
            jawab = _baca(soket)
        except OSError as galat:
            if batas.habis or isinstance(galat, TimeoutError):
                raise TimeoutError(TERLALU_LAMA) from galat
            raise
        if batas.habis:
            raise TimeoutError(TERLALU_LAMA)
        return jawab


def _sambung(alamat: str, detik: float) -> socket.socket:
    if alamat.startswith("unix:"):
        soket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        soket.settimeout(detik)
        try:
            soket.connect(alamat.removeprefix("unix:"))
        except OSError:
            soket.close()
            raise
        return soket
    if cocok := re.fullmatch(r"tcp://(\[[^]]+\]|[^:/]+):(\d+)/?", alamat):
        return socket.create_connection((cocok[1].strip("[]"), int(cocok[2])), timeout=detik)
    raise ValueError("CLAMD_ALAMAT harus unix:/jalur atau tcp://tuan:porta.")


def _baca(soket: socket.socket) -> str:
    jawab = b""
    while not jawab.endswith((b"\0", b"\n")) and len(jawab) < 4096:
        potong = soket.recv(4096)
        if not potong:
            break
        jawab += potong
    return jawab.strip(b"\0\n ").decode("utf-8", "replace")
