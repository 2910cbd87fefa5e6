"""A travel order from the village's request on a phone to the signed PDF that the village receives: three people."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from berkas.tests.berkas_contoh import pdf
from cetak.tests.baca import teks_pdf
from config.tests.kantor import hari_uji
from config.tests.peramban import MEJA, SANDI, TELEPON, lewat_menu
from desa.tests.factories import DesaFactory, PerangkatFactory
from naskah.enums.naskah import StatusNaskah
from naskah.tests.bahan_ttd import FRASA, cara_ttd, isi_pdf, sertifikat_untuk
from perjalanan.models import Perjalanan
from tte.tests import bahan_tte

pytestmark = [pytest.mark.peramban, pytest.mark.perjalanan, pytest.mark.django_db(transaction=True)]


def muat(h) -> None:
    """Nothing reaches out of the screen sideways."""
    assert h.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), h.url


def test_dari_permohonan_desa_sampai_surat_bertanda_tangan(konteks_baru, live_server, masuk, zona_uji, settings):
    desa = DesaFactory(nama="Putat Basiun", kecamatan__zona_waktu=zona_uji)
    PerangkatFactory(desa=desa, nama="Ahmad Kades", jabatan="kepala_desa")
    PerangkatFactory(desa=desa, nama="Siti Sekdes", jabatan="sekretaris_desa")
    pegawai = {"nip": "1" * 18, "pangkat": "Pembina (IV/a)"}
    camat = pengguna_berperan(Peran.CAMAT, desa, nama="Hj. Rahma, S.Sos.", **pegawai)
    sertifikat_untuk(settings, camat)
    cara_ttd(desa.kecamatan, "elektronik")
    s = masuk(konteks_baru(viewport=TELEPON).new_page(), pengguna_berperan(Peran.SEKRETARIS_DESA, desa))

    # The village asks, on a phone; within its own kabupaten nobody needs to.
    lewat_menu(s, "Perjalanan dinas")
    s.get_by_role("link", name="Permohonan baru").first.click()
    muat(s)
    s.get_by_label("Ahmad Kades (Kepala Desa)").check()
    s.get_by_label("Keperluan").select_option(label="Memenuhi undangan")
    s.get_by_label("Maksud perjalanan").fill("Rapat kerja aset desa")
    s.get_by_label("Tempat tujuan").fill("Kantor Gubernur")
    s.get_by_label("Kabupaten atau kota tujuan").fill(str(desa.kecamatan.kabupaten))
    mulai = hari_uji() + timedelta(days=5)
    s.locator("#id_mulai").fill(mulai.isoformat())
    s.locator("#id_selesai").fill((mulai + timedelta(days=1)).isoformat())
    s.get_by_label("Dasar perjalanan", exact=False).first.fill("Undangan Gubernur Nomor 005/9")
    s.get_by_label("Pelaksana harian").select_option(label="Siti Sekdes (Sekretaris Desa)")
    s.get_by_role("button", name="Simpan").click()
    expect(s.get_by_text("tidak memerlukan surat perintah tugas dari camat").first).to_be_visible()
    expect(s.get_by_label("Tempat tujuan")).to_have_value("Kantor Gubernur")
    muat(s)
    s.get_by_label("Kabupaten atau kota tujuan").fill("Kota Banjarmasin")
    undangan = {"name": "undangan.pdf", "mimeType": "application/pdf", "buffer": pdf("Undangan")}
    s.locator("#id_berkas").set_input_files(undangan)
    s.get_by_role("button", name="Simpan").click()
    muat(s)
    s.get_by_role("button", name="Ajukan ke kecamatan").click()
    expect(s.get_by_text("Permohonan diajukan ke kecamatan.")).to_be_visible()
    perjalanan = Perjalanan.objects.get()
    alamat = f"{live_server.url}{perjalanan.get_absolute_url()}"

    # The staff reviews it.
    p = masuk(konteks_baru(viewport=MEJA).new_page(), pengguna_berperan(Peran.PELAKSANA, desa))
    kartu = p.get_by_role("region", name="Perjalanan dinas menunggu telaahan")
    kartu.get_by_role("link", name=re.compile("Ahmad Kades")).first.click()
    p.get_by_role("link", name="Telaah", exact=True).click()
    p.get_by_label("Telaahan kecamatan").fill("Sesuai undangannya.")
    p.get_by_label("Rekomendasi kepada camat").select_option(label="Dapat diterbitkan")
    p.get_by_role("button", name="Simpan dan teruskan kepada camat").click()
    expect(p.get_by_text("suratnya diteruskan kepada camat.")).to_be_visible()

    # The camat approves, and signs.
    c = masuk(konteks_baru(viewport=MEJA).new_page(), camat)
    kartu = c.get_by_role("region", name="Perjalanan dinas menunggu keputusan Anda")
    kartu.get_by_role("link", name=re.compile("Ahmad Kades")).first.click()
    c.get_by_role("link", name="Setujui", exact=True).click()
    expect(c.get_by_text("Sesuai undangannya.")).to_be_visible()
    c.locator("#id_sandi").fill(SANDI)
    c.get_by_role("button", name="Setujui dan beri nomor").click()
    expect(c.get_by_text("Surat perintah tugas disetujui dan bernomor.")).to_be_visible()
    c.get_by_role("link", name="Surat perintah tugas").first.click()
    c.get_by_label("Frasa sandi sertifikat Anda").fill(FRASA)
    c.get_by_role("button", name="Tanda tangani").click()
    expect(c.locator(".penanda")).to_contain_text("Tanda tangan elektronik, ")

    # The village reads the same signed PDF.
    surat = Perjalanan.objects.get().surat
    assert surat.status == StatusNaskah.DIDISTRIBUSIKAN
    s.goto(alamat)
    muat(s)
    s.get_by_role("link", name="Surat perintah tugas").first.click()
    muat(s)
    jawab = s.request.get(f"{live_server.url}/naskah/{surat.pk}/pdf/")
    teks = " ".join(teks_pdf(jawab.body()).split())
    assert f"NOMOR {surat.nomor}" in teks
    for kalimat in ("Ahmad Kades", "Rapat kerja aset desa", "Kota Banjarmasin", "2 (dua) hari", "Siti Sekdes"):
        assert kalimat in teks
    assert bahan_tte.pdfsig(isi_pdf(surat)) == ["Signature is Valid."]
