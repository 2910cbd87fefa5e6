"""Reminders of the day. Safe to run again: nobody hears of the same matter twice in one day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from celery import shared_task
from django.db.models import Q
from django.urls import reverse
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
from tindaklanjut.models import Temuan

ZONA = "desa__kecamatan__zona_waktu"
SEHARI = timedelta(days=1)
MENJELANG = timedelta(days=3)
LEWAT_DIINGATKAN = timedelta(days=7)  # after a week the visit is only shown, no longer announced


@shared_task
def pengingat_harian() -> None:
    """Visits today, tomorrow and passed; findings due within three days or late."""
    dekat = menurut_zona(ZONA, lambda hari: Q(tanggal__in=[hari, hari + SEHARI]))
    satu_satu(_kunjungan(dekat, status=StatusKunjungan.DIJADWALKAN), _kunjungan_dekat)
    lewat = menurut_zona(ZONA, lambda hari: Q(tanggal__range=(hari - LEWAT_DIINGATKAN, hari - SEHARI)))
    belum = [StatusKunjungan.RENCANA, StatusKunjungan.DIJADWALKAN]
    satu_satu(_kunjungan(lewat, status__in=belum), _kunjungan_lewat)
    satu_satu(_temuan_menurut_desa(), _temuan)


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


def _temuan_menurut_desa() -> list[tuple[Desa, bool, list[Temuan]]]:
    """One notice per village for what is late and one for what is due, not one per finding."""
    menurut_desa: dict[tuple[Desa, bool], list[Temuan]] = defaultdict(list)
    jatuh_tempo = Temuan.objects.belum_selesai().filter(
        menurut_zona(ZONA, lambda hari: Q(batas_waktu__lte=hari + MENJELANG))
    )
    for t in jatuh_tempo.select_related("desa__kecamatan").order_by("batas_waktu", "pk"):
        menurut_desa[(t.desa, t.terlambat)].append(t)
    return [(desa, terlambat, daftar) for (desa, terlambat), daftar in menurut_desa.items()]


def _temuan(kelompok: tuple[Desa, bool, list[Temuan]]) -> None:
    desa, terlambat, daftar = kelompok
    peran = [Peran.KEPALA_DESA, Peran.SEKRETARIS_DESA, *([Peran.VERIFIKATOR] if terlambat else [])]
    keadaan = "terlambat ditindaklanjuti" if terlambat else "segera jatuh tempo"
    isi = "\n".join(f"{date_format(t.batas_waktu, 'j F Y')}: {t}" for t in daftar)
    alamat = f"{reverse('tindaklanjut:temuan-daftar')}?desa={desa.pk}"
    judul = f"{len(daftar)} temuan {desa} {keadaan}"
    _ingatkan(desa, f"{len(daftar)} temuan desa {desa.pk} {keadaan}", pemegang_peran(desa, *peran), judul, isi, alamat)


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
