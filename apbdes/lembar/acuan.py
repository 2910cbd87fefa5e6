"""The worksheets of regulations, one dated YAML file per version, into the tables."""

from pathlib import Path
from typing import Any

from django.db import transaction

from apbdes.enums import Diketahui, JenisBaris
from apbdes.models import ButirLembar, FormulirLembar
from dasar.acuan import baca_semua, baca_yang_utuh
from dasar.skema import Daftar, Peta, Teks
from instrumen.acuan import CATATAN, KEPALA_FORMULIR, formulir_muat, laporan_muat, skema_berkas

KOLOM = ("nomor", "jenis", "teks", "alat_verifikasi", "keterangan", "diketahui", "tempat", "catatan")
SKEMA = skema_berkas(
    Peta(
        {
            **KEPALA_FORMULIR,
            "butir": Daftar(
                Peta(
                    {
                        "nomor": Teks(maks=10, pola=r"[0-9]+(\.[0-9A-Za-z]+)*", contoh="2.3.1"),
                        "jenis": Teks(pilihan=tuple(JenisBaris.values)),
                        "teks": Teks(maks=2000),
                    },
                    opsional={
                        "alat_verifikasi": Teks(maks=1000),
                        "keterangan": Teks(maks=1000),
                        "diketahui": Teks(pilihan=tuple(Diketahui.values)),
                        "catatan": CATATAN,
                    },
                ),
                unik=("nomor",),
            ),
        },
        opsional={"catatan": CATATAN},
    )
)


def berkas_acuan() -> list[Path]:
    return sorted(Path(__file__).parent.glob("*.yaml"))


def yang_utuh() -> list[dict[str, Any]]:
    """For pages: the files that can be read, the oldest first."""
    return baca_yang_utuh(berkas_acuan(), SKEMA)


def muat() -> list[str]:
    """Store every worksheet that is not stored yet; safe to repeat. Raises ValidationError."""
    with transaction.atomic():
        return [_muat_berkas(isi) for isi in baca_semua(berkas_acuan(), SKEMA)]


def _muat_berkas(isi: dict[str, Any]) -> str:
    def tulis(formulir: FormulirLembar, daftar: list[dict[str, Any]]) -> None:
        ButirLembar.objects.bulk_create(
            ButirLembar(formulir=formulir, urut=urut, **{k: b[k] for k in KOLOM}) for urut, b in enumerate(daftar, 1)
        )

    hasil = []
    for f in isi["formulir"]:
        tempat = f"{isi['tempat']}, {f['kode']}"
        kosong = {"alat_verifikasi": "", "keterangan": "", "diketahui": "", "catatan": []}
        butir = [kosong | b | {"tempat": f"{tempat}, nomor {b['nomor']}"} for b in f["butir"]]
        lengkap = {"catatan": []} | f | {"tempat": tempat, "butir": butir}
        hasil.append(formulir_muat(FormulirLembar, acuan=isi, isi=lengkap, kolom={}, tulis=tulis, baris="butir"))
    return laporan_muat(isi["judul"], hasil)
