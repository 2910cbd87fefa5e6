"""Saved filters: one's own, by name, for one list; never more than the list itself gives."""

import pytest
from django.test import Client
from django.urls import reverse

from akun.enums import Peran
from akun.models import Saringan
from akun.services.saringan import SEORANG, isi_rapi
from akun.tests.factories import pengguna_berperan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]
TEMUAN = "tindaklanjut:temuan-daftar"
SIMPAN = reverse("akun:saringan-simpan")


@pytest.fixture
def camat(client, orang):
    client.force_login(orang["camat"])
    return orang["camat"]


def simpan(client, nama="Terlambat", isi="keadaan=terlambat", daftar=TEMUAN, **lain):
    return client.post(SIMPAN, {"nama": nama, "isi": isi, "daftar": daftar, **lain})


def kelola(daftar=TEMUAN):
    return f"{reverse('akun:saringan-daftar')}?daftar={daftar.replace(':', '%3A')}"


def tersimpan(orang) -> list[tuple[str, str, str]]:
    return list(Saringan.objects.filter(pengguna=orang).values_list("daftar", "nama", "isi"))


def test_disimpan_dibuka_lagi_diganti_namanya_dan_dihapus(client, camat):
    daftar = reverse(TEMUAN)
    isi = client.get(daftar, {"keadaan": ["terlambat", "berulang"], "cari": "", "page": 1}).content.decode()
    assert 'name="isi" value="keadaan=terlambat&amp;keadaan=berulang"' in isi
    jawab = simpan(client, " Terlambat  berulang ", "keadaan=terlambat&keadaan=berulang&cari=&page=3&_export=xlsx")
    assert jawab["Location"] == f"{daftar}?keadaan=terlambat&keadaan=berulang"
    assert tersimpan(camat) == [(TEMUAN, "Terlambat berulang", "keadaan=terlambat&keadaan=berulang")]
    isi = client.get(jawab["Location"]).content.decode()
    assert 'href="?keadaan=terlambat&amp;keadaan=berulang" aria-current="true"' in isi
    assert "Simpan saringan ini" not in isi  # it is saved already
    assert "Terlambat berulang" in client.get(daftar).content.decode()
    assert "Terlambat berulang" not in client.get(reverse("perut:kunjungan-daftar")).content.decode()

    [saringan] = Saringan.objects.filter(pengguna=camat)
    ubah = reverse("akun:saringan-ubah", args=[saringan.pk])
    assert client.get(ubah).status_code == 200
    assert client.post(ubah, {"nama": "Yang lewat"})["Location"] == kelola()
    assert "Yang lewat" in client.get(kelola()).content.decode()
    assert client.post(reverse("akun:saringan-hapus", args=[saringan.pk]))["Location"] == kelola()
    assert tersimpan(camat) == []
    assert "Belum ada saringan tersimpan" in client.get(kelola()).content.decode()


def test_milik_orang_lain_tidak_ditemukan_dan_tidak_tampil(client, camat, orang):
    simpan(client)
    [saringan] = Saringan.objects.filter(pengguna=camat)
    lain = Client()
    lain.force_login(orang["verifikator"])
    assert lain.get(reverse("akun:saringan-ubah", args=[saringan.pk])).status_code == 404
    assert lain.post(reverse("akun:saringan-ubah", args=[saringan.pk]), {"nama": "x"}).status_code == 404
    assert lain.post(reverse("akun:saringan-hapus", args=[saringan.pk])).status_code == 404
    assert "Terlambat</a>" not in lain.get(reverse(TEMUAN)).content.decode()
    assert tersimpan(camat) == [(TEMUAN, "Terlambat", "keadaan=terlambat")]
    assert simpan(lain).status_code == 302  # the same name is free for everybody else


def test_nama_yang_sama_mengganti_hanya_sesudah_diminta(client, camat):
    simpan(client)
    jawab = simpan(client, "TERLAMBAT", "keadaan=berulang")
    isi = jawab.content.decode()
    assert (jawab.status_code, 'name="ganti"' in isi, 'value="TERLAMBAT"' in isi) == (422, True, True)
    assert tersimpan(camat) == [(TEMUAN, "Terlambat", "keadaan=terlambat")]
    assert simpan(client, "TERLAMBAT", "keadaan=berulang", ganti="1").status_code == 302
    assert tersimpan(camat) == [(TEMUAN, "TERLAMBAT", "keadaan=berulang")]
    simpan(client, "Lain")
    lain = Saringan.objects.get(nama="Lain")
    jawab = client.post(reverse("akun:saringan-ubah", args=[lain.pk]), {"nama": "terlambat"})
    assert (jawab.status_code, "Beri nama lain" in jawab.content.decode()) == (422, True)


def test_paling_banyak_dua_puluh_di_satu_daftar(client, camat):
    baris = [Saringan(pengguna=camat, daftar=TEMUAN, nama=f"S{n}", isi="keadaan=belum") for n in range(SEORANG)]
    Saringan.objects.bulk_create(baris)
    jawab = simpan(client, "Satu lagi")
    assert jawab.status_code == 422
    assert f"Paling banyak {SEORANG} saringan" in jawab.content.decode() and "Satu lagi" in jawab.content.decode()
    assert simpan(client, "S3", "keadaan=selesai", ganti="1").status_code == 302
    assert simpan(client, "Satu lagi", "status=disahkan", "perut:kunjungan-daftar").status_code == 302


@pytest.mark.parametrize(
    ("nama", "isi", "kalimat"),
    [
        ("", "keadaan=belum", "Beri saringan ini nama"),
        ("   ", "keadaan=belum", "Beri saringan ini nama"),
        ("n" * 61, "keadaan=belum", "60"),
        ("Kosong", "", "Belum ada saringan yang dipasang"),
        ("Kosong", "page=2&cari=&_export=xlsx", "Belum ada saringan yang dipasang"),
        ("Banyak", "&".join(f"a{n}=1" for n in range(200)), "terlalu panjang"),
        ("Panjang", "cari=" + "x" * 1200, "terlalu panjang"),
    ],
)
def test_yang_keliru_dijawab_dengan_kalimat_dan_tidak_hilang(client, camat, nama, isi, kalimat):
    jawab = simpan(client, nama, isi)
    teks = jawab.content.decode()
    assert (jawab.status_code, kalimat in teks, tersimpan(camat)) == (422, True, [])
    assert f'value="{nama.strip()}"' in teks or not nama.strip()


@pytest.mark.parametrize("daftar", ["", "entah", "tindaklanjut:temuan-rinci", "akun:orang", "antrean:daftar", "x\x00y"])
def test_daftar_yang_tidak_ada_atau_tidak_boleh_dibuka(client, camat, daftar):
    assert simpan(client, daftar=daftar).status_code == 404
    assert client.get(reverse("akun:saringan-daftar"), {"daftar": daftar}).status_code == 404
    assert tersimpan(camat) == []


@pytest.mark.parametrize("isi", ["keadaan=sudah-tidak-ada", "desa=999999", "dari=kemarin", "cari=%00", "desa=x%00"])
def test_saringan_yang_usang_dijawab_daftarnya(client, camat, isi):
    """The choice is gone meanwhile: the list's own sentence, its form as it was, and the filters to go on with."""
    Saringan.objects.create(pengguna=camat, daftar=TEMUAN, nama="Lama", isi=isi)
    jawab = client.get(f"{reverse(TEMUAN)}?{isi}")
    assert jawab.status_code == 422
    assert "Lama" in jawab.content.decode() and "Simpan saringan ini" not in jawab.content.decode()


def test_satu_pertanyaan_berapa_pun_banyaknya(client, camat, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def berapa() -> int:
        with CaptureQueriesContext(connection) as kueri:
            client.get(reverse(TEMUAN), {"keadaan": "belum"})
        return len(kueri)

    berapa()
    sebelum = berapa()
    for n in range(12):
        Saringan.objects.create(pengguna=camat, daftar=TEMUAN, nama=f"S{n}", isi="keadaan=belum")
    assert berapa() == sebelum


@pytest.mark.parametrize(
    "daftar",
    ["tindaklanjut:temuan-papan", "dasbor:jejak", "perut:kunjungan-daftar", "naskah:arsip", "berkas:berkas-daftar"],
)
def test_di_setiap_halaman_bersaringan(client, camat, daftar):
    isi = client.get(reverse(daftar), {"cari": "kas"}).content.decode()
    assert 'name="isi" value="cari=kas"' in isi
    assert simpan(client, "Kas", "cari=kas", daftar).status_code == 302
    assert "Kas</a>" in client.get(reverse(daftar)).content.decode()


def test_dihapus_bersama_akunnya_dan_ada_di_data_saya(client, desa):
    from dasbor.data_saya import data_tentang

    siapa = pengguna_berperan(Peran.PELAKSANA, desa)
    Saringan.objects.create(pengguna=siapa, daftar=TEMUAN, nama="Punya saya", isi="cari=lumbung")
    assert "lumbung" in str(data_tentang(siapa))
    siapa.delete()
    assert not Saringan.objects.exists()


def test_isi_rapi_tanpa_yang_bukan_saringan():
    assert isi_rapi("cari=a%20b&page=2&kosong=&sort=-desa&cari=%00&csrfmiddlewaretoken=x") == "cari=a+b&sort=-desa"
