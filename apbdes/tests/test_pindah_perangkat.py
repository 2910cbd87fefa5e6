"""Choices, attitudes and figures from before sets carried region and years keep a right meaning."""

import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from apbdes.models import NilaiAturan, PilihanPerangkat, SikapAturan
from apbdes.tests.contoh import PERBUP
from apbdes.tests.contoh_evaluasi import siap

pytestmark = pytest.mark.django_db
MIGRASI = import_module("apbdes.migrations.0004_perangkat_petunjuk")


def pilihan(desa, oleh, *kode):
    isi = {"sejak_tahun": 2024, "alasan": "Lama.", "oleh": oleh}
    return PilihanPerangkat.objects.create(kabupaten=desa.kecamatan.kabupaten, perangkat=list(kode), **isi)


def test_pilihan_lama_menjadi_petunjuk_atau_kosong(desa, desa_lain, orang):
    milik = pilihan(desa, orang["admin"], "nasional-2024", PERBUP)
    asing = pilihan(desa_lain, orang["admin"], "nasional-2024", PERBUP)
    MIGRASI.pindahkan(apps, connection.schema_editor())
    milik.refresh_from_db()
    asing.refresh_from_db()
    assert (milik.perangkat, asing.perangkat) == ([], [PERBUP])


def test_sikap_dan_nilai_mengikuti_aturannya(desa, orang):
    versi = siap(desa, "dievaluasi")
    for perangkat, kode in ((PERBUP, "BAL-01"), (PERBUP, "B30-01"), ("nasional-2024", "NAS-B30")):
        isi = {"putusan": "dilanggar", "sikap": "diterima", "oleh": orang["verifikator"]}
        SikapAturan.objects.create(versi=versi, perangkat=perangkat, kode=kode, **isi)
    for angka in ("batas_kelompok_30", "blt_dd"):
        hari = datetime.date(2024, 6, 1)
        isi = {
            "sejak": hari,
            "diperiksa": hari,
            "nilai": "20%",
            "dasar": "PP",
            "alasan": "Uji.",
            "oleh": orang["admin"],
        }
        NilaiAturan.objects.create(perangkat="nasional-2024", angka=angka, **isi)
    MIGRASI.pindahkan(apps, connection.schema_editor())
    assert set(SikapAturan.objects.values_list("perangkat", "kode")) == {
        ("dasar", "BAL-01"),
        (PERBUP, "B30-01"),
        ("nasional", "NAS-B30"),
    }
    assert set(NilaiAturan.objects.values_list("perangkat", "angka")) == {
        ("nasional", "batas_kelompok_30"),
        ("nasional-2024", "blt_dd"),
    }
