from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from apbdes.kantor.nilai import ekspor
from apbdes.models import PerangkatAturan


class Command(BaseCommand):
    help = "Menulis satu perangkat aturan buatan kantor sebagai YAML: terbitan yang terakhir, atau yang disebut."

    def add_arguments(self, parser) -> None:
        parser.add_argument("kode", help="kode perangkat, misalnya perbup-contoh-12-2026")
        parser.add_argument("--terbitan", type=int, help="terbitan keberapa (bawaan: yang terakhir)")
        parser.add_argument("--ke", metavar="BERKAS", help="berkas tujuan (bawaan: dicetak)")

    def handle(self, *args, kode: str, terbitan: int | None, ke: str | None, **options) -> None:
        semua = PerangkatAturan.objects.filter(kode=kode).order_by("-terbitan")
        perangkat = (semua.filter(terbitan=terbitan) if terbitan is not None else semua).first()
        if perangkat is None:
            ada = ", ".join(PerangkatAturan.objects.order_by("kode").values_list("kode", flat=True).distinct()[:20])
            raise CommandError(f"Perangkat “{kode}” dengan terbitan itu tidak ada. Yang ada: {ada or 'belum ada'}.")
        teks = ekspor(perangkat.isi)
        if ke is None:
            self.stdout.write(teks, ending="")
            return
        try:
            Path(ke).write_text(teks, encoding="utf-8")
        except OSError as galat:
            raise CommandError(f"{ke} tidak dapat ditulis ({galat.strerror}).") from galat
        self.stdout.write(f"{perangkat} ditulis ke {ke}.")
