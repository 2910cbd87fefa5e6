"""The wording of the team's decree as dated files: the newest by its date, whatever the files are called."""

import pytest

from dasar.acuan import AcuanRusak
from evaluasi.acuan import naskah
from evaluasi.tests.factories import TimEvaluasiFactory

pytestmark = pytest.mark.django_db
LAMA = """\
menetapkan: [{teks: Keputusan ini berlaku.}]
mengingat: [{teks: Undang-Undang.}]
menimbang: [{teks: "bahwa lama {nama};"}]
catatan: []
tempat: Perbup Lama 1/2020
kode: sk-perbup-lama-1-2020
berlaku_sejak: 2020-01-01
"""


@pytest.fixture
def lama(tmp_path, monkeypatch):
    """An older file with a name that comes last."""
    asli = naskah.berkas_acuan()
    berkas = tmp_path / "sk-z-perbup-lama-1-2020.yaml"
    berkas.write_text(LAMA, encoding="utf-8")
    monkeypatch.setattr(naskah, "berkas_acuan", lambda: [*asli, berkas])
    return berkas


def test_yang_dipakai_yang_terbaru_menurut_tanggal_bukan_nama_berkas(lama):
    assert naskah.tempat() == "Perbup Kayong Utara 66/2023, Lampiran IV, Format I"
    assert not [b for b in naskah.sk_bawaan(TimEvaluasiFactory())["menimbang"] if "bahwa lama" in b.teks]
    lama.write_text(LAMA.replace("2020-01-01", "2030-01-01"), encoding="utf-8")
    tim = TimEvaluasiFactory()
    assert [b.teks for b in naskah.sk_bawaan(tim)["menimbang"]] == [f"bahwa lama {tim.nama};"]


@pytest.mark.parametrize(
    ("baik", "buruk", "kata"),
    [
        ("tempat: Perbup Lama 1/2020\n", "", "kunci “tempat” belum ada"),
        ("{nama}", "{nam}", "{nam} tidak dikenal"),
        ("{nama}", "{nama", "kurung kurawal"),
        ("{teks: Undang-Undang.}", "{teks: Undang-Undang., kabupaten: '61.11'}", "kunci “lain” belum ada"),
    ],
)
def test_berkas_yang_keliru_disebut_dengan_barisnya(lama, baik, buruk, kata):
    assert baik in LAMA
    lama.write_text(LAMA.replace(baik, buruk), encoding="utf-8")
    with pytest.raises(AcuanRusak) as galat:
        naskah.semua()
    assert any(kata in k and k.startswith(f"{lama}, baris ") for k in galat.value.messages), galat.value.messages


def test_berkas_yang_keliru_tidak_merobohkan_halaman(lama):
    lama.write_text(LAMA.replace("tempat", "temp"), encoding="utf-8")
    assert naskah.tempat() == "Perbup Kayong Utara 66/2023, Lampiran IV, Format I"
