"""A real browser for the tests marked `peramban`: Debian's Chromium, driven by Playwright. Its headless shell, when
it is there, is the same engine without a window around it, and takes half the time.

`konteks_peramban` is a fresh profile on a phone's screen; `masuk(halaman, pengguna)` logs in and opens the first page,
`beri_sesi(konteks, pengguna)` logs in.
"""

import os
import re
import shutil
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandlerMixin
from django.test import Client

from config.tests.menunggu import tunggu_sampai

TELEPON = {"width": 360, "height": 740}
MEJA = {"width": 1280, "height": 900}
SANDI = "kata-sandi-uji"
PILIHAN = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def modul(halaman, jalur: str, ungkapan: str):
    """What a module of the page says: modul(h, "lapangan/baris.js", "m.antrean.hitung().belum")."""
    return halaman.evaluate(f"import('/statik/js/{jalur}').then((m) => {ungkapan})")


def semua(pencari):
    """Every element found on the page once it is whole: right after a click on a link, half of it may stand there."""
    pencari.page.wait_for_load_state()
    return pencari.all()


def lewat_menu(halaman, label: str) -> None:
    """Through the main menu, as a person goes: on a phone it is opened first, then the group that holds the entry."""
    buka = halaman.get_by_role("link", name="Buka menu")
    if buka.is_visible():
        buka.click()
    butir = halaman.locator("a", has_text=re.compile(rf"^\s*{re.escape(label)}\s*$"))
    tertutup = halaman.locator("#menu details:not([open])").filter(has=butir)
    if tertutup.count():
        tertutup.locator("summary").click()
    halaman.locator("#menu").locator(butir).click()


# For `add_init_script`: a slow phone, which says what is locked only when the test lets it, with `jawabKunci()`.
KUNCI_LAMBAT = """
const asli = LockManager.prototype.query;
const ditahan = new Promise((lepas) => { window.jawabKunci = lepas; });
LockManager.prototype.query = function () { return ditahan.then(() => asli.call(this)); };
"""


def matikan_tab(halaman):
    """The tab dies. It is dead for the next one when the browser has let go of its lock; any other tab can see that."""
    saksi = next(h for h in halaman.context.pages if h is not halaman)
    kunci = "navigator.locks.query().then((k) => k.held.length)"
    semula = saksi.evaluate(kunci)
    halaman.close(run_before_unload=False)
    tunggu_sampai(lambda: saksi.evaluate(kunci) < semula, "Kunci tab yang mati belum dilepas.")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite's test database is a file: in memory, the server's threads would share one connection."""
    basis = settings.DATABASES["default"]
    if "sqlite" in basis["ENGINE"]:
        basis["TEST"]["NAME"] = str(tmp_path_factory.mktemp("basis-data") / "uji.sqlite3")


def _simpan_yang_tetap(serve):
    """The scripts and styles of a page do not change during a run. Freshly cloned they are too young for a browser to
    keep them without being told so, and every page would ask for twenty of them again."""

    def sajikan(self, request):
        jawab = serve(self, request)
        jawab.headers["Cache-Control"] = "max-age=3600"
        return jawab

    return sajikan


@pytest.fixture(scope="session")
def peramban():
    """One Chromium for the whole run."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=20_000)

    nama = ("chromium-headless-shell", "chromium", "chromium-browser")
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, nama)), None)
    if chromium is None:
        pytest.fail("Chromium tidak ditemukan; jalankan make test, atau isi CHROMIUM dengan letaknya.")
    # Playwright's loop runs in this thread; Django would otherwise refuse the database here.
    lama = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    serve = StaticFilesHandlerMixin.serve
    StaticFilesHandlerMixin.serve = _simpan_yang_tetap(serve)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=PILIHAN)
        yield browser
        browser.close()
    StaticFilesHandlerMixin.serve = serve
    if lama is None:
        os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = lama


@pytest.fixture
def konteks_baru(peramban, jam_digeser, zona_uji):
    """konteks_baru(viewport=…): a profile of its own, in Indonesian, on the clock of the kecamatan."""
    dibuka = []

    def buka(**pilihan):
        konteks = peramban.new_context(**{"locale": "id-ID", "timezone_id": zona_uji, **pilihan})
        konteks.set_default_timeout(30_000)
        konteks.set_default_navigation_timeout(90_000)  # the first page of a run, on a busy machine
        if jam_digeser:
            konteks.clock.install(time=datetime.now(UTC))
        dibuka.append(konteks)
        return konteks

    yield buka
    for konteks in dibuka:
        konteks.close()


@pytest.fixture
def konteks_peramban(konteks_baru):
    """A profile at 360 pixels."""
    return konteks_baru(viewport=TELEPON)


@pytest.fixture
def beri_sesi(live_server):
    """beri_sesi(konteks, pengguna): the session that the login page would have given, for a test whose first page is
    another than the first of this person."""

    def kerjakan(konteks, pengguna):
        klien = Client()
        klien.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")
        sesi = klien.cookies[settings.SESSION_COOKIE_NAME].value
        kue = {"name": settings.SESSION_COOKIE_NAME, "value": sesi, "httpOnly": True, "sameSite": "Lax"}
        konteks.add_cookies([kue | {"url": live_server.url}])

    return kerjakan


@pytest.fixture
def masuk(live_server, beri_sesi):
    """masuk(halaman, pengguna): the first page of this person, with that session.

    The login page itself is typed into by config/tests/test_setiap_halaman.py, as every role.
    """

    def kerjakan(halaman, pengguna):
        beri_sesi(halaman.context, pengguna)
        halaman.goto(f"{live_server.url}/")
        return halaman

    return kerjakan
