"""Whatever is done to the rows behind the program's back is found, against an anchor that was taken before."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from dasar.pelaku import Pelaku, bertindak
from jejak.enums import Jenis
from jejak.models import Catatan, Segel
from jejak.pemicu import hilang, lepas_pemicu, pasang_pemicu
from jejak.rantai import baca_jangkar, jangkar, periksa, segel
from jejak.services import catat

JUMLAH = 6


@pytest.fixture
def berjangkar(db):
    """Entries of two chains with their anchor."""
    for n in range(JUMLAH):
        catat(Jenis.UBAH, "desa.Desa", kunci=n, nama=f"Desa {n}", perubahan={"nama": ["Lama", f"Desa {n}"]})
    catat(Jenis.TANDA_TANGAN, "naskah.Naskah", kunci=1, tetap=True)
    return baca_jangkar(jangkar())


def paksa(*sql: str) -> None:
    """As whoever owns the database may: without the triggers and without the rules between the tables."""
    lepas_pemicu(connection)
    with connection.cursor() as kursor:
        for satu in sql:
            kursor.execute(satu)


def pk(n: int) -> int:
    return Segel.objects.get(rantai="tetap" if n == 0 else rantai_tahun(), urut=n or 1).catatan_id


def rantai_tahun() -> str:
    return Segel.objects.exclude(rantai="tetap").values_list("rantai", flat=True).first()


def tulis_ulang() -> None:
    """The cleverest: every hash is computed anew, so that the chain is right in itself."""
    paksa("DELETE FROM jejak_segel")
    segel()


def test_yang_tidak_disentuh_utuh(berjangkar):
    assert periksa(berjangkar) == []
    catat(Jenis.UBAH, "desa.Desa", kunci=9)
    segel()
    assert periksa(berjangkar) == []  # what came after the anchor is no fault


UBAHAN = {
    "isi diubah": ("UPDATE jejak_catatan SET nama = 'Lain' WHERE id = {3}",),
    "isi diubah, tanpa jejak pelaku": ("UPDATE jejak_catatan SET pelaku_nama = 'Orang lain' WHERE id = {2}",),
    "waktu diubah": ("UPDATE jejak_catatan SET waktu = '2026-01-02 03:04:05' WHERE id = {4}",),
    "dibuang di tengah": ("DELETE FROM jejak_segel WHERE catatan_id = {3}", "DELETE FROM jejak_catatan WHERE id = {3}"),
    "segelnya saja dibuang": ("DELETE FROM jejak_segel WHERE catatan_id = {3}",),
    "ditukar": (
        "UPDATE jejak_segel SET urut = 900 WHERE catatan_id = {2}",
        "UPDATE jejak_segel SET urut = 2 WHERE catatan_id = {3}",
        "UPDATE jejak_segel SET urut = 3 WHERE catatan_id = {2}",
    ),
    "dipindah ke rantai lain": ("UPDATE jejak_segel SET rantai = '2019', urut = 1 WHERE catatan_id = {6}",),
}


@pytest.mark.parametrize("sql", UBAHAN.values(), ids=UBAHAN)
def test_ditemukan_juga_tanpa_jangkar(berjangkar, sql):
    nomor = [pk(n) for n in range(JUMLAH + 1)]
    paksa(*(s.format(*nomor) for s in sql))
    assert periksa()


DENGAN_JANGKAR = UBAHAN | {
    "ujung dipotong": ("DELETE FROM jejak_segel WHERE catatan_id = {6}", "DELETE FROM jejak_catatan WHERE id = {6}"),
    "semua dibuang": ("DELETE FROM jejak_segel", "DELETE FROM jejak_catatan"),
    "yang tetap dibuang": (
        "DELETE FROM jejak_segel WHERE catatan_id = {0}",
        "DELETE FROM jejak_catatan WHERE id = {0}",
    ),
}


# Where the entries themselves are whole, sealing them anew puts everything back as it was: nothing to find.
SEGEL_SAJA = {"segelnya saja dibuang", "ditukar", "dipindah ke rantai lain"}
PERCOBAAN = [(s, False) for s in DENGAN_JANGKAR] + [(s, True) for s in DENGAN_JANGKAR if s not in SEGEL_SAJA]


@pytest.mark.parametrize("sebab, ulang", PERCOBAAN)
def test_ditemukan_terhadap_jangkar(berjangkar, sebab, ulang):
    nomor = [pk(n) for n in range(JUMLAH + 1)]
    paksa(*(s.format(*nomor) for s in DENGAN_JANGKAR[sebab]))
    if ulang:
        tulis_ulang()
    assert periksa(berjangkar)


def test_ujung_yang_terpotong_disebut(berjangkar):
    paksa(*(s.replace("{6}", str(pk(JUMLAH))) for s in DENGAN_JANGKAR["ujung dipotong"]))
    assert periksa() == []
    assert periksa(berjangkar) == [
        f"Rantai {rantai_tahun()}: jangkar menyebut 6 catatan, yang ada 5. Ujungnya terpotong."
    ]


SQL_BIASA = [
    "UPDATE jejak_catatan SET nama = 'x'",
    "DELETE FROM jejak_catatan",
    "UPDATE jejak_segel SET sidik = 'x'",
    "DELETE FROM jejak_segel",
]


@pytest.mark.parametrize("sql", SQL_BIASA)
def test_basis_data_menolak(berjangkar, sql):
    sebelum = list(Catatan.objects.values()), list(Segel.objects.values())
    with pytest.raises(DatabaseError, match="Jejak tidak dapat diubah atau dihapus"), transaction.atomic():
        connection.cursor().execute(sql)
    assert (list(Catatan.objects.values()), list(Segel.objects.values())) == sebelum


def test_mengganti_baris_ditolak_di_sqlite(berjangkar):
    """INSERT OR REPLACE deletes the old row without asking a trigger on deletion."""
    if connection.vendor != "sqlite":
        pytest.skip("hanya SQLite yang mengenalnya")
    kolom = "id, waktu, jenis, perkara, kunci, nama, uraian, perubahan, pelaku, pelaku_nama, peran, lewat, alamat"
    kolom += ", perangkat, permintaan, kecamatan, kabupaten, tetap"
    sql = f"INSERT OR REPLACE INTO jejak_catatan ({kolom}) SELECT {kolom} FROM jejak_catatan WHERE id = {pk(2)}"  # noqa: S608
    with pytest.raises(DatabaseError, match="Jejak tidak dapat"), transaction.atomic():
        connection.cursor().execute(sql)


@pytest.mark.postgresql
@pytest.mark.django_db
def test_mengosongkan_ditolak_di_postgresql():
    with pytest.raises(DatabaseError, match="Jejak tidak dapat"), transaction.atomic():
        connection.cursor().execute("TRUNCATE jejak_catatan, jejak_segel")


def test_pemicu_yang_hilang_disebut_dan_dipasang_kembali(berjangkar):
    assert hilang(connection) == []
    lepas_pemicu(connection)
    with pytest.raises(CommandError, match="Jejak tidak utuh"):
        perintah()
    pasang_pemicu()
    assert hilang(connection) == []
    assert "Jejak utuh, tanpa jangkar." in perintah()


def perintah(*isi: str) -> str:
    keluar = StringIO()
    call_command("jejak_periksa", *isi, stdout=keluar, stderr=keluar)
    return keluar.getvalue()


def test_perintah_dengan_jangkar_dari_berkas(db, tmp_path):
    catat(Jenis.SISTEM, "uji")
    keluar = StringIO()
    call_command("jejak_jangkar", stdout=keluar)
    (tmp_path / "jangkar.json").write_text(keluar.getvalue())
    assert "cocok dengan 1 jangkar" in perintah("--jangkar", str(tmp_path / "jangkar.json"))
    paksa("DELETE FROM jejak_segel", "DELETE FROM jejak_catatan")
    pasang_pemicu()
    with pytest.raises(CommandError) as galat:
        perintah("--jangkar", str(tmp_path / "jangkar.json"))
    assert galat.value.returncode == 1


@pytest.mark.parametrize("isi", ["bukan json", "[]", '{"rantai": 3}', json.dumps({"rantai": [{"urut": "x"}]})])
def test_jangkar_yang_tidak_terbaca(db, tmp_path, isi):
    (tmp_path / "j.json").write_text(isi)
    with pytest.raises(CommandError, match=r"j\.json") as galat:
        perintah("--jangkar", str(tmp_path / "j.json"))
    assert galat.value.returncode == 2


def test_jangkar_yang_tidak_ada(db, tmp_path):
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        perintah("--jangkar", str(tmp_path / "tidak-ada.json"))


def test_yang_terlambat_masuk_tetap_disegel(db):
    """Two that commit out of order: the lower key comes after the higher one was sealed."""
    catat(Jenis.UBAH, "a")
    kedua = catat(Jenis.UBAH, "b")
    segel()
    Catatan(pk=-5, jenis=Jenis.UBAH, perkara="terlambat").save(force_insert=True)
    assert segel() == 1
    assert Segel.objects.get(catatan_id=-5).urut == Segel.objects.get(catatan=kedua).urut + 1
    assert periksa() == []


def test_isi_sama_sesudah_dibaca_kembali(db):
    """What is hashed when it is written is what is hashed when it is read: text, numbers, order of keys."""
    pelaku = Pelaku(kunci="7", nama="Ñu’aim \x00 ‘Abd", peran="camat", perangkat="x" * 900)
    with bertindak(pelaku):
        baris = catat(Jenis.UBAH, "u", perubahan={"b": [1, None], "a": ["é", True]}, nama="n" * 300)
    segel()
    assert periksa() == []
    dibaca = Catatan.objects.get(pk=baris.pk)
    assert (dibaca.pelaku_nama, len(dibaca.perangkat), len(dibaca.nama)) == ("Ñu’aim  ‘Abd", 200, 200)
