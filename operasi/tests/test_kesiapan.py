"""Ready, apart from healthy; and the number of a request."""

import errno
import socket
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.test import Client, override_settings
from django.urls import path
from django.utils import timezone
from django.views.defaults import page_not_found, permission_denied

from antrean.models import Pekerjaan
from antrean.queries import DETAK_PENJADWAL
from antrean.tasks import antrean_sapu
from config.celery import app
from dasar.nomor_permintaan import HURUF, nomor_permintaan
from dasbor.views import galat
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
    settings.EMAIL_BACKEND = "dasar.surel.SurelTerbatas"
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


def cakram_penuh(request):
    try:
        raise OSError(errno.ENOSPC, "No space left on device")
    except OSError:
        return galat(request)


JAWABAN = {
    403: lambda request: permission_denied(request, PermissionDenied()),
    404: lambda request: page_not_found(request, Http404()),
    429: lambda request: render(request, "429.html", {"pesan": "Tunggu."}, status=429),
    507: cakram_penuh,
}


@pytest.mark.parametrize("status", JAWABAN)
def test_nomor_permintaan_di_halaman_penolakan(status, rf):
    request = rf.get("/tidak-ada/")
    request.user = AnonymousUser()
    jawab = nomor_permintaan(JAWABAN[status])(request)
    assert jawab.status_code == status
    assert f"<strong>{jawab['X-Permintaan']}</strong>" in jawab.content.decode()
