"""The regions that are there from the start, read from dated files in desa/acuan/."""

from pathlib import Path

import yaml
from django.db import transaction

from desa.models import Desa, Kabupaten, Kecamatan

BERKAS_ACUAN = Path(__file__).parent / "acuan"


def muat() -> list[str]:
    """Load every file and return what was done, a sentence each. Never overwrites what the office edited."""
    return [_muat_satu(yaml.safe_load(berkas.read_text("utf-8"))) for berkas in sorted(BERKAS_ACUAN.glob("*.yaml"))]


@transaction.atomic
def _muat_satu(isi: dict) -> str:
    kabupaten, _ = Kabupaten.objects.get_or_create(
        kode=isi["kabupaten"]["kode"],
        defaults={"nama": isi["kabupaten"]["nama"], "provinsi": isi["kabupaten"]["provinsi"]},
    )
    asal = isi["kecamatan"]
    kecamatan, _ = Kecamatan.objects.get_or_create(
        kode=asal["kode"],
        defaults={
            "kabupaten": kabupaten,
            "nama": asal["nama"],
            "singkatan": asal["singkatan"],
            "zona_waktu": asal["zona_waktu"],
        },
    )
    if not kecamatan.singkatan:  # loaded by wilayah_impor, which knows no abbreviations
        kecamatan.singkatan = asal["singkatan"]
        kecamatan.save(update_fields=["singkatan"])
    ada = set(kecamatan.desa.values_list("kode", flat=True))
    baru = [
        Desa(kecamatan=kecamatan, kode=f"{kecamatan.kode}.{nomor}", nama=nama)
        for nomor, nama in isi["desa"].items()
        if f"{kecamatan.kode}.{nomor}" not in ada
    ]
    Desa.objects.bulk_create(baru)
    return f"Wilayah: {kecamatan}, {len(isi['desa'])} desa ({len(baru)} baru)."
