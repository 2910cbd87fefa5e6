"""The suite at another hour: `pytest --jam 2027-01-01T00:30+08:00`, or JAM_UJI in the environment, moves the clock of
the tests and of the server in their process, and `konteks_baru` that of the browser. The office under test (`desa`)
lies in the zone of that hour, and there is a kecamatan in each of the two others: whoever takes the day from UTC, or
from a neighbour, fails.

Processes that a test starts (a worker, the examiner of foreign signatures) and the file system keep the real clock;
tests of those are not marked `waktu`.
"""

import os
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from config.tests.kantor import Kantor
from dasar.waktu import ZonaWaktu

MENURUT_JARAK = {
    timedelta(hours=7): ZonaWaktu.WIB,
    timedelta(hours=8): ZonaWaktu.WITA,
    timedelta(hours=9): ZonaWaktu.WIT,
}


def jam(teks: str) -> datetime:
    """An hour on the clock of one of the three zones."""
    try:
        waktu = datetime.fromisoformat(teks)
    except ValueError as galat:
        raise pytest.UsageError(f"--jam {teks}: tulis seperti 2027-01-01T00:30+08:00.") from galat
    if waktu.utcoffset() not in MENURUT_JARAK:
        raise pytest.UsageError(f"--jam {teks}: sebutkan zonanya, +07:00, +08:00 atau +09:00.")
    return waktu


def pytest_addoption(parser):
    parser.addoption("--jam", metavar="WAKTU", help="jalankan uji seolah-olah dimulai pada waktu ini")


def jam_diminta(config) -> str:
    """Of the option, or of this process: `make test-jam` gives each of its processes an hour of its own."""
    return config.getoption("--jam") or os.environ.get("JAM_UJI", "")


def pytest_configure(config):
    if teks := jam_diminta(config):
        waktu = jam(teks)
        Kantor.zona_waktu = str(MENURUT_JARAK[waktu.utcoffset()])
        # A fixed offset leaves TZ of the process alone; the clock runs on from there.
        perjalanan = time_machine.travel(waktu.astimezone(UTC), tick=True)
        perjalanan.start()
        config.add_cleanup(perjalanan.stop)


@pytest.fixture
def jam_digeser(request) -> bool:
    return bool(jam_diminta(request.config))


@pytest.fixture
def zona_uji() -> str:
    """The zone of the office under test: that of --jam, else WITA."""
    return Kantor.zona_waktu
