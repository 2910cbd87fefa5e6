"""Villages × months of a year, and how each pendamping stands in one month."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.dates import MONTHS

from akun.models import Pengguna
from dasar.waktu import hari_ini
from desa.models import Desa, Kecamatan
from pendamping.enums import TANDA, KeadaanBulan, StatusLembar
from pendamping.models import Lembar, awal_bulan
from pendamping.queries import Wilayah, desa_didampingi, wilayah_kecamatan

S, K = StatusLembar, KeadaanBulan
# Of several pendamping in one village, what is worst is shown.
TERBERAT = (K.DIKEMBALIKAN, K.BELUM, K.MENUNGGU, K.BERJALAN, K.DITUTUP, K.DIKONFIRMASI)
DARI_STATUS = {
    S.DIAJUKAN: K.MENUNGGU,
    S.DIKEMBALIKAN: K.DIKEMBALIKAN,
    S.DIKONFIRMASI: K.DIKONFIRMASI,
    S.DITUTUP: K.DITUTUP,
}
DINILAI = frozenset(K) - {K.BERJALAN}


@dataclass(frozen=True)
class Sel:
    """One pendamping in one village in one month: expected there, or a sheet that is there all the same."""

    pengguna: Pengguna
    jenis: str
    desa: Desa
    bulan: date
    lembar: Lembar | None
    kini: date

    @property
    def keadaan(self) -> KeadaanBulan:
        if self.lembar and self.lembar.status in DARI_STATUS:
            return DARI_STATUS[StatusLembar(self.lembar.status)]
        return K.BERJALAN if self.bulan >= self.kini else K.BELUM

    @property
    def ditulis(self) -> bool:
        """There is a sheet, handed in or not."""
        return self.lembar is not None

    @property
    def susulan(self) -> bool:
        return self.lembar is not None and self.lembar.diajukan_pada is not None and self.lembar.susulan


@dataclass(frozen=True)
class Hitungan:
    """How many of what was expected in months that are over."""

    sel: tuple[Sel, ...]

    @cached_property
    def menurut(self) -> Counter[KeadaanBulan]:
        return Counter(s.keadaan for s in self.sel)

    @property
    def diharapkan(self) -> int:
        return sum(n for k, n in self.menurut.items() if k in DINILAI)

    @property
    def dikonfirmasi(self) -> int:
        return self.menurut[K.DIKONFIRMASI]

    @property
    def menunggu(self) -> int:
        return self.menurut[K.MENUNGGU]

    @property
    def belum(self) -> int:
        return self.menurut[K.BELUM] + self.menurut[K.DIKEMBALIKAN]

    @property
    def persen(self) -> int | None:
        """Confirmed, whole per cent, rounded down. None where nothing was expected: no share of nothing."""
        return self.dikonfirmasi * 100 // self.diharapkan if self.diharapkan else None


@dataclass(frozen=True)
class Kotak:
    bulan: date
    sel: tuple[Sel, ...]

    @property
    def keadaan(self) -> KeadaanBulan | None:
        ada = {s.keadaan for s in self.sel}
        return next((k for k in TERBERAT if k in ada), None)

    @property
    def tanda(self) -> tuple[str, str] | None:
        return TANDA[self.keadaan] if self.keadaan else None

    @property
    def hitungan(self) -> str:
        """'1 dari 2' confirmed, where there are several."""
        if len(self.sel) < 2:
            return ""
        return f"{sum(s.keadaan == K.DIKONFIRMASI for s in self.sel)} dari {len(self.sel)}"

    @property
    def alamat(self) -> str:
        """To the only sheet, or to the list of several; '' where nothing was handed in."""
        ada = [s.lembar for s in self.sel if s.lembar and s.lembar.status != S.DRAF]
        if len(self.sel) == 1:
            return ada[0].get_absolute_url() if ada else ""
        desa = self.sel[0].desa.pk if ada else 0
        saringan = f"?desa={desa}&tahun={self.bulan.year}&bulan={self.bulan.month}"
        return reverse("pendamping:lembar-daftar") + saringan if ada else ""


@dataclass(frozen=True)
class Baris:
    desa: Desa
    kotak: tuple[Kotak, ...]
    hitungan: Hitungan


@dataclass(frozen=True)
class Orang:
    """One pendamping in one month over all of his villages."""

    pengguna: Pengguna
    jenis: tuple[str, ...]
    hitungan: Hitungan

    @property
    def desa(self) -> int:
        return len({s.desa.pk for s in self.hitungan.sel})

    @property
    def tanpa_isian(self) -> bool:
        return not any(s.ditulis for s in self.hitungan.sel)

    @property
    def berjalan(self) -> bool:
        return all(s.keadaan == K.BERJALAN for s in self.hitungan.sel)


@dataclass(frozen=True)
class Tabel:
    bulan: tuple[date, ...]
    baris: tuple[Baris, ...]
    hitungan: Hitungan

    @property
    def kepala(self) -> list[str]:
        """'Jan', 'Feb' …"""
        return [str(MONTHS[b.month])[:3] for b in self.bulan]


def sel_kecamatan(
    kecamatan: Kecamatan, bulan: Sequence[date], *, wilayah: Iterable[Wilayah] | None = None
) -> list[Sel]:
    """Every pendamping × village × month that was expected, and the sheets beside it. Months to come are left out."""
    kini = awal_bulan(hari_ini(kecamatan))
    bulan = [b for b in bulan if b <= kini]
    if not bulan:
        return []
    semua = Lembar.objects.filter(desa__kecamatan=kecamatan, bulan__range=(min(bulan), max(bulan)))
    ada = {
        (b.pendamping_id, b.jenis, b.desa_id, b.bulan): b
        for b in semua.select_related("desa__kecamatan", "pendamping").defer("beku", "catatan")
        if b.bulan in bulan
    }
    sel: dict[tuple[int, str, int, date], Sel] = {}
    for w in wilayah_kecamatan(kecamatan) if wilayah is None else wilayah:
        p = w.penempatan
        for b in bulan:
            for d in w.desa if w.meliputi(b) else ():
                kunci = (p.pengguna_id, p.jenis, d.pk, b)
                sel[kunci] = Sel(p.pengguna, p.jenis, d, b, ada.get(kunci), kini)
    for kunci, lembar in ada.items():
        if kunci not in sel:
            sel[kunci] = Sel(lembar.pendamping, lembar.jenis, lembar.desa, lembar.bulan, lembar, kini)
    return sorted(sel.values(), key=lambda s: (s.desa.nama, s.desa.pk, s.bulan, s.pengguna.nama, s.pengguna.pk))


def bulan_tahun(tahun: int) -> tuple[date, ...]:
    return tuple(date(tahun, b, 1) for b in range(1, 13))


def tabel(kecamatan: Kecamatan, sel: Iterable[Sel], tahun: int) -> Tabel:
    """Every village of the kecamatan, also one that nobody accompanies."""
    bulan = bulan_tahun(tahun)
    isi: dict[tuple[int, date], list[Sel]] = {}
    for s in sel:
        isi.setdefault((s.desa.pk, s.bulan), []).append(s)
    baris = []
    for d in desa_didampingi([kecamatan.pk])[kecamatan.pk]:
        kotak = tuple(Kotak(b, tuple(isi.get((d.pk, b), ()))) for b in bulan)
        baris.append(Baris(d, kotak, Hitungan(tuple(s for k in kotak for s in k.sel))))
    return Tabel(bulan, tuple(baris), Hitungan(tuple(s for b in baris for s in b.hitungan.sel)))


def orang_bulan(sel: Iterable[Sel], bulan: date) -> list[Orang]:
    """Each pendamping of that month, by name."""
    isi: dict[int, list[Sel]] = {}
    for s in sel:
        if s.bulan == bulan:
            isi.setdefault(s.pengguna.pk, []).append(s)
    semua = [Orang(m[0].pengguna, tuple(sorted({s.jenis for s in m})), Hitungan(tuple(m))) for m in isi.values()]
    return sorted(semua, key=lambda o: (o.pengguna.nama, o.pengguna.pk))
