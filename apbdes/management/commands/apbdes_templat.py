from pathlib import Path

from django.core.management.base import BaseCommand

from apbdes.buku_kerja import templat


class Command(BaseCommand):
    help = "Menulis templat buku kerja APBDes yang kosong, dengan petunjuk dan daftar pilihan."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("berkas", help="nama berkas .xlsx yang dibuat")

    def handle(self, *args, berkas: str, **options) -> None:
        Path(berkas).write_bytes(templat())
        self.stdout.write(f"Templat ditulis ke {berkas}.")
