"""The limits of the public pages count in Redis; they are answered when it is gone, and when it only keeps silent."""

import socket
import time
from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.urls import reverse

from dasar import ingatan
from dasar.ingatan import ingat_kembali
from naskah.views import verifikasi


@pytest.fixture(params=["mati", "beku"])
def redis_bermasalah(request, settings):
    """A port where nothing listens, and one where whoever listens never answers."""
    with socket.socket() as pendengar:
        pendengar.bind(("127.0.0.1", 0))
        if request.param == "beku":
            pendengar.listen()
        tujuan = f"redis://127.0.0.1:{pendengar.getsockname()[1]}/0"
        settings.CACHES = {"default": {"BACKEND": "dasar.ingatan.IngatanBersama", "LOCATION": tujuan}}
        ingat_kembali()
        yield
    cache.cadangan.clear()
    ingat_kembali()


def test_ingatan_proses_ini_menggantikan(redis_bermasalah):
    mulai = time.monotonic()
    assert cache.add("a", 1, 60) is True
    lama = time.monotonic() - mulai
    assert (cache.add("a", 5, 60), cache.incr("a"), cache.get("a"), cache.get("b")) == (False, 2, 2, None)
    cache.set_many({"b": 3})
    assert (cache.get_many(["a", "b"]), cache.has_key("b"), cache.delete("b")) == ({"a": 2, "b": 3}, True, True)
    assert lama < 3 * ingatan.TUNGGU
    assert time.monotonic() - mulai < lama + ingatan.TUNGGU  # asked once, not by everything that follows


@pytest.mark.django_db
def test_halaman_umum_menjawab_dan_tetap_dibatasi(redis_bermasalah, client):
    alamat = reverse("naskah:verifikasi", args=["X" * 26])
    assert client.get(alamat).status_code == HTTPStatus.NOT_FOUND
    assert client.get(reverse("akun:admin-pertama", args=["x"])).status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert client.post(reverse("naskah:verifikasi-berkas")).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    batas = int(verifikasi.LAJU_CARI.split("/")[0])
    assert {client.get(alamat).status_code for _ in range(2 * batas + 1)} >= {HTTPStatus.TOO_MANY_REQUESTS}


def test_redis_yang_kembali_dipakai_lagi(redis_bermasalah, settings, monkeypatch):
    cache.set("a", 1)
    ditanya = []
    monkeypatch.setattr(ingatan, "JEDA", 0)
    ingat_kembali()
    monkeypatch.setattr(ingatan.log, "warning", lambda *isi: ditanya.append(isi))
    assert (cache.get("a"), cache.get("a"), len(ditanya)) == (1, 1, 2)
