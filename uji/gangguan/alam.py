"""The product as it runs in an office, where everything can be broken: its own database, Redis, folder, mail server."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

from config.tests.menunggu import tunggu_sampai
from uji.gangguan.perantara import Perantara
from uji.gangguan.seberang import Cakram, Seberang, clamd, s3, tsa
from uji.gangguan.surat import Surat
from uji.serang.peladen import AKAR, menjawab, porta_bebas

SAPU_DETIK = 2  # pauses and leases are thirty times shorter than in production


def anak(pid: int) -> list[int]:
    """The processes that do this worker's (or server's) work."""
    with contextlib.suppress(OSError):
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


class Alam:
    """`basis_data`: the address of an empty, migrated PostgreSQL database. `luar`: what of the world outside this
    product has besides, one of LUAR. Of this process: Django is set up here, once."""

    LUAR = ("", "cakram", "s3", "clamd", "tsa")

    def __init__(self, folder: Path, basis_data: str, luar: str = "") -> None:
        self.folder, self.catatan = folder, folder / "catatan.log"
        self.grup: dict[str, int] = {}
        self.surat = Surat()
        alamat = urlsplit(basis_data)
        self.perantara = Perantara((alamat.hostname or "127.0.0.1", alamat.port or 5432))
        self.porta_redis, self.porta_web = porta_bebas(), porta_bebas()
        self.redis_mulai()
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "LINGKUNGAN": "pengembangan",
            "DATABASE_URL": basis_data,
            "REDIS_URL": f"redis://127.0.0.1:{self.porta_redis}/0",
            "EMAIL_URL": f"smtp://127.0.0.1:{self.surat.porta}",
            "BERKAS_ROOT": str(folder / "berkas"),
            "S3_BUCKET": "",
            "TSA_ALAMAT": "",
            "SAPU_DETIK": str(SAPU_DETIK),
            "CATATAN_GANGGUAN": str(self.catatan),
        }
        os.environ |= self._luar(luar)
        import django

        django.setup()
        from naskah.tests.bahan_ttd import kunci_ca_pem

        tuan = alamat.netloc.rpartition("@")[0]
        lewat = f"{alamat.scheme}://{tuan}{'@' if tuan else ''}127.0.0.1:{self.perantara.porta}{alamat.path}"
        lewat_luar = {"S3_ENDPOINT": f"http://127.0.0.1:{self.seberang.porta}"} if luar == "s3" else {}
        with self.catatan.open("a") as keluaran:
            self.bibit = subprocess.Popen(
                [sys.executable, "-m", "uji.gangguan.bibit"],
                cwd=AKAR,
                env={**os.environ, **lewat_luar, "DATABASE_URL": lewat, "CA_KUNCI": kunci_ca_pem(), "CA_SANDI": ""},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=keluaran,
                text=True,
            )
        assert self.bibit.stdout.readline() == "siap\n", self.catatan.read_text()
        self.kunci, self.dihidupkan = threading.Lock(), 0
        threading.Thread(target=self._jaga, daemon=True).start()

    def _luar(self, luar: str) -> dict[str, str]:
        """What the product is told of it. Who counts afterwards goes to the object store by the straight way."""
        self.seberang, self.cakram = None, None
        if luar == "cakram":
            (self.folder / "berkas").mkdir()
            self.cakram = Cakram(str(self.folder / "berkas"))
        elif luar == "s3":
            tujuan = s3("uji")
            self.seberang = Seberang(tujuan)
            kunci = {"S3_ACCESS_KEY": "uji", "S3_SECRET_KEY": "uji", "AWS_DEFAULT_REGION": "us-east-1"}
            return kunci | {"S3_BUCKET": "uji", "S3_ENDPOINT": "http://{}:{}".format(*tujuan)}
        elif luar == "clamd":
            self.seberang = Seberang(clamd())
            return {"CLAMD_ALAMAT": f"tcp://127.0.0.1:{self.seberang.porta}"}
        elif luar == "tsa":
            akar = str(self.folder / "tsa.pem")
            self.seberang = Seberang(tsa(akar))
            return {"TSA_ALAMAT": f"http://127.0.0.1:{self.seberang.porta}/", "TSA_SERTIFIKAT": akar}
        return {}

    def mulai(self, siapa: str) -> None:
        with self.kunci:
            self._belah(siapa)
        if siapa == "web":
            tunggu_sampai(self.sehat, lambda: self.catatan.read_text()[-3000:])

    def _belah(self, siapa: str) -> None:
        self.bibit.stdin.write(f"web {self.porta_web}\n" if siapa == "web" else f"{siapa}\n")
        self.bibit.stdin.flush()
        self.grup[siapa] = int(self.bibit.stdout.readline())

    def _jaga(self) -> None:
        """As systemd does (Restart=): what ended by itself, as a worker whose children died young, is begun again."""
        while True:
            time.sleep(1)
            with self.kunci:
                for siapa, pid in list(self.grup.items()):
                    if not Path(f"/proc/{pid}").exists():
                        self._belah(siapa)
                        self.dihidupkan += 1

    def sehat(self) -> bool:
        with contextlib.suppress(OSError), urlopen(f"http://127.0.0.1:{self.porta_web}/sehat/", timeout=5) as jawab:
            return jawab.status == 200
        return False

    def bunuh(self, siapa: str) -> None:
        """At once and with all its children, as a power cut does."""
        with self.kunci, contextlib.suppress(ProcessLookupError, KeyError):
            os.killpg(self.grup.pop(siapa), signal.SIGKILL)

    def bunuh_anak(self, siapa: str) -> None:
        """Those that do the work; who leads them stays, as when the kernel runs out of memory."""
        for pid in anak(self.grup[siapa]):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def redis_mulai(self) -> None:
        """Without anything on disk: killed, it has forgotten all that was queued."""
        perintah = ["redis-server", "--port", str(self.porta_redis)]
        self.redis = subprocess.Popen(
            [*perintah, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(self.folder)],
            stdout=subprocess.DEVNULL,
        )
        tunggu_sampai(lambda: menjawab(self.porta_redis), "redis-server tidak menjawab")

    def redis_mati(self) -> None:
        self.redis.kill()
        self.redis.wait()

    def tutup(self) -> None:
        for siapa in list(self.grup):
            self.bunuh(siapa)
        self.bibit.kill()
        self.bibit.wait()
        self.redis_mati()
        if self.cakram:
            self.cakram.lepas()


def jeda(terlama: float) -> None:
    time.sleep(random.uniform(0, terlama))
