"""manage.py jejak_periksa [--jangkar BERKAS …]: is the trail what was written?"""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from jejak.pemicu import hilang
from jejak.rantai import Ujung, baca_jangkar, periksa, segel, semua_ujung


class Command(BaseCommand):
    help = "Memeriksa rantai jejak: yang dibuang, diubah, ditukar, atau dipotong. Keluar 1 bila ada yang keliru."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--jangkar", action="append", default=[], metavar="BERKAS", help="jangkar yang disimpan")

    def handle(self, *args, **pilihan) -> None:
        jangkar: list[Ujung] = []
        for berkas in pilihan["jangkar"]:
            jangkar += baca(berkas)
        segel()
        keluhan = [f"Pemicu basis data {nama} tidak terpasang." for nama in hilang(connection)]
        keluhan += periksa(jangkar)
        for kalimat in keluhan:
            self.stderr.write(kalimat)
        if keluhan:
            raise CommandError(f"Jejak tidak utuh: {len(keluhan)} hal di atas.", returncode=1)
        for u in semua_ujung():
            self.stdout.write(f"Rantai {u.rantai}: {u.urut} catatan, ujung {u.sidik}")
        dengan = f", cocok dengan {len(pilihan['jangkar'])} jangkar" if jangkar else ", tanpa jangkar"
        self.stdout.write(f"Jejak utuh{dengan}.")


def baca(berkas: str) -> list[Ujung]:
    """The anchor of a file. What cannot be read ends with exit status 2, not with 'not whole'."""
    try:
        return baca_jangkar(json.loads(Path(berkas).read_text(encoding="utf-8")))
    except OSError as galat:
        raise CommandError(f"{berkas} tidak dapat dibaca: {galat.strerror}.", returncode=2) from galat
    except ValueError as galat:
        kalimat = "bukan JSON." if isinstance(galat, json.JSONDecodeError) else str(galat)
        raise CommandError(f"{berkas}: {kalimat}", returncode=2) from galat
