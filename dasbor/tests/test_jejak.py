"""The page of the trail: in words, each reader their own region, paged by key, and its own export is told."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from akun.tests.factories import pengguna_berperan
from dasar.pelaku import bertindak, dari_akun
from dasbor import jejak as halaman
from desa.models import Desa, HariLibur, Perangkat
from desa.tests.factories import DesaFactory, PerangkatFactory
from jejak.models import Catatan
from jejak.services import catat

pytestmark = pytest.mark.django_db
ALAMAT = reverse("dasbor:jejak")


@pytest.fixture
def ramai(desa, orang):
    """A change in this village, one in another kecamatan of the kabupaten, one in another kabupaten, one of nowhere."""
    sekabupaten = DesaFactory(nama="Sebelah", kecamatan__kabupaten=desa.kecamatan.kabupaten)
    jauh = DesaFactory(nama="Jauh")
    with bertindak(dari_akun(orang["verifikator"])):
        for d in (desa, sekabupaten, jauh):
            Desa.objects.filter(pk=d.pk).update(alamat=f"Jalan {d.nama}")
        catat("sistem", "uji", nama="Tanpa wilayah")
    return desa


def terbaca(client, pengguna, **saring):
    client.force_login(pengguna)
    return client.get(ALAMAT, saring).content.decode()


@pytest.mark.parametrize(
    "peran, tampak",
    [
        ("camat", {"Putat Basiun"}),
        ("pemantau_kabupaten", {"Putat Basiun", "Sebelah"}),
        ("admin", {"Putat Basiun", "Sebelah", "Jauh", "Tanpa wilayah"}),
    ],
)
def test_setiap_pembaca_wilayahnya_sendiri(client, ramai, orang, peran, tampak):
    isi = terbaca(client, orang[peran])
    assert {n for n in ("Putat Basiun", "Sebelah", "Jauh", "Tanpa wilayah") if f"– {n}" in isi} == tampak


def test_peran_lain_di_tempat_lain_tidak_membuka(client, ramai, orang):
    """Camat here, verifikator in the next kecamatan: of that one nothing is read."""
    sebelah = Desa.objects.get(nama="Sebelah")
    camat = orang["camat"]
    camat.penugasan.create(peran="verifikator", kecamatan=sebelah.kecamatan, mulai="2020-01-01")
    assert "– Sebelah" not in terbaca(client, camat)


def test_semula_dan_menjadi_dalam_kata(client, desa, orang):
    lain = DesaFactory(nama="Muara Jaya", kecamatan=desa.kecamatan)
    perangkat = Perangkat.objects.get(pk=PerangkatFactory(desa=desa, nama="Abdul", jabatan="kepala_desa").pk)
    perangkat.desa, perangkat.mulai, perangkat.jabatan = lain, "2026-02-01", "kepala_dusun"
    with bertindak(dari_akun(orang["verifikator"])):
        perangkat.save()
    isi = terbaca(client, orang["camat"], perkara="desa.Perangkat", kunci=perangkat.pk)
    for kata in ("Diubah: ", "Abdul", "Putat Basiun → Muara Jaya", "Kepala desa →", "→ 1 Februari 2026"):
        assert kata.lower() in isi.lower(), kata
    assert orang["verifikator"].nama in isi


def test_klaim_naskah_menyebut_penandanya(client, orang):
    """A document's claim tells who signed it, which is no column of the document but rows of their own."""
    catat("ubah", "naskah.Naskah", nama="Surat Tugas", perubahan={"penanda": [None, "camat: bsre"], "nomor": ["", "1"]})
    isi = terbaca(client, orang["admin"])
    assert "Penanda tangan" in isi and "camat: bsre" in isi


def test_saringan(client, ramai, orang):
    admin = orang["admin"]
    assert "– Jauh" in terbaca(client, admin, cari="jau")
    assert "– Sebelah" not in terbaca(client, admin, cari="jau")
    assert "– Jauh" not in terbaca(client, admin, siapa="tidak ada orangnya")
    assert "– Jauh" in terbaca(client, admin, siapa=orang["verifikator"].nama, jenis="ubah", perkara="desa.Desa")
    assert "– Jauh" not in terbaca(client, admin, sampai="2000-01-01")


@pytest.mark.parametrize(
    "saring, kalimat",
    [
        ({"dari": "2026-02-30"}, "tanggal"),
        ({"dari": "2026-02-02", "sampai": "2026-02-01"}, "Mendahului tanggal awalnya."),
        ({"perkara": "bukan.model"}, "Saringannya keliru"),
        ({"sebelum": "x"}, "Saringannya keliru"),
    ],
)
def test_saringan_yang_keliru_tidak_menampilkan_apa_pun(client, ramai, orang, saring, kalimat):
    client.force_login(orang["admin"])
    jawab = client.get(ALAMAT, saring)
    assert jawab.status_code == 422
    assert kalimat in jawab.content.decode()
    assert "– Jauh" not in jawab.content.decode()


def test_halaman_menurut_kunci_tanpa_menghitung(client, orang, monkeypatch):
    monkeypatch.setattr(halaman, "SEHALAMAN", 2)
    HariLibur.objects.bulk_create([HariLibur(tanggal=f"2026-05-0{n}", nama=f"Libur ke-{n}") for n in range(1, 6)])
    client.force_login(orang["admin"])
    with CaptureQueriesContext(connection) as q:
        pertama = client.get(ALAMAT, {"perkara": "desa.HariLibur"})
    assert not any("COUNT(" in s["sql"] and "jejak_catatan" in s["sql"] for s in q.captured_queries)
    nama = []
    alamat = ALAMAT + "?perkara=desa.HariLibur"
    while alamat:
        jawab = client.get(alamat)
        nama += [k.catatan.nama for k in jawab.context["kejadian"]]
        alamat = f"{ALAMAT}?{jawab.context['lanjut']}" if jawab.context["lanjut"] else ""
    assert nama == [f"Libur ke-{n}" for n in range(5, 0, -1)]
    assert pertama.context["terbaru"] is None


def test_pertanyaannya_tidak_bertambah_menurut_baris(client, desa, orang):
    def pertanyaan():
        with CaptureQueriesContext(connection) as q:
            client.get(ALAMAT, {"perkara": "desa.Perangkat"})
        return len(q)

    client.force_login(orang["admin"])
    Perangkat.objects.create(desa=desa, nama="A", jabatan="kepala_desa")
    satu = pertanyaan()
    for n in range(20):
        Perangkat.objects.create(desa=DesaFactory(kecamatan=desa.kecamatan), nama=f"B{n}", jabatan="kepala_dusun")
    assert pertanyaan() == satu


def test_ekspornya_sendiri_tercatat(client, ramai, orang):
    client.force_login(orang["camat"])
    jawab = client.get(ALAMAT, {"_export": "xlsx", "perkara": "desa.Desa"})
    lembar = load_workbook(BytesIO(jawab.content)).active
    baris = list(lembar.iter_rows(values_only=True))
    assert [b[9] for b in baris[1:]] == ["Putat Basiun"]
    assert "Jalan Putat Basiun" in baris[1][11]
    terakhir = Catatan.objects.latest("pk")
    assert (terakhir.jenis, terakhir.perkara, terakhir.pelaku) == ("ekspor", "dasbor:jejak", str(orang["camat"].pk))


def test_ekspor_yang_terlalu_banyak_ditolak(client, ramai, orang, monkeypatch):
    monkeypatch.setattr(halaman, "EKSPOR_MAKS", 1)
    client.force_login(orang["admin"])
    jawab = client.get(ALAMAT, {"_export": "xlsx"})
    assert jawab.status_code == 422
    assert "Persempit tanggal" in jawab.content.decode()


def test_yang_bukan_pembaca_ditolak(client, desa):
    for peran in ("verifikator", "pelaksana", "kepala_desa", "admin_kabupaten"):
        client.force_login(pengguna_berperan(peran, desa))
        assert client.get(ALAMAT).status_code == 403
