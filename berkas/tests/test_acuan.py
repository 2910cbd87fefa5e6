"""The categories as dated files side by side, each checked at load."""

import pytest
from django.core.exceptions import ValidationError

from berkas import acuan
from berkas.models import KategoriBerkas

pytestmark = pytest.mark.django_db
KEDUA = """\
kategori:
  - butir:
      - {periode: tahunan, nama: Laporan BUM Desa, kode: laporan-bumdes}
      - {kode: lppd, nama: LPPD menurut aturan baru, periode: tahunan}
    kelompok: laporan
diperiksa: 2027-01-02
berlaku_sejak: 2027-01-01
kode: kategori-lain-2027
"""


@pytest.fixture
def kedua(tmp_path, monkeypatch):
    """A newer file with a name that comes first."""
    asli = acuan.berkas_acuan()
    berkas = tmp_path / "a-kategori.yaml"
    berkas.write_text(KEDUA, encoding="utf-8")
    monkeypatch.setattr(acuan, "berkas_acuan", lambda: [berkas, *asli])
    return berkas


def isi() -> dict:
    return {k.kode: (k.nama, k.kelompok, k.periode, k.urut, k.dasar) for k in KategoriBerkas.objects.all()}


def test_berkas_kedua_menambah_dan_memperbarui_kategori(desa, orang, kedua, monkeypatch):
    with monkeypatch.context() as sendiri:
        pertama = [b for b in acuan.berkas_acuan() if b != kedua]
        sendiri.setattr(acuan, "berkas_acuan", lambda: pertama)
        acuan.muat()
    sebelum = isi()
    acuan.muat()
    sesudah = isi()
    assert sesudah.keys() == sebelum.keys() | {"laporan-bumdes"}
    beda = {k for k in sebelum if sesudah[k] != sebelum[k]}
    assert beda == {"lppd"}
    assert sesudah["lppd"] == ("LPPD menurut aturan baru", "laporan", "tahunan", sebelum["lppd"][3], "")
    assert sesudah["laporan-bumdes"][3] == max(n for _, k, _, n, _ in sebelum.values() if k == "laporan") + 1
    assert acuan.muat() == ["Kategori berkas: tidak berubah."]


@pytest.mark.parametrize(
    ("baik", "buruk", "kata"),
    [
        ("nama: Laporan BUM Desa, ", "", "kunci “nama” belum ada"),
        ("kelompok: laporan", "kelompok: rapor", "“rapor” bukan salah satu dari: buku, sk"),
        (
            "periode: tahunan, nama: L",
            "periode: mingguan, nama: L",
            "“mingguan” bukan salah satu dari: sekali",
        ),
        ("kode: lppd", "kode: laporan-bumdes", "kode laporan-bumdes sudah dipakai"),
    ],
)
def test_isi_yang_keliru_ditolak_dengan_berkas_dan_barisnya(kedua, baik, buruk, kata):
    assert baik in KEDUA
    kedua.write_text(KEDUA.replace(baik, buruk), encoding="utf-8")
    with pytest.raises(ValidationError) as galat:
        acuan.muat()
    assert any(kata in k and k.startswith(f"{kedua}, baris ") for k in galat.value.messages), galat.value.messages
    assert not KategoriBerkas.objects.exists()
