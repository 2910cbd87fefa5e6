"""Reference data of this room: the dated versions of the checklist of books, one YAML file each.

A version that a visit has used is never altered; a change is a new file with a new `kode`.
"""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from berkas.acuan import Kategori, kategori_daftarkan
from berkas.enums import KelompokKategori, PeriodeKategori
from instrumen.acuan import sidik
from perut.enums import Mutakhir

TAK_DISEBUT = "Buku ini tidak disebut dalam Pedoman Teknis PERUT 2024; diperiksa karena diatur Permendagri 47/2016."


def berkas_acuan() -> list[Path]:
    return sorted(Path(__file__).parent.glob("buku-*.yaml"))


@cache
def baca(berkas: Path) -> dict[str, Any]:
    return yaml.safe_load(berkas.read_text(encoding="utf-8"))


def daftar_buku(isi: dict[str, Any]) -> list[dict[str, Any]]:
    """The books of one version in order, each with its group, its note and its sources."""
    return [
        {
            "urut": urut,
            "kode": b["kode"],
            "nama": b["nama"],
            "kelompok": kelompok["nama"],
            "nama_pedoman": b.get("nama_pedoman", ""),
            "catatan": b.get("catatan", "") or (TAK_DISEBUT if b.get("tak_disebut") else ""),
            "mutakhir": b["mutakhir"],
            "sumber": _sumber(isi, kelompok, b),
        }
        for urut, (kelompok, b) in enumerate(((k, b) for k in isi["kelompok"] for b in k["buku"]), 1)
    ]


def _sumber(isi: dict[str, Any], kelompok: dict[str, Any], buku: dict[str, Any]) -> list[str]:
    sumber = [f"{isi['peraturan']}, Model {buku['kode']}: {buku.get('nama_peraturan', buku['nama'])}"]
    if buku.get("tak_disebut"):
        sumber.append(f"{isi['pedoman']}, {kelompok['pedoman']}: tidak disebut")
    else:
        nama = buku.get("nama_pedoman") or buku["nama"]
        sumber.append(f"{isi['pedoman']}, {kelompok['pedoman']}, butir ke-{buku['butir']}: “{nama}”")
    return sumber


def muat() -> list[str]:
    """Store every version that is not stored yet; sentences say what was done. Safe to repeat.

    Raises ValidationError where a file differs from a version that a visit has used.
    """
    return [*(_muat_satu(berkas) for berkas in berkas_acuan()), *_kategori_daftarkan()]


def _kategori_daftarkan() -> list[str]:
    """Each book of the newest version is a category of files that a desa may send."""
    terbaru = max((baca(b) for b in berkas_acuan()), key=lambda isi: isi["berlaku_sejak"])
    jumlah = kategori_daftarkan(
        Kategori(
            kode=f"buku:{b['kode']}",
            nama=b["nama"],
            kelompok=KelompokKategori.BUKU,
            periode=PeriodeKategori.BULANAN if b["mutakhir"] == Mutakhir.BULAN_LALU else PeriodeKategori.TAHUNAN,
            urut=b["urut"],
            dasar=b["sumber"][0],
        )
        for b in daftar_buku(terbaru)
    )
    return [f"Kategori berkas dari buku: {jumlah} dimuat atau diperbarui."] if jumlah else []


@transaction.atomic
def _muat_satu(berkas: Path) -> str:
    from perut.models import Buku, InstrumenBuku, Kunjungan  # the export needs no models

    isi = baca(berkas)
    sidik_baru = sidik(isi)
    lama = InstrumenBuku.objects.select_for_update().filter(kode=isi["kode"]).first()
    if lama and lama.sidik == sidik_baru:
        return f"{isi['judul']}: sudah dimuat, tidak berubah."
    dipakai = Q(instrumen=lama) | Q(pemeriksaan_set__buku__instrumen=lama) | Q(foto_set__buku__instrumen=lama)
    if lama and Kunjungan.objects.filter(dipakai).exists():
        raise ValidationError(
            f"Berkas {berkas.name} berubah, padahal versi “{isi['kode']}” sudah dipakai pada kunjungan. "
            "Kembalikan isinya, lalu buat versi baru: salin berkas itu dengan kode dan berlaku_sejak yang baru."
        )
    instrumen, _ = InstrumenBuku.objects.update_or_create(
        kode=isi["kode"],
        defaults={k: isi[k] for k in ("judul", "dasar", "berlaku_sejak")} | {"sidik": sidik_baru},
    )
    buku = daftar_buku(isi)
    instrumen.buku.all().delete()
    Buku.objects.bulk_create(Buku(instrumen=instrumen, **{k: v for k, v in b.items() if k != "sumber"}) for b in buku)
    return f"{isi['judul']}: {len(buku)} buku {'diperbarui' if lama else 'dimuat'}."


def ekspor() -> dict[str, list[dict[str, Any]]]:
    """The newest version's books as the exchange format has them. Reads files only, no database."""
    terbaru = max((baca(b) for b in berkas_acuan()), key=lambda isi: isi["berlaku_sejak"])
    return {"buku": [{k: b[k] for k in ("kode", "nama", "kelompok", "sumber")} for b in daftar_buku(terbaru)]}
