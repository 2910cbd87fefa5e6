"""What a phone sends of a page that can no longer be filled in, read from the bytes that arrived."""

import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.http import url_has_allowed_host_and_scheme

BARIS_MAKS, KOLOM_MAKS, ANGKA_MAKS = 2000, 100, 20_000  # rows; fields of one; characters of one value
TIDAK_TERBACA = (
    "Isian ini tidak dapat dibaca server, jadi belum diserahkan. Ia tetap ada di peranti ini: salin atau simpan "
    "sebagai berkas."
)


@dataclass(frozen=True)
class Kiriman:
    halaman: str
    alamat: str
    isi: list[dict[str, Any]]


def baca(badan: bytes) -> Kiriman:
    """Raises ValidationError with a sentence for what is no such thing."""
    try:
        data = json.loads(badan)
        isi = [_baris(b) for b in data["isi"]]
        halaman, alamat = _teks(data["halaman"], 200) or "Halaman tanpa judul", _teks(data["alamat"], 300)
    except (ValueError, KeyError, TypeError, RecursionError) as galat:
        raise ValidationError(TIDAK_TERBACA) from galat
    dari_sini = alamat.startswith("/") and url_has_allowed_host_and_scheme(alamat, allowed_hosts=None)
    if not dari_sini or len(isi) > BARIS_MAKS:
        raise ValidationError(TIDAK_TERBACA)
    return Kiriman(halaman, alamat, isi)


def _teks(nilai: object, panjang: int) -> str:
    if not isinstance(nilai, str):
        raise TypeError
    return nilai.replace("\x00", "").encode("utf-8", "replace").decode()[:panjang]


def _baris(b: Any) -> dict[str, Any]:
    teks = [[_teks(label, 200), _teks(nilai, ANGKA_MAKS)] for label, nilai in b["teks"][:KOLOM_MAKS]]
    return {"judul": _teks(b["judul"], 200), "waktu": _teks(b["waktu"], 40), "teks": teks}
