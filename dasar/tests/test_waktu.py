"""The one clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db.models import Q
from django.utils import timezone

from dasar.waktu import (
    ZonaWaktu,
    awal_hari,
    hari_ini,
    hari_ini_pembaca,
    jam_pembaca,
    menurut_zona,
    setempat,
    tanggal,
    waktu_pembaca,
)

LAMA, BARU = date(2026, 12, 31), date(2027, 1, 1)


@dataclass(frozen=True)
class Tempat:
    zona_waktu: str


WIB, WITA, WIT = (Tempat(z) for z in ZonaWaktu.values)
SAAT = datetime(2026, 12, 31, 15, 30, tzinfo=UTC)  # 00.30 WIT


@pytest.fixture(autouse=True)
def jam():
    with time_machine.travel(SAAT, tick=False):
        yield


def test_hari_dan_tanggal_menurut_tempatnya():
    assert [hari_ini(t) for t in (WIB, WITA, WIT)] == [LAMA, LAMA, BARU]
    assert [tanggal(SAAT, t) for t in (WIB, WITA, WIT)] == [LAMA, LAMA, BARU]
    assert [f"{setempat(SAAT, t):%H.%M}" for t in (WIB, WITA, WIT)] == ["22.30", "23.30", "00.30"]


def test_hari_dimulai_tengah_malam_di_tempatnya():
    assert awal_hari(WIT) == datetime(2026, 12, 31, 15, 0, tzinfo=UTC)
    assert awal_hari(WIB) == datetime(2026, 12, 30, 17, 0, tzinfo=UTC)


def test_jam_pembaca_mengikuti_tempatnya_lalu_kembali():
    with jam_pembaca(WIT):
        assert (hari_ini_pembaca(), f"{waktu_pembaca(SAAT):%H.%M}") == (BARU, "00.30")
    with jam_pembaca(None):
        assert (hari_ini_pembaca(), f"{waktu_pembaca(timezone.now()):%H.%M}") == (LAMA, "23.30")


def test_menurut_zona_menggabung_hanya_bila_harinya_berbeda():
    """Rows without a zone are on the reader's clock."""

    def lewat(hari):
        return Q(batas__lt=hari)

    maju = Q(desa__zona_waktu__in=[ZonaWaktu.WIT.value])
    assert menurut_zona("desa__zona_waktu", lewat) == (~maju & lewat(LAMA)) | (maju & lewat(BARU))
    with jam_pembaca(WIT):
        mundur = Q(desa__zona_waktu__in=[ZonaWaktu.WIB.value, ZonaWaktu.WITA.value])
        assert menurut_zona("desa__zona_waktu", lewat) == (~mundur & lewat(BARU)) | (mundur & lewat(LAMA))
    with time_machine.travel(datetime(2026, 12, 31, 4, 0, tzinfo=UTC)):
        assert menurut_zona("desa__zona_waktu", lewat) == lewat(LAMA)
