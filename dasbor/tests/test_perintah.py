"""A camat on a phone sees, opens the worst village, reads why, orders a visit; and who may not, and what is refused."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from config.tests.peramban import TELEPON
from dasar.waktu import hari_ini
from desa.tests.factories import DesaFactory
from notifikasi.models import Pemberitahuan
from perut.enums import StatusKunjungan
from perut.models import Kunjungan
from perut.tests.factories import KunjunganFactory


def alamat(desa):
    return reverse("dasbor:kunjungan-perintah", args=[desa.pk])


@pytest.mark.peramban
@pytest.mark.waktu
@pytest.mark.django_db(transaction=True)
def test_camat_melihat_membaca_dan_memerintahkan(konteks_baru, masuk, live_server):
    baik = DesaFactory(nama="Desa Rajin")
    buruk = DesaFactory(kecamatan=baik.kecamatan, nama="Desa Jauh")
    KunjunganFactory(desa=baik, status=StatusKunjungan.DISAHKAN, tanggal=hari_ini(baik) - timedelta(days=3))
    camat, kasi = (pengguna_berperan(p, baik, nama=p.label) for p in (Peran.CAMAT, Peran.VERIFIKATOR))
    h = masuk(konteks_baru(viewport=TELEPON).new_page(), camat)

    def muat():
        assert h.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), h.url

    h.goto(f"{live_server.url}{reverse('dasbor:sekilas')}")
    muat()
    expect(h.locator(".ubin-ubin > li")).to_have_count(7)
    pertama = h.locator(".sekilas-nama a").first
    expect(pertama).to_have_text(str(buruk))
    pertama.click()
    muat()
    h.get_by_role("link", name="poin yang diketahui").click()
    expect(h.get_by_text("Belum pernah dikunjungi menurut catatan di sini.")).to_be_visible()
    muat()
    h.get_by_role("link", name="Perintahkan kunjungan").click()
    muat()
    expect(h.get_by_label("Alasan dan yang harus dilihat")).to_have_value(
        "Belum pernah dikunjungi menurut catatan di sini. Belum diketahui: buku yang belum tertib, temuan yang lewat "
        "batas waktunya, temuan yang masih terbuka, temuan yang berulang dan lainnya."
    )
    h.get_by_role("button", name="Perintahkan kunjungan").click()
    expect(h.get_by_text("diperintahkan dan diteruskan kepada verifikator")).to_be_visible()
    muat()
    kunjungan = Kunjungan.objects.get(desa=buruk)
    assert (kunjungan.status, kunjungan.diubah_oleh) == (StatusKunjungan.RENCANA, camat)
    assert kunjungan.agenda.startswith("Belum pernah dikunjungi") and kunjungan.tanggal > hari_ini(buruk)
    kabar = Pemberitahuan.objects.get(penerima=kasi)
    assert (kabar.judul, kabar.tautan) == (f"Camat memerintahkan kunjungan ke {buruk}", kunjungan.get_absolute_url())


@pytest.mark.django_db
@pytest.mark.waktu
def test_perintah_yang_keliru_ditolak_dan_isinya_tetap(client, desa, orang):
    client.force_login(orang["camat"])
    lewat = {"tanggal": hari_ini(desa) - timedelta(days=1), "alasan": "Lihat kasnya."}
    jawab = client.post(alamat(desa), lewat)
    assert (jawab.status_code, jawab.context["form"].errors) == (422, {"tanggal": ["Tanggal ini sudah lewat."]})
    assert "Lihat kasnya." in jawab.content.decode()
    assert client.post(alamat(desa), {"tanggal": "", "alasan": ""}).status_code == 422
    baik = {"tanggal": hari_ini(desa) + timedelta(days=2), "alasan": "Lihat kasnya."}
    assert client.post(alamat(desa), baik).status_code == 302
    jawab = client.post(alamat(desa), baik)  # pressed twice
    assert jawab.status_code == 422 and "tidak diperintahkan dua kali" in jawab.content.decode()
    assert Kunjungan.objects.filter(desa=desa).count() == 1
    assert "Buka kunjungannya" in client.get(alamat(desa)).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("peran", sorted(set(Peran) - {Peran.CAMAT}))
def test_hanya_camat_yang_memerintahkan(client, desa, orang, peran):
    client.force_login(orang[peran])
    assert client.post(alamat(desa), {"tanggal": hari_ini(desa), "alasan": "Uji."}).status_code == 403
    assert not Kunjungan.objects.filter(desa=desa).exists()


@pytest.mark.django_db
def test_desa_kecamatan_lain_tidak_ada(client, desa, orang):
    client.force_login(orang["camat"])
    assert client.get(alamat(DesaFactory())).status_code == 404
