import json
import time
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand

from apbdes.aturan import Putusan
from apbdes.enums import StatusVersi
from apbdes.models import VersiApbdes
from apbdes.pemeriksaan import periksa_semua


class Command(BaseCommand):
    help = "Memeriksa semua APB Desa yang tersimpan dan merekap putusan setiap aturan."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--tahun", type=int, help="tahun anggaran")
        parser.add_argument("--kabupaten", help="kode kabupaten/kota, misalnya 63.11")
        parser.add_argument("--kecamatan", help="kode kecamatan, misalnya 63.11.03")
        parser.add_argument("--json", action="store_true", help="cetak sebagai JSON")

    def handle(self, *args, tahun: int | None, kabupaten: str, kecamatan: str, json: bool, **options) -> None:
        saring = {
            "apbdes__tahun": tahun,
            "apbdes__desa__kecamatan__kabupaten__kode": kabupaten,
            "apbdes__desa__kecamatan__kode": kecamatan,
        }
        versi = VersiApbdes.objects.exclude(status=StatusVersi.DIBATALKAN).filter(
            **{k: nilai for k, nilai in saring.items() if nilai}
        )
        mulai = time.perf_counter()
        rekap: dict[tuple[str, str, str], Counter] = {}
        banyak = 0
        rusak: Counter[str] = Counter()
        for h in periksa_semua(versi):
            banyak += 1
            rusak.update(map(str, h.rusak))
            for p in h.hasil:
                for a in p.hasil:
                    rekap.setdefault((p.perangkat.kode, a.aturan.kode, a.aturan.judul), Counter())[
                        a.hasil.putusan.value
                    ] += 1
        isi = [
            {"perangkat": k[0], "kode": k[1], "judul": k[2], **{p.value: n[p.value] for p in Putusan}}
            for k, n in rekap.items()
        ]
        for kalimat, n in rusak.items():
            self.stderr.write(f"{kalimat} Ketentuannya tidak dinilai pada {n} rancangan.")
        self._cetak(isi, banyak, time.perf_counter() - mulai, sebagai_json=json)

    def _cetak(self, isi: list[dict[str, Any]], banyak: int, lama: float, *, sebagai_json: bool) -> None:
        if sebagai_json:
            self.stdout.write(json.dumps({"rancangan": banyak, "rekap": isi}, ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{'Aturan':<32} dilanggar  belum  terpenuhi  tidak berlaku")
        for b in isi:
            self.stdout.write(
                f"{b['kode']:<8} {b['judul'][:23]:<23} {b['dilanggar']:>9} {b['tidak_dapat_ditentukan']:>6} "
                f"{b['terpenuhi']:>10} {b['tidak_berlaku']:>14}"
            )
        self.stdout.write(f"{banyak} rancangan diperiksa dalam {lama:.1f} detik.")
