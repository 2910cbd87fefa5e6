"""A visit that somebody else handed in while its officer was out: what he typed and photographed is shown, and
reaches the verifikator; the phone lets go of it only then."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from berkas.tests.berkas_contoh import gambar
from desa.tests.factories import PerangkatFactory
from naskah.tests.factories import NaskahFactory
from perut.models import Kunjungan
from perut.services.isian import kunjungan_siapkan_isian
from perut.tests.factories import KunjunganFactory
from serahan.models import Serahan

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


def test_kunjungan_diajukan_orang_lain_di_tengah_jalan(konteks_peramban, masuk, desa, live_server):
    petugas = pengguna_berperan(Peran.PELAKSANA, desa, nama="Pelaksana Satu")
    verifikator = pengguna_berperan(Peran.VERIFIKATOR, desa, nama="Verifikator")
    PerangkatFactory(desa=desa, nama="Kepala Desa Putat Basiun", jabatan="kepala_desa")
    kunjungan = KunjunganFactory(desa=desa, petugas=[petugas], status="berlangsung", notulen="")
    kunjungan_siapkan_isian(kunjungan)
    konteks_peramban.grant_permissions(["clipboard-read", "clipboard-write"])
    halaman = konteks_peramban.new_page()
    galat = []
    halaman.on("pageerror", lambda e: galat.append(str(e)))
    masuk(halaman, petugas)
    halaman.set_viewport_size({"width": 360, "height": 740})
    halaman.goto(live_server.url + reverse("perut:lapangan", args=[kunjungan.pk]))
    halaman.wait_for_selector("#lapangan[data-siap='1']")

    konteks_peramban.set_offline(True)
    halaman.locator("[data-kolom=notulen]").fill("Rapat dibuka kepala desa.\nBuku kas belum ditutup.")
    halaman.locator("#galeri").set_input_files({"name": "papan.jpg", "mimeType": "image/jpeg", "buffer": gambar()})
    expect(halaman.locator(".foto-kartu")).to_have_count(1)
    expect(halaman.locator("#keadaan")).to_contain_text("di telepon ini")
    surat = NaskahFactory(desa=desa, kecamatan=desa.kecamatan, status="diajukan")
    Kunjungan.objects.update(status="diajukan", berita_acara=surat)
    konteks_peramban.set_offline(False)
    expect(halaman.locator("#keadaan")).to_have_text("Terkunci")

    with konteks_peramban.expect_page() as baru:
        halaman.get_by_role("link", name="Lihat isian yang belum terkirim").click()
    sisa = baru.value
    sisa.on("pageerror", lambda e: galat.append(str(e)))
    sisa.set_viewport_size({"width": 360, "height": 740})
    kartu = sisa.locator(".sisa")
    expect(kartu).to_have_count(1)
    expect(kartu.locator("img")).to_have_count(1)
    kartu.get_by_text("Lihat isinya").click()
    expect(kartu.locator("dl").first).to_contain_text("Rapat dibuka kepala desa.")
    assert sisa.evaluate("document.documentElement.scrollWidth") <= 360
    kartu.get_by_role("button", name="Salin teksnya").click()
    expect(kartu.locator("[data-jawab]")).to_have_text("Teksnya disalin.")
    assert "Buku kas belum ditutup." in sisa.evaluate("navigator.clipboard.readText()")

    # the server is away: everything stays, and it is said
    konteks_peramban.set_offline(True)
    kartu.get_by_role("button", name="Serahkan kepada verifikator").click()
    expect(kartu.locator("[data-jawab]")).to_contain_text("Semuanya tetap ada di peranti ini")
    konteks_peramban.set_offline(False)
    # the text arrives and the photo does not: pressed again, it goes to the same one
    sisa.route("**/foto/", lambda r: r.abort())
    kartu.get_by_role("button", name="Serahkan kepada verifikator").click()
    expect(kartu.locator("[data-jawab]")).to_contain_text("Teksnya sudah diserahkan; 1 foto belum.")
    sisa.unroute("**/foto/")
    kartu.get_by_role("button", name="Serahkan kepada verifikator").click()
    expect(kartu.locator("[data-jawab]")).to_contain_text("Diserahkan kepada verifikator.")
    halaman.close()
    sisa.reload()
    expect(sisa.locator("#sisa-keadaan")).to_contain_text("Tidak ada.")

    serahan = Serahan.objects.get()
    assert (serahan.desa, serahan.foto.count()) == (desa, 1)
    masuk(sisa, verifikator)
    sisa.get_by_role("link", name=serahan.halaman).click()
    expect(sisa.locator("main")).to_contain_text("Buku kas belum ditutup.")
    sisa.get_by_role("link", name="Selesai ditangani").click()
    sisa.get_by_label("Alasan").fill("Ditulis di notulen kunjungan berikutnya.")
    sisa.get_by_role("button", name="Selesai ditangani").click()
    expect(sisa.locator("main")).to_contain_text("Ditulis di notulen kunjungan berikutnya.")
    assert galat == []
