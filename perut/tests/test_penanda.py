"""Who signs the berita acara is known before it is approved: nobody is dropped silently."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from akun.models import Pengguna
from desa.models import Kecamatan
from desa.tests.factories import PerangkatFactory
from naskah.enums.naskah import CaraTtd
from naskah.models import HitunganNomor
from naskah.tests.bahan_ttd import cara_ttd
from perut.enums import StatusKunjungan
from perut.services import kunjungan as layanan
from perut.tests.factories import KehadiranFactory, KunjunganFactory
from perut.verifikasi import periksa_aspek

pytestmark = pytest.mark.django_db


@pytest.fixture
def terverifikasi(desa, orang):
    """Verified and electronically signed; the village's list is empty, and nobody has the account of its head."""
    orang["kepala_desa"].penugasan.all().delete()
    Pengguna.objects.update(nip="1" * 18, pangkat="Penata (III/c)")
    Kecamatan.objects.update(alamat="Jalan Raya")
    cara_ttd(desa.kecamatan, CaraTtd.ELEKTRONIK)
    return KunjunganFactory(desa=desa, status=StatusKunjungan.DIVERIFIKASI, petugas=[orang["pelaksana"]])


def test_kepala_desa_yang_hanya_di_daftar_hadir_tidak_hilang_diam_diam(terverifikasi, orang):
    KehadiranFactory(kunjungan=terverifikasi, nama="Syahrul", jabatan="Kepala Desa", unsur="lainnya")
    with pytest.raises(ValidationError) as galat:
        layanan.kunjungan_sahkan(kunjungan=terverifikasi, oleh=Pengguna.objects.get(pk=orang["camat"].pk))
    kalimat = " ".join(galat.value.messages)
    assert "Kepala Desa Putat Basiun belum tercatat" in kalimat
    assert "“Syahrul”" in kalimat  # as the attendance list has him
    terverifikasi.refresh_from_db()
    assert (terverifikasi.status, HitunganNomor.objects.count()) == (StatusKunjungan.DIVERIFIKASI, 0)


def test_setiap_penanda_bernama_maka_disahkan(terverifikasi, desa, orang):
    PerangkatFactory(desa=desa, nama="Syahrul", jabatan="kepala_desa")
    hasil = layanan.kunjungan_sahkan(kunjungan=terverifikasi, oleh=Pengguna.objects.get(pk=orang["camat"].pk))
    assert [(p.kunci, p.nama) for p in hasil.berita_acara.penanda.all()] == [
        ("petugas-1", "Pelaksana"),
        ("kepala-desa", "Syahrul"),
        ("camat", "Camat"),
    ]


def test_pada_kertas_tempat_tanpa_nama_tetap_tercatat(terverifikasi, desa, orang):
    """Ink fills the dotted line; the place itself is nobody's to drop."""
    cara_ttd(desa.kecamatan, CaraTtd.BASAH)
    hasil = layanan.kunjungan_sahkan(kunjungan=terverifikasi, oleh=Pengguna.objects.get(pk=orang["camat"].pk))
    tempat = hasil.berita_acara.penanda.get(kunci="kepala-desa")
    assert (tempat.nama, tempat.sebutan) == ("", "Kepala Desa Putat Basiun")


def test_halaman_pengesahan_menyebut_siapa_menandatangani_dan_siapa_yang_kurang(client, terverifikasi, desa, orang):
    client.force_login(orang["camat"])
    url = reverse("perut:kunjungan-aksi", args=[terverifikasi.pk, "sahkan"])
    isi = client.get(url).content.decode()
    assert "Yang akan menandatangani" in isi
    assert "Kepala Desa Putat Basiun belum tercatat" in isi
    assert f'href="{reverse("desa:desa-rinci", args=[desa.pk])}"' in isi
    PerangkatFactory(desa=desa, nama="Syahrul", jabatan="kepala_desa")
    isi = client.get(url).content.decode()
    assert isi.index("Pelaksana") < isi.index("Syahrul") < isi.rindex("Camat")
    assert "belum tercatat" not in isi


def test_tombol_sahkan_menyebut_yang_kurang(client, terverifikasi, orang):
    client.force_login(orang["camat"])
    isi = client.get(terverifikasi.get_absolute_url()).content.decode()
    assert "Kepala Desa Putat Basiun belum tercatat" in isi


@pytest.mark.parametrize(
    ("jabatan", "hadir"),
    [
        ("Kepala Desa", True),
        ("kepala  desa Putat Basiun", True),
        ("Pj. Kepala Desa", True),
        ("Kades", True),
        ("Sekretaris Desa", False),
        ("Kepala Dusun I", False),
        ("Istri Kepala Desa", False),
    ],
)
def test_yang_ditulis_kepala_desa_terhitung_hadir(desa, orang, jabatan, hadir):
    orang["kepala_desa"].penugasan.all().delete()
    k = KunjunganFactory(desa=desa, status=StatusKunjungan.DIAJUKAN, petugas=[orang["pelaksana"]])
    KehadiranFactory(kunjungan=k, nama="Syahrul", jabatan=jabatan, unsur="lainnya")
    butir = next(a for a in periksa_aspek(k) if a.kode == "pengesahan").butir[0]
    assert butir.baik is hadir


def test_hadir_dengan_nama_lain_dari_daftar_perangkat_disebut(desa, orang):
    PerangkatFactory(desa=desa, nama="Syahrul", jabatan="kepala_desa")
    k = KunjunganFactory(desa=desa, status=StatusKunjungan.DIAJUKAN, petugas=[orang["pelaksana"]])
    KehadiranFactory(kunjungan=k, nama="Baharuddin", jabatan="Kepala Desa")
    butir = next(a for a in periksa_aspek(k) if a.kode == "pengesahan").butir[0]
    assert (butir.baik, "Baharuddin" in butir.kalimat, "Syahrul" in butir.kalimat) == (False, True, True)
