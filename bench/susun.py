"""How quickly the entry page of a budget of 600 rows answers: in Chromium at 360 pixels, slowed six times.

Needs what the tests need (Playwright, Chromium); says so and ends when they are missing.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

AKAR = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(AKAR))
SANDI = "kata-sandi-uji"  # of akun.tests.factories
PORTA, LAMBAT, KETUKAN = 8197, 6, 30
BATAS_KETIK_MS, BATAS_SIAP_S = 50, 3
KETIK = """async ketukan => {
  const m = document.querySelector("details.keg[open] .rab [data-kolom=harga_satuan]");
  const lama = [];
  for (let n = 0; n < ketukan; n += 1) {
    m.value = String(1000 + n);
    const mulai = performance.now();
    m.dispatchEvent(new Event("input", { bubbles: true }));
    document.getElementById("neraca").offsetHeight;
    lama.push(performance.now() - mulai);
    await new Promise(r => setTimeout(r, 30));
  }
  return lama;
}"""


def siapkan() -> int:
    """An account and a draft of 600 rows in the database that the environment names. Returns the draft's key."""
    import django

    django.setup()
    from django.core.management import call_command

    from akun.enums import Peran
    from akun.tests.factories import pengguna_berperan
    from apbdes.tests.factories import VersiApbdesFactory
    from bench.apbdes import anggaran_besar
    from desa.tests.factories import DesaFactory

    call_command("migrate", verbosity=0)
    desa = DesaFactory()
    pengguna_berperan(Peran.SEKRETARIS_DESA, desa, username="ukur")
    return VersiApbdesFactory(desa=desa, isi=anggaran_besar()).pk


def tunggu(alamat: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(alamat, timeout=2).close()  # noqa: S310
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("Server pengukuran tidak menyala.")


def ukur(pk: int, chromium: str) -> None:
    from playwright.sync_api import sync_playwright

    alamat = f"http://127.0.0.1:{PORTA}"
    with sync_playwright() as p:
        peramban = p.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--no-first-run"])
        konteks = peramban.new_context(viewport={"width": 360, "height": 740}, locale="id-ID")
        konteks.set_default_timeout(60_000)
        halaman = konteks.new_page()
        halaman.goto(f"{alamat}/akun/masuk/")
        halaman.fill("#id_username", "ukur")
        halaman.fill("#id_password", SANDI)
        halaman.click("main form button")
        halaman.wait_for_url(f"{alamat}/")
        konteks.new_cdp_session(halaman).send("Emulation.setCPUThrottlingRate", {"rate": LAMBAT})
        mulai = time.perf_counter()
        halaman.goto(f"{alamat}/apbdes/{pk}/susun/")
        halaman.wait_for_selector("html[data-siap]", state="attached")
        siap = time.perf_counter() - mulai
        halaman.click("details.keg >> nth=0 >> summary")
        halaman.wait_for_selector("details.keg[open] .rab", state="attached")
        lama = halaman.evaluate(KETIK, KETUKAN)
        peramban.close()
    print(f"{'halaman susun, 600 baris, sampai siap (detik)':<58} {siap:>8.2f}   paling lama {BATAS_SIAP_S}")
    print(
        f"{'satu ketukan sampai semua jumlah benar (milidetik)':<58} {statistics.median(lama):>8.1f}"
        f" {max(lama):>8.1f}   paling lama {BATAS_KETIK_MS}; tengah dan terlama dari {KETUKAN}"
    )


def utama() -> None:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        import playwright  # noqa: F401
    except ImportError:
        chromium = None
    if chromium is None:
        print("Halaman susun tidak diukur: pasang dahulu keperluan pengujian (make test).")
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            DJANGO_SETTINGS_MODULE="config.settings",
            LINGKUNGAN="pengembangan",
            DATABASE_URL=f"sqlite:///{folder}/ukur.sqlite3",
            REDIS_URL="",
            BERKAS_ROOT=f"{folder}/berkas",
            EMAIL_URL="consolemail://",
        )
        pk = siapkan()
        perintah = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{PORTA}", "--threads", "4"]
        server = subprocess.Popen(perintah, cwd=AKAR, stderr=subprocess.DEVNULL)  # noqa: S603
        try:
            tunggu(f"http://127.0.0.1:{PORTA}/sehat/")
            print(f"Peramban diperlambat {LAMBAT} kali:")
            ukur(pk, chromium)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    utama()
