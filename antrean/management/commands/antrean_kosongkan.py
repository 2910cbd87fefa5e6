from django.core.management.base import BaseCommand

from antrean.kerja import kosongkan
from antrean.models import Pekerjaan
from antrean.queries import siap
from antrean.services import pekerjaan_bersihkan


class Command(BaseCommand):
    help = "Mengerjakan semua pekerjaan latar yang sudah waktunya, di proses ini; untuk pemasangan tanpa Redis."

    def handle(self, *_argumen: object, **_pilihan: object) -> None:
        menunggu = Pekerjaan.objects.filter(siap()).order_by("pk").values_list("pk", flat=True)
        jumlah = kosongkan(menunggu, sisa=0, tunggu=True)
        pekerjaan_bersihkan()
        self.stdout.write(f"{jumlah} pekerjaan dicoba; {Pekerjaan.objects.filter(siap()).count()} masih menunggu.")
