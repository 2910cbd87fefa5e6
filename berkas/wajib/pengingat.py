"""Reminding a village of what it still has to send: three days before, and once it is late. Each time once."""

from collections import defaultdict
from datetime import date, timedelta

from celery import shared_task
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format

from akun.enums import Peran
from akun.queries import pemegang_peran
from berkas.enums import JenisKabar
from berkas.models import KabarTuntutan
from berkas.wajib.rekap import Sel, desa_dituntut, harus_dikirim, kebutuhan_kecamatan
from dasar.sapu import satu_satu
from dasar.waktu import hari_ini
from desa.models import Desa, Kecamatan
from notifikasi.enums import Golongan
from notifikasi.services import beritahu

MENJELANG = timedelta(days=3)
DISEBUT = 15  # documents named in one notice; the page that it leads to has them all


def kecamatan_diingatkan() -> list[int]:
    """The kecamatan that require anything at all. Each is a task of its own: there may be thousands."""
    return list(Kecamatan.objects.filter(kebutuhan_berkas__isnull=False).distinct().values_list("pk", flat=True))


@shared_task(name="berkas.berkas_ingatkan_kecamatan", judul="Pengingat dokumen desa")
def berkas_ingatkan_kecamatan(kecamatan_id: int) -> None:
    """Tell each village once what is due within three days, and once what is late. Safe to run again."""
    ingatkan_kecamatan(kecamatan_id=kecamatan_id)


@transaction.atomic
def ingatkan_kecamatan(*, kecamatan_id: int, pada: date | None = None) -> int:
    """Returns how many notices were due. Safe to run again, also by two workers at once: the row is the lock."""
    kecamatan = Kecamatan.objects.select_for_update(no_key=True).get(pk=kecamatan_id)
    pada = pada or hari_ini(kecamatan)
    terutang = harus_dikirim(desa_dituntut(kecamatan), kebutuhan_kecamatan(kecamatan), pada=pada, dalam=MENJELANG)
    sudah = set(
        KabarTuntutan.objects.filter(desa__kecamatan=kecamatan, jatuh_tempo__lte=pada + MENJELANG).values_list(
            "desa", "kategori", "periode", "jatuh_tempo", "jenis"
        )
    )
    baru: dict[tuple[Desa, JenisKabar], list[Sel]] = defaultdict(list)
    for s in terutang:
        jenis = JenisKabar.TERLAMBAT if s.tuntutan.jatuh_tempo < pada else JenisKabar.DEKAT
        if (s.desa.pk, *s.tuntutan.kunci, s.tuntutan.jatuh_tempo, jenis) not in sudah:
            baru[s.desa, jenis].append(s)
    satu_satu(baru.items(), _kabari)
    return len(baru)


def _kabari(perkara: tuple[tuple[Desa, JenisKabar], list[Sel]]) -> None:
    """To the secretary; to the kepala desa where nobody holds that post, for somebody has to know."""
    (desa, jenis), sel = perkara
    penerima = list(pemegang_peran(desa, Peran.SEKRETARIS_DESA)) or list(pemegang_peran(desa, Peran.KEPALA_DESA))
    if not penerima:
        return  # told when there is somebody to tell
    KabarTuntutan.objects.bulk_create(
        KabarTuntutan(
            desa=desa,
            kategori=s.tuntutan.kategori,
            periode=s.tuntutan.periode,
            jatuh_tempo=s.tuntutan.jatuh_tempo,
            jenis=jenis,
        )
        for s in sel
    )
    keadaan = "terlambat dikirim" if jenis == JenisKabar.TERLAMBAT else "jatuh tempo dalam tiga hari"
    baris = [f"{date_format(s.tuntutan.jatuh_tempo, 'j F Y')}: {s.tuntutan.nama}" for s in sel[:DISEBUT]]
    if len(sel) > DISEBUT:
        baris.append(f"dan {len(sel) - DISEBUT} dokumen lain")
    beritahu(
        penerima,
        judul=f"{len(sel)} dokumen {desa} {keadaan}",
        isi="\n".join(baris),
        tautan=reverse("berkas:berkas-rekap-desa", args=[desa.pk]),
        golongan=Golongan.TENGGAT,
    )
