"""A budget typed in a real browser: by hand, from Excel, without signal; and the verdict that turns."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from apbdes.models import RincianBelanja, RincianPendapatan, VersiApbdes
from apbdes.tests.contoh import utuh
from apbdes.tests.factories import VersiApbdesFactory
from config.tests.peramban import MEJA, TELEPON, modul

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


def buka(halaman, live_server, versi):
    galat = []
    halaman.on("pageerror", lambda e: galat.append(str(e)))
    halaman.goto(f"{live_server.url}{reverse('apbdes:susun', args=[versi.pk])}")
    halaman.wait_for_selector("html[data-siap]", state="attached")
    return galat


def isi(baris, **sel):
    if not baris.locator(".rab-isi").is_visible():  # folded into a card on a phone
        baris.locator(".rab-ringkas").click()
    for kolom, nilai in sel.items():
        masukan = baris.locator(f'[data-kolom="{kolom}"]')
        if masukan.evaluate("e => e.tagName") == "SELECT":
            masukan.select_option(nilai)
        else:
            masukan.fill(nilai)
            masukan.blur()


def tersimpan(halaman):
    expect(halaman.locator("#keadaan")).to_have_text("Semua tersimpan")


def tambah_kegiatan(halaman, kata):
    halaman.click("#tambah-kegiatan")
    halaman.fill("#cari-kegiatan", kata)
    halaman.locator("#daftar-kegiatan button").first.click()
    return halaman.locator("details.keg[open] .rab").last


@pytest.mark.perjalanan
@pytest.mark.parametrize("layar", [TELEPON, MEJA], ids=["telepon", "meja"])
def test_anggaran_diketik_dan_putusannya_berubah(live_server, konteks_peramban, beri_sesi, orang, desa, layar):
    versi = VersiApbdesFactory(desa=desa)
    halaman = konteks_peramban.new_page()
    halaman.set_viewport_size(layar)
    beri_sesi(konteks_peramban, orang["sekretaris_desa"])
    galat = buka(halaman, live_server, versi)

    halaman.click('#lembar-pendapatan [data-buat="tambah"]')
    isi(
        halaman.locator("#lembar-pendapatan .rab").last,
        rekening="4.2.3.01",
        uraian="Alokasi Dana Desa",
        sumber="ADD",
        jumlah="100.000.000",
    )
    siltap = tambah_kegiatan(halaman, "penghasilan tetap dan tunjangan kepala desa")
    isi(siltap, uraian="Siltap", rekening="5.1.1.01", sumber="ADD", volume="12", satuan="OB", harga_satuan="3.000.000")
    expect(halaman.locator('[data-jumlah="k1.1.01"]')).to_have_text("Rp36.000.000")
    expect(halaman.locator('[data-neraca="selisih"]')).to_have_text("Rp64.000.000")
    tersimpan(halaman)
    b30 = halaman.locator("#putusan-perbup-kayong-utara-66-2023-B30-01")
    expect(halaman.locator("#putusan-kelompok-wajib").locator(b30)).to_be_visible()
    expect(b30).to_contain_text("Pindahkan Rp25.200.000 dari kelompok ini ke belanja di luarnya")
    expect(siltap.locator(".rab-tanda")).to_contain_text("B30-01")

    jalan = tambah_kegiatan(halaman, "2.3.10")
    isi(jalan, uraian="Rabat beton", rekening="5.3.5.03", sumber="ADD", jumlah="84.000.000")
    tersimpan(halaman)
    expect(halaman.locator("#putusan-kelompok-wajib").locator(b30)).to_have_count(0)
    assert sorted(RincianBelanja.objects.values_list("jumlah", "pelaksana")) == [
        (36_000_000_00, "Kaur TU dan Umum"),
        (84_000_000_00, "Kasi Kesejahteraan"),
    ]
    lebih = halaman.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert (galat, lebih) == ([], 0)


@pytest.mark.parametrize("layar", [TELEPON, MEJA], ids=["telepon", "meja"])
def test_hasil_kali_berpecahan_diusulkan_dan_dapat_dibulatkan(
    live_server, konteks_peramban, beri_sesi, orang, desa, layar
):
    versi = VersiApbdesFactory(desa=desa)
    halaman = konteks_peramban.new_page()
    halaman.set_viewport_size(layar)
    beri_sesi(konteks_peramban, orang["sekretaris_desa"])
    galat = buka(halaman, live_server, versi)
    baris = tambah_kegiatan(halaman, "2.3.10")
    jumlah, bulatkan = baris.locator('[data-kolom="jumlah"]'), baris.locator('[data-buat="bulatkan"]')
    isi(baris, uraian="Urugan", rekening="5.3.5.03", sumber="DDS", volume="61,153", harga_satuan="412.333")
    expect(jumlah).to_have_value("25.215.399,95")
    expect(jumlah).to_be_editable()
    tersimpan(halaman)
    assert RincianBelanja.objects.get().jumlah == 25_215_399_95

    bulatkan.click()
    expect(jumlah).to_have_value("25.215.400")
    expect(bulatkan).to_be_hidden()
    tersimpan(halaman)
    assert RincianBelanja.objects.get().jumlah == 25_215_400_00

    isi(baris, jumlah="25.215.402")
    expect(baris.locator(".rab-galat")).to_contain_text("kali harga satuan adalah Rp25.215.399,95")
    isi(baris, jumlah="25.215.399")
    tersimpan(halaman)
    assert (RincianBelanja.objects.get().jumlah, galat) == (25_215_399_00, [])


def test_tempel_dari_excel_lalu_diurungkan(live_server, konteks_peramban, beri_sesi, orang, desa):
    versi = VersiApbdesFactory(desa=desa)
    halaman = konteks_peramban.new_page()
    halaman.set_viewport_size(MEJA)
    beri_sesi(konteks_peramban, orang["sekretaris_desa"])
    galat = buka(halaman, live_server, versi)
    kepala = "kode_kegiatan\tkode_rekening\turaian\tvolume\tsatuan\tharga_satuan\tjumlah\tsumber_dana"
    baris = [f"2.3.10\t5.3.5.03\tSemen {n}\t2\tsak\t75.000\t150.000\tDDS" for n in range(40)]
    halaman.click("#buka-tempel")
    halaman.fill("#tempel-teks", "\n".join([kepala, *baris, "2.3.10\t5.3.5.03\tPasir\t1,5\tm3\t-1\t\tDDS"]))
    expect(halaman.locator("#tempel-hasil")).to_contain_text("Baris 42, jumlah: Jumlah tidak boleh negatif.")
    expect(halaman.locator("#tempel-ambil")).to_be_disabled()
    assert not RincianBelanja.objects.exists()

    halaman.fill("#tempel-teks", "\n".join([kepala, *baris]))
    expect(halaman.locator("#tempel-hasil")).to_contain_text("40 baris siap, berjumlah Rp6.000.000.")
    halaman.click("#tempel-ambil")
    tersimpan(halaman)
    assert RincianBelanja.objects.filter(jumlah=150_000_00, sumber="DDS").count() == 40

    kedua = halaman.locator(".rab").nth(1)
    isi(kedua, harga_satuan="80.000")
    expect(halaman.locator('[data-neraca="belanja"]')).to_have_text("Rp6.010.000")
    kedua.locator('[data-buat="hapus"]').click()
    expect(halaman.locator('[data-neraca="belanja"]')).to_have_text("Rp5.850.000")
    tersimpan(halaman)
    halaman.click("#urungkan")
    expect(halaman.locator('[data-neraca="belanja"]')).to_have_text("Rp6.010.000")
    halaman.keyboard.press("Control+z")
    expect(halaman.locator('[data-neraca="belanja"]')).to_have_text("Rp6.000.000")
    tersimpan(halaman)
    assert RincianBelanja.objects.filter(jumlah=150_000_00).count() == 40
    halaman.click("#urungkan")
    expect(halaman.locator('[data-neraca="belanja"]')).to_have_text("Rp0")
    tersimpan(halaman)
    assert not RincianBelanja.objects.exists()
    halaman.click("#ulangi")
    tersimpan(halaman)
    assert RincianBelanja.objects.count() == 40
    assert galat == []


def test_tanpa_sinyal_lalu_dimuat_ulang_tidak_ada_yang_hilang(live_server, konteks_peramban, beri_sesi, orang, desa):
    versi = VersiApbdesFactory(desa=desa, isi=utuh())
    halaman = konteks_peramban.new_page()
    beri_sesi(konteks_peramban, orang["sekretaris_desa"])
    buka(halaman, live_server, versi)
    alamat = halaman.url
    konteks_peramban.set_offline(True)
    isi(halaman.locator("#lembar-pendapatan .rab").first, jumlah="900.000.000")
    expect(halaman.locator("#keadaan")).to_contain_text("Luring")
    assert modul(halaman, "apbdes/kirim.js", "m.simpanan.tenang()")
    konteks_peramban.route("**/susun/simpan/", lambda r: r.abort())
    konteks_peramban.set_offline(False)
    halaman.goto(alamat)
    halaman.wait_for_selector("html[data-siap]", state="attached")
    expect(halaman.locator('[data-neraca="selisih"]')).to_have_text("Rp100.000.000")
    assert RincianPendapatan.objects.get(sumber="DDS").jumlah == 800_000_000_00
    konteks_peramban.unroute("**/susun/simpan/")
    tersimpan(halaman)
    assert RincianPendapatan.objects.get(sumber="DDS").jumlah == 900_000_000_00


def test_dua_orang_mengubah_sel_yang_sama(live_server, konteks_peramban, beri_sesi, orang, desa):
    versi = VersiApbdesFactory(desa=desa, isi=utuh())
    halaman = konteks_peramban.new_page()
    halaman.set_viewport_size(MEJA)
    beri_sesi(konteks_peramban, orang["sekretaris_desa"])
    buka(halaman, live_server, versi)
    baris = RincianPendapatan.objects.get(sumber="DDS")
    RincianPendapatan.objects.filter(pk=baris.pk).update(
        jumlah=700_000_000_00, uraian="Dana Desa 2024", versi=baris.versi + 1, diubah_oleh=orang["kepala_desa"]
    )
    isi(halaman.locator(f"#baris-{baris.pk}"), jumlah="750.000.000")
    tanya = halaman.locator(".rab-konflik")
    expect(tanya).to_contain_text("jumlah 700.000.000, isian Anda 750.000.000")
    assert RincianPendapatan.objects.get(pk=baris.pk).jumlah == 700_000_000_00
    tanya.get_by_role("button", name="Pakai isian saya").click()
    tersimpan(halaman)
    kini = RincianPendapatan.objects.get(pk=baris.pk)
    assert (kini.jumlah, kini.uraian) == (750_000_000_00, "Dana Desa 2024")


def test_rancangan_yang_diajukan_orang_lain_terkunci_tanpa_kehilangan(
    live_server, konteks_peramban, beri_sesi, orang, desa
):
    versi = VersiApbdesFactory(desa=desa, isi=utuh())
    halaman = konteks_peramban.new_page()
    halaman.set_viewport_size(MEJA)
    beri_sesi(konteks_peramban, orang["sekretaris_desa"])
    buka(halaman, live_server, versi)
    VersiApbdes.objects.filter(pk=versi.pk).update(status="diajukan")
    isi(halaman.locator("#lembar-pendapatan .rab").first, jumlah="1")
    expect(halaman.locator("#keadaan")).to_have_text("Terkunci")
    expect(halaman.locator("#pengumuman")).to_contain_text("tidak dapat diubah lagi")
    expect(halaman.locator("#lembar-pendapatan .rab").first.locator('[data-kolom="jumlah"]')).to_have_value("1")
