"""Forms of regulations, from the dated YAML files of a room into its tables.

Files of several regulations and years lie side by side. The `kode` of a form names it: a form of the same
kode in a file that applies later is its next version, one of another kode stands beside it.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from dasar.skema import Bilangan, Daftar, Jenis, Peta, Tanggal, Teks
from instrumen.models import UMUM, FormulirBerversi, StatusInstrumen

F = TypeVar("F", bound=FormulirBerversi)
Acuan = dict[str, Any]  # the content of one file

BIDANG = Bilangan(1, 5)
CATATAN = Daftar(Teks(), boleh_kosong=True)
# What every form has, whatever its room asks in it. Rows get their place in the source from these: short of 200.
KEPALA_FORMULIR: dict[str, Jenis] = {
    "kode": Teks(maks=20),
    "judul": Teks(maks=300),
    "nomor_bidang": BIDANG,
    "bidang": Teks(maks=150),
    "jenis_kegiatan": Teks(maks=200),
    "lokasi": Teks(maks=200),
}


def skema_berkas(formulir: Peta, lain: Mapping[str, Jenis] | None = None) -> Peta:
    """The schema of a file with these forms in it, and what else a room keeps there."""
    return Peta(
        {
            "kode": Teks(maks=60, pola="[a-z0-9-]+", contoh="perbup-kayong-utara-66-2023"),
            "judul": Teks(maks=200),
            "dasar": Teks(maks=300),
            "berlaku_sejak": Tanggal(),
            "tempat": Teks(maks=120),
            "formulir": Daftar(formulir, unik=("kode",)),
            **(lain or {}),
        },
        opsional={
            "catatan": Daftar(Peta({"tempat": Teks(), "teks": Teks()}), boleh_kosong=True),
            "tanpa_formulir": Daftar(
                Peta({"nomor_bidang": BIDANG, "bidang": Teks(maks=150), "teks": Teks()}),
                boleh_kosong=True,
                unik=("nomor_bidang",),
            ),
        },
    )


def terbaru_setiap_kode(formulir: Iterable[Acuan]) -> list[Acuan]:
    """Of the forms of all files, oldest file first, the newest version of each, where the form first stood."""
    hasil: dict[str, Acuan] = {}
    for f in formulir:
        hasil[f["kode"]] = f
    return list(hasil.values())


def catatan_sumber(berkas: list[Acuan]) -> list[Acuan]:
    """What all files say about their sources; with more than one file each place names its regulation."""
    return [
        c | ({"tempat": f"{isi['tempat'].partition(',')[0]}, {c['tempat']}"} if len(berkas) > 1 else {})
        for isi in berkas
        for c in isi.get("catatan", [])
    ]


def tanpa_formulir(berkas: list[Acuan]) -> list[Acuan]:
    """The bidang of which a file says that it has no form for it, in their order; the newest file's words."""
    kosong = {t["nomor_bidang"]: t for isi in berkas for t in isi.get("tanpa_formulir", [])}
    return [kosong[nomor] for nomor in sorted(kosong)]


def sidik(isi: dict[str, Any]) -> str:
    """SHA-256 of the content itself: comments, order of keys and line breaks do not count."""
    return sha256(json.dumps(isi, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


@transaction.atomic
def formulir_muat(
    model: type[F],
    *,
    acuan: Acuan,
    isi: dict[str, Any],
    kolom: dict[str, Any],
    tulis: Callable[[F, list[dict[str, Any]]], None],
    baris: str,
) -> bool:
    """Store one form of a file as a published version; True when something was written. Safe to repeat.

    `isi` is the form as the file has it, `kolom` what the room adds to it; `baris` names the list of rows
    in it, which `tulis` stores. A form that comes with a new file becomes the next version of its kode.
    Raises ValidationError where the file differs from a version that something was filled in with.
    """
    umum = ("judul", "nomor_bidang", "bidang", "jenis_kegiatan", "lokasi", "tempat", "catatan")
    kolom = {k: isi[k] for k in umum} | {k: acuan[k] for k in ("dasar", "berlaku_sejak")} | kolom
    sidik_baru = sidik(kolom | {baris: isi[baris]})
    lama = (
        model.objects.select_for_update(of=("self",), no_key=True).filter(acuan=acuan["kode"], kode=isi["kode"]).first()
    )
    if lama and lama.sidik == sidik_baru:
        return False
    if lama and lama.lembar.exists():
        raise ValidationError(
            f"Formulir {isi['kode']} dalam berkas acuan “{acuan['kode']}” berubah, padahal versi itu sudah dipakai. "
            "Kembalikan isinya, lalu buat versi baru: salin berkas itu dengan kode dan berlaku_sejak yang baru."
        )
    if lama:
        # Past the lock on published versions (save), which is for people: nothing was filled in with it yet.
        model.objects.filter(pk=lama.pk).update(sidik=sidik_baru, **kolom)
        getattr(lama, baris).all().delete()
        formulir = model.objects.get(pk=lama.pk)
    else:
        terakhir = model.objects.filter(UMUM, kode=isi["kode"]).aggregate(n=Max("versi"))["n"]
        formulir = model.objects.create(
            kode=isi["kode"],
            versi=(terakhir or 0) + 1,
            acuan=acuan["kode"],
            sidik=sidik_baru,
            status=StatusInstrumen.TERBIT,
            diterbitkan=timezone.now(),
            **kolom,
        )
    tulis(formulir, isi[baris])
    return True


def laporan_muat(judul: str, hasil: list[bool]) -> str:
    """The sentence about one file."""
    if not any(hasil):
        return f"{judul}: sudah dimuat, tidak berubah."
    return f"{judul}: {sum(hasil)} formulir dimuat atau diperbarui."
