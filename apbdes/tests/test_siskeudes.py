"""The tables of Siskeudes: read as a database writes them, named where they are not understood, and round again."""

import csv
import datetime
import io
import zipfile
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apbdes.anggaran import KOMPONEN, PENERIMA, SUMBER_DANA, komponen_turunan
from apbdes.buku_kerja import TidakTerbaca, baca, tulis
from apbdes.katalog import RESMI
from apbdes.siskeudes import baca_siskeudes, tulis_siskeudes
from apbdes.siskeudes.angka import bilangan
from apbdes.siskeudes.nilai import kode_kegiatan, kode_rekening, uang
from apbdes.tests.contoh import anggaran, b, f, p, utuh
from apbdes.tests.test_tulis import PENUH

DESA = "24.2005."


def zip_csv(**tabel):
    """A zip of these tables; each is a list of rows, the heading first."""
    keluaran = io.BytesIO()
    with zipfile.ZipFile(keluaran, "w", zipfile.ZIP_DEFLATED) as zip_:
        for nama, isi in tabel.items():
            if isinstance(isi, bytes):
                zip_.writestr(f"data/{nama}.csv", isi)
                continue
            teks = io.StringIO()
            csv.writer(teks, delimiter=";").writerows(isi)
            zip_.writestr(f"data/{nama}.csv", teks.getvalue())
    return keluaran.getvalue()


def tanpa_perut(isi):
    """The same zip as Siskeudes alone would have made it."""
    keluaran = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(isi)) as asli, zipfile.ZipFile(keluaran, "w") as hasil:
        for nama in asli.namelist():
            if not nama.startswith("PERUT_"):
                hasil.writestr(nama, asli.read(nama))
    return keluaran.getvalue()


JUDUL_RINCI = [
    "Tahun",
    "Kd_Desa",
    "Kd_Keg",
    "Kd_Rincian",
    "Kd_SubRinci",
    "No_Urut",
    "SumberDana",
    "Uraian",
    "Satuan",
    "JmlSatuan",
    "HrgSatuan",
    "Anggaran",
    "JmlSatuanPAK",
    "HrgSatuanPAK",
    "AnggaranStlhPAK",
    "AnggaranPAK",
    "Kode_SBU",
]


def rinci(kd_keg, kd_rincian, jumlah, *, sumber="ADD", volume="", harga="", pak=None, desa=DESA, tahun="2024"):
    pak = jumlah if pak is None else pak
    return [
        *(tahun, desa, kd_keg, kd_rincian, "01", "01", sumber, "Uraian", "Bulan", volume, harga, jumlah),
        *(volume, harga, pak, "0", ""),
    ]


def tabel(*baris, rab=None, **ganti):
    """A whole zip whose Ta_RAB agrees with the rows unless given."""
    rab = rab or [[b[0], b[1], b[2], b[3], b[11], "0", b[14]] for b in baris]
    isi = {
        "Ta_RABRinci": [JUDUL_RINCI, *baris],
        "Ta_RAB": [["Tahun", "Kd_Desa", "Kd_Keg", "Kd_Rincian", "Anggaran", "AnggaranPAK", "AnggaranStlhPAK"], *rab],
        "Ta_Kegiatan": [
            ["Tahun", "Kd_Desa", "Kd_Bid", "Kd_Keg", "ID_Keg", "Nama_Kegiatan", "Pagu", "Jbt_PPTKD"],
            ["2024", DESA, f"{DESA}01.", f"{DESA}01.01.04.", "01.01.04.", "Operasional", "0", "Kaur TU dan Umum"],
        ],
        "Ta_Bidang": [["Tahun", "Kd_Desa", "Kd_Bid", "Nama_Bidang"]],
        "Ta_SubBidang": [["Tahun", "Kd_Desa", "Kd_Bid", "Kd_Sub", "Nama_SubBidang"]],
        "Ta_Anggaran": [
            [
                "KdPosting",
                "Tahun",
                "KURincianSD",
                "Kd_Rincian",
                "RincianSD",
                "Anggaran",
                "AnggaranPAK",
                "AnggaranStlhPAK",
                "Belanja",
                "Kd_Keg",
                "SumberDana",
                "Kd_Desa",
                "TglPosting",
            ]
        ],
    } | ganti
    return zip_csv(**{k: v for k, v in isi.items() if v is not None})


BELANJA = rinci(f"{DESA}01.01.04.", "5.2.1.01.", "1.2000000000000000e+006", volume="12.0000", harga="1.0e+005")
PENDAPATAN = rinci(f"{DESA}00.00.00.", "4.2.3.01.", "1200000.00")


def terbaca(isi, **lain):
    return baca_siskeudes(isi, **({"kode_desa": "53.01.13.2005", "tahun": 2024, "jenis": "murni"} | lain))


def galat(isi, **lain):
    with pytest.raises(TidakTerbaca) as salah:
        terbaca(isi, **lain)
    return salah.value.galat


def test_dibaca_seperti_ditulis_basis_data():
    hasil = terbaca(tabel(PENDAPATAN, BELANJA, rinci(f"{DESA}00.00.00.", "6.1.1.01.", "5", sumber="")))
    a = hasil.anggaran
    assert [(r.nomor, r.rekening, r.sumber, r.jumlah) for r in a.pendapatan] == [(2, "4.2.3.01", "ADD", 1_200_000_00)]
    (r,) = a.belanja
    assert (r.kegiatan, r.rekening, r.volume, r.harga_satuan, r.jumlah) == (
        "1.1.04",
        "5.2.1.01",
        12,
        100_000_00,
        1_200_000_00,
    )
    assert (r.uraian_kegiatan, r.pelaksana) == ("Operasional", "Kaur TU dan Umum")
    assert [(r.rekening, r.sumber, r.jumlah) for r in a.pembiayaan] == [("6.1.1.01", "", 500)]
    assert hasil.catatan[0].startswith("Siskeudes menyebut kecamatan ini 24")
    assert hasil.catatan[-1].startswith("Siskeudes tidak memuat pagu")


def test_perubahan_dibaca_dari_kolom_pak():
    baris = rinci(f"{DESA}01.01.04.", "5.2.1.01.", "10", pak="25")
    assert terbaca(tabel(baris)).anggaran.total_belanja == 1000
    assert terbaca(tabel(baris), jenis="perubahan").anggaran.total_belanja == 2500


@pytest.mark.parametrize("nama", ["Ta_RABRinci", "Ta_RAB", "Ta_Kegiatan"])
def test_tabel_wajib_yang_hilang_disebut(nama):
    (g,) = galat(tabel(BELANJA, **{nama: None}))
    assert g.lembar == nama
    assert f"Tabel {nama}.csv tidak ada" in g.pesan


@pytest.mark.parametrize("nama", ["Ta_Bidang", "Ta_SubBidang", "Ta_Anggaran"])
def test_tabel_lain_yang_hilang_dicatat(nama):
    assert any(c.startswith(f"Tabel {nama} tidak ada") for c in terbaca(tabel(BELANJA, **{nama: None})).catatan)


def test_kolom_tidak_dikenal_disebut_tidak_ditebak():
    kolom_baru = [[*JUDUL_RINCI, "Nilai_Baru"], [*BELANJA, "9"]]
    catatan = terbaca(tabel(BELANJA, Ta_RABRinci=kolom_baru)).catatan
    assert "Kolom Nilai_Baru pada Ta_RABRinci tidak dikenal dan tidak dibaca." in catatan
    (g,) = galat(tabel(BELANJA, Ta_RABRinci=[["Tahun", "KodeDesa"], ["2024", DESA]]))
    assert "bentuk tabel ini tidak dikenal, jadi tidak ditebak" in g.pesan
    assert "Kolom yang ada: Tahun, KodeDesa" in g.pesan


def test_edisi_lama_bertingkat_dua_disebut():
    (g,) = galat(tabel(rinci(f"{DESA}01.03.", "5.2.1.01.", "10")))
    assert (g.lembar, g.baris, g.kolom) == ("Ta_RABRinci", 2, "Kd_Keg")
    assert "sebelum Permendagri 20/2018" in g.pesan


@pytest.mark.parametrize(
    ("baris", "kolom", "kalimat"),
    [
        (rinci(f"{DESA}01.01.04.", "5.2.1.01.", "1.50.000"), "Anggaran", "bukan angka"),
        (rinci(f"{DESA}01.01.04.", "5.2.1.", "5"), "Kd_Rincian", "bukan kode rekening"),
        (rinci("25.2001.01.01.04.", "5.2.1.01.", "5"), "Kd_Keg", "tidak diawali kode desanya"),
        (rinci(f"{DESA}01.01.04.", "5.2.1.01.", "5", sumber="XYZ"), "SumberDana", "tidak dikenal"),
        (rinci(f"{DESA}01.01.04.", "7.1.1.01.", "5"), "Kd_Rincian", "bukan pendapatan, belanja"),
    ],
)
def test_galat_di_selnya(baris, kolom, kalimat):
    g = galat(tabel(baris))[0]  # Ta_RAB repeats some of them
    assert (g.lembar, g.baris, g.kolom) == ("Ta_RABRinci", 2, kolom)
    assert kalimat in g.pesan


def test_rab_yang_tidak_sama_dengan_rinciannya():
    (g,) = galat(tabel(BELANJA, rab=[["2024", DESA, f"{DESA}01.01.04.", "5.2.1.01.", "7", "0", "7"]]))
    assert (g.lembar, g.baris, g.kolom) == ("Ta_RAB", 2, "Anggaran")
    assert "berjumlah Rp7 di sini, tetapi Rp1.200.000 menurut Ta_RABRinci" in g.pesan


def test_desa_lain_dan_tahun_lain():
    assert "tidak satu pun berkode 2009" in galat(tabel(BELANJA), kode_desa="53.01.13.2009")[0].pesan
    assert "untuk tahun 2024, sedangkan yang diisi tahun 2025" in galat(tabel(BELANJA), tahun=2025)[0].pesan
    asing = rinci("24.2006.01.01.04.", "5.2.1.01.", "99", desa="24.2006.")
    lama = rinci(f"{DESA}01.01.04.", "5.2.1.01.", "98", tahun="2023")
    hasil = terbaca(tabel(BELANJA, asing, lama))
    assert hasil.anggaran.total_belanja == 1_200_000_00
    assert "4 baris milik desa lain atau tahun lain dilewati." in hasil.catatan


def test_posting_yang_berbeda_dicatat():
    judul = [
        "KdPosting",
        "Tahun",
        "Kd_Rincian",
        "Anggaran",
        "AnggaranPAK",
        "AnggaranStlhPAK",
        "Kd_Keg",
        "SumberDana",
        "Kd_Desa",
    ]
    posting = [judul, ["1", "2024", "5.2.1.01.", "9", "0", "9", f"{DESA}01.01.04.", "ADD", DESA]]
    assert any("posting 1" in c for c in terbaca(tabel(BELANJA, Ta_Anggaran=posting)).catatan)


@pytest.mark.parametrize("isi", [b"", b"\xff\xfe\x00\x01", b'"tidak ditutup', b"\x00" * 50])
def test_csv_rusak_disebut_bukan_galat_server(isi):
    assert galat(tabel(BELANJA, Ta_RABRinci=isi))


def test_zip_yang_membengkak_ditolak():
    assert "terlalu besar setelah dibuka" in galat(zip_csv(Ta_RABRinci=b"0" * (121 * 1024 * 1024)))[0].pesan


def test_angka_basis_data():
    assert (bilangan("2.5"), bilangan("1,5"), bilangan("-3")) == (Fraction(5, 2), Fraction(3, 2), -3)
    assert (uang(""), uang("1e3"), uang("3.3710000000000002e+002"), uang("0.5")) == (0, 1000_00, 337_10, 50)
    assert kode_kegiatan(f"{DESA}05.03.00.", DESA) == "5.3.00"
    assert kode_rekening("6.1.1.01") == "6.1.1.01"
    for teks in ("1e999", "٣", "0x10", "1 000"):
        with pytest.raises(ValueError, match=r"bukan angka|terlalu besar"):
            bilangan(teks)


# --- round again -----------------------------------------------------------------
def kembali(isi):
    zip_ = tulis_siskeudes(isi, RESMI)
    return baca_siskeudes(zip_, kode_desa=isi.kode_desa, tahun=isi.tahun, jenis=isi.jenis).anggaran


def tanpa_nomor(isi):
    lembar = {k: tuple(r._replace(nomor=0) for r in getattr(isi, k)) for k in ("pendapatan", "belanja", "pembiayaan")}
    return replace(isi, **lembar)


@pytest.mark.parametrize("isi", [PENUH, utuh()], ids=["setiap-kolom", "utuh"])
def test_bolak_balik_siskeudes(isi):
    assert tanpa_nomor(kembali(isi)) == tanpa_nomor(isi)
    assert tulis_siskeudes(isi, RESMI) == tulis_siskeudes(isi, RESMI)


def test_jenis_yang_berbeda_disebut():
    (g,) = galat(tulis_siskeudes(replace(utuh(), jenis="perubahan"), RESMI), kode_desa=utuh().kode_desa)
    assert "berjenis perubahan" in g.pesan


teks = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=20)
rupiah = st.integers(0, 10**14).map(lambda sen: Fraction(sen, 100)) | st.integers(0, 10**14)
belanja = st.builds(
    lambda kegiatan, rekening, komponen, **lain: b(
        kegiatan, rekening, lain.pop("jumlah"), komponen=komponen or komponen_turunan(rekening), **lain
    ),
    kegiatan=st.sampled_from(list(RESMI.kegiatan)),
    rekening=st.sampled_from([k for k in RESMI.rekening if k.startswith("5.")]),
    komponen=st.sampled_from(["", *KOMPONEN]),
    jumlah=rupiah,
    uraian=teks,
    uraian_kegiatan=teks.filter(bool),
    pelaksana=teks,
    penerima=st.sampled_from(["", *PENERIMA]),
    volume=st.none()
    | st.integers(0, 10**6)
    | st.integers(1, 10**9).map(lambda n: Fraction(n, 10**4)).map(lambda n: n.numerator if n.denominator == 1 else n),
    satuan=teks,
    harga_satuan=st.none() | rupiah,
    sumber=st.sampled_from(list(SUMBER_DANA)),
    dari_silpa=st.booleans(),
    bantuan_khusus=st.booleans(),
    risiko_tinggi=st.booleans(),
    kegiatan_acuan=st.just("") | st.sampled_from(list(RESMI.kegiatan)),
    pagu_acuan=st.none() | rupiah,
)
sembarang = st.builds(
    lambda baris, masuk, biaya, jenis, **identitas: anggaran(baris, masuk, biaya, jenis=jenis, **identitas),
    baris=st.lists(belanja, min_size=1, max_size=6),
    masuk=st.lists(st.builds(p, st.just("4.2.3.01"), st.sampled_from(list(SUMBER_DANA)), rupiah), max_size=3),
    biaya=st.lists(
        st.builds(f, st.just("6.2.1.01"), rupiah, st.sampled_from(["", "PAD"]), dari_silpa=st.booleans()), max_size=2
    ),
    jenis=st.sampled_from(["murni", "perubahan"]),
    pagu_dds=st.none() | rupiah,
    tanggal_disampaikan=st.none() | st.dates(min_value=datetime.date(2000, 1, 1)),
    perdes_dana_cadangan=teks,
    jumlah_petugas_pbb=st.none() | st.integers(0, 100),
)


@settings(max_examples=40, deadline=None)
@given(sembarang)
def test_apa_pun_yang_diekspor_terbaca_kembali_sama(isi):
    assert baca(tulis(isi)) == isi
    assert tanpa_nomor(kembali(isi)) == tanpa_nomor(isi)


def test_volume_berpecahan_tiga_angka_terbaca_kembali():
    """29,239 ditulis 29.239 dapat dibaca 29 ribu; tidak ada angka lain di kolomnya yang menerangkan."""
    satu = anggaran([b("1.1.01", "5.1.1.01", 100, volume=Fraction(29239, 1000))], [], [])
    assert baca(tulis(satu)).belanja[0].volume == Fraction(29239, 1000)
