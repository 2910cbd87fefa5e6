"""Celery. Without REDIS_URL the same tasks run in-process, right after the commit."""

import os

from celery import Celery
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("perut")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def tolak_akun_demo(**_kwargs: object) -> None:
    from django.conf import settings

    if settings.PRODUKSI:
        from config.produksi import periksa_akun_demo

        periksa_akun_demo()
