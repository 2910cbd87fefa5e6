"""The village under test lies in Kabupaten Kayong Utara, which has a set of rules of its own for 2024."""

import pytest

from desa.tests.factories import DesaFactory, KabupatenFactory

KAYONG_UTARA = "61.11"


@pytest.fixture
def desa(desa):
    """As everywhere (and in the zone of --jam), moved into that kabupaten."""
    kabupaten = KabupatenFactory(kode=KAYONG_UTARA, nama="Kabupaten Kayong Utara")
    kecamatan = desa.kecamatan
    kecamatan.kabupaten, kecamatan.kode = kabupaten, f"{KAYONG_UTARA}.{kecamatan.kode[-2:]}"
    kecamatan.save()
    desa.kode = f"{kecamatan.kode}.{desa.kode[-4:]}"
    desa.save()
    return desa


@pytest.fixture
def desa_lain(db):
    """A village of a kabupaten without a set of its own."""
    return DesaFactory(nama="Muara Jaya", kecamatan__kabupaten__nama="Kabupaten Balangan")
