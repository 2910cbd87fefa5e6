"""What is looked for: the words, without what only surrounds them."""

import pytest

from dasar.nama import bergelar, tanpa_sebutan
from dasar.pencarian import KATA_MAKS, ejaan, kata_cari


@pytest.mark.parametrize(
    ("teks", "kata"),
    [
        ("Bihara", ["Bihara"]),
        ("Desa Bihara", ["Bihara"]),
        ("ds. Bihara", ["Bihara"]),
        ("Kecamatan Desa Adat Tenganan", ["Tenganan"]),
        ("Desa", ["Desa"]),
        ("Keputusan Desa", ["Keputusan", "Desa"]),
        ("  jembatan,\tjembatan \n 2026. ", ["jembatan", "2026"]),
        ("400.10.2 / 001 /KEC-AWY/2026", ["400.10.2/001/KEC-AWY/2026"]),
        ("140 001 2026", ["140", "001", "2026"]),
        ("Ma’ruf (H.)", ["Ma'ruf", "H"]),
        ("“Buku Kas”", ["Buku", "Kas"]),
        ("100% _", ["100%"]),
        ("a\x00b\u200b", ["ab"]),
        ("--- ... ''", []),
        ("", []),
        ("%", []),
    ],
)
def test_kata(teks, kata):
    assert kata_cari(teks) == kata


@pytest.mark.parametrize(
    ("teks", "kata"),
    [
        ("Drs. H. Ahmad Yani, S.Sos., M.AP.", ["Ahmad", "Yani"]),
        ("M. Yusuf", ["M", "Yusuf"]),
        ("H.", ["H"]),
        ("S.Sos.", ["S.Sos"]),
        ("Kaur Keuangan", ["Kaur", "Keuangan"]),
    ],
)
def test_kata_tentang_orang(teks, kata):
    assert kata_cari(teks, orang=True) == kata


def test_kata_dibatasi_dan_ejaan_apostrof():
    assert kata_cari(" ".join(f"k{n}" for n in range(100))) == [f"k{n}" for n in range(KATA_MAKS)]
    assert ejaan("ruf") == ["ruf"]
    assert set(ejaan("Ma'ruf")) >= {"Ma'ruf", "Ma’ruf"}
    assert tanpa_sebutan("Kota Baru") == "Baru" and tanpa_sebutan("Kampung") == "Kampung"
    assert [k for k in ("Drs.", "H", "S.Sos", "Hasan", "2026") if bergelar(k)] == ["Drs.", "H", "S.Sos"]
