"""Slow clients against nginx and gunicorn as shipped: `python -m uji.serang.lambat`.

Every attack is anonymous. While it lasts somebody else asks for /sehat/ and signs in, at their own address; both must
be answered under BATAS seconds. Prints one line for each attack and ends with 1 where one of them was too slow.

Needs nginx. DATABASE_URL and REDIS_URL name what production would use; without them SQLite in a temporary folder.
"""

import argparse
import asyncio
import contextlib
import os
import re
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from uji.serang.peladen import AKAR, gunicorn, isi_situs, menjawab, nginx, porta_bebas

BATAS = 1.0  # seconds: what a person who is not part of the attack waits at most
ORANG, SANDI = "uji-serang", "sandi-uji-serang-2026"
KUE = "perut-gawai"  # akun/pembatas.py
TUAN = "localhost"
ASAL_ORANG = "127.0.0.1"
JEDA_TETES = 1.0  # seconds between two bytes of a slow client
BANYAK = ((24, 1), (24, 24), (300, 1), (300, 60), (300, 100))  # connections, from so many addresses

# A token that anybody can make up: the cookie and what is sent with it only have to be alike.
TOKEN = "a" * 32
CSRF = f"Cookie: csrftoken={TOKEN}\r\nX-CSRFToken: {TOKEN}\r\nReferer: https://localhost/\r\n"
KIRIM = "POST {} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\nContent-Type: {}\r\n" + CSRF
BENTUK = "multipart/form-data; boundary=batas"
TUS = (
    "PATCH /berkas/kiriman/00000000-0000-0000-0000-000000000001/ HTTP/1.1\r\nHost: localhost\r\n"
    "Content-Length: 4000000\r\nContent-Type: application/offset+octet-stream\r\nTus-Resumable: 1.0.0\r\n"
    f"Upload-Offset: 0\r\n{CSRF}\r\n"
)


@dataclass(frozen=True)
class Serangan:
    nama: str
    awal: str  # what is sent at once; the rest follows byte by byte
    tetes: bytes = b"x"  # nothing: the request is whole, and comes again as soon as it was answered


SERANGAN = (
    Serangan("kepala lambat", "GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ", b"a"),
    Serangan("badan lambat: masuk", KIRIM.format("/akun/masuk/", 5000, "application/x-www-form-urlencoded") + "\r\n"),
    Serangan("badan lambat: masuk, besar", KIRIM.format("/akun/masuk/", 19_000_000, BENTUK) + "\r\n--batas\r\n"),
    Serangan("badan lambat: unggah", KIRIM.format("/berkas/unggah/", 200_000_000, BENTUK) + "\r\n--batas\r\n"),
    Serangan("badan lambat: potongan tus", TUS),
    Serangan("badan lambat: verifikasi", KIRIM.format("/verifikasi/berkas/", 40_000_000, BENTUK) + "\r\n--batas\r\n"),
    Serangan(
        "badan lambat: tanpa panjang",
        "POST /akun/masuk/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"1\r\nx\r\n",
    ),
    Serangan(
        "banjir masuk: tanda peramban palsu",
        KIRIM.format("/akun/masuk/", 27, "application/x-www-form-urlencoded").replace(
            "Cookie: ", f"Cookie: {KUE}=palsu; "
        )
        + "\r\nusername=x&password=tebakan",
        b"",
    ),
    Serangan(
        "banjir masuk",
        KIRIM.format("/akun/masuk/", 27, "application/x-www-form-urlencoded") + "\r\nusername=x&password=tebakan",
        b"",
    ),
)


def tls() -> ssl.SSLContext:
    return ssl._create_unverified_context()  # noqa: S323 - the certificate was made a moment ago, by ourselves


async def _seorang(porta: int, asal: str, serangan: Serangan, siap: asyncio.Semaphore) -> None:
    """One slow client; refused or cut off, it comes back at once."""
    while True:
        penulis = None
        try:
            async with siap:
                pembaca, penulis = await asyncio.open_connection("127.0.0.1", porta, ssl=tls(), local_addr=(asal, 0))
            penulis.write(serangan.awal.encode())
            if not serangan.tetes:
                await pembaca.read(1)
                continue
            while True:
                await penulis.drain()
                await asyncio.sleep(JEDA_TETES)
                penulis.write(serangan.tetes)
        except (OSError, ssl.SSLError, asyncio.IncompleteReadError):
            await asyncio.sleep(JEDA_TETES)
        finally:
            if penulis is not None:
                penulis.close()


@asynccontextmanager
async def menyerang(porta: int, serangan: Serangan, jumlah: int, alamat: int) -> AsyncIterator[None]:
    siap = asyncio.Semaphore(40)
    asal = [f"127.0.1.{n + 1}" for n in range(alamat)]
    kerja = [asyncio.create_task(_seorang(porta, asal[n % alamat], serangan, siap)) for n in range(jumlah)]
    try:
        await asyncio.sleep(3)  # until they are all there
        yield
    finally:
        for k in kerja:
            k.cancel()
        await asyncio.gather(*kerja, return_exceptions=True)


async def minta(porta: int, kepala: str, badan: str = "", *, batas: float = 20.0) -> tuple[int, str, str]:
    """Status, headers and text of one request of somebody who is not part of the attack. 0: not answered in time."""

    async def kerja() -> tuple[int, str, str]:
        baca, tulis = await asyncio.open_connection("127.0.0.1", porta, ssl=tls(), local_addr=(ASAL_ORANG, 0))
        try:
            tulis.write(f"{kepala}Host: {TUAN}\r\nConnection: close\r\n\r\n{badan}".encode())
            jawab = (await baca.read()).decode(errors="replace")
        finally:
            tulis.close()
        atas, _, isi = jawab.partition("\r\n\r\n")
        return int(atas.split(" ", 2)[1]), atas, isi

    try:
        return await asyncio.wait_for(kerja(), batas)
    except (OSError, ssl.SSLError, TimeoutError, IndexError):
        return 0, "", ""


async def sehat(porta: int) -> float:
    """Seconds until /sehat/ has answered."""
    mulai = time.monotonic()
    status, _, isi = await minta(porta, "GET /sehat/ HTTP/1.1\r\n")
    return time.monotonic() - mulai if (status, isi) == (200, "sehat") else 99.0


async def masuk(porta: int, gawai: dict[str, str]) -> float:
    """Seconds of the slower of the two: the sign-in page, and the answer to name and password.

    `gawai` keeps the mark of the browser from the first time on: strangers wait behind one another during a flood.
    """
    mulai = time.monotonic()
    status, atas, isi = await minta(porta, "GET /akun/masuk/ HTTP/1.1\r\n")
    tengah = time.monotonic()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', isi)
    if status != 200 or token is None:
        return 99.0
    kue = SimpleCookie("\n".join(re.findall(r"(?mi)^set-cookie: ([^;\r]+)", atas)))
    badan = urlencode({"csrfmiddlewaretoken": token[1], "username": ORANG, "password": SANDI})
    kepala = (
        f"POST /akun/masuk/ HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(badan)}\r\nOrigin: https://{TUAN}\r\n"
        f"Cookie: {'; '.join([*(f'{n}={k.value}' for n, k in kue.items()), *gawai.values()])}\r\n"
    )
    status, atas, _ = await minta(porta, kepala, badan)
    gawai.update((KUE, k) for k in re.findall(rf"(?mi)^set-cookie: ({KUE}=[^;\r]+)", atas))
    return max(tengah - mulai, time.monotonic() - tengah) if status == 302 else 99.0


async def ukur(
    porta: int, serangan: Serangan | None, jumlah: int, alamat: int, kali: int, gawai: dict[str, str]
) -> tuple[float, float]:
    """The worst of `kali` health checks and sign-ins during the attack, in seconds (99: none)."""
    async with menyerang(porta, serangan, jumlah, alamat) if serangan else contextlib.nullcontext():
        hasil = [(await sehat(porta), await masuk(porta, gawai)) for _ in range(kali)]
    return max(h[0] for h in hasil), max(h[1] for h in hasil)


def lingkungan(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "LINGKUNGAN": "produksi",
        "DEBUG": "false",
        "SECRET_KEY": "kunci-untuk-pengujian-saja-0123456789-abcdefghijklmnopqrstuvwxyz",
        "ALLOWED_HOSTS": TUAN,
        "ALAMAT_SITUS": f"https://{TUAN}",
        "STATIC_ROOT": str(folder / "statik"),
        "BERKAS_ROOT": str(folder / "berkas"),
        "X_ACCEL": "true",
        "EMAIL_URL": "dummymail://",
        "DATABASE_URL": os.environ.get("DATABASE_URL") or f"sqlite:///{folder}/serang.sqlite3",
        "REDIS_URL": os.environ.get("REDIS_URL", ""),
    }


BUAT_ORANG = f"""
from akun.models import Pengguna
p, _ = Pengguna.objects.get_or_create(username="{ORANG}", defaults=dict(nama="Uji serang"))
p.sandi_sendiri("{SANDI}"); p.save()
"""


@contextmanager
def seperti_dipasang() -> Iterator[int]:
    """The whole door of an installation; the port on which it answers HTTPS."""
    with tempfile.TemporaryDirectory() as nama, ExitStack() as tumpuk:
        folder = Path(nama)
        env, hulu, https = lingkungan(folder), porta_bebas(), porta_bebas()
        for kerja in (["migrate", "--noinput"], ["collectstatic", "--noinput"], ["shell", "-c", BUAT_ORANG]):
            subprocess.run([sys.executable, "manage.py", *kerja], cwd=AKAR, env=env, check=True, capture_output=True)
        tumpuk.enter_context(gunicorn(hulu, env, lambda: menjawab(hulu)))
        tumpuk.enter_context(nginx(folder, isi_situs(folder, hulu=hulu, https=https), https))
        yield https


def main() -> int:
    baca = argparse.ArgumentParser(description="Penyerang lambat terhadap nginx dan gunicorn seperti dipasang.")
    baca.add_argument("--kali", type=int, default=3, help="berapa kali diukur selama satu serangan")
    baca.add_argument("--hanya", default="", help="bagian dari nama serangan")
    pilihan = baca.parse_args()
    gagal = 0
    with seperti_dipasang() as porta:
        gawai: dict[str, str] = {}
        asyncio.run(ukur(porta, None, 0, 0, 6, gawai))  # every worker has its templates and its connection
        print(f"{'serangan':34} {'sambungan':>9} {'alamat':>6} {'sehat':>7} {'masuk':>7}")
        for serangan in (None, *SERANGAN):
            if serangan and pilihan.hanya not in serangan.nama:
                continue
            for jumlah, alamat in BANYAK if serangan else ((0, 0),):
                s, m = asyncio.run(ukur(porta, serangan, jumlah, alamat, pilihan.kali, gawai))
                gagal += max(s, m) >= BATAS
                nama = serangan.nama if serangan else "tidak ada"
                print(f"{nama:34} {jumlah:9} {alamat:6} {s:7.2f} {m:7.2f}", flush=True)
    return gagal > 0


if __name__ == "__main__":
    sys.exit(main())
