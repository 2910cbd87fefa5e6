"""How long people wait for what they do most. Runs on a throw-away SQLite database; prints a table.

Numbers of one machine at one time: compare two runs of the same machine, not two machines.
"""

import datetime
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from dasar.waktu import hari_ini

AKAR = Path(__file__).resolve().parent.parent
BANYAK_KUNJUNGAN = 2000
BANYAK_PENGESAHAN = 20


def siapkan(folder: str) -> None:
    """Point Django at a database and a folder of its own, and fill in the demo data."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LINGKUNGAN": "pengembangan",
        "DEBUG": "false",
        "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
        "REDIS_URL": "",
        "S3_BUCKET": "",
        "BERKAS_ROOT": f"{folder}/berkas",
        "ALLOWED_HOSTS": "testserver",
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("acuan_muat", stdout=open(os.devnull, "w"))  # noqa: SIM115
    from dasbor import demo

    demo.muat()


def ukur(nama: str, kerja: Callable[[], object], *, kali: int, pemanasan: int = 1) -> None:
    for _ in range(pemanasan):
        kerja()
    lama = []
    for _ in range(kali):
        mulai = time.perf_counter()
        kerja()
        lama.append((time.perf_counter() - mulai) * 1000)
    print(f"{nama:<58} {statistics.median(lama):>8.0f} {max(lama):>8.0f}   {kali}×", flush=True)


def halaman(pengguna, alamat: str) -> Callable[[], object]:
    from django.test import Client

    klien = Client()
    klien.force_login(pengguna)

    def buka() -> None:
        jawaban = klien.get(alamat)
        if jawaban.status_code != 200:
            raise SystemExit(f"{alamat} menjawab {jawaban.status_code}")
        getattr(jawaban, "getvalue", lambda: jawaban.content)()

    return buka


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        siapkan(folder)
        from django.utils import timezone

        from akun.models import Pengguna
        from cetak.pdf import pdf_buat
        from config.celery import app
        from desa.models import Desa
        from perut.enums import StatusKunjungan
        from perut.models import Foto, Kehadiran, Kunjungan
        from perut.naskah import BERITA_ACARA
        from perut.reports import berita_acara_isi
        from perut.services.kunjungan import kunjungan_sahkan

        camat = Pengguna.objects.get(username="camat")
        sekcam = Pengguna.objects.get(username="sekcam")
        print(f"{'':<58} {'median':>8} {'terlama':>8}   (milidetik)")

        # A full berita acara: every book, forty people, sixty lines of minutes.
        kunjungan = Kunjungan.objects.filter(status=StatusKunjungan.DISAHKAN).select_related("desa__kecamatan").first()
        Kehadiran.objects.bulk_create(
            Kehadiran(kunjungan=kunjungan, nama=f"Peserta {n}", jabatan="Warga", unsur="lainnya") for n in range(40)
        )
        kunjungan.notulen = "\n".join(
            f"{n}. Pembahasan buku administrasi desa dan tindak lanjutnya." for n in range(60)
        )
        Foto.objects.filter(kunjungan=kunjungan).delete()
        isi = berita_acara_isi(kunjungan, oleh=camat, waktu=timezone.now())
        konteks = {"isi": isi, "nomor": "400.10.2/001/KEC-AWY/2026", "judul": "Berita Acara"}
        ukur("PDF berita acara (40 orang, 60 baris notulen)", lambda: pdf_buat(BERITA_ACARA.template, konteks), kali=5)

        # A kecamatan's archive of many years.
        desa = list(Desa.objects.filter(kecamatan__kode="63.11.03"))
        awal = hari_ini(desa[0]) - datetime.timedelta(days=BANYAK_KUNJUNGAN)
        Kunjungan.objects.bulk_create(
            Kunjungan(desa=desa[n % len(desa)], tanggal=awal + datetime.timedelta(days=n), agenda="Pemeriksaan buku")
            for n in range(BANYAK_KUNJUNGAN)
        )
        ukur("Hari ini", halaman(camat, "/"), kali=20)
        ukur(f"Daftar kunjungan ({BANYAK_KUNJUNGAN} kunjungan)", halaman(sekcam, "/perut/kunjungan/"), kali=20)
        ukur("Unduh xlsx daftar itu seluruhnya", halaman(sekcam, "/perut/kunjungan/?_export=xlsx"), kali=3)
        ukur("Halaman satu kunjungan yang disahkan", halaman(sekcam, kunjungan.get_absolute_url()), kali=20)

        # Approving in a row, with the PDF left to the worker: here the queue is memory, nobody empties it.
        app.conf.task_always_eager = False
        antre = iter(
            Kunjungan.objects.bulk_create(
                Kunjungan(
                    desa=desa[n],
                    tanggal=hari_ini(desa[n]),
                    notulen="Pemeriksaan buku.",
                    status=StatusKunjungan.DIVERIFIKASI,
                    verifikasi={"aspek": []},
                    surat_tugas=_surat_tugas(desa[n], camat, n),
                )
                for n in range(BANYAK_PENGESAHAN)
            )
        )
        ukur(
            "Pengesahan oleh camat, tanpa pembuatan PDF",
            lambda: kunjungan_sahkan(kunjungan=next(antre), oleh=camat),
            kali=BANYAK_PENGESAHAN,
            pemanasan=0,
        )
    subprocess.run([sys.executable, "-m", "bench.ukur_ekspor"], check=True)


def _surat_tugas(desa, oleh, n: int):
    from django.utils import timezone

    from naskah.models import Naskah

    hari = hari_ini(desa)
    return Naskah.objects.create(
        jenis="surat_tugas_perut",
        kecamatan=desa.kecamatan,
        desa=desa,
        tahun=hari.year,
        urut=90_000 + n,
        nomor=f"bench/{n}",
        tanggal=hari,
        perihal="Pendampingan Rutin",
        isi={},
        status="disetujui",
        cara_ttd="basah",
        disetujui=timezone.now(),
        dibuat_oleh=oleh,
    )


if __name__ == "__main__":
    main()
