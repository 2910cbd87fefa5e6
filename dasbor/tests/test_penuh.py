"""A full disk is a sentence on every path: while a form is read, and in the database."""

import resource

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from dasar.penuh import penuh

KALIMAT = "Ruang penyimpanan server penuh"


@pytest.fixture
def klien(client, orang):
    client.raise_request_exception = False
    client.force_login(orang["sekretaris_desa"])
    return client


@pytest.fixture
def tanpa_ruang():
    """No file may grow past 64 KB: the next write past that fails as on a full disk."""
    lama = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, lama[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, lama)


def test_formulir_dengan_berkas_yang_tidak_muat_di_folder_sementara(klien, tanpa_ruang):
    besar = SimpleUploadedFile("laporan.pdf", b"%PDF-1.7" + b"0" * 4_000_000)
    jawab = klien.post(reverse("berkas:berkas-unggah"), {"berkas": besar})
    assert (jawab.status_code, KALIMAT in jawab.content.decode()) == (507, True)


@pytest.mark.django_db(transaction=True)
def test_basis_data_penuh(klien, desa):
    if connection.vendor != "sqlite":
        pytest.skip("batas halaman hanya dapat dipasang pada SQLite")
    with connection.cursor() as kursor:
        kursor.execute("VACUUM")  # what earlier tests left behind would be room for all of it
        kursor.execute("PRAGMA page_count")
        kursor.execute(f"PRAGMA max_page_count = {kursor.fetchone()[0]}")
    try:
        for nomor in range(300):  # until the last page of the file is full
            isi = {"alamat": f"Jalan {nomor} ".ljust(200, "x"), "versi": str(nomor)}
            jawab = klien.post(reverse("desa:desa-ubah", args=[desa.pk]), isi)
            if jawab.status_code != 302:
                break
    finally:
        with connection.cursor() as kursor:
            kursor.execute("PRAGMA max_page_count = 1073741823")
    assert (jawab.status_code, KALIMAT in jawab.content.decode()) == (507, True)
    desa.refresh_from_db()
    assert (nomor > 0, desa.versi, desa.alamat[:20].split()[1]) == (True, nomor, str(nomor - 1))
    assert desa.riwayat_data.count() == nomor


@pytest.mark.django_db
def test_kesalahan_lain_tetap_halaman_kesalahan(klien, desa, monkeypatch):
    from desa.views import desa as halaman

    monkeypatch.setattr(halaman, "get_object_or_404", None)
    jawab = klien.get(reverse("desa:desa-rinci", args=[desa.pk]))
    assert (jawab.status_code, "Terjadi kesalahan" in jawab.content.decode()) == (500, True)


def test_galat_tanpa_sebab_bukan_cakram_penuh():
    assert [penuh(None), penuh(OSError()), penuh(ValueError("penuh"))] == [False, False, False]
