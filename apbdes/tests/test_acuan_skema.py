"""Files that are not whole: a sentence with file and line, and never a KeyError in the middle of a check."""

import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from apbdes import acuan, aturan
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
        (PERBUP, "    bunyi: ", "    bunyian: ", "kunci “bunyi” belum ada"),
        (PERBUP, "    tingkat: wajib\n", "", "kunci “tingkat” belum ada"),
        (PERBUP, "tingkat: wajib", "tingkat: keras", "“keras” bukan salah satu dari: wajib, perlu, petunjuk"),
        (PERBUP, "    nilai: 3000000\n", "", "nilai atau riwayat"),
        (PERBUP, "nilai: 15%", "nilai: 1.5", "angka pecahan ditulis sebagai persen"),
        (PERBUP, "kode: B30-01", "kode: B30-99", "hitungan b30_99 tidak ada"),
        (PERBUP, "siltap_kades:", "siltap_kepala:", "angka “siltap_kades” tidak ada"),
        (PERBUP, "di_atas: [nasional, ", "di_atas: [nasional-1999, ", "perangkat “nasional-1999” tidak ada"),
        (PERBUP, "di_atas: [nasional, ", "di_atas: [dasar, ", "ketentuan dasar selalu dipakai"),
        (PERBUP, 'wilayah: "61.11"', 'wilayah: "6111"', "wilayah “6111” tidak berbentuk seperti"),
        (PERBUP, 'wilayah: "61.11"', "wilayah: Kayong", "wilayah “Kayong” tidak berbentuk seperti"),
        (PERBUP, 'wilayah: "61.11"', "wilayah: 61.11", "terbaca bukan sebagai teks; tulis di antara tanda kutip"),
        (PERBUP, "tahun: [2024]", "tahun: [24]", "tahun 24 seharusnya 2015 sampai 2100"),
        (
            PERBUP,
            "paling banyak {batas_kelompok_30}",
            "paling banyak {batas}",
            "angka “batas” tidak dipakai aturan ini",
        ),
        (NASIONAL, "berlaku_sejak: 2024-01-01\n", "", "kunci “berlaku_sejak” belum ada"),
        (NASIONAL, "{sejak: 2024-01-01, nilai: 25%}", "{nilai: 25%}", "kunci “sejak” belum ada"),
    ],
)
def test_perangkat_aturan_yang_keliru_disebut_dengan_berkas_dan_barisnya(rusak, nama, lama, baru, kata):
    berkas = rusak(aturan, nama, lama, baru)
    with pytest.raises(AcuanRusak) as galat:
        aturan.semua_perangkat()
    assert any(kata in k and k.startswith(f"{berkas}, baris ") for k in galat.value.messages), galat.value.messages
    with pytest.raises(CommandError, match=f"{nama}.yaml, baris "):
        call_command("acuan_ekspor")


@pytest.mark.parametrize(
    ("lama", "baru", "kata"),
    [
        (
            "maksimum: batas_kelompok_30}",
            "maksimal: batas_kelompok_30}",
            "B30-01 menghitung dengan angka maksimum, yang belum disebut",
        ),
        (
            "{kegiatan: kegiatan_tunjangan_bpd, bagian: tunjangan_ketua_bpd}",
            "{kegiatan: siltap_kades, bagian: tunjangan_ketua_bpd}",
            "BPD-01 menghitung kegiatan sebagai kode, bukan rupiah",
        ),
        (
            "      kegiatan: kegiatan_operasional_bpd\n",
            "      kegiatan: siltap_kades\n",
            "BPD-05: Pilihan “kegiatan” tidak ada dalam perangkat ini.",
        ),
        ("cek: {harga: siltap_kades, satuan: OB,", "cek: {harga: siltap_kades,", "“harga” memerlukan “satuan”"),
        ("    nilai: 15%", "    nilai: 450000", "TUN-01 menghitung "),
        ("    nilai: 3000000", '    nilai: "3.1"', " sebagai rupiah, bukan kode"),
    ],
    ids=["nama lain", "angka lain", "kode jadi rupiah", "tanpa satuan", "persen jadi rupiah", "rupiah jadi kode"],
)
def test_perangkat_kabupaten_lain_menyebut_angka_yang_diminta_hitungannya(rusak, lama, baru, kata):
    """The arithmetic is shared: a copy that names its figures otherwise is known when read, not in a check."""
    folder = rusak(aturan, PERBUP, "", "").parent
    isi = (folder / f"{PERBUP}.yaml").read_text("utf-8").replace(f"kode: {PERBUP}", "kode: perbup-lain-1-2025", 1)
    isi = isi.replace('wilayah: "61.11"', 'wilayah: "63.11"')
    assert lama in isi
    berkas = folder / "perbup-lain-1-2025.yaml"
    berkas.write_text(isi.replace(lama, baru, 1), "utf-8")
    with pytest.raises(AcuanRusak) as galat:
        aturan.semua_perangkat()
    assert any(kata in k and k.startswith(f"{berkas}, baris ") for k in galat.value.messages), galat.value.messages
    berkas.write_text(isi, "utf-8")
    assert "perbup-lain-1-2025" in [p.kode for p in aturan.semua_perangkat()]


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
