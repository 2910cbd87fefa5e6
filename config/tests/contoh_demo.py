"""The demo data for the tests that look at all of it. On SQLite it is loaded once in a run, whichever process asks
first, and the others get a copy: loading takes longer than looking at forty pages."""

import fcntl
import os
import shutil
import sqlite3
from contextlib import closing

import pytest
from django.core.management import call_command
from django.db import connection

from config.tests.jam import jam_diminta
from dasbor import demo


def _muat() -> None:
    call_command("acuan_muat", verbosity=0)
    demo.muat()


@pytest.fixture(scope="session")
def simpanan_demo(request, tmp_path_factory):
    """Where the run keeps the demo as it was loaded: the database, the uploads, the authority. The processes of
    pytest-xdist share it, except those that have another hour (`make test-jam`)."""
    tempat = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        tempat = tempat.parent
    folder = tempat / f"demo-{''.join(c for c in jam_diminta(request.config) if c.isalnum())}"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def data_demo(simpanan_demo, transactional_db, settings):
    """The demo data, committed, in the database and the folders of this test."""
    if connection.vendor != "sqlite":
        _muat()
        return
    connection.ensure_connection()
    basis_data, folder = simpanan_demo / "demo.sqlite3", {"berkas": settings.MEDIA_ROOT, "ca": settings.CA_DIR}
    with (simpanan_demo / "kunci").open("w") as kunci:
        fcntl.flock(kunci, fcntl.LOCK_EX)
        if not basis_data.exists():
            _muat()
            for nama, asal in folder.items():
                shutil.copytree(asal, simpanan_demo / nama)
            with closing(sqlite3.connect(basis_data)) as tujuan:
                connection.connection.backup(tujuan)
            return
    with closing(sqlite3.connect(basis_data)) as sumber:
        sumber.backup(connection.connection)
    for nama, tujuan in folder.items():
        shutil.copytree(simpanan_demo / nama, tujuan)
