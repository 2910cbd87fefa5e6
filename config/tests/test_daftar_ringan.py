"""No list reads whole documents to show a row: what is long is fetched on its own page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse

from akun.enums import Peran
from akun.models import Pengguna
from akun.tests.factories import pengguna_berperan
from config.tests.dunia import wilayah_buat
from dasar.daftar import Daftar

pytestmark = pytest.mark.django_db
# table, columns: what is long, or grows with the work
BERAT = {
    "naskah_naskah": {"isi"},
    "perut_kunjungan": {"notulen", "verifikasi"},
    "evaluasi_evaluasi": {"hasil"},
    "apbdes_versiapbdes": {"beku"},
    "serahan_serahan": {"isi"},
    "berkas_berkas": {"teks_cari"},
    "berkas_versiberkas": {"teks"},
    "naskah_versipdf": {"isi"},
    "laporan_laporan": {"hitungan"},
    "pendamping_lembar": {"beku", "catatan"},
    "perut_musyawarah": {"notulen"},
}


def daftar_daftar(pola=None, ruang: str = "") -> list[str]:
    """The URL names of every list that needs no key."""
    hasil = []
    for p in pola or get_resolver().url_patterns:
        if isinstance(p, URLPattern):
            kelas = getattr(p.callback, "view_class", None)
            if kelas and issubclass(kelas, Daftar) and not p.pattern.converters:
                hasil.append(f"{ruang}{p.name}")
        else:
            hasil += daftar_daftar(p.url_patterns, f"{p.namespace}:" if p.namespace else ruang)
    return sorted(set(hasil))


@pytest.fixture(scope="module")
def dunia(dunia_bersama):
    def buat():
        desa = wilayah_buat()
        return [pengguna_berperan(p, desa).pk for p in (Peran.ADMIN, Peran.VERIFIKATOR, Peran.SEKRETARIS_DESA)]

    return dunia_bersama(buat)


@pytest.mark.parametrize("nama", [*daftar_daftar(), "dasbor:hari-ini", "perut:kalender"])
def test_kolom_panjang_tidak_dibaca(client, dunia, nama):
    terbaca, dari = set(), []
    for pk in dunia:
        client.force_login(Pengguna.objects.get(pk=pk))
        with CaptureQueriesContext(
            connection,
        ) as kueri:
            jawab = client.get(reverse(nama))
        if jawab.status_code != 200:
            continue
        for q in kueri.captured_queries:
            pilihan = q["sql"].split(" FROM ")[0]
            baru = {f"{t}.{k}" for t, kolom in BERAT.items() for k in kolom if f'"{t}"."{k}"' in pilihan}
            terbaca, dari = terbaca | baru, [*dari, q["sql"]] if baru else dari
    if nama == "dasbor:hari-ini":  # who evaluated a budget stands in its sealed result (apbdes/alur.py)
        terbaca -= {"apbdes_versiapbdes.beku"}
    assert terbaca == set(), dari
