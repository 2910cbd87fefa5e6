"""Which sets of rules apply to a village and a year, and what is then not judged. No database, no clock.

A set may come from the files or from the database: only its region, its years and what it replaces count.
The base set always applies. A set of another region never applies by itself.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from apbdes.aturan import DASAR, MENUDUH, Perangkat, Rusak, bentrok, tanpa_tabel
from apbdes.gramatika.bentuk import FAKTA_BAKU, BentukFakta


class Berlaku(NamedTuple):
    """The sets that apply, the most general first. `setempat`: one of the village's own kabupaten is among them;
    `tahunan`: the yearly figures of Dana Desa are, in a set of their own or written into the kabupaten's; `rusak`:
    those that would apply and cannot be judged by."""

    tahun: int
    perangkat: tuple[Perangkat, ...]
    setempat: bool
    tahunan: bool
    rusak: tuple[Rusak, ...] = ()

    def tak_dinilai(self, kabupaten: str) -> str:
        """What nobody has judged, for the pages and the documents; "" where nothing is left out."""
        return " ".join(filter(None, [self._tak_ada(kabupaten), *(r.tak_dinilai for r in self.rusak)]))

    def _tak_ada(self, kabupaten: str) -> str:
        tahunan = "" if self.tahunan else f"angka Dana Desa tahun {self.tahun} belum ada"
        batas = "" if self.tahunan else "batas tahunan Dana Desa"
        if self.setempat:
            return f"{tahunan[0].upper()}{tahunan[1:]}, sehingga {batas} tidak dinilai." if tahunan else ""
        sebab = f"{kabupaten} belum mempunyai perangkat aturan sendiri untuk tahun {self.tahun}"
        return (
            f"{' dan '.join(filter(None, [sebab, tahunan]))}, sehingga rancangan ini dinilai menurut ketentuan dasar "
            "dan nasional saja; yang diatur kabupaten (misalnya besaran penghasilan tetap dan tunjangan, honor "
            f"kegiatan, bagi hasil pajak, dan pelaksana kegiatan){f' serta {batas}' if batas else ''} tidak dinilai."
        )


def urutkan(perangkat: Iterable[Perangkat]) -> list[Perangkat]:
    """The most general first: the base, the nation, the nation in a year, a region."""
    return sorted(perangkat, key=lambda p: (p.kode != DASAR, p.wilayah, p.tahun))


def fakta_dari(perangkat: Iterable[Perangkat]) -> dict[str, BentukFakta]:
    """The facts that may be given of a village: the shipped ones, and those of these sets, the first to name one."""
    hasil = dict(FAKTA_BAKU)
    for p in perangkat:
        hasil |= {nama: f for nama, f in p.fakta.items() if nama not in hasil}
    return hasil


def berlaku(
    kode_desa: str,
    tahun: int,
    semua: Iterable[Perangkat],
    petunjuk: Sequence[str] = (),
    rusak: Iterable[Rusak] = (),
) -> Berlaku:
    """Of all sets, those that judge this village in this year.

    `petunjuk`: codes of further sets that an office reads as a guide; they follow, and never accuse. `rusak`: those
    that cannot be read. Of two that would both be the one of the region and year neither judges: nobody said which.
    """
    daftar = list(semua)
    calon = [p for p in daftar if _mencakup(p, kode_desa, tahun)]
    tak_terbaca = list(rusak)
    kena = [r for r in tak_terbaca if r.mencakup(kode_desa, tahun)]
    kena += [r._replace(petunjuk=True) for r in tak_terbaca if r.kode in petunjuk and r not in kena]
    if berebut := [p for p in calon if any(p is not q and bentrok([p, q]) for q in calon)]:
        kena += [Rusak(p.kode, p.nama, tuple(bentrok(berebut)), p.wilayah, p.tahun) for p in berebut]
        calon = [p for p in calon if p not in berebut]
    cakupan = [(p.wilayah, p.tahun) for p in calon] + [(r.wilayah or "", r.tahun) for r in kena if not r.petunjuk]
    diganti = {kode for p in calon for kode in p.di_atas}
    dipakai = [p for p in urutkan(calon) if p.kode not in diganti or p.kode == DASAR]
    tambahan = {p.kode: p for p in daftar if p.kode in petunjuk and p not in dipakai}
    return Berlaku(
        tahun=tahun,
        perangkat=(*dipakai, *(sebagai_petunjuk(tambahan[kode]) for kode in petunjuk if kode in tambahan)),
        setempat=any(wilayah for wilayah, _ in cakupan),
        tahunan=any(tahun and not wilayah for wilayah, tahun in cakupan),
        rusak=tuple(kena),
    )


def _mencakup(p: Perangkat, kode_desa: str, tahun: int) -> bool:
    return kode_desa.startswith(f"{p.wilayah}." if p.wilayah else "") and (not p.tahun or tahun in p.tahun)


def sebagai_petunjuk(p: Perangkat) -> Perangkat:
    """The set as a guide: its rules are `petunjuk` at most, and its activity table is not this village's."""
    aturan = tuple(a._replace(tingkat="petunjuk") if a.tingkat in MENUDUH else a for a in p.aturan)
    return p._replace(aturan=tuple(map(tanpa_tabel, aturan)), kegiatan={}, petunjuk=True)
