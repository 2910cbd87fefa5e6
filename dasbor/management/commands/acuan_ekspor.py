import json

from django.core.management.base import BaseCommand

from perut import acuan


class Command(BaseCommand):
    help = "Mencetak semua data acuan sebagai satu JSON, langsung dari berkas (tanpa basis data)."
    requires_system_checks: list[str] = []

    def handle(self, *args, **options) -> None:
        self.stdout.write(json.dumps(acuan.ekspor(), ensure_ascii=False, indent=2))
