"""The pages of the evaluation read the rows of the budget once each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apbdes.enums import StatusVersi
from apbdes.tests.contoh_evaluasi import anggaran_melanggar, siap
from dasar.alur import sejak_dari

pytestmark = pytest.mark.django_db
S = StatusVersi


def bacaan(kueri) -> int:
    """How often the spending rows were read."""
    return sum('FROM "apbdes_rincianbelanja"' in q["sql"] for q in kueri.captured_queries)


@pytest.mark.parametrize(
    ("status", "nama", "peran"),
    [
        (S.DIEVALUASI, "versi-evaluasi", "verifikator"),
        (S.DIAJUKAN, "versi-evaluasi", "verifikator"),
        (S.DIEVALUASI, "versi-rinci", "verifikator"),
    ],
)
def test_halaman_membaca_anggaran_sekali(client, desa, orang, status, nama, peran):
    versi = siap(desa, status, isi=anggaran_melanggar(kode_desa=desa.kode))
    client.force_login(orang[peran])
    with CaptureQueriesContext(connection) as kueri:
        assert client.get(reverse(f"apbdes:{nama}", args=[versi.pk])).status_code == 200
    assert bacaan(kueri) <= 1


def test_ajukan_membaca_sekali(client, desa, orang):
    versi = siap(desa)
    client.force_login(orang["sekretaris_desa"])
    with CaptureQueriesContext(connection) as kueri:
        assert client.get(reverse("apbdes:versi-aksi", args=[versi.pk, "ajukan"])).status_code == 200
    assert bacaan(kueri) == 1


def test_usulan_membaca_sekali(client, desa, orang):
    versi = siap(desa, S.DIEVALUASI)
    client.force_login(orang["verifikator"])
    client.post(reverse("apbdes:versi-sikap-sisanya", args=[versi.pk]))
    isi = {"sejak": sejak_dari(versi), "kesimpulan": "Perbaiki.", "hasil": "perlu_diperbaiki"}
    isi["dari_kesimpulan"] = versi.versi
    with CaptureQueriesContext(connection) as kueri:
        assert client.post(reverse("apbdes:versi-usul", args=[versi.pk]), isi).status_code == 302
    assert bacaan(kueri) == 1
