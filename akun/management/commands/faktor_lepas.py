from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from akun.faktor import faktor_copot
from akun.faktor_pertama import faktor_izinkan
from akun.models import Pengguna


class Command(BaseCommand):
    help = (
        "Melepas faktor kedua seseorang, bila ada, dan mengizinkan yang baru dipasang selama 24 jam: bagi admin "
        "tunggal yang kehilangan ponsel dan kode pemulihannya, atau belum memasang dan tidak dapat menerima surel."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="nama penggunanya")

    def handle(self, *args: object, **options: object) -> None:
        pengguna = Pengguna.objects.filter(username=options["username"]).first()
        if pengguna is None:
            raise CommandError(f"Tidak ada akun bernama {options['username']}.")
        with transaction.atomic():
            lepas = faktor_copot(pengguna, oleh=None)
            pengguna.refresh_from_db()
            faktor_izinkan(pengguna, oleh=None)
        dahulu = "dilepas" if lepas else "belum terpasang"
        self.stdout.write(f"Faktor kedua {pengguna.username} {dahulu}. Yang baru dapat dipasangnya selama 24 jam.")
