"""Takes the demo accounts away, so that production starts."""

from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import ProtectedError

from akun.enums import Peran
from akun.models import Pengguna, Penugasan
from naskah.enums.sertifikat import AlasanCabut
from naskah.services.sertifikat import sertifikat_cabut


class Command(BaseCommand):
    help = "Menghapus akun contoh; yang namanya tercatat pada kunjungan atau naskah dimatikan."

    @transaction.atomic
    def handle(self, *args: object, **options: object) -> None:
        """Delete each demo account, or close it for good where a record names it.

        A record must keep saying who wrote it, so such an account stays as a name only: no password,
        no e-mail address, no assignment, not active - and no longer marked as demo.
        """
        dihapus, dimatikan = [], []
        for pengguna in Pengguna.objects.filter(demo=True):
            try:
                with transaction.atomic():
                    pengguna.delete()
                dihapus.append(pengguna.username)
            except ProtectedError:
                for sertifikat in pengguna.sertifikat.filter(dicabut=None):
                    # Its passphrase is known to everybody.
                    sertifikat_cabut(sertifikat=sertifikat, alasan=AlasanCabut.BOCOR, oleh=None)
                pengguna.penugasan.all().delete()
                pengguna.set_unusable_password()
                pengguna.is_active = False
                pengguna.email = ""
                pengguna.demo = False
                pengguna.save()
                dimatikan.append(pengguna.username)

        if not dihapus and not dimatikan:
            self.stdout.write("Tidak ada akun contoh.")
        if dihapus:
            self.stdout.write(f"Dihapus: {', '.join(dihapus)}.")
        if dimatikan:
            self.stdout.write(
                f"Dimatikan karena namanya tercatat pada kunjungan atau naskah: {', '.join(dimatikan)}. "
                "Akun ini tidak dapat dipakai masuk lagi."
            )
        if not Penugasan.objects.aktif().filter(peran=Peran.ADMIN, pengguna__is_active=True).exists():
            self.stdout.write("Belum ada admin. Tautan untuk membuatnya dicetak dengan: manage.py tautan_awal")
