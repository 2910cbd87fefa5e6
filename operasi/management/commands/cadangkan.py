"""`manage.py cadangkan`: database, files and the authority's key into one encrypted archive (docs/operasi.md)."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from jejak.enums import Jenis
from jejak.services import catat
from operasi.arsip import kunci_baru
from operasi.galat import OperasiGagal
from operasi.services.cadangan import cadangan_buat
from operasi.services.jauh import jauh_kirim, lama_hapus


class Command(BaseCommand):
    help = "Membuat cadangan basis data, berkas, dan kunci otoritas dalam satu arsip terenkripsi, lalu memeriksanya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=Path(settings.CADANGAN_DIR), help="tempat arsipnya")
        parser.add_argument(
            "--buat-kunci", type=Path, metavar="BERKAS", help="membuat sepasang kunci; yang rahasia ditulis ke BERKAS"
        )

    def handle(self, *args: Any, **opsi: Any) -> None:
        if opsi["buat_kunci"]:
            return self._kunci(opsi["buat_kunci"])
        kabar = self.stdout.write if opsi["verbosity"] > 0 else lambda _: None
        try:
            hasil = cadangan_buat(folder=opsi["folder"], kabar=kabar)
            catat(Jenis.SISTEM, "operasi.cadangkan", nama=hasil.jalur.name, uraian="Cadangan dibuat.")
            kabar(f"{hasil.jalur}: {hasil.baris} baris, {hasil.berkas} berkas.")
            if not hasil.diperiksa:
                kabar("Arsip ini lanjutan yang terpotong: jumlah sidiknya cocok, isinya tidak dibuka lagi.")
            if settings.CADANGAN_S3_BUCKET:
                kabar(f"Tersimpan dan terbaca kembali sama: {jauh_kirim(hasil.jalur)}")
            lama_hapus(opsi["folder"], sisakan=settings.CADANGAN_SISAKAN)
        except OperasiGagal as galat:
            raise CommandError(str(galat)) from galat
        if hasil.hilang:
            raise CommandError(
                f"Cadangan sudah dibuat, tetapi {len(hasil.hilang)} berkas yang disebut basis data tidak ada di "
                f"penyimpanan, misalnya {hasil.hilang[0]}. Lihat halaman Pemeriksaan berkas."
            )

    def _kunci(self, jalur: Path) -> None:
        identitas, penerima = kunci_baru()
        try:
            with os.fdopen(os.open(jalur, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as keluar:
                keluar.write(f"# Kunci rahasia cadangan PERUT; pasangannya {penerima}\n{identitas}\n")
        except OSError as galat:
            raise CommandError(f"Kunci tidak ditulis: {galat}.") from galat
        self.stdout.write(f"CADANGAN_KUNCI={penerima}")
        self.stdout.write(f"Simpan {jalur} di luar server ini, di dua tempat. Tanpa itu cadangan tidak dapat dibuka.")
