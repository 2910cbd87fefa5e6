"""The kabupaten's own codes on pages of the administration: within one's kabupaten, as a sheet too, with history."""

import html
import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse, reverse_lazy

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes.aturan import periksa
from apbdes.katalog import katalog_untuk
from apbdes.models import KegiatanTambahan, RekeningTambahan, RincianBelanja, VersiApbdes
from apbdes.queries import tahun_disusun
from apbdes.services.anggaran import anggaran_dari_versi
from apbdes.syarat import DASAR
from apbdes.tests.contoh_evaluasi import siap
from apbdes.tests.factories import KegiatanTambahanFactory, RekeningTambahanFactory
from desa.models import RiwayatData
from desa.tests.factories import DesaFactory

pytestmark = pytest.mark.django_db
ISI = {"tahun": "2027", "kode": "02.03.91.", "nama": "Jembatan titian", "pelaksana": "", "dasar": "Perbup 1/2026"}


def alamat(kerja, *pk, jenis="kegiatan"):
    return reverse(f"apbdes:kode-{jenis}-{kerja}", args=pk)


@pytest.fixture
def kabupaten(client, orang, desa):
    client.force_login(orang["admin_kabupaten"])
    return desa.kecamatan.kabupaten


def test_kode_dicatat_diubah_dihapus_dengan_riwayat(client, kabupaten):
    assert client.post(alamat("tambah"), ISI | {"kabupaten": kabupaten.pk}).url == alamat("daftar")
    kode = KegiatanTambahan.objects.get()
    assert (kode.kode, kode.versi) == ("2.3.91", 1)
    ubah = ISI | {"kabupaten": kabupaten.pk, "nama": "Jembatan gantung", "versi": "1"}
    assert client.post(alamat("ubah", kode.pk), ubah).status_code == 302
    assert client.post(alamat("ubah", kode.pk), ubah | {"nama": "Lain"}).status_code == 422  # of an older page
    assert client.post(alamat("hapus", kode.pk), {"versi": "2"}).url == alamat("daftar")
    riwayat = RiwayatData.objects.filter(jenis="kegiatantambahan", nomor=kode.pk)
    assert sorted(r.sebutan for r in riwayat) == ["Diubah", "Dicatat", "Dihapus"] or riwayat.count() == 3
    assert not KegiatanTambahan.objects.exists()


@pytest.mark.parametrize(
    ("ganti", "kolom", "kalimat"),
    [
        ({"kode": "2.3"}, "kode", "“2.3” bukan kode kegiatan. Tulis misalnya 1.1.01."),
        ({"kode": "9.9.90"}, "kode", "9 tidak ada dalam Permendagri 20/2018."),
        ({"tahun": "dua"}, "tahun", "Tulis bilangan bulat."),
        ({"nama": ""}, "nama", "Wajib diisi."),
        ({"kode": "2.3.90", "tahun": "2024"}, "__all__", "Kode ini sudah ada untuk tahun itu."),
    ],
)
def test_yang_keliru_ditolak_di_tempatnya(client, kabupaten, ganti, kolom, kalimat):
    KegiatanTambahanFactory(kabupaten=kabupaten)
    jawab = client.post(alamat("tambah"), ISI | {"kabupaten": kabupaten.pk} | ganti)
    assert jawab.status_code == 422
    assert jawab.context["form"].errors == {kolom: [kalimat]}
    assert 'value="Perbup 1/2026"' in jawab.content.decode()
    assert KegiatanTambahan.objects.count() == 1


def test_kode_kabupaten_lain_tidak_ditemukan(client, kabupaten):
    jauh = DesaFactory()
    pengguna_berperan(Peran.CAMAT, jauh)
    lain = RekeningTambahanFactory(kabupaten=jauh.kecamatan.kabupaten)
    sini = RekeningTambahanFactory(kabupaten=kabupaten)
    assert [b.record for b in client.get(alamat("daftar", jenis="rekening")).context["table"].rows] == [sini]
    for kerja in ("ubah", "hapus"):
        assert client.get(alamat(kerja, lain.pk, jenis="rekening")).status_code == 404
        assert client.post(alamat(kerja, lain.pk, jenis="rekening"), ISI).status_code == 404
    assert client.post(alamat("tambah"), ISI | {"kabupaten": jauh.kecamatan.kabupaten_id}).status_code == 422


# --- as a sheet, and from a Siskeudes export -----------------------------------
IMPOR = reverse_lazy("apbdes:kode-impor")


def unggah(client, isi: str | bytes, nama="kode.csv"):
    isi = isi.encode() if isinstance(isi, str) else isi
    return client.post(IMPOR, {"berkas": SimpleUploadedFile(nama, isi)})


def simpan(client, pratinjau):
    return client.post(IMPOR, {"kunci": pratinjau.context["kunci"]})


def test_isian_berkas_menyebut_yang_diterimanya(client, kabupaten):
    isian = client.get(IMPOR).context["form"]["berkas"]
    assert isian.help_text.startswith("xlsx, csv, zip, mde atau mdb, paling besar 5 MB")
    assert isian.field.widget.attrs["accept"] == ".xlsx,.csv,.zip,.mde,.mdb"


def test_lembar_kode_ditinjau_lalu_disimpan_seutuhnya(client, kabupaten):
    judul = "kode;nama;tahun;dasar\n"
    salah = unggah(client, f"{judul}2.3.22;Jalan baru;2027;\n1.1;Salah;2027;\n2.3.01;Sudah;2027;\n2.3.22;Lagi;2027;\n")
    assert [(g.baris, g.kolom) for g in salah.context["tinjauan"].galat] == [(3, "kode"), (4, "kode"), (5, "kode")]
    assert "“1.1” bukan kode" in salah.content.decode()
    pratinjau = unggah(client, f"{judul}02.03.22.;Jalan baru;2027;Perbup 1\n5.2.1.13;Belanja lain;2027;\n")
    assert (KegiatanTambahan.objects.count(), RekeningTambahan.objects.count()) == (0, 0)
    assert simpan(client, pratinjau).status_code == 302
    assert [(k.kode, k.tahun, k.kabupaten, k.dasar) for k in KegiatanTambahan.objects.all()] == [
        ("2.3.22", 2027, kabupaten, "Perbup 1")
    ]
    assert RekeningTambahan.objects.get().nama == "Belanja lain"
    lagi = unggah(client, f"{judul}2.3.22;Jalan lain;2027;\n5.2.1.13;Belanja lain;2027;\n")
    assert [b.keadaan for b in lagi.context["tinjauan"].baris] == ["berubah", "sama"]
    simpan(client, lagi)
    assert (KegiatanTambahan.objects.get().nama, KegiatanTambahan.objects.get().dasar) == ("Jalan lain", "Perbup 1")
    assert RiwayatData.objects.filter(jenis="kegiatantambahan").count() == 2


def zip_ref(**tabel: str) -> bytes:
    isi = BytesIO()
    with zipfile.ZipFile(isi, "w") as zip_:
        for nama, csv in tabel.items():
            zip_.writestr(f"{nama}.csv", csv)
    return isi.getvalue()


def test_tabel_ref_siskeudes_menambah_yang_belum_ada(client, kabupaten):
    isi = zip_ref(
        Ref_Kegiatan="Kd_Bid,ID_Keg,Nama_Kegiatan\n01.,01.01.01.,Siltap\n02.,02.03.22.,Jalan baru\n",
        Ref_Rek4="Jenis,Obyek,Nama_Obyek\n5.2.1.,5.2.1.01.,ATK\n5.2.1.,5.2.1.90.,Belanja Hadiah\n",
    )
    pratinjau = unggah(client, isi, "ekspor.zip")
    assert simpan(client, pratinjau).status_code == 302
    tahun = tahun_disusun()
    assert [(k.kode, k.nama, k.tahun) for k in KegiatanTambahan.objects.all()] == [("2.3.22", "Jalan baru", tahun)]
    assert [(k.kode, k.nama, k.tahun) for k in RekeningTambahan.objects.all()] == [
        ("5.2.1.90", "Belanja Hadiah", tahun)
    ]


@pytest.mark.parametrize(
    ("tabel", "kalimat"),
    [
        ({"Ta_RAB": "a,b\n"}, "tidak memuat Ref_Kegiatan.csv atau Ref_Rek4.csv"),
        ({"Ref_Kegiatan": "ID_Keg,Nama_Kegiatan\n1.1,Salah\n"}, "“1.1” bukan kode kegiatan"),
        ({"Ref_Kegiatan": "ID_Keg,Nama_Kegiatan\n01.01.01.,Siltap\n"}, "sudah ada dalam daftar"),
    ],
)
def test_tabel_ref_yang_keliru_disebut(client, kabupaten, tabel, kalimat):
    jawab = unggah(client, zip_ref(**tabel), "ekspor.zip")
    assert jawab.status_code == 422
    assert kalimat in html.unescape(jawab.content.decode())
    assert unggah(client, b"bukan zip", "ekspor.zip").status_code == 422


# --- what a budget makes of them -------------------------------------------------
def test_kode_kantor_diterima_dinilai_dan_tetap_sesudah_dicabut(client, kabupaten, desa, orang):
    versi = siap(desa)
    tahun = versi.apbdes.tahun
    RincianBelanja.objects.filter(versi_apbdes=versi).update(kegiatan="2.3.22")

    def struktur():
        isi = anggaran_dari_versi(VersiApbdes.objects.lengkap().get(pk=versi.pk))
        return next(h.hasil.putusan for h in periksa(isi, DASAR) if h.aturan.kode == "STR-07")

    assert struktur() == "dilanggar"
    kode = KegiatanTambahanFactory(kabupaten=kabupaten, tahun=tahun, kode="2.3.22", nama="Jalan baru")
    assert struktur() == "terpenuhi"
    katalog = katalog_untuk(kabupaten, tahun)
    assert (katalog.kegiatan_ada("2.3.22"), katalog.kegiatan_ada("2.3.23")) == (True, False)

    hapus = client.post(alamat("hapus", kode.pk), {"versi": "1"}, follow=True)
    assert "dipakai 1 rancangan" in hapus.content.decode()
    isi = ISI | {"kabupaten": kabupaten.pk, "kode": "2.3.22", "nama": "Jalan baru", "tahun": tahun, "versi": kode.versi}
    assert client.post(alamat("ubah", kode.pk), isi | {"dicabut": "2026-11-30"}).status_code == 302
    assert struktur() == "dilanggar"  # of a draft
    katalog = katalog_untuk(kabupaten, tahun)
    assert (katalog.kegiatan_ada("2.3.22"), katalog.nama_kegiatan("2.3.22")) == (False, "Jalan baru")
    VersiApbdes.objects.filter(pk=versi.pk).update(status="diajukan")
    assert struktur() == "terpenuhi"
