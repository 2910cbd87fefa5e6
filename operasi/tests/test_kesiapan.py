"""Ready, apart from healthy; and the number of a request."""

import socket
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import path
from django.utils import timezone

from antrean.models import Pekerjaan
from antrean.queries import DETAK_PENJADWAL
from antrean.tasks import antrean_sapu
from config.celery import app
from dasar.nomor_permintaan import HURUF
from operasi import kesiapan as modul

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def baru(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    modul.lupakan()
    yield
    modul.lupakan()


def kabar(client) -> tuple[int, str]:
    jawab = client.get("/siap/")
    return jawab.status_code, jawab.content.decode()


def test_siap(client):
    assert kabar(client) == (200, "siap")
    assert client.get("/sehat/").content == b"sehat"


def test_yang_tidak_menjawab_disebut_tanpa_alamat(client, settings, tmp_path, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as mati:
        porta = mati.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_SSL = "127.0.0.1", porta, False
    settings.MEDIA_ROOT = tmp_path / "tidak-ada"
    monkeypatch.setattr(modul, "RUANG_MIN", 10**18)
    lalu = timezone.now() - timedelta(hours=1)
    Pekerjaan.objects.create(nama="x", berikut=lalu)
    assert kabar(client) == (
        503,
        "pekerja: 1 pekerjaan menunggu lebih dari sepuluh menit\npenyimpanan: tidak dapat ditulisi\n"
        "surel: tidak menjawab\ncakram: hampir penuh",
    )


def test_penjadwal_dan_antrean(client):
    cache.delete(DETAK_PENJADWAL)
    app.conf.task_always_eager = False  # conftest.py sets it for every test
    assert "penjadwal: tidak terdengar" in kabar(client)[1]
    app.conf.task_always_eager = True
    antrean_sapu()
    app.conf.task_always_eager = False
    modul.lupakan()
    assert "penjadwal" not in kabar(client)[1]


def test_jawabannya_diingat_sebentar(client):
    kabar(client)
    Pekerjaan.objects.create(nama="x", berikut=timezone.now() - timedelta(hours=1))
    assert kabar(client) == (200, "siap")


def rusak(request):
    raise RuntimeError("rusak sungguhan")


urlpatterns = [path("sehat/", rusak, name="sehat")]
handler500 = "dasbor.views.galat"


@override_settings(ROOT_URLCONF=__name__)
def test_nomor_permintaan_di_halaman_galat_dan_di_jawabannya(caplog):
    klien = Client(raise_request_exception=False)
    jawab = klien.get("/sehat/", headers={"X-Permintaan": "palsu"})
    nomor = jawab["X-Permintaan"]
    assert jawab.status_code == 500 and f"<strong>{nomor}</strong>" in jawab.content.decode()
    assert len(nomor) == 9 and set(nomor) <= {*HURUF, "-"}
    assert klien.get("/sehat/")["X-Permintaan"] != nomor
