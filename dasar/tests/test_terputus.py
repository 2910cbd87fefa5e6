"""The database may be away between what was done outside and its note."""

import pytest
from django.db import InterfaceError, OperationalError, transaction

from dasar.terputus import catat_juga


class _Terputus:
    def __init__(self, kali: int, galat: type[Exception] = OperationalError) -> None:
        self.sisa, self.galat, self.dicoba = kali, galat, 0

    def __call__(self) -> None:
        self.dicoba += 1
        if self.sisa:
            self.sisa -= 1
            raise self.galat("server closed the connection unexpectedly")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("galat", [OperationalError, InterfaceError])
def test_dicatat_sesudah_basis_data_kembali(galat):
    catat = _Terputus(2, galat)
    catat_juga(catat, jeda=0)
    assert catat.dicoba == 3


@pytest.mark.django_db(transaction=True)
def test_yang_tidak_kembali_disebut():
    catat = _Terputus(1000)
    with pytest.raises(OperationalError):
        catat_juga(catat, sabar=0, jeda=0)
    assert catat.dicoba == 1


@pytest.mark.django_db
def test_di_dalam_transaksi_tidak_diulang():
    catat = _Terputus(1)
    with pytest.raises(OperationalError), transaction.atomic():
        catat_juga(catat, jeda=0)
    assert catat.dicoba == 1
