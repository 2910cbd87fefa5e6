"""Writing notices."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from akun.models import Pengguna
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
