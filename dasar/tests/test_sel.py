"""A cell of a sheet is a value of its column's kind, and reads back as it was written."""

import datetime

import pytest
from django.db import models

from dasar.sel import sel_untuk

BILANGAN = models.PositiveSmallIntegerField(null=True, blank=True)


@pytest.mark.parametrize(
    ("bidang", "nilai", "tertulis"),
    [
        (models.CharField(), "Abdul", "Abdul"),
        (models.CharField(choices=[("sma", "SMA"), ("s1", "S-1")]), "s1", "S-1"),
        (models.BooleanField(), True, "ya"),
        (models.DateField(), datetime.date(2026, 5, 17), "17-05-2026"),
        (BILANGAN, 2, "2"),
        (BILANGAN, 0, "0"),
        (BILANGAN, None, ""),
    ],
)
def test_sel_terbaca_kembali_seperti_ditulis(bidang, nilai, tertulis):
    sel = sel_untuk(bidang)
    assert sel.render(nilai) == tertulis
    assert sel.clean(tertulis) == nilai


@pytest.mark.parametrize("teks", ["dua", "2,5", "²"])
def test_bilangan_yang_tidak_terbaca_disebut(teks):
    with pytest.raises(ValueError, match=f"“{teks}” bukan bilangan bulat"):
        sel_untuk(BILANGAN).clean(teks)
