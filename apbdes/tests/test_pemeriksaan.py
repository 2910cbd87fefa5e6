"""All stored budgets in one pass: the same verdicts as one at a time, and few queries."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apbdes.anggaran import jumlah
from apbdes.models import VersiApbdes
from apbdes.pemeriksaan import periksa_semua
from apbdes.perangkat import berlaku_untuk, periksa_semua_perangkat
from apbdes.services.anggaran import anggaran_dari_versi
from apbdes.tests.contoh import anggaran, b, p, utuh
from apbdes.tests.factories import VersiApbdesFactory
from desa.tests.factories import DesaFactory

pytestmark = pytest.mark.django_db
KECIL = anggaran([b("1.1.01", "5.1.1.01", 40), b("1.1.04", "5.2.1.01", 60)], [p("4.2.3.01", "ADD", 100)])


def kueri(sekaligus):
    with CaptureQueriesContext(connection) as dicatat:
        hasil = list(periksa_semua(VersiApbdes.objects.all(), sekaligus=sekaligus))
    return hasil, len(dicatat)


def test_putusannya_sama_dengan_satu_per_satu(desa):
    murni = VersiApbdesFactory(desa=desa, status="ditetapkan", isi=utuh())
    VersiApbdesFactory(desa=desa, perubahan_ke=1, sebelum=murni, status="perlu_diperbaiki", isi=KECIL)
    VersiApbdesFactory(desa=desa, perubahan_ke=1, perbaikan_ke=1, isi=utuh())
    VersiApbdesFactory(desa=DesaFactory(kecamatan=desa.kecamatan), isi=KECIL)
    hasil, _ = kueri(2)
    assert len(hasil) == 4
    for h in hasil:
        versi = VersiApbdes.objects.lengkap().get(pk=h.versi.pk)
        satu = anggaran_dari_versi(versi)
        assert h.anggaran == satu
        assert h.anggaran.semula == satu.semula
        assert h.hasil == periksa_semua_perangkat(satu, berlaku_untuk(versi.apbdes.desa.kecamatan, 2024).perangkat)
    assert [h.anggaran.semula is not None for h in hasil] == [False, True, True, False]


def test_kueri_menurut_kelompok_bukan_menurut_banyaknya(desa):
    def tambah(banyak):
        for _ in range(banyak):
            VersiApbdesFactory(desa=DesaFactory(kecamatan=desa.kecamatan), isi=KECIL)

    tambah(1)
    _, satu = kueri(50)
    tambah(19)
    hasil, duapuluh = kueri(50)
    assert duapuluh == satu
    assert sum(jumlah(h.anggaran.belanja) for h in hasil) == 20 * 100_00


def test_perintah_rekap(desa):
    VersiApbdesFactory(desa=desa, isi=KECIL)
    VersiApbdesFactory(desa=desa, tahun=2023, isi=utuh())
    VersiApbdesFactory(desa=DesaFactory(), status="dibatalkan", isi=KECIL)
    keluaran = StringIO()
    call_command("apbdes_rekap", tahun=2024, json=True, stdout=keluaran)
    isi = json.loads(keluaran.getvalue())
    assert isi["rancangan"] == 1
    b30 = next(r for r in isi["rekap"] if r["kode"] == "B30-01")
    assert (b30["dilanggar"], b30["terpenuhi"]) == (1, 0)
    keluaran = StringIO()
    call_command("apbdes_rekap", kabupaten=desa.kecamatan.kabupaten.kode, stdout=keluaran)
    assert "2 rancangan diperiksa dalam" in keluaran.getvalue()
