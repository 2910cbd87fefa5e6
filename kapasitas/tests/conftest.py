import pytest

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from desa.enums import JabatanPerangkat as J
from desa.tests.factories import DesaFactory, PerangkatFactory
from kapasitas.acuan import muat
from kapasitas.tests.contoh import mulai


@pytest.fixture
def tempat(db):
    """A village of its own kecamatan, with the competencies loaded."""
    muat()
    return DesaFactory(nama="Suka Maju")


@pytest.fixture
def penilai(tempat):
    return pengguna_berperan(Peran.PELAKSANA, tempat, nama="Penilai Satu")


@pytest.fixture
def kaur(tempat):
    return PerangkatFactory(desa=tempat, jabatan=J.KAUR_KEUANGAN, nama="Siti")


@pytest.fixture
def penilaian(kaur, penilai):
    """A draft of which nothing is said yet."""
    return mulai(kaur, penilai)
