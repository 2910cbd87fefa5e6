"""A mail server that remembers what it took, and can be away, refuse, or fall silent."""

import socketserver
import threading
import time
from collections import Counter
from email import message_from_bytes

JEDA_TERIMA = 0.03  # seconds between the last byte and "taken": long enough to be killed in


class Surat:
    """`keadaan`: "baik", "putus" (hangs up at once), "tolak" (451), or "diam" (no answer until it is well again)."""

    def __init__(self) -> None:
        self.terima: Counter[str] = Counter()  # Message-ID: how many times
        self.keadaan = "baik"
        self.kunci = threading.Lock()
        surat = self

        class Layani(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                surat._layani(self)

        self.peladen = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Layani)
        self.peladen.daemon_threads = True
        self.porta = self.peladen.server_address[1]
        threading.Thread(target=self.peladen.serve_forever, daemon=True).start()

    def _layani(self, s: socketserver.StreamRequestHandler) -> None:
        def jawab(teks: str) -> None:
            while self.keadaan == "diam":
                time.sleep(0.1)
            s.wfile.write(f"{teks}\r\n".encode())

        if self.keadaan == "putus":
            return
        try:
            jawab("220 uji")
            while baris := s.rfile.readline():
                kata = baris[:4].upper()
                if kata == b"DATA":
                    jawab("354 silakan")
                    isi = bytearray()
                    while (baris := s.rfile.readline()) not in (b".\r\n", b""):
                        isi += baris
                    if baris:
                        self._simpan(bytes(isi), jawab)
                elif kata == b"QUIT":
                    jawab("221 sampai jumpa")
                    return
                elif kata == b"MAIL" and self.keadaan == "tolak":
                    jawab("451 coba lagi nanti")
                else:
                    jawab("250 baik")
        except OSError:
            return  # whoever was here was killed

    def _simpan(self, isi: bytes, jawab) -> None:
        if self.keadaan == "putus":
            return
        with self.kunci:
            self.terima[str(message_from_bytes(isi)["Message-ID"])] += 1
        time.sleep(JEDA_TERIMA)
        jawab("250 diterima")
