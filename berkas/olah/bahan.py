from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Bahan:
    """What was made of one version. `halaman` are JPEGs in order; `keterangan` is said beside them."""

    teks: str = ""
    halaman: list[Path] = field(default_factory=list)
    jumlah: int | None = None  # pages of the document itself
    keterangan: str = ""
