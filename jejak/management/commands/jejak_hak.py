"""manage.py jejak_hak PENGGUNA: give the application's database user what it needs, and no more."""

from django.core.management.base import BaseCommand, CommandError

from jejak.hak import beri_hak


class Command(BaseCommand):
    help = "PostgreSQL: memberi pengguna aplikasi haknya; jejak hanya ditambah dan dibaca. Sesudah setiap migrate."

    def add_arguments(self, parser) -> None:
        parser.add_argument("pengguna", help="nama pengguna basis data aplikasi")

    def handle(self, *args, **pilihan) -> None:
        try:
            beri_hak(pilihan["pengguna"])
        except ValueError as galat:
            raise CommandError(str(galat)) from galat
        self.stdout.write(f"{pilihan['pengguna']} dapat menambah dan membaca jejak, tidak mengubah atau menghapusnya.")
