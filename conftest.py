"""Fixtures that every room's tests share."""

import pytest
from django.conf import settings as pengaturan

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from config.celery import app
from dasar.waktu import ZonaWaktu
from desa.tests.factories import DesaFactory

pytest_plugins = [f"config.tests.{nama}" for nama in ("jam", "pekerja", "peramban", "kesempatan")]


@pytest.fixture(autouse=True)
def berkas_sementara(settings, tmp_path, request):
    """Uploaded files of a test go to its own folder; tasks run at once unless a real worker is asked for."""
    nyata = "celery_nyata" in request.keywords
    settings.MEDIA_ROOT = request.getfixturevalue("berkas_pekerja") if nyata else tmp_path / "berkas"
    settings.CA_KUNCI, settings.CA_SANDI, settings.CA_DIR = "", "", tmp_path / "ca"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    app.conf.task_always_eager = not nyata


@pytest.fixture
def desa(db, jam_digeser, zona_uji):
    """The village under test; with --jam it lies in the zone of that hour, beside offices in the two others."""
    if jam_digeser:
        for zona in set(ZonaWaktu.values) - {zona_uji}:
            DesaFactory(kecamatan__zona_waktu=zona)
    return DesaFactory(nama="Putat Basiun")


@pytest.fixture
def orang(desa):
    """One person per role, all over the region of `desa`: orang["camat"]."""
    return {str(peran): pengguna_berperan(peran, desa, nama=peran.label) for peran in Peran}


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
