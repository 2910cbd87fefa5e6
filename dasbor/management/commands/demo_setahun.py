from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from akun.models import Pengguna
from dasbor import demo, demo_kayong, demo_naskah
from dasbor.setahun.tahun import BENIH, KASI


class Command(BaseCommand):
    help = (
        "Mengisi data contoh: setahun Kecamatan Awayan sampai hari ini, satu akun untuk tiap peran, dan pekerjaan hari "
        "ini dalam setiap keadaan. Aman diulang, yang sudah diisi tidak berubah."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--benih",
            type=int,
            default=BENIH,
            metavar="N",
            help="benih lain memberi tahun yang lain; benih yang sama pada hari yang sama memberi tahun yang sama",
        )

    def handle(self, *args: Any, benih: int, **options: Any) -> None:
        if settings.PRODUKSI:
            raise CommandError("Data contoh tidak dimuat pada lingkungan produksi.")
        if demo.muat(benih=benih):
            self.stdout.write(f"Data contoh dimuat (benih {benih}).")
        self.stdout.write(f"\nAkun contoh (kata sandi semuanya: {demo.SANDI})")
        ada = set(Pengguna.objects.filter(demo=True).values_list("username", flat=True))
        for username, nama, peran in (*demo.AKUN, KASI, *(a[:3] for a in demo_kayong.AKUN)):
            if username in ada:
                self.stdout.write(f"  {peran.label:<20} {username:<15} {nama}")
        self.stdout.write(f"Frasa sandi tanda tangan {', '.join(demo_naskah.BERSERTIFIKAT)}: {demo_naskah.FRASA}")
