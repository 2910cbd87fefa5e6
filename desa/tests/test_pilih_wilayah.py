"""Choosing a kecamatan from the whole of Indonesia: found as people type it, installed whole or not at all."""

import pytest
from django.conf import settings

from akun.enums import PENGELOLA, Peran
from akun.models import Penugasan
from akun.tests.factories import PenggunaFactory
from desa.cari_wilayah import cari, kecamatan_calon
from desa.models import Desa, Kabupaten, Kecamatan, RiwayatData
from desa.sebutan import banyaknya
from desa.tests.factories import KabupatenFactory

HALAMAN = "/desa/kecamatan/pilih/"


@pytest.mark.parametrize(
    ("teks", "pertama"),
    [
        ("Awayan", "63.11.03"),
        ("  kecamatan AWAYAN ", "63.11.03"),
        ("kec. awayan, kab. balangan", "63.11.03"),
        ("awayan kalimantan selatan", "63.11.03"),
        ("awyan", "63.11.03"),
        ("awayn balangann", "63.11.03"),
        ("63.11.03", "63.11.03"),
        ("631103", "63.11.03"),
        ("distrik sentani", "91.03.01"),
        ("syiah kuala", "11.71.04"),
        ("kota janto", "11.06.15"),
        ("mantrijeron", "34.71.08"),
    ],
)
def test_kecamatan_ditemukan_seperti_orang_menulisnya(teks, pertama):
    hasil = [c.kode for c in cari(settings.WILAYAH_DIR, teks)]
    assert hasil[:1] == [pertama], hasil[:5]


def test_nama_yang_sama_dibedakan_kabupatennya():
    semua = cari(settings.WILAYAH_DIR, "sukajaya")
    assert {c.kabupaten for c in semua} >= {"Kota Sabang", "Kabupaten Bogor"}
    assert [c.kabupaten for c in cari(settings.WILAYAH_DIR, "sukajaya bogor")] == ["Kabupaten Bogor"]
    assert len(cari(settings.WILAYAH_DIR, "balangan")) == 8  # a kabupaten lists its kecamatan
    assert cari(settings.WILAYAH_DIR, "kotabaru")[0].nama.replace(" ", "").lower() == "kotabaru"
    assert [c for t in ("zzzzqq", "", "., -", "kecamatan xyzzyx") for c in cari(settings.WILAYAH_DIR, t)] == []


@pytest.fixture
def admin(client, db):
    orang = PenggunaFactory()
    Penugasan.objects.create(pengguna=orang, peran=Peran.ADMIN, mulai="2020-01-01")
    client.force_login(orang)
    return orang


def galat(jawab) -> str:
    return jawab.context["galat"]


def test_dipasang_dengan_desa_zona_dan_riwayatnya(client, admin):
    cari_html = client.get(HALAMAN, {"cari": "sentani"}).content.decode()
    assert "Distrik Sentani" in cari_html and "?kode=91.03.01&amp;cari=sentani" in cari_html
    tinjau = client.get(HALAMAN, {"kode": "91.03.01"}).content.decode()
    assert "Kepala Distrik" in tinjau and "Kampung Yobeh" in tinjau and "WIT" in tinjau
    assert not Kabupaten.objects.exists()  # looking installs nothing
    jawab = client.post(HALAMAN, {"kode": "91.03.01"}, follow=True)
    kecamatan = Kecamatan.objects.get()
    assert (str(kecamatan), str(kecamatan.kabupaten), kecamatan.kabupaten.provinsi) == (
        "Distrik Sentani", "Kabupaten Jayapura", "Papua",
    )  # fmt: skip
    assert kecamatan.zona_waktu == "Asia/Jayapura"
    banyak = banyaknya(Desa.objects.all())
    assert banyak == "5 kampung, 3 kelurahan, dan 2 kampung adat"
    assert f"Distrik Sentani dipasang dengan {banyak}." in jawab.content.decode()
    assert (
        f"Yang ikut terpasang: {banyak}" in tinjau and f"Kabupaten Jayapura: {banyak}, WIT." in jawab.content.decode()
    )
    jumlah = Desa.objects.count()
    assert jumlah > 5 and set(Desa.objects.values_list("kecamatan", flat=True)) == {kecamatan.pk}
    riwayat = RiwayatData.objects.get(jenis="kecamatan")
    assert (riwayat.aksi, riwayat.oleh) == ("dicatat", admin.pk)
    assert riwayat.isi[0]["ke"].endswith(banyak)


def test_banyaknya_menurut_sebutannya():
    kecil, kota = Desa(kode="63.11.03.2001", nama="A"), Desa(kode="63.11.03.1001", nama="B", jenis="kelurahan")
    gampong = Desa(kode="11.08.01.2001", nama="C")
    assert banyaknya([kecil, kecil]) == "2 desa"
    assert banyaknya([kota, gampong, gampong]) == "2 gampong dan 1 kelurahan"
    assert banyaknya([]) == "0 desa"


@pytest.mark.parametrize(
    ("kode", "kalimat"),
    [
        ("63.11.99", "Kecamatan berkode 63.11.99 tidak ada dalam daftar wilayah Kemendagri"),
        ("91.01.01", "Mungkin kecamatan itu sudah digabung, dihapus, atau berganti kode"),  # moved to Papua Selatan
        ("63.11", "Kode kecamatan “63.11” tidak dikenal."),
        ("", "Kode kecamatan “” tidak dikenal."),
        ("63.11.03.2021", "tidak dikenal"),
        ("63.11.0\x003", "tidak dikenal"),
        ("٦٣.١١.٠٣", "tidak"),
    ],
)
def test_kode_yang_tidak_ada_disebut_dan_tidak_ada_yang_tersimpan(client, admin, kode, kalimat):
    for jawab, status in ((client.post(HALAMAN, {"kode": kode}), 422), (client.get(HALAMAN, {"kode": kode}), 200)):
        assert jawab.status_code == status
        assert kalimat in galat(jawab) or not kode
    assert not Kabupaten.objects.exists() and not Kecamatan.objects.exists()


def test_dipasang_dua_kali_disebut_sudah_terpasang(client, admin):
    client.post(HALAMAN, {"kode": "63.11.03"})
    Kecamatan.objects.update(alamat="Jalan Kantor 1")
    Desa.objects.filter(kode="63.11.03.2022").update(nama="Sungai Pumpung")
    jawab = client.post(HALAMAN, {"kode": "63.11.03"})
    assert (jawab.status_code, galat(jawab)) == (422, "Kecamatan Awayan sudah terpasang, jadi tidak dipasang lagi.")
    assert Desa.objects.get(kode="63.11.03.2022").nama == "Sungai Pumpung"
    assert "Sudah terpasang" in client.get(HALAMAN, {"cari": "awayan"}).content.decode()
    assert "sudah terpasang" in client.get(HALAMAN, {"kode": "63.11.03"}).content.decode()
    assert RiwayatData.objects.filter(jenis="kecamatan").count() == 1
    client.post(HALAMAN, {"kode": "63.11.02"})  # a neighbour: the kabupaten is there already
    assert (Kabupaten.objects.count(), Kecamatan.objects.count()) == (1, 2)


def test_data_yang_rusak_tidak_meninggalkan_setengahnya(client, admin, tmp_path, settings):
    for nama in ("provinces", "regencies", "districts", "villages"):
        asal = settings.WILAYAH_DIR / f"{nama}.csv"
        (tmp_path / f"{nama}.csv").write_bytes(asal.read_bytes() if nama != "villages" else b"kode,nama\n")
    settings.WILAYAH_DIR = tmp_path
    jawab = client.post(HALAMAN, {"kode": "63.11.03"})
    assert jawab.status_code == 422
    assert not Kabupaten.objects.exists() and not Kecamatan.objects.exists()
    settings.WILAYAH_DIR = tmp_path / "tidak-ada"
    assert "Data wilayah tidak ditemukan" in galat(client.get(HALAMAN, {"cari": "awayan"}))


def test_hanya_admin_memasang(client, desa, orang):
    for peran, satu in orang.items():
        client.force_login(satu)
        diharapkan = 200 if peran in PENGELOLA else 403
        assert client.get(HALAMAN).status_code == diharapkan, peran


def test_admin_kabupaten_memasang_di_kabupatennya_saja(client, desa, orang):
    Kabupaten.objects.filter(pk=desa.kecamatan.kabupaten_id).update(kode="63.11")
    client.force_login(orang[Peran.ADMIN_KABUPATEN])
    assert client.post(HALAMAN, {"kode": "63.11.02"}).status_code == 302
    KabupatenFactory(kode="63.10")
    for asing in ("63.10.01", "11.71.04"):  # installed here, and not yet
        jawab = client.post(HALAMAN, {"kode": asing})
        assert (jawab.status_code, "dipasang oleh admin" in jawab.content.decode()) == (403, True)
    assert set(Kecamatan.objects.exclude(pk=desa.kecamatan_id).values_list("kode", flat=True)) == {"63.11.02"}


def test_calon_menurut_kode():
    calon = kecamatan_calon(settings.WILAYAH_DIR, "63.11.03")
    assert calon is not None and (calon.nama, calon.kabupaten, calon.provinsi) == (
        "Awayan", "Kabupaten Balangan", "Kalimantan Selatan",
    )  # fmt: skip
    assert kecamatan_calon(settings.WILAYAH_DIR, "63.11.99") is None
