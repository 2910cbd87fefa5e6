"""The object store over its real protocol: well, and stopping in the middle of a file."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from dasar import penyimpanan_objek
from dasar.penyimpanan import PenyimpananTakTerjangkau

ISI = b"%PDF-1.7 " + b"0" * 100_000


def objek(settings, alamat: str) -> None:
    opsi = {"bucket_name": "uji", "endpoint_url": alamat, "access_key": "uji", "secret_key": "uji"}
    satu = {"BACKEND": "dasar.penyimpanan_objek.PenyimpananObjek", "OPTIONS": opsi | {"file_overwrite": False}}
    settings.STORAGES = settings.STORAGES | {"default": satu}


def test_disimpan_dibaca_didaftar_dihapus(settings):
    from moto.server import ThreadedMotoServer  # half a second, of this test alone

    peladen = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    peladen.start()
    try:
        objek(settings, "http://{}:{}".format(*peladen.get_host_and_port()))
        default_storage.connection.create_bucket(Bucket="uji")
        nama = default_storage.save("a/b.pdf", ContentFile(ISI))
        lain = default_storage.save("a/b.pdf", ContentFile(b"lain"))  # never over what is there
        assert (nama, lain != nama, default_storage.size(nama)) == ("a/b.pdf", True, len(ISI))
        with default_storage.open(nama, "rb") as berkas:
            assert (berkas.read(4), berkas.read()) == (ISI[:4], ISI[4:])
        assert sorted(default_storage.listdir("a")[1]) == sorted(n.rpartition("/")[2] for n in (nama, lain))
        assert default_storage.get_modified_time(nama).tzinfo is not None
        default_storage.delete(nama)
        assert not default_storage.exists(nama)
        with pytest.raises(FileNotFoundError):
            default_storage.open(nama)
    finally:
        peladen.stop()


class _BerhentiDiTengah(BaseHTTPRequestHandler):
    """Says how long it is, sends half, then a byte now and then; whole once `sembuh`."""

    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self._kepala()

    def do_GET(self) -> None:
        self._kepala()
        if self.server.sembuh:
            self.wfile.write(ISI)
            return
        self.wfile.write(ISI[:50_000])
        while not self.server.berhenti.wait(0.1):
            try:
                self.wfile.write(b"0")
            except OSError:
                return

    def _kepala(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(ISI)))
        self.send_header("Last-Modified", "Mon, 30 Nov 2026 00:00:00 GMT")
        self.end_headers()

    def log_message(self, *_args) -> None:
        pass


def test_yang_menetes_di_tengah_berkas_diputus_dan_tidak_setengah_terbaca(settings, monkeypatch):
    monkeypatch.setattr(penyimpanan_objek, "DETIK", 1.0)
    monkeypatch.setattr(penyimpanan_objek, "LAJU", 1_000_000)
    peladen = ThreadingHTTPServer(("127.0.0.1", 0), _BerhentiDiTengah)
    peladen.daemon_threads, peladen.berhenti, peladen.sembuh = True, threading.Event(), False
    threading.Thread(target=peladen.serve_forever, daemon=True).start()
    try:
        objek(settings, f"http://127.0.0.1:{peladen.server_address[1]}")
        berkas, mulai = default_storage.open("a/b.pdf", "rb"), time.monotonic()
        with pytest.raises(PenyimpananTakTerjangkau, match="tidak selesai menjawab"):
            berkas.read()
        assert time.monotonic() - mulai < 3
        peladen.sembuh = True
        assert berkas.read() == ISI  # asked again, whole, and nothing of before
        # A connection that is kept is not cut later.
        assert not [u for u in threading.enumerate() if isinstance(u, threading.Timer) and not u.finished.is_set()]
    finally:
        peladen.berhenti.set()
        peladen.shutdown()
        peladen.server_close()
