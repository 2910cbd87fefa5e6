"""One connection, so many seconds in all. A socket's own timeout counts each read: a server that drips one byte now
and then never runs into it, and holds whoever waits for as long as it likes."""

import os
import socket
import threading
from contextlib import suppress


class BatasSambungan:
    """From now on this socket has `detik` seconds; then it is shut, and whoever reads from it or writes to it fails.

    As a `with` block, or until `lepas`. `habis` says that it came to that. The socket may be wrapped in TLS later.
    """

    def __init__(self, soket: socket.socket, detik: float) -> None:
        self.habis = False
        self._salinan = socket.socket(fileno=os.dup(soket.fileno()))  # the connection itself, whoever else holds it
        self._jam = threading.Timer(detik, self._putuskan)
        self._jam.daemon = True
        self._jam.start()

    def _putuskan(self) -> None:
        self.habis = True
        with suppress(OSError):  # it ended by itself just now
            self._salinan.shutdown(socket.SHUT_RDWR)

    def lepas(self) -> None:
        self._jam.cancel()
        self._salinan.close()

    def __enter__(self) -> "BatasSambungan":
        return self

    def __exit__(self, *_: object) -> None:
        self.lepas()
