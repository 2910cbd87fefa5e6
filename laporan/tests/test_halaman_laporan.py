"""The pages: who reads what, what is typed stays, the same figures on the page, in the sheet and on the paper."""

import datetime
from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from akun.enums import Peran
from akun.models import Penugasan
from akun.tests.factories import pengguna_berperan
from config.tests.jawaban import tanpa_digambar
from dasbor.pencarian import cari_semua
from dasbor.queries import kotak_hari_ini
from desa.tests.factories import DesaFactory
from laporan import services as layanan
from laporan.enums import StatusLaporan
from laporan.hitung import bagian_tersimpan
from laporan.models import Laporan
from laporan.tests.factories import MASA_LALU, LaporanFactory
from perut.tests.factories import KunjunganFactory, ProgramFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]


@pytest.fixture
def laporan(desa):
    for hari in (6, 8):
        KunjunganFactory(desa=desa, status="disahkan", tanggal=date(2025, 10, hari))
    KunjunganFactory(desa=desa, status="dijadwalkan", tanggal=date(2025, 10, 9))
    DesaFactory(kecamatan=desa.kecamatan, nama="Bihara")
    return LaporanFactory(kecamatan=desa.kecamatan)


def alamat(nama, laporan, *lain):
    return reverse(f"laporan:laporan-{nama}", args=[laporan.pk, *lain])


def kirim(client, orang, laporan, **isi):
    client.force_login(orang)
    bawaan = {"versi": laporan.versi, "hasil": "H.", "masalah": "M.", "tindak_lanjut": "T.", "rekomendasi": "R."}
    return client.post(alamat("tulis", laporan), bawaan | {"kata_camat": ""} | isi)


# --- who reads it ------------------------------------------------------------------------
def test_yang_mengawasi_membaca_yang_pernah_disahkan_saja(client, desa, orang):
    for n, status in enumerate(StatusLaporan, 1):
        LaporanFactory(kecamatan=desa.kecamatan, periode=f"2024-{n:02}", status=status)
    LaporanFactory(status=StatusLaporan.DISAHKAN)  # another kabupaten
    terlihat = {p: set(Laporan.objects.untuk(orang[p]).values_list("status", flat=True)) for p in Peran}
    semua, terbit = set(StatusLaporan.values), {"disahkan", "dicabut"}
    assert {p for p in Peran if terlihat[p] == semua} == {"admin", "camat", "verifikator", "pelaksana"}
    assert {p for p in Peran if terlihat[p] == terbit} == {"pendamping", "pemantau_kabupaten"}
    assert {p for p in Peran if not terlihat[p]} == {
        "admin_kabupaten",
        "kepala_desa",
        "sekretaris_desa",
        "penyusun_desa",
    }


def test_draf_perbaikan_tidak_terbaca_yang_mengawasi(client, desa, orang):
    laporan = LaporanFactory(kecamatan=desa.kecamatan, status=StatusLaporan.DISAHKAN, hasil="Tulisan draf.")
    layanan.laporan_koreksi(laporan=laporan, alasan="Rahasia kantor.", oleh=orang["verifikator"])
    client.force_login(orang["pemantau_kabupaten"])
    isi = client.get(alamat("rinci", laporan)).content.decode()
    assert "sedang diperbaiki" in isi and laporan.naskah.nomor in isi
    assert not any(t in isi for t in ("Tulisan draf.", "Rahasia kantor.", "Langkah berikutnya"))
    assert [client.get(alamat(n, laporan)).status_code for n in ("xlsx", "pratinjau")] == [404, 404]


def test_laporan_kecamatan_lain_tidak_ada(client, orang):
    laporan = LaporanFactory()
    client.force_login(orang["camat"])
    halaman = ("rinci", "tulis", "pratinjau", "xlsx")
    assert {client.get(alamat(n, laporan)).status_code for n in halaman} == {404}
    assert client.get(alamat("aksi", laporan, "ajukan")).status_code == 404


# --- drawing up ----------------------------------------------------------------------------
def test_menyusun_dari_halamannya_dan_klik_ganda(client, desa, orang):
    client.force_login(orang["verifikator"])
    masa = f"{date.today().year - 1}-03"
    isi = {"kecamatan": desa.kecamatan_id, "periode": masa}
    satu, dua = (client.post(reverse("laporan:laporan-susun"), isi) for _ in range(2))
    assert satu.url == dua.url == Laporan.objects.get().get_absolute_url()
    keliru = client.post(reverse("laporan:laporan-susun"), isi | {"periode": "2199-01"})
    assert (keliru.status_code, "Pilih masa laporan dari daftarnya." in keliru.content.decode()) == (422, True)


def test_usulan_yang_dicentang_ditambahkan_di_bawah_tulisan(client, laporan, orang):
    kirim(
        client,
        orang["verifikator"],
        laporan,
        usul_masalah=["kunjungan-terlambat"],
        usul_saran=["kunjungan-terlambat", "kunjungan-tanpa"],
    )
    laporan.refresh_from_db()
    assert laporan.masalah.splitlines()[0] == "M."
    assert laporan.masalah.splitlines()[1].startswith("1 dari 3 kunjungan yang direncanakan lewat harinya")
    assert [r[:8] for r in laporan.rekomendasi] == ["R.", "Jadwalka", "Masukkan"]
    isi = client.get(alamat("tulis", laporan)).content.decode()
    assert 'value="kunjungan-tanpa"' in isi  # as a problem it was not chosen yet
    assert 'name="usul_saran"' not in isi


def test_yang_diketik_tetap_ada_bila_rekan_lebih_dahulu(client, laporan, orang):
    layanan.laporan_tulis(
        laporan=laporan, versi=0, tulisan=layanan.Tulisan("Rekan.", "", "", [], ""), oleh=orang["camat"]
    )
    jawab = kirim(client, orang["verifikator"], laporan, hasil="Punya saya.")
    isi = jawab.content.decode()
    assert (jawab.status_code, "Punya saya." in isi, "Rekan." in isi) == (422, True, True)
    assert 'name="versi" value="1"' in isi


def test_rekomendasi_terlalu_panjang_disebut_dan_tidak_hilang(client, laporan, orang):
    panjang = "x" * 601
    jawab = kirim(client, orang["verifikator"], laporan, rekomendasi=f"Pendek\n{panjang}")
    assert jawab.status_code == 422
    assert "Satu baris paling panjang 600 huruf" in jawab.content.decode() and panjang in jawab.content.decode()


def test_perubahan_data_disebut_di_halamannya(client, laporan, desa, orang):
    KunjunganFactory(desa=desa, status="disahkan", tanggal=date(2025, 10, 20))
    client.force_login(orang["verifikator"])
    isi = " ".join(client.get(alamat("rinci", laporan)).content.decode().split())
    assert f"Kunjungan pendampingan, disahkan: 2 menjadi 3 ({desa})" in isi
    client.post(alamat("hitung", laporan))
    assert "Data berubah" not in client.get(alamat("rinci", laporan)).content.decode()


# --- the same figures everywhere --------------------------------------------------------------
def test_angka_di_lembar_sama_dengan_yang_tersimpan(client, laporan, orang):
    client.force_login(orang["pelaksana"])
    jawab = client.get(alamat("xlsx", laporan))
    buku = load_workbook(BytesIO(jawab.content))
    for b in bagian_tersimpan(laporan.hitungan):
        baris = [list(r) for r in buku[b.judul[:31]].iter_rows(min_row=2, values_only=True)]
        semestinya = [[r.desa, *r.nilai] for r in b.baris] + [["Jumlah", *b.jumlah]] if not b.kosong else []
        lebar = len(b.kolom) + 1
        assert [r[:lebar] for r in baris[: len(semestinya)]] == semestinya, b.judul


def test_angka_di_halaman_membuka_daftar_yang_sama_banyaknya(client, laporan, orang):
    client.force_login(orang["verifikator"])
    kolom = next(b for b in client.get(alamat("rinci", laporan)).context["bagian"] if b["kunci"] == "kunjungan")[
        "kolom"
    ]
    berdaftar = [k for k in kolom if k.url]
    assert len(berdaftar) == 4
    with tanpa_digambar():
        for k in berdaftar:
            assert client.get(k.url).context_data["filter"].qs.count() == int(k.jumlah), k.judul


# --- decisions ---------------------------------------------------------------------------------
def test_camat_mengesahkan_dengan_kata_sandi_dan_katanya_sendiri(client, laporan, orang):
    kirim(client, orang["verifikator"], laporan)
    client.post(alamat("aksi", laporan, "ajukan"), {"sejak": "v1"})
    client.force_login(orang["camat"])
    url = alamat("aksi", laporan, "sahkan")
    sejak = str(Laporan.objects.get(pk=laporan.pk).riwayat.last().pk)
    salah = client.post(url, {"sejak": sejak, "sandi": "keliru", "kata_camat": "Sudah baik."})
    assert (salah.status_code, "Sudah baik." in salah.content.decode()) == (422, True)
    benar = client.post(url, {"sejak": sejak, "sandi": "kata-sandi-uji", "kata_camat": "Sudah baik."})
    laporan.refresh_from_db()
    assert (benar.status_code, laporan.status, laporan.kata_camat) == (302, "disahkan", "Sudah baik.")
    lagi = client.post(url, {"sejak": sejak, "sandi": "kata-sandi-uji", "kata_camat": "Sudah baik."})
    assert (lagi.status_code, Laporan.objects.get(pk=laporan.pk).naskah_id) == (302, laporan.naskah_id)


def test_tombol_ajukan_menyebut_yang_kurang(client, laporan, orang):
    client.force_login(orang["verifikator"])
    isi = client.get(alamat("rinci", laporan)).content.decode()
    assert "Hasil belum ditulis." in isi and "Rekomendasi belum dipilih atau ditulis." in isi
    jawab = client.post(alamat("aksi", laporan, "ajukan"), {"sejak": "v0"})
    assert (jawab.status_code, Laporan.objects.get(pk=laporan.pk).status) == (422, "disusun")


def test_halaman_memakai_kueri_tetap_bagi_banyak_desa(client, laporan, desa, orang, django_assert_max_num_queries):
    for _ in range(8):
        KunjunganFactory(desa=DesaFactory(kecamatan=desa.kecamatan), status="disahkan", tanggal=date(2025, 10, 6))
    laporan = layanan.laporan_hitung_ulang(laporan=laporan, oleh=orang["verifikator"])
    client.force_login(orang["verifikator"])
    with django_assert_max_num_queries(90):
        client.get(alamat("rinci", laporan))


def test_daftar_disaring_menurut_jenis_dan_tahun(client, desa, orang):
    for periode in (MASA_LALU, "2025-T3", "2025", "2024"):
        LaporanFactory(kecamatan=desa.kecamatan, periode=periode)
    client.force_login(orang["camat"])

    def ada(**saring):
        qs = client.get(reverse("laporan:laporan-daftar"), saring).context_data["filter"].qs
        return sorted(qs.values_list("periode", flat=True))

    assert ada(jenis="tahunan") == ["2024", "2025"]
    assert ada(jenis="bulanan") == [MASA_LALU]
    assert ada(tahun="2025") == ["2025", MASA_LALU, "2025-T3"]
    assert client.get(reverse("laporan:laporan-daftar"), {"_export": "xlsx"}).status_code == 200


def test_verifikator_dua_kecamatan_memilih_kecamatannya(client, desa, orang):
    lain = DesaFactory()
    rangkap = pengguna_berperan(Peran.VERIFIKATOR, desa)
    rangkap.penugasan.create(peran=Peran.VERIFIKATOR, mulai="2020-01-01", kecamatan=lain.kecamatan)
    client.force_login(rangkap)
    isi = client.get(reverse("laporan:laporan-susun")).content.decode()
    assert all(f'value="{d.kecamatan_id}"' in isi for d in (desa, lain))
    asing = client.post(
        reverse("laporan:laporan-susun"),
        {"kecamatan": DesaFactory().kecamatan_id, "periode": f"{date.today().year - 1}"},
    )
    assert (asing.status_code, Laporan.objects.count()) == (422, 0)


# --- the first page --------------------------------------------------------------------------------
def kartu(orang) -> dict[str, list[str]]:
    return {
        k.judul: [str(getattr(b, "judul", b)) for b in k.butir] for k in kotak_hari_ini(orang) if "Laporan" in k.judul
    }


@time_machine.travel(datetime.datetime(2026, 5, 4, 2, tzinfo=datetime.UTC), tick=False)
def test_hari_ini_menyebut_yang_harus_disusun_diselesaikan_dan_disahkan(desa, orang):
    assert kartu(orang["verifikator"]) == {}  # without a programme nobody is asked
    ProgramFactory(kecamatan=desa.kecamatan, tahun=2026)
    susun = "Susun laporan"
    assert kartu(orang["verifikator"])["Laporan yang harus disusun"] == [
        f"{susun} Bulan April 2026",
        f"{susun} Triwulan I 2026",
    ]
    LaporanFactory(kecamatan=desa.kecamatan, periode="2026-04", status="diajukan")
    LaporanFactory(kecamatan=desa.kecamatan, periode="2026-T1", status="dikembalikan")
    LaporanFactory(kecamatan=desa.kecamatan, periode="2026-05")  # still running
    assert kartu(orang["verifikator"]) == {"Laporan yang harus disusun": ["Selesaikan laporan Triwulan I 2026"]}
    assert kartu(orang["camat"]) == {"Laporan menunggu pengesahan Anda": ["Bulan April 2026"]}
    assert kartu(orang["kepala_desa"]) == kartu(orang["pemantau_kabupaten"]) == {}


def test_camat_yang_mengajukannya_sendiri_tidak_diminta_dan_kantornya_diberi_tahu(desa):
    """The sekcam handed it in and is Plt. camat since, the only one."""
    rangkap = pengguna_berperan(Peran.VERIFIKATOR, desa, nama="Sekcam")
    laporan = LaporanFactory(kecamatan=desa.kecamatan, status="diajukan")
    laporan.riwayat.create(aksi="ajukan", dari="disusun", ke="diajukan", oleh=rangkap)
    Penugasan.objects.filter(peran=Peran.CAMAT).delete()
    rangkap.penugasan.create(peran=Peran.CAMAT, mulai="2020-01-01", kecamatan=desa.kecamatan)
    kotak = {k.judul: k.butir for k in kotak_hari_ini(type(rangkap).objects.get(pk=rangkap.pk))}
    assert "Laporan menunggu pengesahan Anda" not in kotak
    assert kotak["Tidak ada yang dapat memutuskan"] == [laporan]


def test_pencarian_menemukan_menurut_kata_masanya(client, desa, orang):
    laporan = LaporanFactory(kecamatan=desa.kecamatan)
    (kelompok,) = [k for k in cari_semua(orang["camat"], "oktober 2025") if "Laporan" in str(k.sumber)]
    assert [b.hasil.benda for b in kelompok.baris] == [laporan]
