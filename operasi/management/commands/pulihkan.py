"""`manage.py pulihkan`: an archive into an empty database and an empty storage (docs/operasi.md)."""

import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jejak.enums import Jenis
from jejak.rantai import baca_jangkar
from jejak.rantai import periksa as jejak_periksa
from jejak.services import catat
from operasi.galat import OperasiGagal
from operasi.services.jauh import AWALAN_JAUH, antrean_kosongkan_redis, jauh_ambil
from operasi.services.pemulihan import cadangan_pulihkan


class Command(BaseCommand):
    help = "Memulihkan sebuah cadangan ke basis data dan folder berkas yang kosong; semuanya, atau tidak sama sekali."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("arsip", help=f"berkas arsip, atau {AWALAN_JAUH}NAMA di penyimpanan objek cadangan")
        parser.add_argument("--kunci", type=Path, required=True, help="berkas kunci rahasia age")

    def handle(self, *args: Any, **opsi: Any) -> None:
        kabar = self.stdout.write if opsi["verbosity"] > 0 else lambda _: None
        try:
            identitas = opsi["kunci"].read_text()
        except (OSError, UnicodeDecodeError) as galat:
            raise CommandError(f"Berkas kunci tidak terbaca: {galat}.") from galat
        try:
            with tempfile.TemporaryDirectory(prefix="perut-pulih-") as sementara:
                jauh = opsi["arsip"].startswith(AWALAN_JAUH)
                jalur = jauh_ambil(opsi["arsip"], Path(sementara)) if jauh else Path(opsi["arsip"])
                hasil = cadangan_pulihkan(
                    jalur=jalur,
                    identitas=identitas,
                    kabar=kabar,
                    nama=opsi["arsip"],
                    sesudah=lambda: antrean_kosongkan_redis(kabar),
                )
            keluhan = jejak_periksa(baca_jangkar(hasil.jangkar))
            catat(Jenis.SISTEM, "operasi.pulihkan", nama=Path(opsi["arsip"]).name, uraian="Dipulihkan dari cadangan.")
        except OperasiGagal as galat:
            raise CommandError(str(galat)) from galat
        kabar(f"Dipulihkan: {hasil.baris} baris dan {hasil.berkas} berkas, keadaan {hasil.dibuat:%d-%m-%Y %H:%M} UTC.")
        if hasil.ca:
            kabar(f"Kunci otoritas sertifikat ada di {hasil.ca}; CA_SANDI harus sama seperti ketika kunci itu dibuat.")
        kabar("Setiap buku nomor tertutup sampai nomor terakhirnya dipastikan di halaman Buku nomor.")
        for kalimat in keluhan:
            self.stderr.write(kalimat)
        kabar("Jejak tidak utuh; lihat di atas." if keluhan else "Jejak utuh, cocok dengan jangkar cadangannya.")
        if hasil.hilang:
            kabar(f"{len(hasil.hilang)} berkas sudah tidak ada ketika dicadangkan, misalnya {hasil.hilang[0]}.")
