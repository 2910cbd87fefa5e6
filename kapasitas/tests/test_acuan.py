"""The table of competencies: every row that the sources gave, with its posts and its four sentences."""

from datetime import date
from hashlib import sha256

import pytest
import yaml
from django.core.exceptions import ValidationError

from kapasitas import acuan
from kapasitas.acuan import muat, semua, syarat_dari
from kapasitas.models import Kompetensi, Penilaian, SyaratJabatan, VersiKompetensi

# Of each post what it must have and what supports it, as the table drawn from the sources has them, line by line.
JABATAN = {
    "kepala_desa": "01 02 09 12 18 19 21 22 23 24 25|03 04 05 07 10 14 15 16 17 20",
    "sekretaris_desa": "02 04 05 09 10 12 14 15 17 18 19 23|01 03 06 07 08 11 13 16 20 21 22 24 25",
    "kaur_tu_umum": "02 05 10 13 14 15 16 20 23 25|09 12 17 18 22 24",
    "kaur_keuangan": "07 10 11 12 15 16 23|02 09 14 17",
    "kaur_perencanaan": "01 04 08 09 10 15 19 20 21 23|02 03 12 14 16 17 22",
    "kasi_pemerintahan": "02 03 04 06 10 15 16 18 20 23|05 09 12 14 17 19 24 25",
    "kasi_kesejahteraan": "08 10 15 20 23|01 02 04 09 12 14 16 17 19 21 22 24",
    "kasi_pelayanan": "10 15 20 23 24|02 04 06 09 12 14 16 17 19",
    "kepala_kewilayahan": "23|01 02 03 04 06 15 16 19 20 21 22 24",
    "bpd": "18 21 22|01 04 09 12 15 19 23",
}
# The four sentences of each, by their digest.
KALIMAT = {
    "KP-01": "d84595fa",
    "KP-02": "ed09dc91",
    "KP-03": "16ecd05f",
    "KP-04": "8dc95ea4",
    "KP-05": "b66316f4",
    "KP-06": "58ee6ba5",
    "KP-07": "7325aa7a",
    "KP-08": "4aa841ae",
    "KP-09": "7f4926d2",
    "KP-10": "251f2cba",
    "KP-11": "bf9d5ed2",
    "KP-12": "abab7a18",
    "KP-13": "b41af4dd",
    "KP-14": "3eeebf27",
    "KP-15": "173de933",
    "KP-16": "e69c6c71",
    "KP-17": "a13d913a",
    "KP-18": "ae06683d",
    "KP-19": "20a145ad",
    "KP-20": "7692a944",
    "KP-21": "25955e0e",
    "KP-22": "ec7a5161",
    "KP-23": "10af9f1d",
    "KP-24": "9aa2764b",
    "KP-25": "a0cf2a3d",
}


@pytest.fixture
def isi():
    (satu,) = (i for i in semua() if i["kode"] == "kompetensi-2026")
    return satu


def test_setiap_baris_sumbernya_ada(isi):
    ada = {j: [[], []] for j in JABATAN}
    for k in isi["kompetensi"]:
        for n, sifat in enumerate(("wajib", "pendukung")):
            for jabatan in k.get(sifat, ()):
                ada[jabatan][n].append(k["kode"].removeprefix("KP-"))
    assert {j: "|".join(" ".join(isi) for isi in dua) for j, dua in ada.items()} == JABATAN


def test_setiap_tingkat_berbunyi_seperti_sumbernya(isi):
    bunyi = {k["kode"]: "\n".join(k["tingkat"].values()) for k in isi["kompetensi"]}
    assert {kode: sha256(teks.encode()).hexdigest()[:8] for kode, teks in bunyi.items()} == KALIMAT


def test_yang_bukan_dari_sumber_ditandai_usulan(isi):
    """Only a post whose task was read has a source; from memory is none."""
    menurut = {k["kode"]: {s["jabatan"]: s for s in syarat_dari(isi, k)} for k in isi["kompetensi"]}
    assert not menurut["KP-07"]["kaur_keuangan"]["usulan"]
    assert menurut["KP-07"]["kaur_keuangan"]["url"].count("http") == 2
    assert menurut["KP-07"]["kepala_desa"]["usulan"]
    assert menurut["KP-03"]["kasi_pemerintahan"]["usulan"]  # that the profile is his task, nobody has read
    assert all(s["usulan"] for s in menurut["KP-23"].values())


@pytest.mark.django_db
def test_dimuat_sekali_dan_aman_diulang(isi):
    assert muat() == ["Kompetensi aparatur desa 2026: 25 kompetensi dimuat."]
    assert muat() == ["Kompetensi aparatur desa 2026: sudah dimuat, tidak berubah."]
    assert Kompetensi.objects.count() == 25
    assert SyaratJabatan.objects.count() == sum(len(syarat_dari(isi, k)) for k in isi["kompetensi"])


@pytest.mark.django_db
def test_versi_yang_dipakai_tidak_berubah(penilaian, monkeypatch, isi, tmp_path):
    beda = isi | {"kompetensi": [isi["kompetensi"][0] | {"nama": "Lain"}, *isi["kompetensi"][1:]]}
    berkas = tmp_path / "kompetensi-2026.yaml"
    berkas.write_text(yaml.safe_dump(beda, allow_unicode=True), encoding="utf-8")
    monkeypatch.setattr(acuan, "berkas_acuan", lambda: [berkas])
    with pytest.raises(ValidationError, match="sudah dipakai menilai"):
        muat()
    Penilaian.objects.all().delete()
    assert muat() == ["Kompetensi aparatur desa 2026: 25 kompetensi diperbarui."]
    assert VersiKompetensi.objects.get().berlaku_sejak == date(2026, 1, 1)
