"""Many people's assignments, read at once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akun.models import Pengguna, Penugasan
from akun.queries import berpenugasan
from akun.tests.factories import PenggunaFactory, tugaskan
from dasar.waktu import hari_ini

pytestmark = pytest.mark.django_db


def test_sama_dengan_yang_dibaca_masing_masing(desa, orang):
    """With two assignments, one that has ended, none at all."""
    tugaskan(orang["pelaksana"], "verifikator", desa)
    lalu = Penugasan.objects.filter(pengguna=orang["camat"])
    lalu.update(mulai=hari_ini(desa) - timedelta(days=9), selesai=hari_ini(desa) - timedelta(days=1))
    PenggunaFactory()
    semua = Pengguna.objects.order_by("pk")
    with CaptureQueriesContext(connection) as tercatat:
        bersama = {o.pk: [(t.pk, t.wilayah) for t in o.penugasan_aktif] for o in berpenugasan(semua)}
    assert len(tercatat) == 2
    assert bersama == {o.pk: [(t.pk, t.wilayah) for t in o.penugasan_aktif] for o in semua.all()}
    assert sorted(map(len, bersama.values()))[:2] == [0, 0]
    assert len(bersama[orang["pelaksana"].pk]) == 2
