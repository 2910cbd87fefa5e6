"""An old year goes only whole, after it was written out; what is signed stays, and old anchors still tell."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from jejak.enums import Jenis
from jejak.hak import beri_hak
from jejak.models import Catatan, Segel
from jejak.pangkas import tahun_dibuang
from jejak.pemicu import hilang, lepas_pemicu
from jejak.rantai import baca_jangkar, jangkar, periksa, segel
from jejak.services import catat

pytestmark = pytest.mark.django_db
DITOLAK = r"denied|must be owner|permission|Jejak tidak"


@pytest.fixture
def lama():
    """Entries of seven years ago, one of them about something signed, and their anchor."""
    kini = timezone.now()
    with time_machine.travel(kini - timedelta(days=7 * 366)):
        for n in range(3):
            catat(Jenis.UBAH, "desa.Desa", kunci=n, nama="é")
        catat(Jenis.TANDA_TANGAN, "naskah.Naskah", kunci=1, tetap=True)
        isi = baca_jangkar(jangkar())
    catat(Jenis.UBAH, "desa.Desa", kunci=9)
    segel()
    return next(u for u in isi if u.rantai != "tetap"), isi


def test_dibuang_utuh_sesudah_ditulis(lama, tmp_path):
    akhir, jangkar_lama = lama
    berkas = tmp_path / "jejak.jsonl"
    assert tahun_dibuang(tahun=int(akhir.rantai), berkas=berkas) == 3
    baris = [json.loads(b) for b in berkas.read_text().splitlines()]
    assert [b["urut"] for b in baris] == [1, 2, 3]
    assert baris[-1]["sidik"] == akhir.sidik
    assert not Segel.objects.filter(rantai=akhir.rantai).exists()
    assert set(Catatan.objects.values_list("perkara", flat=True)) == {"naskah.Naskah", "desa.Desa", "jejak.pangkas"}
    assert hilang(connection) == []
    segel()
    assert periksa(jangkar_lama) == []  # the anchor of before knows that the year went, and where it ended


def test_yang_bukan_pangkasan_tetap_ditemukan(lama, tmp_path):
    """The year is deleted by hand, without the entry that tells of it."""
    akhir, jangkar_lama = lama
    lepas_pemicu(connection)
    with connection.cursor() as kursor:
        kursor.execute("DELETE FROM jejak_segel WHERE rantai = %s", [akhir.rantai])
    assert any("Ujungnya terpotong" in k for k in periksa(jangkar_lama))


def test_yang_muda_yang_tidak_ada_dan_berkas_yang_ada_ditolak(lama, tmp_path):
    akhir, _ = lama
    tahun = int(akhir.rantai)
    (tmp_path / "ada").write_text("x")
    for isi, kalimat in (
        ({"tahun": timezone.now().year, "berkas": tmp_path / "a"}, "sedikitnya 5 tahun"),
        ({"tahun": tahun - 1, "berkas": tmp_path / "a"}, "Tidak ada jejak"),
        ({"tahun": tahun, "berkas": tmp_path / "ada"}, "sudah ada"),
    ):
        with pytest.raises(ValidationError, match=kalimat):
            tahun_dibuang(**isi)
    assert Segel.objects.filter(rantai=akhir.rantai).count() == 3


def test_yang_tidak_utuh_tidak_dibuang(lama, tmp_path):
    akhir, _ = lama
    lepas_pemicu(connection)
    with connection.cursor() as kursor:
        kursor.execute("UPDATE jejak_catatan SET nama = 'x' WHERE kunci = '1' AND perkara = 'desa.Desa'")
    with pytest.raises(CommandError, match="tidak utuh"):
        call_command("jejak_pangkas", akhir.rantai, str(tmp_path / "a"))
    assert not (tmp_path / "a").exists()


@pytest.mark.postgresql
def test_pengguna_aplikasi_hanya_menambah_dan_membaca():
    """As the application's user: entries are written and sealed; nothing is changed, deleted, emptied, or disarmed."""
    with connection.cursor() as kursor:
        kursor.execute("CREATE ROLE uji_jejak_aplikasi")
        beri_hak("uji_jejak_aplikasi")
        kursor.execute("SET LOCAL ROLE uji_jejak_aplikasi")
        catat(Jenis.UBAH, "desa.Desa", kunci=1)
        assert segel() >= 1
        kursor.execute("UPDATE desa_desa SET nama = nama")  # its everyday work
        for sql in (
            "UPDATE jejak_catatan SET nama = 'x'",
            "DELETE FROM jejak_segel",
            "TRUNCATE jejak_catatan, jejak_segel",
            "DROP TRIGGER jejak_catatan_tetap ON jejak_catatan",
            "ALTER TABLE jejak_catatan DISABLE TRIGGER ALL",
            "CREATE OR REPLACE FUNCTION jejak_tolak() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
            "DROP TABLE jejak_segel",
            "SET session_replication_role = replica",
        ):
            with (
                pytest.raises(DatabaseError, match=DITOLAK),
                transaction.atomic(),
            ):
                kursor.execute(sql)
        kursor.execute("RESET ROLE")


@pytest.mark.postgresql
def test_hak_bagi_pemilik_ditolak():
    with connection.cursor() as kursor:
        kursor.execute("SELECT current_user")
        pemilik = kursor.fetchone()[0]
    with pytest.raises(ValueError, match="pemilik tabel jejak atau superuser"):
        beri_hak(pemilik)
    with pytest.raises(CommandError, match="belum ada"):
        call_command("jejak_hak", "tidak_ada_orangnya")


@pytest.mark.postgresql
def test_pengguna_aplikasi_dibuat_dengan_sandinya(monkeypatch):
    """As `siapkan` does at every start: made the first time, kept and given the new password the second."""
    monkeypatch.setenv("SANDI_UJI", "sandiaplikasi1")
    for _ in range(2):
        call_command("jejak_hak", "uji_jejak_dibuat", sandi_dari="SANDI_UJI")
    with connection.cursor() as kursor:
        kursor.execute("SELECT rolcanlogin, rolsuper, rolcreaterole FROM pg_roles WHERE rolname = 'uji_jejak_dibuat'")
        assert kursor.fetchall() == [(True, False, False)]
        kursor.execute(
            "SELECT string_agg(privilege_type, ' ' ORDER BY privilege_type) FROM information_schema.table_privileges"
            " WHERE grantee = 'uji_jejak_dibuat' AND table_name IN ('jejak_catatan', 'jejak_segel') GROUP BY table_name"
        )
        assert kursor.fetchall() == [("INSERT SELECT",)] * 2
        kursor.execute("SELECT current_user")
        pemilik = kursor.fetchone()[0]
    with pytest.raises(CommandError, match="pemilik tabel jejak atau superuser"):
        call_command("jejak_hak", pemilik, sandi_dari="SANDI_UJI")
    for sandi in ("", "pendek", "sandi'; DROP TABLE desa_desa; --", "sandi@aplikasi/1"):
        monkeypatch.setenv("SANDI_UJI", sandi)
        with pytest.raises(CommandError, match="huruf dan angka saja"):
            call_command("jejak_hak", "uji_jejak_dibuat", sandi_dari="SANDI_UJI")


def test_hak_di_sqlite_disebut_tidak_ada():
    if connection.vendor == "postgresql":
        pytest.skip("hanya SQLite")
    with pytest.raises(CommandError, match="hanya ada di PostgreSQL"):
        call_command("jejak_hak", "perut")
    with pytest.raises(CommandError, match="hanya ada di PostgreSQL"):
        call_command("jejak_hak", "perut", sandi_dari="PATH")
