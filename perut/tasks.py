"""Reminders of the day. Safe to run again: nobody hears of the same matter twice in one day."""

from collections.abc import Iterable
from datetime import timedelta

from celery import shared_task
from django.db.models import Q
from django.utils.formats import date_format, time_format

from akun.enums import Peran
from akun.models import Pengguna
from akun.queries import pemegang_peran
from dasar.sapu import satu_satu
from dasar.waktu import hari_ini, menurut_zona
from desa.models import Desa
from notifikasi.enums import Golongan
from notifikasi.services import beritahu
from perut.enums import StatusKunjungan
from perut.models import Kunjungan

ZONA = "desa__kecamatan__zona_waktu"
SEHARI = timedelta(days=1)
LEWAT_DIINGATKAN = timedelta(days=7)  # after a week the visit is only shown, no longer announced


@shared_task
def pengingat_harian() -> None:
    """Visits today, tomorrow and passed. Of findings speaks tindaklanjut/pengingat.py."""
    dekat = menurut_zona(ZONA, lambda hari: Q(tanggal__in=[hari, hari + SEHARI]))
    satu_satu(_kunjungan(dekat, status=StatusKunjungan.DIJADWALKAN), _kunjungan_dekat)
    lewat = menurut_zona(ZONA, lambda hari: Q(tanggal__range=(hari - LEWAT_DIINGATKAN, hari - SEHARI)))
    belum = [StatusKunjungan.RENCANA, StatusKunjungan.DIJADWALKAN]
    satu_satu(_kunjungan(lewat, status__in=belum), _kunjungan_lewat)


def _kunjungan_dekat(k: Kunjungan) -> None:
    kapan = "Hari ini" if k.tanggal == hari_ini(k.desa) else "Besok"
    jam = f" pukul {time_format(k.jam_mulai, 'H.i')}" if k.jam_mulai else ""
    _ingatkan(
        k.desa,
        f"kunjungan {k.pk} pada {k.tanggal}",
        k.petugas.all(),
        f"{kapan}: kunjungan ke {k.desa}",
        f"{_tanggal(k)}{jam}.\n{k.agenda}",
        k.get_absolute_url(),
    )


def _kunjungan_lewat(k: Kunjungan) -> None:
    _ingatkan(
        k.desa,
        f"kunjungan {k.pk} lewat",
        [*k.petugas.all(), *pemegang_peran(k.desa, Peran.VERIFIKATOR)],
        f"Kunjungan ke {k.desa} lewat dan belum dimulai",
        f"Seharusnya {_tanggal(k)}. Mulai kunjungannya, pindahkan tanggalnya, atau batalkan dengan alasan.",
        k.get_absolute_url(),
    )


def _kunjungan(kapan: Q, **saringan):
    return Kunjungan.objects.filter(kapan, **saringan).select_related("desa__kecamatan").prefetch_related("petugas")


def _ingatkan(desa: Desa, perkara: str, penerima: Iterable[Pengguna], judul: str, isi: str, tautan: str) -> None:
    """Tell whoever has not been told of this matter today, which begins at midnight in the desa."""
    beritahu(
        penerima,
        judul=judul,
        isi=isi,
        tautan=tautan,
        golongan=Golongan.TENGGAT,
        sekali=f"perut {hari_ini(desa)} {perkara}",
    )


def _tanggal(kunjungan: Kunjungan) -> str:
    return date_format(kunjungan.tanggal, "l, j F Y")
