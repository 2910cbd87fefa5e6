"""manage.py sertifikat_cabut: revoke a certificate by its serial number."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from naskah.enums.sertifikat import AlasanCabut
from naskah.models import Sertifikat
from naskah.services.sertifikat import sertifikat_cabut


class Command(BaseCommand):
    help = "Mencabut sertifikat tanda tangan. Nomor serinya ada pada sertifikat_daftar."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("nomor_seri")
        parser.add_argument("--alasan", required=True, choices=AlasanCabut.values)

    def handle(self, *args: Any, **pilihan: Any) -> None:
        sertifikat = Sertifikat.objects.filter(nomor_seri=pilihan["nomor_seri"].lower()).first()
        if sertifikat is None:
            raise CommandError("Tidak ada sertifikat dengan nomor seri itu.")
        try:
            sertifikat_cabut(sertifikat=sertifikat, alasan=pilihan["alasan"], oleh=None)
        except ValidationError as galat:
            raise CommandError(" ".join(galat.messages)) from galat
        self.stdout.write(f"Sertifikat {sertifikat.pengguna} dicabut. Daftar cabut langsung memuatnya.")
