import sys
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError

from akun.models import Pengguna
from apbdes.kantor.berkas import impor
from apbdes.kantor.nilai import TidakTerbaca

TIDAK_TERBACA = 2


class Command(BaseCommand):
    help = (
        "Menyimpan satu perangkat aturan dari YAML sebagai draf, atas nama seorang admin. Diperiksa seluruhnya: "
        "setiap yang keliru disebut dengan barisnya, dan tidak ada yang disimpan (status keluar 2)."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("berkas", help="berkas YAML")
        parser.add_argument("--oleh", required=True, help="nama pengguna admin yang menyusunnya")

    def handle(self, *args, berkas: str, oleh: str, **options) -> None:
        pengguna = Pengguna.objects.filter(username=oleh, is_active=True).first()
        if pengguna is None:
            raise CommandError(f"Pengguna “{oleh}” tidak ada.")
        try:
            perangkat = impor(Path(berkas).read_bytes(), oleh=pengguna)
        except OSError as galat:
            raise CommandError(f"{berkas} tidak dapat dibuka ({galat.strerror}).") from galat
        except TidakTerbaca as galat:
            for salah in galat.salah:
                self.stderr.write(str(salah))
            sys.exit(TIDAK_TERBACA)
        except (ValidationError, PermissionDenied) as galat:
            raise CommandError("; ".join(getattr(galat, "messages", [str(galat)]))) from galat
        self.stdout.write(f"{perangkat} disimpan sebagai draf.")
