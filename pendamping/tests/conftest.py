"""5 June 2026 in an office with two villages: May is over, the tenth has not come."""

import json
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from desa.tests.factories import DesaFactory
from pendamping.models import Penempatan
from pendamping.services.isian import id_isian
from pendamping.services.lembar import lembar_mulai

MEI = date(2026, 5, 1)
SAAT = datetime(2026, 6, 5, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def saat():
    with time_machine.travel(SAAT, tick=False) as jam:
        yield jam


@pytest.fixture
def pld(orang):
    return orang["pendamping"]


@pytest.fixture
def tetangga(desa):
    return DesaFactory(nama="Muara Jaya", kecamatan=desa.kecamatan)


@pytest.fixture
def penempatan(desa, pld):
    p = Penempatan.objects.create(pengguna=pld, kecamatan=desa.kecamatan, jenis="PLD", mulai=date(2026, 2, 16), versi=1)
    p.desa.set([desa])
    return p


@pytest.fixture
def lembar(desa, pld, penempatan):
    return lembar_mulai(desa=desa, jenis="PLD", bulan=MEI, oleh=pld)


@pytest.fixture
def kirim(client, lembar):
    """kirim("PLD-T1.1", keadaan="dikerjakan", …, versi=0) -> (status, answer), as the page sends it."""

    def kerjakan(kode, *, versi=0, oleh=None, pada=None, id=None, **isi):
        client.force_login(oleh or lembar.pendamping)
        tempat = pada or lembar
        url = reverse("pendamping:lembar-baris", args=[tempat.pk, id or id_isian(tempat.pk, kode)])
        badan = json.dumps({"versi": versi, "isi": {"kode": kode} | isi})
        jawab = client.post(url, badan, content_type="application/json", headers={"accept": "application/json"})
        return jawab.status_code, jawab.json()

    return kerjakan
