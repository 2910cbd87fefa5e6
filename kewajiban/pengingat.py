"""Reminding a village of its duties: three days before, and once it is late. Each once, several in one notice."""

from collections import defaultdict
from datetime import date, timedelta

from celery import shared_task
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format

from akun.enums import Peran
from akun.queries import pemegang_peran
from dasar.sapu import satu_satu
from dasar.waktu import hari_ini
from desa.models import Desa, Kecamatan
from kewajiban.enums import JenisKabar
from kewajiban.keadaan import Hitungan, Sel, desa_dituntut
from kewajiban.models import KabarKewajiban
from notifikasi.enums import Golongan
from notifikasi.services import beritahu

MENJELANG = timedelta(days=3)
DISEBUT = 15  # named in one notice; the page that it leads to has them all


def kecamatan_diingatkan() -> list[int]:
    """The kecamatan that count duties at all. Each is a task of its own: there may be thousands."""
    ada = Kecamatan.objects.filter(penghitungan_kewajiban__isnull=False)
    return list(ada.order_by("pk").values_list("pk", flat=True))


@shared_task(name="kewajiban.kewajiban_ingatkan_kecamatan", judul="Pengingat kewajiban desa")
def kewajiban_ingatkan_kecamatan(kecamatan_id: int) -> None:
    """Tell each village once what is due within three days, and once what is late. Safe to run again."""
    ingatkan_kecamatan(kecamatan_id=kecamatan_id)


@transaction.atomic
def ingatkan_kecamatan(*, kecamatan_id: int, pada: date | None = None) -> int:
    """Returns how many notices were due. Safe to run again, also by two workers at once: the row is the lock."""
    kecamatan = Kecamatan.objects.select_for_update(no_key=True).get(pk=kecamatan_id)
    hitungan = Hitungan(kecamatan, pada or hari_ini(kecamatan))
    # Sent and refused is told by the refusal itself before its last day.
    sel = [s for s in hitungan.tunggakan(desa_dituntut(kecamatan), dalam=MENJELANG) if s.diminta]
    sudah = set(
        KabarKewajiban.objects.filter(desa__kecamatan=kecamatan).values_list(
            "desa", "kode", "periode", "sejak", "batas", "jenis"
        )
    )
    baru: dict[tuple[Desa, JenisKabar], list[Sel]] = defaultdict(list)
    for s in sel:
        jenis = JenisKabar.TERLAMBAT if s.telat else JenisKabar.DEKAT
        if (s.desa.pk, *_perkara(s), jenis) not in sudah and s.batas <= hitungan.pada + MENJELANG:
            baru[s.desa, jenis].append(s)
    satu_satu(baru.items(), _kabari)
    return len(baru)


def _perkara(s: Sel) -> tuple[str, str, str, date]:
    return s.kewajiban.kode, s.periode, s.tenggat.sejak.isoformat() if s.tenggat.sejak else "", s.batas


def _kabari(perkara: tuple[tuple[Desa, JenisKabar], list[Sel]]) -> None:
    """To the secretary; to the kepala desa where nobody holds that post, for somebody has to know."""
    (desa, jenis), sel = perkara
    penerima = list(pemegang_peran(desa, Peran.SEKRETARIS_DESA)) or list(pemegang_peran(desa, Peran.KEPALA_DESA))
    if not penerima:
        return  # told when there is somebody to tell
    kolom = ("kode", "periode", "sejak", "batas")
    KabarKewajiban.objects.bulk_create(
        KabarKewajiban(desa=desa, jenis=jenis, **dict(zip(kolom, _perkara(s), strict=True))) for s in sel
    )
    keadaan = "terlambat dipenuhi" if jenis == JenisKabar.TERLAMBAT else "jatuh tempo dalam tiga hari"
    baris = [f"{date_format(s.batas, 'j F Y')}: {s.nama}" for s in sel[:DISEBUT]]
    if len(sel) > DISEBUT:
        baris.append(f"dan {len(sel) - DISEBUT} kewajiban lain")
    beritahu(
        penerima,
        judul=f"{len(sel)} kewajiban {desa} {keadaan}",
        isi="\n".join(baris),
        tautan=reverse("kewajiban:desa", args=[desa.pk]),
        golongan=Golongan.TENGGAT,
    )
