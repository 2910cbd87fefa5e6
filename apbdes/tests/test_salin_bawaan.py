"""A kabupaten begins its own set from a shipped one: the arithmetic comes along, another region's law does not."""

import datetime
from dataclasses import replace

import pytest
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes.aturan import baca_perangkat, perangkat_dari, periksa
from apbdes.gramatika.baca import baca
from apbdes.kantor.isi import tulis
from apbdes.kantor.nilai import kamus_untuk, nilai
from apbdes.kantor.salin import bawaan, salinan_bawaan, sumber_bawaan
from apbdes.kantor.syarat import kekurangan_ajukan_perangkat
from apbdes.models import PerangkatAturan
from apbdes.services.perangkat import nilai_tambah
from apbdes.tests.contoh import PERBUP, utuh
from apbdes.tests.contoh_evaluasi import anggaran_melanggar

pytestmark = pytest.mark.django_db
KEPALA = {"kode": "perbup-sendiri", "nama": "Perbup Sendiri", "tahun": ["2026"]}


@pytest.fixture
def admin(desa):
    return pengguna_berperan(Peran.ADMIN_KABUPATEN, desa)


def salin(kabupaten, kode, **kepala):
    return salinan_bawaan(baca_perangkat(kode), kabupaten, KEPALA | kepala)


def putusan(perangkat, tahun):
    isi = [replace(a, tahun=tahun) for a in (utuh(), anggaran_melanggar())]
    return [
        [(h.aturan.kode, h.hasil.putusan, h.hasil.selisih, h.hasil.baris) for h in periksa(a, perangkat)] for a in isi
    ]


@pytest.mark.parametrize("kode", [k.partition(":")[2] for k, _ in sumber_bawaan()])
@pytest.mark.parametrize("sendiri", [True, False])
def test_salinan_dinilai_bersih_dan_memutuskan_sama(desa, desa_lain, kode, sendiri):
    """Whatever is copied can be judged by at once, and judges as the shipped set does."""
    asal = baca_perangkat(kode)
    kabupaten = (desa if sendiri else desa_lain).kecamatan.kabupaten
    tahun = asal.tahun[0] if asal.tahun else 2026
    isi, _ = salin(kabupaten, kode, tahun=[str(tahun)])
    assert nilai(isi | {"wilayah": kabupaten.kode}, kamus_untuk(kabupaten, tahun)).salah == []
    terbaca, _ = baca(tulis(isi))
    hasil = putusan(perangkat_dari(terbaca, datetime.date(2026, 1, 1)), tahun)
    tetap = [[h for h in satu if h[0] not in ("NAS-B30", "NAS-B70", "PRC-16")] for satu in putusan(asal, tahun)]
    assert [[h for h in satu if h[0] != "PRC-16"] for satu in hasil] == tetap


def test_dari_kabupaten_lain_hanya_hitungannya(desa_lain, desa):
    isi, ditinggal = salin(desa_lain.kecamatan.kabupaten, PERBUP)
    assert isi["di_atas"] == ["nasional"]  # that of 2024 is not of this year
    assert not {"judul", "peraturan", "pertentangan", "kegiatan"} & set(isi)
    assert len(isi["aturan"]) == 33
    assert "Kayong" not in tulis(isi) and "BAB " not in tulis(isi)
    assert isi["angka"]["siltap_kades"] == {"arti": "Penghasilan tetap kepala desa sebulan", "nilai": "3000000"}
    assert any("milik kabupaten lain" in k for k in ditinggal)
    milik, _ = salin(desa.kecamatan.kabupaten, PERBUP)
    assert milik["aturan"][0]["dasar"] == "Lampiran I BAB III.1.B huruf b" and milik["pertentangan"]


def test_dari_nasional_pasalnya_ikut_dan_yang_dihitung_program_tinggal(desa):
    isi, ditinggal = salin(desa.kecamatan.kabupaten, "nasional")
    assert [(a["kode"], a["peraturan"]) for a in isi["aturan"]] == [
        ("NAS-SIL-01", "PP 11/2019"),
        ("NAS-SIL-02", "PP 11/2019"),
    ]
    assert set(isi["angka"]) == {"siltap_kades_minimum", "siltap_sekdes_minimum"}
    assert set(isi["pilihan"]) == {"penghasilan_kades", "penghasilan_sekdes"}
    assert "judul" not in isi
    assert ditinggal == [
        "NAS-B30 dan NAS-B70 dihitung program dan tidak disalin; perangkat Nasional tetap menilainya.",
    ]


def test_nilai_kabupaten_yang_dicatat_di_peramban_ikut(desa, desa_lain, orang):
    isi = {
        "sejak": datetime.date(2025, 1, 1),
        "nilai": "3.250.000",
        "dasar": "Perbup 1/2025 Pasal 2",
        "alasan": "Naik.",
    }
    kabupaten = desa.kecamatan.kabupaten
    nilai_tambah(perangkat=PERBUP, angka="siltap_kades", kabupaten=kabupaten, oleh=orang["admin"], **isi)
    riwayat = salin(kabupaten, PERBUP).isi["angka"]["siltap_kades"]["riwayat"]
    assert [(r["sejak"], r["nilai"]) for r in riwayat] == [("2023-12-22", "3000000"), ("2025-01-01", "3.250.000")]
    assert "riwayat" not in salin(desa_lain.kecamatan.kabupaten, PERBUP).isi["angka"]["siltap_kades"]


def test_dasar_tidak_disalin():
    assert bawaan("bawaan:dasar") is None
    assert "bawaan:dasar" not in dict(sumber_bawaan())


def test_disalin_di_halaman_lalu_harus_dilengkapi(client, desa_lain):
    admin = pengguna_berperan(Peran.ADMIN_KABUPATEN, desa_lain)
    pengguna_berperan(Peran.CAMAT, desa_lain)
    client.force_login(admin)
    rinci = client.get(reverse("apbdes:perangkat-rinci", args=[PERBUP])).content.decode()
    alamat = f"{reverse('apbdes:aturan-baru')}?salin=bawaan:{PERBUP}"
    assert alamat in rinci
    form = client.get(alamat).context["form"]
    assert form["salin"].value() == f"bawaan:{PERBUP}"
    kabupaten = desa_lain.kecamatan.kabupaten
    isi = {"kabupaten": kabupaten.pk, "nama": "Perbup Sendiri", "kode": "perbup-sendiri", "tahun": "2026-2027"}
    jawab = client.post(alamat, isi | {"salin": f"bawaan:{PERBUP}"}, follow=True)
    assert jawab.status_code == 200
    halaman = jawab.content.decode()
    assert "milik kabupaten lain" in halaman
    assert "paling banyak 30% dari belanja desa" in halaman and "{batas" not in halaman
    draf = PerangkatAturan.objects.get()
    assert (draf.kabupaten, draf.tahun, draf.nama) == (kabupaten, [2026, 2027], "Perbup Sendiri")
    kurang = kekurangan_ajukan_perangkat(draf)
    assert any(k.startswith("Angka ") and k.endswith(" belum berisi pasalnya.") for k in kurang)
    assert kurang[-1].startswith("Dan ")
    draf.isi["aturan"][0]["judul"] = "Paling banyak {batas}"
    draf.isi["angka"] = {k: a | {"dasar": "Pasal 1"} for k, a in draf.isi["angka"].items()}
    assert kekurangan_ajukan_perangkat(draf)[0] == "Judul aturan B30-01 menyebut angka “batas”, yang tidak ada."
    assert client.post(alamat, isi | {"kode": "lain", "salin": "bawaan:entah"}).status_code == 422


@pytest.mark.parametrize("peran", [Peran.VERIFIKATOR, Peran.SEKRETARIS_DESA])
def test_yang_tidak_menulis_tidak_ditawari(client, orang, peran):
    client.force_login(orang[peran])
    assert b"?salin=" not in client.get(reverse("apbdes:perangkat-rinci", args=[PERBUP])).content
