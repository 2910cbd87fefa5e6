"""How long a village waits for the first answer, in working days of its kabupaten.

The day on which it was asked does not count, the day of the answer does: answered on the same day is 0, the working day
after it 1. Nothing is stored, so a day off that is noted later counts at once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from dasar.waktu import hari_ini, tanggal
from desa.hari_kerja import hari_kerja, libur
from desa.models import Desa, Kabupaten, Kecamatan
from klinik.enums import MENUNGGU
from klinik.models import Pertanyaan

LAZIM = timedelta(days=180)  # of which a village is told how long it usually takes
LAZIM_MINIMAL = 3  # answers; fewer say nothing
Hitung = Callable[[date, date], int]


def penghitung(kabupaten: Kabupaten | None) -> Hitung:
    """Working days after the first day, up to and with the second; reads the days off of a year once."""
    setahun = cache(lambda tahun: libur(tahun, kabupaten))

    def hitung(awal: date, akhir: date) -> int:
        return sum(1 for _ in hari_kerja(awal + timedelta(days=1), akhir, libur_tahun=setahun)) if akhir > awal else 0

    return hitung


def lama_sebut(hari: int | Fraction) -> str:
    """'hari itu juga', '1 hari kerja', '1,5 hari kerja'."""
    if not hari:
        return "hari itu juga"
    utuh, setengah = divmod(2 * hari, 2)
    return f"{int(utuh)}{',5' if setengah else ''} hari kerja"


@dataclass(frozen=True)
class Lama:
    """Of one question: how long the first answer took, or for how long it has been waited for. None: closed without.
    `lagi`: answered once and asked on, for how long it waits again."""

    hari: int | None
    menunggu: bool
    lagi: int | None = None

    @property
    def kalimat(self) -> str:
        if self.hari is None:
            return "Selesai tanpa jawaban kecamatan"
        if self.menunggu:
            return f"Menunggu {lama_sebut(self.hari)}" if self.hari else "Diajukan hari ini"
        dijawab = f"Dijawab {lama_sebut(self.hari)}" if not self.hari else f"Dijawab dalam {lama_sebut(self.hari)}"
        if self.lagi is None:
            return dijawab
        return f"{dijawab}; menunggu lagi{f' {lama_sebut(self.lagi)}' if self.lagi else ' sejak hari ini'}"


def lama_jawab(pertanyaan: Pertanyaan, hitung: Hitung | None = None) -> Lama:
    hitung = hitung or penghitung(pertanyaan.desa.kecamatan.kabupaten)
    if dijawab := pertanyaan.hari_dijawab:
        sejak = pertanyaan.menunggu_sejak if pertanyaan.status in MENUNGGU else None
        lagi = hitung(tanggal(sejak, pertanyaan.desa), hari_ini(pertanyaan.desa)) if sejak else None
        return Lama(hitung(pertanyaan.hari_diajukan, dijawab), menunggu=False, lagi=lagi)
    if pertanyaan.status in MENUNGGU:
        return Lama(hitung(pertanyaan.hari_diajukan, hari_ini(pertanyaan.desa)), menunggu=True)
    return Lama(None, menunggu=False)


@dataclass(frozen=True)
class Angka:
    """Of some questions: how many wait, since when the oldest does, and the median of the first answers."""

    banyak: int
    menunggu: int
    tertua: dict[str, Any] | None  # pk, judul, hari (date), lama (working days)
    terjawab: int
    nilai_tengah: Fraction | None

    @property
    def nilai_tengah_sebut(self) -> str:
        return "–" if self.nilai_tengah is None else lama_sebut(self.nilai_tengah)


def nilai_tengah(nilai: Iterable[int]) -> Fraction | None:
    urut = sorted(nilai)
    if not urut:
        return None
    return Fraction(urut[(len(urut) - 1) // 2] + urut[len(urut) // 2], 2)


def angka(pertanyaan: "QuerySet[Pertanyaan]") -> Angka:
    """Two queries, and one for each kabupaten and year among them."""
    kolom = ("pk", "judul", "status", "dibuat_pada", "dijawab_pada", "menunggu_sejak", "desa__kecamatan")
    baris = list(pertanyaan.order_by("dibuat_pada", "pk").values(*kolom))
    tempat = Kecamatan.objects.select_related("kabupaten").in_bulk({b["desa__kecamatan"] for b in baris})
    kabupaten = {k.kabupaten_id: k.kabupaten for k in tempat.values()}
    hitung = {pk: penghitung(k) for pk, k in kabupaten.items()}
    kini = timezone.now()

    def hari(saat: datetime, b: dict[str, Any]) -> date:
        return tanggal(saat, tempat[b["desa__kecamatan"]])

    def lama(b: dict[str, Any], sejak: datetime, sampai: datetime) -> int:
        return hitung[tempat[b["desa__kecamatan"]].kabupaten_id](hari(sejak, b), hari(sampai, b))

    terjawab = [lama(b, b["dibuat_pada"], b["dijawab_pada"]) for b in baris if b["dijawab_pada"]]
    menunggu = [b for b in baris if b["status"] in MENUNGGU]
    tertua = min(menunggu, key=lambda b: (b["menunggu_sejak"], b["pk"]), default=None)
    if tertua:
        sejak = tertua["menunggu_sejak"]
        tunggu = lama_sebut(lama(tertua, sejak, kini))
        tertua = {"pk": tertua["pk"], "judul": tertua["judul"], "hari": hari(sejak, tertua), "lama": tunggu}
    return Angka(len(baris), len(menunggu), tertua, len(terjawab), nilai_tengah(terjawab))


def lazimnya(kecamatan: Kecamatan) -> Angka | None:
    """How long this office took of late, whichever village asked; None where it answered too few to say."""
    sejak = timezone.now() - LAZIM
    semua = Pertanyaan.objects.filter(
        desa__in=Desa.objects.filter(kecamatan=kecamatan), dijawab_pada__isnull=False, dibuat_pada__gte=sejak
    )
    hasil = angka(semua)
    return hasil if hasil.terjawab >= LAZIM_MINIMAL else None
