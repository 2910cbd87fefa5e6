"""The same bytes in one desa: said where they mean the same thing, shared where they do not."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from berkas.enums import StatusPindai
from berkas.models import VersiBerkas
from dasar.waktu import tanggal

if TYPE_CHECKING:
    from berkas.services.berkas import Tujuan


def kembar_periksa(tujuan: "Tujuan", sha256: str) -> None:
    """The same bytes for the same thing are said, and not kept again."""
    sama = VersiBerkas.objects.filter(sha256=sha256, berkas__desa=tujuan.desa).select_related("berkas__kategori")
    if tujuan.berkas:
        if lama := sama.filter(berkas=tujuan.berkas).first():
            raise ValidationError(
                f"Isi berkas ini sama persis dengan versi {lama.urut} yang diunggah "
                f"{date_format(tanggal(lama.waktu, tujuan.desa), 'j F Y')}, jadi tidak disimpan lagi. "
                "Periksa apakah Anda memilih berkas yang sudah diperbaiki.",
                code="kembar",
            )
    elif lama := sama.filter(
        berkas__kategori=tujuan.kategori, berkas__tahun=tujuan.tahun, berkas__periode=tujuan.periode
    ).first():
        raise ValidationError(
            f"Berkas ini sudah diunggah sebagai {versi_sebut(lama)}, jadi tidak disimpan lagi.", code="kembar"
        )
    if sama.filter(status_pindai=StatusPindai.TERINFEKSI).exists():
        raise ValidationError("Berkas yang sama pernah diunggah dan ternyata mengandung virus, jadi tidak diterima.")


def kembar_lain(tujuan: "Tujuan", sha256: str) -> VersiBerkas | None:
    """The same bytes anywhere else in this desa: they are shared, not stored twice."""
    return (
        VersiBerkas.objects.filter(sha256=sha256, berkas__desa=tujuan.desa)
        .select_related("berkas__kategori")
        .order_by("pk")
        .first()
    )


def versi_sebut(versi: VersiBerkas) -> str:
    berkas = versi.berkas
    rincian = " ".join(n for n in (berkas.kategori.nama, berkas.periode_label.strip("–")) if n)
    return f"“{berkas.judul}” ({rincian})"
