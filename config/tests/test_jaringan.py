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
from django.core.files.storage import default_storage
from django.urls import reverse

from akun.tests.factories import PenggunaFactory
from antrean import kerja
from antrean.kerja import kerjakan
from antrean.models import Pekerjaan
from berkas import pemindai
from berkas.pemindai import PemindaiGagal, pindai
from berkas.penyimpanan import PenyimpananGagal, simpan
from config.celery import app
from dasar import penyimpanan_objek
from dasar.ingatan import ingat_kembali
from dasar.penyimpanan import PenyimpananTakTerjangkau
from notifikasi.models import Pemberitahuan
from notifikasi.surel import surel_kirim
from operasi.models import PemeriksaanBerkas
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


class _DaftarAbuAbu(socketserver.StreamRequestHandler):
    """A mail server that turns each message away so many times before it takes it: who means it comes again."""

    def handle(self) -> None:
        self.wfile.write(b"220 uji\r\n")
        while baris := self.rfile.readline():
            kata = baris[:4].upper()
            if kata == b"RCPT" and self.server.tolak > 0:
                self.server.tolak -= 1
                self.wfile.write(b"451 4.7.1 Greylisted, try again\r\n")
            elif kata == b"DATA":
                self.wfile.write(b"354 mulai\r\n")
                while self.rfile.readline() != b".\r\n":
                    pass
                self.server.diterima += 1
                self.wfile.write(b"250 diterima\r\n")
            elif kata == b"QUIT":
                self.wfile.write(b"221 sampai jumpa\r\n")
                return
            else:
                self.wfile.write(b"250 baik\r\n")


@contextmanager
def daftar_abu_abu(settings, *, tolak: int):
    settings.EMAIL_BACKEND = "dasar.surel.SurelTerbatas"
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _DaftarAbuAbu)
    server.daemon_threads, server.tolak, server.diterima = True, tolak, 0
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


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


def s3_diatur(porta, settings, monkeypatch):
    monkeypatch.setattr(penyimpanan_objek, "DETIK", 1.0)
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "dasar.penyimpanan_objek.PenyimpananObjek",
            "OPTIONS": {
                "bucket_name": "uji",
                "endpoint_url": f"http://127.0.0.1:{porta}",
                "access_key": "a",
                "secret_key": "b",
                "client_config": Config(connect_timeout=0.5, read_timeout=0.5, retries={"max_attempts": 1}),
            },
        }
    }


def s3(porta, settings, monkeypatch):
    s3_diatur(porta, settings, monkeypatch)
    simpan("a/b", io.BytesIO(b"isi"))


def s3_baca(porta, settings, monkeypatch):
    s3_diatur(porta, settings, monkeypatch)
    default_storage.open("a/b").read()


TUJUAN = {
    clamd: (PemindaiGagal, ""),
    tsa: (StempelWaktuGagal, "TSA"),
    bsre: (BsreGagal, "BSrE"),
    s3: (PenyimpananGagal, "tidak dapat dihubungi"),
    s3_baca: (PenyimpananTakTerjangkau, ""),
}


KEADAAN = ["mati", "diam", "omong kosong", "menetes"]
PASANGAN = [(f, k) for f in TUJUAN for k in KEADAAN]


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


def surel_menunggu() -> Pekerjaan:
    kabar = Pemberitahuan.objects.create(penerima=PenggunaFactory(email="a@contoh.go.id"), judul="Kabar", tautan="/")
    return Pekerjaan.objects.create(nama=surel_kirim.name, argumen=[kabar.pk], antrean="surel")


def coba_sekarang(baris: Pekerjaan) -> None:
    Pekerjaan.objects.filter(pk=baris.pk, status="menunggu").update(berikut=baris.dibuat)
    kerjakan(baris.pk)
    baris.refresh_from_db()


@pytest.mark.django_db
def test_daftar_abu_abu_dilewati_dan_surelnya_satu(settings):
    baris = surel_menunggu()
    with daftar_abu_abu(settings, tolak=2) as server:
        for _ in range(2):
            coba_sekarang(baris)
            assert baris.status == "menunggu" and "Greylisted" in baris.alasan
        for _ in range(3):
            coba_sekarang(baris)
    assert (baris.status, baris.percobaan, baris.alasan, server.diterima) == ("selesai", 3, "", 1)


@pytest.mark.django_db
def test_yang_selalu_ditolak_diserahkan_dan_sebabnya_ada_di_halaman(settings, client, orang, monkeypatch):
    monkeypatch.setattr(kerja, "PERCOBAAN_MAKS", 3)
    baris = surel_menunggu()
    with daftar_abu_abu(settings, tolak=1000) as server:
        for _ in range(5):
            coba_sekarang(baris)
    assert (baris.status, baris.percobaan, server.diterima) == ("gagal", 3, 0)
    assert 1000 - server.tolak == 3
    client.force_login(orang["admin"])
    isi = client.get(baris.get_absolute_url()).content.decode()
    assert "451" in isi and "Greylisted, try again" in isi


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("tempat", ["broker", "ingatan"])
def test_redis_yang_diam_tidak_menahan_dan_akibatnya_terjadi_sekali(tempat, settings, client, orang, broker_mati):
    """It takes the connection and says nothing: the form answers, its row is kept, and is done once afterwards."""
    client.force_login(orang["admin"])
    with di_seberang("diam") as porta:
        alamat = f"redis://127.0.0.1:{porta}/0"
        if tempat == "broker":
            app.conf.broker_url = alamat
            app._after_fork()
        else:
            settings.CACHES = {"default": {"BACKEND": "dasar.ingatan.IngatanBersama", "LOCATION": alamat}}
            ingat_kembali()
        mulai = time.monotonic()
        jawab = client.post(reverse("operasi:berkas-mulai"))
        lama = time.monotonic() - mulai
        kedua = time.monotonic()
        assert client.post(reverse("operasi:berkas-mulai")).status_code == 302  # a rapid second click joins the first
        assert time.monotonic() - kedua < BATAS
    assert (jawab.status_code, lama < 12.0) == (302, True), lama
    [baris] = Pekerjaan.objects.filter(nama="operasi.berkas_periksa_lanjut")
    assert baris.status == "menunggu"
    ingat_kembali()
    app.conf.task_always_eager = True
    assert [kerjakan(baris.pk), kerjakan(baris.pk)] == [True, False]
    baris.refresh_from_db()
    assert (baris.status, baris.percobaan) == ("selesai", 1)
    assert PemeriksaanBerkas.objects.count() == 1
