"""An officer assesses a kaur keuangan on a phone before the accompaniment and after it; the village reads it and
answers, and the camat sees the percentage move. The whole way through pages."""

import re

import pytest
from playwright.sync_api import expect

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from config.tests.peramban import MEJA, TELEPON, lewat_menu
from desa.enums import JabatanPerangkat as J
from desa.tests.factories import DesaFactory, PerangkatFactory
from kapasitas.acuan import muat as muat_acuan
from kapasitas.models import Penilaian

pytestmark = [pytest.mark.peramban, pytest.mark.perjalanan, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desa():
    muat_acuan()
    return DesaFactory(nama="Putat Basiun")


@pytest.fixture
def halaman(desa, konteks_baru, masuk):
    orang = {p: pengguna_berperan(p, desa, nama=p.label) for p in (Peran.PELAKSANA, Peran.SEKRETARIS_DESA, Peran.CAMAT)}
    return lambda peran, layar: masuk(konteks_baru(viewport=layar).new_page(), orang[peran])


def muat(h) -> None:
    """Nothing reaches out of the screen sideways."""
    assert h.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), h.url


def isi(h, pilihan: str, kecuali: str = "") -> None:
    """Every competency that the post must have: the sentence of this level, with what was seen."""
    for butir in h.locator("fieldset.butir-isi").all():
        if butir.get_by_text("wajib", exact=True).count() == 0:
            continue
        lemah = kecuali and butir.get_by_text(kecuali).count()
        butir.get_by_label(re.compile("^Dasar: " if lemah else f"^{pilihan}: ")).check()
        butir.get_by_label("Yang dilihat").fill("Bukunya dibuka bersama.")
    h.get_by_role("button", name="Simpan").click()


def test_sebelum_dan_sesudah(halaman, desa, live_server):
    kaur = PerangkatFactory(desa=desa, jabatan=J.KAUR_KEUANGAN, nama="Siti Aminah")
    staf = halaman(Peran.PELAKSANA, TELEPON)
    lewat_menu(staf, "Kapasitas")
    expect(staf.get_by_text("Belum satu pun dari 1 perangkat dinilai.")).to_be_visible()
    muat(staf)
    staf.get_by_role("link", name=desa.nama, exact=True).click()
    staf.get_by_role("link", name=kaur.nama).click()
    staf.get_by_role("button", name="Nilai").click()
    muat(staf)
    staf.get_by_role("button", name="Simpan").click()  # nothing said yet: kept, and what is missing is said
    expect(staf.get_by_text("Kompetensi wajib yang belum diisi")).to_be_visible()
    staf.get_by_role("link", name="Isi", exact=True).click()
    isi(staf, "Mampu", kecuali="SISKEUDES")
    expect(staf.get_by_text("sudah dapat ditetapkan")).to_be_visible()
    staf.get_by_role("button", name="Tetapkan penilaian").click()
    expect(staf.get_by_text("6 dari 7 kompetensi wajib sedikitnya mampu")).to_be_visible()
    muat(staf)

    sekdes = halaman(Peran.SEKRETARIS_DESA, TELEPON)
    lewat_menu(sekdes, "Kapasitas desa")
    expect(sekdes.get_by_text("0 dari 1 perangkat yang dinilai sudah mampu (0 persen)")).to_be_visible()
    sekdes.get_by_role("link", name=kaur.nama).click()
    sekdes.get_by_role("link", name="Sebelum pendampingan").click()
    muat(sekdes)
    sekdes.get_by_role("textbox", name="Tanggapan").fill("Mohon dilatih Siskeudes.")
    sekdes.get_by_role("button", name="Kirim tanggapan").click()
    expect(sekdes.get_by_text("Mohon dilatih Siskeudes.")).to_be_visible()

    staf.get_by_role("button", name="Nilai").click()
    isi(staf, "Mampu")
    staf.get_by_role("button", name="Tetapkan penilaian").click()
    expect(staf.get_by_role("link", name="Sesudah pendampingan")).to_be_visible()

    camat = halaman(Peran.CAMAT, MEJA)
    lewat_menu(camat, "Kapasitas")
    expect(camat.get_by_text("1 dari 1 perangkat yang dinilai sudah mampu (100 persen)")).to_be_visible()
    expect(camat.get_by_text("0 mampu sebelum pendampingan, 1 sekarang")).to_be_visible()
    muat(camat)
    assert list(Penilaian.objects.order_by("ke").values_list("ke", "status")) == [(1, "ditetapkan"), (2, "ditetapkan")]
