"""Celery. Without REDIS_URL the same tasks run in-process, right after the commit."""

import logging.config
import os
from pathlib import Path
from typing import TYPE_CHECKING

from celery import Celery
from celery.bootsteps import StartStopStep
from celery.signals import setup_logging, worker_init

if TYPE_CHECKING:
    from celery.worker.consumer import Consumer

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("perut")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

DETAK = 15  # seconds between two signs of life of a worker


class TandaHidup(StartStopStep):
    """The worker touches the file TANDA_PEKERJA as long as it is joined to the broker.

    Whoever asks whether it is well looks at the file's age: that costs nothing, and knows no host name.
    """

    requires = ("celery.worker.consumer.connection:Connection",)
    detak = None  # stopped before it was started, where the broker is gone before the worker has joined it

    def start(self, parent: "Consumer") -> None:
        from django.conf import settings

        if settings.TANDA_PEKERJA:
            tanda = Path(settings.TANDA_PEKERJA)
            tanda.touch()
            self.detak = parent.timer.call_repeatedly(DETAK, tanda.touch)

    def stop(self, parent: "Consumer") -> None:
        if self.detak:
            self.detak.cancel()
            self.detak = None


app.steps["consumer"].add(TandaHidup)


@setup_logging.connect
def catatan_seperti_server(loglevel: int | str | None = None, **_kwargs: object) -> None:
    """Workers and the scheduler write as the server does: without keys, with the request's number, JSON if asked for.
    Celery's own way would replace that; its `--loglevel` still says how much is heard of itself."""
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)
    if loglevel is not None:
        logging.getLogger("celery").setLevel(loglevel)


@worker_init.connect
def tolak_akun_demo(**_kwargs: object) -> None:
    from django.conf import settings

    if settings.PRODUKSI:
        from config.produksi import periksa_akun_demo

        periksa_akun_demo()
