"""Kinds of official document. The kinds of work register theirs; this room knows none by itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class JenisNaskah:
    """A kind of naskah: its template and its numbering series.

    `klasifikasi` is the code of Permendagri 83/2022, `pola` the pattern of the number; both are
    defaults that a kecamatan changes in SeriNomor.
    """

    kode: str
    nama: str
    template: str
    klasifikasi: str = "400.10.2"
    pola: str = "{klasifikasi}/{urut:03d}/{kode}/{tahun}"


_TERDAFTAR: dict[str, JenisNaskah] = {}


def daftarkan(jenis: JenisNaskah) -> JenisNaskah:
    _TERDAFTAR[jenis.kode] = jenis
    return jenis


def jenis_naskah(kode: str) -> JenisNaskah:
    return _TERDAFTAR[kode]


def pilihan_jenis() -> list[tuple[str, str]]:
    return [(j.kode, j.nama) for j in _TERDAFTAR.values()]
