from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from akun.models import Faktor
from akun.rahasia import SegelLain
from dasar.nama import akhiri


class Command(BaseCommand):
    help = "Menyegel ulang kunci setiap faktor kedua dengan SECRET_KEY yang sekarang, sebelum yang lama dibuang."

    def handle(self, *args: object, **options: object) -> None:
        gagal, jumlah = [], 0
        with transaction.atomic():
            for faktor in (
                Faktor.objects.select_for_update(of=("self",), no_key=True).select_related("user").order_by("pk")
            ):
                try:
                    faktor.segel_ulang()
                    jumlah += 1
                except SegelLain:
                    gagal.append(faktor.user.get_username())
        self.stdout.write(f"{jumlah} faktor kedua disegel ulang.")
        if gagal:
            raise CommandError(
                akhiri(f"Tidak terbuka dengan SECRET_KEY dan SECRET_KEY_FALLBACKS: {', '.join(sorted(gagal))}")
                + " Sebut kunci yang lama, atau lepaskan dengan manage.py faktor_lepas."
            )
