"""Three rules written from a printed regulation on a phone, published by another, and a village judged by them."""

import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes.enums import StatusVersi
from apbdes.kantor.nilai import ekspor, struktur
from apbdes.models import PerangkatAturan
from apbdes.perangkat import beku, berlaku_untuk, periksa_semua_perangkat
from apbdes.reports import keputusan_isi
from apbdes.services import evaluasi, keputusan
from apbdes.services.anggaran import anggaran_dari_versi
from apbdes.tests.contoh import anggaran, b
from apbdes.tests.contoh_aturan import KODE, NASKAH
from apbdes.tests.contoh_evaluasi import siap
from config.tests.peramban import MEJA, TELEPON, semua
from config.tests.test_setiap_halaman import AXE, periksa

pytestmark = [pytest.mark.peramban, pytest.mark.perjalanan, pytest.mark.django_db(transaction=True)]


def tanpa_contoh(isi):
    aturan = [{k: v for k, v in a.items() if k != "contoh"} for a in isi["aturan"]]
    return isi | {"aturan": aturan}


def test_tiga_aturan_dari_naskah_cetak(konteks_baru, live_server, masuk, desa):
    admin = pengguna_berperan(Peran.ADMIN_KABUPATEN, desa)
    verifikator = pengguna_berperan(Peran.VERIFIKATOR, desa)
    naskah = struktur(NASKAH.format(wilayah=desa.kecamatan.kabupaten.kode))
    konteks = konteks_baru(viewport=TELEPON)
    konteks.add_init_script(AXE)
    h = masuk(konteks.new_page(), admin)

    dilihat = set()

    def rapi():
        """Each kind of page once."""
        jenis = re.sub(r"/[A-Z]+-\d+/", "/X/", h.url.partition("?")[0])
        if jenis not in dilihat:
            dilihat.add(jenis)
            assert periksa(h, h.url, dengan_axe=True) == []

    h.goto(f"{live_server.url}{reverse('apbdes:aturan-daftar')}")
    h.get_by_role("link", name="Tulis perangkat").first.click()
    h.get_by_label("Nama pendek peraturannya").fill(naskah["nama"])
    h.get_by_label("Kode").fill(KODE)
    h.get_by_label("Tahun anggaran").fill("2026")
    rapi()
    h.get_by_role("button", name="Buat draf").click()
    h.get_by_role("link", name="Peraturan dan tahun").click()
    h.get_by_label("Tentang").fill(naskah["judul"])
    h.get_by_label("Nama lengkap peraturannya").fill(naskah["peraturan"][0])
    rapi()
    h.get_by_role("button", name="Simpan").click()

    def tambah(bagian, nama):
        h.get_by_role("link", name=f"Tambah {bagian}").click()
        h.get_by_label("Nama dalam perangkat ini").fill(nama)

    def simpan():
        rapi()
        h.get_by_role("button", name="Simpan", exact=True).click()

    for nama, entri in naskah["angka"].items():
        tambah("angka", nama)
        h.locator("#id_arti").fill(entri["arti"])
        h.locator("#id_dasar").fill(entri["dasar"])
        h.locator("#id_riwayat-0-sejak").fill(entri["riwayat"][0]["sejak"])
        nilai = entri["riwayat"][0]["nilai"]
        h.locator("#id_riwayat-0-nilai").fill("Rp 3.000.000" if nilai == "3000000" else nilai)
        simpan()

    def centang(kolom, nilai):
        kotak = h.locator(f'input[name="{kolom}"][value="{nilai}"]')
        for lipat in semua(kotak.locator("xpath=ancestor::details")):
            if not lipat.evaluate("d => d.open"):
                lipat.locator("summary").first.click()
        kotak.check()

    for nama, entri in naskah["pilihan"].items():
        tambah("pilihan", nama)
        h.locator("#id_arti").fill(entri["arti"])
        for kolom, isi in entri.items():
            if kolom == "uraian":
                h.get_by_text("Satuan dan kata dalam uraian").click()
                h.locator("#id_uraian").fill(isi)
            elif kolom != "arti":
                for satu in isi if isinstance(isi, list) else [isi]:
                    centang(kolom, satu)
        simpan()

    tambah("fakta", "rt")
    h.get_by_label("Pertanyaannya").fill("jumlah RT")
    h.get_by_label("Bilangan, misalnya 12").check()
    h.get_by_label("Sama dengan fakta baku").select_option("jumlah_rt")
    simpan()

    jenis = {"INF-01": "jumlah", "SIL-01": "harga", "RT-01": "volume"}
    for a in naskah["aturan"]:
        h.get_by_role("link", name="Tambah aturan").click()
        h.locator("#id_nama").fill(a["kode"])
        for kolom in ("judul", "dasar", "bunyi", "perbaikan"):
            h.locator(f"#id_{kolom}").fill(a[kolom])
        centang("tingkat", a["tingkat"])
        centang("jenis", jenis[a["kode"]])
        simpan()
        centang("pilihan", a[jenis[a["kode"]]])
        if "satuan" in a:
            h.locator("#id_satuan").fill(a["satuan"])
        banding = "paling_banyak" if "paling_banyak" in a else "sama_dengan"
        h.locator("#id_banding1").select_option(banding)
        h.locator("#id_nilai1").fill(a[banding])
        if "untuk" in a:
            h.get_by_text("Kapan dihitung, dan terpisah untuk apa").click()
            h.locator("#id_untuk").select_option(a["untuk"])
            centang("per", a["per"])
        if "bila" in a:
            h.get_by_text("Hanya berlaku bila").click()
            h.locator("#id_bila-0-jenis").select_option("ada")
            h.locator("#id_bila-0-benda").select_option(a["bila"][0]["ada"])
        simpan()

    perangkat = PerangkatAturan.objects.get()
    assert tanpa_contoh(struktur(ekspor(perangkat.isi))) == tanpa_contoh(naskah)

    for a in naskah["aturan"]:
        h.goto(f"{live_server.url}{reverse('apbdes:aturan-contoh', args=[perangkat.pk, a['kode']])}")
        rapi()
        for kotak in semua(h.locator('input[name="benar"]')):
            kotak.check()
        h.get_by_role("button", name="Simpan contoh").click()
    h.goto(f"{live_server.url}{perangkat.get_absolute_url()}")
    rapi()
    h.get_by_role("link", name="Ajukan untuk diterbitkan").click()
    h.get_by_role("button", name="Ajukan untuk diterbitkan").click()
    expect(h.get_by_text("Menunggu diterbitkan").first).to_be_visible()

    kedua = masuk(konteks_baru(viewport=MEJA).new_page(), verifikator)
    kedua.goto(f"{live_server.url}{perangkat.get_absolute_url()}")
    kedua.get_by_role("link", name="Terbitkan").click()
    kedua.get_by_role("button", name="Terbitkan").click()
    expect(kedua.get_by_text(re.compile("terbit. APB Desa kabupaten ini dinilai"))).to_be_visible()

    isi = anggaran([b("2.3.10", "5.3.4.03", 90_000_000), b("2.3.10", "5.3.4.01", 9_000_000)])
    versi = siap(desa, StatusVersi.DIEVALUASI, isi=isi, tahun=2026)
    dipakai = berlaku_untuk(desa.kecamatan, 2026).perangkat
    hasil = {
        x.aturan.kode: x.hasil
        for p in periksa_semua_perangkat(anggaran_dari_versi(versi), dipakai)
        for x in p.hasil
        if p.perangkat.kode == KODE
    }
    assert str(hasil["INF-01"].putusan) == "dilanggar"
    assert beku(dipakai[-1], 2026)["peraturan"] == naskah["peraturan"]
    evaluasi.sikap_terima_sisanya(versi=versi, oleh=verifikator)
    diusulkan = keputusan.versi_usulkan(
        versi=versi, hasil="perlu_diperbaiki", kesimpulan="Perbaiki honor.", oleh=verifikator
    )
    putusan = keputusan_isi(diusulkan, berita_acara=None, oleh=verifikator, waktu=timezone.now())
    assert naskah["peraturan"][0] in json.dumps(putusan["mengingat"], ensure_ascii=False)  # the decree cites it
