"""A gateway like BSrE's on a real port: multipart in, a PDF signed by pyHanko or a refusal out."""

import base64
import json
from contextlib import contextmanager
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

from tte.tests.penanda_uji import tanda_tangani

AKUN = ("perut", "sandi-gerbang")
NIK = "6311012345678901"
FRASA = "Frasa#Rahasia-2026"


def _bidang(jenis: str, isi: bytes) -> dict[str, bytes]:
    pesan = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {jenis}\r\n\r\n".encode() + isi)
    return {b.get_param("name", header="content-disposition"): b.get_payload(decode=True) for b in pesan.iter_parts()}


class Gerbang(ThreadingHTTPServer):
    """`jawab(bidang) -> (status, headers, bytes)` may be replaced to misbehave; `terima` is what it was sent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Penangan)
        self.terima: list[dict[str, bytes]] = []
        self.jalur: list[str] = []
        self.jawab = self.seperti_bsre
        self.selesai = Event()

    @property
    def alamat(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def seperti_bsre(self, bidang: dict[str, bytes]) -> tuple[int, dict[str, str], bytes]:
        if bidang["nik"].decode() != NIK:
            return self.tolak("Proses signing gagal : User tidak terdaftar 2011", 400)
        if bidang["passphrase"].decode() != FRASA:
            return self.tolak("Passphrase anda salah", 2031)
        kotak = (0, 0, 0, 0)
        if bidang["tampilan"] == b"visible":
            x, y, lebar, tinggi = (int(bidang[n]) for n in ("xAxis", "yAxis", "width", "height"))
            kotak = (x, y, x + lebar, y + tinggi)
        hasil = tanda_tangani(bidang["file"], nama_bidang=f"BSrE{len(self.terima)}", kotak=kotak)
        return 200, {"Content-Type": "application/pdf", "id_dokumen": "a1b2c3"}, hasil

    @staticmethod
    def tolak(pesan: str, kode: int, status: int = 400) -> tuple[int, dict[str, str], bytes]:
        isi = json.dumps({"error": pesan, "status_code": kode}).encode()
        return status, {"Content-Type": "application/json"}, isi


class _Penangan(BaseHTTPRequestHandler):
    server: Gerbang

    def do_POST(self) -> None:
        isi = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.jalur.append(self.path)
        kunci = base64.b64encode(":".join(AKUN).encode()).decode()
        if self.headers["Authorization"] != f"Basic {kunci}":
            status, kepala, jawab = 401, {}, b""
        else:
            bidang = _bidang(self.headers["Content-Type"], isi)
            self.server.terima.append(bidang)
            status, kepala, jawab = self.server.jawab(bidang)
        self.send_response(status)
        for nama, nilai in kepala.items():
            self.send_header(nama, nilai)
        self.send_header("Content-Length", str(len(jawab)))
        self.end_headers()
        self.wfile.write(jawab)

    def log_message(self, *_isi: object) -> None:
        pass


@contextmanager
def gerbang_berjalan():
    gerbang = Gerbang()
    utas = Thread(target=gerbang.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    utas.start()
    try:
        yield gerbang
    finally:
        gerbang.selesai.set()
        gerbang.shutdown()
        gerbang.server_close()
