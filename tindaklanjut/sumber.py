"""Where a finding that the office writes down comes from. Rooms above register theirs; a page of theirs leads here.

A source answers for one object of its room: of which village it is, what it is called, where it can be read. It is
asked with the person, and knows nothing that this person may not see.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from akun.models import Pengguna
from berkas.models import Berkas
from desa.models import Desa
from tindaklanjut.enums import Asal
from tindaklanjut.jenis import JenisAcuan


@dataclass(frozen=True)
class Sumber:
    """`kunci` as the finding keeps it; `teks` is what the finding says about its origin, for the village too. `jenis`
    is the kind that a finding out of it has where nobody picks another. Not `dicatat`: its findings are written on
    its own pages, and only lead back there."""

    asal: str
    kunci: str
    desa: Desa
    teks: str
    tautan: str
    jenis: JenisAcuan | None = None
    dicatat: bool = True


Pencari = Callable[[Pengguna, int], "Sumber | None"]
TERDAFTAR: dict[str, Pencari] = {}


def daftarkan(asal: str, cari: Pencari) -> None:
    TERDAFTAR[asal] = cari


def daftarkan_halaman(asal: str, model: type[models.Model], izin: str, *sertakan: str) -> None:
    """Findings of this origin are written on the pages of `model`, whose rows `untuk` gives. `sertakan` are the
    relations that its name and its permission read."""

    def cari(pengguna: Pengguna, pk: int) -> Sumber | None:
        benda: Any = model._default_manager.untuk(pengguna).select_related(*sertakan).filter(pk=pk).first()  # type: ignore[attr-defined]  # every model that has regions has `untuk`
        if benda is None or not pengguna.has_perm(izin, benda):
            return None
        return Sumber(asal, str(pk), benda.wilayah, str(benda)[:200], benda.get_absolute_url(), dicatat=False)

    daftarkan(asal, cari)


def sumber_cari(pengguna: Pengguna, asal: str, kunci: str) -> Sumber | None:
    """None for a kind of source that nobody registered, and for what this person may not see."""
    if asal not in TERDAFTAR or not (kunci.isascii() and kunci.isdigit() and len(kunci) < 19):
        return None
    return TERDAFTAR[asal](pengguna, int(kunci))


def _berkas(pengguna: Pengguna, pk: int) -> Sumber | None:
    berkas = Berkas.objects.untuk(pengguna).lengkap().filter(pk=pk).first()
    if berkas is None or not pengguna.has_perm("berkas.lihat_berkas", berkas):
        return None
    teks = f"{berkas.kategori}: {berkas.judul}"[:200]
    jenis = JenisAcuan(f"berkas:{berkas.kategori.kode}", f"Dokumen {berkas.kategori}", "Dokumen desa", uraian="")
    return Sumber(Asal.BERKAS, str(berkas.pk), berkas.desa, teks, berkas.get_absolute_url(), jenis)


daftarkan(Asal.BERKAS, _berkas)
