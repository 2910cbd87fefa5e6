"""The table of duties: every row that the sources gave, and which of them may ever be late."""

from collections import Counter
from datetime import date

import pytest

from berkas.acuan import muat
from berkas.models import KategoriBerkas
from kewajiban.acuan import berlaku_di, kewajiban_di, kewajiban_semua
from kewajiban.kejadian import NAMA

# The codes of the table drawn from the sources, line by line.
KODE = {
    *(f"KW-{n:03d}" for n in (*range(1, 6), *range(10, 25), *range(30, 54), 55, 56, *range(60, 71), *range(73, 98))),
    *(f"KW-{n}" for n in (*range(100, 111), *range(201, 228))),
    *(f"KW-{n}" for n in range(301, 305)),  # proposed by PERUT, in no source
    *(f"KW-{n}" for n in ("206b", "214b", "215b", "216b", "218b", "218c", "218d", "218e", "223b", "223c", "223d")),
}


def test_setiap_baris_sumbernya_ada():
    assert {k.kode for k in kewajiban_semua()} == KODE
    assert len(KODE) == 135


def test_hanya_yang_bertanggal_dan_terbaca_dapat_terlambat():
    semua = kewajiban_semua()
    assert sum(bool(k.aturan.bertanggal) for k in semua) == 48
    petunjuk = {k.kode for k in semua if k.aturan.bertanggal and not k.dapat_terlambat}
    ingatan, usulan = {"KW-206b", "KW-213", "KW-218b"}, {f"KW-{n}" for n in range(301, 305)}
    assert petunjuk == ingatan | usulan  # from memory, or proposed: never accuse


def test_yang_setempat_hanya_berlaku_di_sana():
    hari = date(2026, 6, 1)
    wilayah = {kode: Counter(k.wilayah for k in kewajiban_di(kode, hari).values()) for kode in ("61.11.02", "63.11.03")}
    assert wilayah["61.11.02"] == {"nasional": 43, "61.11": 82}
    assert wilayah["63.11.03"] == {"nasional": 43, "63.11.03": 10}


@pytest.mark.parametrize(
    ("wilayah", "kode", "ya"),
    [
        ("nasional", "11.01.01", True),
        ("61.11", "61.11.02", True),
        ("61.1", "61.11.02", False),
        ("61.11.02", "61.11.01", False),
    ],
)
def test_wilayah_dibandingkan_per_ruas(wilayah, kode, ya):
    assert berlaku_di(wilayah, kode) is ya


@pytest.mark.django_db
def test_dokumen_yang_memenuhinya_ada_dan_berperiode_sama():
    """A document of every half-year would never be found under what is due every month."""
    muat()
    periode = dict(KategoriBerkas.objects.values_list("kode", "periode"))
    dipakai = [k for k in kewajiban_semua() if k.kategori]
    assert {k.kode: {periode.get(k.kategori)} for k in dipakai} == {k.kode: k.aturan.masa for k in dipakai}


def test_yang_dimulai_dan_yang_menunggu_dikenal():
    semua = kewajiban_semua()
    assert {k.memulai for k in semua} - {""} <= set(NAMA)
    assert [(k.kode, k.menahan) for k in semua if k.menahan] == [("KW-088", "operasional BPD")]


def test_yang_belum_berlaku_belum_dituntut():
    assert kewajiban_di("61.11.02", date(2023, 12, 31)) == {}
