"""A budget from the import to the signed decision, in a browser: sent back once, mended, accepted."""

import re

import pytest
from playwright.sync_api import expect

from akun.tests.factories import pengguna_berperan
from apbdes.enums import StatusVersi
from apbdes.katalog import RESMI
from apbdes.lembar import acuan
from apbdes.models import VersiApbdes
from apbdes.pendamping import PENDAMPING
from apbdes.siskeudes import tulis_siskeudes
from apbdes.tests.contoh import lembar, utuh, xlsx
from apbdes.tests.contoh_evaluasi import anggaran_melanggar, berkas
from apbdes.tests.test_siskeudes import tanpa_perut
from cetak.tests.baca import teks_pdf
from config.tests.peramban import MEJA, TELEPON, semua
from dasar.waktu import tanggal
from naskah.tests.bahan_ttd import FRASA, cara_ttd, sertifikat_untuk

pytestmark = [pytest.mark.peramban, pytest.mark.perjalanan, pytest.mark.django_db(transaction=True)]
CATATAN = "Kelebihan penghasilan tetap ini dikeluarkan."


def test_impor_ajukan_evaluasi_perbaiki_terima_tanda_tangan(konteks_baru, live_server, masuk, desa, settings):
    orang = {
        peran: pengguna_berperan(peran, desa, nama=peran.title())
        for peran in ("verifikator", "camat", "sekretaris_desa")
    }
    for pengguna in (orang["verifikator"], orang["camat"]):  # what an electronic document prints of them
        pengguna.nip, pengguna.pangkat = "1" * 18, "Penata (III/c)"
        pengguna.save(update_fields=["nip", "pangkat"])
    sertifikat_untuk(settings, orang["camat"])
    cara_ttd(desa.kecamatan, "elektronik")
    acuan.muat()
    for p in PENDAMPING:
        if not p.bila_ada:
            berkas(desa, p.kode, orang["sekretaris_desa"], p.nama)

    def halaman(peran, layar):
        return masuk(konteks_baru(viewport=layar).new_page(), orang[peran])

    def impor(h, nama, isi):
        h.get_by_role("link", name="Impor").click()
        h.get_by_label("Berkas").set_input_files({"name": nama, "mimeType": "application/zip", "buffer": isi})
        h.get_by_role("button", name="Periksa berkas").click()
        h.get_by_role("button", name=re.compile("isi berkas")).click()

    def ajukan(h, versi):
        h.goto(f"{live_server.url}{versi.get_absolute_url()}dokumen/")
        for p in PENDAMPING:
            bagian = h.locator(f"#{p.kode}")
            if semua(bagian.get_by_text("Belum dilampirkan.")):
                tombol = "Desa tidak mempunyainya" if p.bila_ada else "Lampirkan pilihan"
                bagian.get_by_role("button", name=re.compile(tombol)).click()
        h.get_by_role("link", name="Ajukan ke kecamatan").click()
        h.get_by_label("Disepakati bersama BPD pada").fill("2024-01-02")
        h.get_by_role("button", name="Ajukan ke kecamatan").click()
        expect(h.get_by_text("Rancangan diajukan ke kecamatan.")).to_be_visible()

    def terima(h):
        h.goto(f"{live_server.url}/")
        h.get_by_role("region", name="APB Desa menunggu dinyatakan diterima").get_by_role("link").first.click()
        h.get_by_role("link", name="Nyatakan diterima").click()
        h.get_by_role("button", name="Nyatakan diterima").click()
        expect(h.get_by_text("20 hari kerja lagi").first).to_be_visible()
        h.get_by_role("link", name="Buka evaluasi").click()

    def isi_lembar(h):
        """What the product filled in stays; the rest is answered, and each aspect concluded."""
        h.get_by_role("link", name="Isi lembar evaluasi").click()
        for butir in semua(h.locator("fieldset.lembar-baris")):
            if not butir.get_by_role("radio", checked=True).count():
                butir.get_by_label("Ya", exact=True).check()
        for kesimpulan in semua(h.get_by_label(re.compile("^Kesimpulan penilaian aspek"))):
            kesimpulan.fill("Sesuai ketentuan.")
        h.get_by_role("button", name="Simpan lembar").click()
        expect(h.get_by_text("Semua butir dijawab dan setiap aspek disimpulkan.")).to_be_visible()

    def usulkan(h, hasil, kesimpulan):
        h.get_by_role("textbox", name="Kesimpulan").fill(kesimpulan)
        h.get_by_label(hasil, exact=True).check()
        h.get_by_role("button", name="Usulkan kepada camat").click()

    def putuskan(h, tombol):
        h.goto(f"{live_server.url}/")
        kartu = h.get_by_role("region", name="Hasil evaluasi APB Desa menunggu keputusan Anda")
        kartu.get_by_role("link").first.click()
        h.get_by_role("link", name=tombol).click()
        h.get_by_label("Kata sandi Anda").fill("kata-sandi-uji")
        h.get_by_role("button", name=tombol).click()
        expect(h.get_by_role("heading", name="Keputusan Camat").first).to_be_visible()

    # The desa imports its workbook, with one compulsory rule violated, and hands it in.
    d = halaman("sekretaris_desa", TELEPON)
    d.goto(f"{live_server.url}/apbdes/baru/")
    d.get_by_label("Tahun anggaran").fill("2024")
    d.get_by_role("button", name="Mulai menyusun").click()
    versi = VersiApbdes.objects.get()
    melanggar = anggaran_melanggar(kode_desa=desa.kode)
    impor(d, "apbdes.xlsx", xlsx(lembar(melanggar)))
    ajukan(d, versi)

    # The evaluator receives, tries 'sesuai' and is told why not, notes a row, and proposes.
    v = halaman("verifikator", MEJA)
    terima(v)
    usulkan(v, "Sesuai", "Kelompok 30% terlampaui.")
    expect(v.get_by_text(re.compile("putusan belum disikapi"))).to_be_visible()
    v.get_by_role("button", name=re.compile("^Terima semua yang belum disikapi")).click()
    expect(v.get_by_text(re.compile("4 butir belum dijawab")).first).to_be_visible()
    isi_lembar(v)
    usulkan(v, "Sesuai", "Kelompok 30% terlampaui.")
    expect(v.get_by_text(re.compile("B30-01 .* wajib, sedangkan putusannya Anda terima"))).to_be_visible()
    baris = versi.rincianbelanja_set.get(jumlah=400_000_000_00)
    tempat = v.locator(f"#baris-{baris.pk}")
    tempat.get_by_role("link", name=re.compile("^Tulis catatan")).click()
    tempat.get_by_label("Catatan baru").fill(CATATAN)
    tempat.get_by_role("button", name="Simpan catatan").click()
    expect(tempat.locator("form")).to_have_count(2)
    usulkan(v, "Perlu diperbaiki", "Kelompok 30% terlampaui.")
    expect(v.get_by_text("Hasil evaluasi diusulkan kepada camat.")).to_be_visible()

    # The camat decides; the desa finds the note beside its row, mends, and hands in again.
    c = halaman("camat", MEJA)
    putuskan(c, "Putuskan perlu diperbaiki")
    d.goto(f"{live_server.url}/")
    d.get_by_role("region", name="APB Desa perlu diperbaiki").get_by_role("link").first.click()
    d.get_by_role("button", name="Susun perbaikan ke-1").click()
    baru = VersiApbdes.objects.get(perbaikan_ke=1)
    d.get_by_role("link", name="lihat di samping barisnya").click()
    expect(d.get_by_text(CATATAN)).to_be_visible()
    d.goto(f"{live_server.url}{baru.get_absolute_url()}")
    # Mended in Siskeudes, which knows neither pagu nor recipients: what was filled in here stays, and that is enough.
    impor(d, "siskeudes.zip", tanpa_perut(tulis_siskeudes(utuh(kode_desa=desa.kode), RESMI)))
    ajukan(d, baru)

    # Accepted, decided, and signed with the camat's certificate.
    terima(v)
    if semua(v.get_by_role("button", name=re.compile("^Terima semua"))):
        v.get_by_role("button", name=re.compile("^Terima semua")).click()
    isi_lembar(v)
    usulkan(v, "Sesuai", "Sudah diperbaiki.")
    putuskan(c, "Putuskan sesuai")
    c.get_by_label("Frasa sandi sertifikat Anda").fill(FRASA)
    c.get_by_role("button", name="Tanda tangani").click()
    expect(c.locator("#naskah-proses .lencana").first).to_have_text("Didistribusikan")
    baru.refresh_from_db()
    assert baru.status == StatusVersi.SESUAI

    # The desa reads the signed decision and records its Perdes.
    jawab = d.request.get(f"{live_server.url}/naskah/{baru.keputusan_id}/pdf/")
    teks = teks_pdf(jawab.body())
    assert "dinyatakan SESUAI" in teks
    d.goto(f"{live_server.url}{baru.get_absolute_url()}")
    d.get_by_role("link", name="Catat penetapan Perdes").click()
    diputus = tanggal(baru.diputus, desa)
    d.get_by_label("Nomor Peraturan Desa").fill("5 Tahun 2024")
    d.get_by_label("Tanggal Peraturan Desa").fill(diputus.isoformat())
    d.get_by_role("button", name="Catat penetapan").click()
    expect(d.get_by_text("Nomor dan tanggal Peraturan Desa dicatat.")).to_be_visible()
