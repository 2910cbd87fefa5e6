"""The level of a role is declared once (TINGKAT_PERAN); the database holds every assignment to it."""

from itertools import product

import pytest
from django.db import IntegrityError, transaction

from akun.enums import TINGKAT_PERAN, Peran, Tingkat
from akun.models import Penugasan
from akun.tests.factories import PenggunaFactory


@pytest.mark.django_db
@pytest.mark.parametrize(("peran", "tingkat"), list(product(Peran, Tingkat)))
def test_basis_data_menerima_peran_hanya_pada_tingkatnya(desa, peran, tingkat):
    wilayah = {
        Tingkat.INSTALASI: {},
        Tingkat.KABUPATEN: {"kabupaten": desa.kecamatan.kabupaten},
        Tingkat.KECAMATAN: {"kecamatan": desa.kecamatan},
        Tingkat.DESA: {"desa": desa},
    }[tingkat]
    try:
        with transaction.atomic():
            Penugasan.objects.create(pengguna=PenggunaFactory(), peran=peran, mulai="2020-01-01", **wilayah)
        diterima = True
    except IntegrityError:
        diterima = False
    assert diterima is (TINGKAT_PERAN[peran] == tingkat)
