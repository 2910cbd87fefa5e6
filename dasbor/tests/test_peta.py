"""Villages on a grid: no cell twice, north above south, names that fit; and the page with what has no place."""

import pytest
from django.urls import reverse

from dasbor.sekilas.peta import BARIS_MAKS, HAL, HURUF, KOLOM_MAKS, kisi, pecah
from desa.tests.factories import DesaFactory

PETA = reverse("dasbor:sekilas-peta")
BEREMPAT = [(115.4, -2.2), (115.6, -2.2), (115.4, -2.4), (115.6, -2.4)]


@pytest.mark.parametrize(
    "titik",
    [
        [],
        [(115.5, -2.3)],
        [(115.5, -2.3)] * 7,
        [(115.5 + n / 100, -2.3) for n in range(9)],
        [(115.5, -2.3 - n / 100) for n in range(9)],
        [(95 + 46.0 * (n % 2), 5 - n / 6) for n in range(60)],
        [(115.3 + (n * 37 % 23) / 50, -2.1 - (n * 17 % 23) / 40) for n in range(23)],
    ],
)
def test_tidak_ada_dua_desa_dalam_satu_kotak(titik):
    kolom, sel = kisi(titik)
    assert len(sel) == len(set(sel)) == len(titik)
    assert 1 <= kolom <= KOLOM_MAKS
    assert min((n // kolom for n in sel), default=0) == 0


def test_letaknya_tetap_menurut_mata_angin():
    kolom, (barat_laut, timur_laut, barat_daya, tenggara) = kisi(BEREMPAT)
    assert barat_laut // kolom == timur_laut // kolom < barat_daya // kolom == tenggara // kolom
    assert barat_laut % kolom == barat_daya % kolom < timur_laut % kolom == tenggara % kolom


@pytest.mark.parametrize(
    ("nama", "baris"),
    [
        ("Putat Basiun", ["Putat", "Basiun"]),
        ("Tundi", ["Tundi"]),
        ("Merah Muda", ["Merah Muda"]),
        ("Sungaipinangbaru", ["Sungaipin…"]),
        ("Awayan Hilir Seberang Kampung Baru", ["Awayan", "Hilir", "Seberang…"]),
        ("", []),
    ],
)
def test_nama_dipecah_agar_muat(nama, baris):
    assert pecah(nama) == baris
    assert all(len(b) <= HURUF for b in baris) and len(baris) <= BARIS_MAKS


@pytest.mark.django_db
def test_halaman_peta(client, desa, orang):
    """Each village a link with its mark in words, and those without a place apart, with the way to fill it in."""
    letak = list(enumerate(BEREMPAT))
    ada = [DesaFactory(kecamatan=desa.kecamatan, nama=f"Letak {n}", bujur=b, lintang=u) for n, (b, u) in letak]
    client.force_login(orang["verifikator"])
    for hal in (*HAL, "bukan", "\x00"):
        jawab = client.get(PETA, {"hal": hal})
        isi = jawab.content.decode()
        assert [p.baris.desa for p in jawab.context["peta"].petak] == ada
        assert jawab.context["tanpa_letak"] == [desa]
        for d in ada:
            assert f'href="{reverse("dasbor:sekilas-desa", args=[d.pk])}" aria-label="{d}: ' in isi
    assert reverse("desa:desa-ubah", args=[desa.pk]) in isi
    client.force_login(orang["camat"])
    assert reverse("desa:desa-ubah", args=[desa.pk]) not in client.get(PETA).content.decode()


@pytest.mark.django_db
def test_tanpa_letak_sama_sekali(client, desa, orang):
    client.force_login(orang["camat"])
    isi = client.get(PETA).content.decode()
    assert "Letak desa belum diisi" in isi and "1 dari 1 desa tidak ada di peta." in isi
    assert '<svg class="peta"' not in isi
