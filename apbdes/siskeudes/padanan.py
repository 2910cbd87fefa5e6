"""What somebody said once about the words of their files: which desa is meant, what a source or a code stands for."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Padanan:
    """From what a file writes to what is meant. Codes as `nilai` gives them, sources in capitals."""

    desa: str = ""
    sumber: Mapping[str, str] = field(default_factory=dict)
    kegiatan: Mapping[str, str] = field(default_factory=dict)
    rekening: Mapping[str, str] = field(default_factory=dict)


TANPA_PADANAN = Padanan()
