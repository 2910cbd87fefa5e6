"""From a question typed on a phone to an article that the next village finds while it types: two people at their own
screens, the whole way through pages. And without a script the same."""

import re

import pytest
from playwright.sync_api import expect

from akun.enums import Peran
from akun.models import Pengguna
from akun.tests.factories import pengguna_berperan
from config.tests.menunggu import tunggu_sampai
from config.tests.peramban import MEJA, TELEPON, lewat_menu
from desa.tests.factories import DesaFactory
from klinik.acuan import muat
from klinik.models import Artikel, LampiranPesan, Pertanyaan
from tindaklanjut.tests.contoh_bukti import foto

pytestmark = [pytest.mark.peramban, pytest.mark.perjalanan, pytest.mark.django_db(transaction=True)]
SIAP = "html[data-konsep=siap]"


def lebar(h) -> None:
    """Nothing reaches out of the screen sideways."""
    assert h.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), h.url


def test_dari_ponsel_sampai_artikel_yang_ditemukan_desa_lain(konteks_baru, masuk, live_server):
    muat()
    desa = DesaFactory(nama="Putat Basiun")
    tetangga = DesaFactory(nama="Muara Jaya", kecamatan=desa.kecamatan)
    orang = {p: pengguna_berperan(p, desa, nama=p.label) for p in (Peran.SEKRETARIS_DESA, Peran.VERIFIKATOR)}
    Pengguna.objects.filter(pk=orang[Peran.VERIFIKATOR].pk).update(telepon="0812-3456-7890")
    s = masuk(konteks_baru(viewport=TELEPON).new_page(), orang[Peran.SEKRETARIS_DESA])
    lewat_menu(s, "Desa saya")
    wa = s.get_by_role("link", name=re.compile("WhatsApp"))
    expect(wa).to_have_attribute("href", re.compile(r"^https://wa\.me/6281234567890\?text=.*Putat\+Basiun"))
    lebar(s)
    s.get_by_role("link", name="Ajukan di klinik").click()
    # What is typed on a phone is not lost when the page goes away.
    s.locator(SIAP).wait_for(state="attached")
    s.get_by_label("Topik").select_option(label="Administrasi keuangan")
    s.get_by_label("Pertanyaan").fill("Kapan buku kas umum ditutup bila akhir bulan libur?")
    expect(s.get_by_text("Belum ada artikel yang memuat kata-kata itu.")).to_be_visible()
    s.get_by_label("Penjelasan").fill("Akhir bulan lalu hari Minggu.")
    gudang = "idbKeyval.values(idbKeyval.createStore('perut-isian', 'antrean')).then(JSON.stringify)"
    tunggu_sampai(lambda: "hari Minggu" in s.evaluate(gudang), "Konsepnya belum tersimpan.")
    s.goto(f"{live_server.url}/klinik/")
    s.goto(f"{live_server.url}/klinik/ajukan/")
    s.locator(SIAP).wait_for(state="attached")
    s.get_by_role("button", name="Kembalikan").click()
    expect(s.get_by_label("Penjelasan")).to_have_value("Akhir bulan lalu hari Minggu.")
    s.get_by_label("Foto atau berkas").set_input_files(
        {"name": "buku-kas.jpg", "mimeType": "image/jpeg", "buffer": foto().read()}
    )
    lebar(s)
    s.get_by_role("button", name="Ajukan pertanyaan").click()
    expect(s.get_by_text("Pertanyaan disampaikan kepada kecamatan.")).to_be_visible()
    expect(s.get_by_role("link", name="buku-kas.jpg")).to_be_visible()
    lebar(s)
    p = Pertanyaan.objects.get()
    assert (p.status, LampiranPesan.objects.count()) == ("diajukan", 1)

    v = masuk(konteks_baru(viewport=MEJA).new_page(), orang[Peran.VERIFIKATOR])
    v.get_by_role("link", name=re.compile("Kapan buku kas umum ditutup")).first.click()
    v.get_by_label("Jawaban").fill("Tanggalnya tetap hari terakhir bulan itu; ditulis hari kerja berikutnya.")
    v.get_by_role("button", name="Kirim jawaban").click()
    expect(v.get_by_text("Jawaban disampaikan kepada desa.")).to_be_visible()
    v.get_by_role("link", name="Jadikan artikel").click()
    expect(v.get_by_label("Isi")).to_have_value(re.compile("^Tanggalnya tetap"))
    v.get_by_label("Peraturan yang mendasari").fill("Permendagri 20/2018 Pasal 63 ayat (3)")
    v.get_by_role("button", name="Terbitkan").click()
    expect(v.get_by_role("heading", name="Peraturan yang mendasari")).to_be_visible()
    lebar(v)

    s.reload()
    expect(s.get_by_text("Tanggalnya tetap hari terakhir bulan itu")).to_be_visible()
    s.get_by_role("button", name="Sudah jelas").click()
    expect(s.get_by_text("Pertanyaan dinyatakan selesai.")).to_be_visible()
    assert Pertanyaan.objects.get().status == "ditutup"

    lain = pengguna_berperan(Peran.SEKRETARIS_DESA, tetangga)
    t = masuk(konteks_baru(viewport={"width": 320, "height": 640}).new_page(), lain)
    t.goto(f"{live_server.url}/klinik/ajukan/")
    t.get_by_label("Pertanyaan").fill("Apakah buku kas umum boleh ditutup setelah bulan berganti?")
    artikel = t.get_by_role("link", name=re.compile("Kapan buku kas umum ditutup"))
    expect(artikel).to_be_visible()
    lebar(t)
    t.goto(f"{live_server.url}{Artikel.objects.get().get_absolute_url()}")
    expect(t.get_by_text("Permendagri 20/2018 Pasal 63 ayat (3)")).to_be_visible()
    expect(t.get_by_text("Putat Basiun")).to_have_count(0)
    lebar(t)
