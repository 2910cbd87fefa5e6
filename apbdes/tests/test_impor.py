"""From a file to stored rows: everything wrong at its cell, all or nothing, and only over what was seen."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes.buku_kerja import TidakTerbaca, baca, tulis
from apbdes.impor import baca_berkas
from apbdes.katalog import RESMI, katalog_untuk
from apbdes.kemas import buka_kemasan, kemas
from apbdes.models import RincianBelanja, RincianPendapatan, VersiApbdes
from apbdes.services.anggaran import anggaran_dari_versi, muat_anggaran
from apbdes.services.impor import anggaran_impor, sidik_isi
from apbdes.siskeudes import tulis_siskeudes
from apbdes.tests.contoh import IDENTITAS, JUDUL, anggaran, b, lembar_kecil, p, utuh, xlsx
from apbdes.tests.factories import KegiatanTambahanFactory, RekeningTambahanFactory, VersiApbdesFactory
from desa.tests.factories import DesaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sekdes(desa):
    return pengguna_berperan(Peran.SEKRETARIS_DESA, desa)


@pytest.fixture
def versi(desa):
    versi = VersiApbdesFactory(desa=desa)
    return VersiApbdes.objects.lengkap().get(pk=versi.pk)


def milik(versi, isi=None, **identitas):
    """The budget of the tests with the code of this version's desa."""
    return replace(isi or utuh(), kode_desa=versi.apbdes.desa.kode, **identitas)


def unggah(client, versi, isi, nama="anggaran.xlsx", **lain):
    return client.post(
        reverse("apbdes:versi-impor", args=[versi.pk]), {"berkas": SimpleUploadedFile(nama, isi)}, **lain
    )


def kosong(versi):
    return not RincianBelanja.objects.filter(versi_apbdes=versi).exists()


# --- the way through -----------------------------------------------------------
def test_unggah_pratinjau_simpan(client, versi, sekdes):
    client.force_login(sekdes)
    jawab = unggah(client, versi, tulis(milik(versi)))
    isi = jawab.content.decode()
    assert jawab.status_code == 200
    assert "Rp1.320.000.000" in isi
    assert "Rancangan ini masih kosong" in isi
    assert kosong(versi)
    simpan = reverse("apbdes:versi-impor-simpan", args=[versi.pk])
    jawab = client.post(simpan, {"kunci": jawab.context["kunci"]}, follow=True)
    assert "baris dari anggaran.xlsx disimpan" in jawab.content.decode()
    versi.refresh_from_db()
    assert (versi.pagu_dds, versi.jumlah_petugas_pbb, versi.versi) == (800_000_000_00, 5, 1)
    hasil = anggaran_dari_versi(versi)
    assert replace(hasil, tanggal_disampaikan=None) == milik(versi)
    # The same confirmation again finds no preview any more.
    assert client.post(simpan, {"kunci": "x"}).status_code == 302


def test_mengganti_disebut_dan_menggantikan_semuanya(client, versi, sekdes):
    anggaran_impor(versi=versi, anggaran=milik(versi), sidik=sidik_isi(versi), oleh=sekdes)
    client.force_login(sekdes)
    kecil = anggaran([b("1.1.04", "5.2.1.01", 1000)], [p("4.2.3.01", "ADD", 1000)], kode_desa=versi.apbdes.desa.kode)
    jawab = unggah(client, versi, tulis(kecil))
    assert "baris yang ada sekarang diganti seluruhnya" in jawab.content.decode()
    client.post(reverse("apbdes:versi-impor-simpan", args=[versi.pk]), {"kunci": jawab.context["kunci"]})
    versi.refresh_from_db()
    assert replace(anggaran_dari_versi(versi), tanggal_disampaikan=None) == kecil


def test_berubah_sejak_pratinjau_ditampilkan_bukan_ditimpa(client, versi, sekdes):
    client.force_login(sekdes)
    jawab = unggah(client, versi, tulis(milik(versi)))
    baris = RincianPendapatan.objects.create(versi_apbdes=versi, rekening="4.1.1.01", sumber="PAD", jumlah=5)
    simpan = reverse("apbdes:versi-impor-simpan", args=[versi.pk])
    jawab = client.post(simpan, {"kunci": jawab.context["kunci"]})
    assert jawab.status_code == 422
    assert "Isi rancangan ini sudah diubah oleh" in jawab.content.decode()
    assert RincianPendapatan.objects.filter(pk=baris.pk).exists()
    assert kosong(versi)
    client.post(simpan, {"kunci": jawab.context["kunci"]})  # seen, and still wanted
    assert not kosong(versi)


def test_baris_yang_sama_tetap_baris_yang_sama(versi, sekdes):
    """So that `asal`, and the notes of the evaluator beside it, survive mending in Excel."""
    anggaran_impor(versi=versi, anggaran=milik(versi), sidik=sidik_isi(versi), oleh=sekdes)
    lama = RincianBelanja.objects.filter(versi_apbdes=versi, kegiatan="3.4.03").get()
    RincianBelanja.objects.filter(pk=lama.pk).update(asal=lama.pk)
    baru = milik(versi)
    versi.refresh_from_db()
    belanja = [r._replace(jumlah=r.jumlah - 1000) if r.kegiatan == "3.4.03" else r for r in baru.belanja]
    anggaran_impor(versi=versi, anggaran=replace(baru, belanja=tuple(belanja)), sidik=sidik_isi(versi), oleh=sekdes)
    sekarang = RincianBelanja.objects.get(pk=lama.pk)
    assert (sekarang.jumlah, sekarang.asal, sekarang.versi) == (lama.jumlah - 1000, lama.pk, 2)


# --- who and when ---------------------------------------------------------------
def test_hanya_draf_milik_sendiri(client, versi, sekdes, orang):
    with pytest.raises(PermissionDenied):
        anggaran_impor(versi=versi, anggaran=milik(versi), sidik=sidik_isi(versi), oleh=orang["verifikator"])
    VersiApbdes.objects.filter(pk=versi.pk).update(status="diajukan", diajukan="2024-01-10T02:00Z")
    with pytest.raises(ValidationError, match="Diajukan ke kecamatan"):
        anggaran_impor(versi=versi, anggaran=milik(versi), sidik=sidik_isi(versi), oleh=sekdes)
    client.force_login(sekdes)
    assert unggah(client, versi, tulis(milik(versi))).status_code == 403


# --- what is refused, at its cell --------------------------------------------------
def baris_kecil(**sel):
    isi = {"kode_kegiatan": "1.1.04", "kode_rekening": "5.2.1.01", "jumlah": 1000, "sumber_dana": "ADD"} | sel
    return {"Belanja": [list(isi), list(isi.values())]}


DITOLAK = {
    "kegiatan tidak ada": (baris_kecil(kode_kegiatan="1.1.88"), "Belanja", 2, "kode_kegiatan", "Kegiatan 1.1.88 tidak"),
    "rekening tidak ada": (baris_kecil(kode_rekening="5.2.1.55"), "Belanja", 2, "kode_rekening", "5.2.1.55 tidak ada"),
    "rekening salah lembar": (baris_kecil(kode_rekening="4.1.1.01"), "Belanja", 2, "kode_rekening", "bukan rekening"),
    "jumlah negatif": (baris_kecil(jumlah=-5), "Belanja", 2, "jumlah", "tidak boleh negatif"),
    "harga negatif": (baris_kecil(harga_satuan=-5), "Belanja", 2, "harga_satuan", "negatif"),
    "volume negatif": (baris_kecil(volume=-1), "Belanja", 2, "volume", "negatif"),
    "volume terlalu halus": (baris_kecil(volume="0,00001"), "Belanja", 2, "volume", "empat angka"),
    "uraian panjang": (baris_kecil(uraian="x" * 301), "Belanja", 2, "uraian", "paling banyak 300 huruf"),
    "pelaksana panjang": (baris_kecil(pelaksana="x" * 101), "Belanja", 2, "pelaksana", "100 huruf"),
    "kegiatan acuan": (baris_kecil(kegiatan_acuan="1.1.88"), "Belanja", 2, "kegiatan_acuan", "1.1.88 tidak ada"),
    "pecahan": (baris_kecil(jumlah="1,555"), "Belanja", 2, "jumlah (C)", "ribuan atau pecahan"),
    "pecahan bertitik": (baris_kecil(jumlah="1.500,505"), "Belanja", 2, "jumlah (C)", "pecahan sen"),
    "tanggal sebagai teks": (
        {"Identitas": [JUDUL["Identitas"], *([k, n] for k, n in IDENTITAS.items()), ["tanggal_disampaikan", "1/2/24"]]},
        "Identitas",
        5,
        "nilai (B)",
        "bukan tanggal",
    ),
    "pagu negatif": (
        {"Identitas": [JUDUL["Identitas"], *([k, n] for k, n in IDENTITAS.items()), ["pagu_dds", -1]]},
        "Identitas",
        None,
        "pagu_dds",
        "negatif",
    ),
    "tahun lalu": (
        {"Identitas": [JUDUL["Identitas"], *([k, n] for k, n in (IDENTITAS | {"tahun_anggaran": 2023}).items())]},
        "Identitas",
        None,
        "tahun_anggaran",
        "untuk tahun 2023, sedangkan yang diisi tahun 2024",
    ),
    "jenis lain": (
        {"Identitas": [JUDUL["Identitas"], *([k, n] for k, n in (IDENTITAS | {"jenis": "perubahan"}).items())]},
        "Identitas",
        None,
        "jenis",
        "berjenis perubahan",
    ),
    "baris kembar": (
        {"Pendapatan": [JUDUL["Pendapatan"], *[["4.2.3.01", "ADD", "ADD", 1000]] * 2]},
        "Pendapatan",
        3,
        None,
        "sama persis dengan baris 2",
    ),
}


@pytest.mark.parametrize("nama", DITOLAK)
def test_ditolak_di_selnya(client, sekdes, desa, nama):
    lembar, di_lembar, baris, kolom, kalimat = DITOLAK[nama]
    kode = {"kode_desa": desa.kode}
    isi = lembar_kecil(**lembar)
    isi["Identitas"] = [[k, kode.get(k, n)] for k, n in isi["Identitas"]]
    versi = VersiApbdesFactory(desa=desa)
    client.force_login(sekdes)
    jawab = unggah(client, versi, xlsx(isi))
    assert jawab.status_code == 422
    galat = jawab.context["galat"]
    assert [(g.lembar, g.baris, g.kolom) for g in galat] == [(di_lembar, baris, kolom)]
    assert kalimat in galat[0].pesan
    assert kosong(versi)


def test_semua_galat_sekaligus_dan_kodenya_milik_desa_lain(versi):
    isi = xlsx(lembar_kecil(**baris_kecil(kode_kegiatan="1.1.88", jumlah=-1)))
    with pytest.raises(TidakTerbaca) as salah:
        baca_berkas(isi, versi, RESMI)
    assert [(g.lembar, g.kolom) for g in salah.value.galat] == [
        ("Identitas", "kode_desa"),
        ("Belanja", "jumlah"),
        ("Belanja", "kode_kegiatan"),
    ]
    assert "milik desa 61.11.01.2001" in salah.value.galat[0].pesan


def test_sel_yang_tidak_terbaca_dan_yang_tidak_dapat_disimpan_disebut_sekaligus(versi):
    buku = openpyxl.load_workbook(BytesIO(tulis(milik(versi, tahun=2023))))
    belanja = buku["Belanja"]
    kolom = {sel.value: sel.column for sel in belanja[1]}
    belanja.cell(3, kolom["jumlah"]).value = -5
    belanja.cell(4, kolom["kode_kegiatan"]).value = "9.9.09"
    belanja.cell(5, kolom["jumlah"]).value = "1.500,505"
    belanja.cell(5, kolom["kode_rekening"]).value = "5.9.9.09"
    belanja.cell(6, kolom["sumber_dana"]).value = "APBN"
    simpanan = BytesIO()
    buku.save(simpanan)
    with pytest.raises(TidakTerbaca) as galat:
        baca_berkas(simpanan.getvalue(), versi, RESMI)
    assert [(g.lembar, g.baris, (g.kolom or "").split()[0]) for g in galat.value.galat] == [
        ("Identitas", None, "tahun_anggaran"),
        ("Belanja", 3, "jumlah"),
        ("Belanja", 4, "kode_kegiatan"),
        ("Belanja", 5, "jumlah"),
        ("Belanja", 6, "sumber_dana"),
    ]


@pytest.mark.parametrize(
    ("nama", "isi", "kalimat"),
    [
        ("anggaran.xls", b"\xd0\xcf\x11\xe0" + b"0" * 600, "buku kerja lama (.xls)"),
        ("anggaran.xlsx", b"bukan apa-apa", "bukan buku kerja .xlsx yang utuh"),
        ("kosong.xlsx", b"", "bukan buku kerja .xlsx yang utuh"),
        ("siskeudes.zip", b"PK\x03\x04rusak", "bukan buku kerja .xlsx yang utuh"),
    ],
)
def test_bukan_berkas_yang_dikenal(client, versi, sekdes, nama, isi, kalimat):
    client.force_login(sekdes)
    jawab = unggah(client, versi, isi, nama)
    assert jawab.status_code == 422
    assert kalimat in jawab.content.decode()


def test_tanpa_berkas_disebut(client, versi, sekdes):
    client.force_login(sekdes)
    jawab = client.post(reverse("apbdes:versi-impor", args=[versi.pk]))
    assert "Pilih berkas yang akan diimpor." in jawab.content.decode()


def test_terlalu_banyak_baris(versi):
    banyak = anggaran([b("1.1.04", "5.2.1.01", n) for n in range(5001)], kode_desa=versi.apbdes.desa.kode)
    with pytest.raises(TidakTerbaca, match="Ada 5001 baris; yang dapat disimpan paling banyak 5000"):
        baca_berkas(tulis(banyak), versi, RESMI)


def test_tanpa_baris(versi):
    with pytest.raises(TidakTerbaca, match="Tidak ada satu baris pun"):
        baca_berkas(tulis(anggaran(kode_desa=versi.apbdes.desa.kode)), versi, RESMI)


# --- the kabupaten's own codes --------------------------------------------------------
def test_kode_kabupaten_dikenal_dengan_namanya(versi, sekdes):
    kabupaten = versi.apbdes.desa.kecamatan.kabupaten
    KegiatanTambahanFactory(kabupaten=kabupaten, pelaksana="Kasi Kesejahteraan")
    RekeningTambahanFactory(kabupaten=kabupaten)
    KegiatanTambahanFactory(kabupaten=kabupaten, tahun=2025, kode="2.3.91")
    katalog = katalog_untuk(kabupaten, 2024)
    assert katalog.nama_kegiatan("2.3.90") == "Pembangunan Jembatan Titian"
    assert katalog.nama_rekening("5.2.1.90") == "Belanja Perlengkapan Posyandu"
    assert katalog.pelaksana("2.3.90") == "Kasi Kesejahteraan"
    assert (katalog.kegiatan_ada("2.3.91"), katalog.terdaftar("2.3.91")) == (True, False)
    isi = anggaran([b("2.3.90", "5.2.1.90", 10), b("2.3.91", "5.2.1.90", 11)], kode_desa=versi.apbdes.desa.kode)
    catatan = baca_berkas(tulis(isi), versi, katalog).catatan
    assert catatan == [
        "Kode milik kabupaten yang belum terdaftar untuk tahun ini: 2.3.91. Namanya diambil dari berkas."
    ]


# --- out again ------------------------------------------------------------------------
def test_templat_terisi_identitas_dan_kode_kabupaten(client, versi, sekdes):
    KegiatanTambahanFactory(kabupaten=versi.apbdes.desa.kecamatan.kabupaten)
    client.force_login(sekdes)
    jawab = client.get(reverse("apbdes:versi-templat", args=[versi.pk]))
    buku = openpyxl.load_workbook(BytesIO(jawab.content))
    identitas = {b[0].value: b[1].value for b in buku["Identitas"].iter_rows(min_row=2)}
    assert (identitas["kode_desa"], identitas["tahun_anggaran"], identitas["jenis"]) == (
        versi.apbdes.desa.kode,
        2024,
        "murni",
    )
    assert buku["Belanja"].max_row == 1
    assert "2.3.90" in [s.value for s in buku["Daftar"]["F"]]
    assert "5.2.1.01" in [s.value for s in buku["Daftar"]["I"]]
    assert "templat-" in jawab["Content-Disposition"]


def test_unduhan_dapat_diimpor_kembali(client, versi, sekdes):
    anggaran_impor(versi=versi, anggaran=milik(versi), sidik=sidik_isi(versi), oleh=sekdes)
    client.force_login(sekdes)
    xlsx_ = client.get(reverse("apbdes:versi-ekspor", args=[versi.pk, "xlsx"])).content
    zip_ = client.get(reverse("apbdes:versi-ekspor", args=[versi.pk, "siskeudes"])).content
    assert client.get(reverse("apbdes:versi-ekspor", args=[versi.pk, "csv"])).status_code == 404
    assert replace(baca(xlsx_), tanggal_disampaikan=None) == milik(versi)
    terbaca = baca_berkas(zip_, versi, RESMI)
    assert terbaca.asal == "Siskeudes"
    assert [r[1:] for r in terbaca.anggaran.belanja] == [r[1:] for r in milik(versi).belanja]
    client_impor = unggah(client, versi, zip_, "siskeudes.zip")
    assert client_impor.status_code == 200


def test_kemasan_membuka_yang_sama(versi):
    isi = muat_anggaran(versi).anggaran
    assert buka_kemasan(kemas(isi)) == isi
    assert buka_kemasan(kemas(utuh())) == utuh()


def test_galat_siskeudes_disebut_kolomnya(versi):
    isi = tulis_siskeudes(anggaran([b("1.1.04", "5.2.1.55", 10)], kode_desa=versi.apbdes.desa.kode), RESMI)
    with pytest.raises(TidakTerbaca) as salah:
        baca_berkas(isi, versi, RESMI)
    assert [(g.lembar, g.baris, g.kolom) for g in salah.value.galat] == [("Ta_RABRinci", 2, "Kd_Rincian")]


def test_desa_lain_tidak_dapat_mengunduh(client, sekdes):
    asing = VersiApbdesFactory(desa=DesaFactory(), status="ditetapkan")
    client.force_login(sekdes)
    for nama, argumen in (("versi-templat", []), ("versi-ekspor", ["xlsx"]), ("versi-impor", [])):
        assert client.get(reverse(f"apbdes:{nama}", args=[asing.pk, *argumen])).status_code == 404
