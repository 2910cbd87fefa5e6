"""A workbook becomes a budget whole, or not at all, with every problem at its cell."""

import io
import re
import zipfile

import openpyxl
import pytest

from apbdes.buku_kerja import TidakTerbaca, baca
from apbdes.buku_kerja.galat import huruf_kolom
from apbdes.gramatika.bentuk import FAKTA_BAKU
from apbdes.tests.contoh import JUDUL, lembar, lembar_kecil, utuh, xlsx


def galat(isi: bytes) -> list[str]:
    with pytest.raises(TidakTerbaca) as tertangkap:
        baca(isi)
    return [str(g) for g in tertangkap.value.galat]


def test_anggaran_utuh_terbaca_kembali_sama():
    assert baca(xlsx(lembar(utuh()))) == utuh()


def test_urutan_kolom_huruf_besar_dan_blank_tidak_dipersoalkan():
    isi = lembar(utuh())
    for nama in ("Pendapatan", "Belanja", "Pembiayaan", "Identitas"):
        isi[nama] = [[f" {str(s).upper()} " for s in reversed(isi[nama][0])], *(b[::-1] for b in isi[nama][1:])]
    assert baca(xlsx({f" {nama.lower()} ": baris for nama, baris in reversed(isi.items())})) == utuh()


def test_baris_kosong_dilewati_dan_nomor_baris_tetap_nomor_lembar():
    isi = lembar_kecil(Belanja=[JUDUL["Belanja"][:4], [], ["  ", None], ["1.1.04", "", "", "5.2.1.01"]])
    isi["Belanja"] = [
        ["kode_kegiatan", "kode_rekening", "jumlah", "sumber_dana"],
        [],
        [" ", None],
        ["1.1.04", "5.2.1.01", "1.500.000", "add"],
    ]
    (baris,) = baca(xlsx(isi)).belanja
    assert (baris.nomor, baris.tempat, baris.jumlah, baris.sumber) == (4, "Belanja!4", 1_500_000_00, "ADD")


def test_komponen_diturunkan_dari_rekening_hanya_bila_kosong():
    judul = ["kode_kegiatan", "kode_rekening", "komponen", "jumlah", "sumber_dana"]
    rekening = ["5.3.4.01", "5.3.5.02", "5.3.6.03", "5.3.8.04", "5.3.9.01", "5.3.5.90", "5.2.1.01"]
    baris = [["2.3.10", r, None, 1, "DDS"] for r in rekening] + [["2.3.10", "5.3.5.03", "Administrasi", 1, "DDS"]]
    isi = baca(xlsx(lembar_kecil(Belanja=[judul, *baris])))
    assert [b.komponen for b in isi.belanja] == [
        "honor_tpk",
        "upah",
        "bahan",
        "sewa_alat",
        "",
        "",
        "",
        "administrasi",
    ]


def test_semua_galat_sekaligus_dengan_lembar_baris_dan_kolom():
    isi = lembar_kecil(
        Identitas=[["kunci", "nilai"], ["tahun_anggaran", "dua ribu"], ["jenis", "baru"], ["warna", "biru"]],
        Pendapatan=[[*JUDUL["Pendapatan"], "catatan"], ["4.2.3", "", "XYZ", "1,0005"]],
        Belanja=[["kode_kegiatan", "kode_rekening", "jumlah", "sumber_dana"], ["1.1", "5.2.1.01", None, "ADD"]],
    )
    del isi["Pembiayaan"]
    assert galat(xlsx(isi)) == [
        "Lembar Identitas, baris 2, kolom nilai (B): tahun_anggaran: “dua ribu” bukan tahun anggaran. "
        "Tulis empat angka, misalnya 2024.",
        "Lembar Identitas, baris 3, kolom nilai (B): jenis: “baru” tidak dikenal. Pilih salah satu: murni, perubahan.",
        "Lembar Identitas, baris 4, kolom kunci (A): Kunci “warna” tidak dikenal. Yang dikenal: kode_desa, "
        "tahun_anggaran, jenis, tanggal_disampaikan, pagu_dds, pagu_add, pagu_pbh, akhir_masa_jabatan_kades, "
        f"perdes_dana_cadangan, tanggal_perdes_dana_cadangan, jumlah_petugas_pbb, {', '.join(FAKTA_BAKU)}.",
        "Lembar Identitas, baris 5, kolom kunci (A): Kunci kode_desa belum ada. Tambahkan barisnya dan isi nilainya.",
        "Lembar Pendapatan, baris 1, kolom catatan (E): Kolom “catatan” tidak dikenal. "
        "Yang dikenal: kode_rekening, uraian, sumber_dana, jumlah.",
        "Lembar Pendapatan, baris 2, kolom kode_rekening (A): “4.2.3” bukan kode rekening. Tulis misalnya 5.1.1.01.",
        "Lembar Pendapatan, baris 2, kolom sumber_dana (C): “XYZ” tidak dikenal. "
        "Pilih salah satu: PAD, DDS, ADD, PBH, PBP, PBK, DLL, SWD.",
        "Lembar Pendapatan, baris 2, kolom jumlah (D): “1,0005” memuat pecahan sen. "
        "Tulis paling banyak dua angka di belakang koma.",
        "Lembar Belanja, baris 2, kolom kode_kegiatan (A): “1.1” bukan kode kegiatan. Tulis misalnya 1.1.01.",
        "Lembar Belanja, baris 2, kolom jumlah (C): jumlah wajib diisi.",
        "Lembar Pembiayaan: Lembar Pembiayaan tidak ada. "
        "Buku kerja memuat lembar Identitas, Pendapatan, Belanja, Pembiayaan.",
    ]


@pytest.mark.parametrize(
    ("judul", "pesan"),
    [
        (["kode_rekening", "sumber_dana"], "baris 1, kolom jumlah: Kolom jumlah tidak ada, padahal wajib."),
        (["kode_rekening", "sumber_dana", "jumlah", "Jumlah"], "kolom jumlah (D): Kolom jumlah ada dua."),
        (["kode_rekening", "sumber_dana", "jumlah", None], "baris 1, kolom D: Kolom ini berisi tetapi tanpa nama"),
        ([None, None], "baris 1: Baris pertama harus memuat nama kolom: kode_rekening"),
    ],
)
def test_judul_yang_tidak_lengkap(judul, pesan):
    isi = lembar_kecil(Pendapatan=[judul, ["4.2.3.01", "ADD", 1, 1]])
    assert any(pesan in g for g in galat(xlsx(isi)))


def test_kunci_identitas_ganda_dan_wajib_yang_kosong():
    identitas = [
        ["kunci", "nilai"],
        ["kode_desa", None],
        ["jenis", "murni"],
        ["JENIS", "murni"],
        ["tahun_anggaran", 2024],
    ]
    assert galat(xlsx(lembar_kecil(Identitas=identitas))) == [
        "Lembar Identitas, baris 2, kolom nilai (B): kode_desa wajib diisi.",
        "Lembar Identitas, baris 4, kolom kunci (A): jenis sudah diisi pada baris 3. Hapus salah satu.",
    ]


def test_kode_yang_tidak_ada_tetap_terbaca():
    isi = lembar_kecil()
    isi["Belanja"] = [isi["Belanja"][0], ["9.9.99", "9.9.9.99", 1, "ADD"]]
    assert baca(xlsx(isi)).belanja[0].kegiatan == "9.9.99"


def buku(isi=None) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx(isi or lembar_kecil())))


def simpan(buku: openpyxl.Workbook) -> bytes:
    keluaran = io.BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def sunting(isi: bytes, bagian: str, ubah) -> bytes:
    """The same zip with one part changed (or added, from empty)."""
    keluaran = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(isi)) as lama, zipfile.ZipFile(keluaran, "w", zipfile.ZIP_DEFLATED) as baru:
        for nama in lama.namelist():
            baru.writestr(nama, ubah(lama.read(nama)) if nama == bagian else lama.read(nama))
        if bagian not in lama.namelist():
            baru.writestr(bagian, ubah(b""))
    return keluaran.getvalue()


def test_rumus_tanpa_hasil_disebut_selnya():
    kerja = buku()
    kerja["Belanja"]["C2"] = "=500*2"
    (satu,) = [g for g in galat(simpan(kerja)) if "rumus" in g]
    assert satu.startswith("Lembar Belanja, baris 2, kolom C: Sel ini memuat rumus tanpa hasil yang tersimpan.")


def test_rumus_dibaca_menurut_hasil_yang_tersimpan():
    kerja = buku()
    kerja["Belanja"]["C2"] = "=500*2"
    isi = sunting(
        simpan(kerja),
        "xl/worksheets/sheet3.xml",
        lambda x: x.replace(b"<v></v>", b"<v>1000</v>").replace(b"<v/>", b"<v>1000</v>"),
    )
    assert baca(isi).belanja[0].jumlah == 1000_00


def test_nilai_galat_excel_disebut_selnya():
    isi = sunting(
        xlsx(lembar_kecil()),
        "xl/worksheets/sheet3.xml",
        lambda x: re.sub(rb'<c r="C2"[^>]*><v>1000</v>', b'<c r="C2" t="e"><f>A1/0</f><v>#DIV/0!</v>', x),
    )
    assert any("baris 2, kolom C: Rumus di sel ini menghasilkan #DIV/0!" in g for g in galat(isi))


def test_sel_gabungan_dan_lembar_tersembunyi():
    kerja = buku()
    kerja["Belanja"].merge_cells("A3:B4")
    kerja["Pendapatan"].sheet_state = "hidden"
    assert galat(simpan(kerja)) == [
        "Lembar Pendapatan: Lembar ini tersembunyi. Tampilkan dahulu (klik kanan pada nama lembar, Unhide).",
        "Lembar Belanja, baris 3, kolom A: Sel A3:B4 digabung. Pisahkan (Unmerge), lalu isi setiap sel.",
    ]


def test_lembar_lain_tidak_dibaca():
    assert baca(xlsx(lembar_kecil() | {"Petunjuk": [["apa saja"]]})).belanja


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        (b"", "bukan buku kerja .xlsx yang utuh"),
        (b"bukan zip", "bukan buku kerja .xlsx yang utuh"),
        (xlsx(lembar_kecil())[:-200], "bukan buku kerja .xlsx yang utuh"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "buku kerja lama (.xls) atau terkunci kata sandi"),
        (sunting(xlsx(lembar_kecil()), "xl/vbaProject.bin", lambda _: b"x"), "memuat makro"),
        (sunting(xlsx(lembar_kecil()), "xl/externalLinks/externalLink1.xml", lambda _: b"<x/>"), "dari berkas lain"),
        (sunting(xlsx(lembar_kecil()), "xl/workbook.xml", lambda _: b"<x"), "bukan buku kerja Excel"),
        (
            sunting(xlsx(lembar_kecil()), "xl/workbook.xml", lambda _: b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
            "bukan buku kerja Excel",
        ),
        (sunting(xlsx(lembar_kecil()), "xl/media/besar.xml", lambda _: bytes(130 * 1024 * 1024)), "terlalu besar"),
    ],
    ids=["kosong", "teks", "terpotong", "xls", "makro", "tautan", "xml-rusak", "entitas", "bom-zip"],
)
def test_wadah_yang_ditolak(isi, pesan):
    (satu,) = galat(isi)
    assert pesan in satu


def test_docx_yang_diganti_namanya():
    keluaran = io.BytesIO()
    with zipfile.ZipFile(keluaran, "w") as z:
        z.writestr("word/document.xml", "<w/>")
    assert "bukan buku kerja Excel" in galat(keluaran.getvalue())[0]


@pytest.mark.parametrize("tempat", ['"A1048576"', '"XFD3"', "'XFD3'", '"CW3"'])
def test_sel_yang_sangat_jauh_ditolak_sebelum_dibentangkan(tempat):
    jauh = f"<row><c r={tempat}><v>1</v></c></row></sheetData>".encode()
    isi = sunting(xlsx(lembar_kecil()), "xl/worksheets/sheet3.xml", lambda x: x.replace(b"</sheetData>", jauh))
    (satu,) = galat(isi)
    assert satu.startswith("Lembar Belanja, ")


def test_seratus_ribu_baris_ditolak_dengan_satu_kalimat():
    baris = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(3, 100_003)) + "</sheetData>"
    isi = sunting(
        xlsx(lembar_kecil()), "xl/worksheets/sheet3.xml", lambda x: x.replace(b"</sheetData>", baris.encode())
    )
    assert galat(isi) == [
        "Lembar Belanja, baris 100002: Ada isian sampai baris 100002; paling banyak 20000. Hapus baris di bawah tabel."
    ]


def test_huruf_kolom():
    assert [huruf_kolom(n) for n in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]
