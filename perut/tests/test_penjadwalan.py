"""Invariants of the proposed dates, over whatever Hypothesis thinks of."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from perut.penjadwalan import Sasaran, periode_tahun, susun

TAHUN = 2027
SEMUA_HARI = [date(TAHUN, 1, 1) + timedelta(days=n) for n in range(365)]
JARAK = [1, 2, 3, 6]

tanggal = st.sampled_from(SEMUA_HARI)
hari_kerja = st.sets(tanggal, max_size=120)


@st.composite
def soal(draw):
    petugas = st.frozensets(st.integers(1, 4), max_size=3)
    sasaran = [Sasaran(n, draw(st.sampled_from(JARAK)), draw(petugas)) for n in range(draw(st.integers(0, 8)))]
    mulai, sampai = sorted([draw(tanggal), draw(tanggal)])
    return {
        "sasaran": sasaran,
        "mulai": mulai,
        "sampai": sampai,
        "hari_kerja": draw(hari_kerja),
        "kunjungan_desa": draw(st.dictionaries(st.integers(0, 7), st.lists(tanggal, max_size=4), max_size=4)),
        "sibuk": draw(st.dictionaries(st.integers(1, 4), st.sets(tanggal, max_size=20), max_size=4)),
    }


def jalankan(soal):
    return susun(soal["sasaran"], **{k: v for k, v in soal.items() if k != "sasaran"})


@given(soal())
@settings(max_examples=200, deadline=None)
def test_hanya_hari_kerja_di_dalam_rentang(soal):
    for p in jalankan(soal).penempatan:
        assert p.tanggal in soal["hari_kerja"]
        assert soal["mulai"] <= p.tanggal <= soal["sampai"]
        assert p.periode.mulai <= p.tanggal <= p.periode.sampai


@given(soal())
@settings(max_examples=200, deadline=None)
def test_petugas_tidak_pernah_di_dua_tempat(soal):
    petugas = {s.kunci: s.petugas for s in soal["sasaran"]}
    tugas = [(o, p.tanggal) for p in jalankan(soal).penempatan for o in petugas[p.kunci]]
    assert len(tugas) == len(set(tugas))
    assert [t for t in tugas if t[1] in soal["sibuk"].get(t[0], ())] == []


@given(soal())
@settings(max_examples=200, deadline=None)
def test_setiap_desa_dan_masa_tepat_sekali_terjawab(soal):
    """Placed, filled already, without a day, or without a free officer: exactly one of these."""
    hasil = jalankan(soal)
    terjawab = Counter(
        [(p.kunci, p.periode) for p in hasil.penempatan] + hasil.terisi + hasil.tanpa_hari + hasil.petugas_penuh
    )
    seharusnya = Counter(
        (s.kunci, periode)
        for s in soal["sasaran"]
        for periode in periode_tahun(TAHUN, s.jarak)
        if periode.mulai <= soal["sampai"] and periode.sampai >= soal["mulai"]
    )
    assert terjawab == seharusnya


@given(soal())
@settings(max_examples=100, deadline=None)
def test_mengulang_dengan_hasilnya_tidak_menambah_apa_pun(soal):
    hasil = jalankan(soal)
    ada = {k: list(v) for k, v in soal["kunjungan_desa"].items()}
    for p in hasil.penempatan:
        ada.setdefault(p.kunci, []).append(p.tanggal)
    lagi = jalankan(soal | {"kunjungan_desa": ada})
    assert [
        p for p in lagi.penempatan if (p.kunci, p.periode) in {(q.kunci, q.periode) for q in hasil.penempatan}
    ] == []


@given(soal())
@settings(max_examples=100, deadline=None)
def test_masukan_sama_hasil_sama(soal):
    assert jalankan(soal) == jalankan(soal)


@given(st.integers(1, 60), st.integers(1, 23))
@settings(max_examples=100, deadline=None)
def test_tersebar_merata_bila_tidak_ada_halangan(banyak, hari):
    offered = SEMUA_HARI[:hari]
    hasil = susun(
        [Sasaran(n, 1, frozenset({n})) for n in range(banyak)],
        mulai=offered[0],
        sampai=offered[-1],
        hari_kerja=offered,
        kunjungan_desa={},
        sibuk={},
    )
    beban = Counter(dict.fromkeys(offered, 0))
    beban.update(p.tanggal for p in hasil.penempatan)
    assert sum(beban.values()) == banyak
    assert max(beban.values()) - min(beban.values()) <= 1


def test_masa_menurut_frekuensi():
    assert [(p.mulai, p.sampai) for p in periode_tahun(2028, 6)] == [
        (date(2028, 1, 1), date(2028, 6, 30)),
        (date(2028, 7, 1), date(2028, 12, 31)),
    ]
    assert periode_tahun(2028, 1)[1].sampai == date(2028, 2, 29)
    assert [len(periode_tahun(2027, j)) for j in JARAK] == [12, 6, 4, 2]
