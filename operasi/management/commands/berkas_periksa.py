"""`manage.py berkas_periksa`: every stored file against its row; the same that is done every night."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from operasi.services.pemeriksaan import pemeriksaan_jalan


class Command(BaseCommand):
    help = "Memeriksa setiap berkas: ada, tidak berubah, tanda tangannya sah. Keluar 1 bila ada yang keliru."

    def handle(self, *args: Any, **opsi: Any) -> None:
        try:
            putaran = pemeriksaan_jalan()
        except Exception as galat:  # every storage fails in its own words
            kalimat = f"Penyimpanan tidak dapat dibaca ({galat}), jadi pemeriksaannya belum selesai."
            raise CommandError(kalimat) from galat
        if putaran is None:
            raise CommandError("Pemeriksaan lain sedang berjalan. Hasilnya di halaman Pemeriksaan berkas.")
        for m in putaran.masalah.all():
            self.stderr.write(f"{m}: {m.perkara} {m.kunci}, {m.uraian}")
        self.stdout.write(f"{putaran.diperiksa} berkas diperiksa, {putaran.disapu} yang tak bertuan dihapus.")
        if jumlah := putaran.masalah.count():
            raise CommandError(f"{jumlah} berkas bermasalah, disebut di atas.")
