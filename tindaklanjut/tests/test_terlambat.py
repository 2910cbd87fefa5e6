"""Late is computed from the due date: in the kecamatan's zone, by the working days of its kabupaten."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desa.hari_kerja import hari_kerja, hari_kerja_sejak
from desa.models import HariLibur
from desa.tests.factories import DesaFactory
from tindaklanjut.models import Temuan
from tindaklanjut.tests.test_temuan import buat, rinci

pytestmark = [pytest.mark.django_db]
SABTU, SENIN, SELASA, RABU = (date(2026, 6, n) for n in (6, 8, 9, 10))


def terlambat(pada) -> bool:
    return Temuan.objects.terlambat(pada).exists()


def tempo(desa, hari: date) -> Temuan:
    t = buat(desa)
    Temuan.objects.filter(pk=t.pk).update(batas_waktu=hari)
    return Temuan.objects.get(pk=t.pk)


def test_batas_pada_hari_sabtu_berakhir_hari_senin(desa):
    t = tempo(desa, SABTU)
    assert t.hari_terakhir == SENIN
    assert [(terlambat(h), t.lewat_pada(h)) for h in (SABTU, SENIN, SELASA)] == [
        (False, False),
        (False, False),
        (True, True),
    ]


def test_libur_yang_dicatat_belakangan_ikut_dihitung(desa):
    t = tempo(desa, SENIN)
    assert terlambat(SELASA)
    libur = HariLibur.objects.create(kabupaten=None, tanggal=SENIN, nama="Cuti bersama")
    assert not terlambat(SELASA)
    assert Temuan.objects.get().hari_terakhir == SELASA
    libur.tanggal = SELASA
    libur.save()
    assert [terlambat(SELASA), terlambat(RABU)] == [True, True]
    libur.delete()
    assert t.lewat_pada(SELASA)


def test_libur_kabupaten_hanya_berlaku_di_kabupatennya(desa):
    lain = DesaFactory()
    milik, asing = tempo(desa, SENIN), tempo(lain, SENIN)
    HariLibur.objects.create(kabupaten=desa.kecamatan.kabupaten, tanggal=SENIN, nama="Hari jadi")
    assert list(Temuan.objects.terlambat(SELASA)) == [asing]
    assert (milik.lewat_pada(SELASA), asing.lewat_pada(SELASA)) == (False, True)


def test_saringan_dan_satu_baris_selalu_sepakat(desa):
    """Every day of a year of holidays, against the definition read off the calendar in plain Python."""
    t = tempo(desa, date(2026, 3, 20))  # the week of Nyepi and Idulfitri
    HariLibur.objects.create(kabupaten=desa.kecamatan.kabupaten, tanggal=date(2026, 3, 25), nama="Hari jadi")
    kabupaten = desa.kecamatan.kabupaten
    akhir = next(hari_kerja(t.batas_waktu, t.batas_waktu + timedelta(days=30), kabupaten))
    assert akhir == hari_kerja_sejak(t.batas_waktu, kabupaten)
    for n in range(-5, 25):
        hari = t.batas_waktu + timedelta(days=n)
        assert (terlambat(hari), t.lewat_pada(hari)) == (hari > akhir, hari > akhir), hari


@pytest.mark.waktu
def test_daftar_bertanda_tanpa_kueri_setiap_baris(desa):
    """As many queries for one row as for four; how many days it is in the country just now decides the rest."""

    def baca() -> tuple[list[bool], int]:
        with CaptureQueriesContext(connection) as kueri:
            semua = Temuan.objects.bertanda().select_related("desa__kecamatan").order_by("pk")
            bertanda = [t.terlambat for t in semua]
        return bertanda, len(kueri)

    buat(desa, hari=-20)
    _, satu = baca()
    for hari in (-5, 0, 5):
        buat(desa, hari=hari)
    sendiri = [t.terlambat for t in Temuan.objects.order_by("pk")]
    assert baca() == (sendiri, satu)
    assert True in sendiri
    assert set(Temuan.objects.terlambat()) == {t for t in Temuan.objects.all() if t.terlambat}


def test_batas_di_ujung_penanggalan_tetap_terbaca(client, desa, orang):
    """Stored before the year was asked about: whoever may read the finding still does."""
    for batas in (date(9999, 12, 31), date(9999, 12, 4), date(9999, 1, 2)):
        t = buat(desa)
        Temuan.objects.filter(pk=t.pk).update(batas_waktu=batas)
        client.force_login(orang["verifikator"])
        assert client.get(rinci(t)).status_code == 200, batas
    assert client.get(reverse("tindaklanjut:temuan-daftar")).status_code == 200
    assert client.get(reverse("tindaklanjut:temuan-papan")).status_code == 200
