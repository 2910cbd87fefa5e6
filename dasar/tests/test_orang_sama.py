"""Whether two names are one person's."""

import pytest

from dasar.nama import kunci_nama, nama_sama


@pytest.mark.parametrize(
    ("satu", "lain"),
    [
        ("Drs. H. Ahmad Yani, M.Si.", "AHMAD YANI"),
        ("Ahmad Yani S.Sos", "Ahmad Yani, S.Sos., M.AP."),
        ("Hj. Siti Nur'aini", "Siti Nuraini"),
        ("Dr. Ir. H. M. Yusuf", "M Yusuf"),
        ("K.H. Abdul  Wahid", "Abdul Wahid"),
        ("A. Rahman A.Md.", "A. Rahman"),
    ],
)
def test_gelar_tidak_membuat_orang_lain(satu, lain):
    assert nama_sama(satu, lain) and nama_sama(lain, satu)


@pytest.mark.parametrize(
    ("satu", "lain"),
    [
        ("Kades Lama", "Kades Baru"),
        ("M. Yusuf", "Muhammad Yusuf"),  # an initial is not a name: the link says so, not a guess
        ("Ahmad Yani", "Ahmad Yani Saputra"),
        ("", ""),
        ("S.Sos.", ""),
    ],
)
def test_nama_lain_orang_lain(satu, lain):
    assert not nama_sama(satu, lain)


def test_nama_yang_hanya_gelar_tetap_nama():
    """Somebody may be called Haji, or Ir."""
    assert [kunci_nama(n) for n in ("H.", "Ir", "Dr. H.")] == ["h", "ir", "h"]
