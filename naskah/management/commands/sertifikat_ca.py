"""manage.py sertifikat_ca: the office's own certificate authority, made once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from naskah.otoritas import letak_kunci, otoritas_siapkan
from tte.galat import TteGagal


class Command(BaseCommand):
    help = "Menyiapkan kunci dan sertifikat otoritas kantor; aman diulang."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--instansi", default="Kecamatan", help="Nama kantor pada sertifikat, paling banyak 46 huruf."
        )

    def handle(self, *args: Any, **pilihan: Any) -> None:
        try:
            akar, baru = otoritas_siapkan(instansi=pilihan["instansi"])
        except (TteGagal, OSError) as galat:
            raise CommandError(str(galat)) from galat
        tempat = letak_kunci()
        if not tempat.startswith(("file:", "pkcs11:")):
            tempat = "lingkungan (CA_KUNCI)"
        self.stdout.write(
            f"{'Dibuat' if baru else 'Sudah ada'}: {akar.subjek}, berlaku sampai {akar.berlaku_sampai:%d-%m-%Y}."
        )
        self.stdout.write(f"Kunci: {tempat}. Simpan cadangannya di luar server ini.")
