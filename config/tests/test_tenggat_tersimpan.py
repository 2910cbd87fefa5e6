"""Every last day that is stored: either the calendar of days off moves it, or it is said here why none does."""

import re

import pytest
from django.apps import apps
from django.db import models

from config.tests.test_keselarasan import RUANG
from desa.tenggat import TERDAFTAR, tanggal_berlaku

BERBATAS = re.compile(r"batas|tempo|tenggat|paling lambat|kedaluwarsa|sampai")
TIDAK_BERGESER = {
    "perut.Kesepakatan.batas_waktu": "disepakati dengan desa dan tercetak di berita acara",
    "kewajiban.KabarKewajiban.batas": "dihitung setiap kali; disimpan untuk sekali kabar",
    "tindaklanjut.KabarTemuan.batas": "batas yang pernah dikabarkan",
    "monitoring.KabarMonitoring.batas": "batas yang pernah dikabarkan",
    "perut.Pemeriksaan.mutakhir_sampai": "sampai bulan apa sebuah buku terisi",
    "akun.TautanAwal.berlaku_sampai": "satu jam sejak dicetak",
    "akun.Pengguna.faktor_izin": "beberapa menit, menurut jam",
    "akun.SurelBaru.berlaku_sampai": "lama yang tetap sejak diminta, tercetak di suratnya",
    "akun.Undangan.berlaku_sampai": "hari kalender sejak dibuat, tercetak di lembarnya",
    "notifikasi.Ringkasan.sampai": "sampai kapan pemberitahuan sudah teringkas",
    "apbdes.TimEvaluasiApbdes.sampai": "masa tugas menurut surat keputusannya",
    "akun.Penugasan.selesai": "masa tugas menurut surat keputusannya",
    "evaluasi.Evaluasi.tanggal_selesai": "masa evaluasi menurut rencananya",
    "naskah.AkarSertifikat.berlaku_sampai": "masa berlaku sertifikat, menurut jam",
    "naskah.Sertifikat.berlaku_sampai": "masa berlaku sertifikat, menurut jam",
    "naskah.Sertifikat.terkunci_sampai": "beberapa menit, menurut jam",
    "naskah.PekerjaanEkspor.kedaluwarsa": "tujuh hari kalender",
}


def tersimpan() -> set[str]:
    return {
        f"{m._meta.app_label}.{m.__name__}.{k.name}"
        for m in apps.get_models()
        if m._meta.app_label in RUANG
        for k in m._meta.concrete_fields
        if isinstance(k, models.DateField) and BERBATAS.search(f"{k.name} {k.verbose_name}")
    }


def test_setiap_tenggat_tersimpan_terdaftar():
    assert tersimpan() == set(TERDAFTAR) | set(TIDAK_BERGESER)


@pytest.mark.parametrize("letak", sorted(TERDAFTAR))
def test_setiap_tenggat_terdaftar_dapat_digeser(letak):
    """Its column is there, it keeps a history that allows nobody's act, and the lookup to its kabupaten holds."""
    t = TERDAFTAR[letak]
    ruang, model, kolom = letak.split(".")
    assert t.kolom == kolom
    m = apps.get_model(ruang, model)
    assert t.berjalan().model is m
    riwayat = m._meta.get_field("riwayat").related_model
    assert riwayat._meta.get_field("oleh").null
    assert "kabupaten" in str(t.berjalan().filter(**{f"{t.kabupaten}__in": [1]}).query)


def test_hari_yang_sudah_lewat_tidak_digeser_maju():
    from datetime import date

    senin, selasa, rabu = (date(2026, 3, h) for h in (9, 10, 11))
    assert tanggal_berlaku(senin, selasa, rabu) == selasa  # later: always, also when both are over
    assert tanggal_berlaku(rabu, selasa, senin) == selasa  # earlier: while it is still to come
    assert tanggal_berlaku(rabu, selasa, selasa) == selasa  # or is today
    assert tanggal_berlaku(selasa, senin, rabu) == selasa  # never into what is over
    assert tanggal_berlaku(rabu, senin, selasa) == rabu
