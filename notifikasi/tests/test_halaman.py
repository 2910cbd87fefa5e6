import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notifikasi.models import Pemberitahuan
from notifikasi.services import beritahu

pytestmark = pytest.mark.django_db
DAFTAR = "/pemberitahuan/"


@pytest.fixture
def camat(client, orang):
    client.force_login(orang["camat"])
    return client


def kabar(penerima, judul="Kabar", tautan="/akun/profil/") -> Pemberitahuan:
    return Pemberitahuan.objects.create(penerima=penerima, judul=judul, tautan=tautan)


def test_daftar_kosong_dan_hanya_milik_sendiri(camat, orang):
    assert "Belum ada pemberitahuan" in camat.get(DAFTAR).content.decode()
    kabar(orang["verifikator"])
    punya = kabar(orang["camat"])
    assert [b.record for b in camat.get(DAFTAR).context["table"].rows] == [punya]


def test_buka_menandai_dibaca_dan_menuju_tautannya(camat, orang):
    punya = kabar(orang["camat"])
    assert camat.get(reverse("notifikasi:buka", args=[punya.pk])).url == "/akun/profil/"
    punya.refresh_from_db()
    pertama = punya.dibaca
    assert pertama is not None
    camat.post(reverse("notifikasi:buka", args=[punya.pk]))
    punya.refresh_from_db()
    assert punya.dibaca == pertama


@pytest.mark.parametrize(
    "tautan", ["https://contoh.test/", "//contoh.test/", "/\\contoh.test", "javascript:alert(1)", ""]
)
def test_buka_tidak_pernah_keluar_dari_aplikasi(camat, orang, tautan):
    punya = kabar(orang["camat"], tautan=tautan)
    assert camat.get(reverse("notifikasi:buka", args=[punya.pk])).url == DAFTAR


def test_milik_orang_lain_tidak_ditemukan(camat, orang):
    lain = kabar(orang["verifikator"])
    assert camat.get(reverse("notifikasi:buka", args=[lain.pk])).status_code == 404
    lain.refresh_from_db()
    assert lain.dibaca is None


def test_baca_semua_hanya_milik_sendiri(camat, orang):
    kabar(orang["camat"])
    kabar(orang["camat"])
    lain = kabar(orang["verifikator"])
    assert camat.get(reverse("notifikasi:baca-semua")).status_code == 405
    camat.post(reverse("notifikasi:baca-semua"))
    assert list(Pemberitahuan.objects.filter(dibaca=None)) == [lain]


def test_saringan_keadaan(camat, orang):
    belum, sudah = kabar(orang["camat"], "Satu", "/kunjungan/"), kabar(orang["camat"], "Dua")
    camat.get(reverse("notifikasi:buka", args=[sudah.pk]))

    def cari(**saringan) -> list:
        return [b.record for b in camat.get(DAFTAR, saringan).context["table"].rows]

    assert (cari(keadaan="belum"), cari(keadaan="sudah"), cari(cari="satu")) == ([belum], [sudah], [belum])


def test_jumlah_kueri_tidak_bertambah(camat, orang):
    kabar(orang["camat"])
    with CaptureQueriesContext(connection) as satu:
        camat.get(DAFTAR)
    for _ in range(29):
        kabar(orang["camat"])
    with CaptureQueriesContext(connection) as banyak:
        camat.get(DAFTAR)
    assert len(banyak) == len(satu)


def test_beritahu_menyimpan_sekali_per_orang_dan_mengirim_surel(orang, mailoutbox, django_capture_on_commit_callbacks):
    tanpa_surel = orang["verifikator"]
    tanpa_surel.email = ""
    tanpa_surel.save()
    with django_capture_on_commit_callbacks(execute=True):
        beritahu([orang["camat"], orang["camat"], tanpa_surel], judul="Diajukan", tautan="/x/", isi="Isi")
    assert sorted(Pemberitahuan.objects.values_list("penerima", "judul")) == sorted(
        [(orang["camat"].pk, "Diajukan"), (tanpa_surel.pk, "Diajukan")]
    )
    assert [(s.to, s.subject, s.body) for s in mailoutbox] == [
        ([orang["camat"].email], "Diajukan", "Isi\n\nhttp://127.0.0.1:8000/x/")
    ]
