"""manage.py sertifikat_terbitkan: invite a signer, or let the signer type the passphrase right here."""

from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from akun.models import Pengguna
from naskah.services.sertifikat import sertifikat_buat, sertifikat_undang, undangan_untuk


class Command(BaseCommand):
    help = "Mengundang pengguna membuat sertifikat tanda tangan; dengan --di-sini frasanya diketik di terminal ini."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument(
            "--di-sini", action="store_true", help="Penanda tangan hadir dan mengetik frasa sandinya sendiri."
        )

    def handle(self, *args: Any, **pilihan: Any) -> None:
        pengguna = Pengguna.objects.filter(username=pilihan["username"]).first()
        if pengguna is None:
            raise CommandError(f"Tidak ada pengguna bernama {pilihan['username']}.")
        try:
            sertifikat = undangan_untuk(pengguna) or sertifikat_undang(pengguna=pengguna, oleh=None)
            if not pilihan["di_sini"]:
                self.stdout.write(
                    f"{pengguna} diundang. Frasa sandinya dibuat sendiri di halaman Sertifikat tanda tangan."
                )
                return
            frasa = getpass(f"Frasa sandi baru untuk {pengguna}: ")
            if frasa != getpass("Ulangi frasa sandi: "):
                raise CommandError("Kedua frasa sandi tidak sama.")
            sertifikat = sertifikat_buat(sertifikat=sertifikat, frasa=frasa, oleh=pengguna)
        except ValidationError as galat:
            raise CommandError(" ".join(galat.messages)) from galat
        self.stdout.write(f"Sertifikat {pengguna} terbit. Nomor seri {sertifikat.nomor_seri}.")
