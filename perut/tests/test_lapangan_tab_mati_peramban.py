"""What a tab that died left behind in the field: older unsent values never take the place of newer ones."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from berkas.tests.berkas_contoh import gambar
from config.tests.menunggu import tunggu_sampai
from config.tests.peramban import KUNCI_LAMBAT, matikan_tab, modul
from desa.tests.factories import PerangkatFactory
from perut.models import Foto, Kehadiran, Kunjungan
from perut.services.isian import kunjungan_siapkan_isian
from perut.tests.factories import KunjunganFactory

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def petugas(desa):
    return pengguna_berperan(Peran.PELAKSANA, desa, nama="Pelaksana Satu")


@pytest.fixture
def kunjungan(desa, petugas):
    PerangkatFactory(desa=desa, nama="Kepala Desa Putat Basiun", jabatan="kepala_desa")
    k = KunjunganFactory(desa=desa, petugas=[petugas], status="berlangsung", notulen="")
    kunjungan_siapkan_isian(k)
    return k


@pytest.fixture
def konteks(konteks_peramban, masuk, petugas):
    masuk(konteks_peramban.new_page(), petugas)
    return konteks_peramban


@pytest.fixture
def buka(konteks, live_server, kunjungan):
    galat = []

    def kerjakan(*, tunggu=True):
        halaman = konteks.new_page()
        halaman.on("pageerror", lambda e: galat.append(str(e)))
        halaman.goto(live_server.url + reverse("perut:lapangan", args=[kunjungan.pk]))
        if tunggu:
            halaman.wait_for_selector("#lapangan[data-siap='1']")
        return halaman

    yield kerjakan
    assert galat == []


def notulen(halaman):
    return halaman.locator("[data-kolom=notulen]")


def mati(halaman):
    """The tab dies once the phone has kept what was typed; its last moments must not send anything."""
    modul(halaman, "lapangan/baris.js", "{ m.antrean.halangan = 'terkunci'; }")
    assert modul(halaman, "lapangan/halaman.js", "m.simpanan.tenang()")
    matikan_tab(halaman)


def putus(konteks):
    konteks.route("**/*", lambda r: r.abort() if r.request.method == "POST" else r.continue_())


def sambung(konteks):
    konteks.unroute("**/*")


def keadaan(halaman, teks="Semua tersimpan"):
    expect(halaman.locator("#keadaan")).to_have_text(teks)


def test_dua_tab_mati_yang_lama_ditanyakan_pada_pembukaan_yang_sama(konteks, buka):
    lama, baru = buka(), buka()
    putus(konteks)
    notulen(lama).fill("Ditulis lebih dulu")
    mati(lama)
    notulen(baru).fill("Ditulis kemudian")
    mati(baru)
    sambung(konteks)
    lagi = buka()
    keadaan(lagi, "Pilih isian (1)")
    expect(lagi.locator(".konflik-isi")).to_have_text(["Ditulis lebih dulu", "Ditulis kemudian"])
    assert Kunjungan.objects.get().notulen == "Ditulis kemudian"
    lagi.get_by_role("button", name="Gabungkan").click()
    keadaan(lagi)
    assert Kunjungan.objects.get().notulen == "Ditulis kemudian\n\nDitulis lebih dulu"


def test_yang_diketik_sebelum_pemulihan_selesai_tidak_tertimpa(konteks, buka):
    lama = buka()
    putus(konteks)
    notulen(lama).fill("Ditulis lebih dulu")
    mati(lama)
    konteks.add_init_script(KUNCI_LAMBAT)
    lagi = buka(tunggu=False)
    lagi.wait_for_selector("#lapangan[data-siap='0']")
    notulen(lagi).fill("Ditulis kemudian")
    lagi.evaluate("jawabKunci()")
    lagi.wait_for_selector("#lapangan[data-siap='1']")
    sambung(konteks)
    keadaan(lagi, "Pilih isian (1)")
    expect(lagi.locator(".konflik-isi")).to_have_text(["Ditulis lebih dulu", "Ditulis kemudian"])
    assert Kunjungan.objects.get().notulen == "Ditulis kemudian"


def test_kehadiran_yang_diubah_sesudahnya_tidak_dibalik_tab_mati(konteks, buka):
    """A tab without signal takes a presence back and dies; meanwhile somebody else has gone on with that row."""
    lama = buka()
    nama = "Kepala Desa Putat Basiun"
    lama.get_by_role("button", name=nama).click()
    tunggu_sampai(Kehadiran.objects.exists, "kehadiran tersimpan di server")
    keadaan(lama)
    putus(konteks)
    lama.get_by_role("button", name=nama).click()
    mati(lama)
    sambung(konteks)
    Kehadiran.objects.update(versi=2)
    lagi = buka()
    expect(lagi.locator("#pengumuman")).to_contain_text("Kehadiran Kepala Desa Putat Basiun sudah diubah sesudahnya")
    expect(lagi.get_by_role("button", name=nama)).to_have_attribute("aria-pressed", "true")
    keadaan(lagi)
    assert Kehadiran.objects.count() == 1


def test_yang_diketik_sebelum_skrip_sampai_tersimpan(konteks, live_server, kunjungan):
    """A slow line: the page is there, its scripts are not, and somebody types."""
    tertahan, lancar = [], []
    konteks.route("**/js/lapangan/**", lambda r: r.continue_() if lancar else tertahan.append(r))
    halaman = konteks.new_page()
    halaman.goto(live_server.url + reverse("perut:lapangan", args=[kunjungan.pk]), wait_until="commit")
    notulen(halaman).fill("Diketik lebih cepat dari skripnya")
    lancar.append(True)
    for rute in tertahan:
        rute.continue_()
    halaman.wait_for_selector("#lapangan[data-siap='1']")
    keadaan(halaman)
    assert Kunjungan.objects.get().notulen == "Diketik lebih cepat dari skripnya"


def test_foto_yang_dipilih_sebelum_skrip_sampai_terkirim(konteks, live_server, kunjungan):
    """The camera is quicker than a slow line; of a photo just taken there may be no other copy."""
    tertahan, lancar = [], []
    konteks.route("**/js/lapangan/**", lambda r: r.continue_() if lancar else tertahan.append(r))
    halaman = konteks.new_page()
    halaman.goto(live_server.url + reverse("perut:lapangan", args=[kunjungan.pk]), wait_until="commit")
    isi = {"name": "balai.jpg", "mimeType": "image/jpeg", "buffer": gambar()}
    halaman.locator("#galeri").set_input_files(isi)
    lancar.append(True)
    for rute in tertahan:
        rute.continue_()
    halaman.wait_for_selector("#lapangan[data-siap='1']")
    expect(halaman.locator(".foto-kartu")).to_have_count(1)
    keadaan(halaman)
    assert Foto.objects.filter(kunjungan=kunjungan).count() == 1
