"""Upload, refusal, new version, acceptance: two people, a phone's screen, the whole way through pages."""

import re
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from berkas.enums import StatusBerkas
from berkas.models import Berkas, KategoriBerkas
from berkas.tests.berkas_contoh import pdf
from config.tests.peramban import TELEPON
from desa.tests.factories import DesaFactory
from kewajiban.tests.factories import wajibkan

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


def test_unggah_tolak_versi_baru_terima(konteks_baru, live_server, masuk):
    desa = DesaFactory(nama="Putat Basiun")
    kategori = KategoriBerkas.objects.create(kode="sk-kades", nama="SK Kepala Desa", kelompok="sk", periode="sekali")
    wajibkan(desa.kecamatan, kategori, mulai=date(2026, 1, 1))
    orang = {p: pengguna_berperan(p, desa, nama=p.label) for p in (Peran.SEKRETARIS_DESA, Peran.VERIFIKATOR)}

    def halaman(peran):
        return masuk(konteks_baru(viewport=TELEPON).new_page(), orang[peran])

    def kirim(h, nama, teks):
        isi = {"name": nama, "mimeType": "application/pdf", "buffer": pdf(teks)}
        h.locator("#id_isi").set_input_files(isi)
        expect(h.get_by_role("link", name="Buka", exact=True)).to_be_visible()
        h.get_by_role("link", name="Buka", exact=True).click()

    def hari_ini(h):
        h.goto(f"{live_server.url}/")

    # The secretary is asked for the document on the first page, and the upload is filled in for it.
    s = halaman(Peran.SEKRETARIS_DESA)
    s.get_by_role("link", name=re.compile("SK Kepala Desa.*Terlambat")).click()
    expect(s.get_by_role("heading", name="Unggah berkas")).to_be_visible()
    s.get_by_label("Judul").fill("SK pengangkatan kepala desa")
    kirim(s, "sk.pdf", "Keputusan tanpa cap")
    expect(s.get_by_role("heading", name="SK pengangkatan kepala desa")).to_be_visible()
    expect(s.get_by_text("Menunggu verifikasi").first).to_be_visible()
    expect(s.get_by_role("img", name="Halaman 1 dari sk.pdf")).to_be_visible()

    # The verifikator reads it and refuses; an empty reason is told beside its field and loses nothing.
    v = halaman(Peran.VERIFIKATOR)
    v.get_by_role("link", name=re.compile("SK pengangkatan kepala desa")).click()
    v.get_by_role("link", name="Tolak").click()
    v.get_by_label("Mengapa ditolak").fill("Belum ada cap kecamatan.")
    v.get_by_role("button", name="Tolak").click()
    expect(v.get_by_text("Tulis apa yang harus diperbaiki")).to_be_visible()
    expect(v.get_by_label("Mengapa ditolak")).to_have_value("Belum ada cap kecamatan.")
    v.get_by_label("Yang harus diperbaiki desa").fill("Bubuhkan cap, lalu pindai ulang.")
    v.get_by_role("button", name="Tolak").click()
    expect(v.get_by_text("ditolak. Sekretaris desa sudah diberi tahu.")).to_be_visible()

    # The secretary finds it under "Hari ini", reads why, and answers with a new version.
    hari_ini(s)
    s.get_by_role("region", name="Berkas yang harus diperbaiki").get_by_role("link").first.click()
    expect(s.get_by_text("Bubuhkan cap, lalu pindai ulang.").first).to_be_visible()
    s.get_by_role("link", name="Unggah versi baru").click()
    s.get_by_label("Mengapa versi baru ini dikirim").fill("Sudah dicap.")
    kirim(s, "sk-bercap.pdf", "Keputusan dengan cap")
    expect(s.get_by_text("Menunggu verifikasi").first).to_be_visible()

    # Accepted; and what was refused stays readable, page by page.
    hari_ini(v)
    v.get_by_role("link", name=re.compile("SK pengangkatan kepala desa")).click()
    v.get_by_role("button", name="Terima").click()
    expect(v.get_by_text("“SK pengangkatan kepala desa” diterima.")).to_be_visible()
    v.get_by_role("link", name=re.compile("Versi 1: sk.pdf")).click()
    expect(v.get_by_text("Anda sedang melihat versi 1, bukan yang terakhir.")).to_be_visible()
    gambar = v.get_by_role("img", name="Halaman 1 dari sk.pdf")
    expect(gambar).to_be_visible()
    assert gambar.evaluate("g => g.decode().then(() => g.naturalWidth)") > 100

    # What was accepted is met and counted: late, for it was due in January.
    s.goto(f"{live_server.url}{reverse('kewajiban:desa', args=[desa.pk])}")
    expect(s.get_by_role("heading", name="Sudah dipenuhi 1")).to_be_visible()
    expect(s.get_by_text("dipenuhi terlambat")).to_be_visible()
    v.goto(f"{live_server.url}{reverse('kewajiban:tabel')}")
    expect(v.get_by_text("0 dari 1 yang sudah jatuh tempo dan diketahui")).to_be_visible()

    berkas = Berkas.objects.get()
    assert (berkas.status, berkas.versi.count()) == (StatusBerkas.DITERIMA, 2)
    for versi in berkas.versi.all():
        alamat = reverse("berkas:berkas-isi", args=[versi.pk])
        assert v.request.get(f"{live_server.url}{alamat}").body()[:5] == b"%PDF-"
