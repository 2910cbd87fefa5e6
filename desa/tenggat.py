"""Last days that a room counts in working days and stores, and how they follow the calendar of days off.

A room registers each of its own with `daftarkan`; config/tests/test_tenggat_tersimpan.py names those that no
calendar moves, and why. What is stored is what people were told, so nothing moves silently: `tenggat_geser` writes a
row of history and tells them, and nothing is moved into what is over (`tanggal_berlaku`). docs/keputusan/0031.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from celery import shared_task
from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format

from dasar.nama import awali
from dasar.sapu import satu_satu
from dasar.waktu import hari_ini
from desa.models import Kabupaten


@dataclass(frozen=True)
class TenggatTersimpan:
    """One stored last day.

    `letak` is "ruang.Model.kolom". `berjalan` gives the rows whose days still run; `kabupaten` leads from a row to
    its kabupaten ("desa__kecamatan__kabupaten"). `hitung` counts anew from where the days began. `kabari` tells
    people: (row, the day that was, the sentence). `sesudah` looks, after a recount of these kabupaten (None: all),
    at what ended by the old calendar.
    """

    letak: str
    nama: str
    berjalan: Callable[[], "QuerySet[Any]"]
    kabupaten: str
    hitung: Callable[[Any], date | None]
    tempat: Callable[[Any], Any]
    kabari: Callable[[Any, date, str], None]
    sesudah: "Callable[[Iterable[int] | None, str], None] | None" = None

    @property
    def kolom(self) -> str:
        return self.letak.rpartition(".")[2]


RAMAL_MAKS = 200  # running days of one kind that a forecast counts
TERDAFTAR: dict[str, TenggatTersimpan] = {}


def daftarkan(tenggat: TenggatTersimpan) -> TenggatTersimpan:
    TERDAFTAR[tenggat.letak] = tenggat
    return tenggat


def tanggal_berlaku(tersimpan: date, dihitung: date, sekarang: date) -> date:
    """Which of the two holds: later always; earlier only while it has not passed, so that nobody is late unawares."""
    return dihitung if dihitung > tersimpan or dihitung >= sekarang else tersimpan


def tenggat_hitung(*, kabupaten: Iterable[int] | None, sebab: str, oleh: int | None = None) -> None:
    """Count every running last day of these kabupaten anew; None: of all. Safe to repeat: a row that fails today is
    counted again with the next change, and every morning."""
    pilihan = None if kabupaten is None else list(kabupaten)
    for t in TERDAFTAR.values():
        rumpun = t.berjalan()
        if pilihan is not None:
            rumpun = rumpun.filter(**{f"{t.kabupaten}__in": pilihan})
        pk = list(rumpun.order_by("pk").values_list("pk", flat=True))
        satu_satu(pk, partial(tenggat_geser, t, sebab=sebab, oleh=oleh))
        if t.sesudah:
            t.sesudah(pilihan, sebab)


@dataclass(frozen=True)
class Ramalan:
    """What a change of the calendar would move: (what it is and where, from, to). `tertahan`: days that have passed and
    stay where they are. `lebih`: there are more running days than were counted."""

    geser: "list[tuple[str, date, date]]"
    tertahan: int
    lebih: bool


def tenggat_ramal(perubahan: Callable[[], object], *, kabupaten: int | None) -> Ramalan:
    """Count as if the calendar had been changed already; nothing of it stays. `kabupaten` None: all."""
    geser, tertahan, lebih = [], 0, False
    with transaction.atomic():
        perubahan()
        for t in TERDAFTAR.values():
            rumpun = t.berjalan() if kabupaten is None else t.berjalan().filter(**{t.kabupaten: kabupaten})
            semua = list(rumpun.order_by("pk")[: RAMAL_MAKS + 1])
            lebih |= len(semua) > RAMAL_MAKS
            for baris in semua[:RAMAL_MAKS]:
                lama, dihitung = getattr(baris, t.kolom), t.hitung(baris)
                if lama is None or dihitung is None or lama == dihitung:
                    continue
                tempat = t.tempat(baris)
                if tanggal_berlaku(lama, dihitung, hari_ini(tempat)) == lama:
                    tertahan += 1
                else:
                    geser.append((f"{awali(t.nama)}, {tempat}", lama, dihitung))
        transaction.set_rollback(True)
    return Ramalan(geser, tertahan, lebih)


@shared_task(name="desa.tenggat_hitung_ulang", judul="Batas waktu dihitung ulang")
def tenggat_hitung_ulang(kabupaten: list[int] | None, sebab: str, oleh: int | None) -> None:
    """Follows a day off that was noted, changed, or struck off."""
    tenggat_hitung(kabupaten=kabupaten, sebab=sebab, oleh=oleh)


@transaction.atomic
def tenggat_geser(t: TenggatTersimpan, pk: Any, *, sebab: str, oleh: int | None = None) -> bool:
    """Move one last day to where it belongs, with history and notice. False when it stands there already, or is over.

    `oleh` is who changed the calendar; None where nobody did just now.
    """
    baris = t.berjalan().select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if baris is None:
        return False
    lama, dihitung = getattr(baris, t.kolom), t.hitung(baris)
    if lama is None or dihitung is None:
        return False
    baru = tanggal_berlaku(lama, dihitung, hari_ini(t.tempat(baris)))
    if baru == lama:
        return False
    setattr(baris, t.kolom, baru)
    baris.save(update_fields=[t.kolom])
    kalimat = f"Batas waktu {t.nama} bergeser dari {_tanggal(lama)} menjadi {_tanggal(baru)}: {sebab}."
    baris.riwayat.create(aksi="hitung_ulang", dari=baris.status, ke=baris.status, oleh_id=oleh, alasan=kalimat)
    t.kabari(baris, lama, kalimat)
    return True


def libur_sebut(tanggal: date, nama: str, kabupaten: Kabupaten | None) -> str:
    """'12 Maret 2027 (Cuti bersama)', and where it is a regional one, of which kabupaten."""
    di = f", {kabupaten}" if kabupaten else ""
    return f"{_tanggal(tanggal)} ({nama}{di})"


def _tanggal(hari: date) -> str:
    return date_format(hari, "j F Y")
