"""Printed invitations: for each person a part of a page to cut off."""

from collections.abc import Iterable

from django.conf import settings

from akun.models import Undangan
from akun.services.undangan import alamat_undangan
from cetak.pdf import pdf_buat
from cetak.qr import qr_svg


def lembar_undangan(undangan: Iterable[tuple[Undangan, str]]) -> bytes:
    """Two to a page. The tokens are on the paper and nowhere else."""
    bagian = []
    for u, token in undangan:
        alamat = alamat_undangan(token)
        tugas = u.pengguna.penugasan.aktif().select_related("kabupaten", "kecamatan", "desa__kecamatan")
        bagian.append(
            {
                "orang": u.pengguna,
                "tugas": [t.sebutan for t in tugas],
                "sampai": u.berlaku_sampai,
                "oleh": u.oleh,
                "alamat": alamat.partition("://")[2],
                "qr": qr_svg(alamat),
            }
        )
    masuk = settings.ALAMAT_SITUS.rstrip("/").partition("://")[2]
    return pdf_buat("akun/pdf/undangan.html", {"bagian": bagian, "masuk": masuk})
