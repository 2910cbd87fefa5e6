"""The main job end to end, in a browser: four people take a visit from the programme to the PDF."""

import datetime
import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from akun.tests.factories import pengguna_berperan
from cetak.tests.baca import teks_pdf
from config.tests.kantor import hari_uji
from config.tests.peramban import MEJA, TELEPON, lewat_menu, semua
from dasbor import demo
from desa.models import Desa, Kecamatan
from desa.tests.factories import PerangkatFactory
from perut.enums import StatusKunjungan
from perut.models import Kunjungan

pytestmark = [pytest.mark.peramban, pytest.mark.perjalanan, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("layar", [TELEPON, MEJA], ids=["360", "1280"])
def test_dari_program_sampai_berita_acara(konteks_baru, live_server, masuk, zona_uji, layar):
    call_command("acuan_muat", verbosity=0)
    demo.kop()
    Kecamatan.objects.update(zona_waktu=zona_uji)
    desa = Desa.objects.get(kode="63.11.03.2021")
    PerangkatFactory(desa=desa, nama="Kepala Desa Putat Basiun", jabatan="kepala_desa")
    orang = {
        peran: pengguna_berperan(peran, desa, nama=f"{peran.title()} Awayan")
        for peran in ("verifikator", "pelaksana", "camat", "kepala_desa")
    }
    hari_ini = hari_uji()
    tahun = (hari_ini + datetime.timedelta(days=45)).year
    mulai = max(hari_ini + datetime.timedelta(days=1), datetime.date(tahun, 1, 1))
    sampai = min(mulai + datetime.timedelta(days=40), datetime.date(tahun, 12, 31))

    def halaman(peran):
        return masuk(konteks_baru(viewport=layar).new_page(), orang[peran])

    def kartu(h, judul):
        """A card of the first page."""
        return h.get_by_role("region", name=judul)

    # The verifikator writes the programme and lets the schedule be drawn up.
    v = halaman("verifikator")
    lewat_menu(v, "Program")
    v.get_by_role("link", name="Program baru").or_(v.get_by_role("link", name="Susun program")).first.click()
    v.locator("#id_tahun").fill(str(tahun))
    v.get_by_label("Tema pendampingan").fill("Tertib buku administrasi keuangan")
    v.get_by_role("button", name="Simpan").click()
    v.get_by_role("link", name="Tambah satu desa").click()
    v.locator("#id_desa").select_option(str(desa.pk))
    v.get_by_label("Alasan dipilih").fill("Buku keuangan belum lengkap.")
    v.get_by_label(re.compile("Pelaksana Awayan")).check()
    v.get_by_role("button", name="Simpan").click()
    v.get_by_role("link", name="Susun jadwal").click()
    v.locator("#id_mulai").fill(mulai.isoformat())
    v.locator("#id_sampai").fill(sampai.isoformat())
    v.get_by_role("button", name="Tampilkan usulan").click()
    v.get_by_role("button", name=re.compile(r"^Simpan \d+ rencana")).click()

    # Letter and schedule for the first visit, from the visit's own page.
    kunjungan = Kunjungan.objects.order_by("tanggal").first()
    v.goto(f"{live_server.url}{kunjungan.get_absolute_url()}")
    expect(v.get_by_role("button", name="Jadwalkan")).to_be_disabled()
    expect(v.get_by_text("Surat tugas belum disusun.")).to_be_visible()
    v.get_by_role("button", name="Susun surat tugas").click()
    v.get_by_role("button", name="Jadwalkan").click()
    expect(v.get_by_text("Dijadwalkan").first).to_be_visible()

    # The camat approves the letter; only now it has a number.
    c = halaman("camat")
    c.get_by_role("link", name=re.compile("Kunjungan Pendampingan Rutin")).first.click()
    c.get_by_role("link", name="Setujui").click()
    c.locator("#id_sandi").fill("kata-sandi-uji")
    c.get_by_role("button", name=re.compile("^Setujui")).click()
    expect(c.get_by_text(re.compile("800.1.11.1/001/")).first).to_be_visible()

    # The officer finds the visit under "Hari ini" and fills it in.
    p = halaman("pelaksana")
    kartu(p, "Kunjungan saya berikutnya").get_by_role("link", name=re.compile("Desa Putat Basiun")).first.click()
    p.get_by_role("button", name="Mulai kunjungan").click()
    p.wait_for_url(re.compile(r"/isi/$"))
    expect(p.get_by_role("button", name="Ajukan untuk diverifikasi")).to_be_disabled()
    p.get_by_role("button", name=re.compile("Kepala Desa Putat Basiun")).click()
    notulen = "Petugas memeriksa buku administrasi bersama kepala desa. " * 8
    p.get_by_role("textbox", name="Notulen").fill(notulen)
    p.get_by_role("button", name="Tambah kegiatan").click()
    kegiatan = p.locator("[data-jenis=kegiatan]").last
    kegiatan.get_by_role("radio", name="Supervisi").check()
    kegiatan.get_by_label("Topik").fill("Buku kas umum")
    buku = p.locator("[data-jenis=pemeriksaan]")
    for urut in range(buku.count()):
        if urut % 3:
            buku.nth(urut).get_by_role("radio", name="Tidak ada", exact=True).check()
        else:
            buku.nth(urut).get_by_role("radio", name="Ada", exact=True).check()
            buku.nth(urut).get_by_role("radio", name="Sesuai", exact=True).check()
            buku.nth(urut).get_by_role("radio", name="Ya", exact=True).check()
            bulan = kunjungan.tanggal.replace(day=1) - datetime.timedelta(days=1)
            buku.nth(urut).get_by_label("Terisi sampai bulan").fill(f"{bulan:%Y-%m}")
    p.get_by_role("button", name="Tambah temuan").click()
    temuan = p.locator("[data-jenis=temuan]").last
    temuan.get_by_label("Temuan", exact=True).fill("Buku kas pembantu pajak belum diisi.")
    temuan.get_by_label("Penanggung jawab").fill("Kaur Keuangan")
    temuan.get_by_label("Batas waktu").fill((kunjungan.tanggal + datetime.timedelta(days=14)).isoformat())
    expect(p.locator("#keadaan")).to_have_text("Semua tersimpan")
    p.get_by_role("button", name="Ajukan untuk diverifikasi").click()
    expect(p.get_by_text("Kunjungan diajukan untuk diverifikasi.")).to_be_visible()

    # The verifikator answers the six aspects, explaining what the program has marked.
    v.goto(f"{live_server.url}/")
    kartu(v, "Menunggu verifikasi Anda").get_by_role("link", name=re.compile("Desa Putat Basiun")).first.click()
    v.get_by_role("link", name="Verifikasi").click()
    for fieldset in semua(v.locator("fieldset")):
        fieldset.get_by_label("Sesuai", exact=True).check()
    for catatan in semua(v.locator("textarea")):
        catatan.fill("Sudah diperiksa.")
    v.get_by_role("button", name="Simpan penilaian").click()
    expect(v.get_by_text("Kunjungan diverifikasi dan diteruskan kepada camat.")).to_be_visible()

    # The camat approves with the password, and stands before the berita acara that is to be signed.
    c.goto(f"{live_server.url}/")
    kartu(c, "Menunggu pengesahan Anda").get_by_role("link", name=re.compile("Desa Putat Basiun")).first.click()
    c.get_by_role("link", name="Sahkan").click()
    c.locator("#id_sandi").fill("kata-sandi-uji")
    c.get_by_role("button", name="Sahkan dan beri nomor").click()
    expect(c.get_by_text("Kunjungan disahkan.")).to_be_visible()
    expect(c.get_by_role("heading", name="Berita Acara PERUT")).to_be_visible()

    # Everybody concerned, also the village, reads the same PDF.
    kunjungan.refresh_from_db()
    assert kunjungan.status == StatusKunjungan.DISAHKAN
    k = halaman("kepala_desa")
    k.goto(f"{live_server.url}{kunjungan.get_absolute_url()}")
    k.get_by_role("link", name="Berita acara").first.click()
    jawab = k.request.get(f"{live_server.url}/naskah/{kunjungan.berita_acara_id}/pdf/")
    teks = teks_pdf(jawab.body())
    rapat = " ".join(teks.split())
    assert f"NOMOR {kunjungan.berita_acara.nomor}" in rapat
    assert "Buku kas pembantu pajak belum diisi." in rapat
