"""The reference data of the books, and the two commands."""

import json
import re
from collections import Counter

import pytest
import yaml
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from desa.models import Kecamatan
from perut import acuan
from perut.models import Buku, InstrumenBuku, Kunjungan, Pemeriksaan
from perut.tests.factories import KunjunganFactory

PERMENDAGRI = "permendagri-47-2016"


def isi_permendagri() -> dict:
    (isi,) = [isi for isi in acuan.semua() if isi["kode"] == PERMENDAGRI]
    return isi


def kode_berkas(isi: dict) -> set[str]:
    """The codes that a file declares, read without the room's own code."""
    return {b["kode"] for kelompok in isi["kelompok"] for b in kelompok["buku"]}


def kode_tak_disebut(isi: dict) -> set[str]:
    return {b["kode"] for kelompok in isi["kelompok"] for b in kelompok["buku"] if b.get("tak_disebut")}


@pytest.fixture
def instrumen(db):
    acuan.muat()
    return InstrumenBuku.objects.get(kode=PERMENDAGRI)


def test_semua_buku_permendagri_47_dimuat_berurutan(instrumen):
    """Lampiran Permendagri 47/2016 has the models A to D, each numbered from 1 without a gap."""
    kode = [b.kode for b in instrumen.buku.all()]
    assert set(kode) == kode_berkas(isi_permendagri())
    banyak = Counter(k[0] for k in kode)
    assert list(banyak) == ["A", "B", "C", "D"]
    assert kode == [f"{huruf}.{n}" for huruf in banyak for n in range(1, banyak[huruf] + 1)]
    assert [b.urut for b in instrumen.buku.all()] == list(range(1, len(kode) + 1))


def test_pertentangan_pedoman_dan_peraturan_tampak_sebagai_catatan(instrumen):
    a1 = instrumen.buku.get(kode="A.1")
    assert (a1.nama, a1.nama_pedoman) == ("Buku Peraturan di Desa", "Buku Peraturan Kepala Desa")
    gabungan = instrumen.buku.filter(catatan__contains="dalam satu butir").values_list("kode", flat=True)
    assert list(gabungan) == ["A.5", "A.6", "C.3", "C.4"]
    tak_disebut = instrumen.buku.filter(catatan__icontains="tidak disebut dalam Pedoman").values_list("kode", flat=True)
    assert {"A.3", "B.2", "C.2", "C.5"} <= set(tak_disebut) == kode_tak_disebut(isi_permendagri())


def test_memuat_dua_kali_tidak_mengubah_apa_pun(instrumen):
    sebelum = list(Buku.objects.values())
    assert acuan.muat() == [f"{isi['judul']}: sudah dimuat, tidak berubah." for isi in acuan.semua()]
    assert list(Buku.objects.values()) == sebelum


def test_versi_yang_belum_dipakai_boleh_diperbarui(instrumen):
    sebelum = list(Buku.objects.values("instrumen", "urut", "kode", "nama", "catatan"))
    InstrumenBuku.objects.filter(pk=instrumen.pk).update(sidik="lain")
    assert f"{instrumen.judul}: {len(kode_berkas(isi_permendagri()))} buku diperbarui." in acuan.muat()
    assert list(Buku.objects.values("instrumen", "urut", "kode", "nama", "catatan")) == sebelum


@pytest.mark.parametrize("cara", ["instrumen", "pemeriksaan"])
def test_versi_yang_sudah_dipakai_tidak_pernah_diubah(instrumen, cara):
    kunjungan = KunjunganFactory()
    if cara == "instrumen":
        Kunjungan.objects.update(instrumen=instrumen)
    else:
        Pemeriksaan.objects.create(kunjungan=kunjungan, buku=instrumen.buku.first())
    InstrumenBuku.objects.filter(pk=instrumen.pk).update(sidik="lain")
    with pytest.raises(ValidationError, match="buat versi baru"):
        acuan.muat()
    assert InstrumenBuku.objects.get(pk=instrumen.pk).sidik == "lain"


def test_ekspor_satu_json_tanpa_basis_data(capsys):
    call_command("acuan_ekspor")
    isi = json.loads(capsys.readouterr().out)
    assert {b["kode"] for b in isi["buku"]} == kode_berkas(acuan.semua()[-1])
    assert {frozenset(b) for b in isi["buku"]} == {frozenset({"kode", "nama", "kelompok", "sumber"})}
    for buku in isi["buku"]:
        assert buku["sumber"][0].startswith(f"Permendagri 47/2016, Lampiran, Model {buku['kode']}: ")
        assert re.search(r"^Pedoman Teknis PERUT 2024, B\.1 huruf [a-d] ", buku["sumber"][1])
    tak_disebut = {b["kode"] for b in isi["buku"] if b["sumber"][1].endswith("tidak disebut")}
    assert tak_disebut == kode_tak_disebut(acuan.semua()[-1])


def test_perintah_acuan_muat_memuat_buku_tanpa_wilayah(db, capsys):
    call_command("acuan_muat")
    tercetak = capsys.readouterr().out
    for isi in acuan.semua():
        buku = Buku.objects.filter(instrumen__kode=isi["kode"])
        assert {b.kode for b in buku} == kode_berkas(isi)
        assert f"{isi['judul']}: {buku.count()} buku dimuat." in tercetak
    assert not Kecamatan.objects.exists()  # an office chooses its own


def test_kelompok_boleh_berurutan_bagaimana_pun(instrumen, tmp_path, monkeypatch):
    """The same file with its keys, groups and books turned round is the same version, also where a visit used it."""
    sebelum = list(Buku.objects.values())
    Kunjungan.objects.filter(pk=KunjunganFactory().pk).update(instrumen=instrumen)
    (asli,) = [b for b in acuan.berkas_acuan() if instrumen.kode in b.stem]
    isi = yaml.safe_load(asli.read_text(encoding="utf-8"))
    isi["kelompok"].reverse()
    for kelompok in isi["kelompok"]:
        kelompok["buku"].reverse()
    berkas = tmp_path / "buku-terbalik.yaml"
    berkas.write_text(yaml.safe_dump(dict(reversed(isi.items())), allow_unicode=True, sort_keys=False), "utf-8")
    monkeypatch.setattr(acuan, "berkas_acuan", lambda: [berkas])
    assert f"{instrumen.judul}: sudah dimuat, tidak berubah." in acuan.muat()
    assert list(Buku.objects.values()) == sebelum


def test_kunci_yang_belum_ada_disebut_dengan_berkas_dan_barisnya(db, tmp_path, monkeypatch):
    teks = acuan.berkas_acuan()[0].read_text(encoding="utf-8")
    berkas = tmp_path / "buku-rusak.yaml"
    berkas.write_text(teks.replace("        nama: Buku Keputusan Kepala Desa\n", ""), encoding="utf-8")
    baris = next(n for n, isi in enumerate(teks.splitlines(), 1) if isi.endswith("- kode: A.2"))
    monkeypatch.setattr(acuan, "berkas_acuan", lambda: [berkas])
    for perintah in ("acuan_muat", "acuan_ekspor"):
        with pytest.raises(CommandError, match=rf"buku-rusak\.yaml, baris {baris}: kunci “nama” belum ada"):
            call_command(perintah)
    assert not InstrumenBuku.objects.exists()
