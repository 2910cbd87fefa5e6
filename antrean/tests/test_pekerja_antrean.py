"""With a real worker: a row whose process was killed is done all the same, and each queue has its own."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from antrean.models import Pekerjaan
from antrean.services import antrekan, antrekan_banyak
from antrean.tasks import antrean_sapu
from berkas.penyimpanan import berkas_buang
from config.celery import app
from config.tests.menunggu import tunggu_sampai
from naskah.cetak import naskah_buat_pdf
from naskah.services.ekspor import ekspor_susun
from naskah.services.pekerjaan_ttd import pekerjaan_ttd_kerjakan
from notifikasi.surel import surel_kirim


def tunggu(**keadaan):
    def hasil():
        return sorted(Pekerjaan.objects.values_list("antrean", "status"))

    tunggu_sampai(lambda: not Pekerjaan.objects.exclude(**keadaan).exists(), lambda: f"{keadaan}, masih {hasil()}")
    return hasil()


@pytest.mark.celery_nyata
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_setiap_antrean_dikosongkan_pekerja(pekerja_celery):
    """Nothing of these exists any more: every task bears that, and says it is done."""
    from berkas.services.pindai import berkas_pindai

    with transaction.atomic():
        for tugas in (naskah_buat_pdf, ekspor_susun, pekerjaan_ttd_kerjakan, surel_kirim, berkas_pindai):
            antrekan(tugas, 987654)
        antrekan(berkas_buang, "tidak/ada")
    harapan = [(a, "selesai") for a in ("impor_ekspor", "pdf", "pindai", "surel", "tte", "umum")]
    assert tunggu(status="selesai") == harapan


@pytest.mark.celery_nyata
@pytest.mark.postgresql
def test_pekerja_menyentuh_tanda_hidupnya(pekerja_celery, tanda_pekerja):
    """What the health check of the container looks at, instead of asking over Redis with a whole application."""
    tunggu_sampai(tanda_pekerja.exists, "tanda hidup pekerja")
    tanda_pekerja.unlink()
    tunggu_sampai(tanda_pekerja.exists, "tanda hidup pekerja, sekali lagi")


@pytest.mark.celery_nyata
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_sapuan_dan_pekerja_sekaligus_satu_baris_sekali(pekerja_celery):
    """A worker is at a heap of rows while the sweep asks again and again for all that is left of it."""
    app.conf.task_always_eager = False
    try:
        with transaction.atomic():
            antrekan_banyak(surel_kirim, [((900_000 + n,), "") for n in range(120)])
        kali = 0
        while Pekerjaan.objects.filter(status="menunggu").exists():
            lalu = timezone.now() - timedelta(minutes=5)
            Pekerjaan.objects.filter(status="menunggu").update(dicolek=lalu)
            antrean_sapu()
            kali += 1
        tunggu(status="selesai")
    finally:
        app.conf.task_always_eager = True
    assert list(Pekerjaan.objects.values_list("percobaan", flat=True)) == [1] * 120
    assert kali > 1
