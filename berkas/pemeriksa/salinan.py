"""A path for programs that want one."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO


@contextmanager
def berkas_lokal(isi: IO[bytes], akhiran: str = "") -> Iterator[str]:
    """The file's own path when it has one on this machine, else that of a copy for as long as it takes."""
    nama = getattr(isi, "name", None)
    if isinstance(nama, str) and nama.startswith("/") and not akhiran:
        isi.flush() if isi.writable() else None
        yield nama
        return
    with tempfile.NamedTemporaryFile(suffix=akhiran) as salinan:
        isi.seek(0)
        shutil.copyfileobj(isi, salinan, 1024 * 1024)
        salinan.flush()
        yield salinan.name
