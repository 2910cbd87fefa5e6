"""Fixtures that every room's tests share."""

import gc
from itertools import count

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings as pengaturan
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.models.signals import post_migrate
from django.test import override_settings
from factory.django import DjangoModelFactory

from config.celery import app
from jejak.amati import tanpa_jejak
from jejak.pemicu import lepas_pemicu

pytest_plugins = [
    f"config.tests.{nama}" for nama in ("jam", "tempat", "pekerja", "peramban", "kesempatan", "contoh_demo")
]
NOMOR_UJI = count(1)


class KunciRsa:
    """RSA keys, of which no test sees the same twice, but many tests the same: looking for primes is what a signer's
    certificate costs. Those of other lengths, and of other exponents, are made as always."""

    PANJANG = 3072  # of people and of the authority; what bahan_tte keeps for a whole run is shorter

    def __init__(self):
        self.buat, self.ada, self.ke = rsa.generate_private_key, [], 0

    def __call__(self, public_exponent, key_size, *lain):
        if (public_exponent, key_size) != (65537, self.PANJANG):
            return self.buat(public_exponent, key_size, *lain)
        if self.ke == len(self.ada):
            self.ada.append(self.buat(public_exponent, key_size, *lain))
        self.ke += 1
        return self.ada[self.ke - 1]


KUNCI_RSA = KunciRsa()


def pytest_configure():
    """What holds for every test is set once. Django forgets every template when a folder is added, so the pages
    of the kinds that only tests have (naskah/tests/conftest.py) are among them from the start."""
    templat = pengaturan.TEMPLATES[0]
    override_settings(
        CA_KUNCI="",
        CA_SANDI="",
        CA_KUNCI_LAMA="",
        FRASA_PUTARAN=1000,
        JATAH_SEMENIT=1_000_000,  # a test asks for a hundred pages in a second
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        TEMPLATES=[templat | {"DIRS": [*templat["DIRS"], pengaturan.BASE_DIR / "naskah/tests/templat"]}],
    ).enable()
    rsa.generate_private_key = KUNCI_RSA
    # After every test in a browser Django would write its own model permissions again, which nothing here asks for
    # (akun/models.py: permissions come from the tables of the rooms).
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    BaseDatabaseOperations.execute_sql_flush = kosongkan_juga_jejak
    DjangoModelFactory._create = classmethod(tanpa_jejak()(DjangoModelFactory._create.__func__))


def kosongkan_juga_jejak(operasi, sql_list, asli=BaseDatabaseOperations.execute_sql_flush):
    """A test that commits leaves its rows, and Django empties every table after it. The trail's triggers refuse that,
    as they should; `flush` puts them back with the signal of `migrate`."""
    lepas_pemicu(operasi.connection)
    return asli(operasi, sql_list)


@pytest.fixture(autouse=True)
def berkas_sementara(request, tmp_path_factory):
    """Uploaded files of a test go to its own folder; tasks run at once unless a real worker is asked for."""
    nyata = "celery_nyata" in request.keywords
    wadah = tmp_path_factory.getbasetemp() / f"uji-{next(NOMOR_UJI)}"  # made by whoever writes there
    berkas = request.getfixturevalue("berkas_pekerja") if nyata else wadah / "berkas"
    app.conf.task_always_eager = not nyata
    KUNCI_RSA.ke = 0
    with override_settings(MEDIA_ROOT=berkas, CA_DIR=wadah / "ca"):
        yield


@pytest.fixture
def beserta_akibatnya(django_capture_on_commit_callbacks):
    """beserta_akibatnya(kerja, …): call it, and let what it queues be done."""

    def jalankan(kerja, *isi, **bernama):
        with django_capture_on_commit_callbacks(execute=True):
            return kerja(*isi, **bernama)

    return jalankan


@pytest.fixture(autouse=True)
def tanpa_mencetak(request, monkeypatch):
    """With --cepat a test ends, skipped, where it begins to print a PDF: that is what takes time."""
    if request.config.getoption("--cepat"):
        monkeypatch.setattr("cetak.mesin.cetak", lambda *_: pytest.skip("mencetak PDF"))


def pytest_addoption(parser):
    parser.addoption(
        "--cepat", action="store_true", help="tanpa peramban, dan tanpa yang mencetak PDF; untuk sambil bekerja"
    )
    parser.addoption(
        "--hanya-basis-data",
        action="store_true",
        help="lewati uji yang tidak menyentuh basis data; hasilnya sama pada basis data apa pun",
    )


def pytest_collection_finish():
    """Nine thousand tests and what they import stay for the whole run: the collector need not look at them again,
    and what a test leaves behind is looked at in larger heaps."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def memakai_basis_data(item) -> bool:
    return "django_db" in item.keywords or bool({"db", "transactional_db"} & set(item.fixturenames))


def pilih(config, items, syarat) -> None:
    config.hook.pytest_deselected(items=[item for item in items if not syarat(item)])
    items[:] = [item for item in items if syarat(item)]


def pytest_collection_modifyitems(config, items):
    """Tests that need a service are skipped with the reason where it is not configured.

    A browser on a busy machine may be slower than any patience: such a test gets a second chance,
    and pytest says that it took one.
    """
    if config.getoption("--hanya-basis-data"):
        pilih(config, items, memakai_basis_data)
    if config.getoption("--cepat"):
        pilih(config, items, lambda item: "peramban" not in item.keywords)
    for item in items:
        if "peramban" in item.keywords:
            item.add_marker(pytest.mark.flaky(reruns=1))
        if "celery_nyata" in item.keywords and not pengaturan.REDIS_URL:
            item.add_marker(pytest.mark.skip(reason="perlu REDIS_URL dan pekerja Celery"))
        if "postgresql" in item.keywords and "postgresql" not in pengaturan.DATABASES["default"]["ENGINE"]:
            item.add_marker(pytest.mark.skip(reason="perlu PostgreSQL"))
