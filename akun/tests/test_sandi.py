"""Which passwords are refused: what is published, and what anybody who knows the person and the office tries first."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from akun.models import Pengguna
from akun.tests.factories import pengguna_berperan
from desa.tests.factories import DesaFactory


@pytest.fixture
def camat(db):
    desa = DesaFactory(nama="Putat Basiun", kecamatan__nama="Awayan", kecamatan__kabupaten__nama="Balangan")
    return pengguna_berperan("camat", desa, nama="Drs. H. Ahmad Yani, M.Si.", username="ahmadyani")


@pytest.mark.parametrize(
    "sandi",
    [
        *("Awayan2026!", "awayan-2026", "kecamatanawayan1", "KecAwayan@2026", "4wayan-2026", "2026awayan2026"),
        *("AhmadYani1970", "ahmad.yani.99", "Yani12345678", "camatawayan26", "Balangan-2025", "CamatAhmad2026"),
        *("password2026!", "qwertyuiop12", "bismillah2026", "sayangku12345", "rahasia-negara", "indonesia1945"),
        *("siskeudes2026", "P@ssw0rd2026", "1234567890123", "administrator1"),
    ],
)
def test_yang_ditebak_lebih_dahulu_ditolak(camat, sandi):
    with pytest.raises(ValidationError):
        validate_password(sandi, camat)


@pytest.mark.parametrize(
    "sandi", ["sawah-hijau-2026", "payung kertas sungai", "awayan payung kertas", "lampu teh gunung 21", "Xk92mQv71pLz"]
)
def test_yang_lain_diterima(camat, sandi):
    validate_password(sandi, camat)


def test_tanpa_orang_dan_bagi_yang_belum_tersimpan(db):
    validate_password("payung kertas sungai")
    with pytest.raises(ValidationError):
        validate_password("Ahmad.Yani.2026", Pengguna(nama="Ahmad Yani", username="yani"))
    with pytest.raises(ValidationError):
        validate_password("bismillah2026")
