import datetime
import hashlib

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from akun.enums import DESA, KECAMATAN, SEMUA, Peran
from akun.tests.factories import pengguna_berperan
from desa.tests.factories import DesaFactory
from naskah.models import Naskah
from naskah.services.naskah import naskah_setujui
from naskah.tests.conftest import ISI

pytestmark = pytest.mark.django_db


def url(nama: str, naskah: Naskah) -> str:
    return reverse(f"naskah:naskah-{nama}", args=[naskah.pk])


@pytest.fixture
def naskah(desa, terbitkan):
    return terbitkan(desa)


@pytest.fixture
def naskah_jadi(naskah):
    naskah.pdf.save("uji.pdf", ContentFile(b"%PDF-1.7 uji"), save=False)
    naskah.pdf_sha256 = hashlib.sha256(b"%PDF-1.7 uji").hexdigest()
    naskah.save()
    return naskah


def test_tanda_yang_tidak_tercetak_disebut_sebelum_disetujui(client, desa, siapkan):
    camat = pengguna_berperan(Peran.CAMAT, desa)
    naskah = siapkan(desa, isi=ISI | {"uraian": ["Baik 👍 ★", {"lagi": "👍"}]}, perihal="Salam ꦢꦺꦱ السلام")
    client.force_login(camat)
    kalimat = "Tidak dapat dicetak: <strong>👍 ★</strong>"
    assert kalimat in client.get(reverse("naskah:naskah-aksi", args=[naskah.pk, "setujui"])).content.decode()
    assert kalimat in client.get(reverse("naskah:naskah-menunggu")).content.decode()


@pytest.mark.parametrize("peran", sorted(SEMUA))
def test_semua_peran_di_wilayahnya_melihat_naskah_desanya(client, orang, naskah_jadi, peran):
    client.force_login(orang[peran])
    assert list(Naskah.objects.untuk(orang[peran])) == [naskah_jadi]
    assert [client.get(url(n, naskah_jadi)).status_code for n in ("rinci", "pdf")] == [200, 200]


@pytest.mark.parametrize("peran", sorted(KECAMATAN | DESA))
def test_naskah_wilayah_lain_tidak_ditemukan(client, naskah_jadi, peran):
    client.force_login(pengguna_berperan(peran, DesaFactory()))
    assert [client.get(url(n, naskah_jadi)).status_code for n in ("rinci", "pdf")] == [404, 404]


def test_desa_tetangga_tidak_melihat_naskah_desa_ini(client, desa, naskah_jadi):
    client.force_login(pengguna_berperan(Peran.KEPALA_DESA, DesaFactory(kecamatan=desa.kecamatan)))
    assert client.get(url("pdf", naskah_jadi)).status_code == 404


def test_naskah_kecamatan_tidak_tampak_bagi_desa(orang, desa, terbitkan):
    naskah = terbitkan(desa, desa=None)
    melihat = {p for p, o in orang.items() if naskah in Naskah.objects.untuk(o)}
    assert melihat == SEMUA - DESA


def test_pdf_diserahkan_apa_adanya(client, orang, naskah_jadi):
    client.force_login(orang["camat"])
    jawaban = client.get(url("pdf", naskah_jadi))
    assert b"".join(jawaban.streaming_content) == b"%PDF-1.7 uji"
    assert jawaban["Content-Type"] == "application/pdf"
    assert jawaban["Content-Disposition"] == f'inline; filename="{naskah_jadi.nama_berkas}"'
    assert jawaban["Cache-Control"] == "private, no-store"


def test_pdf_yang_belum_ada_tidak_ditemukan(client, orang, naskah):
    client.force_login(orang["camat"])
    assert client.get(url("pdf", naskah)).status_code == 404


def test_halaman_bertanya_lagi_selama_pdf_dibuat(client, orang, naskah):
    client.force_login(orang["kepala_desa"])
    isi = client.get(url("rinci", naskah)).content.decode()
    assert 'data-hx-trigger="every 2s"' in isi
    potongan = client.get(url("rinci", naskah), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in potongan
    assert "PDF sedang dibuat" in potongan


def test_halaman_berhenti_bertanya_setelah_jadi(client, orang, naskah_jadi):
    client.force_login(orang["camat"])
    isi = client.get(url("rinci", naskah_jadi)).content.decode()
    assert "data-hx-trigger" not in isi
    assert naskah_jadi.pdf_sha256 in isi
    assert url("pdf", naskah_jadi) in isi


def test_pdf_gagal_dapat_diminta_lagi(client, orang, naskah, django_capture_on_commit_callbacks):
    Naskah.objects.filter(pk=naskah.pk).update(pdf_galat="Gambar a.jpg tidak dapat dibaca.")
    client.force_login(orang["pelaksana"])
    isi = client.get(url("rinci", naskah)).content.decode()
    assert "Gambar a.jpg tidak dapat dibaca." in isi
    assert "Buat PDF lagi" in isi
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url("pdf-ulang", naskah)).url == url("rinci", naskah)
    naskah.refresh_from_db()
    assert (bool(naskah.pdf), naskah.pdf_galat) == (True, "")


def test_pdf_yang_sudah_ada_tidak_dibuat_ulang(client, orang, naskah_jadi):
    client.force_login(orang["camat"])
    jawaban = client.post(url("pdf-ulang", naskah_jadi), follow=True)
    assert [str(m) for m in jawaban.context["messages"]] == ["PDF naskah ini sudah ada atau belum waktunya dibuat."]
    assert client.get(url("pdf-ulang", naskah_jadi)).status_code == 405


def test_desa_tidak_meminta_pdf_ulang(client, orang, naskah):
    Naskah.objects.filter(pk=naskah.pk).update(pdf_galat="Gagal.")
    client.force_login(orang["kepala_desa"])
    assert "Buat PDF lagi" not in client.get(url("rinci", naskah)).content.decode()
    assert client.post(url("pdf-ulang", naskah)).status_code == 403


def test_naskah_yang_diganti_menunjuk_penggantinya(client, orang, desa, naskah, siapkan):
    baru = naskah_setujui(naskah=siapkan(desa, menggantikan=naskah), oleh=orang["camat"])
    client.force_login(orang["camat"])
    isi = client.get(url("rinci", naskah)).content.decode()
    assert url("rinci", baru) in isi
    assert "sudah diganti" in isi
    assert url("rinci", naskah) in client.get(url("rinci", baru)).content.decode()


@pytest.mark.parametrize(
    ("saringan", "jumlah"),
    [
        ({}, 3),
        ({"cari": "Lain"}, 1),
        ({"jenis": "naskah_lain"}, 1),
        ({"tahun": "2027"}, 1),
        ({"status": "dicabut"}, 0),
        ({"tahun": "abc"}, 0),
    ],
)
def test_daftar_disaring(client, orang, desa, terbitkan, saringan, jumlah):
    terbitkan(desa)
    terbitkan(desa, jenis="naskah_lain", perihal="Hal Lain")
    terbitkan(desa, tanggal=datetime.date(2027, 2, 1))
    terbitkan(DesaFactory())
    client.force_login(orang["camat"])
    jawaban = client.get(reverse("naskah:naskah-daftar"), saringan)
    assert len(jawaban.context["table"].rows) == jumlah


def test_daftar_disaring_menurut_desa(client, orang, desa, terbitkan):
    lain = DesaFactory(kecamatan=desa.kecamatan)
    terbitkan(desa)
    naskah = terbitkan(lain)
    client.force_login(orang["camat"])
    jawaban = client.get(reverse("naskah:naskah-daftar"), {"desa": lain.pk})
    assert [b.record for b in jawaban.context["table"].rows] == [naskah]


def test_jumlah_kueri_daftar_tetap(client, orang, desa, terbitkan, django_assert_max_num_queries):
    client.force_login(orang["camat"])
    hitungan = []
    for banyak in (1, 29):
        for _ in range(banyak):
            terbitkan(desa)
        with django_assert_max_num_queries(40) as kueri:
            assert client.get(reverse("naskah:naskah-daftar"), {"per_page": 50}).status_code == 200
        hitungan.append(len(kueri))
    assert hitungan[0] == hitungan[1]


def test_ekspor_xlsx(client, orang, naskah):
    client.force_login(orang["camat"])
    jawaban = client.get(reverse("naskah:naskah-daftar"), {"_export": "xlsx"})
    assert jawaban.status_code == 200
    assert "spreadsheetml" in jawaban["Content-Type"]


def test_pdf_tetap_berpagar_csp(client, orang, naskah_jadi):
    client.force_login(orang["camat"])
    aturan = client.head(url("pdf", naskah_jadi))["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "object-src 'self'", "frame-ancestors 'none'"} <= set(aturan)


def test_nama_berkas_aman_apa_pun_pola_nomornya():
    naskah = Naskah(jenis="surat", nomor='007/A"B;\r\nX-Lain: 1/Kec. Awayan/2026')
    assert naskah.nama_berkas == "surat-007-A-B-X-Lain-1-Kec.-Awayan-2026.pdf"
