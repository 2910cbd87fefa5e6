"""A monitoring in the field in a real browser at 360 pixels: typing, losing the network, two tabs, photos, findings."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from config.tests.kantor import hari_uji
from config.tests.peramban import modul
from config.tests.test_setiap_halaman import AXE, periksa
from monitoring.models import FotoMonitoring, JawabanMonitoring, LembarMonitoring, Monitoring
from monitoring.tests import contoh_lapangan as contoh
from monitoring.tests import perbup
from monitoring.tests.factories import LembarMonitoringFactory, MonitoringFactory, NaskahFactory
from tindaklanjut.models import Temuan

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]

TERSIMPAN = "Semua tersimpan"
# The rows of the form that is filled in.
BUTIR = next(len(f["butir"]) for f in perbup.formulir() if f["kode"] == "III.II")


@pytest.fixture
def petugas(desa):
    return contoh.petugas(desa)


@pytest.fixture
def monitoring(desa, petugas):
    m, _ = contoh.monitoring_berjalan(desa, [petugas])
    return m


@pytest.fixture
def buka(live_server, monitoring):
    """buka(konteks) -> the page of the monitoring, ready to be filled in; script errors fail the test."""
    galat = []

    def kerjakan(konteks):
        halaman = konteks.new_page()
        halaman.on("pageerror", lambda e: galat.append(str(e)))
        halaman.goto(live_server.url + reverse("monitoring:lapangan", args=[monitoring.pk]))
        siap(halaman)
        return halaman

    yield kerjakan
    assert galat == []


@pytest.fixture
def halaman(konteks_peramban, beri_sesi, petugas, buka):
    beri_sesi(konteks_peramban, petugas)
    return buka(konteks_peramban)


def siap(halaman):
    halaman.wait_for_selector("#lapangan[data-siap='1']")


def keadaan(halaman, teks=TERSIMPAN):
    expect(halaman.locator("#keadaan")).to_have_text(teks, timeout=30_000)


def matikan(halaman):
    """End the page once the phone has written everything; its last moments must not send anything."""
    assert modul(halaman, "lapangan/halaman.js", "m.simpanan.tenang()")
    modul(halaman, "lapangan/baris.js", "{ m.antrean.halangan = 'terkunci'; }")
    halaman.close(run_before_unload=False)


def butir(halaman, n, lembar=0):
    """The card of row n (from 1) of a sheet."""
    return halaman.locator(".lembar").nth(lembar).locator(".butir").nth(n - 1)


def pilih(kartu, teks, kolom="jawaban"):
    kartu.locator(f".pilih label:has([data-kolom={kolom}][value={teks}])").click()


def isi(kartu, kolom, teks):
    kartu.locator(f"[data-kolom={kolom}]").first.fill(teks)


def jpeg(warna="teal") -> bytes:
    wadah = BytesIO()
    Image.new("RGB", (1200, 900), warna).save(wadah, "JPEG")
    return wadah.getvalue()


def foto(kartu, warna="teal"):
    berkas = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": jpeg(warna)}
    kartu.locator("[data-pilih-foto]").set_input_files(berkas)


def jawaban():
    semua = JawabanMonitoring.objects.select_related("butir").order_by("lembar__dibuat_pada", "urut")
    return [(j.teks_butir[:20], j.jawaban, j.keterangan) for j in semua]


def test_jawaban_foto_butir_tambahan_dan_temuan_tersimpan_sendiri(halaman):
    satu = butir(halaman, 1)
    pilih(satu, "TIDAK")
    isi(satu, "keterangan", "Papan belum dibuat")
    foto(satu)
    satu.get_by_role("button", name="Jadikan temuan").click()
    temuan = satu.locator(".temuan-butir")
    expect(temuan.locator("[data-kolom=uraian]")).to_have_value(
        "Data struktur organisasi Pemerintahan Desa tidak ada.\nPapan belum dibuat"
    )
    expect(temuan.locator("[data-kolom=penanggung_jawab]")).to_have_value("Sekretaris Desa")
    expect(satu.locator("[data-tawaran]")).to_be_hidden()
    pilih(butir(halaman, 2), "ADA")
    halaman.get_by_role("button", name="Tambah butir").click()
    dst = halaman.locator("[data-daftar=tambahan] .butir")
    isi(dst, "teks", "Papan informasi APBDesa")
    pilih(dst, "ADA")
    keadaan(halaman)
    assert jawaban() == [
        ("Data struktur organi", "TIDAK", "Papan belum dibuat"),
        ("Data struktur organi", "ADA", ""),
        ("Papan informasi APBD", "ADA", ""),
    ]
    t = Temuan.objects.get()
    assert (t.asal_jenis, t.asal_id, t.status) == ("monitoring", str(Monitoring.objects.get().pk), "draf")
    assert FotoMonitoring.objects.get().jawaban.butir.nomor == "1"
    expect(halaman.locator("[data-kemajuan-teks]")).to_have_text(f"3 dari {BUTIR + 1} dijawab")
    expect(halaman.locator("[data-nav-hitung]")).to_have_text(f"3/{BUTIR + 1}")
    expect(halaman.locator("#kekurangan")).to_contain_text(f"{BUTIR - 2} butir belum dijawab.")
    halaman.evaluate(AXE)
    assert periksa(halaman, "monitoring:lapangan", 360, dengan_axe=True) == []


def test_jawaban_menjadi_baik_menanyakan_temuannya(halaman):
    satu = butir(halaman, 1)
    pilih(satu, "TIDAK")
    satu.get_by_role("button", name="Jadikan temuan").click()
    keadaan(halaman)
    pilih(satu, "ADA")
    expect(satu.locator("[data-tanya]")).to_be_visible()
    keadaan(halaman)
    assert Temuan.objects.count() == 1  # kept until somebody says so
    satu.locator("[data-tanya]").get_by_role("button", name="Tetap perlu").click()
    expect(satu.locator("[data-tanya]")).to_be_hidden()
    pilih(satu, "TIDAK")
    pilih(satu, "ADA")
    satu.locator("[data-tanya]").get_by_role("button", name="Hapus temuan").click()
    keadaan(halaman)
    assert Temuan.objects.count() == 0
    pilih(satu, "TIDAK")
    satu.get_by_role("button", name="Jadikan temuan").click()
    keadaan(halaman)
    assert Temuan.objects.count() == 1


def test_luring_lalu_kembali_tidak_kehilangan_apa_pun(halaman, konteks_peramban, buka):
    """A new sheet, its answers, a row of one's own, a finding and a photo, without a signal; then the phone dies."""
    konteks_peramban.set_offline(True)
    halaman.get_by_role("button", name="Lembar III.II untuk tempat lain").click()
    baru = halaman.locator(".lembar").nth(1)
    isi(baru, "lokasi", "RT 03")
    pilih(butir(halaman, 1, 1), "TIDAK")
    isi(butir(halaman, 1, 1), "keterangan", "Di RT")
    butir(halaman, 1, 1).get_by_role("button", name="Jadikan temuan").click()
    baru.get_by_role("button", name="Tambah butir").click()
    dst = baru.locator("[data-daftar=tambahan] .butir")
    isi(dst, "teks", "Pos kamling")
    pilih(dst, "ADA")
    foto(dst)
    pilih(butir(halaman, 2), "ADA")
    keadaan(halaman, "Luring – 6 di telepon ini")  # with the photo
    assert LembarMonitoring.objects.count() == 1
    matikan(halaman)
    konteks_peramban.set_offline(False)
    lagi = buka(konteks_peramban)
    keadaan(lagi)
    assert jawaban() == [
        ("Data struktur organi", "ADA", ""),
        ("Data struktur organi", "TIDAK", "Di RT"),
        ("Pos kamling", "ADA", ""),
    ]
    assert Temuan.objects.get().asal_teks.endswith(", RT 03, III.II nomor 1")
    assert FotoMonitoring.objects.get().jawaban.teks == "Pos kamling"
    expect(lagi.locator(".lembar")).to_have_count(2)
    lagi.reload()
    siap(lagi)
    expect(lagi.locator("#pengumuman")).to_be_empty()
    expect(lagi.locator("[data-nav-hitung]")).to_have_text([f"1/{BUTIR}", f"2/{BUTIR + 1}"])


def test_dua_tab_menampilkan_kedua_isian(halaman, konteks_peramban, buka):
    dua = buka(konteks_peramban)
    pilih(butir(halaman, 1), "ADA")
    isi(butir(halaman, 1), "keterangan", "Dari tab satu")
    keadaan(halaman)
    pilih(butir(dua, 1), "TIDAK")
    isi(butir(dua, 1), "keterangan", "Dari tab dua")
    keadaan(dua, "Pilih isian (1)")
    expect(dua.locator(".konflik-isi")).to_have_text(["TIDAK", "ADA", "Dari tab dua", "Dari tab satu"])
    dua.get_by_role("button", name="Pakai punya saya").click()
    keadaan(dua)
    assert jawaban() == [("Data struktur organi", "TIDAK", "Dari tab dua")]


def test_temuan_disentuh_di_dua_tab_tetap_satu(halaman, konteks_peramban, buka):
    dua = buka(konteks_peramban)
    for h in (halaman, dua):
        pilih(butir(h, 1), "TIDAK")
        butir(h, 1).get_by_role("button", name="Jadikan temuan").click()
        keadaan(h)
    assert Temuan.objects.count() == 1


def test_butir_tambahan_dihapus_dapat_diurungkan(halaman):
    halaman.get_by_role("button", name="Tambah butir").click()
    dst = halaman.locator("[data-daftar=tambahan] .butir")
    isi(dst, "teks", "Penting")
    keadaan(halaman)
    dst.get_by_role("button", name="Hapus butir").click()
    expect(dst).to_be_hidden()
    halaman.get_by_role("button", name="Urungkan").click()
    expect(dst).to_be_visible()
    dst.get_by_role("button", name="Hapus butir").click()
    modul(halaman, "lapangan/bagian.js", "m.selesaikanHapus()")
    keadaan(halaman)
    expect(dst).to_have_count(0)
    assert JawabanMonitoring.objects.count() == 0


def test_lembar_baru_yang_keliru_dapat_dihapus_yang_berisi_tidak(halaman):
    halaman.get_by_role("button", name="Lembar III.II untuk tempat lain").click()
    keadaan(halaman, "Belum lengkap (1)")
    baru = halaman.locator(".lembar").nth(1)
    baru.get_by_role("button", name="Hapus lembar").click()
    modul(halaman, "lapangan/bagian.js", "m.selesaikanHapus()")
    keadaan(halaman)
    expect(halaman.locator(".lembar")).to_have_count(1)
    pilih(butir(halaman, 1), "ADA")
    halaman.locator(".lembar").get_by_role("button", name="Hapus lembar").click()
    expect(halaman.locator(".lembar .galat")).to_contain_text("Kosongkan dulu, lalu hapus lembarnya.")
    keadaan(halaman)


def test_tanggal_di_luar_masa_tugas_tampil_di_bawah_kolomnya(halaman):
    kepala = halaman.locator(".lembar-kepala")
    isi(kepala, "tanggal", "2020-01-01")
    keadaan(halaman, "Perlu diperbaiki (1)")
    expect(kepala.locator(".tanggal-lembar .galat")).to_contain_text("Tanggal ini di luar masa penugasan")
    kepala.get_by_role("button", name="Hari ini").click()
    keadaan(halaman)
    assert LembarMonitoring.objects.get().tanggal == hari_uji()


def test_diserahkan_rekan_saat_mengisi(halaman, monitoring):
    surat = NaskahFactory(kecamatan=monitoring.desa.kecamatan, desa=monitoring.desa, status="diajukan")
    Monitoring.objects.update(status="dilaporkan", laporan=surat)
    pilih(butir(halaman, 1), "ADA")
    expect(halaman.locator("#pengumuman")).to_contain_text(
        "Monitoring ini berstatus “Dilaporkan”, jadi isinya terkunci. Isian Anda tetap tersimpan di telepon ini."
    )
    keadaan(halaman, "Terkunci")


def test_bagian_dan_jawaban_lalu_di_samping_yang_baru(desa, petugas, konteks_peramban, masuk, live_server):
    lama = MonitoringFactory(desa=desa, nomor_bidang=4, status="selesai")
    lembar = LembarMonitoringFactory(monitoring=lama, formulir=contoh.formulir("III.V"), lokasi="Balai Dusun")
    b = lembar.formulir.butir.filter(bagian="B").first()
    JawabanMonitoring.objects.create(lembar=lembar, butir=b, bagian="B", jawaban=b.positif, keterangan="Tahun lalu")
    m, _ = contoh.monitoring_berjalan(desa, [petugas], "III.V", nomor_bidang=4)
    halaman = masuk(konteks_peramban.new_page(), petugas)
    halaman.goto(live_server.url + reverse("monitoring:lapangan", args=[m.pk]))
    siap(halaman)
    kartu = halaman.locator(f".butir:has([data-butir='{b.pk}'])")
    expect(kartu.locator(".terakhir")).to_have_text(re.compile("Lalu: " + b.positif + ".*Tahun lalu"))
    halaman.get_by_role("button", name="Tambah butir bagian B").click()
    dst = halaman.locator("[data-daftar=tambahan][data-bagian=B] .butir")
    isi(dst, "teks", "Butir B tambahan")
    pilih(dst, "TIDAK", "positif")
    pilih(dst, "YA")
    expect(dst.locator("[data-tawaran]")).to_be_visible()  # here YA is the bad news
    keadaan(halaman)
    j = JawabanMonitoring.objects.get(lembar__monitoring=m)
    assert (j.bagian, j.positif, j.jawaban, j.kabar_buruk) == ("B", "TIDAK", "YA", True)
