"""manage.py jejak_hak PENGGUNA: give the application's database user what it needs, and no more."""

import os

from django.core.management.base import BaseCommand, CommandError

from jejak.hak import beri_hak, buat_pengguna


class Command(BaseCommand):
    help = "PostgreSQL: memberi pengguna aplikasi haknya; jejak hanya ditambah dan dibaca. Sesudah setiap migrate."

    def add_arguments(self, parser) -> None:
        parser.add_argument("pengguna", help="nama pengguna basis data aplikasi")
        parser.add_argument(
            "--sandi-dari",
            metavar="NAMA",
            help="buat dahulu penggunanya, atau ganti kata sandinya, dengan isi variabel lingkungan ini",
        )

    def handle(self, *args, **pilihan) -> None:
        pengguna, variabel = pilihan["pengguna"], pilihan["sandi_dari"]
        try:
            if variabel:
                buat_pengguna(pengguna, os.environ.get(variabel, ""))
            beri_hak(pengguna)
        except ValueError as galat:
            raise CommandError(str(galat)) from galat
        self.stdout.write(f"{pengguna} dapat menambah dan membaca jejak, tidak mengubah atau menghapusnya.")
