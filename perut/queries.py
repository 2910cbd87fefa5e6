"""Reads that more than one place needs: who sees which visit, who may be sent, the state of the books."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from akun.enums import Peran
from akun.models import Pengguna, Penugasan
from dasar.waktu import hari_ini_pembaca
from desa.models import Desa, Kecamatan
from perut.catatan_lama import buku_lama
from perut.enums import StatusKunjungan
from perut.models import Buku, BukuLama, InstrumenBuku, Kunjungan, Pemeriksaan, Program

PERAN_PETUGAS = (Peran.PELAKSANA, Peran.VERIFIKATOR, Peran.PENDAMPING)


# --- scope -------------------------------------------------------------------
def program_untuk(pengguna: Pengguna) -> "QuerySet[Program]":
    """The programmes of this person's regions."""
    return Program.objects.filter(kecamatan__in=pengguna.kecamatan_terlihat())


def kecamatan_kelolaan(pengguna: Pengguna) -> "QuerySet[Kecamatan]":
    """The kecamatan whose programme and schedule this person manages (`perut.kelola_program`)."""
    return Kecamatan.objects.filter(
        pk__in=[p.kecamatan_id for p in pengguna.penugasan_aktif if p.peran == Peran.VERIFIKATOR]
    )


def kecamatan_berperut(pengguna: Pengguna) -> "QuerySet[Kecamatan]":
    """The kecamatan of this person's regions that plan or have made visits; others have nothing to show."""
    return pengguna.kecamatan_terlihat().filter(
        Exists(Program.objects.filter(kecamatan=OuterRef("pk")))
        | Exists(Kunjungan.objects.filter(desa__kecamatan=OuterRef("pk")))
    )


def petugas_tersedia(*kecamatan: Kecamatan) -> "QuerySet[Pengguna]":
    """Who can be sent to a village of these kecamatan: active people with an assignment there today."""
    penugasan = Penugasan.objects.aktif().filter(kecamatan__in=kecamatan, peran__in=PERAN_PETUGAS)
    return Pengguna.objects.filter(is_active=True, pk__in=penugasan.values("pengguna")).order_by("nama", "pk")


# --- the books ---------------------------------------------------------------
@dataclass(frozen=True)
class Kelengkapan:
    """How many books of a group (or of all) are there and in order. `persen` is a whole percentage."""

    nama: str
    tertib: int
    ada: int
    total: int

    @property
    def persen(self) -> int:
        """Books in order per hundred, rounded half up; 0 where there are no books at all."""
        return (200 * self.tertib + self.total) // (2 * self.total) if self.total else 0


@dataclass(frozen=True)
class RekapKelengkapan(Kelengkapan):
    """All books together, and each group in the order in which its first book came."""

    kelompok: tuple[Kelengkapan, ...] = ()


def kelengkapan(pemeriksaan: Iterable[Any]) -> RekapKelengkapan:
    """Count examinations (or `KeadaanBuku`): anything with `buku`, `ada` and `tertib`."""
    hitung: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for p in pemeriksaan:
        angka = hitung[p.buku.kelompok]
        angka[0] += bool(p.tertib)
        angka[1] += bool(p.ada)
        angka[2] += 1
    kelompok = tuple(Kelengkapan(nama, *angka) for nama, angka in hitung.items())
    return RekapKelengkapan(
        "Semua buku",
        sum(k.tertib for k in kelompok),
        sum(k.ada for k in kelompok),
        sum(k.total for k in kelompok),
        kelompok,
    )


@dataclass(frozen=True)
class KeadaanBuku:
    """One book of a village as the last approved visit found it; `terakhir` is None when none did.

    `lama` is what old records say of it. It is known by that and no more: neither there nor in order, and nothing at
    all once a visit has examined it.
    """

    buku: Buku
    riwayat: tuple[Pemeriksaan, ...] = ()
    lama: BukuLama | None = None

    @property
    def dibawa(self) -> BukuLama | None:
        """The old record, where it is all that is known."""
        return None if self.riwayat else self.lama

    @property
    def terakhir(self) -> Pemeriksaan | None:
        return self.riwayat[0] if self.riwayat else None

    @property
    def ada(self) -> bool:
        return bool(self.terakhir and self.terakhir.ada)

    @property
    def tertib(self) -> bool:
        return bool(self.terakhir and self.terakhir.tertib)

    @property
    def ringkas(self) -> str:
        if self.terakhir:
            return self.terakhir.ringkas
        return self.lama.get_keadaan_display().lower() if self.lama else "belum pernah diperiksa"

    @property
    def warna(self) -> str:
        """The colour of its badge: the words stand in it too."""
        if self.terakhir is None:
            return "netral"
        if self.tertib:
            return "hijau"
        return "kuning" if self.ada else "merah"


def instrumen_berlaku() -> InstrumenBuku | None:
    """The checklist in force today."""
    return InstrumenBuku.objects.filter(berlaku_sejak__lte=hari_ini_pembaca()).first()


def buku_berlaku() -> list[Buku]:
    """The books of the checklist in force today; empty when no reference data is loaded."""
    kini = InstrumenBuku.objects.filter(berlaku_sejak__lte=hari_ini_pembaca()).values("pk")[:1]
    return list(Buku.objects.filter(instrumen=Subquery(kini)))


def pemeriksaan_resmi() -> "QuerySet[Pemeriksaan]":
    """Answered examinations of approved visits, the newest visit first."""
    return (
        Pemeriksaan.objects.filter(kunjungan__status=StatusKunjungan.DISAHKAN, ada__isnull=False)
        .select_related("buku", "kunjungan")
        .order_by("-kunjungan__tanggal", "-kunjungan_id")
    )


def keadaan_buku(desa: Desa) -> list[KeadaanBuku]:
    """Every book of today's checklist with its examinations in this village, newest first.

    A book is the same book in every version of the checklist when its code is the same.
    """
    riwayat = defaultdict(list)
    for p in pemeriksaan_resmi().filter(kunjungan__desa=desa):
        riwayat[p.buku.kode].append(p)
    lama = buku_lama([desa.pk])
    return [KeadaanBuku(b, tuple(riwayat[b.kode]), lama.get((desa.pk, b.kode))) for b in buku_berlaku()]


def keadaan_buku_per_desa(desa: Iterable[Desa]) -> dict[int, list[KeadaanBuku]]:
    """As `keadaan_buku`, for many villages in three queries and with the last examination only."""
    daftar = [d.pk for d in desa]
    terakhir = (
        pemeriksaan_resmi()
        .filter(kunjungan__desa__in=daftar)
        .annotate(
            urutan=Window(
                RowNumber(),
                partition_by=[F("kunjungan__desa"), F("buku__kode")],
                order_by=[F("kunjungan__tanggal").desc(), F("kunjungan_id").desc()],
            )
        )
        .filter(urutan=1)
    )
    ketemu = {(p.kunjungan.desa_id, p.buku.kode): (p,) for p in terakhir}
    buku = buku_berlaku()
    lama = buku_lama(daftar)
    return {pk: [KeadaanBuku(b, ketemu.get((pk, b.kode), ()), lama.get((pk, b.kode))) for b in buku] for pk in daftar}


def kunjungan_lebih_baru(desa: Desa) -> Kunjungan | None:
    """The newest visit whose answers about the books are newer than the approved ones, not yet approved."""
    resmi = Kunjungan.objects.filter(desa=desa, status=StatusKunjungan.DISAHKAN).order_by("-tanggal", "-pk").first()
    calon = (
        Kunjungan.objects.filter(desa=desa, pemeriksaan_set__ada__isnull=False)
        .exclude(status__in=[StatusKunjungan.DISAHKAN, StatusKunjungan.DIBATALKAN])
        .order_by("-tanggal", "-pk")
    )
    if resmi:
        calon = calon.filter(tanggal__gte=resmi.tanggal)
    return calon.first()
