"""What `make demo` does before the server starts, in one process: starting Python is what takes time."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from dasbor.demo_lama import sisihkan


class Command(BaseCommand):
    help = "Menyiapkan tabel, data acuan, dan data contoh; aman diulang, yang sudah diisi tidak berubah."

    def handle(self, *args: object, **options: object) -> None:
        if kalimat := sisihkan():
            self.stdout.write(kalimat)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("acuan_muat", stdout=self.stdout)
        call_command("demo_setahun", stdout=self.stdout)
        self.stdout.write("")
        call_command("tautan_awal", stdout=self.stdout)
