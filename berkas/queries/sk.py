"""Appointment decrees among the files of a village: whose they are, and what they say."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.formats import date_format

from akun.models import Pengguna
from berkas.enums import StatusBerkas
from berkas.models import Berkas, PejabatBerkas
from desa.enums import JabatanPerangkat
from desa.models import AnggotaBPD, Pejabat, Perangkat

KADES, PERANGKAT, BPD = "sk-kepala-desa", "sk-perangkat", "sk-bpd"
KATEGORI_SK = (KADES, PERANGKAT, BPD)


@dataclass(frozen=True)
class NilaiSK:
    """Number and date of a decree, as far as they are known."""

    nomor: str = ""
    tanggal: date | None = None

    @classmethod
    def dari(cls, benda: Berkas | Pejabat) -> "NilaiSK":
        if isinstance(benda, Berkas):
            return cls(benda.nomor, benda.tanggal)
        return cls(benda.sk_nomor, benda.sk_tanggal)

    def __bool__(self) -> bool:
        return bool(self.nomor or self.tanggal)

    def __str__(self) -> str:
        tanggal = f"tanggal {date_format(self.tanggal, 'j F Y')}" if self.tanggal else "tanpa tanggal"
        return f"{f'nomor {self.nomor}' if self.nomor else 'tanpa nomor'}, {tanggal}"

    def cocok(self, lain: "NilaiSK") -> bool:
        """The same decree, as far as both say: a number may be spelled in another way."""
        nomor = not self.nomor or not lain.nomor or _inti(self.nomor) == _inti(lain.nomor)
        return nomor and (not self.tanggal or not lain.tanggal or self.tanggal == lain.tanggal)

    def dilengkapi(self, lain: "NilaiSK") -> "NilaiSK":
        return NilaiSK(self.nomor or lain.nomor, self.tanggal or lain.tanggal)


def _inti(nomor: str) -> str:
    """'Nomor: 141 / 3 / KPTS / 2024' is '141/3/kpts/2024'; a leading zero counts for nothing."""
    rapi = re.sub(r"^(?:(?:sk|nomor|no)\b[.:\s]*)+", "", nomor.strip().casefold())
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"\s+|\.+$", "", rapi))


def kategori_sk(pejabat: Pejabat) -> str:
    """The category in which this person's decree is kept; '' where there is none."""
    if isinstance(pejabat, AnggotaBPD):
        return BPD
    if not isinstance(pejabat, Perangkat):
        return ""
    return KADES if pejabat.jabatan == JabatanPerangkat.KEPALA_DESA else PERANGKAT


def calon_sk(berkas: Berkas) -> list[Any]:
    """The officials of this village whose decree it can be; who has left stands last."""
    kode = berkas.kategori.kode
    if kode not in KATEGORI_SK:
        return []
    semua: QuerySet[Any] = (AnggotaBPD if kode == BPD else Perangkat)._default_manager.filter(desa=berkas.desa_id)
    kades = Q(jabatan=JabatanPerangkat.KEPALA_DESA)
    if kode != BPD:
        semua = semua.filter(kades if kode == KADES else ~kades)
    return sorted(semua.select_related("desa__kecamatan"), key=lambda p: (p.berakhir, p.nama))


def sk_pejabat(pejabat: Pejabat) -> list[Berkas]:
    """The decrees that are linked with this person, the latest first."""
    kolom = "bpd" if isinstance(pejabat, AnggotaBPD) else "perangkat"
    if pejabat.pk is None or not kategori_sk(pejabat):
        return []
    kait = PejabatBerkas.objects.filter(**{kolom: pejabat.pk})
    semua = Berkas.objects.filter(pk__in=kait.values("berkas")).select_related("desa", "kategori")
    return sorted(semua.defer("teks_cari"), key=lambda b: (b.tanggal or date.min, b.pk), reverse=True)


def sk_tersedia(pejabat: Pejabat, oleh: Pengguna) -> list[Berkas]:
    """The village's decrees that may be this person's, as far as `oleh` sees them; a refused one is none."""
    kode = [kategori_sk(pejabat)]
    if pejabat.pk is None and isinstance(pejabat, Perangkat):
        kode = [KADES, PERANGKAT]  # which post it will be is not known yet
    semua = Berkas.objects.untuk(oleh).filter(desa=pejabat.desa_id, kategori__kode__in=kode)
    return list(semua.exclude(status=StatusBerkas.DITOLAK).defer("teks_cari").order_by("-tanggal", "-pk"))
