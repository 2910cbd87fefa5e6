"""The reference data of this room: the rows of Lampiran V, the codes, and the export."""

import json
import re

import pytest
import yaml
from django.core.management import call_command

from apbdes import acuan, aturan

PELAKSANA = {
    "Kaur Keuangan",
    "Kaur TU dan Umum",
    "Kaur Perencanaan",
    "Kasi Pemerintahan",
    "Kasi Pelayanan",
    "Kasi Kesejahteraan",
    None,
}


def test_semua_baris_lampiran_v_menurut_urutannya():
    isi = yaml.safe_load((acuan.FOLDER / f"{acuan.TABEL}.yaml").read_text(encoding="utf-8"))
    baris = [
        (b["nama"], s["nama"], r["nama"], r["pelaksana"], r.get("kode"), r.get("kode_lokal"))
        for b in isi["bidang"]
        for s in b["sub_bidang"]
        for r in s["baris"]
    ]
    assert [(k.bidang, k.sub_bidang, k.nama, k.pelaksana, k.kode, k.kode_lokal) for k in acuan.kegiatan()] == baris
    assert {k.pelaksana for k in acuan.kegiatan()} == PELAKSANA
    # Pendapatan, the five bidang of Permendagri 20/2018, and two kinds of pembiayaan.
    assert [b["kode"] for b in isi["bidang"] if "kode" in b] == ["1", "2", "3", "4", "5"]
    assert [k.kode_lokal.partition("-")[0] for k in acuan.kegiatan() if k.bidang == isi["bidang"][0]["nama"]] == [
        "REKENING" for _ in (r for s in isi["bidang"][0]["sub_bidang"] for r in s["baris"])
    ]


def test_setiap_baris_berkode_nasional_atau_berkode_lokal():
    for k in acuan.kegiatan():
        assert (k.kode is None) != (k.kode_lokal is None), k
        if k.kode:
            assert re.fullmatch(r"[1-5]\.[1-8]\.\d\d", k.kode)
        else:
            assert re.fullmatch(
                r"LOKAL-[1-5]\.[1-8]-\d\d|LOKAL-[1-5]\.[1-8]\.90-99|REKENING-[46](\.\d){1,2}", k.kode_lokal
            )
    semua = [k.kode or k.kode_lokal for k in acuan.kegiatan()]
    assert len(set(semua)) == len(semua)


def test_kode_nasional_berurutan_tanpa_lubang_di_setiap_sub_bidang():
    """Lampiran V names every activity of Permendagri 20/2018, so that the numbers of a sub bidang have no gap."""
    nomor: dict[str, list[int]] = {}
    for kode in (k.kode for k in acuan.kegiatan() if k.kode):
        sub, _, urut = kode.rpartition(".")
        nomor.setdefault(sub, []).append(int(urut))
    assert set(nomor) == acuan.sub_bidang()
    for sub, urut in nomor.items():
        assert urut == ([0] if sub.startswith("5.") else list(range(1, len(urut) + 1))), sub


def test_ejaan_yang_diperbaiki_tetap_menyimpan_bunyi_sumbernya():
    pangan = next(k for k in acuan.kegiatan() if k.kode == "4.2.03")
    assert pangan.nama == "Penguatan Ketahanan Pangan Tingkat Desa (Lumbung Desa, dll)"
    assert pangan.tertulis == "Penguatan Ketahanan Pangkat Tingkat Desa (Lumbung Desa,dll)"
    assert pangan.tempat == ("Perbup Kayong Utara 66/2023 Lampiran V, Sub Bidang Pertanian dan Peternakan, butir ke-3")


TAMBAHAN = {
    "kegiatan": ["1.1.08", "1.1.09", "1.4.12", "1.5.08", "2.3.21", "2.6.04", "2.6.05", "4.2.06"],
    "objek": [
        *["5.2.2.06", "5.2.2.07", "5.2.2.08", "5.2.5.08", "5.3.1.06", "6.1.4.01"],
        *(f"5.3.{jenis}.0{objek}" for jenis in range(4, 9) for objek in (5, 6)),
        *(f"6.2.3.0{objek}" for objek in range(1, 6)),
    ],
}


def test_kode_sesudah_2018_ada_bernama_dan_menyebut_di_mana_terlihat():
    assert sorted(acuan.tambahan("kegiatan")) == sorted(TAMBAHAN["kegiatan"])
    assert sorted(acuan.tambahan("objek")) == sorted(TAMBAHAN["objek"])
    assert all(acuan.kegiatan_ada(k) and acuan.nama_kegiatan()[k] for k in TAMBAHAN["kegiatan"])
    assert all(acuan.rekening_ada(k) and acuan.nama_objek()[k] for k in TAMBAHAN["objek"])
    assert acuan.nama_akun()["6.2.3"] == "Setor Kembali Pendapatan Transfer"
    assert acuan.terlihat_di().keys() == {*TAMBAHAN["kegiatan"], *TAMBAHAN["objek"]}
    # what the annex of 2018 itself has is none of them
    assert not acuan.tambahan("kegiatan").keys() & {k.kode for k in acuan.kegiatan()}


@pytest.mark.parametrize(
    ("kata", "kode"),
    [
        ("BLT", "5.3.00"),
        ("stunting", "2.2.02"),
        ("koperasi", "2.3.21"),
        ("dana desa", "1.1.08"),
        ("posyandu", "2.2.02"),
        ("BUMDes", "6.2.2.01"),
        ("siltap", "5.1.1.01"),
        ("jamban", "2.4.14"),
    ],
)
def test_kata_sehari_hari_menemukan_kodenya(kata, kode):
    assert kata in acuan.kata_cari()[kode].split(", ")


def test_setiap_kata_cari_menunjuk_kode_yang_ada():
    ada = acuan.nama_kegiatan().keys() | acuan.nama_objek().keys()
    assert acuan.kata_cari().keys() - ada == set()


def test_kegiatan_bidang_lima_bernama_berbeda():
    nama = [acuan.nama_kegiatan()[f"5.{n}.00"] for n in (1, 2, 3)]
    assert nama == ["Penanggulangan Bencana", "Keadaan Darurat", "Keadaan Mendesak"]
    setempat = acuan.kegiatan_setempat(acuan.TABEL)
    assert setempat["5.3.00"][0] == "Keadaan Mendesak (Belanja Tak Terduga)"


def test_tabel_setempat_menamai_kegiatan_nasional_saja():
    nasional = acuan.nama_kegiatan().keys() - acuan.tambahan("kegiatan").keys()
    assert acuan.kegiatan_setempat(acuan.TABEL).keys() == nasional


@pytest.mark.parametrize("kode", ["1.1.10", "2.3.22", "4.2.07", "2.6.06"])
def test_kegiatan_sesudah_yang_terakhir_tidak_ada(kode):
    assert not acuan.kegiatan_ada(kode)


@pytest.mark.parametrize("kode", ["5.1.1.02", "5.1.1.90", "5.3.8.04", "6.1.9.95", "4.3.9.90"])
def test_rekening_ada(kode):
    assert acuan.rekening_ada(kode)


@pytest.mark.parametrize(
    "kode", ["5.1.1.00", "5.1.1.03", "6.1.9.01", "7.1.1.01", "5.1.1.89", "5.3.4.07", "6.2.3.06", "6.1.4.02"]
)
def test_rekening_tidak_ada(kode):
    assert not acuan.rekening_ada(kode)


def test_ekspor(capsys):
    call_command("acuan_ekspor")
    isi = json.loads(capsys.readouterr().out)
    assert isi["buku"]
    assert next(k for k in isi["kegiatan"] if k["kode"] == "1.1.01") == {
        "bidang": "Bidang Penyelenggaraan Pemerintah Desa",
        "sub_bidang": "Sub Bidang Penyelenggaraan Belanja Penghasilan Tetap, Tunjangan dan Operasional "
        "Pemerintahan Desa",
        "nama": "Penyediaan Penghasilan Tetap dan Tunjangan Kepala Desa",
        "pelaksana": "Kaur TU dan Umum",
        "kode": "1.1.01",
        "kode_lokal": None,
    }
    assert len(isi["kegiatan"]) == len(acuan.kegiatan())
    assert next(a for a in isi["aturan"] if a["kode"] == "B30-01") == {
        "kode": "B30-01",
        "judul": "Penghasilan tetap, tunjangan, dan BPD paling banyak 30% dari belanja desa",
        "dasar": "Perbup Kayong Utara 66/2023 Lampiran I BAB III.1.B huruf b",
        "tingkat": "wajib",
    }
    assert len(isi["aturan"]) == sum(len(p.aturan) for p in aturan.semua_perangkat())
