"""How a kecamatan signs and numbers: nobody overwrites another unseen, and the page tells who changed what."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from akun.tests.factories import pengguna_berperan
from desa.tests.bersamaan import menyela
from naskah.models import PengaturanTtd, SeriNomor

pytestmark = pytest.mark.django_db
ALAMAT = reverse("naskah:pengaturan-ttd")


@pytest.fixture
def berdua(orang, desa) -> tuple[Client, Client]:
    satu, dua = Client(), Client()
    satu.force_login(orang["verifikator"])
    dua.force_login(pengguna_berperan("verifikator", desa, nama="Verifikator Dua"))
    return satu, dua


def terbaca(client, bagian: str) -> dict:
    """One of the two forms of the page, as the browser sends it back."""
    konteks = client.get(ALAMAT).context
    form = [konteks["form"]] if bagian == "cara" else [f for _, f in konteks["seri"]]
    isi = {k.html_name: k.value() for f in form for k in f}
    return {"bagian": bagian} | {n: "" if v is None else v for n, v in isi.items() if v is not False}


def test_cara_yang_diganti_orang_lain_tidak_kembali(berdua, desa):
    """Who ticks one thing does not undo what another chose meanwhile."""
    satu, dua = berdua
    PengaturanTtd.objects.create(kecamatan=desa.kecamatan, cara="elektronik", jari=False)
    milik_satu, milik_dua = (terbaca(c, "cara") for c in berdua)
    with menyela("naskah_pengaturanttd", lambda: dua.post(ALAMAT, milik_dua | {"cara": "basah"})) as sudah:
        jawab = satu.post(ALAMAT, milik_satu | {"jari": "on"})
    assert sudah == [True]
    ini = PengaturanTtd.objects.get()
    assert (ini.cara, ini.jari, jawab.status_code) == ("basah", False, 422)
    assert "Cara tanda tangan: “Tinta basah" in jawab.context["form"].non_field_errors()[0]


def test_nomor_yang_diganti_orang_lain_tidak_tertimpa(berdua, desa, jenis_uji):
    """The series of one page are saved together or not at all."""
    satu, dua = berdua
    for jenis, kode in (("naskah_uji", "410.0"), ("naskah_lain", "420.0")):
        SeriNomor.objects.create(kecamatan=desa.kecamatan, jenis=jenis, klasifikasi=kode)
    milik_satu, milik_dua = (terbaca(c, "nomor") for c in berdua)
    mereka, saya = (
        {"naskah_uji-klasifikasi": "410.1"},
        {"naskah_uji-klasifikasi": "411.2", "naskah_lain-klasifikasi": "421.2"},
    )
    with menyela("naskah_serinomor", lambda: dua.post(ALAMAT, milik_dua | mereka)) as sudah:
        jawab = satu.post(ALAMAT, milik_satu | saya)
    assert sudah == [True]
    assert dict(SeriNomor.objects.filter(jenis__startswith="naskah_").values_list("jenis", "klasifikasi")) == {
        "naskah_uji": "410.1",
        "naskah_lain": "420.0",
    }
    assert jawab.status_code == 422
    assert "Kode klasifikasi: “410.1”" in jawab.content.decode()


def test_pengaturan_tercatat_di_halamannya(berdua, orang, desa, jenis_uji):
    satu, dua = berdua
    satu.post(ALAMAT, {"bagian": "cara", "cara": "elektronik", "jari": "on"})
    dua.post(ALAMAT, terbaca(dua, "cara") | {"cara": "basah"})
    for jenis, kode in (("naskah_uji", "410.1"), ("naskah_lain", "420.1")):
        SeriNomor.objects.create(kecamatan=desa.kecamatan, jenis=jenis, klasifikasi=kode)
    satu.post(ALAMAT, terbaca(satu, "nomor") | {"naskah_uji-klasifikasi": "410.2"})
    halaman = " ".join(unescape(strip_tags(satu.get(ALAMAT).content.decode())).split())
    assert "diubah oleh Verifikator Dua" in halaman
    assert "Cara tanda tangan: Elektronik, sertifikat kantor sendiri (tidak tersertifikasi) → Tinta basah" in halaman
    assert "Kode klasifikasi: 410.1 → 410.2" in halaman
