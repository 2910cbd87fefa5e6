"""Writing notices."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from akun.models import Pengguna
from dasar.alur import Perpindahan, Transisi
from notifikasi.models import Pemberitahuan
from notifikasi.tasks import surel_kirim


def beritahu(penerima: Iterable[Pengguna], *, judul: str, tautan: str, isi: str = "") -> None:
    """One notice per person, stored with the change that causes it, mailed after the commit."""
    orang = {p.pk: p for p in penerima if p.is_active}.values()
    dibuat = Pemberitahuan.objects.bulk_create(
        Pemberitahuan(penerima=p, judul=judul[:200], isi=isi, tautan=tautan) for p in orang
    )
    for pemberitahuan in dibuat:
        if pemberitahuan.penerima.email:
            transaction.on_commit(partial(surel_kirim.delay, pemberitahuan.pk), robust=True)


def kabari_perpindahan(*, transisi: Transisi, perpindahan: Perpindahan, **_signal: object) -> None:
    """Tell of a step what its row of the transition table says; never the one who took it."""
    p = perpindahan
    for kabar in transisi.kabar:
        isi = kabar.isi if isinstance(kabar.isi, str) else kabar.isi(p)
        beritahu(
            [orang for orang in kabar.kepada(p) if p.oleh is None or orang.pk != p.oleh.pk],
            judul=kabar.judul.format(o=p.objek),
            isi=isi.format(o=p.objek, alasan=p.alasan) if isinstance(kabar.isi, str) else isi,
            tautan=p.objek.get_absolute_url(),
        )
