"""Speaking to the broker: nobody who asks waits for it for long, and what already waits there is not sent again.

A library's timeouts count each answer, and its retries multiply them: the first message of a process that meets a
frozen Redis took three times five seconds. So one thread of each process sends, and whoever asks waits for it no longer
than `KIRIM_DETIK`, for all of its rows together.
"""

import base64
import json
import logging
import os
import threading
import time
from collections.abc import Iterable, Sequence
from queue import SimpleQueue

from celery import Celery, current_app
from django.conf import settings

from antrean.enums import antrean_celery

log = logging.getLogger(__name__)
KIRIM_DETIK = 0.9  # that a request gives to the broker in all; the shared cache may take another (dasar.ingatan)
MACET_DETIK = 0.7  # one message under way for so long: the broker does not answer
PUTUS_DETIK = settings.SAPU_DETIK / 2  # a broker that did not answer is not asked again so soon: the sweep comes anyway
TUGAS = "antrean.antrean_kerjakan"
TAK_MENJAWAB = "broker tidak menjawab"
Colekan = tuple[int, str]  # a row and its queue (antrean.enums.Antrean)


class _Kiriman:
    """What one caller wants sent; `galat` says why the rest of it was not."""

    def __init__(self, app: Celery, semua: Sequence[Colekan]) -> None:
        self.app, self.semua = app, semua
        self.selesai = threading.Event()
        self.galat: Exception | None = None


class _Pengirim:
    """The thread of this process that sends, begun when there is something to send."""

    def __init__(self) -> None:
        self.antre: SimpleQueue[_Kiriman] = SimpleQueue()
        self.kunci = threading.Lock()
        self.utas: threading.Thread | None = None
        self.putus_sampai = 0.0  # monotonic
        self.sejak: float | None = None  # monotonic: when the message that is under way was begun

    def macet(self) -> bool:
        sejak = self.sejak
        return sejak is not None and time.monotonic() - sejak >= MACET_DETIK

    def kirim(self, semua: Sequence[Colekan]) -> None:
        if time.monotonic() < self.putus_sampai:
            raise ConnectionError(TAK_MENJAWAB)
        tertahan = self.macet()  # not waited for: sent when the broker answers, dropped with an error when it does not
        kiriman = _Kiriman(current_app._get_current_object(), semua)
        with self.kunci:
            if self.utas is None:
                self.utas = threading.Thread(target=self._jalan, name="pengirim-antrean", daemon=True)
                self.utas.start()
        self.antre.put(kiriman)
        if tertahan or (not kiriman.selesai.wait(KIRIM_DETIK) and self.macet()):
            log.warning("%s; %s colekan menunggu jawabannya, atau sapuan", TAK_MENJAWAB, len(semua))
        if kiriman.galat is not None:
            raise kiriman.galat

    def _jalan(self) -> None:
        while True:
            kiriman = self.antre.get()
            try:
                for pk, antrean in kiriman.semua:
                    self._satu(kiriman.app, pk, antrean)
            except Exception as galat:  # handed to whoever asked, and waits no more perhaps
                self.putus_sampai = time.monotonic() + PUTUS_DETIK
                kiriman.galat = galat
            finally:
                kiriman.selesai.set()

    def _satu(self, app: Celery, pk: int, antrean: str) -> None:
        if time.monotonic() < self.putus_sampai:  # what was asked for in the meantime is left to the sweep
            raise ConnectionError(TAK_MENJAWAB)
        self.sejak = time.monotonic()
        try:
            tempat = antrean_celery(app.conf.task_default_queue)[antrean]
            app.tasks[TUGAS].apply_async((pk,), queue=tempat, retry=False)
        finally:
            self.sejak = None


_pengirim = _Pengirim()


def lupakan() -> None:
    """As a process that has not yet spoken to the broker: after a fork, which takes no threads along, and in tests."""
    global _pengirim
    _pengirim = _Pengirim()


os.register_at_fork(after_in_child=lupakan)


def panggil(semua: Sequence[Colekan]) -> None:
    """Ask workers to take these rows. Raises when the broker is out of reach; what takes longer than `KIRIM_DETIK`
    (very many rows, a machine under load, a broker that is frozen) goes on by itself, and nobody waits for it."""
    if semua:
        _pengirim.kirim(semua)


def terantre(antrean: Iterable[str]) -> set[int]:
    """The rows for which a message waits in these queues, or is held by a worker that is still within its time.

    Raises what the broker raises. Where it is no Redis nothing is known.
    """
    app = current_app._get_current_object()
    nama = antrean_celery(app.conf.task_default_queue)
    with app.connection_for_read() as sambungan:
        saluran = sambungan.default_channel
        klien = getattr(saluran, "client", None)
        if klien is None:
            return set()
        pesan = [p for a in antrean for p in klien.lrange(nama[a], 0, -1)]
        batas = time.time() - 2 * settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
        if dipegang := klien.zrangebyscore(saluran.unacked_index_key, batas, "+inf"):
            pesan += [json.loads(p)[0] for p in klien.hmget(saluran.unacked_key, dipegang) if p]
    return {pk for p in pesan if (pk := _baris(p)) is not None}


def _baris(pesan: bytes | str | dict) -> int | None:
    """The row that a message is about; None of any other message."""
    try:
        isi = pesan if isinstance(pesan, dict) else json.loads(pesan)
        if isi["headers"]["task"] != TUGAS:
            return None
        return int(json.loads(base64.b64decode(isi["body"]))[0][0])
    except (ValueError, KeyError, TypeError, IndexError):
        return None
