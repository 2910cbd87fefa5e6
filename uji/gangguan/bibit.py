"""A process that has loaded the product and forks it: a killed worker or server is back within a second.

One word a line on standard input (`pekerja`, `jadwal`, `web PORTA`); the answer is the process's number, which is also
its group's. Started by alam.py.
"""

import os
import signal
import sys
import uuid
from pathlib import Path

import django


def jalankan(kata: list[str]) -> None:
    """In the child: become what was asked for. Never returns."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    catatan = os.open(os.environ["CATATAN_GANGGUAN"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(catatan, 1)
    os.dup2(catatan, 2)
    try:
        if kata[0] == "web":
            from gunicorn.app.wsgiapp import run

            from uji.serang.peladen import perintah_gunicorn

            sys.argv = ["gunicorn", *perintah_gunicorn(int(kata[1]))[3:]]
            run()
        else:
            from config.celery import app

            nama = f"{kata[0]}-{uuid.uuid4().hex[:8]}@localhost"
            if kata[0] == "pekerja":
                hening = ["--without-mingle", "--without-gossip", "--loglevel", "WARNING"]
                app.worker_main(["worker", "-n", nama, "--concurrency", "2", *hening])
            else:
                ingatan = Path(os.environ["CATATAN_GANGGUAN"]).with_name("jadwal")
                app.start(["beat", "--schedule", str(ingatan), "--pidfile=", "--loglevel", "WARNING"])
    finally:
        os._exit(0)


def tidak_sabar() -> None:
    """The product's patience with others, ten times shorter: what is tried here is that it ends, not how long it is."""
    from berkas import pemindai
    from dasar import penyimpanan_objek
    from tte import stempel_waktu

    pemindai.DETIK, pemindai.DETIK_SAMBUNG, pemindai.DIAM_DETIK = 6, 1, 3.0
    penyimpanan_objek.DETIK = 3.0
    stempel_waktu.StempelWaktu.__dataclass_fields__["detik_tunggu"].default = 2
    stempel_waktu.StempelWaktu.__init__.__kwdefaults__["detik_tunggu"] = 2


def main() -> None:
    django.setup()
    from config.celery import app

    app.loader.import_default_modules()
    import cetak.pdf  # noqa: F401 - what takes long to load is loaded once
    import tte.tanda_tangan  # noqa: F401

    tidak_sabar()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("siap", flush=True)
    for baris in sys.stdin:
        pid = os.fork()
        if not pid:
            jalankan(baris.split())
        print(pid, flush=True)


if __name__ == "__main__":
    main()
