"""Scoring in a real browser at 360 pixels: levels, numbers, two tabs, and nothing seen before handing in."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from evaluasi.enums import CaraNilai
from evaluasi.models import NilaiAspek, PembahasanAspek
from evaluasi.tests.contoh_nilai import beri_nilai, evaluasi_dinilai, penilaian_dari

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]

TERSIMPAN = "Semua tersimpan"


@pytest.fixture
def tim(desa):
    peran = (Peran.VERIFIKATOR, Peran.PELAKSANA)
    return [pengguna_berperan(p, desa, nama=f"{Peran(p).label} Satu") for p in peran]


@pytest.fixture
def buka(konteks_peramban, live_server, masuk):
    galat = []

    def kerjakan(pengguna, evaluasi, *, login=True):
        halaman = konteks_peramban.new_page()
        halaman.on("pageerror", lambda e: galat.append(str(e)))
        if login:
            masuk(halaman, pengguna)
        halaman.goto(live_server.url + reverse("evaluasi:penilaian", args=[evaluasi.pk]))
        halaman.wait_for_selector("#lapangan[data-siap='1']")
        return halaman

    yield kerjakan
    assert galat == []


def tersimpan(halaman):
    expect(halaman.locator("#keadaan")).to_have_text(TERSIMPAN, timeout=30_000)


def pilih(halaman, ke, teks):
    halaman.locator(".aspek").nth(ke).locator("label", has_text=teks).click()


def lebar_pas(halaman):
    return halaman.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_menilai_dengan_tingkat_lalu_menyerahkan_dan_membahas(buka, desa, tim):
    evaluasi = evaluasi_dinilai(desa, tim)
    beri_nilai(penilaian_dari(evaluasi, tim[1]), "dd", catatan="Rahasia sekretaris")
    halaman = buka(tim[0], evaluasi)
    assert "Rahasia sekretaris" not in halaman.content()
    pilih(halaman, 0, "Aspek ke-1, baik")
    halaman.locator(".aspek").first.locator("[data-kolom=catatan]").fill("Bukti lengkap.")
    tersimpan(halaman)
    expect(halaman.locator("[data-hitung^=lembar-]")).to_have_text("1/2")
    expect(halaman.locator("#kekurangan")).to_contain_text("aspek 2 belum dinilai")
    assert lebar_pas(halaman)
    pilih(halaman, 1, "Aspek ke-2, sangat baik")
    tersimpan(halaman)
    serahkan = halaman.get_by_role("button", name="Serahkan nilai")
    expect(serahkan).to_be_enabled()
    serahkan.click()
    expect(halaman.locator("main")).to_contain_text("Rahasia sekretaris")
    assert list(NilaiAspek.objects.filter(penilaian=penilaian_dari(evaluasi, tim[0])).values_list("tingkat")) == [
        ("b",), ("a",),
    ]  # fmt: skip
    assert penilaian_dari(evaluasi, tim[0]).diserahkan is not None
    # b and d, a and d: both are two levels apart or more
    halaman.wait_for_selector("#lapangan[data-siap='1']")
    kotak = halaman.locator("[data-kolom=isi]")
    expect(kotak).to_have_count(2)
    kotak.first.fill("Disepakati setelah melihat bukti.")
    kotak.first.blur()
    tersimpan(halaman)
    assert PembahasanAspek.objects.get().isi == "Disepakati setelah melihat bukti."
    assert lebar_pas(halaman)


def test_menilai_dengan_angka_dan_konflik_dua_tab(buka, desa, tim):
    evaluasi = evaluasi_dinilai(desa, tim, cara=CaraNilai.ANGKA)
    satu = buka(tim[0], evaluasi)
    dua = buka(tim[0], evaluasi, login=False)
    angka = "[data-kolom=angka]"
    satu.locator(angka).first.fill("101")
    satu.locator(angka).first.blur()
    expect(satu.locator(".galat")).to_have_text("Angka harus antara 0 dan 100.")
    satu.locator(angka).first.fill("87,5")
    satu.locator(angka).first.blur()
    tersimpan(satu)
    dua.locator(angka).first.fill("60")
    dua.locator(angka).first.blur()
    expect(dua.locator(".konflik")).to_contain_text("87,5")
    assert str(NilaiAspek.objects.get().angka) == "87.50"
    dua.get_by_role("button", name="Pakai punya saya").click()
    tersimpan(dua)
    assert str(NilaiAspek.objects.get().angka) == "60.00"
    assert lebar_pas(dua)
