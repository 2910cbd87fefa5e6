"""The reminders of the day."""

from datetime import timedelta

import pytest
from django.db.models import Value
from django.db.models.functions import Concat

from config.tests.kantor import hari_uji
from desa.tests.factories import DesaFactory
from notifikasi.models import Pemberitahuan
from perut.enums import StatusKunjungan
from perut.tasks import pengingat_harian
from perut.tests.factories import KunjunganFactory

pytestmark = [pytest.mark.waktu, pytest.mark.django_db]
HARI = timedelta(days=1)


def kabar() -> set[tuple[str, str]]:
    return {(p.penerima.nama, p.judul) for p in Pemberitahuan.objects.select_related("penerima")}


def test_kunjungan_hari_ini_dan_besok_hanya_yang_dijadwalkan(desa, orang):
    hari_ini = hari_uji()
    for status in StatusKunjungan.values:
        KunjunganFactory(desa=DesaFactory(nama=status), tanggal=hari_ini, status=status, petugas=[orang["pelaksana"]])
    KunjunganFactory(desa=desa, tanggal=hari_ini + HARI, status="dijadwalkan", petugas=[orang["pendamping"]])
    KunjunganFactory(desa=desa, tanggal=hari_ini + 2 * HARI, status="dijadwalkan", petugas=[orang["pelaksana"]])
    pengingat_harian()
    assert kabar() == {
        ("Pelaksana", "Hari ini: kunjungan ke Desa dijadwalkan"),
        ("Pendamping", "Besok: kunjungan ke Desa Putat Basiun"),
    }


def test_kunjungan_lewat_sampai_kepada_petugas_dan_verifikator(desa, orang):
    kemarin = hari_uji() - HARI
    KunjunganFactory(desa=desa, tanggal=kemarin, status="dijadwalkan", petugas=[orang["pelaksana"]])
    KunjunganFactory(desa=desa, tanggal=kemarin, status="disahkan", petugas=[orang["pendamping"]])
    KunjunganFactory(desa=desa, tanggal=kemarin - 7 * HARI, status="dijadwalkan", petugas=[orang["pendamping"]])
    pengingat_harian()
    judul = "Kunjungan ke Desa Putat Basiun lewat dan belum dimulai"
    assert kabar() == {("Pelaksana", judul), ("Verifikator", judul)}


@pytest.mark.parametrize("kali", [2, 3])
def test_sekali_sehari_per_perkara(desa, orang, kali):
    KunjunganFactory(desa=desa, tanggal=hari_uji(), status="dijadwalkan", petugas=[orang["pelaksana"]])
    for _ in range(kali):
        pengingat_harian()
    assert Pemberitahuan.objects.count() == 1
    Pemberitahuan.objects.update(sekali=Concat(Value("kemarin "), "sekali"))  # told yesterday
    pengingat_harian()
    assert Pemberitahuan.objects.count() == 2


def test_orang_yang_tidak_aktif_tidak_dikabari(desa, orang):
    orang["pelaksana"].is_active = False
    orang["pelaksana"].save()
    KunjunganFactory(desa=desa, tanggal=hari_uji(), status="dijadwalkan", petugas=[orang["pelaksana"]])
    pengingat_harian()
    assert kabar() == set()
