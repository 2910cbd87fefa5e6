"""manage.py jejak_pangkas TAHUN BERKAS: write an old year of the trail out, then delete it whole."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from jejak.pangkas import tahun_dibuang


class Command(BaseCommand):
    help = "Menulis jejak satu tahun lama ke berkas, lalu membuangnya utuh. Jangkarnya dan riwayat naskah tetap ada."

    def add_arguments(self, parser) -> None:
        parser.add_argument("tahun", type=int)
        parser.add_argument("berkas", type=Path, help="berkas baru; satu baris JSON untuk setiap catatan")

    def handle(self, *args, **pilihan) -> None:
        try:
            jumlah = tahun_dibuang(tahun=pilihan["tahun"], berkas=pilihan["berkas"])
        except ValidationError as galat:
            raise CommandError("\n".join(galat.messages)) from galat
        except OSError as galat:
            raise CommandError(f"{pilihan['berkas']} tidak dapat ditulis: {galat.strerror}.") from galat
        except DatabaseError as galat:
            raise CommandError(
                "Basis data menolak. Di PostgreSQL jalankan sebagai pemilik tabel (docs/memasang.md)."
            ) from galat
        self.stdout.write(f"{jumlah} catatan tahun {pilihan['tahun']} ditulis ke {pilihan['berkas']} lalu dibuang.")
