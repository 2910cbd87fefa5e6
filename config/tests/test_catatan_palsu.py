"""Nobody forges a line of the log by what he sends (ASVS 5.0, 16.4.1)."""

import json
import logging

import pytest
from django.conf import settings

from dasar.samar import Samar, SamarJson

PALSU = "2026-01-01T00:00:00+0800 INFO - akun camat masuk"
BENTUK = settings.LOGGING["formatters"]["baris"]


def catatan(pesan: str, galat: BaseException | None = None) -> logging.LogRecord:
    info = (type(galat), galat, None) if galat else None
    return logging.LogRecord("django.request", logging.WARNING, "", 1, "Tidak ditemukan: %s", (pesan,), info)


@pytest.mark.parametrize("ganti", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1b[2K\r"])
def test_satu_catatan_satu_baris(ganti):
    baris = Samar(BENTUK["format"], BENTUK["datefmt"]).format(catatan(f"/cari/{ganti}{PALSU}"))
    assert len(baris.splitlines()) == 1
    assert "\x1b" not in baris
    utuh = SamarJson().format(catatan(f"/cari/{ganti}{PALSU}"))
    assert "\n" not in utuh and json.loads(utuh)["tingkat"] == "WARNING"


def test_pesan_galat_tidak_menjadi_baris_sendiri():
    baris = Samar(BENTUK["format"], BENTUK["datefmt"]).format(catatan("x", ValueError(f"salah\n{PALSU}")))
    assert not any(b.startswith("2026-01-01") for b in baris.splitlines())
    assert f"  {PALSU}" in baris
