"""Whose rules are cited where, the copies as the article names them, and the help page as the table has it."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from akun.enums import Peran
from desa.models import Kabupaten
from desa.tests.factories import DesaFactory, KecamatanFactory
from naskah.daftar import bawaan, daftar_butir
from naskah.enums.tata import BagianDaftar
from naskah.models import DaftarNaskah
from naskah.tata import bertata
from perjalanan.acuan import ketentuan_di
from perjalanan.alur import TRANSISI_PERJALANAN
from perjalanan.enums import StatusPerjalanan
from perjalanan.naskah import SURAT_PERINTAH
from perjalanan.tujuan import dalam_kabupaten

DIKUTIP = "Bupati Kayong Utara up Kepala Dinas SP3APMD Kab. Kayong Utara"


@pytest.fixture
def kayong(db):
    return KecamatanFactory(kode="61.11.02", kabupaten__kode="61.11", kabupaten__nama="Kabupaten Kayong Utara")


@pytest.fixture
def lain(db):
    return KecamatanFactory(kabupaten__nama="Kabupaten Lain")


def tembusan(kecamatan, desa=None) -> list[str]:
    return bertata({}, jenis=SURAT_PERINTAH.kode, kecamatan=kecamatan, desa=desa)["tembusan"]


def test_tembusan_menurut_pasalnya_di_kayong_utara_dan_usulan_di_tempat_lain(kayong, lain):
    assert tembusan(kayong, DesaFactory(kecamatan=kayong)) == [f"{DIKUTIP}."]
    assert tembusan(lain) == ["Bupati Lain u.p. kepala perangkat daerah yang membidangi pemerintahan desa."]
    catatan = [bawaan(k, SURAT_PERINTAH, BagianDaftar.TEMBUSAN)[0].catatan for k in (kayong, lain)]
    assert catatan == ["", "Usulan PERUT; sesuaikan dengan peraturan daerah."]


def test_kantor_menyunting_tembusannya(lain):
    DaftarNaskah.objects.create(
        kecamatan=lain, jenis=SURAT_PERINTAH.kode, bagian=BagianDaftar.TEMBUSAN, isi="Inspektorat {kabupaten}"
    )
    assert daftar_butir(lain, SURAT_PERINTAH.kode, BagianDaftar.TEMBUSAN) == ["Inspektorat {kabupaten}"]
    assert tembusan(lain) == ["Inspektorat Kabupaten Lain."]


def test_pasal_satu_kabupaten_tidak_dikutip_kabupaten_lain(kayong, lain):
    milik, umum = ketentuan_di(kayong), ketentuan_di(lain)
    assert (milik.usulan, umum.usulan) == (False, True)
    assert "huruf j" in milik.penerbit.dasar and "huruf k" in milik.koordinasi.dasar
    assert (umum.penerbit, umum.perangkat, umum.koordinasi, umum.dalam_kabupaten) == (None, None, None, None)


def test_sebelum_peraturannya_berlaku_tidak_dikutip(kayong):
    assert [ketentuan_di(kayong, h).usulan for h in (date(2023, 12, 31), date(2024, 1, 1))] == [True, False]


@pytest.mark.parametrize(
    ("nama", "tulisan", "dalam"),
    [
        ("Kabupaten Bogor", "Bogor", True),
        ("Kabupaten Bogor", "kab Bogor", True),
        ("Kabupaten Bogor", "KOTA BOGOR", False),
        ("Kota Banjar", "Kota Banjar", True),
        ("Kota Banjar", "Kabupaten Banjar", False),
        ("Kabupaten Kotabaru", "Kotabaru", True),
        ("Kabupaten Kotabaru", "Kota Baru", False),
        ("Kabupaten Bogor", "", False),
    ],
)
def test_luar_atau_dalam_kabupaten(nama, tulisan, dalam):
    kode = "63.71" if nama.startswith("Kota ") else "63.01"
    assert dalam_kabupaten(tulisan, Kabupaten(kode=kode, nama=nama)) is dalam


def test_tabel_dalam_panduan_sama_dengan_yang_dijalankan():
    baris = [
        f"| {t.label} | {', '.join(s.label for s in StatusPerjalanan if s in t.dari)} "
        f"| {StatusPerjalanan(t.ke).label} | {', '.join(Peran(p).label for p in sorted(t.peran)) or '–'} | {t.syarat} |"
        for t in TRANSISI_PERJALANAN
    ]
    isi = (Path(settings.BASE_DIR) / "docs/alur-perjalanan.md").read_text(encoding="utf-8")
    assert [b for b in isi.splitlines() if b in baris] == baris
    assert [s.label for s in StatusPerjalanan if f"| {s.label} |" not in isi] == []
