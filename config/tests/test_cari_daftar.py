"""No list looks for what was typed as one phrase: words in any order, without what only surrounds them."""

import pytest
from django.urls import get_resolver
from django_filters import FilterSet

from akun.tests.factories import PenggunaFactory
from berkas.tables.berkas import BerkasFilter
from dasar.saringan import Cari
from desa.filters import PejabatFilter
from desa.tests.factories import DesaFactory
from evaluasi.models import TimEvaluasi
from evaluasi.pencarian import tim_memuat
from evaluasi.tests.factories import TimEvaluasiFactory
from naskah.tables.arsip import ArsipFilter
from naskah.tables.naskah import NaskahFilter

# Full text: berkas_cari, naskah_cari. Officials are found by their own function, which knows the columns of its table.
ISI_LENGKAP = {BerkasFilter, ArsipFilter, NaskahFilter}


def turunan(kelas: type) -> set[type]:
    return {kelas}.union(*map(turunan, kelas.__subclasses__()))


def test_setiap_daftar_mencari_kata_demi_kata():
    assert get_resolver().url_patterns  # whatever has an address is imported
    semua = {f for f in turunan(FilterSet) if "cari" in f.base_filters} - ISI_LENGKAP - turunan(PejabatFilter)
    assert len(semua) > 15
    assert {f.__name__ for f in semua if not isinstance(f.base_filters["cari"], Cari)} == set()


@pytest.mark.django_db
@pytest.mark.parametrize("teks", ["evaluasi tim", '"Tim", evaluasi.', "tim anggota", "Desa Bihara tim"])
def test_urutan_kata_dan_tanda_di_tepinya_tidak_menentukan(teks):
    tim = TimEvaluasiFactory(nama="Tim Evaluasi", desa=DesaFactory(nama="Bihara"), anggota=[PenggunaFactory()])
    TimEvaluasiFactory(nama="Panitia")
    tim.anggota.update(nama="Anggota Pertama")
    assert list(TimEvaluasi.objects.filter(tim_memuat(teks))) == [tim]
