"""Whether everything that this installation leans on answers: for who watches over it, apart from `sehat`."""

import os
import shutil
import socket
import tempfile
import time
from collections.abc import Callable

from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection

from antrean.queries import DETAK_PENJADWAL, tersendat
from operasi.penyimpanan import folder_penyimpanan

TUNGGU = 2.0  # seconds for one answer
DETAK_MAKS = 300.0  # seconds without a word of the scheduler
RUANG_MIN = 500 * 1024 * 1024  # bytes
INGAT = 10.0  # seconds that an answer is given again: whoever may ask, may ask often
_terakhir: tuple[float, dict[str, str]] = (0.0, {})


def _basis_data() -> str:
    with connection.cursor() as kursor:
        kursor.execute("SELECT 1")
    return ""


def _antrean() -> str:
    if current_app.conf.task_always_eager:
        return ""
    with current_app.connection_for_read(connect_timeout=TUNGGU) as sambungan:
        sambungan.ensure_connection(max_retries=1, timeout=TUNGGU)
        sambungan.default_channel.client.ping()
    return ""


def _pekerja() -> str:
    n = tersendat().count()
    return f"{n} pekerjaan menunggu lebih dari sepuluh menit" if n else ""


def _penjadwal() -> str:
    if current_app.conf.task_always_eager:
        return ""
    detak = cache.get(DETAK_PENJADWAL)
    return "" if detak and time.time() - detak < DETAK_MAKS else "tidak terdengar selama lima menit"


def _penyimpanan() -> str:
    folder = folder_penyimpanan()
    if folder is None:
        default_storage.exists("siap")
        return ""
    return "" if os.access(folder, os.W_OK | os.X_OK) else "tidak dapat ditulisi"


def _surel() -> str:
    if settings.EMAIL_BACKEND == "dasar.surel.SurelTerbatas":
        with socket.create_connection((settings.EMAIL_HOST, settings.EMAIL_PORT), timeout=TUNGGU) as soket:
            if not settings.EMAIL_USE_SSL and not soket.recv(3).startswith(b"220"):
                return "menjawab, tetapi bukan server surel"
    return ""


def _cakram() -> str:
    folder = [f for f in (folder_penyimpanan(), tempfile.gettempdir()) if f is not None]
    sempit = [str(f) for f in folder if os.path.exists(f) and shutil.disk_usage(f).free < RUANG_MIN]
    return "hampir penuh" if sempit else ""


PERIKSA: dict[str, Callable[[], str]] = {
    "basis data": _basis_data,
    "antrean": _antrean,
    "pekerja": _pekerja,
    "penjadwal": _penjadwal,
    "penyimpanan": _penyimpanan,
    "surel": _surel,
    "cakram": _cakram,
}


def kesiapan() -> dict[str, str]:
    """What is not ready, and why, without names or addresses; empty when all is well."""
    global _terakhir
    if time.monotonic() - _terakhir[0] < INGAT and _terakhir[0]:
        return _terakhir[1]
    hasil = {}
    for nama, periksa in PERIKSA.items():
        try:
            sebab = periksa()
        except Exception:  # each fails in its own words, which may name addresses
            sebab = "tidak menjawab"
        if sebab:
            hasil[nama] = sebab
    _terakhir = (time.monotonic(), hasil)
    return hasil


def lupakan() -> None:
    """Ask everything anew at once."""
    global _terakhir
    _terakhir = (0.0, {})
