"""A Celery worker of one's own, for the tests that are marked `celery_nyata`.

It is a process like the one in production: it reads its settings from the environment, talks to
the same Redis and the test database, and takes its work from a queue that nobody else uses.
"""

import os
import subprocess
import sys
import time
import uuid
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connections

from antrean import broker
from config.celery import app

DETIK_TUNGGU_MULAI = 60


def alamat_basis_data_uji() -> str:
    """DATABASE_URL of the database that pytest made for this run."""
    d = connections["default"].settings_dict
    orang = quote(d["USER"], safe="") + (f":{quote(d['PASSWORD'], safe='')}" if d["PASSWORD"] else "")
    tempat = quote(d["HOST"], safe="") + (f":{d['PORT']}" if d["PORT"] else "")
    return f"postgres://{orang}{'@' if orang else ''}{tempat}/{d['NAME']}"


@pytest.fixture(scope="session")
def berkas_pekerja(tmp_path_factory):
    """The folder of uploaded files that the tests and the worker share."""
    return tmp_path_factory.mktemp("berkas-pekerja")


@pytest.fixture(scope="session")
def tanda_pekerja(tmp_path_factory):
    """The file by which the worker shows that it is joined to the broker."""
    return tmp_path_factory.mktemp("tanda-pekerja") / "hidup"


@pytest.fixture(scope="session")
def pekerja_celery(django_db_setup, django_db_blocker, berkas_pekerja, tanda_pekerja, tmp_path_factory):
    """The worker, once it answers; its log is shown when it does not."""
    antrean = f"uji-{uuid.uuid4().hex[:12]}"
    nama = f"{antrean}@localhost"
    catatan = tmp_path_factory.mktemp("pekerja") / "pekerja.log"
    with django_db_blocker.unblock():
        basis_data = alamat_basis_data_uji()
    lingkungan = {
        **os.environ,
        "LINGKUNGAN": "pengembangan",
        "DATABASE_URL": basis_data,
        "REDIS_URL": settings.REDIS_URL,
        "BERKAS_ROOT": str(berkas_pekerja),
        "ANTREAN": antrean,
        "TANDA_PEKERJA": str(tanda_pekerja),
    }
    antrean_lama = app.conf.task_default_queue
    app.conf.task_default_queue = antrean
    with catatan.open("w") as keluaran:
        perintah = ["-A", "config", "worker", "-n", nama, "--concurrency", "1", "--loglevel", "INFO"]
        proses = subprocess.Popen(
            [sys.executable, "-m", "celery", *perintah],
            cwd=settings.BASE_DIR,
            env=lingkungan,
            stdout=keluaran,
            stderr=subprocess.STDOUT,
        )
    try:
        batas = time.monotonic() + DETIK_TUNGGU_MULAI
        while not app.control.ping(destination=[nama], timeout=1):
            if proses.poll() is not None or time.monotonic() > batas:
                pytest.fail(f"Pekerja Celery tidak menjawab:\n{catatan.read_text()}")
        yield proses
    finally:
        proses.terminate()
        try:
            proses.wait(timeout=20)
        except subprocess.TimeoutExpired:
            proses.kill()
            proses.wait()
        app.conf.task_default_queue = antrean_lama


@pytest.fixture
def broker_mati():
    """Tasks are to go to a queue whose address nobody answers, as when Redis is down."""
    lama = app.conf.broker_url
    app.conf.task_always_eager, app.conf.broker_url = False, "redis://127.0.0.1:1/0"
    broker.lupakan()
    app._after_fork()  # forget open connections; the documented way of a process that was forked
    yield
    app.conf.task_always_eager, app.conf.broker_url = True, lama
    app._after_fork()
    broker.lupakan()  # the next test's broker answers
