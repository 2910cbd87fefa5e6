"""manage.py jejak_jangkar: where every chain ends now, as JSON, to be kept elsewhere."""

import json

from django.core.management.base import BaseCommand

from jejak.rantai import jangkar


class Command(BaseCommand):
    help = "Mencetak jangkar jejak saat ini (JSON). Simpan di luar basis data ini; jejak_periksa --jangkar memakainya."

    def handle(self, *args, **pilihan) -> None:
        self.stdout.write(json.dumps(jangkar(), indent=2))
