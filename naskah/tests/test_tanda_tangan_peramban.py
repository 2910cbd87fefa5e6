"""In a real browser: the camat approves and signs; somebody draws with a finger on a phone."""

import datetime

import pytest
from playwright.sync_api import expect

from config.celery import app
from config.tests.peramban import MEJA, SANDI
from naskah.models import Naskah
from naskah.services.pekerjaan_ttd import pekerjaan_selesaikan
from naskah.tests.bahan_ttd import FRASA, cara_ttd, disetujui, isi_pdf, sertifikat_untuk, tempat
from perut.reports import surat_tugas_isi
from perut.tests import contoh_kunjungan as contoh
from tte.tests import bahan_tte

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


def bersandi(pengguna):
    pengguna.sandi_sendiri(SANDI)
    pengguna.save()
    return pengguna


def test_camat_menyetujui_lalu_menandatangani(konteks_peramban, live_server, masuk, siapkan, desa, orang, settings):
    """From the letter in the list to "Didistribusikan", with a passphrase that is wrong at first."""
    orang["camat"].nip, orang["camat"].pangkat = "1" * 18, "Pembina (IV/a)"
    camat = bersandi(orang["camat"])
    sertifikat_untuk(settings, camat)
    cara_ttd(desa.kecamatan, "elektronik")
    isi = surat_tugas_isi(contoh.kunjungan_biasa(), oleh=camat, tanggal=datetime.date(2026, 5, 4))
    isi |= {"camat": isi["camat"] | {"nama": "Camat Uji", "id": camat.pk}, "petugas": []}
    naskah = siapkan(desa, jenis="surat_tugas_perut", isi=isi)
    halaman = masuk(konteks_peramban.new_page(), camat)
    halaman.set_viewport_size(MEJA)

    halaman.goto(f"{live_server.url}/naskah/menunggu/")
    halaman.get_by_label("Percobaan").check()
    halaman.get_by_label("Kata sandi Anda").fill(SANDI)
    halaman.get_by_role("button", name="Setujui yang dipilih").click()
    expect(halaman.get_by_text("1 naskah disetujui")).to_be_visible()
    halaman.get_by_role("link", name="Rincian Percobaan").click()

    halaman.get_by_label("Frasa sandi sertifikat Anda").fill("bukan frasanya")
    halaman.get_by_role("button", name="Tanda tangani").click()
    expect(halaman.get_by_text("Frasa sandi tidak cocok")).to_be_visible()
    halaman.get_by_label("Frasa sandi sertifikat Anda").fill(FRASA)
    app.conf.task_always_eager = False  # a queue, and no worker yet; conftest.py sets it back
    halaman.get_by_role("button", name="Tanda tangani").click()
    expect(halaman.locator("#naskah-proses").get_by_text("Sedang diproses", exact=True)).to_be_visible()

    pekerjaan_selesaikan(naskah.pekerjaan_ttd.get().pk)  # the worker; the page asks and changes by itself
    expect(halaman.locator("#naskah-proses .lencana").first).to_have_text("Didistribusikan")
    expect(halaman.locator(".penanda")).to_contain_text("Tanda tangan elektronik, ")
    assert bahan_tte.pdfsig(isi_pdf(Naskah.objects.get(pk=naskah.pk))) == ["Signature is Valid."]


def test_goresan_jari_di_telepon(konteks_peramban, live_server, masuk, terbitkan, desa, orang):
    """360 pixels wide, with the place of the phone; an empty sheet is not sent."""
    naskah = disetujui(terbitkan, desa, (1, "Ketua RT 01", None), (2, "Camat", orang["camat"]))
    konteks_peramban.grant_permissions(["geolocation"], origin=live_server.url)
    konteks_peramban.set_geolocation({"latitude": -2.345678, "longitude": 115.543211})
    halaman = masuk(konteks_peramban.new_page(), bersandi(orang["pelaksana"]))

    halaman.goto(live_server.url + naskah.get_absolute_url())
    halaman.get_by_role("link", name="Ambil goresan jari Ketua RT 01").click()
    expect(halaman.get_by_text("Tempat tercatat.")).to_be_visible()
    halaman.get_by_label("Saya menyaksikan sendiri").check()
    halaman.get_by_role("button", name="Simpan goresan").click()
    expect(halaman.locator("#goresan-kosong")).to_be_visible()

    kanvas = halaman.locator("#kanvas")
    kanvas.scroll_into_view_if_needed()
    kotak = kanvas.bounding_box()
    halaman.mouse.move(kotak["x"] + 30, kotak["y"] + 150)
    halaman.mouse.down()
    for n in range(1, 20):
        halaman.mouse.move(kotak["x"] + 30 + n * 12, kotak["y"] + 150 - (n % 4) * 30)
    halaman.mouse.up()
    halaman.get_by_role("button", name="Simpan goresan").click()
    expect(halaman.get_by_text("Goresan Ketua RT 01 tersimpan, Anda saksinya.")).to_be_visible()

    penanda = tempat(naskah, 0)
    assert (penanda.cara, penanda.saksi) == ("jari", orang["pelaksana"])
    assert (str(penanda.lintang), str(penanda.bujur)) == ("-2.345678", "115.543211")
