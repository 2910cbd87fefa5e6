"""What is written is read back the same; the template is as empty as it should be."""

import datetime
import io
from fractions import Fraction

import openpyxl
import pytest
from django.core.management import call_command

from apbdes.buku_kerja import TidakTerbaca, baca, templat, tulis
from apbdes.tests.contoh import anggaran, b, f, p, utuh

PENUH = anggaran(
    [
        b(
            "1.4.03",
            "5.2.2.04",
            1,
            komponen="konsultan_perencana",
            kegiatan_acuan="2.3.13",
            pagu_acuan=7,
            uraian="=1+1",
        ),
        b("2.3.13", "5.3.6.03", 10, volume=Fraction(5, 2), harga_satuan=4, satuan="m3", risiko_tinggi=True),
        b("1.1.04", "5.2.1.01", 3, dari_silpa=True, bantuan_khusus=True, pelaksana="Kaur TU dan Umum", sumber="PBK"),
    ],
    [p("4.2.5.01", "PBK", 3)],
    [f("6.1.1.01", 9), f("6.2.1.01", 1, "PAD")],
    jenis="perubahan",
    tanggal_disampaikan=datetime.date(2024, 2, 29),
    akhir_masa_jabatan_kades=datetime.date(2027, 1, 1),
    perdes_dana_cadangan="Perdes 4/2023",
    tanggal_perdes_dana_cadangan=datetime.date(2023, 12, 31),
    pagu_dds=0,
    jumlah_petugas_pbb=3,
)


@pytest.mark.parametrize("isi", [PENUH, utuh()], ids=["setiap-kolom", "utuh"])
def test_yang_ditulis_terbaca_kembali_sama(isi):
    assert baca(tulis(isi)) == isi


def test_teks_yang_mirip_rumus_tetap_teks():
    sel = openpyxl.load_workbook(io.BytesIO(tulis(PENUH)))["Belanja"]["E2"]
    assert (sel.value, sel.data_type) == ("=1+1", "s")


def test_templat_kosong_hanya_kurang_identitas():
    with pytest.raises(TidakTerbaca) as tertangkap:
        baca(templat())
    assert [str(g).partition(": ")[2] for g in tertangkap.value.galat] == [
        "kode_desa wajib diisi.",
        "tahun_anggaran wajib diisi.",
        "jenis wajib diisi.",
    ]


def test_templat_menawarkan_pilihan_yang_dikenal():
    buku = openpyxl.load_workbook(io.BytesIO(templat()))
    assert buku.sheetnames == ["Petunjuk", "Identitas", "Pendapatan", "Belanja", "Pembiayaan", "Daftar"]
    rumus = {v.formula1 for v in buku["Belanja"].data_validations.dataValidation}
    assert '"PAD,DDS,ADD,PBH,PBP,PBK,DLL,SWD"' in rumus
    assert "Daftar!$A$2:$A$11" in rumus
    assert [buku["Daftar"].cell(n, 1).value for n in (2, 11, 12)] == ["upah", "sosialisasi_pajak", None]
    assert [buku["Daftar"].cell(n, 2).value for n in (2, 14, 15)] == ["kades", "petugas_pbb", None]


def test_perintah_templat(tmp_path, capsys):
    call_command("apbdes_templat", str(tmp_path / "templat.xlsx"))
    assert "Templat ditulis" in capsys.readouterr().out
    assert openpyxl.load_workbook(tmp_path / "templat.xlsx").sheetnames[1] == "Identitas"
