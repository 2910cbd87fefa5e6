"""Which sets apply to a village and a year, and the one sentence on what is then not judged."""

import pytest

from apbdes.aturan import baca_perangkat, bentrok, semua_perangkat
from apbdes.berlaku import berlaku
from apbdes.tests.contoh import PERBUP

KAYONG, BALANGAN = "61.11.01.2001", "63.11.03.2021"
SEPARUH = (
    "sehingga rancangan ini dinilai menurut ketentuan dasar dan nasional saja; yang diatur kabupaten (misalnya besaran "
    "penghasilan tetap dan tunjangan, honor kegiatan, bagi hasil pajak, dan pelaksana kegiatan)"
)


@pytest.mark.parametrize(
    ("desa", "tahun", "kode"),
    [
        (KAYONG, 2024, ["dasar", PERBUP]),
        (KAYONG, 2025, ["dasar", "nasional", "nasional-2025"]),
        (BALANGAN, 2024, ["dasar", "nasional", "nasional-2024"]),
        (BALANGAN, 2026, ["dasar", "nasional", "nasional-2026"]),
        (BALANGAN, 2027, ["dasar", "nasional"]),
        ("61.12.01.2001", 2024, ["dasar", "nasional", "nasional-2024"]),
    ],
)
def test_menurut_wilayah_dan_tahun_yang_paling_umum_dahulu(desa, tahun, kode):
    assert [p.kode for p in berlaku(desa, tahun, semua_perangkat()).perangkat] == kode


@pytest.mark.parametrize(
    ("desa", "tahun", "kalimat"),
    [
        (KAYONG, 2024, ""),
        (BALANGAN, 2026, f"Kab X belum mempunyai perangkat aturan sendiri untuk tahun 2026, {SEPARUH} tidak dinilai."),
        (
            BALANGAN,
            2027,
            "Kab X belum mempunyai perangkat aturan sendiri untuk tahun 2027 dan angka Dana Desa tahun 2027 belum ada, "
            f"{SEPARUH} serta batas tahunan Dana Desa tidak dinilai.",
        ),
    ],
)
def test_satu_kalimat_tentang_yang_tidak_dinilai(desa, tahun, kalimat):
    assert berlaku(desa, tahun, semua_perangkat()).tak_dinilai("Kab X") == kalimat


def sendiri(**ganti):
    return baca_perangkat(PERBUP)._replace(kode="perbup-lain", wilayah="63.11", tahun=(2027,), **ganti)


def test_perangkat_kabupaten_tanpa_angka_tahunan_menyebutnya():
    """From the database or a file: the same."""
    hasil = berlaku(BALANGAN, 2027, [*semua_perangkat(), sendiri(di_atas=("nasional",))])
    assert [p.kode for p in hasil.perangkat] == ["dasar", "perbup-lain"]
    assert hasil.tak_dinilai("Kab X") == (
        "Angka Dana Desa tahun 2027 belum ada, sehingga batas tahunan Dana Desa tidak dinilai."
    )


def test_ketentuan_dasar_tidak_dapat_digantikan():
    hasil = berlaku(BALANGAN, 2027, [*semua_perangkat(), sendiri(di_atas=("dasar", "nasional"))])
    assert [p.kode for p in hasil.perangkat] == ["dasar", "perbup-lain"]


def test_petunjuk_mengikuti_yang_berlaku_dan_turun_tingkatnya():
    hasil = berlaku(BALANGAN, 2024, semua_perangkat(), [PERBUP, "nasional", "entah"])
    assert [(p.kode, p.petunjuk) for p in hasil.perangkat] == [
        ("dasar", False),
        ("nasional", False),
        ("nasional-2024", False),
        (PERBUP, True),
    ]
    assert {a.tingkat for a in hasil.perangkat[-1].aturan} == {"petunjuk"}
    assert not hasil.setempat


def test_dua_perangkat_satu_wilayah_dan_tahun_bentrok():
    semua = [*semua_perangkat(), sendiri(), sendiri()._replace(kode="perbup-kedua", tahun=())]
    assert bentrok(semua) == [
        "Perangkat “perbup-lain” dan “perbup-kedua” sama-sama berlaku bagi kabupaten 63.11 tahun 2027. Ubah tahun atau "
        "wilayah salah satunya."
    ]
    assert bentrok([*semua_perangkat(), sendiri()]) == []
