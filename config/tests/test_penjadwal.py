"""The scheduler really started (celery beat), ended, and started again: what it remembers, and what it makes up for."""

import json
import os
import shelve
import shutil
import subprocess
import sys
from collections import Counter
from datetime import timedelta

import pytest
from django.conf import settings

from config.tests.menunggu import tunggu_sampai
from uji.serang.peladen import menjawab, porta_bebas

pytestmark = [
    pytest.mark.celery_nyata,
    pytest.mark.skipif(shutil.which("redis-server") is None, reason="perlu redis-server"),
]
HARIAN = "perut.tasks.pengingat_harian"


@pytest.fixture
def redis(tmp_path):
    porta = porta_bebas()
    server = subprocess.Popen(
        ["redis-server", "--port", str(porta), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)],
        stdout=subprocess.DEVNULL,
    )
    tunggu_sampai(lambda: menjawab(porta), "redis-server tidak menjawab")
    yield porta
    server.terminate()
    server.wait()


def diminta(porta):
    """How often each task was asked for."""
    keluaran = subprocess.run(
        ["redis-cli", "-p", str(porta), "--json", "LRANGE", "perut", "0", "-1"], capture_output=True, check=True
    ).stdout
    return Counter(json.loads(p)["headers"]["task"] for p in json.loads(keluaran))


def hidupkan(porta, ingatan):
    """Start the scheduler, wait until it has asked twice for what it sweeps every second, end it as systemd does."""
    dahulu = diminta(porta)["antrean.tasks.antrean_sapu"]
    proses = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "config", "beat", "--schedule", str(ingatan), "--pidfile="],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "LINGKUNGAN": "pengembangan",
            "REDIS_URL": f"redis://127.0.0.1:{porta}/0",
            "ANTREAN": "perut",
            "SAPU_DETIK": "1",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        tunggu_sampai(lambda: diminta(porta)["antrean.tasks.antrean_sapu"] >= dahulu + 2, "penjadwal diam")
    finally:
        proses.terminate()
        proses.wait(timeout=30)


def tidur(ingatan, lama):
    """As if it had been off for so long."""
    with shelve.open(str(ingatan), writeback=True) as isi:  # noqa: S301 - of our own scheduler
        for butir in isi["entries"].values():
            butir.last_run_at -= lama


def test_ingatannya_bertahan_dan_yang_terlewat_disusulkan_sekali(redis, tmp_path):
    ingatan = tmp_path / "jadwal-beat"
    hidupkan(redis, ingatan)
    assert diminta(redis)[HARIAN] == 0  # a new installation has missed nothing
    tidur(ingatan, timedelta(days=10))
    hidupkan(redis, ingatan)
    terlewat = diminta(redis)
    assert terlewat[HARIAN] == 1  # ten mornings, one reminder
    harian = {
        j["task"] for j in settings.CELERY_BEAT_SCHEDULE.values() if not isinstance(j["schedule"], int | float)
    } - {"jejak.tasks.jejak_segel", "berkas.tasks.berkas_sapu"}  # those come every few minutes
    assert {t: terlewat[t] for t in harian} == dict.fromkeys(harian, 1)
    hidupkan(redis, ingatan)
    assert {t: diminta(redis)[t] for t in harian} == dict.fromkeys(harian, 1)  # redeployed: it knows that it did
