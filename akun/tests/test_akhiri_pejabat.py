"""One kepala desa is entered once, and ends once: his account's assignment and his term as an official."""

import datetime

import pytest
from django.urls import reverse

from akun.models import AkunPejabat
from akun.tests.factories import PenggunaFactory, tugaskan
from dasar.waktu import hari_ini
from desa.tests.factories import PerangkatFactory

pytestmark = pytest.mark.django_db
AKHIR, LAMA = datetime.date(2026, 6, 30), datetime.date(2020, 1, 1)


@pytest.fixture
def kades(client, orang, desa):
    """His record and his assignment, before an admin."""
    client.force_login(orang["admin"])
    pejabat = PerangkatFactory(desa=desa, jabatan="kepala_desa", mulai=LAMA)
    pengguna = PenggunaFactory(nama=pejabat.nama)
    tugaskan(pengguna, "kepala_desa", desa)
    AkunPejabat.objects.create(pengguna=pengguna, perangkat=pejabat)
    return pejabat, pengguna.penugasan.get()


def akhir(*benda):
    for b in benda:
        b.refresh_from_db()
    return [b.selesai for b in benda]


def akhiri(client, tugas, **isi):
    return client.post(reverse("akun:penugasan-akhiri", args=[tugas.pk]), isi)


def isian(pejabat, **ubah):
    isi = {n: getattr(pejabat, n) or "" for n in ("nama", "jabatan", "rincian", "niap", "mulai", "selesai")}
    return isi | {"versi": pejabat.versi} | ubah


def test_penugasan_diakhiri_bersama_masa_jabatannya(client, kades):
    _pejabat, tugas = kades
    halaman = client.get(reverse("akun:penugasan-akhiri", args=[tugas.pk])).content.decode()
    assert "Akhiri juga masa jabatannya" in halaman
    assert akhiri(client, tugas, selesai="2019-12-31", masa_jabatan="on").status_code == 422
    assert akhir(*kades) == [None, None]
    assert akhiri(client, tugas, selesai=AKHIR, masa_jabatan="on").status_code == 302
    assert akhir(*kades) == [AKHIR, AKHIR]


def test_penugasannya_saja_dan_yang_berakhir_lebih_dahulu(client, kades):
    pejabat, tugas = kades
    akhiri(client, tugas, selesai=AKHIR)
    assert akhir(*kades) == [None, AKHIR]
    besok = hari_ini(pejabat.desa) + datetime.timedelta(days=1)
    pejabat.selesai = besok
    pejabat.save()
    akhiri(client, tugas, selesai=besok + datetime.timedelta(days=9), masa_jabatan="on")
    assert akhir(pejabat) == [besok]  # not drawn out


def test_masa_jabatan_diakhiri_bersama_penugasannya(client, kades):
    pejabat, _tugas = kades
    url = reverse("desa:perangkat-ubah", args=[pejabat.pk])
    jawab = client.post(url, isian(pejabat, **{"tugas-akhiri": "on"}))
    assert jawab.status_code == 422
    assert "Isi akhir masa jabatannya" in jawab.content.decode()
    assert client.post(url, isian(pejabat, selesai=AKHIR, **{"tugas-akhiri": "on"})).status_code == 302
    assert akhir(*kades) == [AKHIR, AKHIR]
    assert all(t.judul != "Penugasan" for t, _, _ in client.get(url).context["tambahan"])


def test_yang_tidak_menunjuk_tidak_ditawari(client, orang, kades):
    pejabat, tugas = kades
    client.force_login(orang["verifikator"])
    url = reverse("desa:perangkat-ubah", args=[pejabat.pk])
    assert client.post(url, isian(pejabat, selesai=AKHIR, **{"tugas-akhiri": "on"})).status_code == 302
    assert akhir(*kades) == [AKHIR, None]
    assert akhiri(client, tugas, selesai=AKHIR).status_code in (403, 404)
