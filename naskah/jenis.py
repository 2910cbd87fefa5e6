"""Kinds of official document. The kinds of work register theirs; this room knows none by itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured

from naskah.bagian import Orang
from naskah.tempat import kunci_muat, tempat_templat

if TYPE_CHECKING:
    from akun.models import Pengguna
    from desa.models import Kecamatan
    from naskah.models import Naskah
    from naskah.peraturan import Butir


@dataclass(frozen=True)
class Penanda:
    """One signer as a kind of document names them, in the order of `urutan` (equal: in any order).

    `kunci` names the place in the template: the signature block with this `kunci`. `orang.id` is the
    account that signs; a signer without one signs by hand, or with a finger before a witness. `blok`: number and
    rank are printed under the signature (not in a table, which names the person itself).
    """

    kunci: str
    urutan: int
    sebagai: str
    orang: Orang
    blok: bool = True


@dataclass(frozen=True)
class Pos:
    """A place that belongs to a post and not to a person: whoever holds `peran` there signs it. `kunci_isi` is
    where the content names the holder, `bentuk` how this kind writes him."""

    peran: str
    kunci_isi: str
    bentuk: Callable[[Orang], Orang] = lambda orang: orang


def _tidak_seorang_pun(_isi: dict) -> list[int]:
    return []


@dataclass(frozen=True)
class JenisNaskah:
    """A kind of naskah: its template, its content, who verifies and signs it, its numbering series.

    `penanda` reads the signers, in order, from the frozen content; `tempat` names their places beforehand
    ("petugas-" stands for petugas-1, petugas-2, …), so that a template without room for one of them is refused
    when the kind is registered. `susun` builds the final content
    on approval: (naskah, camat who approves, moment) -> dict; without it the content stays as handed in.
    `calon` gives the part of the content that names other signers than the camat, as it would be on approval now,
    where that differs from what was handed in. `pos` names the places that belong to a post: of them a successor
    is known; `diganti` is told of the document (old, new) that took another's place because a signer had left, and
    `kunci_tanggal` is where the content says the day of its approval.
    `mulai_kerja` is the first day of the work that the document orders: approved after it, it says so with the
    sentence `susulan` (naskah/susulan.py).
    `penerima` reads from it the accounts that receive the signed document besides the desa, `ditugaskan` those whom
    it sends somewhere: they do not approve it.
    `diverifikasi`: a verifikator must have passed it before the camat approves. `lewat_asal`: decided
    on the page of the work that it is about (`tautan`), not on its own. `batal_di_asal`: only dropped
    together with that work, which cannot go on without it. `retensi_tahun`: years that it is kept after
    its own year, 0 for ever. `klasifikasi` is the code of Permendagri 83/2022, `pola` the
    pattern of the number; these three are defaults that a kecamatan changes in SeriNomor.
    `bagian`: which parts of the content are compared after a return, and what they are called.
    `mengingat`, `tembusan`: the lists that it begins with, for a kind that has them; a kecamatan keeps its own in
    DaftarNaskah (naskah/daftar.py). `tembusan` may name {desa}, {bpd}, {kepala_daerah} and the like; a function of the
    kecamatan where each region has its own.
    """

    kode: str
    nama: str
    template: str
    penanda: "Callable[[dict], list[Penanda]]"
    tempat: tuple[str, ...]
    susun: "Callable[[Naskah, Pengguna, datetime], dict] | None" = None
    calon: "Callable[[Naskah], dict] | None" = None
    pos: Mapping[str, Pos] = field(default_factory=dict, hash=False)
    diganti: "Callable[[Naskah, Naskah], None] | None" = None
    kunci_tanggal: str = ""
    tautan: "Callable[[Naskah], str] | None" = None
    lewat_asal: bool = False
    batal_di_asal: bool = False
    penerima: "Callable[[dict], list[int]] | None" = None
    mulai_kerja: "Callable[[Naskah], date | None] | None" = None
    susulan: str = "Surat tugas ini ditetapkan sesudah tugasnya mulai dilaksanakan pada tanggal {mulai}."
    ditugaskan: "Callable[[dict], list[int]]" = _tidak_seorang_pun
    diverifikasi: bool = False
    klasifikasi: str = "400.10.2"
    pola: str = "{klasifikasi}/{urut:03d}/{kode}/{tahun}"
    retensi_tahun: int = 5
    mengingat: "Callable[[Kecamatan], list[Butir]] | None" = None
    tembusan: "tuple[str, ...] | Callable[[Kecamatan], list[Butir]] | None" = None
    bagian: Mapping[str, str] = field(default_factory=dict, hash=False)


TERDAFTAR: dict[str, JenisNaskah] = {}
PENCABUTAN: "dict[str, Callable[[Naskah, str, Pengguna], None]]" = {}
KODE_MAKS = 40  # characters of `kode` in the tables


def daftarkan(jenis: JenisNaskah) -> JenisNaskah:
    """Raises ImproperlyConfigured when the template has no room for one of the signers that the kind names, or
    the kode does not fit into the tables or is another kind's (one with another template)."""
    if len(jenis.kode) > KODE_MAKS:
        raise ImproperlyConfigured(f"Kode jenis naskah {jenis.kode} terlalu panjang: paling banyak {KODE_MAKS} huruf.")
    lama = TERDAFTAR.get(jenis.kode, jenis)
    if lama.template != jenis.template:
        raise ImproperlyConfigured(f"Kode jenis naskah {jenis.kode} sudah dipakai {lama.nama}.")
    ada = tempat_templat(jenis.template)
    if kurang := [kunci for kunci in jenis.tempat if not kunci_muat(kunci, ada)]:
        raise ImproperlyConfigured(
            f"Templat {jenis.template} tidak menyediakan tempat tanda tangan {', '.join(kurang)} bagi {jenis.nama}."
        )
    TERDAFTAR[jenis.kode] = jenis
    return jenis


def saat_dicabut(
    *jenis: JenisNaskah,
) -> "Callable[[Callable[[Naskah, str, Pengguna], None]], Callable[[Naskah, str, Pengguna], None]]":
    """Marks what the work behind a document does when that is withdrawn, in the same transaction: (it, why, who)."""

    def catat(
        kerja: "Callable[[Naskah, str, Pengguna], None]",
    ) -> "Callable[[Naskah, str, Pengguna], None]":
        PENCABUTAN.update({j.kode: kerja for j in jenis})
        return kerja

    return catat


def penanda_bertempat(jenis: JenisNaskah, isi: dict) -> list[Penanda]:
    """The signers of this content. Raises ImproperlyConfigured for one whose place the kind does not name."""
    penanda = jenis.penanda(isi)
    if asing := [p.kunci for p in penanda if not kunci_muat(p.kunci, set(jenis.tempat))]:
        raise ImproperlyConfigured(f"{jenis.nama} tidak menyebut tempat tanda tangan {', '.join(asing)}.")
    return penanda


def jenis_naskah(kode: str) -> JenisNaskah:
    return TERDAFTAR[kode]


def nama_jenis(kode: str) -> str:
    """What a kind is called; of one that is registered no more, its code."""
    return TERDAFTAR[kode].nama if kode in TERDAFTAR else kode


def pilihan_jenis() -> list[tuple[str, str]]:
    """For a form or a filter, when it is built."""
    return [(j.kode, j.nama) for j in TERDAFTAR.values()]
