"""Scores given on a plain form, without JavaScript: the same rows, the same contract, nobody else's scores."""

import pytest
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from config.tests.isian_biasa import isian, nama
from evaluasi.enums import CaraNilai
from evaluasi.models import NilaiAspek
from evaluasi.tests.contoh_nilai import evaluasi_dinilai, penilaian_dari

pytestmark = pytest.mark.django_db


@pytest.fixture
def tim(desa):
    return [pengguna_berperan(p, desa, nama=f"{p.label} Satu") for p in (Peran.VERIFIKATOR, Peran.PELAKSANA)]


@pytest.mark.parametrize(
    ("cara", "kolom", "nilai", "keliru", "kalimat"),
    [
        (CaraNilai.TINGKAT, "tingkat", "b", "z", "Pilih salah satu dari tingkat a sampai e."),
        (CaraNilai.ANGKA, "angka", "87,5", "delapan", "angka"),
    ],
)
def test_dinilai_tanpa_skrip(client, desa, tim, cara, kolom, nilai, keliru, kalimat):
    evaluasi = evaluasi_dinilai(desa, tim, cara=cara)
    client.force_login(tim[1])
    url = reverse("evaluasi:penilaian-biasa", args=[evaluasi.pk])
    assert url in client.get(reverse("evaluasi:penilaian", args=[evaluasi.pk])).content.decode()
    isi = isian(client.get(url).content.decode())
    tempat = nama(isi, "nilai", kolom)
    jawab = client.post(url, isi | {tempat: keliru})
    assert (jawab.status_code, kalimat in jawab.content.decode()) == (422, True)
    assert NilaiAspek.objects.count() == 0
    isi |= {tempat: nilai, tempat.replace(f"-{kolom}", "-catatan"): "Bukti lengkap."}
    jawab = client.post(url, isi, follow=True)
    assert "1 isian disimpan." in jawab.content.decode()
    n = NilaiAspek.objects.get()
    assert (n.penilaian, n.catatan) == (penilaian_dari(evaluasi, tim[1]), "Bukti lengkap.")
    assert isian(jawab.content.decode())[tempat] == nilai


def test_yang_bukan_anggota_membaca_sebabnya(client, desa, tim):
    evaluasi = evaluasi_dinilai(desa, tim)
    lain = pengguna_berperan(Peran.PELAKSANA, desa, nama="Pelaksana Lain")
    client.force_login(lain)
    url = reverse("evaluasi:penilaian-biasa", args=[evaluasi.pk])
    biasa = client.get(reverse("evaluasi:penilaian", args=[evaluasi.pk]))
    jawab = client.get(url)
    assert jawab.status_code == biasa.status_code
    assert "Simpan semua" not in jawab.content.decode()
    assert "Simpan semua" not in client.post(url, {}).content.decode() and NilaiAspek.objects.count() == 0
