"""DataAPBDES.mde. The file of these tests is built by jet.py; one of a village was never at hand."""

import contextlib
import csv
import io
import os
import shutil
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes.buku_kerja import TidakTerbaca
from apbdes.siskeudes import access, baca_siskeudes, berupa_access, ke_zip
from apbdes.tests.factories import VersiApbdesFactory
from apbdes.tests.jet import GANDA, TEKS, Sel, Tabel, basis_data
from apbdes.tests.test_siskeudes import BELANJA, DESA, PENDAPATAN, tabel

butuh_mdbtools = pytest.mark.skipif(not shutil.which("mdb-export"), reason="mdbtools tidak terpasang")
ANGKA = ("Jml", "Hrg", "Anggaran")


def jet(isi_zip: bytes, **lain: str) -> bytes:
    """The tables of a zip of CSV files as a database; what counts as a double, as Siskeudes keeps it."""
    hasil: dict[str, Tabel] = {}
    with zipfile.ZipFile(io.BytesIO(isi_zip)) as zip_:
        for nama in zip_.namelist():
            judul, *baris = csv.reader(io.StringIO(zip_.read(nama).decode()), delimiter=";")
            kolom = [(k, GANDA if k.startswith(ANGKA) else TEKS) for k in judul]
            isi: list[list[Sel]] = [
                [(float(s) if s else None) if t == GANDA else s for s, (_, t) in zip(b, kolom, strict=True)]
                for b in baris
            ]
            hasil[nama.rpartition("/")[2].removesuffix(".csv")] = kolom, isi
    return basis_data(hasil, **lain)


@butuh_mdbtools
def test_basis_data_terbaca_seperti_zip_nya():
    asal = tabel(PENDAPATAN, BELANJA)
    mde = jet(asal)
    assert berupa_access(mde)
    milik = {"kode_desa": "53.01.24.2005", "tahun": 2024, "jenis": "murni"}
    assert baca_siskeudes(mde, **milik).anggaran == baca_siskeudes(asal, **milik).anggaran
    with pytest.raises(TidakTerbaca, match="untuk tahun 2024, sedangkan yang diisi tahun 2026"):
        baca_siskeudes(mde, **milik | {"tahun": 2026})


@butuh_mdbtools
def test_basis_data_lain_dan_yang_rusak():
    with pytest.raises(TidakTerbaca, match="tidak memuat tabel anggaran Siskeudes"):
        ke_zip(basis_data({"Buku": ([("Judul", TEKS)], [["Satu"]])}))
    utuh = jet(tabel(BELANJA))
    for potong in (utuh[:4096], utuh[:5000], utuh[:4096] + os.urandom(20000)):
        with pytest.raises(TidakTerbaca, match=r"tidak dapat dibaca|tidak memuat tabel"):
            ke_zip(potong)


@butuh_mdbtools
def test_batas_waktu_keluaran_dan_ukuran(monkeypatch):
    mde = jet(tabel(BELANJA))
    monkeypatch.setattr(access, "KELUARAN", 10)
    with pytest.raises(TidakTerbaca, match="tidak dapat dibaca"):
        ke_zip(mde)
    monkeypatch.setattr(access, "TERBESAR", 100)
    with pytest.raises(TidakTerbaca, match="terlalu besar"):
        ke_zip(mde)


def test_berkata_sandi_disebut():
    with pytest.raises(TidakTerbaca, match="dikunci kata sandi"):
        ke_zip(jet(tabel(BELANJA), kata_sandi="rahasia"))


def test_tidak_ada_yang_tertinggal_di_disk(monkeypatch, tmp_path):
    monkeypatch.setattr(access.tempfile, "tempdir", str(tmp_path))
    with contextlib.suppress(TidakTerbaca):
        ke_zip(jet(tabel(BELANJA)))
    assert list(Path(tmp_path).iterdir()) == []


@pytest.mark.django_db
def test_tanpa_mdbtools_ditunjukkan_caranya(client, desa, monkeypatch):
    monkeypatch.setenv("PATH", "/tidak-ada")
    versi = VersiApbdesFactory(desa=desa)
    client.force_login(pengguna_berperan(Peran.SEKRETARIS_DESA, desa))
    berkas = SimpleUploadedFile("DataAPBDES.mde", jet(tabel(BELANJA)))
    jawab = client.post(reverse("apbdes:versi-impor", args=[versi.pk]), {"berkas": berkas})
    assert jawab.status_code == 422
    assert "Ekspor setiap tabel ini sebagai berkas teks" in jawab.content.decode()


@butuh_mdbtools
@pytest.mark.django_db
def test_unggah_mde_sampai_pratinjau(client, desa):
    versi = VersiApbdesFactory(desa=desa)
    client.force_login(pengguna_berperan(Peran.SEKRETARIS_DESA, desa))
    kd = f"{desa.kode[6:]}."
    milik = [[str(versi.apbdes.tahun), kd, BELANJA[2].replace(DESA, kd), *BELANJA[3:]]]
    berkas = SimpleUploadedFile("DataAPBDES.mde", jet(tabel(*milik)))
    jawab = client.post(reverse("apbdes:versi-impor", args=[versi.pk]), {"berkas": berkas})
    assert jawab.status_code == 200
    assert [r.uraian for r in jawab.context["anggaran"].belanja] == ["Uraian"]
