"""Reads that more than one place needs: what may be begun, and what comes after a version."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q, QuerySet

from akun.enums import DESA, SEMUA
from akun.lingkup import lingkup
from akun.models import Pengguna
from apbdes.enums import StatusVersi
from apbdes.models import (
    Apbdes,
    KegiatanTambahan,
    RekeningTambahan,
    RincianBelanja,
    RincianPembiayaan,
    RincianPendapatan,
    VersiApbdes,
)
from dasar.waktu import hari_ini_pembaca
from desa.models import Desa

BUKAN_PENYUSUN = "APB Desa disusun oleh pemerintah desanya sendiri."


def desa_pengisi(pengguna: Pengguna) -> "QuerySet[Desa]":
    """The desa whose budget this person writes (`apbdes.buat_apbdes`)."""
    return pengguna.desa_terlihat(*DESA).select_related("kecamatan__kabupaten")


def tahun_disusun() -> int:
    """The year whose budget is being drawn up: the next one, in the last months of a year."""
    hari = hari_ini_pembaca()
    return hari.year + (hari.month >= 7)


def jumlah_draf(pengguna: Pengguna) -> int:
    """How many drafts of other people's desa are being written: all that is told of them."""
    return (
        VersiApbdes.objects.filter(lingkup(pengguna, *(SEMUA - DESA), desa="apbdes__desa"), status=StatusVersi.DISUSUN)
        .exclude(lingkup(pengguna, *DESA, desa="apbdes__desa"))
        .count()
    )


class Langkah(NamedTuple):
    """The version that can be begun now. `dasar` is the one whose rows it takes over."""

    kode: str  # "murni", "perubahan", "perbaikan"
    dasar: VersiApbdes | None
    perubahan_ke: int
    perbaikan_ke: int

    @property
    def sebutan(self) -> str:
        if self.kode == "perbaikan":
            return f"perbaikan ke-{self.perbaikan_ke}"
        return f"perubahan ke-{self.perubahan_ke}" if self.kode == "perubahan" else "murni"


def langkah_berikut(versi: Iterable[VersiApbdes]) -> Langkah | None:
    """What may follow these versions of one budget; None while the last of them is on its way."""
    hidup = sorted(
        (v for v in versi if v.status != StatusVersi.DIBATALKAN), key=lambda v: (v.perubahan_ke, v.perbaikan_ke)
    )
    if not hidup:
        return Langkah("murni", None, 0, 0)
    akhir = hidup[-1]
    if akhir.status == StatusVersi.PERLU_DIPERBAIKI:
        return Langkah("perbaikan", akhir, akhir.perubahan_ke, akhir.perbaikan_ke + 1)
    if akhir.status == StatusVersi.DITETAPKAN:
        return Langkah("perubahan", akhir, akhir.perubahan_ke + 1, 0)
    return None


def semula_dari(versi: VersiApbdes) -> VersiApbdes | None:
    """What a perubahan is measured against (B30-04): the version that its first draft changed. One query."""
    if versi.perubahan_ke == 0:
        return None
    awal = VersiApbdes.objects.filter(apbdes=versi.apbdes_id, perubahan_ke=versi.perubahan_ke, perbaikan_ke=0).exclude(
        Q(status=StatusVersi.DIBATALKAN) & ~Q(pk=versi.pk)
    )
    return (
        VersiApbdes.objects.filter(pk__in=awal.values("sebelum"))
        .select_related("apbdes__desa__kecamatan__kabupaten")
        .order_by("-pk")
        .first()
    )


def tahun_beranggaran(pengguna: Pengguna) -> list[int]:
    return list(
        Apbdes.objects.filter(versi_set__in=VersiApbdes.objects.untuk(pengguna))
        .order_by("-tahun")
        .values_list("tahun", flat=True)
        .distinct()
    )


def rancangan_memakai(kode: KegiatanTambahan | RekeningTambahan) -> int:
    """How many versions of its kabupaten and year have a row with this code."""
    baris = (
        [RincianBelanja.objects.filter(kegiatan=kode.kode)]
        if isinstance(kode, KegiatanTambahan)
        else [m.objects.filter(rekening=kode.kode) for m in (RincianPendapatan, RincianBelanja, RincianPembiayaan)]
    )
    dalam = Q(apbdes__tahun=kode.tahun, apbdes__desa__kecamatan__kabupaten=kode.kabupaten_id)
    memakai = reduce(or_, (Q(pk__in=b.values("versi_apbdes")) for b in baris))
    return VersiApbdes.objects.filter(dalam & memakai).count()
