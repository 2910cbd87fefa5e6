"""A Siskeudes zip of a thousand rows, from the upload to its preview, with what unzipping and splitting alone take.

Posted through the whole application (permission, reading, comparison with what is stored, verdicts, page) twice: into
an empty draft, and over the same thousand rows. The database is a throw-away SQLite file.
"""

import csv
import io
import os
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable

from bench.apbdes_tersimpan import siapkan

BARIS = 1000
BATAS_DETIK = 2.0
KALI = 3


def seribu(kode_desa: str, tahun: int) -> bytes:
    """The sound budget of the tests, repeated to a thousand rows, as Siskeudes alone would export it."""
    from dataclasses import replace

    from apbdes.katalog import RESMI
    from apbdes.siskeudes import tulis_siskeudes
    from apbdes.tests.contoh import utuh
    from apbdes.tests.test_siskeudes import tanpa_perut

    asal = utuh()
    belanja = [
        b._replace(nomor=n, uraian=f"{b.uraian} {n}".strip())
        for n, b in enumerate((asal.belanja * (BARIS // len(asal.belanja) + 1))[: BARIS - len(asal.pendapatan)], 2)
    ]
    isi = replace(asal, belanja=tuple(belanja), kode_desa=kode_desa, tahun=tahun)
    return tanpa_perut(tulis_siskeudes(isi, RESMI))


def dasar(isi: bytes) -> None:
    """The floor: every table unzipped and split into cells, and nothing understood."""
    with zipfile.ZipFile(io.BytesIO(isi)) as zip_:
        for nama in zip_.namelist():
            list(csv.reader(io.StringIO(zip_.read(nama).decode(), newline="")))


def ukur(nama: str, kerja: Callable[[], object]) -> float:
    lama = []
    for _ in range(KALI):
        mulai = time.process_time()
        kerja()
        lama.append(time.process_time() - mulai)
    tengah = statistics.median(lama)
    print(f"{nama:<58} {tengah:>8.3f} s   {KALI}×", flush=True)
    return tengah


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        siapkan(folder)
        os.environ["ALLOWED_HOSTS"] = "testserver"
        from django.conf import settings
        from django.core.files.uploadedfile import SimpleUploadedFile
        from django.test import Client
        from django.urls import reverse

        from akun.enums import Peran
        from akun.tests.factories import pengguna_berperan
        from apbdes.tests.factories import VersiApbdesFactory
        from desa.tests.factories import DesaFactory

        settings.ALLOWED_HOSTS = ["testserver"]
        desa = DesaFactory()
        versi = VersiApbdesFactory(desa=desa)
        isi = seribu(desa.kode, versi.apbdes.tahun)
        klien = Client()
        klien.force_login(pengguna_berperan(Peran.SEKRETARIS_DESA, desa))
        alamat = reverse("apbdes:versi-impor", args=[versi.pk])

        def unggah() -> str:
            jawab = klien.post(alamat, {"berkas": SimpleUploadedFile("siskeudes.zip", isi)})
            halaman = jawab.content.decode()
            if jawab.status_code != 200 or 'name="kunci" value="' not in halaman:
                raise SystemExit(f"Bukan pratinjau: {jawab.status_code}")
            return halaman.partition('name="kunci" value="')[2].partition('"')[0]

        ukur("Lantai: membuka zip dan memisah sel", lambda: dasar(isi))
        baru = ukur(f"{BARIS} baris Siskeudes sampai pratinjau, draf kosong", unggah)
        klien.post(reverse("apbdes:versi-impor-simpan", args=[versi.pk]), {"kunci": unggah()})
        lagi = ukur(f"{BARIS} baris Siskeudes sampai pratinjau, mengganti {BARIS}", unggah)
    return int(max(baru, lagi) > BATAS_DETIK)


if __name__ == "__main__":
    sys.exit(main())
