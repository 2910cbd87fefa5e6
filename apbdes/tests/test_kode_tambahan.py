"""Codes that an office adds, in the admin pages: kept in one form, any that is not there yet, in and out as a sheet."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from apbdes.models import KegiatanTambahan, RekeningTambahan
from apbdes.tests.factories import KegiatanTambahanFactory, RekeningTambahanFactory
from desa.tests.factories import KabupatenFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def kabupaten(desa):
    return desa.kecamatan.kabupaten


@pytest.mark.parametrize(
    ("kode", "kalimat"),
    [
        ("2.3.14", "2.3.14 sudah ada dalam daftar: Pembangunan"),
        ("2.3.21", "2.3.21 sudah ada dalam daftar: Pengurukan"),
        ("9.9.90", "9 tidak ada"),
        ("2.3", "bukan kode kegiatan"),
    ],
)
def test_kode_yang_bukan_milik_kabupaten_ditolak(kabupaten, kode, kalimat):
    with pytest.raises(ValidationError, match=kalimat):
        KegiatanTambahanFactory.build(kabupaten=kabupaten, kode=kode).full_clean()


@pytest.mark.parametrize("kode", ["2.3.22", "2.9.01", "4.2.07", "1.1.90"])
def test_kode_apa_pun_yang_belum_ada_boleh(kabupaten, kode):
    KegiatanTambahanFactory.build(kabupaten=kabupaten, kode=kode).full_clean()


def test_kode_disimpan_dalam_satu_bentuk(kabupaten):
    kegiatan = KegiatanTambahanFactory.build(kabupaten=kabupaten, kode="02.03.90.")
    kegiatan.full_clean()
    rekening = RekeningTambahanFactory.build(kabupaten=kabupaten, kode="5.2.1.90.")
    rekening.full_clean()
    assert (kegiatan.kode, rekening.kode) == ("2.3.90", "5.2.1.90")


def test_kode_yang_sama_boleh_pada_tahun_lain(kabupaten):
    KegiatanTambahanFactory(kabupaten=kabupaten)
    KegiatanTambahanFactory.build(kabupaten=kabupaten, tahun=2025).full_clean()
    KegiatanTambahanFactory.build(kabupaten=KabupatenFactory()).full_clean()
    with pytest.raises(ValidationError, match="Kode ini sudah ada"):
        KegiatanTambahanFactory.build(kabupaten=kabupaten).full_clean()


@pytest.mark.parametrize("model", ["kegiatantambahan", "rekeningtambahan"])
def test_hanya_admin(client, orang, model):
    for peran, pengguna in orang.items():
        client.force_login(pengguna)
        status = client.get(reverse(f"admin:apbdes_{model}_changelist")).status_code
        assert status == (200 if peran == "admin" else 403), peran


def impor(client, isi):
    jawab = client.post(
        reverse("admin:apbdes_kegiatantambahan_import"),
        {"import_file": SimpleUploadedFile("kode.csv", isi.encode()), "format": "1"},
    )
    form = jawab.context.get("confirm_form")
    if form is not None:
        jawab = client.post(reverse("admin:apbdes_kegiatantambahan_process_import"), form.initial)
    return jawab


def test_impor_dan_ekspor_lembar(client, orang, kabupaten):
    client.force_login(orang["admin"])
    judul = "kabupaten,tahun,kode,nama,pelaksana,dasar\n"
    impor(client, f"{judul}{kabupaten.kode},2024,2.3.90,Jembatan Titian,Kasi Kesejahteraan,Perbup Uji\n")
    impor(client, f"{judul}{kabupaten.kode},2024,2.3.90,Jembatan Gantung,Kasi Kesejahteraan,Perbup Uji\n")
    assert [(k.kode, k.nama) for k in KegiatanTambahan.objects.all()] == [("2.3.90", "Jembatan Gantung")]
    jawab = client.post(
        reverse("admin:apbdes_kegiatantambahan_export"),
        {"format": "1", "kegiatantambahanresource_kode": "on", "kegiatantambahanresource_nama": "on", "resource": ""},
    )
    assert "2.3.90,Jembatan Gantung" in jawab.content.decode()


def test_impor_yang_salah_tidak_menyimpan_apa_pun(client, orang, kabupaten):
    client.force_login(orang["admin"])
    judul = "kabupaten,tahun,kode,nama,pelaksana,dasar\n"
    benar = f"{kabupaten.kode},2024,2.3.91,Benar,,\n"
    jawab = impor(client, f"{judul}{benar}{kabupaten.kode},2024,2.3.01,Salah,,\n")
    assert "2.3.01 sudah ada dalam daftar" in jawab.content.decode()
    jawab = impor(client, f"{judul}{benar}00.00,2024,2.3.92,Salah,,\n")
    assert "Kabupaten/kota berkode “00.00” tidak ada" in jawab.content.decode()
    assert not KegiatanTambahan.objects.exists()
    assert not RekeningTambahan.objects.exists()
