"""The book of numbers of an office: continued from paper, shared, reserved, skipped, written by hand; never twice."""

import pytest

from naskah.models import Naskah, SeriNomor

pytestmark = pytest.mark.django_db
POLA = "{klasifikasi}/{urut:03d}/{kode}/{tahun}"


def seri(desa, jenis, klasifikasi, **isi):
    hasil, _ = SeriNomor.objects.update_or_create(
        kecamatan=desa.kecamatan, jenis=jenis, defaults={"klasifikasi": klasifikasi, "pola": POLA} | isi
    )
    return hasil


def test_seri_yang_diubah_di_tengah_tahun_tidak_mengulang_nomor(desa, terbitkan):
    """What one kind printed before the change, another would print after it."""
    seri(desa, "naskah_uji", "140")
    pertama = terbitkan(desa)
    seri(desa, "naskah_uji", "141")
    seri(desa, "naskah_lain", "140")
    kedua = terbitkan(desa, jenis="naskah_lain")
    assert pertama.nomor != kedua.nomor
    assert Naskah.objects.exclude(nomor="").values("nomor").distinct().count() == 2
