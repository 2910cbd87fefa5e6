"""The main menu: at most seven groups for anybody, nothing lost, nothing that leads to a refusal."""

from collections import Counter
from itertools import combinations

import pytest
from django.urls import reverse

from akun.enums import DESA, Peran
from akun.kebijakan import boleh_membuka
from akun.tests.factories import PenggunaFactory, pengguna_berperan, tugaskan
from dasbor.menu import MENU, SIAPKAN, menu_untuk
from desa.tests.factories import DesaFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]
SEMUA_BUTIR = [b for k in MENU for b in k.butir]


def alamat(pengguna, halaman="dasbor:hari-ini", **pilihan):
    return [b.url for k in menu_untuk(pengguna, halaman, **pilihan) for b in k.butir]


def test_setiap_butir_dan_setiap_awalan_di_satu_kelompok():
    nama = Counter(b.url_name for b in SEMUA_BUTIR)
    awalan = Counter(a for b in SEMUA_BUTIR for a in b.awalan)
    assert set(nama.values()) == {1} and set(awalan.values()) == {1}
    assert len(MENU) <= 7


@pytest.mark.parametrize("peran", Peran)
def test_yang_boleh_dibuka_ada_di_menu_dan_tidak_ada_yang_lain(orang, peran):
    siapa = orang[peran]
    boleh = [reverse(b.url_name) for b in SEMUA_BUTIR if boleh_membuka(siapa, b.url_name)]
    assert alamat(siapa, siapkan=True) == boleh
    assert alamat(siapa) == [a for a in boleh if a != reverse(SIAPKAN)]
    menu = menu_untuk(siapa, "dasbor:hari-ini", siapkan=True)
    assert len(menu) <= 7
    assert menu[0].sendiri.url == "/"  # today is one tap away, for everybody


def test_seorang_dengan_setiap_pasangan_peran_di_dua_wilayah(desa):
    """Also somebody who holds all of them at once."""
    lain = DesaFactory()
    for a, b in combinations((Peran.ADMIN, Peran.CAMAT, Peran.SEKRETARIS_DESA, Peran.PEMANTAU_KABUPATEN), 2):
        siapa = pengguna_berperan(a, desa)
        tugaskan(siapa, b, lain)
        assert len(menu_untuk(siapa, "", siapkan=True)) <= 7
    semua = PenggunaFactory()
    assert alamat(semua) == ["/"]  # an account without an assignment
    for peran in Peran:
        tugaskan(semua, peran, desa)
    del semua.penugasan_aktif
    assert alamat(semua, siapkan=True) == [reverse(b.url_name) for b in SEMUA_BUTIR]
    assert len(menu_untuk(semua, "", siapkan=True)) <= 7


@pytest.mark.parametrize("peran", sorted(DESA))
def test_kelompok_berbutir_satu_adalah_butirnya(orang, peran):
    menu = menu_untuk(orang[peran], "tindaklanjut:temuan-rinci")
    sendiri = {k.label for k in menu if k.sendiri}
    assert sendiri >= {"Hari ini", "Desa saya", "Temuan", "Desa"}
    assert {k.label for k in menu if k.aktif} == {"Temuan"}


def test_kelompok_halaman_ini_terbuka_dan_halamannya_ditandai(client, orang):
    client.force_login(orang["camat"])
    isi = client.get(reverse("perut:program-daftar")).content.decode()
    menu = isi[isi.index('id="menu"') : isi.index("</nav>")]
    assert menu.count("<details") == menu.count("<summary") > 1
    assert menu.count("<details open>") == menu.count('aria-current="page"') == 1
    terbuka = menu[menu.index("<details open>") :]
    terbuka = terbuka[: terbuka.index("</details>")]
    assert "Pendampingan" in terbuka
    assert f'<a href="{reverse("perut:program-daftar")}" class="aktif" aria-current="page">' in terbuka


def test_setiap_alamat_menyalakan_paling_banyak_satu_butir(orang):
    """The longest beginning wins: a page of the register of findings does not light up two entries."""
    for halaman in ("dasbor:lokus-usulan", "perut:lokus-tambah", "apbdes:kode-kegiatan-daftar", "naskah:agenda"):
        menyala = [b.label for k in menu_untuk(orang["admin"], halaman) for b in k.butir if b.aktif]
        assert len(menyala) == 1, halaman
