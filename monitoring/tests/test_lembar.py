"""Sheets as they are shown: parts, bad news, and the last answers beside the new ones whatever the form's version."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monitoring.lembar import lembar_tampil
from monitoring.models import ButirMonitoring, JawabanMonitoring, Monitoring
from monitoring.tests import contoh_lapangan as contoh
from monitoring.tests.factories import (
    ButirMonitoringFactory,
    FormulirMonitoringFactory,
    LembarMonitoringFactory,
    MonitoringFactory,
)

pytestmark = pytest.mark.django_db


def selesai(desa, formulir, tanggal, jawaban="ADA", lokasi="Kantor Desa"):
    m = MonitoringFactory(desa=desa, status="selesai", tanggal_mulai=tanggal, tanggal_selesai=tanggal)
    return LembarMonitoringFactory(monitoring=m, formulir=formulir, tanggal=tanggal, lokasi=lokasi, jawaban=jawaban)


def lalu(monitoring, lembar=0):
    return [(b.teks, b.lama and b.lama.jawaban) for b in lembar_tampil(monitoring)[lembar].baris]


def test_jawaban_terakhir_dari_monitoring_selesai_yang_terbaru(desa, monitoring, lembar, formulir):
    selesai(desa, formulir, datetime.date(2025, 5, 1), "ADA")
    selesai(desa, formulir, datetime.date(2025, 11, 1), "TIDAK")
    lain = LembarMonitoringFactory(formulir=formulir, jawaban="ADA")  # another village
    Monitoring.objects.filter(pk=lain.monitoring_id).update(tanggal_mulai="2026-01-01")
    berjalan = MonitoringFactory(desa=desa, status="berlangsung", tanggal_mulai=datetime.date(2026, 2, 1))
    LembarMonitoringFactory(monitoring=berjalan, formulir=formulir, jawaban="ADA")  # not finished
    assert [j for _, j in lalu(monitoring)] == ["TIDAK"] * 3
    assert lembar_tampil(monitoring)[0].lama.lembar.tanggal == datetime.date(2025, 11, 1)


def test_tempat_yang_sama_didahulukan(desa, monitoring, formulir):
    LembarMonitoringFactory(monitoring=monitoring, formulir=formulir, lokasi="RT 02")
    dulu = selesai(desa, formulir, datetime.date(2025, 5, 1), "ADA", "RT 01")
    LembarMonitoringFactory(
        monitoring=dulu.monitoring, formulir=formulir, tanggal=dulu.tanggal, lokasi="rt  02", jawaban="TIDAK"
    )
    assert [j for _, j in lalu(monitoring)] == ["TIDAK"] * 3


def test_versi_lain_dicocokkan_menurut_bunyi_lalu_nomor(desa, monitoring, formulir):
    lama = selesai(desa, formulir, datetime.date(2025, 5, 1), "ADA")
    versi_dua = FormulirMonitoringFactory(kode="U.1", versi=2)
    for urut, (nomor, teks) in enumerate([("1", "DOKUMEN  ke-2"), ("3", "Bunyi baru"), ("9", "Butir baru")], 1):
        ButirMonitoringFactory(formulir=versi_dua, urut=urut, nomor=nomor, teks=teks)
    JawabanMonitoring.objects.filter(lembar=lama.pk, butir__urut=2).update(jawaban="TIDAK", keterangan="Hilang")
    LembarMonitoringFactory(monitoring=monitoring, formulir=versi_dua)
    baris = lembar_tampil(monitoring)[0].baris
    assert [(b.lama and (b.lama.jawaban, b.lama.keterangan, b.lama.berubah), b.baru) for b in baris] == [
        (("TIDAK", "Hilang", False), False),
        (("ADA", "", True), False),
        (None, True),
    ]
    assert (baris[1].lama.teks, baris[1].lama.buruk) == ("Dokumen ke-3", True)  # there, ADA was the bad news


def test_butir_tambahan_lama_disebut(desa, monitoring, lembar, formulir):
    lama = selesai(desa, formulir, datetime.date(2025, 5, 1))
    JawabanMonitoring.objects.create(lembar=lama, teks="Papan data", positif="ADA", jawaban="ADA")
    assert [j.teks for j in lembar_tampil(monitoring)[0].tambahan_lama] == ["Papan data"]
    JawabanMonitoring.objects.create(lembar=lembar, teks="papan data", positif="ADA", jawaban="TIDAK")
    tampil = lembar_tampil(monitoring)[0]
    assert (tampil.tambahan_lama, tampil.baris[-1].lama.jawaban, tampil.baris[-1].buruk) == ([], "ADA", True)


def test_formulir_lima_berbagian_dan_kabar_buruk_terbalik(desa, petugas):
    m, lembar = contoh.monitoring_berjalan(desa, [petugas], "III.V", nomor_bidang=4)
    tampil = lembar_tampil(m)[0]
    assert [(b.kode, len(b.baris)) for b in tampil.bagian] == [("A", 9), ("B", 6)]
    terbalik = ButirMonitoring.objects.filter(formulir__kode__startswith="III.", positif="TIDAK")
    assert terbalik.count() == 3
    for b in terbalik.filter(formulir=lembar.formulir):
        JawabanMonitoring.objects.create(lembar=lembar, butir=b, bagian=b.bagian, jawaban="YA")
    assert lembar_tampil(m)[0].buruk == terbalik.filter(formulir=lembar.formulir).count()


def test_halaman_jawaban_menyebut_kabar_buruk_dengan_kata(client, desa, orang, monitoring, lembar):
    JawabanMonitoring.objects.create(
        lembar=lembar, butir=lembar.formulir.butir.get(urut=2), jawaban="TIDAK", keterangan="<b>Hilang</b>"
    )
    client.force_login(orang["camat"])
    isi = client.get(reverse("monitoring:jawaban", args=[monitoring.pk])).content.decode()
    assert isi.count("Perlu perhatian") == 1
    assert "&lt;b&gt;Hilang&lt;/b&gt;" in isi
    assert "1 dari 3 butir dijawab, 1 perlu perhatian" in isi


@pytest.mark.parametrize("nama", ["monitoring:lapangan", "monitoring:jawaban"])
def test_jumlah_kueri_tidak_tumbuh_dengan_lembar_dan_jawaban(client, desa, petugas, monitoring, formulir, nama):
    client.force_login(petugas)
    alamat = reverse(nama, args=[monitoring.pk])

    def hitung():
        with CaptureQueriesContext(
            connection,
        ) as kueri:
            assert client.get(alamat).status_code == 200
        return len(kueri)

    selesai(desa, formulir, datetime.date(2025, 5, 1))
    LembarMonitoringFactory(monitoring=monitoring, formulir=formulir, jawaban="TIDAK")
    client.get(alamat)
    satu = hitung()
    for n in range(9):
        LembarMonitoringFactory(monitoring=monitoring, formulir=formulir, lokasi=f"RT {n}", jawaban="ADA")
        selesai(desa, formulir, datetime.date(2025, 6, 1 + n), lokasi=f"RT {n}")
    assert hitung() == satu
