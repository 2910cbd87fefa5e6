"""What the passing of days does to budgets: reminders, each matter once, and the end of a deadline."""

from collections.abc import Iterator

from celery import shared_task

from akun.enums import Peran
from akun.queries import pemegang_peran
from apbdes.enums import BERHARI, BERTENGGAT, PerkaraTenggat, StatusVersi
from apbdes.models import KabarTenggat, VersiApbdes
from apbdes.services.keputusan import versi_lewatkan
from apbdes.tenggat import HitungHari, Tenggat, tenggat_versi
from dasar.sapu import satu_satu
from notifikasi.enums import Golongan
from notifikasi.services import beritahu

P = PerkaraTenggat
SEKALI = 200


@shared_task
def tenggat_harian() -> None:
    """Note what is late, and remind of what soon will be. Safe to run again, and on a day it was missed."""
    hitung = HitungHari()
    satu_satu(_bertenggat(), lambda versi: _tinjau(versi, hitung))


def _bertenggat() -> Iterator[VersiApbdes]:
    """A piece at a time: no cursor stays open over the transactions of the rows."""
    pk = list(VersiApbdes.objects.filter(status__in=BERTENGGAT).values_list("pk", flat=True))
    for awal in range(0, len(pk), SEKALI):
        yield from VersiApbdes.objects.filter(pk__in=pk[awal : awal + SEKALI]).lengkap()


def _tinjau(versi: VersiApbdes, hitung: HitungHari) -> None:
    tenggat = tenggat_versi(versi, hitung)
    if tenggat is None:
        return
    if tenggat.lewat and versi.status in BERHARI:
        versi_lewatkan(versi=versi)  # tells everybody itself
    elif perkara := _perkara(versi, tenggat):
        _ingatkan(versi, perkara, tenggat)


def _perkara(versi: VersiApbdes, tenggat: Tenggat) -> PerkaraTenggat | None:
    evaluasi = versi.status in BERHARI
    if not evaluasi and versi.sesudah.exclude(status__in=[StatusVersi.DISUSUN, StatusVersi.DIBATALKAN]).exists():
        return None  # mended and handed in
    if tenggat.lewat:
        return P.PERBAIKAN_LEWAT
    if tenggat.sisa <= 1:
        return P.EVALUASI_SATU if evaluasi else P.PERBAIKAN_SATU
    if tenggat.sisa <= 5:
        return P.EVALUASI_LIMA if evaluasi else P.PERBAIKAN_LIMA
    return None


def _ingatkan(versi: VersiApbdes, perkara: PerkaraTenggat, tenggat: Tenggat) -> None:
    _, baru = KabarTenggat.objects.get_or_create(versi=versi, perkara=perkara)
    if not baru:
        return
    desa = versi.apbdes.desa
    if versi.status in BERHARI:
        penerima = pemegang_peran(desa, Peran.VERIFIKATOR, Peran.CAMAT)
        isi = f"{tenggat.kalimat} Tanpa hasil sampai hari itu, rancangan berlaku dengan sendirinya."
    else:
        peran = [Peran.KEPALA_DESA, Peran.SEKRETARIS_DESA, *([Peran.VERIFIKATOR] if tenggat.lewat else [])]
        penerima = pemegang_peran(desa, *peran)
        isi = f"{tenggat.kalimat} Susun perbaikannya, lalu ajukan lagi."
    beritahu(
        penerima,
        judul=f"{versi}: {tenggat.ringkas.lower()}",
        isi=isi,
        tautan=versi.get_absolute_url(),
        golongan=Golongan.TENGGAT,
    )
