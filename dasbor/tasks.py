"""What the clock starts for the installation as a whole."""

import json

from celery import shared_task
from django.urls import reverse

from akun.models import Pengguna
from akun.queries import admin_instalasi
from dasar.sapu import satu_satu
from dasar.waktu import hari_ini_pembaca
from jejak.rantai import jangkar
from notifikasi.enums import Golongan
from notifikasi.services import beritahu

PENJELASAN = (
    "Simpan surel ini. Bila kelak jejak diperiksa, simpan baris JSON di bawah sebagai berkas, lalu jalankan "
    "manage.py jejak_periksa --jangkar BERKAS: yang dibuang atau diubah sejak hari ini akan ditemukan."
)


@shared_task
def jejak_kirim_jangkar() -> int:
    """Every week: where the trail's chains end, to mailboxes outside of this database. Returns to how many."""
    isi, minggu = jangkar(), hari_ini_pembaca().isocalendar()

    def kirim(orang: Pengguna) -> None:
        beritahu(
            [orang],
            judul="Jangkar jejak minggu ini",
            isi=f"{PENJELASAN}\n\n{json.dumps(isi)}",
            tautan=reverse("dasbor:jejak"),
            golongan=Golongan.KEAMANAN,
            sekali=f"jangkar {minggu.year} {minggu.week}",
        )

    return satu_satu(admin_instalasi().order_by("pk"), kirim)
