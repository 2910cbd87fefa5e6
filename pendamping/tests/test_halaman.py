"""The pages: whose they are, what they say when nothing is there, what is refused with what was typed."""

from datetime import date

import pytest
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from cetak.tests.baca import teks_pdf
from dasbor.queries import kotak_hari_ini
from desa.tests.factories import DesaFactory
from pendamping.cetakan import LANGSUNG_MAKS
from pendamping.laporan import laporan_bulan
from pendamping.models import Lembar, Penempatan
from pendamping.services.lembar import lembar_ajukan, lembar_konfirmasi, lembar_mulai
from pendamping.tests.conftest import MEI
from pendamping.tests.factories import isian_buat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]


@pytest.fixture
def masuk(client):
    def kerjakan(orang, nama, *args, **isi):
        client.force_login(orang)
        return client.get(reverse(f"pendamping:{nama}", args=args), isi)

    return kerjakan


@pytest.fixture
def diajukan(lembar, pld):
    isian_buat(lembar, "PLD-T1.1", jumlah=2, hari=date(2026, 5, 20))
    isian_buat(lembar, "PLD-T2.2", keadaan="tidak_berlaku", uraian="", alasan="Tidak ada kerja sama tahun ini.")
    return lembar_ajukan(lembar=lembar, oleh=pld)


def test_pendamping_tanpa_penempatan_diberi_tahu_siapa_yang_mencatat(masuk, pld):
    isi = masuk(pld, "saya").content.decode()
    assert "Belum ada desa dampingan pada bulan ini" in isi


def test_bulan_saya_memuat_setiap_desa_dan_membuka_lembarnya(client, masuk, pld, desa, penempatan):
    assert str(desa) in masuk(pld, "saya", bulan="2026-05").content.decode()
    kirim = {"desa": desa.pk, "jenis": "PLD", "bulan": "2026-05"}
    jawab = client.post(reverse("pendamping:lembar-buka"), kirim)
    assert jawab.url == reverse("pendamping:lembar-isi", args=[Lembar.objects.get().pk])
    assert client.get(jawab.url).status_code == 200


@pytest.mark.parametrize(
    ("kirim", "status"),
    [
        ({"desa": "x", "bulan": "2026-05"}, 404),
        ({"desa": "999999", "bulan": "2026-05"}, 404),
        ({"bulan": "05/2026"}, 404),
        ({"bulan": "2026-09"}, 302),
        ({"jenis": "PD"}, 302),
    ],
)
def test_kiriman_yang_keliru_tidak_membuka_lembar(client, pld, desa, penempatan, kirim, status):
    client.force_login(pld)
    isi = {"desa": desa.pk, "jenis": "PLD", "bulan": "2026-05"} | kirim
    assert client.post(reverse("pendamping:lembar-buka"), isi).status_code == status
    assert not Lembar.objects.exists()


def test_bulan_yang_tidak_dapat_diisi_disebut(masuk, pld, penempatan):
    for bulan in ("2027-01", "mei", "2026-13"):
        assert masuk(pld, "saya", bulan=bulan).status_code == 422


def test_butir_dikembalikan_tanpa_alasan_ditolak_di_tempatnya(client, orang, diajukan):
    client.force_login(orang["verifikator"])
    url = reverse("pendamping:lembar-periksa", args=[diajukan.pk, "PLD-T1.1"])
    jawab = client.post(url, {"putusan": "dikembalikan", "alasan": " ", "versi": "1"})
    assert jawab.status_code == 422
    assert "Tulis apa yang perlu diperbaiki." in jawab.content.decode()
    assert client.post(url, {"putusan": "dikembalikan", "alasan": "Sebut jumlahnya.", "versi": "1"}).status_code == 302
    halaman = client.get(diajukan.get_absolute_url()).content.decode()
    assert "Masih ada butir yang Anda tandai perlu diperbaiki: PLD-T1.1." in halaman


def test_halaman_usang_tidak_mengonfirmasi(client, orang, diajukan, pld):
    client.force_login(orang["camat"])
    lama = client.get(diajukan.get_absolute_url()).context["sejak"]
    url = {a: reverse("pendamping:lembar-aksi", args=[diajukan.pk, a]) for a in ("konfirmasi", "kembalikan")}
    client.post(url["kembalikan"], {"sejak": lama, "alasan": "Kurang."})
    lembar_ajukan(lembar=diajukan, oleh=pld)
    assert client.post(url["konfirmasi"], {"sejak": lama}).status_code == 422
    assert Lembar.objects.get().status == "diajukan"


def test_hari_ini_menyebut_yang_menunggu_dan_yang_tertinggal(orang, diajukan, pld, desa):
    def kotak(siapa):
        return {k.judul: k.jumlah for k in kotak_hari_ini(siapa) if k.jenis == "lembar"}

    assert kotak(orang["verifikator"]) == {"Lembar pendamping menunggu konfirmasi Anda": 1}
    assert kotak(orang["pelaksana"]) == {}
    april = lembar_mulai(desa=desa, jenis="PLD", bulan=date(2026, 4, 1), oleh=pld)
    lembar_mulai(desa=desa, jenis="PLD", bulan=date(2026, 6, 1), oleh=pld)  # this month is not late
    assert kotak(pld) == {"Lembar saya yang belum diajukan": 1}
    assert april.status == "draf"


def test_daftar_dicari_dan_diunduh(masuk, orang, diajukan):
    assert masuk(orang["camat"], "lembar-daftar", cari="musyawarah").context["object_list"].count() == 1
    assert masuk(orang["camat"], "lembar-daftar", cari="jembatan").context["object_list"].count() == 0
    assert masuk(orang["camat"], "lembar-daftar", _export="xlsx").status_code == 200


# --- the report ----------------------------------------------------------------------------------
def test_laporan_menyebut_setiap_desa_juga_yang_tanpa_isian(diajukan, pld, penempatan, tetangga, orang):
    penempatan.desa.add(tetangga)
    lembar_konfirmasi(lembar=diajukan, oleh=orang["verifikator"])
    isi = laporan_bulan(kecamatan=diajukan.desa.kecamatan, pendamping=pld, bulan=MEI)
    assert (isi.diharapkan, isi.dikonfirmasi, isi.menunggu, isi.belum) == (2, 1, 0, 1)
    tanpa, ada = sorted(isi.desa, key=lambda d: d.desa != str(tetangga))
    assert tanpa.tanpa == "Belum ada isian bulan ini."
    assert [(b.kode, b.kapan) for b in ada.dikerjakan] == [("PLD-T1.1", "2 kali, 20 Mei 2026")]
    assert ada.keputusan.startswith(f"Dikonfirmasi oleh {orang['verifikator']}, 5 Juni 2026")


def test_draf_tidak_ikut_tercetak(lembar, pld):
    isian_buat(lembar, "PLD-T1.1", uraian="Belum selesai ditulis.")
    (desa,) = laporan_bulan(kecamatan=lembar.desa.kecamatan, pendamping=pld, bulan=MEI).desa
    assert (desa.tanpa, desa.dikerjakan) == ("Masih diisi; belum diajukan.", [])


def test_laporan_bulan_tanpa_penempatan_tidak_ada(masuk, orang, pld, penempatan):
    kode = penempatan.kecamatan.kode
    for bulan in ("2026-01", "2026-07", "kapan"):
        assert masuk(orang["camat"], "laporan", kode, pld.pk, bulan).status_code == 404
    assert "Belum ada isian bulan ini." in masuk(orang["camat"], "laporan", kode, pld.pk, "2026-04").content.decode()


def test_laporan_milik_sendiri_atau_kantornya(masuk, orang, pld, penempatan, desa):
    alamat = [penempatan.kecamatan.kode, pld.pk, "2026-05"]
    rekan = pengguna_berperan(Peran.PENDAMPING, desa)
    asing = pengguna_berperan(Peran.CAMAT, DesaFactory())
    status = {
        n: masuk(o, "laporan", *alamat).status_code for n, o in (("sendiri", pld), ("rekan", rekan), ("asing", asing))
    }
    assert status == {"sendiri": 200, "rekan": 404, "asing": 404}


def test_pdf_laporan(masuk, pld, orang, diajukan):
    lembar_konfirmasi(lembar=diajukan, oleh=orang["verifikator"])
    jawab = masuk(pld, "laporan-pdf", diajukan.desa.kecamatan.kode, pld.pk, "2026-05")
    teks = " ".join(teks_pdf(jawab.content).split())
    for kata in ("LAPORAN BULANAN PENDAMPING DESA", "Mei 2026", "PLD-T1.1", "Mendampingi musyawarah desa.", "2 kali",
                 "Tidak ada kerja sama tahun ini.", "Mengetahui,", "lembar kerja, bukan naskah dinas"):  # fmt: skip
        assert kata in teks, kata


def test_laporan_panjang_disusun_di_belakang(client, monkeypatch, pld, diajukan):
    assert LANGSUNG_MAKS > 1
    monkeypatch.setattr("pendamping.views.tabel.LANGSUNG_MAKS", 1)
    client.force_login(pld)
    url = reverse("pendamping:laporan-pdf", args=[diajukan.desa.kecamatan.kode, pld.pk, "2026-05"])
    assert client.get(url).url == url.removesuffix("pdf/")
    assert "/ekspor/" in client.post(url).url


# --- placements ----------------------------------------------------------------------------------
def test_penempatan_dicatat_dan_diubah_kantornya(client, masuk, orang, pld, desa, tetangga):
    client.force_login(orang["verifikator"])
    url = reverse("pendamping:penempatan-tambah")
    isi = {"pengguna": pld.pk, "jenis": "PLD", "desa": [desa.pk], "mulai": "2026-05-01", "selesai": "2026-04-01"}
    jawab = client.post(url, isi)
    assert (jawab.status_code, Penempatan.objects.count()) == (422, 0)
    assert "Tanggal selesai mendahului tanggal mulai." in jawab.content.decode()
    client.post(url, isi | {"selesai": ""})
    p = Penempatan.objects.get()
    ubah = reverse("pendamping:penempatan-ubah", args=[p.pk])
    client.post(ubah, isi | {"selesai": "", "desa": [desa.pk, tetangga.pk], "versi": "1"})
    assert set(p.desa.all()) == {desa, tetangga}
    usang = client.post(ubah, isi | {"selesai": "2026-06-30", "versi": "1"})
    assert (usang.status_code, Penempatan.objects.get().selesai) == (422, None)
    assert masuk(orang["pelaksana"], "penempatan-daftar").status_code == 200
    assert masuk(orang["pelaksana"], "penempatan-ubah", p.pk).status_code == 403


def test_desa_kecamatan_lain_dan_orang_bukan_pendamping_ditolak(client, orang, pld, desa):
    client.force_login(orang["camat"])
    isi = {"pengguna": orang["kepala_desa"].pk, "jenis": "PLD", "desa": [DesaFactory().pk], "mulai": "2026-05-01"}
    jawab = client.post(reverse("pendamping:penempatan-tambah"), isi).content.decode()
    assert "Orang ini bukan pendamping di sini." in jawab
    assert "Ada desa yang bukan milik kecamatan ini." in jawab
