"""The tus protocol against the real views, and the page without JavaScript."""

import datetime
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from akun.enums import Peran
from berkas.enums import PENGUNGGAH_BERKAS
from berkas.models import BagianUnggahan, Berkas, Unggahan, VersiBerkas
from berkas.services import unggahan as layanan
from berkas.tests import berkas_contoh
from berkas.tests.contoh_unggah import Tus, kategori, unggah
from berkas.tests.test_berkas_layanan import CakramPenuh  # noqa: F401  (named by its path below)

pytestmark = pytest.mark.django_db


def tersimpan(settings) -> list[str]:
    akar = Path(settings.MEDIA_ROOT)
    return sorted(str(p.relative_to(akar)) for p in akar.rglob("*") if p.is_file())


@pytest.fixture
def apa(desa):
    return {"desa": desa.pk, "kategori": kategori().pk, "tahun": 2026, "periode": "2026"}


@pytest.fixture
def tus(client, orang):
    client.force_login(orang["sekretaris_desa"])
    return Tus(client)


def test_dikirim_berpotongan_lalu_menjadi_berkas(tus, apa, settings):
    isi = berkas_contoh.pdf()
    jawab = tus.semua(isi, **apa)
    versi = VersiBerkas.objects.get()
    assert jawab.status_code == 200
    assert jawab.json() == {"url": versi.berkas.get_absolute_url(), "pesan": ""}
    assert versi.isi.read() == isi
    assert BagianUnggahan.objects.count() == 0
    assert [n.split("/")[0] for n in tersimpan(settings)] == ["berkas"]


def test_menjawab_kemampuannya(tus):
    jawab = tus.client.options(reverse("berkas:berkas-kiriman"))
    assert jawab.status_code == 204
    assert jawab["Tus-Version"] == "1.0.0"
    assert jawab["Tus-Extension"] == "creation,termination,expiration"
    assert jawab["Tus-Max-Size"] == str(50 * 1024 * 1024)


def test_sambungan_putus_dilanjutkan_dari_yang_sudah_sampai(tus, apa):
    isi = berkas_contoh.pdf()
    alamat = tus.umumkan(len(isi), filename="a.pdf", **apa)["Location"]
    assert tus.kirim(alamat, 0, isi[:700])["Upload-Offset"] == "700"
    tanya = tus.tanya(alamat)
    assert (tanya["Upload-Offset"], tanya["Upload-Length"], tanya["Cache-Control"]) == (
        "700",
        str(len(isi)),
        "no-store",
    )
    assert tus.selesai(alamat).status_code == 409
    assert tus.kirim(alamat, 700, isi[700:])["Upload-Offset"] == str(len(isi))
    assert tus.selesai(alamat).status_code == 200


class AliranPutus:
    """A connection that breaks after so many bytes, as Django tells it."""

    def __init__(self, isi: bytes, putus: int) -> None:
        self.isi, self.sisa = io.BytesIO(isi), putus

    def read(self, n: int) -> bytes:
        from django.http.request import UnreadablePostError

        if self.sisa <= 0:
            raise UnreadablePostError("putus")
        potong = self.isi.read(min(n, self.sisa))
        self.sisa -= len(potong)
        return potong


def test_yang_sampai_sebelum_putus_tidak_hilang(tus, apa):
    isi = berkas_contoh.pdf()
    tus.umumkan(len(isi), filename="a.pdf", **apa)
    unggahan = Unggahan.objects.get()
    assert layanan.unggahan_terima(unggahan=unggahan, mulai=0, aliran=AliranPutus(isi, 1234)) == 1234
    assert layanan.unggahan_terima(unggahan=unggahan, mulai=1234, aliran=io.BytesIO(isi[1234:])) == len(isi)
    assert layanan.unggahan_selesaikan(unggahan=unggahan).versi.isi.read() == isi


def test_potongan_yang_sama_dua_kali_tidak_berlipat(tus, apa, settings):
    isi = berkas_contoh.pdf()
    alamat = tus.umumkan(len(isi), filename="a.pdf", **apa)["Location"]
    tus.kirim(alamat, 0, isi[:500])
    lagi = tus.kirim(alamat, 0, isi[:500])
    assert (lagi.status_code, lagi["Upload-Offset"]) == (409, "500")
    assert tus.kirim(alamat, 900, isi[900:]).status_code == 409
    assert len(tersimpan(settings)) == 1


def test_lebih_panjang_dari_yang_diumumkan_ditolak(tus, apa, settings):
    alamat = tus.umumkan(100, filename="a.pdf", **apa)["Location"]
    jawab = tus.kirim(alamat, 0, b"x" * 101)
    assert jawab.status_code == 413
    assert "lebih panjang" in jawab.json()["pesan"]
    assert tersimpan(settings) == []


def test_selesai_dua_kali_jawabannya_sama(tus, apa):
    isi = berkas_contoh.pdf()
    alamat = tus.umumkan(len(isi), filename="a.pdf", **apa)["Location"]
    tus.kirim(alamat, 0, isi)
    assert tus.selesai(alamat).json() == tus.selesai(alamat).json()
    assert VersiBerkas.objects.count() == 1


def test_yang_berbahaya_ditolak_saat_selesai_dan_tidak_ada_yang_tertinggal(tus, apa, settings):
    jawab = tus.semua(b"#!/bin/sh\nrm -rf /\n", **apa)
    assert jawab.status_code == 422
    assert "adalah program" in jawab.json()["pesan"]
    assert (Berkas.objects.count(), tersimpan(settings)) == (0, [])


@pytest.mark.parametrize(
    ("ukuran", "ubah", "status", "kalimat"),
    [
        (0, {}, 422, "kosong"),
        (60 * 1024 * 1024, {}, 422, "paling besar 50 MB"),
        (100, {"periode": ""}, 422, "Pilih periode"),
        (100, {"periode": "2026-05"}, 422, "tidak sesuai"),
        (100, {"kategori": 10**17}, 422, "tidak ada"),
        (100, {"kategori": "9" * 40}, 422, "tidak ada"),
        (100, {"desa": ""}, 422, ""),
        (100, {"tahun": "x"}, 422, ""),
        ("x", {}, 400, "Ukuran"),
    ],
)
def test_yang_keliru_ditolak_sebelum_satu_byte_pun_dikirim(tus, apa, ukuran, ubah, status, kalimat):
    jawab = tus.umumkan(ukuran, filename="a.pdf", **(apa | ubah))
    assert jawab.status_code == status
    assert kalimat in jawab.json()["pesan"]
    assert Unggahan.objects.count() == 0


def test_metadata_rusak(tus):
    jawab = tus.client.post(
        reverse("berkas:berkas-kiriman"),
        headers=tus.kepala | {"Upload-Length": "5", "Upload-Metadata": "filename %%%"},
    )
    assert (jawab.status_code, "tidak terbaca" in jawab.json()["pesan"]) == (422, True)


def test_protokol_lain_dan_jenis_isi_lain(tus, apa):
    alamat = tus.umumkan(5, filename="a.pdf", **apa)["Location"]
    assert tus.client.head(alamat).status_code == 412
    jawab = tus.client.generic("PATCH", alamat, b"x", content_type="text/plain", headers=tus.kepala)
    assert jawab.status_code == 415


@pytest.mark.parametrize("peran", Peran)
def test_setiap_peran_mengumumkan(client, desa, orang, apa, peran):
    client.force_login(orang[peran])
    status = Tus(client).umumkan(10, filename="a.pdf", **apa).status_code
    assert status == (201 if peran in PENGUNGGAH_BERKAS else 403)


def test_kiriman_orang_lain_tidak_ditemukan(tus, apa, orang):
    alamat = tus.umumkan(10, filename="a.pdf", **apa)["Location"]
    tus.client.force_login(orang["kepala_desa"])
    for jawab in (tus.tanya(alamat), tus.kirim(alamat, 0, b"x"), tus.selesai(alamat), tus.batal(alamat)):
        assert jawab.status_code == 404


def test_tanpa_token_csrf_ditolak(orang, apa):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(orang["sekretaris_desa"])
    assert Tus(client).umumkan(10, filename="a.pdf", **apa).status_code == 403


def test_dibatalkan_menghapus_bagiannya(tus, apa, settings):
    alamat = tus.umumkan(10, filename="a.pdf", **apa)["Location"]
    tus.kirim(alamat, 0, b"12345")
    assert tus.batal(alamat).status_code == 204
    assert (Unggahan.objects.count(), tersimpan(settings)) == (0, [])


def test_paling_banyak_lima_puluh_sekaligus(tus, apa, settings):
    settings.BERKAS_SEKALIGUS_MAKS = 3
    assert [tus.umumkan(10, filename="a.pdf", **apa).status_code for _ in range(4)] == [201, 201, 201, 422]


def test_cakram_penuh_di_tengah_potongan(tus, apa, settings):
    alamat = tus.umumkan(10, filename="a.pdf", **apa)["Location"]
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "berkas.tests.test_berkas_layanan.CakramPenuh"}}
    jawab = tus.kirim(alamat, 0, b"12345")
    assert (jawab.status_code, jawab.json()["pesan"].partition(",")[0]) == (507, "Ruang penyimpanan server penuh")
    assert (tus.tanya(alamat)["Upload-Offset"], tersimpan(settings)) == ("0", [])


@pytest.mark.parametrize("nama", ["lap\x00oran.pdf", "laporan\u202efdp.exe", "\x1b[31m.pdf"])
def test_nama_yang_menyamar_ditolak_sebelum_dikirim(tus, apa, nama):
    """A NUL would be an error of PostgreSQL rather than a sentence."""
    jawab = tus.umumkan(10, filename=nama, **apa)
    assert (jawab.status_code, "Ganti namanya" in jawab.json()["pesan"]) == (422, True)


def test_dibatalkan_selagi_potongannya_datang(tus, apa, settings):
    """The part and the upload are given up together: no error, nothing left in the storage."""
    tus.umumkan(10, filename="a.pdf", **apa)
    unggahan = Unggahan.objects.get()
    alamat = reverse("berkas:berkas-kiriman-bagian", args=[unggahan.pk])
    layanan.unggahan_batalkan(unggahan=Unggahan.objects.get())
    with pytest.raises(Unggahan.DoesNotExist):
        layanan.unggahan_terima(unggahan=unggahan, mulai=0, aliran=io.BytesIO(b"12345"))
    with pytest.raises(Unggahan.DoesNotExist):
        layanan.unggahan_selesaikan(unggahan=unggahan)
    assert (tus.kirim(alamat, 0, b"12345").status_code, tus.selesai(alamat).status_code) == (404, 404)
    assert tersimpan(settings) == []


def test_versi_baru_lewat_tus(tus, desa, orang):
    berkas = unggah(desa, orang["sekretaris_desa"]).berkas
    isi = berkas_contoh.pdf("baru")
    assert tus.umumkan(len(isi), filename="a.pdf", berkas=berkas.pk).status_code == 422
    assert tus.semua(isi, berkas=berkas.pk, alasan="Diperbaiki.").status_code == 200
    assert [(v.urut, v.alasan) for v in berkas.versi.order_by("urut")] == [(1, ""), (2, "Diperbaiki.")]


def test_sapu_menyelesaikan_yang_utuh_dan_membuang_yang_ditinggalkan(tus, apa, settings):
    isi = berkas_contoh.pdf()
    tus.kirim(tus.umumkan(len(isi), filename="utuh.pdf", **apa)["Location"], 0, isi)
    tus.kirim(tus.umumkan(len(isi), filename="separuh.pdf", **apa)["Location"], 0, isi[:100])
    assert layanan.unggahan_sapu() == {"selesai": 0, "dibuang": 0}
    Unggahan.objects.update(diubah=timezone.now() - datetime.timedelta(hours=1))
    assert layanan.unggahan_sapu() == {"selesai": 1, "dibuang": 0}
    assert VersiBerkas.objects.get().nama_asli == "utuh.pdf"
    Unggahan.objects.update(diubah=timezone.now() - datetime.timedelta(hours=49))
    assert layanan.unggahan_sapu() == {"selesai": 0, "dibuang": 1}
    Unggahan.objects.update(diubah=timezone.now() - datetime.timedelta(days=8))
    assert layanan.unggahan_sapu() == {"selesai": 0, "dibuang": 1}
    assert [n.split("/")[0] for n in tersimpan(settings)] == ["berkas"]


def test_satu_yang_rusak_tidak_menghentikan_sapu(tus, apa, settings, caplog):
    """A part that cannot be read in a way nobody thought of: the others are still finished and dropped."""
    isi = berkas_contoh.pdf()
    for n in range(2):
        tus.kirim(tus.umumkan(len(isi) + n, filename=f"{n}.pdf", **apa)["Location"], 0, isi + b"\n" * n)
    Unggahan.objects.update(diubah=timezone.now() - datetime.timedelta(hours=1))
    settings.BERKAS_KUOTA_DESA = None
    assert layanan.unggahan_sapu() == {"selesai": 0, "dibuang": 0}
    assert caplog.text.count("melewati <Unggahan: ") == 2
    settings.BERKAS_KUOTA_DESA = 10**9
    assert layanan.unggahan_sapu()["selesai"] == 2


# --- the page ------------------------------------------------------------------------------------
HALAMAN = "/berkas/unggah/"


def kiriman(n: int = 1) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(f"laporan{i}.pdf", berkas_contoh.pdf(f"nomor {i}")) for i in range(n)]


def test_periode_mengikuti_kategori(client, orang, desa):
    client.force_login(orang["sekretaris_desa"])
    awal = client.get(HALAMAN).content.decode()
    assert f"<strong>{desa}</strong>" in awal
    assert 'name="isi"' not in awal
    dd = kategori("dd", periode="semesteran")
    isi = client.get(HALAMAN, {"desa": desa.pk, "kategori": dd.pk, "tahun": 2026}).content.decode()
    assert [n in isi for n in ('value="2026-S1"', "Semester II 2026", 'value="2026-05"')] == [True, True, False]
    sekali = kategori("sk", periode="sekali")
    isi = client.get(HALAMAN, {"desa": desa.pk, "kategori": sekali.pk, "tahun": 2026}).content.decode()
    assert 'type="hidden" name="periode"' in isi


def test_petugas_kecamatan_memilih_desanya(client, orang, desa):
    client.force_login(orang["pelaksana"])
    assert desa.nama in client.get(HALAMAN).content.decode()


def test_tanpa_javascript_beberapa_sekaligus(client, orang, apa):
    client.force_login(orang["sekretaris_desa"])
    jawab = client.post(HALAMAN, apa | {"isi": kiriman(3)})
    assert (jawab.status_code, jawab.url) == (302, reverse("berkas:berkas-daftar"))
    assert Berkas.objects.count() == 3


def test_tanpa_javascript_satu_berkas_menuju_halamannya(client, orang, apa):
    client.force_login(orang["sekretaris_desa"])
    jawab = client.post(HALAMAN, apa | {"isi": kiriman()})
    assert jawab.url == Berkas.objects.get().get_absolute_url()


def test_sebagian_ditolak_yang_lain_tersimpan_dan_isian_tidak_hilang(client, orang, apa):
    client.force_login(orang["sekretaris_desa"])
    buruk = SimpleUploadedFile("jahat.pdf", b"#!/bin/sh\n")
    jawab = client.post(HALAMAN, apa | {"judul": "Laporan Mei", "isi": [*kiriman(), buruk]})
    isi = jawab.content.decode()
    assert jawab.status_code == 422
    assert "adalah program" in isi
    assert 'value="Laporan Mei"' in isi
    assert [b.judul for b in Berkas.objects.all()] == ["Laporan Mei – laporan0.pdf"]


def test_dua_ratus_berkas_sekaligus_ditolak_dengan_kalimat(client, orang, apa):
    client.force_login(orang["sekretaris_desa"])
    banyak = [SimpleUploadedFile(f"{n}.pdf", b"x") for n in range(200)]
    jawab = client.post(HALAMAN, apa | {"isi": banyak})
    assert jawab.status_code == 422
    assert "Anda memilih 200 berkas; paling banyak 50 sekaligus" in jawab.content.decode()
    assert Berkas.objects.count() == 0


@pytest.mark.parametrize(
    ("ubah", "kalimat"),
    [
        ({"isi": []}, "Pilih berkas yang akan dikirim."),
        ({"periode": ""}, "Pilih periode dokumen ini."),
        ({"kategori": "x"}, "Jenis dokumen ini tidak ada"),
    ],
)
def test_yang_kurang_disebut_di_tempatnya(client, orang, apa, ubah, kalimat):
    client.force_login(orang["sekretaris_desa"])
    dd = kategori("dd", periode="semesteran")
    jawab = client.post(HALAMAN, apa | {"isi": kiriman(), "kategori": dd.pk, "periode": "2026-S1"} | ubah)
    assert (jawab.status_code, kalimat in jawab.content.decode()) == (422, True)


def test_versi_baru_meminta_alasan_dan_menyebut_penolakannya(client, orang, desa):
    from berkas.services.berkas import berkas_tolak

    berkas = unggah(desa, orang["sekretaris_desa"]).berkas
    berkas_tolak(berkas=berkas, alasan="Belum distempel.", oleh=orang["verifikator"])
    client.force_login(orang["sekretaris_desa"])
    assert "Belum distempel." in client.get(HALAMAN, {"berkas": berkas.pk}).content.decode()
    tanpa = client.post(HALAMAN, {"berkas": berkas.pk, "isi": kiriman()})
    assert (tanpa.status_code, "Tulis mengapa versi baru" in tanpa.content.decode()) == (422, True)
    dua = client.post(HALAMAN, {"berkas": berkas.pk, "alasan": "Sudah.", "isi": kiriman(2)})
    assert "Versi baru terdiri atas satu berkas" in dua.content.decode()
    jadi = client.post(HALAMAN, {"berkas": berkas.pk, "alasan": "Sudah distempel.", "isi": kiriman()})
    assert jadi.url == berkas.get_absolute_url()
    assert berkas.versi.count() == 2


@pytest.mark.parametrize("pk", ["0", "x", "9" * 30, "9" * 5000, "-1", "²"])
def test_versi_baru_dari_berkas_yang_tidak_ada(client, orang, pk):
    client.force_login(orang["sekretaris_desa"])
    assert client.get(HALAMAN, {"berkas": pk}).status_code == 404
