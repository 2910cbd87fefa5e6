"""What holds for any scores: order, ties, bounds, monotony."""

import random
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from evaluasi.hitung import Skala, cetak, eksak, peringkat, teks_eksak
from evaluasi.tests.test_hitung import SKALA, lembar

ANGKA = st.decimals(0, 100, places=2).map(str)
SKOR = st.one_of(st.lists(ANGKA, min_size=1, max_size=6), st.text("abcde", min_size=1, max_size=6))
NILAI = st.lists(SKOR, min_size=1, max_size=6)
PECAHAN = st.fractions(0, 100, max_denominator=500)


@given(NILAI, st.randoms(use_true_random=False))
def test_urutan_penilai_dan_aspek_tidak_berpengaruh(nilai, acak: random.Random):
    lain = [acak.sample(list(s), len(s)) for s in acak.sample(nilai, len(nilai))]
    lain = ["".join(s) if len(s[0]) == 1 and s[0] in "abcde" else s for s in lain]
    a, b = lembar(nilai), lembar(lain)
    assert (a.total, a.nilai, a.huruf) == (b.total, b.nilai, b.huruf)
    assert sorted(x.selisih for x in a.aspek) == sorted(x.selisih for x in b.aspek)


@given(NILAI)
def test_rata_rata_di_antara_yang_terendah_dan_tertinggi(nilai):
    hasil = lembar(nilai)
    for aspek in hasil.aspek:
        angka = [s.angka for s in aspek.skor]
        assert min(angka) <= aspek.rata <= max(angka)
        urut = [SKALA.urut(s.tingkat) for s in aspek.skor]
        assert min(urut) <= SKALA.urut(aspek.huruf) <= max(urut)
        assert 0 <= aspek.selisih <= 4
    rata = [a.rata for a in hasil.aspek]
    assert min(rata) <= hasil.nilai <= max(rata)
    assert 0 <= hasil.nilai <= 100
    assert hasil.total == hasil.nilai * len(rata)


@given(st.lists(st.lists(ANGKA, min_size=2, max_size=2), min_size=1, max_size=6), st.data())
def test_nilai_lebih_tinggi_tidak_pernah_menurunkan_hasil(nilai, data):
    aspek = data.draw(st.integers(0, len(nilai) - 1))
    naik = data.draw(st.decimals(Decimal(nilai[aspek][0]), 100, places=2))
    lebih = [list(s) for s in nilai]
    lebih[aspek][0] = str(naik)
    a, b = lembar(nilai), lembar(lebih)
    assert b.nilai >= a.nilai
    assert SKALA.urut(b.huruf) <= SKALA.urut(a.huruf)


@given(PECAHAN)
def test_teks_eksak_dibaca_kembali_sama(angka):
    assert eksak(teks_eksak(angka)) == angka


@given(PECAHAN)
def test_yang_tercetak_bernilai_sama_dan_paling_jauh_seperseratus(angka):
    tercetak = Fraction(cetak(angka, SKALA).replace(",", "."))
    assert SKALA.nilai(tercetak) == SKALA.nilai(angka)
    assert abs(tercetak - angka) < Fraction(1, 100)


@given(st.lists(PECAHAN, max_size=12))
def test_peringkat_menghitung_yang_lebih_tinggi(angka):
    hasil = peringkat(range(len(angka)), angka.__getitem__)
    assert sorted(n for *_, n in hasil) == list(range(len(angka)))
    for ke, seri, n in hasil:
        assert ke == 1 + sum(a > angka[n] for a in angka)
        assert seri is (angka.count(angka[n]) > 1)


@given(st.sets(st.integers(1, 100), min_size=1, max_size=6))
def test_angka_tengah_selalu_di_dalam_rentangnya(batas):
    skala = Skala.dari([{"huruf": str(b), "nilai": str(b), "minimal": b} for b in sorted(batas | {0}, reverse=True)])
    assert {h: skala.nilai(n).huruf for h, n in skala.angka_baku().items()} == {t.huruf: t.huruf for t in skala.tingkat}
