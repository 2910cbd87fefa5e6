"""Several at once: a row is taken by one, a change joins no row that is being taken, nobody waits for anybody."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from antrean import kerja
from antrean.kerja import kerjakan
from antrean.models import Pekerjaan
from antrean.services import antrekan
from antrean.tests.test_antrean import CATATAN, catat
from config.celery import app
from config.tests.serentak import serentak

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def bersih():
    CATATAN.clear()


def test_satu_baris_diambil_satu_pekerja():
    daftar = [Pekerjaan.objects.create(nama="antrean.tests.catat", argumen=[n]).pk for n in range(10)]
    jawaban = serentak(lambda _n: sum(kerjakan(pk) for pk in daftar), 4)
    assert (sum(jawaban), sorted(CATATAN)) == (10, list(range(10)))


@pytest.mark.postgresql
def test_yang_sedang_digabung_tidak_diambil_dan_yang_sedang_diambil_tidak_digabung():
    lama = Pekerjaan.objects.create(nama="antrean.tests.catat", argumen=["lama"], kunci="a")
    with transaction.atomic():
        antrekan(catat, "lama", kunci="a")  # this change joins the row, and is not yet there to be seen
        assert serentak(lambda _n: kerjakan(lama.pk), 2) == [False, False]
        assert CATATAN == []
    assert CATATAN == ["lama"]

    lama = Pekerjaan.objects.create(nama="antrean.tests.catat", argumen=["lama"], kunci="b")
    with transaction.atomic():
        Pekerjaan.objects.select_for_update().get(pk=lama.pk)  # a worker is taking it
        serentak(lambda _n: antrekan(catat, "baru", kunci="b"), 1)
    assert Pekerjaan.objects.filter(kunci="b").count() == 2


@pytest.mark.postgresql
def test_banyak_perubahan_dengan_kunci_yang_sama_tidak_saling_menunggu(broker_mati):
    """Each joins what is free or brings its own row; two keys in opposite order lock nobody."""

    def ubah(n):
        with transaction.atomic():
            for k in ("a", "b") if n % 2 else ("b", "a"):
                antrekan(catat, k, kunci=k)
        return True

    assert serentak(ubah, 6) == [True] * 6
    app.conf.task_always_eager = True
    lalu = timezone.now() - timedelta(minutes=3)
    Pekerjaan.objects.update(dicolek=lalu, berikut=lalu)
    kerja.kosongkan()
    assert set(CATATAN) == {"a", "b"}
    assert set(Pekerjaan.objects.values_list("status", flat=True)) == {"selesai"}
