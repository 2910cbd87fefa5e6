"""The phone has no room left: said at once and in the place, and never said to be kept there."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from berkas.tests.berkas_contoh import gambar
from perut.models import Foto, Kunjungan
from perut.services.isian import kunjungan_siapkan_isian
from perut.tests.factories import KunjunganFactory

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]

# A disk that has no room for anything more, as IndexedDB says it.
PENUH = """() => { IDBObjectStore.prototype.put = () => { throw new DOMException("penuh", "QuotaExceededError"); }; }"""


def test_ruang_penuh_disebut_dan_hilang_begitu_terkirim(konteks_peramban, masuk, desa, live_server):
    petugas = pengguna_berperan(Peran.PELAKSANA, desa, nama="Pelaksana Satu")
    kunjungan = KunjunganFactory(desa=desa, petugas=[petugas], status="berlangsung", notulen="")
    kunjungan_siapkan_isian(kunjungan)
    halaman = konteks_peramban.new_page()
    masuk(halaman, petugas)
    halaman.goto(live_server.url + reverse("perut:lapangan", args=[kunjungan.pk]))
    halaman.wait_for_selector("#lapangan[data-siap='1']")
    keadaan, pengumuman = halaman.locator("#keadaan"), halaman.locator("#pengumuman")

    konteks_peramban.set_offline(True)
    halaman.locator("[data-kolom=notulen]").fill("Masih ada ruang.")
    expect(keadaan).to_have_text("Luring – 1 di telepon ini")
    halaman.evaluate(PENUH)
    halaman.locator("[data-kolom=notulen]").fill("Ruangnya sudah penuh. " * 2000)
    halaman.locator("#galeri").set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": gambar()})
    expect(keadaan).to_have_text("Luring – jangan tutup halaman ini")
    expect(pengumuman).to_contain_text("Ruang telepon penuh: 2 isian atau foto hanya ada di halaman ini.")

    konteks_peramban.set_offline(False)
    expect(keadaan).to_have_text("Semua tersimpan")
    expect(pengumuman).not_to_contain_text("Ruang telepon penuh")
    assert Kunjungan.objects.get().notulen.startswith("Ruangnya sudah penuh.")
    assert Foto.objects.count() == 1
