"""Reference data of this room: the evaluation forms and the scale, one dated YAML file per version.

A version that has been used is never altered; a change is a new file with a new `kode`.
"""

from operator import itemgetter
from pathlib import Path
from typing import Any

from django.db import transaction

from dasar.acuan import baca_semua, baca_yang_utuh
from dasar.skema import Bilangan, Daftar, Keluhan, Peta, Teks
from evaluasi.enums import Huruf
from evaluasi.hitung import Skala
from evaluasi.models import Aspek, FormulirEvaluasi, TingkatAspek
from instrumen.acuan import (
    CATATAN,
    KEPALA_FORMULIR,
    formulir_muat,
    laporan_muat,
    skema_berkas,
    terbaru_setiap_kode,
)


def _periksa_skala(isi: dict[str, Any]) -> Keluhan:
    try:
        Skala.dari(sorted(isi["tingkat"], key=itemgetter("huruf")))
    except ValueError as galat:
        yield ("tingkat",), str(galat)


SKEMA = skema_berkas(
    Peta(
        {
            **KEPALA_FORMULIR,
            "aspek": Daftar(
                Peta(
                    {
                        "nomor": Teks(maks=10),
                        "teks": Teks(),
                        "tingkat": Peta({str(huruf): Teks() for huruf in Huruf}),
                    },
                    opsional={"catatan": CATATAN, "sebutan": Teks(maks=150)},
                ),
                unik=("nomor",),
            ),
        },
        opsional={"catatan": CATATAN},
    ),
    {
        "skala": Peta(
            {
                "tempat": Teks(),
                "keterangan": Teks(),
                "tingkat": Daftar(
                    Peta(
                        {
                            "huruf": Teks(pilihan=tuple(str(huruf) for huruf in Huruf)),
                            "nilai": Teks(maks=30),
                            "minimal": Bilangan(0, 100),
                            "tertulis": Teks(),
                        }
                    ),
                    banyak=len(Huruf),
                    unik=("huruf",),
                ),
            },
            opsional={"catatan": CATATAN},
            periksa=_periksa_skala,
        )
    },
)


def berkas_acuan() -> list[Path]:
    return sorted(Path(__file__).parent.glob("*.yaml"))


def semua() -> list[dict[str, Any]]:
    """Every file, the oldest first. Raises AcuanRusak."""
    return baca_semua(berkas_acuan(), SKEMA)


def yang_utuh() -> list[dict[str, Any]]:
    """For pages: the files that can be read, the oldest first."""
    return baca_yang_utuh(berkas_acuan(), SKEMA)


def skala_bawaan() -> list[dict[str, Any]]:
    """The scale of the newest file, for what names no form of a regulation: a form of one's own, a new evaluation."""
    return skala(yang_utuh()[-1])


def skala(isi: dict[str, Any]) -> list[dict[str, Any]]:
    """The five values from best to worst: letter, name, and the lowest number that belongs to it (0 to 100)."""
    tingkat = sorted(isi["skala"]["tingkat"], key=itemgetter("huruf"))
    return [{k: t[k] for k in ("huruf", "nilai", "minimal")} for t in tingkat]


def daftar_formulir(isi: dict[str, Any]) -> list[dict[str, Any]]:
    """The forms of one file in order, every field filled in, every text with its place in the source."""
    nilai = {t["huruf"]: t["nilai"] for t in skala(isi)}
    return [_formulir(isi, nilai, urut, formulir) for urut, formulir in enumerate(isi["formulir"], 1)]


def sebutan_aspek() -> dict[str, str]:
    """Place in the source → what advice calls the aspect, where the source's heading is wrong or says too little."""
    return {
        f"{isi['tempat']}, Format {f['kode']}, nomor {a['nomor']}": a["sebutan"]
        for isi in yang_utuh()
        for f in isi["formulir"]
        for a in f["aspek"]
        if "sebutan" in a
    }


def _formulir(isi: dict[str, Any], nilai: dict[str, str], urut: int, formulir: dict[str, Any]) -> dict[str, Any]:
    tempat = f"{isi['tempat']}, Format {formulir['kode']}"
    return {
        "urut": urut,
        **{kunci: formulir[kunci] for kunci in ("kode", "judul", "nomor_bidang", "bidang", "jenis_kegiatan", "lokasi")},
        "tempat": tempat,
        "catatan": formulir.get("catatan", []),
        "aspek": [_aspek(nilai, tempat, n, aspek) for n, aspek in enumerate(formulir["aspek"], 1)],
    }


def _aspek(nilai: dict[str, str], tempat: str, urut: int, aspek: dict[str, Any]) -> dict[str, Any]:
    tempat = f"{tempat}, nomor {aspek['nomor']}"
    return {
        "urut": urut,
        "no": aspek["nomor"],
        "teks": aspek["teks"],
        "tempat": tempat,
        "catatan": aspek.get("catatan", []),
        "tingkat": [
            {"huruf": huruf, "nilai": nilai[huruf], "teks": teks, "tempat": f"{tempat}, huruf {huruf}"}
            for huruf, teks in sorted(aspek["tingkat"].items())
        ],
    }


def muat() -> list[str]:
    """Store every form that is not stored yet; sentences say what was done. Safe to repeat.

    Raises ValidationError where a file is not whole, or differs from a version that was scored already.
    """
    with transaction.atomic():
        return [_muat_berkas(isi) for isi in semua()]


def _muat_berkas(isi: dict[str, Any]) -> str:
    def tulis(formulir: FormulirEvaluasi, daftar: list[dict[str, Any]]) -> None:
        aspek = Aspek.objects.bulk_create(
            Aspek(formulir=formulir, nomor=a["no"], **{k: a[k] for k in ("urut", "teks", "tempat", "catatan")})
            for a in daftar
        )
        TingkatAspek.objects.bulk_create(
            TingkatAspek(aspek=baris, huruf=t["huruf"], teks=t["teks"])
            for baris, a in zip(aspek, daftar, strict=True)
            for t in a["tingkat"]
        )

    hasil = [
        formulir_muat(FormulirEvaluasi, acuan=isi, isi=f, kolom={"skala": skala(isi)}, tulis=tulis, baris="aspek")
        for f in daftar_formulir(isi)
    ]
    return laporan_muat(isi["judul"], hasil)


def ekspor() -> dict[str, list[dict[str, Any]]]:
    """The newest version of every form, and the newest scale, as the exchange format has them. Reads files only."""
    berkas = semua()
    return {
        "evaluasi": [
            {k: f[k] for k in ("kode", "judul", "bidang", "jenis_kegiatan")}
            | {
                "aspek": [
                    {k: a[k] for k in ("no", "teks")}
                    | {"tingkat": [{k: t[k] for k in ("huruf", "nilai", "teks")} for t in a["tingkat"]]}
                    for a in f["aspek"]
                ]
            }
            for f in terbaru_setiap_kode(f for isi in berkas for f in daftar_formulir(isi))
        ],
        "skala": [{k: t[k] for k in ("nilai", "minimal")} for t in skala(berkas[-1])],
    }
