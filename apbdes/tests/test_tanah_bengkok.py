"""What tanah bengkok brings is left out of NAS-B30 and NAS-B70, PP 11/2019 Pasal 100 ayat (2)."""

import pytest

from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, b, p, putus


def isi(kelompok, **fakta):
    """1.000 rupiah of spending, 200 of income from village land."""
    baris = [b("1.1.01", "5.1.1.01", kelompok), b("2.3.01", "5.2.6.05", 1000 - kelompok)]
    return anggaran(baris, [p("4.1.2.01", "PAD", 200)], fakta=fakta)


@pytest.mark.parametrize("kode", ["NAS-B30", "NAS-B70"])
@pytest.mark.parametrize(
    ("kelompok", "fakta", "putusan"),
    [
        (300, {}, BELUM),  # nobody has said
        (300, {"ada_tanah_bengkok": True}, BELUM),
        (300, {"ada_tanah_bengkok": False}, YA),
        (301, {"ada_tanah_bengkok": False}, TIDAK),
        (300, {"hasil_tanah_bengkok": 0}, YA),
        (270, {"hasil_tanah_bengkok": 100_00}, YA),  # 270 of 900, even if none of it is bengkok
        (271, {"hasil_tanah_bengkok": 100_00}, BELUM),  # 171 of 900, if all of it is
        (370, {"hasil_tanah_bengkok": 100_00}, BELUM),
        (371, {"hasil_tanah_bengkok": 100_00}, TIDAK),  # 271 of 900, even if all of it is
        (270, {"hasil_tanah_bengkok": 200_01}, BELUM),  # more than there is
    ],
)
def test_bagian_tanah_bengkok(kode, kelompok, fakta, putusan):
    assert putus(kode, isi(kelompok, **fakta), "nasional").putusan == putusan


def test_belanja_yang_seluruhnya_dari_bengkok():
    a = anggaran([b("1.1.01", "5.1.1.01", 200)], [p("4.1.2.01", "PAD", 200)], fakta={"hasil_tanah_bengkok": 200_00})
    assert putus("NAS-B30", a, "nasional").putusan == BUKAN
