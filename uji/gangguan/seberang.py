"""A server that we ask over the network, and whatever can be wrong with it."""

import contextlib
import os
import re
import socket
import socketserver
import struct
import subprocess
import threading

KEADAAN = ("mati", "diam", "menetes", "omong kosong")
OMONG_KOSONG = b"!! bukan yang Anda cari !!\r\n" * 3
PENANDA_VIRUS = b"X5O!P%@AP-UJI-VIRUS"  # what our scanner finds
JEDA_TETES = 0.2


class Seberang:
    """A port of this machine that leads to `tujuan` while `keadaan` is "baik"; otherwise one of KEADAAN."""

    def __init__(self, tujuan: tuple[str, int]) -> None:
        self.tujuan, self.keadaan = tujuan, "baik"
        self.berubah = threading.Event()
        self.sambungan: set[socket.socket] = set()
        self.pintu = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.porta = self.pintu.getsockname()[1]
        threading.Thread(target=self._terima, daemon=True).start()

    def jadi(self, keadaan: str) -> None:
        """From now on, for whoever is connected too."""
        self.keadaan = keadaan
        self.berubah.set()
        self.berubah = threading.Event()
        for s in list(self.sambungan):
            with contextlib.suppress(OSError):
                s.shutdown(socket.SHUT_RDWR)

    def _terima(self) -> None:
        while True:
            dari, _ = self.pintu.accept()
            threading.Thread(target=self._layani, args=(dari,), daemon=True).start()

    def _layani(self, dari: socket.socket) -> None:
        self.sambungan.add(dari)
        berubah = self.berubah
        try:
            with dari:
                if self.keadaan == "baik":
                    self._teruskan(dari)
                elif self.keadaan == "diam":
                    berubah.wait()
                elif self.keadaan == "menetes":
                    while not berubah.wait(JEDA_TETES):
                        dari.sendall(b"2")
                elif self.keadaan == "omong kosong":
                    dari.settimeout(1)
                    dari.sendall(OMONG_KOSONG)
                    dari.recv(65536)
        except OSError:
            pass
        finally:
            self.sambungan.discard(dari)

    def _teruskan(self, dari: socket.socket) -> None:
        with socket.create_connection(self.tujuan) as ke:
            self.sambungan.add(ke)
            balik = threading.Thread(target=self._alir, args=(ke, dari), daemon=True)
            balik.start()
            self._alir(dari, ke)
            balik.join()
            self.sambungan.discard(ke)

    def _alir(self, a: socket.socket, b: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while isi := a.recv(65536):
                b.sendall(isi)
        for s in (a, b):
            with contextlib.suppress(OSError):
                s.shutdown(socket.SHUT_RDWR)


class _Clamd(socketserver.StreamRequestHandler):
    """PING and INSTREAM, as clamd speaks them."""

    def handle(self) -> None:
        perintah = bytearray()
        while (b := self.rfile.read(1)) not in (b"\0", b"\n", b""):
            perintah += b
        if re.fullmatch(rb"[zn]PING", bytes(perintah)):
            self.wfile.write(b"PONG\0")
        elif re.fullmatch(rb"[zn]INSTREAM", bytes(perintah)):
            isi = bytearray()
            while panjang := struct.unpack(">I", self.rfile.read(4))[0]:
                isi += self.rfile.read(panjang)
            self.wfile.write(b"stream: Uji.Virus FOUND\0" if PENANDA_VIRUS in isi else b"stream: OK\0")


def clamd() -> tuple[str, int]:
    """A scanner that knows one virus."""
    peladen = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Clamd)
    peladen.daemon_threads = True
    threading.Thread(target=peladen.serve_forever, daemon=True).start()
    return peladen.server_address


def s3(bucket: str) -> tuple[str, int]:
    """An object store in the memory of this process, with one empty bucket."""
    import boto3
    from moto.server import ThreadedMotoServer

    peladen = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    peladen.start()
    tuan, porta = peladen.get_host_and_port()
    klien = boto3.client(
        "s3",
        endpoint_url=f"http://{tuan}:{porta}",
        aws_access_key_id="uji",
        aws_secret_access_key="uji",
        region_name="us-east-1",
    )
    klien.create_bucket(Bucket=bucket)
    return tuan, porta


def tsa(akar: str) -> tuple[str, int]:
    """A timestamp authority; its root is written to the file `akar`."""
    from cryptography.hazmat.primitives.serialization import Encoding

    from tte.tests.bahan_tte import Tsa, tsa_kunci

    with open(akar, "wb") as berkas:
        berkas.write(tsa_kunci()[2].public_bytes(Encoding.PEM))
    peladen = Tsa()
    threading.Thread(target=peladen.serve_forever, daemon=True).start()
    return "127.0.0.1", peladen.server_port


class Cakram:
    """A small disk of our own (tmpfs; needs root), which can be filled to the last byte."""

    UKURAN = 48 * 1024 * 1024

    def __init__(self, folder: str) -> None:
        self.folder = folder
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={self.UKURAN}", "tmpfs", folder], check=True)

    def penuhi(self) -> None:
        with contextlib.suppress(OSError), open(f"{self.folder}/pengisi", "wb", buffering=0) as berkas:
            while True:
                berkas.write(b"\0" * 65536)

    def longgarkan(self) -> None:
        os.unlink(f"{self.folder}/pengisi")

    def lepas(self) -> None:
        subprocess.run(["umount", "-l", self.folder], check=False)
