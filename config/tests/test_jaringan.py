"""Whatever we ask over a network may be down, silent, or somebody else: each says so in a sentence, and soon."""

import io
import socket
import socketserver
import threading
import time
from contextlib import contextmanager

import pytest
from botocore.config import Config
from django.core import mail
from django.core.exceptions import ValidationError

from akun.tests.factories import PenggunaFactory
from antrean.kerja import kerjakan
from antrean.models import Pekerjaan
from berkas import pemindai
from berkas.pemindai import PemindaiGagal, pindai
from berkas.penyimpanan import PenyimpananGagal, simpan
from notifikasi.models import Pemberitahuan
from notifikasi.surel import surel_kirim
from tte.bsre import BsreGagal, bsre_tanda_tangani
from tte.galat import StempelWaktuGagal
from tte.stempel_waktu import StempelWaktu

BATAS = 8.0  # seconds; the patience that the tests give is a fraction of it


class _Menetes(socketserver.BaseRequestHandler):
    """A byte of an answer now and then, each in time, and never the last one."""

    jeda = 0.2

    def handle(self) -> None:
        try:
            for _ in range(100):
                self.request.sendall(b"2")
                if self.server.berhenti.wait(self.jeda):
                    return
        except OSError:
            pass


class _OmongKosong(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        self.request.settimeout(1)
        try:
            self.request.sendall(b"!! bukan yang Anda cari !!\r\n" * 3)
            self.request.recv(65536)
        except OSError:
            pass


@contextmanager
def di_seberang(keadaan: str):
    """The port of a server in this state."""
    if keadaan == "diam":
        with socket.create_server(("127.0.0.1", 0)) as soket:  # accepts, answers never
            yield soket.getsockname()[1]
    elif keadaan == "mati":
        with socket.create_server(("127.0.0.1", 0)) as soket:
            porta = soket.getsockname()[1]
        yield porta
    else:
        perangai = _Menetes if keadaan == "menetes" else _OmongKosong
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), perangai)
        server.daemon_threads, server.berhenti = True, threading.Event()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.berhenti.set()
        server.shutdown()
        server.server_close()


def clamd(porta, settings, monkeypatch):
    monkeypatch.setattr(pemindai, "DETIK_SAMBUNG", 0.5)
    monkeypatch.setattr(pemindai, "diam_sampai", {})
    pindai(io.BytesIO(b"a"), f"tcp://127.0.0.1:{porta}")


def tsa(porta, settings, monkeypatch):
    StempelWaktu(alamat=f"http://127.0.0.1:{porta}", akar=(), detik_tunggu=0.5).ambil(b"data")


def bsre(porta, settings, monkeypatch):
    settings.BSRE_ALAMAT, settings.BSRE_BATAS_WAKTU = f"http://127.0.0.1:{porta}", 1
    bsre_tanda_tangani(b"%PDF-1.7", nik="1" * 16, passphrase="frasa")


def s3(porta, settings, monkeypatch):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": "uji",
                "endpoint_url": f"http://127.0.0.1:{porta}",
                "access_key": "a",
                "secret_key": "b",
                "client_config": Config(connect_timeout=0.5, read_timeout=0.5, retries={"max_attempts": 1}),
            },
        }
    }
    simpan("a/b", io.BytesIO(b"isi"))


TUJUAN = {
    clamd: (PemindaiGagal, ""),
    tsa: (StempelWaktuGagal, "TSA"),
    bsre: (BsreGagal, "BSrE"),
    s3: (PenyimpananGagal, "tidak dapat dihubungi"),
}


KEADAAN = ["mati", "diam", "omong kosong", "menetes"]
# An object store that drips is not cut short: how long 50 MB may take, only the line knows.
PASANGAN = [(f, k) for f in TUJUAN for k in KEADAAN if (f, k) != (s3, "menetes")]


@pytest.mark.parametrize(("minta", "keadaan"), PASANGAN, ids=lambda n: n if isinstance(n, str) else n.__name__)
def test_yang_tidak_menjawab_disebut_dan_tidak_menahan(minta, keadaan, settings, monkeypatch):
    galat, kata = TUJUAN[minta]
    mulai = time.monotonic()
    with di_seberang(keadaan) as porta, pytest.raises(galat) as terjadi:
        minta(porta, settings, monkeypatch)
    assert time.monotonic() - mulai < BATAS
    kalimat = " ".join(terjadi.value.messages) if isinstance(terjadi.value, ValidationError) else str(terjadi.value)
    assert kata in kalimat


@pytest.mark.django_db
@pytest.mark.parametrize("keadaan", KEADAAN)
def test_surel_menunggu_peladen_yang_tidak_menjawab(keadaan, settings):
    """Nothing is lost: the row waits, says why, and goes out when the server answers."""
    settings.EMAIL_BACKEND = "dasar.surel.SurelTerbatas"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT, settings.SUREL_DETIK = "127.0.0.1", 1, 1.5
    kabar = Pemberitahuan.objects.create(penerima=PenggunaFactory(email="a@contoh.go.id"), judul="Kabar", tautan="/")
    baris = Pekerjaan.objects.create(nama=surel_kirim.name, argumen=[kabar.pk], antrean="surel")
    with di_seberang(keadaan) as porta:
        settings.EMAIL_PORT = porta
        mulai = time.monotonic()
        kerjakan(baris.pk)
    assert time.monotonic() - mulai < BATAS
    baris.refresh_from_db()
    assert (baris.status, baris.percobaan) == ("menunggu", 1)
    assert baris.alasan.startswith("Server surel tidak menerima surel ini: ")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Pekerjaan.objects.filter(pk=baris.pk).update(berikut=baris.dibuat)
    kerjakan(baris.pk)
    baris.refresh_from_db()
    assert (baris.status, [m.subject for m in mail.outbox]) == ("selesai", ["Kabar"])
