"""Many write while two seal at the same moment: one chain, nothing twice, nothing left out."""

import pytest

from config.tests.serentak import serentak
from jejak.enums import Jenis
from jejak.models import Catatan, Segel
from jejak.rantai import jangkar, periksa, segel
from jejak.services import catat

PENYEGEL, PENULIS, SETIAP = 2, 2, 12


@pytest.mark.django_db(transaction=True)
def test_dua_penyegel_satu_rantai(monkeypatch):
    monkeypatch.setattr("jejak.rantai.SEKALI", 5)  # many short turns, one in the other's way
    for n in range(20):
        catat(Jenis.UBAH, "uji", kunci=n)
    tersegel = []

    def jalankan(nomor):
        for n in range(SETIAP):
            if nomor < PENYEGEL:
                tersegel.append(segel())
            else:
                catat(Jenis.UBAH, "uji", kunci=f"{nomor}-{n}", tetap=n % 3 == 0)

    serentak(jalankan, PENYEGEL + PENULIS)
    tersegel.append(segel())
    semua = Catatan.objects.count()
    assert semua == 20 + PENULIS * SETIAP
    assert Segel.objects.count() == semua == sum(tersegel)
    for rantai in Segel.objects.order_by("rantai").values_list("rantai", flat=True).distinct():
        urut = list(Segel.objects.filter(rantai=rantai).order_by("urut").values_list("urut", flat=True))
        assert urut == list(range(1, len(urut) + 1))
    assert periksa() == []
    assert sum(u["urut"] for u in jangkar()["rantai"]) == semua
