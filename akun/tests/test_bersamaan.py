"""Many at once: a limit that is not overrun, a code that is good once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import RequestFactory

from akun import faktor as f
from akun import pembatas
from akun.models import Percobaan
from akun.tests.factories import PenggunaFactory
from akun.tests.test_faktor import pasang

pytestmark = pytest.mark.django_db(transaction=True)


def serentak(kerja, kali: int) -> list:
    def satu(n: int):
        try:
            return kerja(n)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(kali) as utas:
        return list(utas.map(satu, range(kali)))


def test_percobaan_serentak_tidak_melampaui_batas_dan_kode_serentak_hanya_satu():
    def coba(_n) -> bool:
        try:
            pembatas.mulai("camat", RequestFactory().get("/", REMOTE_ADDR="203.0.113.4"))
        except pembatas.TerlaluSering:
            return False
        return True

    assert sum(serentak(coba, 12)) == pembatas.SALAH_MAKS
    assert sorted(Percobaan.objects.values_list("jumlah", flat=True)) == [pembatas.SALAH_MAKS] * 3
    pengguna = PenggunaFactory()
    _, kertas = pasang(pengguna)
    assert sum(serentak(lambda _n: f.kode_cocok(pengguna=pengguna, kode=kertas[0]), 6)) == 1
    assert f.kode_tersisa(pengguna) == 9
