"""Files that are not whole: a sentence with file and line, and never a KeyError in the middle of a check."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from apbdes import acuan, aturan
from apbdes.aturan.berkas import baca_berkas
from apbdes.gramatika.periksa import periksa
from apbdes.kantor.isi import tulis
from apbdes.kantor.nilai import KamusKabupaten, struktur
from apbdes.katalog import RESMI
from apbdes.tests.contoh import utuh
from dasar.acuan import AcuanRusak

PERBUP, NASIONAL = "perbup-kayong-utara-66-2023", "nasional-2024"


@pytest.fixture
def rusak(tmp_path, monkeypatch):
    """rusak(modul, "nama", lama, baru) puts a changed copy in place of that file; answers where it is."""

    def ganti(modul, nama: str, lama: str, baru: str) -> Path:
        for asli in modul.FOLDER.glob("*.yaml"):
            teks = asli.read_text(encoding="utf-8")
            if asli.stem == nama:
                assert lama in teks
                teks = teks.replace(lama, baru, 1)
            (tmp_path / asli.name).write_text(teks, encoding="utf-8")
        monkeypatch.setattr(modul, "FOLDER", tmp_path)
        aturan.baca_perangkat.cache_clear()
        return tmp_path / f"{nama}.yaml"

    yield ganti
    monkeypatch.undo()
    aturan.baca_perangkat.cache_clear()


@pytest.mark.parametrize(
    ("nama", "lama", "baru", "kata"),
    [
        (PERBUP, "    bunyi: ", "    bunyian: ", "“bunyian” tidak dikenal pada aturan."),
        (PERBUP, "    tingkat: wajib\n", "", "kunci “tingkat” belum ada pada aturan B30-01."),
        (PERBUP, "tingkat: wajib", "tingkat: keras", "Tingkat “keras” tidak ada. Yang ada: wajib, perlu, petunjuk"),
        (PERBUP, "    nilai: 3000000\n", "", "Angka “siltap_kades” belum bernilai."),
        (PERBUP, "nilai: 15%", "nilai: 1.5", "“1.5”: pecahan ditulis dengan koma, ribuan dengan titik."),
        (PERBUP, "    pakai: PRC-16", "    pakai: PRC-99", "Program tidak mempunyai hitungan PRC-99."),
        (PERBUP, "  siltap_kades:", "  siltap_kepala:", "Nama “siltap_kades” tidak ada dalam perangkat ini."),
        (PERBUP, "harga: penghasilan_kades", "harga: penghasilan", "Pilihan “penghasilan” tidak ada"),
        (PERBUP, "    satuan: OB\n", "", "“harga” memerlukan “satuan”"),
        (PERBUP, "di_atas: [nasional, ", "di_atas: [nasional-1999, ", "perangkat “nasional-1999” tidak ada"),
        (PERBUP, "di_atas: [nasional, ", "di_atas: [dasar, ", "ketentuan dasar selalu dipakai"),
        (PERBUP, "wilayah: 61.11", "wilayah: 6111", "Wilayah “6111” bukan kode"),
        (PERBUP, "wilayah: 61.11", "wilayah: 61", "wilayah “61” seharusnya kode kabupaten seperti 61.11"),
        (PERBUP, "wilayah: 61.11", "wilayah: Kayong", "Wilayah “Kayong” bukan kode"),
        (PERBUP, "kegiatan: kegiatan-", "kegiatan: kegiatannya-", "tabel kegiatan “kegiatannya-perbup"),
        (PERBUP, "tahun: [2024]", "tahun: [1024]", "tahun 1024 seharusnya 2015 sampai 2100"),
        (PERBUP, "kode: perbup-", "kode: peraturan-", "seharusnya sama dengan nama berkasnya"),
        (PERBUP, "paling banyak {batas_kelompok_30}", "paling banyak {batas}", "Judul B30-01 menyebut angka “batas”"),
        (PERBUP, "terhadap: nasional\n", "terhadap: daerah\n", "perangkat “daerah” tidak ada"),
        ("nasional", "  tanah_kas:", "  tanah:", "NAS-B30 menghitung dengan “tanah_kas”, yang belum ada."),
        (NASIONAL, "berlaku_sejak: 2024-01-01\n", "", "kunci “berlaku_sejak” belum ada"),
        (
            NASIONAL,
            "{sejak: 2024-01-01, nilai: 25%}",
            "{nilai: 25%}",
            "Angka “blt_dd”: nilainya belum bertanggal “sejak”.",
        ),
    ],
)
def test_perangkat_aturan_yang_keliru_disebut_dengan_berkas_dan_barisnya(rusak, nama, lama, baru, kata):
    berkas = rusak(aturan, nama, lama, baru)
    with pytest.raises(AcuanRusak) as galat:
        aturan.semua_perangkat()
    assert any(kata in k and k.startswith(f"{berkas}, baris ") for k in galat.value.messages), galat.value.messages
    with pytest.raises(CommandError, match=f"{nama}.yaml, baris "):
        call_command("acuan_ekspor")


def kunci(isi, letak=()):
    """Where each key stands, the items of a list numbered."""
    if isinstance(isi, dict):
        for k, v in isi.items():
            yield (*letak, k)
            yield from kunci(v, (*letak, k))
    elif isinstance(isi, list):
        for n, v in enumerate(isi):
            yield from kunci(v, (*letak, n))


def tanpa(isi, letak):
    kepala, *ekor = letak
    if isinstance(isi, list):
        return [tanpa(v, ekor) if n == kepala else v for n, v in enumerate(isi)]
    return {k: tanpa(v, ekor) if k == kepala and ekor else v for k, v in isi.items() if k != kepala or ekor}


def test_setiap_kunci_yang_dibuang_disebut_atau_memang_boleh_tidak_ada(tmp_path):
    """Whatever is left out, the file is refused with a line, or every rule of it can be asked."""
    wajib, boleh = set(), set()
    for asli in sorted(aturan.FOLDER.glob("*.yaml"), key=lambda p: p.stat().st_size):  # each way in the smallest file
        isi = struktur(asli.read_text(encoding="utf-8"))
        cara = {tuple("*" if isinstance(x, int) or n == 1 else x for n, x in enumerate(k)): k for k in kunci(isi)}
        for jalan, letak in cara.items():
            if jalan in wajib | boleh:
                continue
            berkas = tmp_path / asli.name
            berkas.write_text(tulis(tanpa(isi, letak)), encoding="utf-8")
            try:
                perangkat = aturan.perangkat_dari(*baca_berkas(berkas, aturan.kode_perangkat()))
            except AcuanRusak as galat:
                wajib.add(jalan)
                assert all(k.startswith(f"{berkas}, baris ") for k in galat.messages), (letak, galat.messages)
            else:
                boleh.add(jalan)
                assert aturan.periksa(utuh(), perangkat)
    assert {("kode",), ("aturan", "*", "bunyi"), ("angka", "*", "dasar")} <= wajib
    assert {("wilayah",), ("aturan", "*", "catatan")} <= boleh


def test_setiap_kode_dalam_perangkat_bawaan_ada():
    for p in aturan.semua_perangkat():
        isi = replace(p.penghitung.perangkat, wilayah="")
        assert periksa(isi, KamusKabupaten(RESMI), bawaan=True) == []


@pytest.mark.parametrize("tahun", ["tahun: [2023, 2024]\n", ""], ids=["tahun bersama", "setiap tahun"])
def test_dua_perangkat_bagi_satu_kabupaten_dan_tahun_ditolak(rusak, tahun):
    folder = rusak(aturan, PERBUP, "", "").parent
    isi = (folder / f"{PERBUP}.yaml").read_text("utf-8").replace(f"kode: {PERBUP}", "kode: perbup-lain-1-2025", 1)
    berkas = folder / "perbup-lain-1-2025.yaml"
    berkas.write_text(isi.replace("tahun: [2024]\n", tahun), "utf-8")
    with pytest.raises(AcuanRusak) as galat:
        aturan.semua_perangkat()
    assert galat.value.messages == [
        f"Perangkat “{PERBUP}” dan “perbup-lain-1-2025” sama-sama berlaku bagi kabupaten 61.11 tahun 2024. "
        "Ubah tahun atau wilayah salah satunya."
    ]
    aturan.baca_perangkat.cache_clear()
    berkas.write_text(isi.replace("tahun: [2024]\n", "tahun: [2025]\n"), "utf-8")
    assert "perbup-lain-1-2025" in [p.kode for p in aturan.semua_perangkat()]


@pytest.mark.parametrize(
    ("nama", "lama", "baru", "kata"),
    [
        (acuan.TABEL, "            pelaksana: Kaur Keuangan\n", "", "kunci “pelaksana” belum ada"),
        (acuan.TABEL, '            kode_lokal: "REKENING-4.1.1"\n', "", "kode atau kode_lokal"),
        (acuan.REKENING, "objek: 1, ", "", "kunci “objek” belum ada"),
        (acuan.TAMBAHAN, '"1.1.08"', '"1.1"', "kunci “1.1” tidak berbentuk seperti 1.1.08"),
        (acuan.TAMBAHAN, "    sejak: 2026-09-30\n", "", "kunci “sejak” belum ada"),
        (acuan.OBJEK, '"4.1.1.01"', '"4.1.1"', "kunci “4.1.1” tidak berbentuk seperti 4.1.1.01"),
    ],
)
def test_kode_dan_kegiatan_yang_keliru_disebut_dengan_berkas_dan_barisnya(rusak, nama, lama, baru, kata):
    berkas = rusak(acuan, nama, lama, baru)
    with pytest.raises(AcuanRusak) as galat:
        acuan.baca(nama)
    assert any(kata in k and k.startswith(f"{berkas}, baris ") for k in galat.value.messages), galat.value.messages


def test_urutan_bagian_perangkat_tidak_berarti(rusak):
    """Figures and rules may stand in any order of sections; dated values in any order of dates."""
    asli = aturan.baca_perangkat(NASIONAL)
    kepala, _, sisa = (aturan.FOLDER / f"{NASIONAL}.yaml").read_text("utf-8").partition("\nangka:\n")
    angka, _, lain = sisa.partition("\naturan:\n")
    riwayat = "riwayat: [{sejak: 2024-01-01, nilai: 25%}]"
    assert riwayat in angka
    angka = angka.replace(riwayat, "riwayat: [{sejak: 2026-01-01, nilai: 20%}, {sejak: 2024-01-01, nilai: 25%}]")
    rusak(aturan, NASIONAL, f"{kepala}\nangka:\n{sisa}", f"aturan:\n{lain}\nangka:\n{angka}\n{kepala}\n")
    terbalik = aturan.baca_perangkat(NASIONAL)
    assert [a.kode for a in terbalik.aturan] == [a.kode for a in asli.aturan]
    assert {k: n.pada(2024) for k, n in terbalik.angka.items()} == {k: n.pada(2024) for k, n in asli.angka.items()}
    assert terbalik.angka["blt_dd"].berlaku(2026).sejak == datetime.date(2026, 1, 1)
