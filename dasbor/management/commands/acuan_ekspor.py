import json
from importlib import import_module

from django.core.management.base import BaseCommand, CommandError

from dasar.acuan import AcuanRusak

MODUL = ("perut.acuan", "monitoring.acuan", "evaluasi.acuan", "apbdes.acuan.ekspor")


class Command(BaseCommand):
    help = "Mencetak semua data acuan sebagai satu JSON, langsung dari berkas (tanpa basis data)."
    requires_system_checks: list[str] = []

    def handle(self, *args, **options) -> None:
        isi: dict[str, list] = {}
        try:
            for modul in MODUL:
                isi |= import_module(modul).ekspor()
        except AcuanRusak as galat:
            raise CommandError("\n".join(galat.messages)) from galat
        self.stdout.write(json.dumps(isi, ensure_ascii=False, indent=2))
