"""A rule set as text: read with every scalar as text, checked whole with lines, written back the same."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apbdes.gramatika import bentuk as b
from apbdes.gramatika.baca import baca
from apbdes.gramatika.nilai import baca_nilai
from apbdes.gramatika.periksa import periksa
from apbdes.gramatika.tulis import tulis

CONTOH = (Path(__file__).parent / "data" / "gramatika-contoh.yaml").read_text(encoding="utf-8")

KECIL = """\
kode: uji-1
nama: Uji
wilayah: "61.11"
tahun: [2024]
angka:
  honor: {arti: honor TPK, dasar: Pasal 1, riwayat: [{sejak: 2023-12-22, nilai: 4%}]}
  blt: {arti: BLT, menurut: pagu_dds, riwayat: [{sejak: 2020-01-01, tabel: [
    {kurang_dari: 800000000, nilai: 25%}, {nilai: 35%}]}]}
pilihan:
  semua: {arti: seluruh belanja}
  siltap: {arti: penghasilan tetap, rekening: 5.1.1.01, penerima: kades}
  berdua: {arti: dua bacaan, dalam: [siltap, {rekening: 5.1.2.01}]}
fakta:
  rt: {arti: banyaknya RT, jenis: bilangan, baku: jumlah_rt}
aturan:
- {kode: A-1, jumlah: berdua, paling_banyak: honor x semua}
"""


def keluhan(teks: str) -> list[str]:
    perangkat, salah = baca(teks)
    return [str(k) for k in (*salah, *(periksa(perangkat) if perangkat else ()))]


def ganti(lama: str, baru: str) -> list[str]:
    assert lama in KECIL
    return keluhan(KECIL.replace(lama, baru, 1))


def test_utuh() -> None:
    assert keluhan(KECIL) == []


def test_setiap_skalar_teks() -> None:
    perangkat, _ = baca("kode: 1.10\nnama: no\npilihan: {a: {kegiatan: [1.1], satuan: 010, dari_silpa: ya}}\n")
    assert perangkat is not None
    assert (perangkat.kode, perangkat.nama) == ("1.10", "no")
    assert perangkat.pilihan[0].isi == (b.Saringan(kegiatan=("1.1",), satuan=("010",), dari_silpa=True),)


@pytest.mark.parametrize("teks", [KECIL, CONTOH], ids=["kecil", "contoh"])
def test_bolak_balik(teks: str) -> None:
    perangkat, _ = baca(teks)
    assert perangkat is not None
    tertulis = tulis(perangkat)
    lagi, salah = baca(tertulis)
    assert lagi == perangkat
    assert tulis(lagi) == tertulis
    assert not [k for k in salah if "kode" not in k.kalimat]


def test_contoh_format_dapat_dihitung() -> None:
    perangkat, salah = baca("kode: contoh\n" + CONTOH)
    assert perangkat is not None
    assert salah == []
    assert periksa(perangkat) == []
    assert len(perangkat.aturan) == 33


@pytest.mark.parametrize(
    ("lama", "baru", "kalimat"),
    [
        ("jumlah: berdua", "jumlah: bertiga", "Baris 16: Pilihan “bertiga” tidak ada dalam perangkat ini."),
        ("honor x semua", "honorr x semua", "Baris 16: Nama “honorr” tidak ada dalam perangkat ini."),
        (
            "honor x semua",
            "honor x siltap x semua",
            "Baris 16: “honor x siltap x semua” mengalikan rupiah dengan rupiah.",
        ),
        ("  rt:", "  honor:", "Baris 14: Nama “honor” dipakai dua kali."),
        ("  rt:", "  pagu_dds:", "Baris 14: Nama “pagu_dds” sudah dipakai oleh kunci Identitas atau kolom."),
        ("  siltap:", "  semua:", "Baris 11: “semua” ditulis dua kali."),
        ("rekening: 5.1.1.01, penerima: kades", "dalam: berdua", "Baris 11: Berputar-putar: siltap → berdua → siltap."),
        ("menurut: pagu_dds", "menurut: blt", "Baris 7: Berputar-putar: blt → blt."),
        (", riwayat: [{sejak: 2023-12-22, nilai: 4%}]", "", "Baris 6: Angka “honor” belum bernilai."),
        ("nilai: 4%", "dasar: x", "Baris 6: Angka “honor”: tulis “nilai” atau “tabel”, salah satu."),
        (
            "sejak: 2023-12-22",
            "sejak: 2023-12-22, sampai: 2023-12-21",
            "Baris 6: Angka “honor”: nilainya berakhir (2023-12-21) sebelum dimulai (2023-12-22).",
        ),
        (
            "sejak: 2023-12-22",
            "sejak: 2023-12-22, sampai: 2024-06-30",
            "Baris 6: Angka “honor” tidak bernilai untuk tahun 2024.",
        ),
        ("sejak: 2023-12-22", "sejak: 2025-01-01", "Baris 6: Angka “honor” tidak bernilai untuk tahun 2024."),
        ("sejak: 2023-12-22", "sejak: 2023-02-30", "Baris 6: “sejak” harus tanggal seperti 2023-12-22."),
        (
            "nilai: 4%}]",
            "nilai: 4%}, {sejak: 2023-12-22, nilai: 5%}]",
            "Baris 6: Angka “honor”: dua nilai berlaku pada 2023-12-22.",
        ),
        ("nilai: 4%", "nilai: 101%", "Baris 6: 101% di luar 0% sampai 100%."),
        (
            "{kurang_dari: 800000000, nilai: 25%}, {nilai: 35%}",
            "{nilai: 35%}, {kurang_dari: 800000000, nilai: 25%}",
            "Baris 8: Angka “blt”: baris sesudah baris tanpa pembanding tidak terbaca.",
        ),
        ("menurut: pagu_dds, ", "", "Baris 7: Angka “blt”: tabelnya belum berkata “menurut” apa."),
        ("rekening: 5.1.1.01", "rekening: '5.1,01'", "“5.1,01” bukan kode rekening"),
        ("rekening: 5.1.1.01", "kegiatan: 1.1.1", "“1.1.1” bukan kode kegiatan"),
        (
            "rekening: 5.1.1.01",
            "rekening: 4.1.1.01",
            "Baris 11: Rekening 4.1.1.01 tidak pernah ada pada lembar belanja.",
        ),
        ("penerima: kades", "penerima: kepala", "Baris 11: “kepala” bukan penerima."),
        ("penerima: kades", "penerima: []", "Baris 11: “penerima” kosong; hapus, atau isi."),
        (
            "penerima: kades",
            "lembar: pendapatan",
            "Baris 11: Rekening 5.1.1.01 tidak pernah ada pada lembar pendapatan.",
        ),
        ("dalam: [siltap, {rekening: 5.1.2.01}]", "dalam: []", "Baris 12: Daftar saringan ini kosong."),
        ('"61.11"', "Kayong Utara", "Baris 3: Wilayah “Kayong Utara” bukan kode"),
        ("[2024]", "[2024-2020]", "Rentang tahun 2024-2020 terbalik"),
        ("baku: jumlah_rt", "baku: jumlah_er_te", "Fakta baku “jumlah_er_te” tidak ada."),
        ("paling_banyak: honor x semua", "paling_bnyak: honor x semua", "“paling_bnyak” tidak dikenal"),
        (", paling_banyak: honor x semua", "", "Aturan A-1 belum mempunyai pembanding"),
        ("honor x semua", "1.5 x semua", "“1.5”: pecahan ditulis dengan koma, ribuan dengan titik."),
        ("- {kode: A-1", "- {kode: A-1, pakai: STR-99}\n- {kode: A-1", "Program tidak mempunyai hitungan STR-99."),
        ("- {kode: A-1", "- {kode: A-1, ada: siltap}\n- {kode: A-1", "Baris 17: Kode aturan A-1 dipakai dua kali."),
        ("- {kode: A-1", "- {kode: A-1, per: warna", "Baris 16: “per: warna” tidak ada."),
        ("honor x semua", "honor x kegiatan_acuan", "“kegiatan_acuan” hanya bernilai di dalam “per: kegiatan_acuan”."),
        ("jumlah: berdua", "harga: berdua", "Baris 16: Aturan A-1: “harga” memerlukan “satuan”."),
        ("- {kode: A-1", "- {kode: A-0, catatan_bila_beda: B-9, ada: siltap}\n- {kode: A-1", "Aturan B-9"),
        (
            "- {kode: A-1",
            "- {kode: A-0, data: jenis, sama_dengan: ganda}\n- {kode: A-1",
            "Baris 16: “ganda” tidak mungkin untuk “jenis”. Yang ada: murni, perubahan.",
        ),
        (
            "- {kode: A-1",
            "- {kode: A-0, data: rt, paling_lambat: 2024-01-01}\n- {kode: A-1",
            "Baris 16: “rt” bukan tanggal.",
        ),
    ],
)
def test_keluhan(lama: str, baru: str, kalimat: str) -> None:
    assert any(kalimat in k for k in ganti(lama, baru)), ganti(lama, baru)


def test_semua_keluhan_sekaligus() -> None:
    assert (
        len(keluhan(KECIL.replace("4%", "400%").replace("5.1.1.01", "5,1").replace("jumlah: berdua", "jumlah: x"))) == 3
    )


@pytest.mark.parametrize(
    ("teks", "kalimat"),
    [
        ("", "Berkas ini kosong."),
        ("[", "tidak dapat dibaca sebagai YAML"),
        ("&a [*a]", "rujukan YAML"),
        ("[" * 100 + "]" * 100, "terlalu dalam"),
        ("- 1", "harus ditulis sebagai “kunci: isi”"),
        ("a\x00b", "tidak dapat dibaca"),
    ],
)
def test_bukan_perangkat(teks: str, kalimat: str) -> None:
    assert kalimat in str(baca(teks)[1][0])


BAGIAN = st.sampled_from(
    [
        *KECIL.split(),
        *(k for k in CONTOH.split() if len(k) < 30),
        "\n",
        "\n  ",
        "- ",
        "{",
        "}",
        "[",
        "]",
        ": ",
        ", ",
        "&",
        "*",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(BAGIAN, max_size=60).map(" ".join)))
def test_tidak_pernah_meledak(teks: str) -> None:
    perangkat, _ = baca(teks)
    if perangkat is not None:
        periksa(perangkat)
        tulis(perangkat)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(KECIL)), st.integers(0, 12), st.text("{}[],:- x%.1a\n", max_size=5))
def test_coretan_tidak_meledak(letak: int, hapus: int, sisip: str) -> None:
    perangkat, salah = baca(KECIL[:letak] + sisip + KECIL[letak + hapus :])
    if perangkat is not None and not salah and not periksa(perangkat):
        assert baca(tulis(perangkat))[0] == perangkat


def test_nilai() -> None:
    assert str(baca_nilai("4% x semula.a × 12")) == "4% x semula.a x 12"
    assert isinstance(baca_nilai("a x"), str)
    assert isinstance(baca_nilai(""), str)


class _KamusKecil:
    def kegiatan_ada(self, kode: str) -> bool:
        return kode == "1.1.01"

    def rekening_ada(self, kode: str) -> bool:
        return kode.startswith("5.1")

    def wilayah_ada(self, kode: str) -> bool:
        return kode == "61.11"


def test_kode_yang_tidak_ada_disebut() -> None:
    perangkat, _ = baca(KECIL.replace("rekening: 5.1.1.01", "kegiatan: 1.1.77").replace("61.11", "61.12"))
    assert perangkat is not None
    assert [str(k) for k in periksa(perangkat, _KamusKecil())] == [
        "Baris 3: Wilayah 61.12 tidak ada.",
        "Baris 11: Kegiatan 1.1.77 tidak ada.",
    ]
