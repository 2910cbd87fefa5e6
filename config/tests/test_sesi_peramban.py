"""A session that ends in the middle of the work, in a real browser on a phone: nothing typed is lost.

Its row is deleted, as idleness would have ended it (akun/tests/test_sesi.py counts the hours).
"""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from akun.enums import Peran
from akun.models import Konsep
from akun.tests.factories import pengguna_berperan
from config.tests.peramban import SANDI, TELEPON
from evaluasi.models import NilaiAspek
from evaluasi.tests.contoh_nilai import evaluasi_dinilai
from monitoring.models import Monitoring
from monitoring.tests import contoh_lapangan as contoh
from perut.tests.factories import KunjunganFactory

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]

TEKS = "Kesimpulan yang diketik lama:\nbuku kas belum ditutup."
SIAP = "html[data-konsep=siap]"


@pytest.fixture
def petugas(desa):
    return contoh.petugas(desa)


@pytest.fixture
def rekan(desa):
    return contoh.petugas(desa, "Rekan")


@pytest.fixture
def laporan(desa, petugas, rekan, live_server):
    """The address of the report of a monitoring under way."""
    m, _ = contoh.monitoring_berjalan(desa, [petugas, rekan])
    return live_server.url + reverse("monitoring:laporan", args=[m.pk])


@pytest.fixture
def halaman(konteks_peramban):
    galat = []
    halaman = konteks_peramban.new_page()
    halaman.on("pageerror", lambda e: galat.append(str(e)))
    yield halaman
    assert galat == []


def akhiri_sesi() -> None:
    Session.objects.all().delete()


def masuk_lagi(halaman, pengguna) -> None:
    halaman.fill("#id_username", pengguna.username)
    halaman.fill("#id_password", SANDI)
    halaman.get_by_role("button", name="Masuk").click()


def pas(halaman) -> bool:
    return halaman.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_laporan_monitoring(halaman, laporan, petugas, rekan, masuk):
    masuk(halaman, petugas)
    halaman.goto(laporan)
    halaman.wait_for_selector(SIAP)
    halaman.fill("#id_kesimpulan", TEKS)

    # It ends, the page is left: what was typed is this machine's, and only its owner's.
    halaman.wait_for_function(
        "idbKeyval.keys(idbKeyval.createStore('perut-isian', 'antrean')).then((k) => k.length === 1)"
    )
    akhiri_sesi()
    halaman.goto(laporan)
    expect(halaman.locator("main")).to_contain_text("Sesi Anda sudah berakhir. Masuk lagi untuk kembali")
    masuk_lagi(halaman, rekan)
    halaman.wait_for_selector(SIAP)
    expect(halaman.locator(".konsep")).to_have_count(0)
    akhiri_sesi()
    halaman.goto(laporan)
    masuk_lagi(halaman, petugas)
    tawaran = halaman.locator("div.konsep")
    expect(tawaran).to_contain_text("masih ada dan berbeda dari yang tampak di sini.")
    assert pas(halaman)
    tawaran.get_by_role("button", name="Kembalikan").click()
    expect(halaman.locator("#id_kesimpulan")).to_have_value(TEKS)
    expect(tawaran).to_have_count(0)

    # It ends again, and the form is sent: the server keeps it, and does not send it by itself.
    akhiri_sesi()
    halaman.get_by_role("button", name="Simpan laporan").click()
    expect(halaman.locator("main")).to_contain_text("Isian Anda tidak hilang: masuklah dengan akun yang sama")
    masuk_lagi(halaman, petugas)
    halaman.wait_for_selector(SIAP)
    expect(halaman.locator("section.konsep")).to_contain_text("Isian itu sudah dikembalikan ke formulir di bawah ini")
    expect(halaman.locator("div.konsep")).to_have_count(0)
    expect(halaman.locator("#id_kesimpulan")).to_have_value(TEKS)
    assert (Monitoring.objects.get().kesimpulan, pas(halaman)) == ("", True)
    halaman.get_by_role("button", name="Simpan laporan").click()
    expect(halaman.locator("main")).to_contain_text("Laporan disimpan.")
    assert (Monitoring.objects.get().kesimpulan, Konsep.objects.count()) == (TEKS, 0)

    # Accepted: neither the machine nor the server offers it once more.
    halaman.goto(laporan)
    halaman.wait_for_selector(SIAP)
    expect(halaman.locator(".konsep")).to_have_count(0)


def test_isian_lama_dibuang_pada_waktunya_dan_dikabarkan(halaman, laporan, petugas, rekan, masuk):
    """An old draft goes, whoever wrote it, and its owner is told; what the field could not send stays, and is told."""
    masuk(halaman, petugas)
    halaman.goto(laporan)
    halaman.wait_for_selector(SIAP)
    halaman.evaluate(
        """async ([saya, lain]) => {
          const gudang = idbKeyval.createStore("perut-isian", "antrean"), lama = Date.now() - 15 * 24 * 3600 * 1000;
          const konsep = { isi: [["a", "rahasia"]], waktu: lama, kiriman: "", alamat: "/profil/" };
          await idbKeyval.set(saya + "/formulir/tab/|x", konsep, gudang);
          await idbKeyval.set(lain + "/formulir/tab/|x", konsep, gudang);
          const baris = { isi: { a: "catatan" }, waktu: lama, alamat: "/m/" };
          await idbKeyval.set(saya + "/monitoring-9/tab/butir", baris, gudang);
        }""",
        [str(petugas.pk), str(rekan.pk)],
    )
    isi = "idbKeyval.entries(idbKeyval.createStore('perut-isian', 'antrean')).then(JSON.stringify)"
    kabar = halaman.locator(".isian-lama")
    halaman.goto(laporan)
    expect(kabar).to_contain_text("sudah dibuang dari peranti ini")
    expect(kabar).to_contain_text("Ia tetap di peranti ini sampai terkirim.")
    assert pas(halaman)
    tersisa = halaman.evaluate(isi)
    assert ("rahasia" in tersisa, "catatan" in tersisa) == (False, True)
    kabar.get_by_role("button", name="Tutup").click()
    halaman.goto(laporan)
    halaman.wait_for_selector(SIAP)
    expect(kabar).to_have_count(0)
    masuk(halaman, rekan)
    halaman.goto(laporan)
    expect(kabar).to_contain_text("sudah dibuang dari peranti ini")
    expect(kabar).not_to_contain_text("sampai terkirim")
    kabar.get_by_role("button", name="Tutup").click()
    expect(kabar).to_have_count(0)
    halaman.wait_for_function(f"{isi}.then((teks) => !teks.includes('dibuang') && teks.includes('catatan'))")


def test_tab_yang_menunggu_pemiliknya(halaman, konteks_peramban, laporan, petugas, masuk, desa):
    masuk(halaman, petugas)
    halaman.goto(laporan)
    halaman.wait_for_selector(SIAP)
    halaman.fill("#id_kesimpulan", TEKS)
    kembali = "document.dispatchEvent(new Event('visibilitychange'))"
    akhiri_sesi()
    halaman.evaluate(kembali)
    kabar = halaman.locator(".pesan-pesan")
    expect(kabar).to_contain_text("Yang sudah diketik di halaman ini tetap tersimpan di peranti ini")
    lain = konteks_peramban.new_page()
    lain.goto(laporan)
    pendamping = pengguna_berperan(Peran.PENDAMPING, desa, nama="Pendamping Satu")
    masuk_lagi(lain, pendamping)
    expect(lain.locator("main")).to_contain_text("Anda masuk dengan akun lain")
    halaman.evaluate(kembali)
    expect(kabar).to_contain_text("Anda sekarang masuk sebagai Pendamping Satu")
    lain.goto(halaman.get_by_role("link", name="Ganti akun").evaluate("a => a.href"))
    masuk_lagi(lain, petugas)
    lain.wait_for_selector(SIAP)
    lain.close()
    halaman.evaluate(kembali)
    expect(kabar.locator(".alert")).to_have_count(0)
    halaman.get_by_role("button", name="Simpan laporan").click()
    expect(halaman.locator("main")).to_contain_text("Laporan disimpan.")
    assert Monitoring.objects.get().kesimpulan == TEKS


def test_penilaian(halaman, live_server, desa, masuk):
    tim = [pengguna_berperan(p, desa, nama=f"{p.label} Satu") for p in (Peran.VERIFIKATOR, Peran.PELAKSANA)]
    evaluasi = evaluasi_dinilai(desa, tim)
    alamat = live_server.url + reverse("evaluasi:penilaian", args=[evaluasi.pk])
    masuk(halaman, tim[1])
    halaman.goto(alamat)
    halaman.wait_for_selector("#lapangan[data-siap='1']")
    akhiri_sesi()
    halaman.locator(".aspek").first.locator("label", has_text="Aspek ke-1, baik").click()
    halaman.locator(".aspek").first.locator("[data-kolom=catatan]").fill("Bukti lengkap.")
    expect(halaman.locator("#pengumuman")).to_contain_text("Sesi berakhir, masuk lagi")
    assert (NilaiAspek.objects.exclude(catatan="").count(), pas(halaman)) == (0, True)
    halaman.get_by_role("link", name="Masuk lagi").click()
    masuk_lagi(halaman, tim[1])
    halaman.wait_for_selector("#lapangan[data-siap='1']")
    expect(halaman.locator("#keadaan")).to_have_text("Semua tersimpan")
    assert NilaiAspek.objects.get(catatan="Bukti lengkap.").tingkat != ""

    # Another member signs in beside it: the page waits, and goes on by itself.
    lain = halaman.context.new_page()
    masuk(lain, tim[0])
    halaman.locator(".aspek").first.locator("[data-kolom=catatan]").fill("Bukti sangat lengkap.")
    expect(halaman.locator("#keadaan")).to_have_text("Akun lain masuk")
    expect(halaman.locator("#pengumuman")).to_contain_text(f"Anda sekarang masuk sebagai {tim[0].nama}")
    masuk(lain, tim[1])
    lain.close()
    halaman.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(halaman.locator("#keadaan")).to_have_text("Semua tersimpan")
    assert NilaiAspek.objects.get(catatan="Bukti sangat lengkap.").penilaian.anggota.pengguna == tim[1]


def test_skrip_yang_berhenti_di_tengah_tidak_menahan_formulir(halaman, laporan, petugas, masuk):
    masuk(halaman, petugas)
    halaman.route("**/js/bersama/simpanan.js", lambda rute: rute.abort())
    halaman.goto(laporan)
    halaman.fill("#id_kesimpulan", TEKS)
    halaman.get_by_role("button", name="Simpan laporan").click()
    expect(halaman.locator("main")).to_contain_text("Laporan disimpan.")


def test_tanpa_javascript(peramban, laporan, petugas, masuk):
    konteks = peramban.new_context(viewport=TELEPON, java_script_enabled=False)
    halaman = masuk(konteks.new_page(), petugas)
    halaman.goto(laporan)
    halaman.fill("#id_kesimpulan", TEKS)
    akhiri_sesi()
    halaman.get_by_role("button", name="Simpan laporan").click()
    masuk_lagi(halaman, petugas)
    expect(halaman.locator("#id_kesimpulan")).to_have_value(TEKS)
    halaman.get_by_role("button", name="Simpan laporan").click()
    expect(halaman.locator("main")).to_contain_text("Laporan disimpan.")
    halaman.goto(laporan)
    akhiri_sesi()
    halaman.goto(laporan.rsplit("laporan", 1)[0])
    halaman.go_back()  # no page of before: it asks to sign in
    expect(halaman.locator("#id_username")).to_be_visible()
    konteks.close()


def test_kunjungan(halaman, live_server, desa, petugas, masuk):
    """The page in the field: it says so at once, keeps what is typed, and sends it when its owner is back."""
    kunjungan = KunjunganFactory(desa=desa, petugas=[petugas], status="berlangsung", notulen="")
    masuk(halaman, petugas)
    halaman.goto(live_server.url + reverse("perut:lapangan", args=[kunjungan.pk]))
    halaman.wait_for_selector("#lapangan[data-siap='1']")
    akhiri_sesi()
    halaman.locator("[data-kolom=notulen]").fill(TEKS)
    halaman.get_by_role("button", name="Tambah kegiatan").click()
    kegiatan = halaman.locator("[data-jenis=kegiatan].kotak").last
    kegiatan.get_by_label("Topik").fill("Buku kas")
    kegiatan.get_by_role("radio", name="Supervisi").check()
    expect(halaman.locator("#keadaan")).to_have_text("Sesi berakhir")
    assert pas(halaman)
    halaman.get_by_role("link", name="Masuk lagi").click()
    masuk_lagi(halaman, petugas)
    halaman.wait_for_selector("#lapangan[data-siap='1']")
    expect(halaman.locator("#keadaan")).to_have_text("Semua tersimpan")
    kunjungan.refresh_from_db()
    assert (kunjungan.notulen, kunjungan.kegiatan_set.get().topik) == (TEKS, "Buku kas")


def test_sesudah_keluar_tidak_ada_yang_kembali(halaman, laporan, petugas, masuk):
    """Neither by the back button nor from the cache; what was typed waits for its owner all the same."""
    masuk(halaman, petugas)
    halaman.goto(laporan)
    halaman.wait_for_selector(SIAP)
    halaman.fill("#id_kesimpulan", TEKS)
    tersimpan = (
        "fetch('/statik/js/konsep.js', {cache: 'only-if-cached', mode: 'same-origin'}).then((r) => r.ok, () => false)"
    )
    assert halaman.evaluate(tersimpan) is True
    halaman.evaluate("document.querySelector('form[action$=\"/keluar/\"]').requestSubmit()")
    expect(halaman.locator("#id_username")).to_be_visible()
    assert halaman.evaluate(tersimpan) is False
    halaman.go_back()
    expect(halaman.locator("#id_username")).to_be_visible()
    assert TEKS not in halaman.content()
    masuk_lagi(halaman, petugas)
    halaman.goto(laporan)
    halaman.get_by_role("button", name="Kembalikan").click()
    expect(halaman.locator("#id_kesimpulan")).to_have_value(TEKS)
