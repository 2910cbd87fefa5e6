"""The amounts that were stored in whole rupiah become sen, and go back; what was frozen stays as it was printed."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from akun.tests.factories import PenggunaFactory
from apbdes.models import CatatanPagu, RincianBelanja, RincianPembiayaan, RincianPendapatan, VersiApbdes
from apbdes.tests.factories import VersiApbdesFactory

pytestmark = pytest.mark.django_db
pindah = import_module("apbdes.migrations.0012_sen")
BEKU = {"perangkat": [], "ringkasan": {"belanja": "Rp1.000"}}


def keadaan():
    versi, catatan = VersiApbdes.objects.get(), CatatanPagu.objects.get()
    belanja = RincianBelanja.objects.get()
    return [
        *(versi.pagu_dds, versi.pagu_add, versi.beku),
        *(belanja.jumlah, belanja.harga_satuan, belanja.pagu_acuan),
        *(RincianPendapatan.objects.get().jumlah, RincianPembiayaan.objects.get().harga_satuan),
        *(catatan.pagu_semula, catatan.pagu_menjadi),
    ]


def test_rupiah_menjadi_sen_dan_kembali():
    versi = VersiApbdesFactory(pagu_dds=7, beku=BEKU)
    RincianBelanja.objects.create(
        versi_apbdes=versi, kegiatan="1.1.04", rekening="5.2.1.01", sumber="ADD", jumlah=12, harga_satuan=3
    )
    RincianPendapatan.objects.create(versi_apbdes=versi, rekening="4.2.3.01", sumber="ADD", jumlah=12)
    RincianPembiayaan.objects.create(versi_apbdes=versi, rekening="6.1.1.01", jumlah=5, harga_satuan=5)
    CatatanPagu.objects.create(
        versi=versi,
        langkah="penyesuaian_pagu",
        tanggal="2024-01-09",
        pagu_semula={"pagu_dds": None},
        pagu_menjadi={"pagu_dds": 7},
        oleh=PenggunaFactory(),
    )
    sebelum = keadaan()
    pindah.ke_sen(apps, connection.schema_editor())
    assert keadaan() == [700, None, BEKU, 1200, 300, None, 1200, 500, {"pagu_dds": None}, {"pagu_dds": 700}]
    pindah.ke_rupiah(apps, connection.schema_editor())
    assert keadaan() == sebelum
