"""A team of three evaluates one village, in a real browser: from the team to the accepted result."""

import re

import pytest
from playwright.sync_api import expect

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from config.tests.menunggu import tunggu_sampai
from config.tests.peramban import MEJA, semua
from evaluasi.enums import StatusEvaluasi
from evaluasi.models import Evaluasi, PembahasanAspek, TimEvaluasi
from evaluasi.tests.factories import FormulirEvaluasiFactory

pytestmark = [pytest.mark.peramban, pytest.mark.perjalanan, pytest.mark.django_db(transaction=True)]
SANDI = "kata-sandi-uji"


def nilai(halaman, masuk, orang, url, huruf):
    """Choose a level for every aspect and hand in."""
    keluar(halaman)
    masuk(halaman, orang)
    halaman.goto(url)
    halaman.get_by_role("link", name="Isi nilai saya").click()
    for aspek, h in zip(semua(halaman.locator("article.aspek")), huruf, strict=True):
        aspek.locator(f"input[value={h}]").check()
    serahkan = halaman.get_by_role("button", name="Serahkan nilai")
    expect(serahkan).to_be_enabled()
    serahkan.click()
    halaman.wait_for_load_state()


def keluar(halaman):
    halaman.context.clear_cookies()


def test_tim_tiga_orang_mengevaluasi_satu_desa(konteks_peramban, live_server, masuk, desa):
    FormulirEvaluasiFactory(kode="II.C", jenis_kegiatan="Evaluasi pelayanan publik", aspek=2)
    ketua = pengguna_berperan(Peran.VERIFIKATOR, desa, nama="Ibu Ketua")
    sekretaris = pengguna_berperan(Peran.PELAKSANA, desa, nama="Pak Sekretaris")
    anggota = pengguna_berperan(Peran.PELAKSANA, desa, nama="Bu Anggota")
    camat = pengguna_berperan(Peran.CAMAT, desa, nama="Pak Camat")
    kades = pengguna_berperan(Peran.KEPALA_DESA, desa, nama="Pak Kades")
    halaman = konteks_peramban.new_page()
    halaman.set_viewport_size(MEJA)

    # The team and its decree.
    masuk(halaman, ketua)
    halaman.goto(f"{live_server.url}/evaluasi/tim/baru/")
    for n, orang in enumerate((ketua, sekretaris, anggota)):
        halaman.select_option(f"#id_anggota-{n}-pengguna", label=orang.nama)
    halaman.get_by_role("button", name="Simpan").click()
    halaman.get_by_role("link", name="Tulis bunyi SK").click()
    mengingat = halaman.input_value("#id_mengingat")
    halaman.fill("#id_mengingat", "\n".join(b for b in mengingat.splitlines() if "…" not in b))
    halaman.get_by_role("button", name="Simpan").click()
    halaman.get_by_role("button", name="Ajukan SK kepada camat").click()
    expect(halaman.get_by_text("SK diajukan kepada camat.")).to_be_visible()
    tim = TimEvaluasi.objects.get()
    keluar(halaman)
    masuk(halaman, camat)
    halaman.goto(f"{live_server.url}/naskah/{tim.sk_id}/setujui/")
    halaman.fill("#id_sandi", SANDI)
    halaman.get_by_role("button", name=re.compile("^Setujui")).click()

    # The evaluation.
    keluar(halaman)
    masuk(halaman, ketua)
    halaman.goto(f"{live_server.url}{tim.get_absolute_url()}")
    halaman.get_by_role("link", name="Evaluasi dengan tim ini").click()
    halaman.select_option("#id_desa", label=str(desa))
    halaman.fill("#id_tanggal_mulai", "2026-01-12")
    halaman.fill("#id_tanggal_selesai", "2026-01-16")
    halaman.get_by_label(re.compile("II.C Evaluasi pelayanan publik")).check()
    halaman.get_by_role("button", name="Simpan").click()
    halaman.get_by_role("button", name="Buka penilaian").click()
    expect(halaman.get_by_text("Sedang dinilai").first).to_be_visible()
    url = halaman.url

    # Three members score, each alone; the last two are two levels apart on the first aspect.
    nilai(halaman, masuk, anggota, url, "ab")
    nilai(halaman, masuk, sekretaris, url, "cb")
    nilai(halaman, masuk, ketua, url, "bb")
    halaman.goto(f"{url}nilai/")
    halaman.get_by_label(re.compile("Hasil pembahasan aspek 1")).fill("Papan informasi dipasang bulan Juni.")
    halaman.get_by_label(re.compile("Hasil pembahasan aspek 1")).blur()
    tunggu_sampai(PembahasanAspek.objects.exists, "hasil pembahasan tersimpan sendiri")

    # Closing, the report, the camat.
    halaman.goto(url)
    halaman.get_by_role("link", name="Tutup penilaian").click()
    halaman.get_by_role("button", name="Tutup penilaian").click()
    expect(halaman.get_by_text("Penilaian ditutup dan nilainya tetap.")).to_be_visible()
    expect(halaman.locator("#id_isi_kegiatan")).to_have_value(re.compile("3 dari 3 anggota tim menyerahkan nilai"))
    halaman.fill("#id_saran", "Pertahankan papan informasi.")
    halaman.get_by_role("button", name="Simpan").click()
    halaman.get_by_role("button", name="Serahkan laporan").click()
    expect(halaman.get_by_text("Laporan diserahkan dan menunggu camat.")).to_be_visible()
    keluar(halaman)
    masuk(halaman, camat)
    halaman.get_by_role("link", name=re.compile(f"^Evaluasi {desa} tahun")).click()
    halaman.get_by_role("link", name="Terima hasil evaluasi").click()
    halaman.fill("#id_sandi", SANDI)
    halaman.get_by_role("button", name="Terima dan beri nomor").click()
    expect(halaman.get_by_text("Hasil evaluasi diterima.")).to_be_visible()

    evaluasi = Evaluasi.objects.get()
    assert evaluasi.status == StatusEvaluasi.SELESAI
    # Aspect 1: (79.5 + 64.5 + 95) / 3 = 239/3; aspect 2: 79.5; value (239/3 + 79.5) / 2.
    assert evaluasi.hasil["lembar"][0]["nilai"] == "955/12"
    assert evaluasi.hasil_naskah.nomor and evaluasi.laporan.nomor
    keluar(halaman)
    masuk(halaman, kades)
    halaman.goto(url)
    expect(halaman.get_by_role("heading", name=f"Evaluasi {desa} tahun {evaluasi.tahun}")).to_be_visible()
