"""The village that most tests are about, with one person of each role, and worlds that the tests of a module share."""

import pytest
from django.db import transaction
from django.test import override_settings

from akun.models import Pengguna
from akun.tests.factories import semua_peran
from config.tests.jam import jam_diminta
from config.tests.kantor import Kantor
from dasar.waktu import ZonaWaktu
from desa.models import Desa
from desa.tests.factories import DesaFactory


def _desa_uji(*, jam_digeser: bool) -> Desa:
    if jam_digeser:
        for zona in set(ZonaWaktu.values) - {Kantor.zona_waktu}:
            DesaFactory(kecamatan__zona_waktu=zona)
    return DesaFactory(nama="Putat Basiun")


@pytest.fixture
def desa(request, db, jam_digeser):
    """The village under test; with --jam it lies in the zone of that hour, beside offices in the two others."""
    if "kantor_bersama" in request.fixturenames:
        pk, _ = request.getfixturevalue("kantor_bersama")
        return Desa.objects.select_related("kecamatan__kabupaten").get(pk=pk)
    return _desa_uji(jam_digeser=jam_digeser)


@pytest.fixture
def orang(request, desa):
    """One person per role, all over the region of `desa`: orang["camat"]. Made at once: most tests have them."""
    if "kantor_bersama" in request.fixturenames:
        _, kunci = request.getfixturevalue("kantor_bersama")
        ada = Pengguna.objects.in_bulk(kunci.values())
        return {peran: ada[pk] for peran, pk in kunci.items()}
    return semua_peran(desa)


@pytest.fixture(scope="module")
def dunia_bersama(django_db_setup, django_db_blocker, tmp_path_factory):
    """dunia_bersama(buat): what `buat` makes stays for the tests of a module; each of them rolls back to it.

    It gives keys, and a test fetches its own rows. Not for files, nor for modules that have tests with
    `transaction=True` or a live server, which empty the tables.
    """
    atom = transaction.atomic()
    with django_db_blocker.unblock():
        atom.__enter__()

    def kerjakan(buat):
        with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path_factory.getbasetemp() / "dunia"):
            return buat()

    yield kerjakan
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        atom.__exit__(None, None, None)


@pytest.fixture(scope="module")
def kantor_bersama(request, dunia_bersama):
    """`usefixtures("kantor_bersama")` in a module of many cases: its `desa` and `orang` are made once, and each test
    reads them anew. Not for modules that want empty tables, nor where `dunia_bersama` is of no use."""

    def buat():
        desa = _desa_uji(jam_digeser=bool(jam_diminta(request.config)))
        return desa.pk, {peran: orang.pk for peran, orang in semua_peran(desa).items()}

    return dunia_bersama(buat)
