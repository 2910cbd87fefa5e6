from importlib import import_module

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

MODUL = (
    "berkas.acuan",
    "tindaklanjut.acuan",
    "pendamping.acuan",
    "kapasitas.acuan",
    "klinik.acuan",
    "perut.acuan",
    "monitoring.acuan",
    "evaluasi.acuan",
    "apbdes.lembar.acuan",
)


class Command(BaseCommand):
    help = "Memuat data acuan (kategori berkas, buku, formulir) dari berkas YAML. Aman diulang."

    def handle(self, *args, **options) -> None:
        for modul in MODUL:
            try:
                for kalimat in import_module(modul).muat():
                    self.stdout.write(kalimat)
            except ValidationError as galat:
                raise CommandError("\n".join(galat.messages)) from galat
