"""Closing every book of numbers after a restore, and opening one when its last number was confirmed."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from akun.models import Pengguna
from dasar.waktu import hari_ini, waktu_pembaca
from desa.models import Kecamatan
from naskah.enums.naskah import CaraNomor
from naskah.models import NomorTerpakai, PembukaanNomor, PenutupanNomor
from naskah.models.nomor import URUT_MAKS, seri_berlaku
from naskah.queries.penutupan import buku_tertutup, penutupan_terakhir
from naskah.services import nomor as buku_nomor


def nomor_tutup(*, keadaan: datetime, using: str = "default") -> None:
    """From now on no book gives a number before somebody has confirmed where it stands; `keadaan`: of the backup."""
    PenutupanNomor.objects.using(using).create(keadaan=keadaan)


@transaction.atomic
def nomor_buka(*, kecamatan: Kecamatan, terakhir: dict[str, int], oleh: Pengguna) -> list[PembukaanNomor]:
    """Open these books; `terakhir`: the last number used of each, as the papers say.

    What lies between it and the number that PERUT remembers was used since the backup, and stands in the book as such.
    Raises ValidationError by book.
    """
    buku_nomor.berwenang(oleh, kecamatan)
    buku_nomor.kunci(kecamatan)
    penutupan, tanggal, hasil = penutupan_terakhir(), hari_ini(kecamatan), []
    for buku, nomor in terakhir.items():
        if penutupan is None or not buku_tertutup(kecamatan, buku):
            raise ValidationError({buku: "Buku ini sudah dibuka. Muat ulang halaman Buku nomor."})
        hitungan = buku_nomor.hitungan_buku(kecamatan, seri_berlaku(kecamatan.pk, buku), tanggal.year)
        if nomor < hitungan.terakhir:
            raise ValidationError(
                {buku: f"Menurut cadangannya nomor {hitungan.terakhir} sudah dipakai, jadi tidak dapat kurang."}
            )
        if nomor >= URUT_MAKS:
            raise ValidationError({buku: f"Nomor urut paling besar {URUT_MAKS - 1}."})
        if nomor > hitungan.terakhir:
            buku_nomor.catat(
                NomorTerpakai(
                    kecamatan=kecamatan,
                    buku=buku,
                    tahun=tanggal.year,
                    urut=hitungan.terakhir + 1,
                    sampai=nomor,
                    cara=CaraNomor.LOMPAT,
                    tanggal=tanggal,
                    alasan=f"Dipakai sesudah cadangan {waktu_pembaca(penutupan.keadaan):%d-%m-%Y %H.%M}.",
                ),
                oleh,
            )
            hitungan.terakhir = nomor
            hitungan.save()
        hasil.append(
            PembukaanNomor.objects.create(
                penutupan=penutupan,
                kecamatan=kecamatan,
                buku=buku,
                tahun=tanggal.year,
                terakhir=nomor,
                oleh=oleh,
            )
        )
    return hasil
