from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from akun.faktor import faktor_copot
from akun.models import Pengguna


class Command(BaseCommand):
    help = "Melepas faktor kedua seseorang: bagi admin tunggal yang kehilangan ponsel dan kode pemulihannya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="nama penggunanya")

    def handle(self, *args: object, **options: object) -> None:
        pengguna = Pengguna.objects.filter(username=options["username"]).first()
        if pengguna is None:
            raise CommandError(f"Tidak ada akun bernama {options['username']}.")
        with transaction.atomic():
            if not faktor_copot(pengguna, oleh=None):
                raise CommandError(f"Akun {pengguna.username} tidak memakai faktor kedua.")
        self.stdout.write(f"Faktor kedua {pengguna.username} dilepas. Yang baru diminta begitu ia masuk, bila wajib.")
