"""The monitoring in the field end to end: an officer with a phone, from the approved surat tugas to the report."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from config.tests.kantor import hari_uji
from config.tests.peramban import semua
from monitoring.models import FotoMonitoring, JawabanMonitoring, Monitoring
from monitoring.services.monitoring import monitoring_terima
from monitoring.tests import contoh_lapangan as contoh
from tindaklanjut.models import Temuan

pytestmark = [pytest.mark.peramban, pytest.mark.perjalanan, pytest.mark.django_db(transaction=True)]


def test_dari_surat_tugas_sampai_laporan_diserahkan(konteks_peramban, live_server, masuk, desa):
    petugas = contoh.petugas(desa)
    camat = pengguna_berperan(Peran.CAMAT, desa, nama="Camat Awayan")
    m, _ = contoh.monitoring_berjalan(desa, [petugas], status="ditugaskan")
    hp = masuk(konteks_peramban.new_page(), petugas)
    hp.goto(live_server.url + m.get_absolute_url())
    hp.get_by_role("button", name="Mulai monitoring").click()
    hp.wait_for_selector("#lapangan[data-siap='1']")

    hp.get_by_role("button", name="Hari ini").click()
    kartu = hp.locator(".butir-butir:not([data-daftar]) .butir")
    banyak = kartu.count()
    for n in range(banyak):
        nilai = "TIDAK" if n == 10 else "ADA"
        kartu.nth(n).locator(f".pilih label:has([data-kolom=jawaban][value={nilai}])").click()
    rpjm = kartu.nth(10)
    rpjm.locator("[data-kolom=keterangan]").first.fill("Masih disusun")
    wadah = BytesIO()
    Image.new("RGB", (800, 600), "teal").save(wadah, "JPEG")
    rpjm.locator("[data-pilih-foto]").set_input_files(
        {"name": "rak.jpg", "mimeType": "image/jpeg", "buffer": wadah.getvalue()}
    )
    rpjm.get_by_role("button", name="Jadikan temuan").click()
    hp.get_by_role("button", name="Tambah butir").click()
    tambahan = hp.locator("[data-daftar=tambahan] .butir")
    tambahan.locator("[data-kolom=teks]").fill("Papan informasi APBDesa")
    tambahan.locator(".pilih label:has([data-kolom=jawaban][value=ADA])").click()
    expect(hp.locator("#keadaan")).to_have_text("Semua tersimpan", timeout=30_000)
    expect(hp.locator("[data-kemajuan-teks]")).to_have_text(f"{banyak + 1} dari {banyak + 1} dijawab")
    expect(hp.locator("#kekurangan")).not_to_contain_text("belum dijawab")

    hp.get_by_role("link", name="Tulis laporan").click()
    expect(hp.get_by_label("Isi kegiatan")).to_have_value(re.compile(f"{banyak} ADA, 1 TIDAK"))
    for kolom in semua(hp.locator("main form textarea")):
        kolom.fill(kolom.input_value().replace(".....", "12/2026"))
    hp.get_by_role("button", name="Simpan laporan").click()
    hp.get_by_role("button", name="Serahkan laporan").click()
    expect(hp.locator("main")).to_contain_text("Laporan diserahkan kepada camat.")

    m = Monitoring.objects.get()
    assert (m.status, m.lembar.get().tanggal) == ("dilaporkan", hari_uji())
    assert JawabanMonitoring.objects.filter(jawaban="ADA").count() == banyak
    assert FotoMonitoring.objects.get().jawaban.teks_butir == "Dokumen RPJMDesa"
    temuan = Temuan.objects.get()
    assert (temuan.uraian, temuan.status) == ("Dokumen RPJMDesa tidak ada.\nMasih disusun", "draf")
    assert temuan.batas_waktu > hari_uji()
    monitoring_terima(monitoring=m, oleh=camat)
    temuan.refresh_from_db()
    assert temuan.status == "terbuka"
