"""What was released stays as it was, what came later follows in order, and the whole way leads there and back."""

import re
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import connection
from django.db.migrations import AddField, CreateModel, Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from django.db.models import NOT_PROVIDED

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


def migrasi(ruang):
    """The steps of a room, the released ones first."""
    folder = Path(settings.BASE_DIR) / ruang / "migrations"
    semua = [import_module(f"{ruang}.migrations.{p.stem}") for p in sorted(folder.glob("[0-9]*.py"))]
    return [m.Migration.operations for m in semua]


@pytest.mark.parametrize("ruang", RUANG)
def test_kolom_yang_datang_kemudian_diisi_basis_data_sendiri(ruang):
    """While an installation is being updated, the release before still writes: it does not know the new columns, and
    what must not be empty gets its value from the database."""
    rilis, *kemudian = migrasi(ruang)
    tabel = {o.name.lower() for o in rilis if isinstance(o, CreateModel)}
    kurang = []
    for o in [o for langkah in kemudian for o in langkah if isinstance(o, AddField) and o.model_name.lower() in tabel]:
        try:
            kolom = apps.get_model(ruang, o.model_name)._meta.get_field(o.name)
        except FieldDoesNotExist:
            continue  # gone again
        if not kolom.many_to_many and not kolom.null and kolom.db_default is NOT_PROVIDED:
            kurang.append(f"{o.model_name}.{o.name}")
    assert kurang == []


@pytest.mark.django_db
def test_baris_dari_kode_lama_tersimpan_dengan_bawaannya():
    """Written as the release before writes it: without the columns that came later."""
    desa = DesaFactory()
    kolom = {
        "id": "0c8f1f3e3f0b4f5d9a5a3b1c2d4e5f60",
        "versi": 1,
        "desa_id": desa.pk,
        "asal_jenis": "kunjungan",
        "asal_id": "1",
        "asal_teks": "Kunjungan",
        "uraian": "Buku kas.",
        "rekomendasi": "",
        "penanggung_jawab": "Kaur",
        "batas_waktu": "2026-06-30",
        "status": "draf",
        "dibuat_pada": "2026-06-01 00:00:00+00:00",
        "diubah_pada": "2026-06-01 00:00:00+00:00",
    }
    perintah = f"INSERT INTO tindaklanjut_temuan ({', '.join(kolom)}) VALUES ({', '.join(['%s'] * len(kolom))})"  # noqa: S608 - the test's own names
    with connection.cursor() as k:
        k.execute(perintah, list(kolom.values()))
    assert [(t.tingkat, t.jenis, t.ditemukan_oleh) for t in Temuan.objects.all()] == [("", None, None)]


@pytest.mark.parametrize("ruang", RUANG)
def test_langkah_data_memakai_basis_data_yang_dimigrasi(ruang):
    """`migrate --database` brings the rows of that database along, not those of the usual one."""
    folder = Path(settings.BASE_DIR) / ruang / "migrations"
    salah = [p.name for p in folder.glob("*.py") if re.search(r"\.objects\b(?!\.using\(alias\))", p.read_text())]
    assert salah == []


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
        for _ in range(2):
            modul.tandai_yang_dicabut(apps, connection.schema_editor())
    for objek in (kunjungan, monitoring, evaluasi, temuan):
        terakhir = type(objek).objects.get(pk=objek.pk)
        assert terakhir.status == "dicabut"
        assert [(r.aksi, r.alasan) for r in terakhir.riwayat.all()] == [("cabut", "Naskahnya dicabut: Salah.")]
    assert type(berlaku).objects.get(pk=berlaku.pk).status == "disahkan"


@pytest.mark.django_db(transaction=True)
def test_dokumen_wajib_menjadi_ketentuan_kewajiban(bermigrasi):
    """What a regulation asks for on its own day needs none; the rest keeps its days, and its end."""
    MigrationExecutor(connection).migrate([("kewajiban", "0001_initial"), ("berkas", "0004_sk_pejabat")])
    keadaan = MigrationExecutor(connection).loader.project_state(
        [("kewajiban", "0001_initial"), ("berkas", "0004_sk_pejabat")]
    )
    lama = keadaan.apps
    kabupaten = lama.get_model("desa", "Kabupaten").objects.create(kode="70.01", nama="Kabupaten Uji")
    kecamatan = lama.get_model("desa", "Kecamatan").objects.create(kabupaten=kabupaten, kode="70.01.01", nama="Uji")
    for kode, periode, dari, hari, selesai in (
        ("lppd", "tahunan", "bulan", 3, None),
        ("realisasi-dd", "semesteran", "akhir", 10, None),
        ("aset", "tahunan", "awal", -1, date(2026, 6, 30)),
        ("sk-bpd", "sekali", "akhir", 30, None),
    ):
        kategori = lama.get_model("berkas", "KategoriBerkas").objects.create(
            kode=kode, nama=kode.upper(), kelompok="laporan", periode=periode
        )
        lama.get_model("berkas", "KebutuhanBerkas").objects.create(
            kecamatan=kecamatan,
            kategori=kategori,
            mulai=date(2026, 1, 1),
            selesai=selesai,
            dihitung_dari=dari,
            jatuh_tempo_hari=hari,
        )
    maju()
    semua = apps.get_model("kewajiban", "Ketentuan").objects.order_by("kategori", "mulai")
    assert [(k.kategori, k.aturan, k.mulai, k.aktif) for k in semua] == [
        ("aset", "1 hari sebelum awal_tahun", date(2026, 1, 1), True),
        ("aset", "1 hari sebelum awal_tahun", date(2026, 7, 1), False),
        ("realisasi-dd", "10 hari setelah akhir_semester", date(2026, 1, 11), True),
        ("sk-bpd", "sekali 2026-01-31", date(2026, 1, 1), True),
    ]
    assert [k.kode for k in semua] == ["K-001", "K-001", "KW-301", "K-002"]
    assert not apps.get_model("kewajiban", "Penghitungan").objects.exists()  # nobody is late until the office begins
