"""In a real browser, one office in one sitting: the kepala desa changes between the visit and its approval, the berita
acara is withdrawn and comes out again, and ten letters are signed with one passphrase."""

import datetime

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from config.tests.peramban import SANDI
from config.tests.test_surat_tugas import KERJA
from dasar.waktu import hari_ini
from desa.tests.factories import PerangkatFactory
from naskah.models import PekerjaanTtd
from naskah.tests.bahan_ttd import FRASA, cara_ttd, disetujui, sertifikat_untuk
from perut.models import Kunjungan

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


def test_kepala_desa_berganti_lalu_dicabut_terbit_lagi_dan_sepuluh_surat(
    konteks_peramban, live_server, masuk, terbitkan, desa, orang, settings
):
    for siapa in ("camat", "verifikator"):
        orang[siapa].sandi_sendiri(SANDI)
        orang[siapa].save()
    kemarin = hari_ini(desa) - datetime.timedelta(days=1)
    PerangkatFactory(desa=desa, jabatan="kepala_desa", nama="Kades Lama", selesai=kemarin)
    orang["kepala_desa"].penugasan.update(selesai=kemarin)
    pengguna_berperan(Peran.KEPALA_DESA, desa, nama="Kades Baru")
    PerangkatFactory(desa=desa, jabatan="kepala_desa", nama="Kades Baru", mulai=hari_ini(desa))
    kunjungan = KERJA["kunjungan"].buat(desa, orang, "diverifikasi")
    kunjungan.riwayat.create(aksi="verifikasi", dari="diajukan", ke="diverifikasi", oleh=orang["verifikator"])
    alamat = live_server.url + kunjungan.get_absolute_url()

    def kini():
        return Kunjungan.objects.get(pk=kunjungan.pk)

    h = konteks_peramban.new_page()
    masuk(h, orang["camat"])

    def sahkan():
        h.goto(alamat)
        h.get_by_role("link", name="Sahkan").click()
        expect(h.locator("main")).to_contain_text("Kades Baru")
        h.get_by_label("Kata sandi").fill(SANDI)
        h.get_by_role("button", name="Sahkan dan beri nomor").click()
        expect(h.locator(".pesan-pesan")).to_contain_text("Kunjungan disahkan.")

    # approved: the one of today signs
    sahkan()
    lama = kini().berita_acara
    assert lama.penanda.get(kunci="kepala-desa").nama == "Kades Baru"
    # withdrawn by the camat, with a reason and the password
    h.goto(live_server.url + reverse("naskah:naskah-aksi", args=[lama.pk, "cabut"]))
    h.locator("textarea").fill("Nama penanda tangan keliru.")
    h.locator("input[type=password]").fill(SANDI)
    h.locator("form.kartu button.btn").first.click()
    expect(h.locator("main")).to_contain_text("Dicabut")
    h.goto(alamat)
    expect(h.locator(".alert-warning").first).to_contain_text("Berita acara dicabut")
    # the same content again
    masuk(h, orang["verifikator"])
    h.goto(alamat)
    h.get_by_role("link", name="Terbitkan lagi").click()
    h.locator("textarea").fill("Isinya benar.")
    h.locator("form.kartu button.btn").first.click()
    expect(h.locator(".pesan-pesan")).to_contain_text("menunggu pengesahan camat")
    masuk(h, orang["camat"])
    sahkan()
    baru = kini().berita_acara
    assert (kini().status, baru.menggantikan) == ("disahkan", lama)
    expect(h.locator(f"a[href='{lama.get_absolute_url()}']").first).to_be_visible()
    # ten letters, one passphrase
    sertifikat_untuk(settings, orang["camat"])
    cara_ttd(desa.kecamatan, "elektronik")
    for _ in range(10):
        disetujui(terbitkan, desa, (1, "Camat", orang["camat"]))
    h.goto(live_server.url + reverse("naskah:naskah-menunggu"))
    kartu = h.locator("form[data-pilihan=ttd]")
    kartu.get_by_text("Pilih semua").click()
    kartu.locator("input[type=password]").fill(FRASA)
    kartu.get_by_role("button", name="Tanda tangani yang dipilih").click()
    expect(h.locator(".pesan-pesan")).to_contain_text("10 naskah Anda tanda tangani")
    assert PekerjaanTtd.objects.count() == 10
