"""How quickly the entry page of a budget of 600 rows follows what one types, in Chromium slowed down to an old phone.

BENCH_PELAN is how many times slower the processor is made (default 6). Prints the time until the page can be
typed in, and from a key press until the subtotals on the page are those of the new number; then how long 300 pasted
rows take: until they have been read and can be taken, from taking them until the page shows them, and all of it until
the server has them.
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

AKAR = Path(__file__).resolve().parent.parent
PELAN = int(os.environ.get("BENCH_PELAN", "6"))
LAYAR = {"telepon": {"width": 360, "height": 740}, "meja": {"width": 1280, "height": 900}}
KALI = 20
TEMPEL = 300
BATAS_SIAP, BATAS_KETIK, BATAS_TEMPEL = 3000, 50, 3000  # milliseconds

# The sums are text nodes that the input handler rewrites at once: read them in the same task, then let the browser
# draw. `gambar` is until the frame with the new sums has been made.
KETIK = """async (digit) => {
  const m = document.querySelector('details.keg[open] .rab [data-kolom="harga_satuan"]');
  m.focus();
  const jumlah = document.querySelector('[data-neraca="belanja"]');
  const lama = jumlah.textContent, mulai = performance.now();
  m.setSelectionRange(m.value.length, m.value.length);
  m.value = digit ? m.value + digit : m.value.slice(0, -1);
  const inputType = digit ? 'insertText' : 'deleteContentBackward';
  m.dispatchEvent(new InputEvent('input', { bubbles: true, data: digit || null, inputType: inputType }));
  const hitung = performance.now() - mulai, berubah = jumlah.textContent !== lama;
  await new Promise((s) => requestAnimationFrame(() => setTimeout(s)));
  return { hitung: hitung, gambar: performance.now() - mulai, berubah: berubah };
}"""

ISI = """(teks) => {
  const kotak = document.getElementById('tempel-teks');
  kotak.value = teks;
  kotak.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
}"""

TEKAN = """async () => {
  const jumlah = document.querySelector('[data-neraca="belanja"]'), lama = jumlah.textContent;
  const mulai = performance.now();
  document.getElementById('tempel-ambil').click();
  if (jumlah.textContent === lama) throw new Error('Jumlah belanja tidak mengikuti baris yang ditempel.');
  await new Promise((s) => requestAnimationFrame(() => setTimeout(s)));
  return performance.now() - mulai;
}"""


def siapkan(folder: str, alamat: str) -> tuple[int, str]:
    """A throw-away database with one budget of 600 rows; answers its key and a session of its secretary."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LINGKUNGAN": "pengembangan",
        "DEBUG": "false",
        "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
        "REDIS_URL": "",
        "S3_BUCKET": "",
        "BERKAS_ROOT": f"{folder}/berkas",
        "ALLOWED_HOSTS": f"{alamat},testserver",
    }
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0)
    from akun.enums import Peran
    from akun.tests.factories import pengguna_berperan
    from apbdes.tests.factories import VersiApbdesFactory
    from bench.apbdes import anggaran_besar
    from desa.tests.factories import DesaFactory

    desa = DesaFactory()
    versi = VersiApbdesFactory(desa=desa, isi=anggaran_besar())
    klien = Client()
    klien.force_login(pengguna_berperan(Peran.SEKRETARIS_DESA, desa))
    return versi.pk, klien.cookies["sessionid"].value


def jalankan_server(gerbang: int) -> "subprocess.Popen[bytes]":
    """As `make demo` runs it."""
    perintah = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{gerbang}", "--threads", "8"]
    perintah += ["--log-level", "error", "--no-control-socket"]
    with open(os.devnull, "wb") as buang:
        server = subprocess.Popen(perintah, cwd=AKAR, stdout=buang, stderr=buang)  # noqa: S603
    for _ in range(240):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{gerbang}/akun/masuk/", timeout=5)
            return server
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    server.terminate()
    raise SystemExit("Server pengukuran tidak menyala.")


def ukur(konteks, alamat: str, layar: dict[str, int]) -> tuple[list[float], list[float], list[float]]:
    siap, hitung, gambar = [], [], []
    for _ in range(3):
        halaman = konteks.new_page()
        halaman.set_viewport_size(layar)
        halaman.context.new_cdp_session(halaman).send("Emulation.setCPUThrottlingRate", {"rate": PELAN})
        halaman.goto(alamat, wait_until="commit")
        halaman.wait_for_selector("html[data-siap]", state="attached", timeout=60_000)
        siap.append(halaman.evaluate("performance.now()"))
        halaman.evaluate("document.querySelectorAll('#pohon details').forEach((d) => (d.open = true))")
        halaman.wait_for_selector("details.keg[open] .rab", state="attached")
        for n in range(KALI):
            h = halaman.evaluate(KETIK, str(n % 9 + 1) if n % 2 == 0 else "")
            if not h["berubah"]:
                raise SystemExit("Jumlah belanja tidak mengikuti ketikan.")
            hitung.append(h["hitung"])
            gambar.append(h["gambar"])
        halaman.close()
    return siap, hitung, gambar


def tempel(konteks, alamat: str, layar: dict[str, int]) -> tuple[list[float], list[float], list[float]]:
    """Paste, undo, and paste again: until it can be taken, until the new sum stands on the page, until all is saved."""
    terbaca, tampak, tersimpan = [], [], []
    halaman = konteks.new_page()
    halaman.set_viewport_size(layar)
    halaman.context.new_cdp_session(halaman).send("Emulation.setCPUThrottlingRate", {"rate": PELAN})
    halaman.goto(alamat, wait_until="commit")
    halaman.wait_for_selector("html[data-siap]", state="attached", timeout=60_000)
    baris = "\n".join(f"2.3.10\t5.3.5.03\tSemen {n}\t2\tsak\t75.000\tDDS" for n in range(TEMPEL))
    kepala = "kode_kegiatan\tkode_rekening\turaian\tvolume\tsatuan\tharga_satuan\tsumber_dana"
    simpan = '#keadaan[data-keadaan="tersimpan"]'
    for _ in range(3):
        halaman.click("#buka-tempel")
        mulai = time.perf_counter()
        halaman.evaluate(ISI, f"{kepala}\n{baris}")
        halaman.wait_for_selector("#tempel-ambil:not([disabled])", timeout=60_000)
        terbaca.append((time.perf_counter() - mulai) * 1000)
        mulai = time.perf_counter()
        tampak.append(halaman.evaluate(TEKAN))
        halaman.wait_for_selector(simpan, timeout=120_000)
        tersimpan.append(terbaca[-1] + (time.perf_counter() - mulai) * 1000)
        halaman.click("#urungkan")
        halaman.wait_for_selector(simpan, timeout=120_000)
    halaman.close()
    return terbaca, tampak, tersimpan


def main() -> None:
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("Chromium tidak ditemukan; isi CHROMIUM dengan letaknya.")
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        gerbang = s.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        versi, sesi = siapkan(folder, "127.0.0.1")
        server = jalankan_server(gerbang)
        try:
            with sync_playwright() as p:
                peramban = p.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
                print(f"Menyusun 600 baris, prosesor diperlambat {PELAN}× {'median':>22} {'terlama':>8}   (milidetik)")
                for nama, layar in LAYAR.items():
                    konteks = peramban.new_context(locale="id-ID")
                    alamat = f"http://127.0.0.1:{gerbang}"
                    konteks.add_cookies([{"name": "sessionid", "value": sesi, "url": alamat}])
                    siap, hitung, gambar = ukur(konteks, f"{alamat}/apbdes/{versi}/susun/", layar)
                    terbaca, tampak, tersimpan = tempel(konteks, f"{alamat}/apbdes/{versi}/susun/", layar)
                    for apa, angka, batas in (
                        (f"halaman siap diketik, {nama}", siap, BATAS_SIAP),
                        (f"ketikan sampai jumlahnya benar, {nama}", hitung, BATAS_KETIK),
                        (f"ketikan sampai tergambar, {nama}", gambar, None),
                        (f"{TEMPEL} baris ditempel sampai terbaca, {nama}", terbaca, None),
                        (f"{TEMPEL} baris dimasukkan sampai tampak, {nama}", tampak, None),
                        (f"{TEMPEL} baris ditempel sampai tersimpan, {nama}", tersimpan, BATAS_TEMPEL),
                    ):
                        tengah = statistics.median(angka)
                        lewat = f"   lebih dari {batas}" if batas and tengah > batas else ""
                        print(f"{apa:<58} {tengah:>8.1f} {max(angka):>8.1f}{lewat}", flush=True)
                peramban.close()
        finally:
            server.terminate()
            server.wait(10)


if __name__ == "__main__":
    main()
