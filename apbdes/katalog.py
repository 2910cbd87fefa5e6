"""Every code that a budget of one kabupaten and year may use, with its name: those of the nation, the activity table
of the kabupaten's set, and what the kabupaten added.

One that the kabupaten has withdrawn keeps its name and is accepted no more. Codes 90-99 are valid under every sub
bidang and jenis (STR-07), named in the list of the kabupaten or not; `terdaftar` tells the two apart.
"""

from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import NamedTuple

from apbdes import acuan
from apbdes.anggaran import Anggaran
from apbdes.aturan import perangkat_utuh
from apbdes.models import KegiatanTambahan, RekeningTambahan
from dasar.waktu import hari_ini
from desa.models import Desa, Kabupaten


class Kegiatan(NamedTuple):
    kode: str
    nama: str
    pelaksana: str
    tambahan: bool = False

    @property
    def dicari(self) -> str:
        """The name with the words that people look for it by."""
        kata = acuan.kata_cari().get(self.kode, "")
        return f"{self.nama} · {kata}" if kata else self.nama


class Rekening(NamedTuple):
    kode: str
    nama: str
    tambahan: bool = False

    @property
    def dicari(self) -> str:
        """The name with the words that people look for it by."""
        kata = acuan.kata_cari().get(self.kode, "")
        return f"{self.nama} · {kata}" if kata else self.nama


@cache
def _kegiatan_resmi() -> dict[str, Kegiatan]:
    return {kode: Kegiatan(kode, nama, "") for kode, nama in acuan.nama_kegiatan().items()}


@cache
def _rekening_resmi() -> dict[str, Rekening]:
    return {kode: Rekening(kode, nama) for kode, nama in acuan.nama_objek().items()}


@dataclass(frozen=True)
class Katalog:
    """`kegiatan` and `rekening` in the order of their codes. What the kabupaten calls an activity of the nation, and
    who carries it out there, stands in the table of its set (`setempat`) or among what it added itself."""

    kegiatan_tambahan: dict[str, Kegiatan] = field(default_factory=dict)
    rekening_tambahan: dict[str, Rekening] = field(default_factory=dict)
    dicabut: frozenset[str] = frozenset()  # of these two: named still, neither offered nor accepted any more
    setempat: dict[str, Kegiatan] = field(default_factory=dict)

    @cached_property
    def kegiatan(self) -> dict[str, Kegiatan]:
        umum = _kegiatan_resmi() | self.setempat
        milik = {
            kode: k._replace(pelaksana=k.pelaksana or (umum[kode].pelaksana if kode in umum else ""))
            for kode, k in self.kegiatan_tambahan.items()
            if kode not in self.dicabut
        }
        return dict(sorted((umum | milik).items()))

    @cached_property
    def rekening(self) -> dict[str, Rekening]:
        semua = _rekening_resmi() | self.rekening_tambahan
        return {kode: semua[kode] for kode in sorted(semua.keys() - self.dicabut)}

    def pelaksana_kantor(self, *, dicabut: bool) -> dict[str, str]:
        """Who carries out what, of what the kabupaten added itself; `dicabut`: also of what it withdrew."""
        milik = self.kegiatan_tambahan.values()
        return {k.kode: k.pelaksana for k in milik if k.pelaksana and (dicabut or k.kode not in self.dicabut)}

    def kegiatan_ada(self, kode: str) -> bool:
        return kode in self.kegiatan or acuan.kegiatan_ada(kode)

    def rekening_ada(self, kode: str) -> bool:
        return kode in self.rekening or acuan.rekening_ada(kode)

    def terdaftar(self, kode: str) -> bool:
        """Whether the files or the kabupaten give this code a name; other codes 90-99 are only permitted."""
        return kode in self.kegiatan or kode in self.rekening

    def nama_kegiatan(self, kode: str, tertulis: str = "") -> str:
        """The official name; for a code that has none, what the desa wrote."""
        entri = self.kegiatan.get(kode) or self.kegiatan_tambahan.get(kode)
        return entri.nama if entri else tertulis or f"Kegiatan {kode}"

    def nama_rekening(self, kode: str, tertulis: str = "") -> str:
        """Of an object, a jenis, a kelompok or an akun: "5.1.1.01" or "5.1"."""
        entri = self.rekening.get(kode) or self.rekening_tambahan.get(kode)
        if entri:
            return entri.nama
        jenis, _, akhir = kode.rpartition(".")
        if akhir.isdigit() and int(akhir) in acuan.KODE_KABUPATEN and kode.count(".") == 3:
            return acuan.nama_rentang(jenis) or tertulis or f"Rekening {kode}"
        return acuan.nama_akun().get(kode, tertulis or f"Rekening {kode}")

    def nama_bidang(self, kode: str) -> str:
        """Of a bidang or a sub bidang: "2" or "2.3"."""
        return acuan.nama_bidang().get(kode, f"Bidang {kode}")

    def pelaksana(self, kode: str) -> str:
        entri = self.kegiatan.get(kode)
        return entri.pelaksana if entri else ""


RESMI = Katalog()


def katalog_untuk(kabupaten: Kabupaten, tahun: int) -> Katalog:
    """Two queries, and one for the day where a code is withdrawn."""
    kegiatan = list(KegiatanTambahan.objects.filter(kabupaten=kabupaten, tahun=tahun))
    rekening = list(RekeningTambahan.objects.filter(kabupaten=kabupaten, tahun=tahun))
    dicabut = {k.kode: k.dicabut for k in (*kegiatan, *rekening) if k.dicabut}
    hari = hari_ini(kabupaten) if dicabut else None
    return Katalog(
        {k.kode: Kegiatan(k.kode, k.nama, k.pelaksana, tambahan=True) for k in kegiatan},
        {r.kode: Rekening(r.kode, r.nama, tambahan=True) for r in rekening},
        frozenset(kode for kode, sejak in dicabut.items() if hari and sejak <= hari),
        kegiatan_setempat(kabupaten.kode, tahun),
    )


def kegiatan_setempat(wilayah: str, tahun: int) -> dict[str, Kegiatan]:
    """The activity table of the kabupaten's set of the files for that year."""
    for p in perangkat_utuh()[0]:
        if p.wilayah == wilayah and (not p.tahun or tahun in p.tahun):
            return {kode: Kegiatan(kode, nama, pelaksana) for kode, (nama, pelaksana) in p.kegiatan.items()}
    return {}


def menurut_kantor(
    anggaran: Anggaran, desa: Desa, *, dicabut: bool, ingat: dict[tuple[int, int], Katalog] | None = None
) -> Anggaran:
    """With what its office wrote down for the year: those of its codes that no file knows and the office has, and who
    carries out what. `dicabut`: also what it withdrew.

    No query where every code is known and nobody is named to carry anything out; else two, which `ingat` keeps for
    other budgets of the kabupaten and year.
    """
    rekening = {b.rekening for isi in (anggaran.pendapatan, anggaran.belanja, anggaran.pembiayaan) for b in isi}
    asing = {k for k in {b.kegiatan for b in anggaran.belanja} if not acuan.kegiatan_ada(k)}
    asing |= {r for r in rekening if not acuan.rekening_ada(r)}
    if not asing and not any(b.pelaksana for b in anggaran.belanja):
        return anggaran
    kabupaten = desa.kecamatan.kabupaten
    ingat = {} if ingat is None else ingat
    kunci = (kabupaten.pk, anggaran.tahun)
    if kunci not in ingat:
        ingat[kunci] = katalog_untuk(kabupaten, anggaran.tahun)
    katalog = ingat[kunci]
    milik = katalog.kegiatan_tambahan.keys() | katalog.rekening_tambahan.keys()
    return replace(
        anggaran,
        kode_tambahan=frozenset(asing & (milik if dicabut else milik - katalog.dicabut)),
        pelaksana=katalog.pelaksana_kantor(dicabut=dicabut),
    )
