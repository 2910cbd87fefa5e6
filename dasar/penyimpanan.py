"""Files on the disk: there whole, or not at all."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

TANPA_TAUT = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})  # a file system without links
SEMENTARA = ".sementara-"  # begins the name of a file that is being written


@contextmanager
def berkas_sementara(folder: Path, *, mode: int) -> Iterator[tuple[IO[bytes], Path]]:
    """A file beside its later place; flushed to the disk when the block ends, and gone after it. Give it its name
    with `beri_nama` inside the block."""
    nomor, nama = tempfile.mkstemp(prefix=SEMENTARA, dir=folder)
    sementara = Path(nama)
    try:
        with os.fdopen(nomor, "wb") as keluar:
            os.fchmod(keluar.fileno(), mode)
            yield keluar, sementara
    finally:
        with suppress(FileNotFoundError):
            sementara.unlink()


def tuntaskan(keluar: IO[bytes]) -> None:
    """What was written is on the disk, not only in a cache. Raises OSError where the disk is full."""
    keluar.flush()
    os.fsync(keluar.fileno())


def tulis_utuh(jalur: Path, isi: bytes, *, mode: int = 0o600) -> None:
    """Write a small file whole, in place of what is there. Raises OSError; then what was there is as it was."""
    with berkas_sementara(jalur.parent, mode=mode) as (keluar, sementara):
        keluar.write(isi)
        tuntaskan(keluar)
        sementara.replace(jalur)
    _folder_tetap(jalur.parent)


def _folder_tetap(folder: Path) -> None:
    """The folder's own entry too: a name that a power cut takes away again was not given."""
    nomor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # not every file system can
            os.fsync(nomor)
    finally:
        os.close(nomor)


class PenyimpananTakTerjangkau(OSError):
    """The object store is away, too slow, or says something else than what was asked: dasar/penyimpanan_objek.py."""


class PenyimpananCakram(FileSystemStorage):
    """Written beside its place, flushed to the disk, then given its name: a full disk or a killed process leaves no
    half file under a name that anybody asks for. Django's own writes into the place itself."""

    def _save(self, name: str, content: File) -> str:
        folder = Path(self.path(name)).parent
        folder.mkdir(mode=self.directory_permissions_mode or 0o777, parents=True, exist_ok=True)
        with berkas_sementara(folder, mode=self.file_permissions_mode or 0o644) as (keluar, sementara):
            for potong in content.chunks():
                keluar.write(potong.encode() if isinstance(potong, str) else potong)
            tuntaskan(keluar)
            while not _beri_nama(sementara, Path(self.path(name))):
                name = self.get_available_name(name)
        _folder_tetap(folder)
        return str(name).replace("\\", "/")


def _beri_nama(sementara: Path, tujuan: Path) -> bool:
    """Whether the name was free. Unlike a rename, a link never replaces what is there."""
    try:
        try:
            os.link(sementara, tujuan)
        except OSError as galat:
            if galat.errno not in TANPA_TAUT:
                raise
            os.close(os.open(tujuan, os.O_CREAT | os.O_EXCL))  # taken first, then replaced
            sementara.replace(tujuan)
    except FileExistsError:
        return False
    return True
