"""A monitoring under way with two officers, and sending rows to it as the page does."""

import json
import uuid

import pytest
from django.urls import reverse

from monitoring.models import ButirMonitoring
from monitoring.tests import contoh_lapangan as contoh
from monitoring.tests.factories import FormulirMonitoringFactory, LembarMonitoringFactory, MonitoringFactory


@pytest.fixture
def petugas(desa):
    return contoh.petugas(desa)


@pytest.fixture
def rekan(desa):
    return contoh.petugas(desa, "Dua")


@pytest.fixture
def formulir(db):
    """Three rows; in the third, ADA is the bad news."""
    f = FormulirMonitoringFactory(kode="U.1", butir=3)
    ButirMonitoring.objects.filter(formulir=f, urut=3).update(positif="TIDAK")
    return f


@pytest.fixture
def monitoring(desa, petugas, rekan):
    return MonitoringFactory(desa=desa, petugas=[petugas, rekan], status="berlangsung")


@pytest.fixture
def lembar(monitoring, formulir):
    return LembarMonitoringFactory(monitoring=monitoring, formulir=formulir)


@pytest.fixture
def kirim(client, monitoring, petugas):
    """kirim("jawaban", isi, id=..., versi=0) -> (status, answer)."""
    client.force_login(petugas)

    def kerjakan(jenis, isi=None, *, id=None, versi=0, hapus=False, oleh=None, pada=None, mentah=None):
        if oleh:
            client.force_login(oleh)
        url = reverse("monitoring:baris", args=[(pada or monitoring).pk, jenis, id or uuid.uuid4()])
        badan = {"versi": versi, "hapus": True} if hapus else {"versi": versi, "isi": isi}
        mentah = json.dumps(badan) if mentah is None else mentah
        jawab = client.post(url, mentah, content_type="application/json", headers={"accept": "application/json"})
        return jawab.status_code, jawab.json() if jawab.headers["Content-Type"] == "application/json" else jawab

    return kerjakan
