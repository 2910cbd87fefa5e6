from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from akun.models import Pengguna
from dasbor import demo, demo_kayong, demo_naskah


class Command(BaseCommand):
    help = "Mengisi data contoh: satu akun untuk tiap peran dan kunjungan dalam setiap keadaan."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUKSI:
            raise CommandError("Data contoh tidak dimuat pada lingkungan produksi.")
        if demo.muat():
            self.stdout.write("Data contoh dimuat.")
        self.stdout.write(f"\nAkun contoh (kata sandi semuanya: {demo.SANDI})")
        ada = set(Pengguna.objects.filter(demo=True).values_list("username", flat=True))
        for username, nama, peran in (*demo.AKUN, *(a[:3] for a in demo_kayong.AKUN)):
            if username in ada:
                self.stdout.write(f"  {peran.label:<20} {username:<15} {nama}")
        self.stdout.write(f"Frasa sandi tanda tangan {', '.join(demo_naskah.BERSERTIFIKAT)}: {demo_naskah.FRASA}")
