"""The percentage, by hand: who is counted, who is not, and what is said of nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from desa.enums import JabatanPerangkat as J
from desa.tests.factories import DesaFactory, PerangkatFactory
from kapasitas.enums import Keadaan, Tingkat
from kapasitas.hitungan import (
    Banding,
    Capaian,
    banding,
    capaian_kompetensi,
    capaian_per_desa,
    kebutuhan,
    pejabat_dinilai,
    sasaran_kecamatan,
)
from kapasitas.tests.contoh import nilai


def test_persen_dari_tidak_seorang_pun_disebut_bukan_nol():
    kosong, belum = Capaian(0, 0, 0), Capaian(0, 0, 7)
    assert (kosong.persen, kosong.tercapai(80), belum.persen, belum.tercapai(80)) == (None,) * 4
    assert kosong.kalimat == "Belum ada perangkat yang tercatat menjabat."
    assert belum.kalimat == "Belum satu pun dari 7 perangkat dinilai."


@pytest.mark.parametrize(
    ("mampu", "dinilai", "persen", "tercapai"),
    [(4, 5, 80, True), (79, 99, 79, False), (799, 1000, 79, False), (0, 3, 0, False), (3, 3, 100, True)],
)
def test_sasaran_dibandingkan_tanpa_pembulatan(mampu, dinilai, persen, tercapai):
    c = Capaian(mampu, dinilai, 1)
    assert (c.persen, c.tercapai(80)) == (persen, tercapai)


@given(st.integers(0, 500), st.integers(1, 500), st.integers(1, 100))
def test_yang_tertulis_mencapai_memang_mencapai(mampu, lain, sasaran):
    """The whole per cent that is shown reaches the target exactly when the numbers do."""
    c = Capaian(mampu, mampu + lain, 0)
    assert (c.persen >= sasaran) == c.tercapai(sasaran)


@pytest.fixture
def desa(tempat, penilai):
    """Two capable, one not, one not assessed, one staf, one who left."""
    orang = [PerangkatFactory(desa=tempat, jabatan=j) for j in (J.KEPALA_DESA, J.KAUR_KEUANGAN, J.KASI_PELAYANAN)]
    nilai(orang[0], penilai, Tingkat.MAHIR)
    nilai(orang[1], penilai)
    nilai(orang[2], penilai, kecuali={"KP-24": Tingkat.DASAR, "KP-15": Tingkat.BELUM})
    PerangkatFactory(desa=tempat, jabatan=J.KAUR_PERENCANAAN)
    PerangkatFactory(desa=tempat, jabatan=J.STAF)
    lama = PerangkatFactory(desa=tempat, jabatan=J.KAUR_TU_UMUM)
    nilai(lama, penilai)
    lama.selesai = "2026-01-31"
    lama.save()
    return tempat


@pytest.mark.django_db
def test_contoh_dengan_tangan(desa):
    sunyi = DesaFactory(kecamatan=desa.kecamatan)
    hasil = capaian_per_desa([desa.pk, sunyi.pk])
    assert hasil == {desa.pk: Capaian(2, 3, 1), sunyi.pk: Capaian(0, 0, 0)}
    assert hasil[desa.pk].kalimat == "2 dari 3 perangkat yang dinilai sudah mampu (66 persen); 1 belum dinilai."


@pytest.mark.django_db
def test_menurut_kompetensi_yang_terlemah_lebih_dahulu(desa):
    semua = capaian_kompetensi(p.nilai for p in pejabat_dinilai([desa.pk]) if p.nilai)
    assert [(k.kode, k.cukup, k.dinilai) for k in semua[:2]] == [("KP-15", 1, 2), ("KP-24", 1, 2)]
    assert {(k.kode, k.cukup, k.dinilai) for k in semua} >= {("KP-23", 3, 3), ("KP-07", 1, 1)}


@pytest.mark.django_db
def test_kebutuhan_menurut_banyaknya_lalu_yang_tertinggal(desa, penilai):
    lain = PerangkatFactory(desa=desa, jabatan=J.KEPALA_KEWILAYAHAN, rincian="Dusun I")
    nilai(lain, penilai, Tingkat.DASAR)
    nilai(PerangkatFactory(desa=desa, jabatan=J.KASI_KESEJAHTERAAN), penilai, kecuali={"KP-23": Tingkat.DASAR})
    usul = kebutuhan([desa.pk])[desa.pk]
    assert [(k.kode, len(k.orang)) for k in usul] == [("KP-23", 2), ("KP-15", 1), ("KP-24", 1)]
    assert usul[0].kalimat == ("2 perangkat belum mampu: Kasi Kesejahteraan, Kepala Dusun/Kewilayahan (Dusun I)")


@pytest.mark.django_db
def test_sebelum_dan_sekarang_hanya_yang_dinilai_dua_kali(desa, penilai):
    pejabat = list(pejabat_dinilai([desa.pk]))
    assert banding(pejabat) == {}
    nilai(next(p for p in pejabat if p.keadaan == Keadaan.BELUM_MAMPU), penilai)
    nilai(next(p for p in pejabat if p.jabatan == J.KAUR_KEUANGAN), penilai, Tingkat.DASAR)
    assert banding(pejabat_dinilai([desa.pk])) == {desa.pk: Banding(2, 1, 1)}


@pytest.mark.django_db
def test_banyaknya_permintaan_tidak_menurut_banyaknya_desa(desa, penilai, django_assert_num_queries):
    lain = [DesaFactory(kecamatan=desa.kecamatan) for _ in range(3)]
    for d in lain:
        nilai(PerangkatFactory(desa=d), penilai, Tingkat.DASAR)
    pk = [desa.pk, *(d.pk for d in lain)]
    with django_assert_num_queries(1):
        capaian_per_desa(pk)
    with django_assert_num_queries(2):
        kebutuhan(pk)
    with django_assert_num_queries(2):
        banding(pejabat_dinilai(pk))


@pytest.mark.django_db
def test_sasaran_bawaan_dari_naskah_sampai_kantor_menetapkannya(desa):
    from kapasitas.services import sasaran_atur

    bawaan = sasaran_kecamatan(desa.kecamatan)
    assert (bawaan.persen, bawaan.pk) == (80, None)
    assert "MC Balangan" in bawaan.dasar
    camat = pengguna_berperan(Peran.CAMAT, desa)
    sasaran_atur(kecamatan=desa.kecamatan, persen=60, dasar="Program 2027", versi=None, oleh=camat)
    assert sasaran_kecamatan(desa.kecamatan).persen == 60
