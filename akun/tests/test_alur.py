"""What a page sends back about its own age."""

import pytest

from dasar.formulir import bilangan


@pytest.mark.parametrize(
    ("teks", "nilai"), [("17", 17), ("0", 0), ("", None), ("x", None), ("-1", None), ("²", None), ("9" * 5000, None)]
)
def test_sejak_yang_bukan_bilangan_bukan_kesalahan(teks, nilai):
    assert bilangan({"sejak": teks}, "sejak") == nilai


def test_sejak_boleh_tidak_ada_atau_bernama_lain():
    assert (bilangan({}, "sejak"), bilangan({"sejak-3": "5"}, "sejak-3")) == (None, 5)
