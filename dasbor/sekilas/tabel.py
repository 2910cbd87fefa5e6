"""The table of all villages of a kecamatan: marks that are read without colour, each leading to what it says."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from apbdes.enums import StatusVersi
from dasbor import alamat
from dasbor.risiko.hitung import Butir, Risiko
from desa.models import Desa

LAMBANG = {"baik": "✓", "perhatian": "!", "buruk": "✕", "kosong": "–"}
KATA = {"baik": "baik", "perhatian": "perlu perhatian", "buruk": "mendesak", "kosong": "belum diketahui"}
ANGGARAN_BAIK = frozenset({StatusVersi.DITETAPKAN, StatusVersi.SESUAI})
ANGGARAN_BURUK = frozenset({StatusVersi.PERLU_DIPERBAIKI, StatusVersi.DICABUT, StatusVersi.LEWAT_WAKTU})


@dataclass(frozen=True)
class Sel:
    """`urut` sorts the column, the heaviest first; None where nothing is known, which comes last."""

    tanda: str
    teks: str
    url: str
    urut: Any

    @property
    def lambang(self) -> str:
        return LAMBANG[self.tanda]

    @property
    def kata(self) -> str:
        return KATA[self.tanda]


@dataclass(frozen=True)
class Baris:
    risiko: Risiko
    sel: tuple[tuple[str, Sel], ...]  # (heading, cell)

    @property
    def desa(self) -> Desa:
        return self.risiko.desa

    def sel_hal(self, hal: str) -> Sel:
        """The cell of one column by its key, "risiko" among them."""
        return sel_risiko(self.risiko) if hal == "risiko" else self.sel[list(KOLOM).index(hal)][1]


def _menurut(butir: Butir) -> str:
    return "kosong" if butir.poin is None else _menurut_poin(butir.poin, butir.faktor.maksimum)


def _menurut_poin(poin: int, maksimum: int) -> str:
    """One rule for marks and points: none is good, half of the most that there is or more is pressing."""
    if poin == 0:
        return "baik"
    return "buruk" if 2 * poin >= maksimum else "perhatian"


def sel_risiko(r: Risiko) -> Sel:
    url = reverse("dasbor:urutan-desa", args=[r.desa.pk])
    if not r.maksimum:
        return Sel("kosong", "Belum diketahui", url, None)
    return Sel(_menurut_poin(r.poin, r.maksimum), f"{r.poin} dari {r.maksimum} poin", url, r.bagian)


def _butir(r: Risiko, kode: str) -> Butir | None:
    return next((b for b in r.butir if b.faktor.kode == kode), None)


def _tanda(r: Risiko, *kode: str) -> str:
    """The worst mark of these factors; a factor that the file does not have is not known."""
    urut = ("buruk", "perhatian", "baik")
    ada = {_menurut(b) for k in kode if (b := _butir(r, k))}
    return next((t for t in urut if t in ada), "kosong")


def _kunjungan(r: Risiko) -> Sel:
    k = r.keadaan
    terakhir = k.terakhir_dikunjungi
    teks = date_format(terakhir, "j M Y") if terakhir else "Belum pernah"
    urut = (k.pada - terakhir).days if terakhir else 10**6
    return Sel(_tanda(r, "kunjungan"), teks, alamat.alamat_kunjungan(k), urut)


def _buku(r: Risiko) -> Sel:
    k = r.keadaan
    url = reverse("perut:buku-desa", args=[k.desa.pk])
    if not k.diperiksa:
        return Sel("kosong", "Belum diperiksa", url, None)
    n = len(k.diperiksa)
    return Sel(_tanda(r, "buku"), f"{k.buku_tertib} dari {n}", url, (n - k.buku_tertib) / n)


def _temuan(r: Risiko) -> Sel:
    k = r.keadaan
    tanda = _tanda(r, "temuan-terlambat", "temuan-terbuka")
    if tanda == "kosong":
        return Sel(tanda, "Belum ada", alamat.alamat_temuan(k), None)
    teks = f"{k.temuan_terbuka} terbuka"
    if k.temuan_terlambat:
        teks = f"{teks}, {k.temuan_terlambat} terlambat"
    return Sel(tanda, teks, alamat.alamat_temuan(k), (k.temuan_terlambat, k.temuan_terbuka))


def _dokumen(r: Risiko) -> Sel:
    k = r.keadaan
    url = reverse("kewajiban:desa", args=[k.desa.pk])
    if not k.dituntut:
        return Sel("kosong", "Belum dihitung", url, None)
    telat = k.dokumen_terlambat
    return Sel(_tanda(r, "dokumen"), f"{telat} terlambat" if telat else "Tidak ada tunggakan", url, telat)


def _kapasitas(r: Risiko) -> Sel:
    c = r.keadaan.kapasitas
    url = reverse("kapasitas:desa", args=[r.keadaan.desa.pk])
    if not c.dinilai:
        return Sel("kosong", "Belum dinilai", url, None)
    return Sel(
        _tanda(r, "kapasitas"), f"{c.mampu} dari {c.dinilai} mampu", url, Fraction(c.dinilai - c.mampu, c.dinilai)
    )


def _monitoring(r: Risiko) -> Sel:
    k = r.keadaan
    url = alamat.alamat_monitoring(k)
    if k.laporan_terlambat:
        return Sel("buruk", f"{k.laporan_terlambat} laporan terlambat", url, (1, k.laporan_terlambat))
    terakhir = k.monitoring_terakhir
    if terakhir is None or terakhir.tanggal is None:
        return Sel("kosong", "Belum ada", url, None)
    tanda = "baik" if terakhir.tanggal.year == k.pada.year else "perhatian"
    return Sel(tanda, date_format(terakhir.tanggal, "j M Y"), url, (0, (k.pada - terakhir.tanggal).days))


def _evaluasi(r: Risiko) -> Sel:
    butir = _butir(r, "evaluasi")
    url = alamat.alamat_evaluasi(r.keadaan)
    akhir = r.keadaan.evaluasi_terakhir
    if butir is None or butir.nilai.angka is None or akhir is None:
        return Sel("kosong", "Belum ada", url, None)
    return Sel(_menurut(butir), butir.nilai.ringkas, url, -butir.nilai.angka)


def _anggaran(r: Risiko) -> Sel:
    akhir = r.keadaan.anggaran_terakhir
    url = alamat.alamat_anggaran(r.keadaan)
    if akhir is None:
        return Sel("kosong", "Belum ada", url, None)
    tanda = "baik" if akhir.status in ANGGARAN_BAIK else "buruk" if akhir.status in ANGGARAN_BURUK else "perhatian"
    return Sel(tanda, f"{akhir.tahun}: {akhir.label}", url, (tanda == "buruk", -(akhir.batas or date.max).toordinal()))


KOLOM: dict[str, tuple[str, Callable[[Risiko], Sel]]] = {
    "kunjungan": ("Kunjungan terakhir", _kunjungan),
    "buku": ("Buku tertib", _buku),
    "temuan": ("Temuan", _temuan),
    "dokumen": ("Dokumen", _dokumen),
    "kapasitas": ("Kapasitas", _kapasitas),
    "monitoring": ("Monitoring", _monitoring),
    "evaluasi": ("Evaluasi", _evaluasi),
    "apbdes": ("APB Desa", _anggaran),
}
URUTAN = {"risiko": "Urutan kunjungan", "nama": "Nama desa", **{k: judul for k, (judul, _) in KOLOM.items()}}


def tabel(risiko: Iterable[Risiko], urut: str = "risiko") -> Sequence[Baris]:
    """One row per village. By risk as they come; by a column the heaviest first and what is not known last."""
    baris = [Baris(r, tuple((judul, sel(r)) for judul, sel in KOLOM.values())) for r in risiko]
    if urut == "nama":
        return sorted(baris, key=lambda b: (b.desa.nama, b.desa.kode))
    if urut in KOLOM:
        n = list(KOLOM).index(urut)
        tahu = sorted((b for b in baris if b.sel[n][1].urut is not None), key=lambda b: b.sel[n][1].urut, reverse=True)
        return [*tahu, *(b for b in baris if b.sel[n][1].urut is None)]
    return baris
