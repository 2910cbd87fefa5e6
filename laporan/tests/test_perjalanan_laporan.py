"""The monthly report from the card of the first page to the signature, by a sekcam at a desk and a camat on a phone."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from berkas.periode import periode_rentang
from config.celery import app
from config.tests.peramban import MEJA, SANDI, TELEPON
from dasar.waktu import hari_ini
from laporan.masa import baru_berakhir, judul_periode
from laporan.models import Laporan
from naskah.models import Naskah
from naskah.services.pekerjaan_ttd import pekerjaan_selesaikan
from naskah.tests.bahan_ttd import FRASA, cara_ttd, isi_pdf, sertifikat_untuk
from perut.tests.factories import KunjunganFactory, ProgramFactory
from tte.tests import bahan_tte

pytestmark = [pytest.mark.peramban, pytest.mark.perjalanan, pytest.mark.django_db(transaction=True)]


def muat(h) -> None:
    """Nothing reaches out of the screen sideways."""
    assert h.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), h.url


def test_laporan_bulanan_dari_draf_sampai_bertanda_tangan(konteks_baru, live_server, masuk, desa, orang, settings):
    camat = orang["camat"]
    camat.nip, camat.pangkat = "1" * 18, "Pembina (IV/a)"
    camat.save()
    sertifikat_untuk(settings, camat)
    cara_ttd(desa.kecamatan, "elektronik")
    masa = next(baru_berakhir(hari_ini(desa)))
    ProgramFactory(kecamatan=desa.kecamatan, tahun=int(masa[:4]))
    mulai = periode_rentang(masa)[0]
    KunjunganFactory(desa=desa, status="disahkan", tanggal=mulai + timedelta(days=3))
    KunjunganFactory(desa=desa, status="dijadwalkan", tanggal=mulai + timedelta(days=9))

    s = masuk(konteks_baru(viewport=MEJA).new_page(), orang["verifikator"])
    s.get_by_role("link", name=re.compile(f"Susun laporan {judul_periode(masa)}")).click()
    expect(s.get_by_label("Masa laporan")).to_have_value(masa)
    s.get_by_role("button", name="Hitung dan susun").click()
    expect(s.get_by_role("heading", level=1)).to_have_text(f"Laporan {judul_periode(masa)}")
    muat(s)
    s.get_by_role("link", name="Tulis laporan").click()
    expect(s.get_by_label("Hasil")).to_have_value(re.compile("Dari 2 kunjungan yang direncanakan, 1 sudah disahkan"))
    s.get_by_role("group", name=re.compile("Usulan permasalahan")).get_by_label(re.compile("^1 dari 2")).check()
    s.get_by_role("group", name=re.compile("Usulan rekomendasi")).get_by_label(re.compile("^Jadwalkan ulang")).check()
    s.get_by_label("Tindak lanjut").fill("Kunjungan yang terlewat dijadwalkan pekan depan.")
    s.get_by_role("button", name="Simpan laporan").click()
    expect(s.get_by_text("Laporan disimpan.")).to_be_visible()
    # In between another visit is approved: what changed is said, what was written stays.
    KunjunganFactory(desa=desa, status="disahkan", tanggal=mulai + timedelta(days=5))
    s.reload()
    expect(s.get_by_text(re.compile("Kunjungan pendampingan, disahkan: 1 menjadi 2"))).to_be_visible()
    s.get_by_role("button", name="Hitung ulang").click()
    expect(s.get_by_text("Kunjungan yang terlewat dijadwalkan pekan depan.")).to_be_visible()
    s.get_by_role("button", name="Ajukan kepada camat").click()
    expect(s.get_by_text("Laporan diajukan kepada camat.")).to_be_visible()

    c = masuk(konteks_baru(viewport=TELEPON).new_page(), camat)
    muat(c)
    c.get_by_role("link", name=re.compile(judul_periode(masa))).first.click()
    muat(c)
    c.get_by_role("link", name="Sahkan", exact=True).click()
    muat(c)
    c.get_by_label("Kata camat").fill("Terima kasih kepada seluruh pemerintah desa.")
    c.locator("#id_sandi").fill(SANDI)
    c.get_by_role("button", name="Sahkan dan beri nomor").click()
    expect(c.get_by_text("Laporan disahkan dan bernomor.")).to_be_visible()
    naskah = Naskah.objects.get(jenis="laporan_camat")
    c.goto(live_server.url + naskah.get_absolute_url())
    c.get_by_label("Frasa sandi sertifikat Anda").fill(FRASA)
    app.conf.task_always_eager = False  # a queue, and no worker yet; conftest.py sets it back
    c.get_by_role("button", name="Tanda tangani").click()
    expect(c.locator("#naskah-proses").get_by_text("Sedang diproses", exact=True)).to_be_visible()
    pekerjaan_selesaikan(naskah.pekerjaan_ttd.get().pk)
    expect(c.locator("#naskah-proses .lencana").first).to_have_text("Diarsipkan")  # the bupati has no account here
    assert bahan_tte.pdfsig(isi_pdf(Naskah.objects.get(pk=naskah.pk))) == ["Signature is Valid."]
    laporan = Laporan.objects.get()
    assert (laporan.status, laporan.rekomendasi[0][:16]) == ("disahkan", "Jadwalkan ulang ")
    assert laporan.naskah.isi["kata_camat"] == ["Terima kasih kepada seluruh pemerintah desa."]
