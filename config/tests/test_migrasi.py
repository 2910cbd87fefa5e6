"""What was released stays as it was, what came later follows in order, and the whole way leads there and back."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from dasbor.demo_lama import tabel_usang
from desa.tests.factories import DesaFactory
from evaluasi.tests.factories import EvaluasiFactory
from monitoring.tests.factories import MonitoringFactory
from perut.tests.factories import KunjunganFactory
from tindaklanjut.models import Temuan

RUANG = sorted(a.label for a in apps.get_app_configs() if (Path(settings.BASE_DIR) / a.label / "migrations").is_dir())


@pytest.fixture
def bermigrasi(settings, monkeypatch):
    """The suite makes its tables without migrations (pytest.ini); this test walks them."""
    settings.MIGRATION_MODULES = {}
    monkeypatch.setattr(Migration, "mutate_state", ubah_tanpa_kelas)
    monkeypatch.setattr(ProjectState, "_find_reload_model", hanya_tabelnya)
    tercatat = MigrationRecorder(connection)
    tercatat.ensure_schema()
    for ruang, nama in MigrationExecutor(connection).loader.graph.nodes:
        tercatat.record_applied(ruang, nama)
    yield
    maju()


def ubah_tanpa_kelas(migrasi, keadaan, preserve=True):
    """What a migration makes of a state, without its classes: the executor makes them when it needs them.

    Django makes those of all related tables anew after each of two hundred operations, to look for the way back.
    """
    if preserve:
        kelas = keadaan.__dict__.pop("apps", None)
        baru = keadaan.clone()
        if kelas is not None:
            keadaan.apps = kelas
        keadaan = baru
    for langkah in migrasi.operations:
        langkah.state_forwards(migrasi.app_label, keadaan)
    return keadaan


def hanya_tabelnya(keadaan, ruang, nama, delay=False):
    """Whose class an operation makes anew: its own table's. Django makes those of every table that a relation leads to
    from there, which here are all, hundreds of times; a data step gets them all anew either way (`is_delayed`)."""
    keadaan.is_delayed = True
    return {(ruang, nama)}


def maju() -> None:
    """As `migrate` does it, without its signals: they draw every table of the models twice more."""
    pelaksana = MigrationExecutor(connection)
    pelaksana.migrate(pelaksana.loader.graph.leaf_nodes())


@pytest.mark.parametrize("ruang", RUANG)
def test_migrasi_setiap_ruang_berurut_sejak_rilis_pertama(ruang):
    folder = Path(settings.BASE_DIR) / ruang / "migrations"
    nama = sorted(p.name for p in folder.glob("[0-9]*.py"))
    assert nama[0] == "0001_initial.py"
    assert [int(n[:4]) for n in nama] == list(range(1, len(nama) + 1))


@pytest.mark.django_db(transaction=True)
def test_dari_tabel_kosong_dan_kembali(bermigrasi):
    milik_ruang = {m._meta.db_table for m in apps.get_models() if m._meta.app_label in RUANG}
    assert milik_ruang <= set(connection.introspection.table_names())
    MigrationExecutor(connection).migrate([(ruang, None) for ruang in RUANG])
    assert milik_ruang & set(connection.introspection.table_names()) == set()
    maju()
    assert milik_ruang <= set(connection.introspection.table_names())
    assert not tabel_usang()  # column by column


@pytest.mark.django_db(transaction=True)
def test_plt_dan_nama_sertifikat_lama_terbawa(bermigrasi):
    """Rows of 0.2.0: who was marked Plt., a post typed with its 'Plt.', an invitation without a name."""
    MigrationExecutor(connection).migrate(
        [("desa", "0001_initial"), ("akun", "0001_initial"), ("naskah", "0001_initial")]
    )
    lama = MigrationExecutor(connection).loader.project_state([("naskah", "0001_initial")]).apps
    kabupaten = lama.get_model("desa", "Kabupaten").objects.create(kode="70.01", nama="Kabupaten Uji")
    kecamatan = lama.get_model("desa", "Kecamatan").objects.create(kabupaten=kabupaten, kode="70.01.01", nama="Uji")
    desa = lama.get_model("desa", "Desa").objects.create(kecamatan=kecamatan, kode="70.01.01.2001", nama="Uji")
    for nama, plt in (("A", True), ("B", False)):
        lama.get_model("desa", "Perangkat").objects.create(desa=desa, nama=nama, jabatan="kepala_desa", plt=plt)
    orang = lama.get_model("akun", "Pengguna").objects.create(username="camat", nama="Camat Lama")
    tugas = lama.get_model("akun", "Penugasan").objects
    tugas.create(pengguna=orang, peran="camat", kecamatan=kecamatan, jabatan="Plt. Camat Uji")
    lama.get_model("naskah", "Sertifikat").objects.create(pengguna=orang)
    maju()
    perangkat = apps.get_model("desa", "Perangkat").objects.order_by("nama").values_list("nama", "status_jabatan")
    assert list(perangkat) == [("A", "plt"), ("B", "definitif")]
    assert [p.sebutan for p in apps.get_model("akun", "Penugasan").objects.all()] == ["Plt. Camat Uji"]
    assert apps.get_model("naskah", "Sertifikat").objects.get().nama == "Camat Lama"


@pytest.mark.django_db(transaction=True)
def test_yang_dicabut_sebelum_ada_statusnya_ditandai(bermigrasi):
    """A visit, a monitoring and an evaluation whose document is withdrawn, as 0.2.0 left them."""
    desa = DesaFactory()
    kunjungan = KunjunganFactory(desa=desa, status="disahkan")
    monitoring = MonitoringFactory(desa=desa, status="selesai")
    evaluasi = EvaluasiFactory(desa=desa, status="selesai")
    berlaku = KunjunganFactory(desa=desa, status="disahkan")
    temuan = Temuan.objects.create(
        desa=desa,
        asal_jenis="kunjungan",
        asal_id=str(kunjungan.pk),
        uraian="Buku kas.",
        penanggung_jawab="Kaur",
        batas_waktu="2026-06-30",
        status="terbuka",
    )
    for naskah in (kunjungan.berita_acara, monitoring.laporan, evaluasi.laporan):
        type(naskah).objects.filter(pk=naskah.pk).update(status="dicabut")
        naskah.riwayat.create(aksi="cabut", dari="disetujui", ke="dicabut", oleh=naskah.dibuat_oleh, alasan="Salah.")
    for ruang in ("perut", "monitoring", "evaluasi"):
        modul = import_module(f"{ruang}.migrations.0002_dicabut")
        modul.tandai_yang_dicabut(apps, None)
        modul.tandai_yang_dicabut(apps, None)
    for objek in (kunjungan, monitoring, evaluasi, temuan):
        terakhir = type(objek).objects.get(pk=objek.pk)
        assert terakhir.status == "dicabut"
        assert [(r.aksi, r.alasan) for r in terakhir.riwayat.all()] == [("cabut", "Naskahnya dicabut: Salah.")]
    assert type(berlaku).objects.get(pk=berlaku.pk).status == "disahkan"
