"""Between the product and its database: lets through, cuts, or holds everything still."""

import contextlib
import socket
import threading


class Perantara:
    """A port of this machine that leads to `tujuan`, until `putus` or `beku`; `pulih` mends both."""

    def __init__(self, tujuan: tuple[str, int]) -> None:
        self.tujuan = tujuan
        self.mengalir = threading.Event()
        self.mengalir.set()
        self.terputus = False
        self.sambungan: set[socket.socket] = set()
        self.pintu = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.porta = self.pintu.getsockname()[1]
        threading.Thread(target=self._terima, daemon=True).start()

    def putus(self) -> None:
        self.terputus = True
        for s in list(self.sambungan):
            with contextlib.suppress(OSError):
                s.shutdown(socket.SHUT_RDWR)

    def beku(self) -> None:
        self.mengalir.clear()

    def pulih(self) -> None:
        self.terputus = False
        self.mengalir.set()

    def _terima(self) -> None:
        while True:
            dari, _ = self.pintu.accept()
            if self.terputus:
                dari.close()
                continue
            try:
                ke = socket.create_connection(self.tujuan)
            except OSError:
                dari.close()
                continue
            for a, b in ((dari, ke), (ke, dari)):
                self.sambungan.add(a)
                threading.Thread(target=self._alir, args=(a, b), daemon=True).start()

    def _alir(self, a: socket.socket, b: socket.socket) -> None:
        try:
            while isi := a.recv(65536):
                self.mengalir.wait()
                b.sendall(isi)
        except OSError:
            pass
        finally:
            self.sambungan.discard(a)
            for s in (a, b):
                with contextlib.suppress(OSError):
                    s.shutdown(socket.SHUT_RDWR)
            a.close()
