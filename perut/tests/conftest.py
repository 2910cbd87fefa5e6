"""A visit in progress with two officers and two books, and sending rows to it as the page does."""

import json
import uuid

import pytest
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from perut.services.isian import kunjungan_siapkan_isian
from perut.tests.factories import BukuFactory, KunjunganFactory


@pytest.fixture
def petugas(desa):
    return pengguna_berperan(Peran.PELAKSANA, desa, nama="Pelaksana Satu")


@pytest.fixture
def rekan(desa):
    return pengguna_berperan(Peran.PELAKSANA, desa, nama="Pelaksana Dua")


@pytest.fixture
def kunjungan(desa, petugas, rekan):
    BukuFactory(kode="A.1", kelompok="Administrasi Umum")
    BukuFactory(kode="B.1", kelompok="Administrasi Penduduk")
    k = KunjunganFactory(desa=desa, petugas=[petugas, rekan], status="berlangsung", notulen="")
    kunjungan_siapkan_isian(k)
    return k


@pytest.fixture
def kirim(client, kunjungan, petugas):
    """kirim("kegiatan", isi, versi=0) -> (status, answer)."""
    client.force_login(petugas)

    def kerjakan(jenis, isi=None, *, id=None, versi=0, hapus=False, oleh=None, pada=None, mentah=None):
        if oleh:
            client.force_login(oleh)
        id = id or uuid.uuid4()
        tempat = (pada or kunjungan).pk
        url = reverse("perut:isi-kunjungan", args=[tempat])
        if jenis != "kunjungan":
            url = reverse("perut:baris", args=[tempat, jenis, id])
        badan = {"versi": versi, "hapus": True} if hapus else {"versi": versi, "isi": isi}
        jawab = client.post(
            url,
            mentah if mentah is not None else json.dumps(badan),
            content_type="application/json",
            headers={"accept": "application/json"},
        )
        return jawab.status_code, jawab.json() if jawab.headers["Content-Type"] == "application/json" else jawab

    return kerjakan
