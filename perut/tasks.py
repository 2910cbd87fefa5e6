"""Reminders of the day. Safe to run again: nobody hears of the same matter twice in one day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format, time_format

from akun.enums import Peran
from akun.models import Pengguna
from akun.queries import pemegang_peran
from dasar.waktu import awal_hari, hari_ini, menurut_zona
from desa.models import Desa
from notifikasi.models import Pemberitahuan
from notifikasi.services import beritahu
from perut.enums import StatusKunjungan
from perut.models import Kunjungan
from tindaklanjut.models import Temuan

ZONA = "desa__kecamatan__zona_waktu"
SEHARI = timedelta(days=1)
MENJELANG = timedelta(days=3)
LEWAT_DIINGATKAN = timedelta(days=7)  # after a week the visit is only shown, no longer announced


@shared_task
def pengingat_harian() -> None:
    """Visits today, tomorrow and passed; findings due within three days or late."""
    with transaction.atomic():
        _kunjungan_dekat()
        _kunjungan_lewat()
        _temuan()


def _kunjungan_dekat() -> None:
    dekat = menurut_zona(ZONA, lambda hari: Q(tanggal__in=[hari, hari + SEHARI]))
    for k in _kunjungan(dekat, status=StatusKunjungan.DIJADWALKAN):
        kapan = "Hari ini" if k.tanggal == hari_ini(k.desa) else "Besok"
        jam = f" pukul {time_format(k.jam_mulai, 'H.i')}" if k.jam_mulai else ""
        _ingatkan(
            k.desa,
            k.petugas.all(),
            f"{kapan}: kunjungan ke {k.desa}",
            f"{_tanggal(k)}{jam}.\n{k.agenda}",
            k.get_absolute_url(),
        )


def _kunjungan_lewat() -> None:
    belum = [StatusKunjungan.RENCANA, StatusKunjungan.DIJADWALKAN]
    lewat = menurut_zona(ZONA, lambda hari: Q(tanggal__range=(hari - LEWAT_DIINGATKAN, hari - SEHARI)))
    for k in _kunjungan(lewat, status__in=belum):
        _ingatkan(
            k.desa,
            [*k.petugas.all(), *pemegang_peran(k.desa, Peran.VERIFIKATOR)],
            f"Kunjungan ke {k.desa} lewat dan belum dimulai",
            f"Seharusnya {_tanggal(k)}. Mulai kunjungannya, pindahkan tanggalnya, atau batalkan dengan alasan.",
            k.get_absolute_url(),
        )


def _temuan() -> None:
    """One notice per village for what is late and one for what is due, not one per finding."""
    menurut_desa: dict[tuple, list[Temuan]] = defaultdict(list)
    jatuh_tempo = Temuan.objects.belum_selesai().filter(
        menurut_zona(ZONA, lambda hari: Q(batas_waktu__lte=hari + MENJELANG))
    )
    for t in jatuh_tempo.select_related("desa__kecamatan").order_by("batas_waktu", "pk"):
        menurut_desa[(t.desa, t.terlambat)].append(t)
    for (desa, terlambat), daftar in menurut_desa.items():
        peran = [Peran.KEPALA_DESA, Peran.SEKRETARIS_DESA, *([Peran.VERIFIKATOR] if terlambat else [])]
        keadaan = "terlambat ditindaklanjuti" if terlambat else "segera jatuh tempo"
        isi = "\n".join(f"{date_format(t.batas_waktu, 'j F Y')}: {t}" for t in daftar)
        alamat = f"{reverse('tindaklanjut:temuan-daftar')}?desa={desa.pk}"
        _ingatkan(desa, pemegang_peran(desa, *peran), f"{len(daftar)} temuan {desa} {keadaan}", isi, alamat)


def _kunjungan(kapan: Q, **saringan):
    return Kunjungan.objects.filter(kapan, **saringan).select_related("desa__kecamatan").prefetch_related("petugas")


def _ingatkan(desa: Desa, penerima: Iterable[Pengguna], judul: str, isi: str, tautan: str) -> None:
    """Tell whoever has not been told the same today, which begins at midnight in the desa."""
    sudah = set(
        Pemberitahuan.objects.filter(judul=judul[:200], tautan=tautan, dibuat__gte=awal_hari(desa)).values_list(
            "penerima", flat=True
        )
    )
    beritahu([p for p in penerima if p.pk not in sudah], judul=judul, isi=isi, tautan=tautan)


def _tanggal(kunjungan: Kunjungan) -> str:
    return date_format(kunjungan.tanggal, "l, j F Y")
