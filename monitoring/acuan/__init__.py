"""Reference data of this room: the monitoring forms of the regulations, one dated YAML file per version.

A version that has been used is never altered; a change is a new file with a new `kode`.
"""

from operator import itemgetter
from pathlib import Path
from typing import Any

from django.db import transaction

from dasar.acuan import baca_semua, baca_yang_utuh
from dasar.skema import Benar, Daftar, Keluhan, Peta, Teks
from instrumen import StatusInstrumen
from instrumen.acuan import (
    CATATAN,
    KEPALA_FORMULIR,
    formulir_muat,
    laporan_muat,
    skema_berkas,
    terbaru_setiap_kode,
)
from monitoring.jenis_temuan import jenis_butir_daftarkan
from monitoring.models import ButirMonitoring, FormulirMonitoring


def _periksa_formulir(formulir: dict[str, Any]) -> Keluhan:
    pilihan = formulir["pilihan"]
    bagian = [b["kode"] for b in formulir.get("bagian", [])]
    for n, butir in enumerate(formulir["butir"]):
        if butir.get("positif", pilihan[0]) not in pilihan:
            yield (
                ("butir", n, "positif"),
                f"positif “{butir['positif']}” bukan salah satu jawabannya: {', '.join(pilihan)}.",
            )
        if bagian and "bagian" not in butir:
            yield ("butir", n), f"butir {butir['nomor']} belum menyebut bagiannya: {', '.join(bagian)}."
        elif "bagian" in butir and butir["bagian"] not in bagian:
            yield ("butir", n, "bagian"), f"bagian “{butir['bagian']}” tidak ada dalam daftar bagian formulir ini."


SKEMA = skema_berkas(
    Peta(
        {
            **KEPALA_FORMULIR,
            "format": Teks(maks=20),
            "pilihan": Daftar(Teks(maks=20), banyak=2),
            "boleh_tambah": Benar(),
            "butir": Daftar(
                Peta(
                    {"nomor": Teks(maks=10), "teks": Teks()},
                    opsional={"bagian": Teks(maks=5), "positif": Teks(), "catatan": CATATAN},
                ),
                unik=("nomor", "bagian"),
            ),
        },
        opsional={
            "bagian": Daftar(Peta({"kode": Teks(maks=5), "judul": Teks(maks=300)}), unik=("kode",)),
            "catatan": CATATAN,
        },
        periksa=_periksa_formulir,
    )
)


def berkas_acuan() -> list[Path]:
    return sorted(Path(__file__).parent.glob("*.yaml"))


def semua() -> list[dict[str, Any]]:
    """Every file, the oldest first. Raises AcuanRusak."""
    return baca_semua(berkas_acuan(), SKEMA)


def yang_utuh() -> list[dict[str, Any]]:
    """For pages: the files that can be read, the oldest first."""
    return baca_yang_utuh(berkas_acuan(), SKEMA)


def daftar_formulir(isi: dict[str, Any]) -> list[dict[str, Any]]:
    """The forms of one file in order, every field filled in, every text with its place in the source.

    Parts and their rows stand in the order of their letters, wherever the file has them.
    """
    return [_formulir(isi, urut, formulir) for urut, formulir in enumerate(isi["formulir"], 1)]


def _formulir(isi: dict[str, Any], urut: int, formulir: dict[str, Any]) -> dict[str, Any]:
    tempat = f"{isi['tempat']}, Format {formulir['format']}"
    bagian = formulir.get("bagian", [])
    sama = ("kode", "judul", "nomor_bidang", "bidang", "jenis_kegiatan", "lokasi", "pilihan", "boleh_tambah")
    return {
        "urut": urut,
        **{kunci: formulir[kunci] for kunci in sama},
        "tempat": tempat,
        "catatan": formulir.get("catatan", []),
        "bagian": [b | {"tempat": f"{tempat}, bagian {b['kode']}"} for b in sorted(bagian, key=itemgetter("kode"))],
        "butir": [
            _butir(formulir, tempat, n, b)
            for n, b in enumerate(sorted(formulir["butir"], key=lambda b: b.get("bagian", "")), 1)
        ],
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

    Raises ValidationError where a file is not whole, or differs from a version that was filled in already.
    """
    with transaction.atomic():
        kalimat = [_muat_berkas(isi) for isi in semua()]
        if jumlah := jenis_butir_daftarkan(FormulirMonitoring.objects.filter(status=StatusInstrumen.TERBIT)):
            kalimat.append(f"Jenis temuan dari butir monitoring: {jumlah} dimuat atau diperbarui.")
        return kalimat


def _muat_berkas(isi: dict[str, Any]) -> str:
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
    """The newest version of every form as the exchange format has it. Reads files only, no database."""
    return {
        "monitoring": [
            {k: f[k] for k in ("kode", "judul", "bidang", "jenis_kegiatan", "pilihan")}
            | {"butir": [{k: b[k] for k in ("no", "bagian", "teks", "positif")} for b in f["butir"]]}
            for f in terbaru_setiap_kode(f for isi in semua() for f in daftar_formulir(isi))
        ]
    }
