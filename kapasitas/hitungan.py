"""Who is capable, counted: one definition, asked of one query, so that a percentage and its list agree.

An official counts as capable who is at least "mampu" in every competency that his post must have, by the last
assessment in that post; out of those who were assessed. Who was not is said beside it, never taken for a nought.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models import CharField as Teks
from django.db.models.functions import Coalesce

from desa.models import Desa, Kecamatan, Perangkat
from kapasitas.enums import DINILAI, SASARAN_BAWAAN, SUMBER_SASARAN, Keadaan, Sifat, Tingkat
from kapasitas.models import Butir, Penilaian, Sasaran

DEFINISI = (
    "Perangkat yang sedikitnya “mampu” pada setiap kompetensi wajib jabatannya, dibagi perangkat yang sudah dinilai. "
    "Yang belum dinilai tidak ikut dihitung; banyaknya disebut di sampingnya."
)


@dataclass(frozen=True)
class Capaian:
    """So many are capable, of so many who were assessed. No share of nobody."""

    mampu: int
    dinilai: int
    belum_dinilai: int

    @classmethod
    def dari(cls, keadaan: Iterable[str]) -> "Capaian":
        n = Counter(keadaan)
        return cls(n[Keadaan.MAMPU], n[Keadaan.MAMPU] + n[Keadaan.BELUM_MAMPU], n[Keadaan.BELUM_DINILAI])

    @property
    def banyak(self) -> int:
        return self.dinilai + self.belum_dinilai

    @property
    def persen(self) -> int | None:
        """Whole per cent, rounded down, so that what reads "80" has reached 80. None where nobody was assessed."""
        return self.mampu * 100 // self.dinilai if self.dinilai else None

    def tercapai(self, sasaran: int) -> bool | None:
        """Whether it reaches so many per cent, by the numbers themselves; None where nobody was assessed."""
        return self.mampu * 100 >= sasaran * self.dinilai if self.dinilai else None

    @property
    def kalimat(self) -> str:
        if not self.banyak:
            return "Belum ada perangkat yang tercatat menjabat."
        if not self.dinilai:
            return f"Belum satu pun dari {self.banyak} perangkat dinilai."
        belum = f"; {self.belum_dinilai} belum dinilai" if self.belum_dinilai else "; semuanya sudah dinilai"
        return f"{self.mampu} dari {self.dinilai} perangkat yang dinilai sudah mampu ({self.persen} persen){belum}."


@dataclass(frozen=True)
class Banding:
    """The same people before and now: those who were assessed at least twice in their post."""

    orang: int
    semula: int
    kini: int


@dataclass(frozen=True)
class CapaianKompetensi:
    """Of the assessed whose post must have a competency, how many were enough."""

    kode: str
    nama: str
    cukup: int
    dinilai: int

    @property
    def persen(self) -> int:
        return self.cukup * 100 // self.dinilai


@dataclass(frozen=True)
class Kebutuhan:
    """A competency that a post must have and somebody has not enough of."""

    desa_id: int
    kode: str
    nama: str
    urut: int
    orang: tuple[str, ...]
    terendah: int

    @property
    def kalimat(self) -> str:
        return f"{len(self.orang)} perangkat belum mampu: {', '.join(self.orang)}"


def _butir(**saring: object) -> Subquery:
    baris = Butir.objects.filter(penilaian=OuterRef("nilai"), sifat=Sifat.WAJIB, **saring).order_by()
    return Subquery(baris.values("penilaian").annotate(n=Count("pk")).values("n"), output_field=IntegerField())


def pejabat_dinilai(desa: "QuerySet[Desa] | Collection[int]") -> "QuerySet[Any]":
    """Who holds a post there today that has competencies: `nilai` the assessment that counts, `wajib` how many
    competencies it had to find, `cukup` in how many it was enough, `keadaan` what follows."""
    terakhir = Penilaian.objects.berlaku().filter(perangkat=OuterRef("pk"), jabatan=OuterRef("jabatan"))
    return (
        Perangkat.objects.menjabat()
        .filter(jabatan__in=DINILAI, desa__in=desa)
        .annotate(nilai=Subquery(terakhir.order_by("-ke").values("pk")[:1]))
        .annotate(
            dinilai_pada=Subquery(terakhir.order_by("-ke").values("tanggal")[:1]),
            wajib=Coalesce(_butir(), 0),
            cukup=Coalesce(_butir(tingkat__gte=Tingkat.MAMPU), 0),
        )
        .annotate(
            keadaan=Case(
                When(nilai=None, then=Value(Keadaan.BELUM_DINILAI.value)),
                When(cukup__lt=F("wajib"), then=Value(Keadaan.BELUM_MAMPU.value)),
                default=Value(Keadaan.MAMPU.value),
                output_field=Teks(),
            )
        )
    )


def capaian_per_desa(desa: Collection[int]) -> dict[int, Capaian]:
    """Every one of these villages, those without officials too. One query."""
    isi: dict[int, list[str]] = defaultdict(list)
    for pk, keadaan in pejabat_dinilai(desa).order_by().values_list("desa_id", "keadaan"):
        isi[pk].append(keadaan)
    return {pk: Capaian.dari(isi[pk]) for pk in desa}


def banding(pejabat: Iterable[Any]) -> dict[int, Banding]:
    """By village; villages in which nobody was assessed twice are left out. One query."""
    dua_kali = {p.pk: p for p in pejabat if p.nilai}
    awal = Penilaian.objects.berlaku().filter(ke=1, perangkat__in=dua_kali, jabatan=F("perangkat__jabatan")).terhitung()
    hasil: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for a in awal:
        p = dua_kali[a.perangkat_id]
        if a.pk != p.nilai:
            angka = hasil[p.desa_id]
            angka[0] += 1
            angka[1] += a.cukup == a.wajib
            angka[2] += p.keadaan == Keadaan.MAMPU
    return {pk: Banding(*angka) for pk, angka in hasil.items()}


def _wajib_terakhir(nilai: Iterable[int]) -> "QuerySet[Butir]":
    return Butir.objects.filter(penilaian__in=list(nilai), sifat=Sifat.WAJIB).order_by()


def capaian_kompetensi(nilai: Iterable[int]) -> list[CapaianKompetensi]:
    """Of these assessments, the weakest first. The name is that of the newest version among them. One query."""
    nama: dict[str, str] = {}
    cukup: Counter[str] = Counter()
    dinilai: Counter[str] = Counter()
    baris = _wajib_terakhir(nilai).order_by("kompetensi__versi__berlaku_sejak", "kompetensi__urut")
    for kode, n, tingkat in baris.values_list("kompetensi__kode", "kompetensi__nama", "tingkat"):
        nama[kode] = n
        dinilai[kode] += 1
        cukup[kode] += tingkat is not None and tingkat >= Tingkat.MAMPU
    semua = [CapaianKompetensi(k, nama[k], cukup[k], dinilai[k]) for k in nama]
    return sorted(semua, key=lambda c: (c.cukup * 100 // c.dinilai, -c.dinilai, c.kode))


def kebutuhan(desa: Collection[int]) -> dict[int, list[Kebutuhan]]:
    """What the next visits to these villages could be about: by village, what most officials lack first, then where
    somebody is furthest behind. It proposes; a person decides. Two queries."""
    pejabat = {
        p.nilai: p for p in pejabat_dinilai(desa).filter(keadaan=Keadaan.BELUM_MAMPU).select_related("desa__kecamatan")
    }
    baris = (
        _wajib_terakhir(pejabat)
        .exclude(tingkat__gte=Tingkat.MAMPU)
        .values_list("penilaian_id", "kompetensi__kode", "kompetensi__nama", "kompetensi__urut", "tingkat")
    )
    isi: dict[tuple[int, str], list[tuple[str, int, str, int]]] = defaultdict(list)
    for nilai, kode, nama, urut, tingkat in baris:
        p = pejabat[nilai]
        isi[p.desa_id, kode].append((p.sebutan, urut, nama, tingkat or 0))
    hasil: dict[int, list[Kebutuhan]] = defaultdict(list)
    for (pk, kode), orang in isi.items():
        sebutan = tuple(sorted(s for s, *_ in orang))
        hasil[pk].append(Kebutuhan(pk, kode, orang[0][2], orang[0][1], sebutan, min(t for *_, t in orang)))
    for daftar in hasil.values():
        daftar.sort(key=lambda k: (-len(k.orang), k.terendah, k.urut))
    return dict(hasil)


def sasaran_kecamatan(kecamatan: Kecamatan) -> Sasaran:
    """What the office wants to reach; unsaved, and the seed's, where it has not said so itself."""
    ada = Sasaran.objects.filter(kecamatan=kecamatan).first()
    return ada or Sasaran(kecamatan=kecamatan, persen=SASARAN_BAWAAN, dasar=SUMBER_SASARAN)
