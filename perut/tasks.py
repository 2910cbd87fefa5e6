"""Reminders of the day. Safe to run again: nobody hears of the same matter twice in one day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from celery import shared_task
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format

from akun.enums import Peran
from akun.models import Pengguna
from akun.queries import pemegang_peran
from notifikasi.models import Pemberitahuan
from notifikasi.services import beritahu
from perut.enums import StatusKunjungan
from perut.models import Kunjungan
from tindaklanjut.models import Temuan

MENJELANG = timedelta(days=3)
LEWAT_DIINGATKAN = timedelta(days=7)  # after a week the visit is only shown, no longer announced


@shared_task
def pengingat_harian() -> None:
    """Visits today, tomorrow and passed; findings due within three days or late."""
    hari_ini = timezone.localdate()
    with transaction.atomic():
        _kunjungan_dekat(hari_ini)
        _kunjungan_lewat(hari_ini)
        _temuan(hari_ini)


def _kunjungan_dekat(hari_ini: date) -> None:
    besok = hari_ini + timedelta(days=1)
    for k in _kunjungan(status=StatusKunjungan.DIJADWALKAN, tanggal__in=[hari_ini, besok]):
        kapan = "Hari ini" if k.tanggal == hari_ini else "Besok"
        jam = f" pukul {time_format(k.jam_mulai, 'H.i')}" if k.jam_mulai else ""
        _ingatkan(
            k.petugas.all(), f"{kapan}: kunjungan ke {k.desa}", f"{_tanggal(k)}{jam}.\n{k.agenda}", k.get_absolute_url()
        )


def _kunjungan_lewat(hari_ini: date) -> None:
    belum = [StatusKunjungan.RENCANA, StatusKunjungan.DIJADWALKAN]
    lewat = _kunjungan(status__in=belum, tanggal__range=(hari_ini - LEWAT_DIINGATKAN, hari_ini - timedelta(days=1)))
    for k in lewat:
        _ingatkan(
            [*k.petugas.all(), *pemegang_peran(k.desa, Peran.VERIFIKATOR)],
            f"Kunjungan ke {k.desa} lewat dan belum dimulai",
            f"Seharusnya {_tanggal(k)}. Mulai kunjungannya, pindahkan tanggalnya, atau batalkan dengan alasan.",
            k.get_absolute_url(),
        )


def _temuan(hari_ini: date) -> None:
    """One notice per village for what is late and one for what is due, not one per finding."""
    menurut_desa: dict[tuple, list[Temuan]] = defaultdict(list)
    jatuh_tempo = Temuan.objects.belum_selesai().filter(batas_waktu__lte=hari_ini + MENJELANG)
    for t in jatuh_tempo.select_related("desa__kecamatan").order_by("batas_waktu", "pk"):
        menurut_desa[(t.desa, t.batas_waktu < hari_ini)].append(t)
    for (desa, terlambat), daftar in menurut_desa.items():
        peran = [Peran.KEPALA_DESA, Peran.SEKRETARIS_DESA, *([Peran.VERIFIKATOR] if terlambat else [])]
        keadaan = "terlambat ditindaklanjuti" if terlambat else "segera jatuh tempo"
        isi = "\n".join(f"{date_format(t.batas_waktu, 'j F Y')}: {t}" for t in daftar)
        alamat = f"{reverse('tindaklanjut:temuan-daftar')}?desa={desa.pk}"
        _ingatkan(pemegang_peran(desa, *peran), f"{len(daftar)} temuan {desa} {keadaan}", isi, alamat)


def _kunjungan(**saringan):
    return Kunjungan.objects.filter(**saringan).select_related("desa__kecamatan").prefetch_related("petugas")


def _ingatkan(penerima: Iterable[Pengguna], judul: str, isi: str, tautan: str) -> None:
    """Tell whoever has not been told the same today."""
    awal_hari = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    sudah = set(
        Pemberitahuan.objects.filter(judul=judul[:200], tautan=tautan, dibuat__gte=awal_hari).values_list(
            "penerima", flat=True
        )
    )
    beritahu([p for p in penerima if p.pk not in sudah], judul=judul, isi=isi, tautan=tautan)


def _tanggal(kunjungan: Kunjungan) -> str:
    return date_format(kunjungan.tanggal, "l, j F Y")
