"""What a room tells about its forms, so that their life is written once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from instrumen.models import FormulirBerversi

Baris = dict[str, Any]  # a row as plain data; `id` is its key in the database, or None

UMUM = ("judul", "nomor_bidang", "bidang", "jenis_kegiatan", "lokasi", "dasar", "berlaku_sejak")


@dataclass(frozen=True)
class JenisFormulir:
    model: type[FormulirBerversi]
    sebutan: str  # "formulir monitoring"
    sebutan_baris: str  # "butir", "aspek"
    kolom: tuple[str, ...]  # what the room's form has beside UMUM
    boleh: Callable[[Any, Any], bool]  # may this person keep this form?
    isi_baris: Callable[[Any], list[Baris]]
    tulis_baris: Callable[[Any, list[Baris]], None]
    salin_baris: Callable[[Any, Any], None]

    def isi(self, formulir: FormulirBerversi) -> dict[str, Any]:
        """Everything that a draft may change, as plain data."""
        return {k: getattr(formulir, k) for k in (*UMUM, *self.kolom)} | {"baris": self.isi_baris(formulir)}
