"""A real redis-server of one's own that is frozen (SIGSTOP): nobody who asks for work waits for it, nothing is lost."""

import json
import shutil
import signal
import subprocess
import threading
import time

import pytest
from django.db import connection, transaction
from django.urls import reverse

from antrean import broker
from antrean.models import Pekerjaan
from antrean.services import antrekan, antrekan_banyak, susulkan
from antrean.tasks import antrean_sapu
from antrean.tests.test_antrean import catat, mundurkan
from config.celery import app
from config.tests.menunggu import tunggu_sampai
from dasar.ingatan import ingat_kembali
from uji.serang.peladen import menjawab, porta_bebas

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(shutil.which("redis-server") is None, reason="perlu redis-server"),
]
BATAS = 2.0  # seconds in all that a request may spend on the queue and the shared cache


@pytest.fixture
def redis_sendiri(broker_mati, tmp_path):
    """A broker that answers, as an installation's; the process that serves it."""
    porta = porta_bebas()
    server = subprocess.Popen(
        ["redis-server", "--port", str(porta), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)],
        stdout=subprocess.DEVNULL,
    )
    tunggu_sampai(lambda: menjawab(porta), "redis-server tidak menjawab")
    app.conf.broker_url = f"redis://127.0.0.1:{porta}/0"
    app._after_fork()
    server.porta = porta
    yield server
    server.send_signal(signal.SIGCONT)
    server.terminate()
    server.wait()


def antrean_surel():
    return f"{app.conf.task_default_queue}.surel"


def dalam_antrean(server):
    """The rows whose messages wait at the broker."""
    keluaran = subprocess.run(
        ["redis-cli", "-p", str(server.porta), "--json", "LRANGE", antrean_surel(), "0", "-1"],
        capture_output=True,
        check=True,
    ).stdout
    return sorted(int(json.loads(p)["headers"]["argsrepr"].strip("(,)")) for p in json.loads(keluaran))


def lamanya(kerja):
    mulai = time.monotonic()
    kerja()
    return time.monotonic() - mulai


def test_permintaan_pertama_sebuah_proses_tidak_menunggu_redis_yang_beku(redis_sendiri):
    redis_sendiri.send_signal(signal.SIGSTOP)
    assert lamanya(lambda: antrekan(catat, 1)) < BATAS
    assert lamanya(lambda: antrekan_banyak(catat, [((n,), "") for n in range(20)])) < BATAS
    assert set(Pekerjaan.objects.values_list("status", flat=True)) == {"menunggu"}


def test_seluruh_permintaan_yang_memakai_antrean_dan_ingatan(redis_sendiri, settings, client, orang):
    """The page counts in the shared cache, keeps its change, and asks for what follows: three things of one Redis."""
    settings.CACHES = {"default": {"BACKEND": "dasar.ingatan.IngatanBersama", "LOCATION": app.conf.broker_url}}
    ingat_kembali()
    client.force_login(orang["admin"])
    client.get("/")  # what is loaded once has nothing to do with Redis
    redis_sendiri.send_signal(signal.SIGSTOP)
    broker.lupakan()
    ingat_kembali()
    jawab = []
    assert lamanya(lambda: jawab.append(client.post(reverse("operasi:berkas-mulai")))) < BATAS
    assert jawab[0].status_code == 302
    assert Pekerjaan.objects.get(nama="operasi.berkas_periksa_lanjut").status == "menunggu"
    ingat_kembali()


def test_yang_beku_di_tengah_pun_dibatasi_dan_sesudah_cair_sapuan_menyusulkan(redis_sendiri):
    """Frozen between two requests of a process that already speaks to it; thawed, each row waits there once."""
    antrekan(catat, 0)
    redis_sendiri.send_signal(signal.SIGSTOP)
    serentak = [threading.Thread(target=lambda: (antrekan(catat, 1), connection.close())) for _ in range(6)]

    def semuanya():
        for t in serentak:
            t.start()
        for t in serentak:
            t.join()

    assert lamanya(semuanya) < BATAS + 1.0
    redis_sendiri.send_signal(signal.SIGCONT)
    broker.lupakan()
    mundurkan()
    antrean_sapu()
    tunggu_sampai(lambda: len(set(dalam_antrean(redis_sendiri))) == 7, "baris di antrean")


def test_sapuan_tidak_mengantrekan_dua_kali_yang_sudah_menunggu_di_sana(redis_sendiri):
    """A worker that is behind by hours: each of its rows stays in its queue once, whoever sweeps, and however often."""
    with transaction.atomic():
        for n in range(5):
            antrekan(catat, n, kunci=f"a{n}")
    hilang = Pekerjaan.objects.create(nama=catat.name, argumen=[9], antrean="surel")  # nobody was asked for this one
    semua = sorted(Pekerjaan.objects.values_list("pk", flat=True))
    assert dalam_antrean(redis_sendiri) == semua[:-1]
    jawaban = []
    for _ in range(3):
        mundurkan()
        jawaban.append(antrean_sapu())
        assert not any(susulkan(catat, n, kunci=f"a{n}") for n in range(5))
    assert (jawaban, dalam_antrean(redis_sendiri)) == ([1, 0, 0], semua)
    assert hilang.pk == semua[-1]


def test_pesan_yang_dipegang_pekerja_yang_mati_tidak_digandakan(redis_sendiri):
    """The broker gives it back by itself; until then the sweep adds none."""
    antrekan(catat, 1)
    with app.connection_for_read() as sambungan:
        saluran = sambungan.default_channel
        assert saluran.basic_get(antrean_surel()) is not None  # taken, and never heard of again
        mundurkan()
        assert (antrean_sapu(), dalam_antrean(redis_sendiri)) == (0, [])
        lama = dict.fromkeys(saluran.client.zrange(saluran.unacked_index_key, 0, -1), 1)
        saluran.client.zadd(saluran.unacked_index_key, lama)
        mundurkan()
        assert antrean_sapu() == 1  # so old that nobody will give it back
