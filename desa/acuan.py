"""The regions that are there from the start, read from dated files in desa/acuan/."""

from pathlib import Path
from typing import Any

from django.db import transaction

from dasar.acuan import baca
from dasar.skema import Kamus, Keluhan, Peta, Teks
from dasar.waktu import ZonaWaktu
from desa.models import Desa, Kabupaten, Kecamatan

BERKAS_ACUAN = Path(__file__).parent / "acuan"


def _periksa(isi: dict[str, Any]) -> Keluhan:
    kabupaten, kecamatan = isi["kabupaten"]["kode"], isi["kecamatan"]["kode"]
    if not kecamatan.startswith(f"{kabupaten}."):
        yield ("kecamatan", "kode"), f"kode “{kecamatan}” bukan di bawah kabupaten {kabupaten}."


SKEMA = Peta(
    {
        "kabupaten": Peta(
            {
                "kode": Teks(pola=r"\d\d\.\d\d", contoh="63.11"),
                "nama": Teks(maks=100),
                "provinsi": Teks(maks=100),
            }
        ),
        "kecamatan": Peta(
            {
                "kode": Teks(pola=r"\d\d\.\d\d\.\d\d", contoh="63.11.03"),
                "nama": Teks(maks=100),
                "singkatan": Teks(maks=20),
                "zona_waktu": Teks(pilihan=tuple(ZonaWaktu.values)),
            }
        ),
        "desa": Kamus(Teks(pola=r"\d{4}", contoh="2004"), Teks(maks=100)),
    },
    periksa=_periksa,
)


def muat() -> list[str]:
    """Load every file and return what was done, a sentence each. Never overwrites what the office edited."""
    semua = [baca(berkas, SKEMA) for berkas in sorted(BERKAS_ACUAN.glob("*.yaml"))]
    return [_muat_satu(isi) for isi in semua]


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
