"""Reference data of this room: what questions are about, and the category of the files that come with them."""

from pathlib import Path
from typing import Any

from django.db import transaction

from berkas.acuan import kategori_daftarkan
from dasar.acuan import baca_semua
from dasar.skema import Daftar, Peta, Tanggal, Teks
from klinik.models import Topik
from klinik.services import KATEGORI

SKEMA = Peta(
    {
        "kode": Teks(maks=60),
        "berlaku_sejak": Tanggal(),
        "diperiksa": Tanggal(),
        "topik": Daftar(
            Peta(
                {
                    "kode": Teks(maks=60, pola=r"[a-z0-9-]+", contoh="administrasi-umum"),
                    "nama": Teks(maks=80),
                    "keterangan": Teks(maks=200),
                    "dasar": Teks(maks=200),
                }
            ),
            unik=("kode",),
        ),
    }
)


def berkas_acuan() -> list[Path]:
    return sorted(Path(__file__).parent.glob("*.yaml"))


def topik_semua() -> list[dict[str, Any]]:
    """Each topic as the newest file has it, in the order in which it first stood. Raises AcuanRusak."""
    terbaru: dict[str, dict[str, Any]] = {}
    for isi in baca_semua(berkas_acuan(), SKEMA):
        terbaru |= {t["kode"]: t for t in isi["topik"]}
    return [t | {"urut": n} for n, t in enumerate(terbaru.values(), 1)]


def muat() -> list[str]:
    """Store the topics and the category; a sentence says what changed. Safe to repeat. Nothing is deleted: old
    questions point to theirs."""
    kategori_daftarkan([KATEGORI])
    jumlah = topik_daftarkan()
    return [f"Topik klinik: {jumlah} dimuat atau diperbarui." if jumlah else "Topik klinik: tidak berubah."]


@transaction.atomic
def topik_daftarkan() -> int:
    """Create or update them; how many changed."""
    semua = topik_semua()
    lama = Topik.objects.select_for_update(of=("self",), no_key=True).in_bulk(
        [t["kode"] for t in semua], field_name="kode"
    )
    berubah = 0
    for isi in semua:
        baris = lama.get(isi["kode"]) or Topik()
        if baris.pk and all(getattr(baris, n) == nilai for n, nilai in isi.items()):
            continue
        for n, nilai in isi.items():
            setattr(baris, n, nilai)
        baris.versi += 1
        baris.save()
        berubah += 1
    return berubah
