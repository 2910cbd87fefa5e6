import re

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from desa.wilayah import WilayahGalat, baca, impor

POLA = {
    "provinsi": (r"\d\d", "63"),
    "kabupaten": (r"\d\d\.\d\d", "63.11"),
    "kecamatan": (r"\d\d\.\d\d\.\d\d", "63.11.03"),
}


class Command(BaseCommand):
    help = "Memuat wilayah Indonesia (idn-area-data): seluruhnya, atau satu provinsi, kabupaten/kota, atau kecamatan."

    def add_arguments(self, parser) -> None:
        for tingkat, (_, contoh) in POLA.items():
            parser.add_argument(f"--{tingkat}", metavar="KODE", help=f"hanya {tingkat} ini, misalnya {contoh}")

    def handle(self, *args, **options) -> None:
        dipilih = {tingkat: options[tingkat] for tingkat in POLA if options[tingkat] is not None}
        if len(dipilih) > 1:
            raise CommandError("Pilih salah satu saja: --provinsi, --kabupaten, atau --kecamatan.")
        for tingkat, kode in dipilih.items():
            pola, contoh = POLA[tingkat]
            if not re.fullmatch(pola, kode):
                raise CommandError(f"Kode {tingkat} “{kode}” tidak dikenal. Kode {tingkat} ditulis seperti {contoh}.")
        try:
            cakupan = baca(settings.WILAYAH_DIR, next(iter(dipilih.values()), ""))
            with tqdm(total=cakupan.jumlah, unit=" baris", desc="Wilayah", disable=not options["verbosity"]) as bilah:
                hasil = impor(cakupan, maju=bilah.update)
        except WilayahGalat as galat:
            raise CommandError(str(galat)) from galat
        for nama, h in hasil.items():
            self.stdout.write(f"{nama}: {h.baru} baru, {h.berubah} diperbarui, {h.sama} sudah sama.")
