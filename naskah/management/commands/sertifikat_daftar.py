"""manage.py sertifikat_daftar: every certificate and its state, one per line."""

from typing import Any

from django.core.management.base import BaseCommand

from naskah.models import Sertifikat


class Command(BaseCommand):
    help = "Daftar sertifikat tanda tangan beserta keadaannya."

    def handle(self, *args: Any, **pilihan: Any) -> None:
        for s in Sertifikat.objects.select_related("pengguna").order_by("pengguna__username", "dibuat"):
            sampai = f"{s.berlaku_sampai:%d-%m-%Y}" if s.berlaku_sampai else "-"
            self.stdout.write(f"{s.nomor_seri or '-'}\t{s.pengguna.username}\t{s.status.label}\t{sampai}")
