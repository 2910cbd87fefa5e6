"""Which sets of rules judge a desa's budget, with the figures that were added in the browser.

The files are the regulations as read; the database adds dated figures and the choice of sets. The
command line knows the files only.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Q

from apbdes.anggaran import Anggaran
from apbdes.aturan import (
    BAWAAN,
    HasilAturan,
    NilaiBertanggal,
    Perangkat,
    baca_nilai,
    baca_perangkat,
    bernilai_tambahan,
    kode_perangkat,
    periksa,
    tulis_nilai,
)
from apbdes.models import NilaiAturan, PilihanPerangkat
from desa.models import Kecamatan
from naskah.bagian import tanggal_panjang


class HasilPerangkat(NamedTuple):
    """All verdicts of one set."""

    perangkat: Perangkat
    hasil: list[HasilAturan]


def pilihan_untuk(kecamatan: Kecamatan, tahun: int) -> PilihanPerangkat | None:
    """The choice in force for this kecamatan and budget year: its own before the kabupaten's, the latest first."""
    calon = PilihanPerangkat.objects.filter(
        Q(kecamatan=kecamatan) | Q(kecamatan=None), kabupaten=kecamatan.kabupaten_id, sejak_tahun__lte=tahun
    )
    return max(calon, key=lambda p: (p.kecamatan_id is not None, p.sejak_tahun, p.pk), default=None)


def kode_untuk(kecamatan: Kecamatan, tahun: int) -> list[str]:
    """The codes of the sets, in the order in which they are shown; the default set where nobody has chosen."""
    pilihan = pilihan_untuk(kecamatan, tahun)
    ada = set(kode_perangkat())
    return [k for k in pilihan.perangkat if k in ada] if pilihan else [BAWAAN]


def _tambahi(perangkat: Perangkat, baris: Iterable[NilaiAturan]) -> Perangkat:
    tambahan: list[tuple[str, NilaiBertanggal]] = []
    for b in sorted(baris, key=lambda b: (b.kabupaten_id is not None, b.pk)):
        angka = perangkat.angka.get(b.angka)
        if angka is not None:
            nilai = baca_nilai(b.nilai, angka.riwayat[0].nilai)
            tambahan.append((b.angka, NilaiBertanggal(b.sejak, b.diperiksa, nilai, b.alasan, b.dasar)))
    return bernilai_tambahan(perangkat, tambahan)


def perangkat_untuk(kecamatan: Kecamatan, tahun: int) -> list[Perangkat]:
    """The sets that judge the budgets of this kecamatan in that budget year. Three queries at most."""
    kode = kode_untuk(kecamatan, tahun)
    baris: dict[str, list[NilaiAturan]] = {}
    for b in NilaiAturan.objects.filter(
        Q(kabupaten=None) | Q(kabupaten=kecamatan.kabupaten_id), perangkat__in=kode
    ).order_by("pk"):
        baris.setdefault(b.perangkat, []).append(b)
    return [_tambahi(baca_perangkat(k), baris.get(k, ())) for k in kode]


def periksa_semua_perangkat(anggaran: Anggaran, perangkat: Iterable[Perangkat]) -> list[HasilPerangkat]:
    return [HasilPerangkat(p, periksa(anggaran, p)) for p in perangkat]


def beku(perangkat: Perangkat, tahun: int) -> dict[str, Any]:
    """A set as it judged: every figure with its article and dates, as plain data to be frozen with a result."""
    return {
        "kode": perangkat.kode,
        "nama": perangkat.nama,
        "judul": perangkat.judul,
        "berlaku_sejak": perangkat.berlaku_sejak.isoformat(),
        "diperiksa": perangkat.diperiksa.isoformat(),
        "angka": [_angka_beku(a.arti, a.dasar, a.berlaku(tahun)) for a in perangkat.angka.values()],
    }


def _angka_beku(arti: str, dasar: str, nilai: NilaiBertanggal) -> dict[str, str]:
    return {
        "arti": arti,
        "nilai": tulis_nilai(nilai.nilai),
        "dasar": nilai.dasar or dasar,
        "sejak": tanggal_panjang(nilai.sejak),
        "diperiksa": tanggal_panjang(nilai.diperiksa),
    }


def bertentangan(perangkat: Iterable[Perangkat]) -> list[dict[str, Any]]:
    """Where a set contradicts itself or another of the chosen sets, and what is done about it, in their order."""
    semua = list(perangkat)
    kode = {p.kode for p in semua}
    return [
        dict(t) | {"perangkat": p.kode, "nama": p.nama}
        for p in semua
        for t in p.pertentangan
        if t.get("terhadap", p.kode) in kode
    ]
