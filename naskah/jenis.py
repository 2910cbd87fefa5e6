"""Kinds of official document. The kinds of work register theirs; this room knows none by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from naskah.bagian import Orang

if TYPE_CHECKING:
    from akun.models import Pengguna
    from naskah.models import Naskah


@dataclass(frozen=True)
class Penanda:
    """One signer as a kind of document names them, in the order of `urutan` (equal: in any order).

    `kunci` names the place in the template: the element with the id `ttd-<kunci>`. `orang.id` is the
    account that signs; a signer without one signs by hand, or with a finger before a witness.
    """

    kunci: str
    urutan: int
    sebagai: str
    orang: Orang


@dataclass(frozen=True)
class JenisNaskah:
    """A kind of naskah: its template, its content, who verifies and signs it, its numbering series.

    `penanda` reads the signers, in order, from the frozen content. `susun` builds the final content
    on approval: (naskah, camat who approves, moment) -> dict; without it the content stays as handed in.
    `penerima` reads from it the accounts that receive the signed document besides the desa.
    `diverifikasi`: a verifikator must have passed it before the camat approves. `lewat_asal`: decided
    on the page of the work that it is about (`tautan`), not on its own. `batal_di_asal`: only dropped
    together with that work, which cannot go on without it. `retensi_tahun`: years that it is kept after
    its own year, 0 for ever. `klasifikasi` is the code of Permendagri 83/2022, `pola` the
    pattern of the number; these three are defaults that a kecamatan changes in SeriNomor.
    """

    kode: str
    nama: str
    template: str
    penanda: "Callable[[dict], list[Penanda]]"
    susun: "Callable[[Naskah, Pengguna, datetime], dict] | None" = None
    tautan: "Callable[[Naskah], str] | None" = None
    lewat_asal: bool = False
    batal_di_asal: bool = False
    penerima: "Callable[[dict], list[int]] | None" = None
    diverifikasi: bool = False
    klasifikasi: str = "400.10.2"
    pola: str = "{klasifikasi}/{urut:03d}/{kode}/{tahun}"
    retensi_tahun: int = 5


_TERDAFTAR: dict[str, JenisNaskah] = {}


def daftarkan(jenis: JenisNaskah) -> JenisNaskah:
    _TERDAFTAR[jenis.kode] = jenis
    return jenis


def jenis_naskah(kode: str) -> JenisNaskah:
    return _TERDAFTAR[kode]


def pilihan_jenis() -> list[tuple[str, str]]:
    return [(j.kode, j.nama) for j in _TERDAFTAR.values()]
