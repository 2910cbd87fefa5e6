"""`manage.py apbdes_periksa`: the JSON to the letter, the exit status, and every problem of a file."""

import json
from collections import Counter
from dataclasses import replace

import pytest
from django.core.management import call_command

from apbdes.laporan import URUTAN
from apbdes.tests.contoh import anggaran, b, gaji, lembar, lembar_kecil, p, semua_putusan, utuh, xlsx


@pytest.fixture
def jalankan(tmp_path, capsys):
    def jalan(isi, *argumen, semula=None):
        berkas = tmp_path / "apbdes.xlsx"
        berkas.write_bytes(isi)
        if semula is not None:
            (tmp_path / "semula.xlsx").write_bytes(semula)
            argumen = ("--semula", str(tmp_path / "semula.xlsx"), *argumen)
        with pytest.raises(SystemExit) as keluar:
            call_command("apbdes_periksa", str(berkas), *argumen)
        tercetak = capsys.readouterr()
        return keluar.value.code, tercetak.out, tercetak.err

    return jalan


KOLOM = {
    "kode",
    "judul",
    "tingkat",
    "putusan",
    "dasar",
    "pembilang",
    "penyebut",
    "batas",
    "selisih",
    "hitungan",
    "baris",
    "pesan",
    "catatan",
}


def test_json_seperti_pada_format(jalankan):
    isi = anggaran([b("1.1.01", "5.1.1.90", 312_400_000), b("1.1.04", "5.2.1.01", 728_600_000)])
    status, keluar, galat = jalankan(xlsx(lembar(isi)), "--json")
    assert (status, galat) == (1, "")
    laporan = json.loads(keluar)
    assert list(laporan) == ["berkas", "desa", "tahun", "jenis", "aturan", "perangkat", "hasil", "ringkasan"]
    assert {k: laporan[k] for k in ("berkas", "desa", "tahun", "jenis", "aturan", "perangkat")} == {
        "berkas": "apbdes.xlsx",
        "desa": "61.11.01.2001",
        "tahun": 2024,
        "jenis": "murni",
        "aturan": "perbup-kayong-utara-66-2023",
        "perangkat": ["dasar", "perbup-kayong-utara-66-2023"],
    }
    assert all(set(h) == KOLOM for h in laporan["hasil"])
    (b30,) = [h for h in laporan["hasil"] if h["kode"] == "B30-01"]
    assert b30 | {"judul": "", "pesan": ""} == {
        "kode": "B30-01",
        "judul": "",
        "tingkat": "wajib",
        "putusan": "dilanggar",
        "dasar": "Perbup Kayong Utara 66/2023 Lampiran I BAB III.1.B huruf b",
        "pembilang": 312_400_000,
        "penyebut": 1_041_000_000,
        "batas": "30%",
        "selisih": 100_000,
        "hitungan": "312.400.000 × 100 = 31.240.000.000 > 30 × 1.041.000.000 = 31.230.000.000",
        "baris": ["Belanja!2"],
        "pesan": "",
        "catatan": None,
    }
    assert list(laporan["ringkasan"]) == ["terpenuhi", "dilanggar", "tidak_berlaku", "tidak_dapat_ditentukan"]
    assert sum(laporan["ringkasan"].values()) == len(laporan["hasil"])
    assert [h["kode"] for h in laporan["hasil"]] == list(URUTAN)


def test_status_0_bila_semua_terputuskan_dan_tidak_ada_yang_dilanggar(jalankan):
    status, keluar, _ = jalankan(xlsx(lembar(utuh())))
    assert status == 0
    n = Counter(semua_putusan(utuh()).values())
    ringkasan = f"{n['terpenuhi']} terpenuhi, {n['tidak_berlaku']} tidak berlaku"
    assert keluar.endswith(f"Ringkasan: 0 dilanggar, 0 tidak dapat ditentukan, {ringkasan}.\n")
    assert n.total() == len(URUTAN)


def test_status_3_bila_tidak_ada_yang_dilanggar_tetapi_ada_yang_belum_dapat_ditentukan(jalankan):
    isi = utuh(jumlah_petugas_pbb=None)
    status, keluar, _ = jalankan(xlsx(lembar(isi)))
    assert status == 3
    assert "BHP-02" in keluar
    assert "Lengkapi Identitas kunci jumlah_petugas_pbb." in keluar


def test_status_1_menyebut_kekurangan_hitungan_dan_dasar(jalankan):
    status, keluar, _ = jalankan(xlsx(lembar(anggaran([gaji("1.1.01", "5.1.1.01", "kades", 3_100_000)]))))
    assert status == 1
    assert "SIL-01 Penghasilan tetap kepala desa: DILANGGAR" in keluar
    assert "Hitungan: 3.100.000 ≠ 3.000.000" in keluar
    assert "Dasar: Perbup Kayong Utara 66/2023 Lampiran I BAB IV.2.C angka 1.1 huruf a" in keluar


def test_status_2_mencetak_setiap_galat(jalankan):
    isi = lembar_kecil()
    isi["Belanja"] = [isi["Belanja"][0], ["1.1", "abc", "1,5050", "ADD"]]
    status, keluar, galat = jalankan(xlsx(isi))
    assert (status, keluar) == (2, "")
    assert [b.partition(": ")[2].partition(":")[0] for b in galat.splitlines()] == [
        "Lembar Belanja, baris 2, kolom kode_kegiatan (A)",
        "Lembar Belanja, baris 2, kolom kode_rekening (B)",
        "Lembar Belanja, baris 2, kolom jumlah (C)",
    ]
    status, keluar, _ = jalankan(xlsx(isi), "--json")
    assert status == 2
    assert json.loads(keluar)["galat"][0] == {
        "berkas": "apbdes.xlsx",
        "lembar": "Belanja",
        "baris": 2,
        "kolom": "kode_kegiatan (A)",
        "pesan": "“1.1” bukan kode kegiatan. Tulis misalnya 1.1.01.",
    }


def test_berkas_yang_tidak_ada(capsys, tmp_path):
    with pytest.raises(SystemExit) as keluar:
        call_command("apbdes_periksa", str(tmp_path / "tidak-ada.xlsx"))
    assert keluar.value.code == 2
    assert "Berkas tidak dapat dibuka" in capsys.readouterr().err


def test_perubahan_dengan_dan_tanpa_semula(jalankan):
    semula, menjadi = xlsx(lembar(utuh())), xlsx(lembar(utuh(jenis="perubahan")))
    assert jalankan(menjadi, semula=semula)[0] == 0
    status, keluar, _ = jalankan(menjadi)
    assert status == 3
    assert "B30-04" in keluar


@pytest.mark.parametrize("beda", [{"kode_desa": "61.11.01.2002"}, {"tahun": 2023}])
def test_semula_milik_desa_atau_tahun_lain_ditolak(jalankan, beda):
    semula = anggaran((), [p("4.2.3.01", "ADD", 1)], **beda)
    status, _, galat = jalankan(xlsx(lembar(utuh(jenis="perubahan"))), semula=xlsx(lembar(semula)))
    assert status == 2
    assert galat.startswith("semula.xlsx: Lembar Identitas, kolom ")


def test_galat_kedua_berkas_disebut_bersama(jalankan):
    status, _, galat = jalankan(b"rusak", semula=b"rusak")
    assert status == 2
    assert [b.partition(":")[0] for b in galat.splitlines()] == ["apbdes.xlsx", "semula.xlsx"]


def test_perangkat_lain(jalankan):
    status, keluar, _ = jalankan(xlsx(lembar(utuh())), "--aturan", "nasional-2024", "--json")
    assert status == 0
    assert json.loads(keluar)["aturan"] == "nasional-2024"
    status, _, galat = jalankan(xlsx(lembar(utuh())), "--aturan", "entah")
    assert status == 2
    assert "Perangkat aturan “entah” tidak ada." in galat


def test_petunjuk_yang_belum_dipastikan_tidak_menghalangi_status_0(jalankan):
    """Only wajib and perlu count; a hint that cannot be decided is printed, no more."""
    isi = utuh()
    ketahanan_pangan = [
        baris._replace(kegiatan="4.1.90") if baris.kegiatan == "4.2.03" else baris for baris in isi.belanja
    ]
    status, keluar, _ = jalankan(
        xlsx(lembar(replace(isi, belanja=tuple(ketahanan_pangan)))), "--aturan", "nasional-2024"
    )
    assert "NAS-DD-02" in keluar
    assert "1 tidak dapat ditentukan" in keluar
    assert status == 0
