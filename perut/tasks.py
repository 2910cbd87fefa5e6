"""Reminders of the day. Safe to run again: nobody hears of the same matter twice in one day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from celery import shared_task
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format

from akun.enums import Peran
from akun.models import Pengguna
from akun.queries import pemegang_peran
from dasar.sapu import satu_satu
from desa.models import Desa
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
    besok, belum = hari_ini + timedelta(days=1), [StatusKunjungan.RENCANA, StatusKunjungan.DIJADWALKAN]
    dekat = _kunjungan(status=StatusKunjungan.DIJADWALKAN, tanggal__in=[hari_ini, besok])
    satu_satu(dekat, lambda k: _kunjungan_dekat(k, hari_ini))
    lewat = _kunjungan(status__in=belum, tanggal__range=(hari_ini - LEWAT_DIINGATKAN, hari_ini - timedelta(days=1)))
    satu_satu(lewat, lambda k: _kunjungan_lewat(k, hari_ini))
    satu_satu(_temuan_menurut_desa(hari_ini), lambda t: _temuan(*t, hari_ini))


def _kunjungan_dekat(k: Kunjungan, hari_ini: date) -> None:
    kapan = "Hari ini" if k.tanggal == hari_ini else "Besok"
    jam = f" pukul {time_format(k.jam_mulai, 'H.i')}" if k.jam_mulai else ""
    _ingatkan(
        f"{hari_ini} kunjungan {k.pk} pada {k.tanggal}",
        k.petugas.all(),
        f"{kapan}: kunjungan ke {k.desa}",
        f"{_tanggal(k)}{jam}.\n{k.agenda}",
        k.get_absolute_url(),
    )


def _kunjungan_lewat(k: Kunjungan, hari_ini: date) -> None:
    _ingatkan(
        f"{hari_ini} kunjungan {k.pk} lewat",
        [*k.petugas.all(), *pemegang_peran(k.desa, Peran.VERIFIKATOR)],
        f"Kunjungan ke {k.desa} lewat dan belum dimulai",
        f"Seharusnya {_tanggal(k)}. Mulai kunjungannya, pindahkan tanggalnya, atau batalkan dengan alasan.",
        k.get_absolute_url(),
    )


def _temuan_menurut_desa(hari_ini: date) -> list[tuple[Desa, bool, list[Temuan]]]:
    """One notice per village for what is late and one for what is due, not one per finding."""
    menurut_desa: dict[tuple[Desa, bool], list[Temuan]] = defaultdict(list)
    jatuh_tempo = Temuan.objects.belum_selesai().filter(batas_waktu__lte=hari_ini + MENJELANG)
    for t in jatuh_tempo.select_related("desa__kecamatan").order_by("batas_waktu", "pk"):
        menurut_desa[(t.desa, t.batas_waktu < hari_ini)].append(t)
    return [(desa, terlambat, daftar) for (desa, terlambat), daftar in menurut_desa.items()]


def _temuan(desa: Desa, terlambat: bool, daftar: list[Temuan], hari_ini: date) -> None:
    peran = [Peran.KEPALA_DESA, Peran.SEKRETARIS_DESA, *([Peran.VERIFIKATOR] if terlambat else [])]
    keadaan = "terlambat ditindaklanjuti" if terlambat else "segera jatuh tempo"
    isi = "\n".join(f"{date_format(t.batas_waktu, 'j F Y')}: {t}" for t in daftar)
    alamat = f"{reverse('tindaklanjut:temuan-daftar')}?desa={desa.pk}"
    perkara = f"{hari_ini} {len(daftar)} temuan desa {desa.pk} {keadaan}"
    _ingatkan(perkara, pemegang_peran(desa, *peran), f"{len(daftar)} temuan {desa} {keadaan}", isi, alamat)


def _kunjungan(**saringan):
    return Kunjungan.objects.filter(**saringan).select_related("desa__kecamatan").prefetch_related("petugas")


def _ingatkan(perkara: str, penerima: Iterable[Pengguna], judul: str, isi: str, tautan: str) -> None:
    """Tell whoever has not been told of this matter."""
    beritahu(penerima, judul=judul, isi=isi, tautan=tautan, sekali=f"perut {perkara}")


def _tanggal(kunjungan: Kunjungan) -> str:
    return date_format(kunjungan.tanggal, "l, j F Y")
