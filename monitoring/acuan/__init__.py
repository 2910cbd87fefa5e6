"""Reference data of this room: the monitoring forms of the regulation, one dated YAML file per version.

A version that has been used is never altered; a change is a new file with a new `kode`.
"""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from instrumen.acuan import formulir_muat, laporan_muat


def berkas_acuan() -> list[Path]:
    return sorted(Path(__file__).parent.glob("*.yaml"))


@cache
def baca(berkas: Path) -> dict[str, Any]:
    return yaml.safe_load(berkas.read_text(encoding="utf-8"))


def terbaru() -> dict[str, Any]:
    return max((baca(berkas) for berkas in berkas_acuan()), key=lambda isi: isi["berlaku_sejak"])


def daftar_formulir(isi: dict[str, Any]) -> list[dict[str, Any]]:
    """The forms of one version in order, every field filled in, every text with its place in the source."""
    return [_formulir(isi, urut, formulir) for urut, formulir in enumerate(isi["formulir"], 1)]


def _formulir(isi: dict[str, Any], urut: int, formulir: dict[str, Any]) -> dict[str, Any]:
    tempat = f"{isi['tempat']}, Format {formulir['format']}"
    sama = ("kode", "judul", "nomor_bidang", "bidang", "jenis_kegiatan", "lokasi", "pilihan", "boleh_tambah")
    return {
        "urut": urut,
        **{kunci: formulir[kunci] for kunci in sama},
        "tempat": tempat,
        "catatan": formulir.get("catatan", []),
        "bagian": [b | {"tempat": f"{tempat}, bagian {b['kode']}"} for b in formulir.get("bagian", [])],
        "butir": [_butir(formulir, tempat, n, b) for n, b in enumerate(formulir["butir"], 1)],
    }


def _butir(formulir: dict[str, Any], tempat: str, urut: int, butir: dict[str, Any]) -> dict[str, Any]:
    bagian = butir.get("bagian")
    if bagian:
        tempat += f", bagian {bagian}"
    return {
        "urut": urut,
        "no": butir["nomor"],
        "bagian": bagian,
        "teks": butir["teks"],
        "positif": butir.get("positif", formulir["pilihan"][0]),
        "tempat": f"{tempat}, nomor {butir['nomor']}",
        "catatan": butir.get("catatan", []),
    }


def muat() -> list[str]:
    """Store every form that is not stored yet; sentences say what was done. Safe to repeat.

    Raises ValidationError where a file differs from a version that was filled in already.
    """
    with transaction.atomic():
        return [_muat_berkas(baca(berkas)) for berkas in berkas_acuan()]


def _muat_berkas(isi: dict[str, Any]) -> str:
    from monitoring.models import ButirMonitoring, FormulirMonitoring  # the export needs no models

    def tulis(formulir: FormulirMonitoring, butir: list[dict[str, Any]]) -> None:
        ButirMonitoring.objects.bulk_create(
            ButirMonitoring(
                formulir=formulir,
                nomor=b["no"],
                bagian=b["bagian"] or "",
                **{k: b[k] for k in ("urut", "teks", "positif", "tempat", "catatan")},
            )
            for b in butir
        )

    hasil = [
        formulir_muat(
            FormulirMonitoring,
            acuan=isi,
            isi=f,
            kolom={k: f[k] for k in ("pilihan", "bagian", "boleh_tambah")},
            tulis=tulis,
            baris="butir",
        )
        for f in daftar_formulir(isi)
    ]
    return laporan_muat(isi["judul"], hasil)


def ekspor() -> dict[str, list[dict[str, Any]]]:
    """The newest version's forms as the exchange format has them. Reads files only, no database."""
    return {
        "monitoring": [
            {k: f[k] for k in ("kode", "judul", "bidang", "jenis_kegiatan", "pilihan")}
            | {"butir": [{k: b[k] for k in ("no", "bagian", "teks", "positif")} for b in f["butir"]]}
            for f in daftar_formulir(terbaru())
        ]
    }
