"""Whatever the clock starts, started twice at once, again, and after ten days without a scheduler: each matter once."""

from collections import Counter
from datetime import timedelta
from importlib import import_module

import pytest
from celery import current_app
from celery.schedules import crontab
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.db import models
from django.utils import timezone

from akun.tests.factories import PenggunaFactory
from antrean import kerja
from antrean.models import Pekerjaan
from config.celery import app
from config.tests.kantor import hari_uji
from config.tests.serentak import serentak
from config.tests.test_sapuan import (
    SAPUAN,
    antrean_lama,
    antrean_tertinggal,
    batas_bergeser,
    berkas_hilang,
    desa_diingatkan,
    ekspor_kedaluwarsa,
    ekspor_terhenti,
    ekspor_usang,
    evaluasi_lewat,
    jangkar_jejak,
    jejak_belum_bersegel,
    kecamatan_bertemuan,
    kecamatan_diingatkan,
    kunjungan_lewat,
    laporan_terlambat,
    pdf,
    pemberitahuan_lama,
    pratinjau,
    ringkasan,
    sesi_lama,
    tanda_tangan,
    temuan_terlambat,
    unggahan_ditinggalkan,
)
from desa.tests.factories import DesaFactory
from monitoring.tests.factories import MonitoringFactory
from notifikasi.models import Pemberitahuan, Ringkasan
from perut.tests.factories import KunjunganFactory

pytestmark = pytest.mark.django_db(transaction=True)
SEHARI = timedelta(days=1)
JADWAL = {j["task"]: j["schedule"] for j in settings.CELERY_BEAT_SCHEDULE.values()}
# What can lie in one database at once: building it anew for each sweep takes longer than all sweeps together.
KELOMPOK = [
    [
        berkas_hilang,
        antrean_tertinggal,
        jejak_belum_bersegel,
        jangkar_jejak,
        sesi_lama,
        pemberitahuan_lama,
        pdf,
        tanda_tangan,
        ekspor_terhenti,
        pratinjau,
        laporan_terlambat,
        evaluasi_lewat,
        kunjungan_lewat,
        temuan_terlambat,
    ],
    [antrean_lama, ringkasan, ekspor_kedaluwarsa, kecamatan_diingatkan, batas_bergeser],
    [ekspor_usang, unggahan_ditinggalkan, kecamatan_bertemuan],
    [desa_diingatkan],
]


# Those that belong to a day or an hour, of which ten are missing; what is swept every few minutes is not.
BERHARI = [nama for nama, jadwal in JADWAL.items() if isinstance(jadwal, crontab)]


def tugas(nama):
    import_module(nama.rpartition(".")[0])
    return current_app.tasks[nama]


def bermakna(model):
    """What a row says: without its key, and without the moment at which it was written."""
    return [
        f.attname
        for f in model._meta.concrete_fields
        if not (f.primary_key or f.unique or isinstance(f, models.DateTimeField | models.BinaryField))
    ]


def isi_semua():
    """Every row of every table of ours, by what it says."""
    semua = {}
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy:
            kolom = [k for k in bermakna(model) if k not in {"nilai", "sebelum", "sidik"}]
            baris = model._base_manager.all()
            if model is Pekerjaan:  # two rows with a key are harmless (0025): the task is done once for all that
                baris, kolom = baris.filter(kunci=""), ["nama", "argumen"]
            semua[model._meta.label] = Counter(repr(b) for b in baris.values_list(*kolom))
    return semua


def kosongkan():
    """All of the outbox that is due, and what it brings about."""
    app.conf.task_always_eager = True
    lalu = timezone.now() - timedelta(minutes=5)
    Pekerjaan.objects.filter(status="menunggu").update(dicolek=lalu, berikut=lalu)
    kerja.kosongkan(sisa=60, tunggu=True)


def ganda(sebelum, sesudah):
    """What was written more than once."""
    baru = {label: sesudah[label] - sebelum[label] for label in sesudah}
    return {
        label: [b for b, n in isi.items() if n > 1] for label, isi in baru.items() if any(n > 1 for n in isi.values())
    }


def test_setiap_sapuan_ada_di_satu_kelompok():
    assert Counter(s for isi in KELOMPOK for s in isi) == Counter(list(SAPUAN))


@pytest.mark.postgresql
@pytest.mark.parametrize("kelompok", KELOMPOK, ids=lambda k: k[0].__name__)
def test_dua_sekaligus_dan_diulang_tidak_menggandakan_apa_pun(kelompok, broker_mati):
    """As with two schedulers, or one restarted while a worker is still at it; two workers over what follows; and on
    the same day once more, by a scheduler that forgot what it had started."""
    beres = {s.__name__: s() for s in kelompok}
    sebelum, tugasnya = isi_semua(), [tugas(SAPUAN[s]) for s in kelompok]
    for jalankan in tugasnya:
        serentak(lambda _n, kerja=jalankan: kerja(), 2)
    serentak(lambda _n: kosongkan(), 2)
    assert [nama for nama, b in beres.items() if not b()] == []
    sesudah = isi_semua()
    assert ganda(sebelum, sesudah) == {}
    for jalankan in tugasnya:
        jalankan()
    kosongkan()
    lagi = isi_semua() | {
        "jejak.Segel": Counter()
    }  # what was noted meanwhile gets its place; that is once by constraint
    assert {label: isi for label in lagi if (isi := lagi[label].total() - sesudah[label].total()) > 0} == {}
    surel = Counter((s.to[0], s.subject, s.body) for s in mail.outbox)
    assert [s for s, n in surel.items() if n > 1] == []


def test_sepuluh_hari_tanpa_penjadwal_disusulkan_sekali(orang, desa, broker_mati):
    """Ten days of matters, of every task that belongs to a day, found at one go: each is told once, none twice."""
    hari, petugas = hari_uji(), orang["pelaksana"]
    lewat = [hari - n * SEHARI for n in range(1, 11)]
    for n in lewat:
        KunjunganFactory(desa=DesaFactory(), tanggal=n, status="dijadwalkan", petugas=[petugas])
        MonitoringFactory(desa=DesaFactory(), status="berlangsung", batas_laporan=n, petugas=[petugas])
    pembaca = PenggunaFactory()
    for n in range(1, 11):
        kabar = {"judul": f"Kabar {n}", "tautan": "/", "cara": "harian"}
        Pemberitahuan.objects.create(penerima=pembaca, dibuat=timezone.now() - (n + 1) * SEHARI, **kabar)
    beres = {s.__name__: s() for s in KELOMPOK[0] if SAPUAN[s] in BERHARI}
    dahulu = set(Pemberitahuan.objects.values_list("pk", flat=True))
    sekali = []
    for _ in range(3):
        for nama in BERHARI:
            tugas(nama)()
        kosongkan()
        app.conf.task_always_eager = False
        sekali.append(Counter(Pemberitahuan.objects.exclude(pk__in=dahulu).values_list("penerima", "judul", "tautan")))
    assert [nama for nama, b in beres.items() if not b()] == []
    assert sekali[0] == sekali[1] == sekali[2]
    assert set(sekali[0].values()) == {1}
    judul = Counter(j for (p, j, _), n in sekali[0].items() if p == petugas.pk)
    assert sum(n for j, n in judul.items() if j.startswith("Laporan monitoring")) == 10
    assert sum(n for j, n in judul.items() if j.startswith("Kunjungan ke")) == 7  # of those of a week; older are shown
    assert Ringkasan.objects.filter(pengguna=pembaca).count() == 1
    [ringkasan_surel] = [s for s in mail.outbox if s.to == [pembaca.email]]
    assert all(f"Kabar {n}" in ringkasan_surel.body for n in range(1, 11))
