"""A kecamatan of the national list becomes one of this installation, with its villages: whole, or not at all."""

import re
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from dasar.induk import KOSONG, Beda
from desa.enums import AksiData
from desa.models import Kabupaten, Kecamatan
from desa.sebutan import banyaknya
from desa.services.data import data_catat
from desa.wilayah import WilayahGalat, baca, impor

POLA_KODE = r"\d\d\.\d\d\.\d\d"


def kode_ditolak(kode: str) -> str:
    """Why this code cannot be installed, in a sentence; '' for one that has the form of a code."""
    if re.fullmatch(POLA_KODE, kode):
        return ""
    return f"Kode kecamatan “{kode[:20]}” tidak dikenal. Kode kecamatan ditulis seperti 63.11.03."


def kode_tak_ada(kode: str) -> str:
    return (
        f"Kecamatan berkode {kode} tidak ada dalam daftar wilayah Kemendagri yang dipakai PERUT. Mungkin kecamatan itu "
        "sudah digabung, dihapus, atau berganti kode; cari menurut namanya."
    )


@transaction.atomic
def kecamatan_pasang(*, kode: str, oleh: models.Model) -> Kecamatan:
    """Kabupaten, kecamatan and villages with the clock of their province. Raises ValidationError with a sentence."""
    if kalimat := kode_ditolak(kode):
        raise ValidationError(kalimat)
    kabupaten = Kabupaten.objects.filter(kode=kode[:5]).first()
    akun = cast(Any, oleh)  # this room knows no accounts
    if not (akun.has_perm("desa.pasang_kecamatan", kabupaten) if kabupaten else akun.has_perm("desa.pasang_kabupaten")):
        raise PermissionDenied("Kecamatan di kabupaten ini dipasang oleh admin, atau oleh admin kabupatennya.")
    if ada := Kecamatan.objects.filter(kode=kode).first():
        raise ValidationError(f"{ada} sudah terpasang, jadi tidak dipasang lagi.")
    try:
        cakupan = baca(settings.WILAYAH_DIR, kode)
    except WilayahGalat as galat:
        raise ValidationError(kode_tak_ada(kode)) from galat
    impor(cakupan)
    kecamatan = Kecamatan.objects.select_related("kabupaten").get(kode=kode)
    isi = f"{kecamatan}, {kecamatan.kabupaten}, {banyaknya(kecamatan.desa.all())}"
    data_catat(objek=kecamatan, beda=[Beda("wilayah", "Wilayah", KOSONG, isi)], oleh=oleh, aksi=AksiData.DICATAT)
    return kecamatan
