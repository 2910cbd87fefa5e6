"""Whom a village asks, and the chat whose text stands ready."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from akun.enums import Peran
from akun.models import Pengguna
from akun.tests.factories import pengguna_berperan
from berkas.services.berkas import berkas_tolak
from berkas.tests.contoh_unggah import unggah
from config.tests.kantor import hari_uji
from dasar.telepon import nomor_ponsel
from desa.tests.factories import DesaFactory
from klinik.acuan import muat, topik_semua
from klinik.models import Topik
from klinik.penjawab import kontak, yang_ditanya
from perut.tests.factories import LokusFactory, ProgramFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]


@pytest.mark.parametrize(
    ("teks", "nomor"),
    [
        ("0812-3456-7890", "6281234567890"),
        ("+62 812 3456 7890", "6281234567890"),
        ("62 812 34567890", "6281234567890"),
        ("+62 0812.3456.7890", "6281234567890"),
        ("81234567890", "6281234567890"),
        ("(0526) 21234 / 0857 1111 2222", "6285711112222"),
        ("0812 3456 7890 atau 0813 0000 1111", "6281234567890"),
        ("+60 12-345 6789", "60123456789"),
        ("0526 21234", ""),  # a landline has no chat
        ("(021) 8301234", ""),
        ("0812", ""),
        ("٠٨١٢٣٤٥٦٧٨٩٠", ""),
        ("belum ada", ""),
        ("", ""),
    ],
)
def test_nomor_ponsel_menjadi_e164(teks, nomor):
    assert nomor_ponsel(teks) == nomor


def test_petugas_lokus_lalu_kasi_lalu_sekcam_lalu_camat():
    desa = DesaFactory()
    assert yang_ditanya(desa) == []
    camat = pengguna_berperan(Peran.CAMAT, desa)
    assert yang_ditanya(desa) == [camat]
    sekcam = pengguna_berperan(Peran.VERIFIKATOR, desa)
    sekcam.penugasan.update(sekretaris=True)
    assert yang_ditanya(desa) == [sekcam]
    kasi = pengguna_berperan(Peran.VERIFIKATOR, desa)
    assert yang_ditanya(desa) == [kasi]
    staf = pengguna_berperan(Peran.PELAKSANA, desa)
    assert yang_ditanya(desa) == [kasi]
    lokus = LokusFactory(program=ProgramFactory(kecamatan=desa.kecamatan, tahun=hari_uji().year), desa=desa)
    lokus.petugas.set([staf, pengguna_berperan(Peran.PENDAMPING, desa)])
    assert yang_ditanya(desa) == [staf]  # a pendamping does not answer for the office
    staf.penugasan.update(selesai=hari_uji() - timedelta(days=1))
    assert yang_ditanya(desa) == [kasi]
    Pengguna.objects.filter(pk=kasi.pk).update(is_active=False)
    assert yang_ditanya(desa) == [sekcam]


def test_tugas_yang_belum_mulai_belum_ditanya(desa, orang):
    baru = pengguna_berperan(Peran.VERIFIKATOR, desa)
    baru.penugasan.update(mulai=hari_uji() + timedelta(days=2))
    assert yang_ditanya(desa) == [orang["verifikator"]]


def tautan(isi):
    awal = isi.index("https://wa.me/")
    alamat = isi[awal : isi.index('"', awal)].replace("&amp;", "&")
    bagian = urlsplit(alamat)
    return bagian.path.strip("/"), parse_qs(bagian.query)["text"][0]


def test_kotak_tanya_di_halaman_desa_dengan_kalimat_yang_siap(client, desa, orang, settings):
    settings.ALAMAT_SITUS = "https://perut.contoh.go.id/"
    Pengguna.objects.filter(pk=orang["verifikator"].pk).update(telepon="0812-3456-7890")
    client.force_login(orang["sekretaris_desa"])
    for nama, arg in (("dasbor:sekilas-desa", [desa.pk]), ("dasbor:desa-saya", [])):
        jalur = reverse(nama, args=arg)
        nomor, teks = tautan(client.get(jalur).content.decode())
        assert nomor == "6281234567890"
        assert str(desa) in teks and teks.endswith(f"https://perut.contoh.go.id{jalur}")
        assert f"Yth. {orang['verifikator']}," in teks


def test_tanpa_nomor_dikatakan_dan_tetap_dapat_diajukan(client, desa, orang):
    client.force_login(orang["sekretaris_desa"])
    isi = client.get(reverse("dasbor:desa-saya")).content.decode()
    assert "Nomor WhatsApp belum dicatat." in isi and "wa.me" not in isi
    assert reverse("klinik:pertanyaan-ajukan") in isi
    Pengguna.objects.filter(pk=orang["verifikator"].pk).update(telepon="0526 21234")
    assert kontak(desa)[0].tanpa == "Nomornya bukan nomor ponsel."


def test_dokumen_yang_ditolak_menyebut_siapa_yang_ditanya(client, desa, orang, settings):
    settings.ALAMAT_SITUS = "https://perut.contoh.go.id"
    Pengguna.objects.filter(pk=orang["verifikator"].pk).update(telepon="081234567890")
    berkas = unggah(desa, orang["sekretaris_desa"]).berkas
    client.force_login(orang["sekretaris_desa"])
    assert "Tanya kecamatan" not in client.get(berkas.get_absolute_url()).content.decode()
    berkas_tolak(berkas=berkas, alasan="Belum ditandatangani.", oleh=orang["pelaksana"])
    isi = client.get(berkas.get_absolute_url()).content.decode()
    _, teks = tautan(isi)
    assert all(bagian in teks for bagian in (str(desa), berkas.judul, "ditolak", berkas.get_absolute_url()))
    assert f"{reverse('klinik:pertanyaan-ajukan')}?berkas={berkas.pk}" in isi
    # For the office it says the same, without asking.
    client.force_login(orang["pelaksana"])
    assert "Ajukan di klinik" not in client.get(berkas.get_absolute_url()).content.decode()


def test_topik_dari_acuan_dimuat_sekali_dan_bersumber():
    Topik.objects.all().delete()
    assert "dimuat" in muat()[0] and "tidak berubah" in muat()[0]
    assert Topik.objects.count() == len(topik_semua()) == 11
    assert not Topik.objects.filter(dasar="").exists()
    assert Topik.objects.filter(dasar="usulan PERUT").count() == 1


def test_topik_yang_pernah_diubah_kantor_tidak_ada_di_acuan(client, desa, orang):
    """An office changes its own topics only."""
    muat()
    client.force_login(orang["verifikator"])
    nasional = Topik.objects.filter(kecamatan=None).first()
    assert client.get(reverse("klinik:topik-ubah", args=[nasional.pk])).status_code == 404
    assert client.get(reverse("klinik:topik-daftar")).status_code == 200
