"""Signatures made and examined: by our own examiner, by pyHanko's LTV validation, and by poppler's pdfsig."""

import datetime
import json
import random
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from django.db import transaction
from django.test import override_settings
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import DocumentSecurityStore, async_validate_pdf_signature
from pypdf import PdfReader

from cetak.pdf import pdf_buat
from cetak.tests.baca import teks_halaman
from naskah.tests.conftest import ISI
from tte.bidang import Bidang, bidang_pasang
from tte.blok import TIDAK_TERSERTIFIKASI
from tte.galat import (
    BidangTidakAda,
    FrasaSalah,
    HasilTidakSah,
    PdfTidakTerbaca,
    SertifikatTidakBerlaku,
    StempelWaktuGagal,
    SudahBertandaTangan,
    TteGagal,
)
from tte.jalan import jalankan
from tte.periksa import periksa_tanda_tangan
from tte.stempel_waktu import StempelWaktu
from tte.tanda_tangan import selesaikan
from tte.tests import bahan_tte as b
from tte.tests.hasil import semua_berlaku

KONTEKS = {"isi": ISI, "nomor": "1/UJI/2026", "judul": "Naskah Uji", "perihal": "Percobaan"}
SAH = "Signature is Valid."
pdfsig = b.pdfsig


@pytest.fixture(scope="module")
def polos() -> bytes:
    return pdf_buat("naskah/pdf/dasar.html", KONTEKS)


@pytest.fixture(scope="module")
def berbidang(polos) -> bytes:
    return bidang_pasang(polos, bidang=b.bidang(3))


@pytest.fixture(scope="module")
def bertanda(berbidang) -> bytes:
    return b.tandai(berbidang, 0, b.penanda("Camat Uji"))


@pytest.fixture(scope="module")
def berita_acara(django_db_setup, django_db_blocker, tmp_path_factory) -> bytes:
    """The document of an ordinary visit, photos and all; nothing of it stays in the database."""
    from perut.naskah import BERITA_ACARA
    from perut.reports import berita_acara_isi
    from perut.tests import contoh_kunjungan as contoh

    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("foto")),
        transaction.atomic(),
    ):
        kunjungan = contoh.kunjungan_biasa()
        isi = json.loads(json.dumps(berita_acara_isi(kunjungan, oleh=kunjungan.petugas.first(), waktu=contoh.WAKTU)))
        hasil = pdf_buat(BERITA_ACARA.template, KONTEKS | {"isi": isi})
        transaction.set_rollback(True)
    return hasil


def periksa(pdf: bytes, **lain):
    return periksa_tanda_tangan(pdf, **({"akar": [b.otoritas().der], "crl": [b.crl()]} | lain))


def test_tiga_penanda_bergiliran_pada_berita_acara(berita_acara):
    """Each version continues the one before byte for byte, and at the end all three hold."""
    halaman = len(PdfReader(BytesIO(berita_acara)).pages) - 1
    versi = [berita_acara, bidang_pasang(berita_acara, bidang=b.bidang(3, halaman))]
    for n, nama in enumerate(("Pelaksana Uji", "Kepala Desa Uji", "Camat Uji")):
        versi.append(b.tandai(versi[-1], n, b.penanda(nama)))
    assert all(kini.startswith(lama) for lama, kini in pairwise(versi))
    assert [pdfsig(v) for v in versi[2:]] == [[SAH], [SAH] * 2, [SAH] * 3]

    hasil = periksa(versi[-1])
    assert semua_berlaku(hasil)
    assert [(t.bidang, t.nama, t.utuh, t.sah, t.tidak_berubah, t.terpercaya) for t in hasil.tanda_tangan] == [
        ("ttd0", "Pelaksana Uji", True, True, True, True),
        ("ttd1", "Kepala Desa Uji", True, True, True, True),
        ("ttd2", "Camat Uji", True, True, True, True),
    ]
    teks = " ".join(teks_halaman(versi[-1])[halaman].split())
    assert "Berita Acara" in teks  # the page itself is still there


def isi_blok(pdf: bytes, nama: str) -> tuple[str, set[str]]:
    """What a block says, read back from its appearance, and the fonts embedded for it."""
    with pikepdf.open(BytesIO(pdf)) as asal:
        (anotasi,) = [a for a in asal.pages[0].Annots if nama == a.T]
        rupa = anotasi.AP.N
        turunan = [f.DescendantFonts[0] for f in rupa.Resources.Font.values()]
        fon = {str(f.BaseFont).split("+")[1] for f in turunan if "/FontFile2" in f.FontDescriptor}
        assert len(fon) == len(turunan)
        satu = pikepdf.Pdf.new()
        satu.add_blank_page(page_size=(70 * b.MM, 24 * b.MM))
        satu.pages[0].Contents = satu.make_stream(rupa.read_bytes())
        satu.pages[0].Resources = satu.copy_foreign(asal.make_indirect(rupa.Resources))
        keluar = BytesIO()
        satu.save(keluar)
    return " ".join(teks_halaman(keluar)[0].split()), fon


def test_blok_memuat_nama_jabatan_waktu_dan_kalimat_hukum(bertanda):
    teks, fon = isi_blok(bertanda, "ttd0")
    for kalimat in ("Camat Uji", "Jabatan Camat Uji", "Kamis, 7 Mei 2026 pukul 10.15 WITA", TIDAK_TERSERTIFIKASI):
        assert kalimat in teks
    assert fon == {"Arimo-Regular-latin", "Arimo-Bold-latin"}


@pytest.mark.parametrize(
    ("nama", "tertulis"),
    [
        ("Ḥasan Şarīf, S.Sos.", "Ḥasan Şarīf, S.Sos."),
        ("Camat 🙂\u202euji\x00", "Camat \ufffduji"),
        (
            "Drs. Haji Muhammad Nama Yang Sangat Panjang Sekali Bin Nama Ayah Yang Juga Panjang, M.Si.",
            "Juga Panjang, M.Si.",
        ),
        ("Namatanpaspasi" * 12, TIDAK_TERSERTIFIKASI),
        ("", TIDAK_TERSERTIFIKASI),
    ],
    ids=["latin-ext", "tak tercetak", "panjang", "tanpa spasi", "kosong"],
)
def test_blok_menampung_nama_apa_pun(berbidang, nama, tertulis):
    """Letters of both halves of the font, none of either, names too long: the block stays whole and readable."""
    oleh = b.penanda("Camat Uji")
    hasil = b.separuh(berbidang, 0, oleh, tampilan=b.tampilan(nama)).pdf_siap
    teks, _ = isi_blok(hasil, "ttd0")
    rapat = teks.replace(" ", "")  # the reader sees a gap wherever the font changes
    assert tertulis.replace(" ", "") in rapat
    assert TIDAK_TERSERTIFIKASI in teks


def test_bidang_bertanda_dan_tercetak(berbidang):
    """PDF/A-3a: an appearance, the print flag, and a form element in the tag tree for each field."""
    with pikepdf.open(BytesIO(berbidang)) as pdf:
        anotasi = list(pdf.pages[0].Annots)
        assert [str(a.T) for a in anotasi] == ["ttd0", "ttd1", "ttd2"]
        assert all(int(a.F) & 0b100 and not int(a.F) & 0b11 and "/N" in a.AP for a in anotasi)
        nomor = pdf.Root.StructTreeRoot.ParentTree.Nums
        induk = {int(nomor[n]): nomor[n + 1] for n in range(0, len(nomor), 2)}
        unsur = [induk[int(a.StructParent)] for a in anotasi]
        assert [(u.S, u.K.Obj.objgen) for u in unsur] == [("/Form", a.objgen) for a in anotasi]
        assert 'pdfaid:conformance="A"' in pdf.Root.Metadata.read_bytes().decode()


def test_bidang_hanya_sebelum_tanda_tangan_pertama(bertanda):
    with pytest.raises(SudahBertandaTangan):
        bidang_pasang(bertanda, bidang=[Bidang(nama="baru", halaman=0, kotak=b.kotak(5))])


def test_kotak_tanpa_luas_ditolak(polos):
    with pytest.raises(TteGagal, match="tidak mempunyai luas"):
        bidang_pasang(polos, bidang=[Bidang(nama="x", halaman=0, kotak=(10, 10, 10, 40))])


@pytest.mark.parametrize("isi", [b"", b"bukan pdf", b"%PDF-1.7\n%%EOF", b"%PDF-1.7\nstartxref\n5\n%%EOF"])
def test_bukan_pdf_ditolak_dengan_kalimat(isi):
    with pytest.raises(PdfTidakTerbaca):
        bidang_pasang(isi, bidang=b.bidang(1))
    with pytest.raises(PdfTidakTerbaca):
        b.separuh(isi, 0, b.penanda("Camat Uji"))


def test_frasa_salah_tidak_menghasilkan_apa_pun(berbidang):
    with pytest.raises(FrasaSalah, match="tidak cocok"):
        b.separuh(berbidang, 0, b.penanda("Camat Uji"), frasa=b.FRASA + "x")


@pytest.mark.parametrize(("mulai", "sampai", "kalimat"), [(-30, -1, "sudah habis"), (2, 9, "belum mulai berlaku")])
def test_sertifikat_di_luar_masanya_tidak_menandatangani(berbidang, mulai, sampai, kalimat):
    with pytest.raises(SertifikatTidakBerlaku, match=kalimat):
        b.separuh(berbidang, 0, b.penanda("Pejabat Lama", mulai=mulai, sampai=sampai))


def test_bidang_yang_tidak_ada_atau_sudah_terisi(berbidang, bertanda):
    with pytest.raises(BidangTidakAda, match="tidak ada"):
        b.separuh(berbidang, 7, b.penanda("Camat Uji"))
    with pytest.raises(BidangTidakAda, match="sudah terisi"):
        b.separuh(bertanda, 0, b.penanda("Camat Uji"))


def test_paruh_kedua_dapat_diulang_dari_bahan_yang_sama(berbidang):
    """The worker died after finishing once: the same halves give a document with the same signature."""
    siap = b.separuh(berbidang, 0, b.penanda("Camat Uji"))
    satu, dua = (selesaikan(siap, akar=[b.otoritas().der], crl=[b.crl()]) for _ in range(2))
    _, _, lanjut, panjang = b.rentang(satu)
    assert satu[: lanjut + panjang] == dua[: lanjut + panjang]
    assert semua_berlaku(periksa(satu)) and semua_berlaku(periksa(dua))


def test_penerbit_asing_atau_dicabut_tidak_pernah_selesai(berbidang):
    asing = b.penanda("Orang Lain", instansi="Kantor Lain")
    with pytest.raises(HasilTidakSah, match="tidak diterbitkan oleh otoritas yang dipercaya"):
        b.tandai(berbidang, 0, asing)
    with pytest.raises(HasilTidakSah, match="Daftar cabut otoritas belum dapat dibuat"):
        b.tandai(berbidang, 0, b.penanda("Camat Uji"), crl=[])
    dicabut = b.penanda("Camat Dicabut")
    with pytest.raises(SertifikatTidakBerlaku, match="sudah dicabut"):
        b.tandai(berbidang, 0, dicabut, crl=[b.crl(dicabut)])


def test_bahan_yang_dirusak_tidak_lolos_pemeriksaan(berbidang):
    """What was stored between the halves may be damaged; the result is examined before anyone sees it."""
    siap = b.separuh(berbidang, 0, b.penanda("Camat Uji"))
    rusak = bytearray(siap.pdf_siap)
    rusak[200] ^= 1
    with pytest.raises(HasilTidakSah):
        selesaikan(type(siap)(**(vars(siap) | {"pdf_siap": bytes(rusak)})), akar=[b.otoritas().der], crl=[b.crl()])


def test_satu_byte_yang_berubah_selalu_ketahuan(bertanda):
    acak = random.Random(20260507)
    _, awal, lanjut, panjang = b.rentang(bertanda)
    letak = [0, awal - 1, lanjut, lanjut + panjang - 1]
    letak += acak.sample(range(awal), 30) + acak.sample(range(lanjut, lanjut + panjang), 6)
    lolos = []
    for n in letak:
        rusak = bytearray(bertanda)
        rusak[n] ^= 1 << acak.randrange(8)
        if semua_berlaku(periksa(bytes(rusak))):
            lolos.append(n)
    assert lolos == []


def test_pdfsig_juga_menemukan_byte_yang_berubah(bertanda):
    rusak = bytearray(bertanda)
    letak = bertanda.index(b"endstream") - 5
    rusak[letak] ^= 1
    assert pdfsig(bytes(rusak)) != [SAH]


def test_isi_yang_ditambahkan_sesudahnya_ketahuan(bertanda):
    """An update that leaves every signed byte alone but draws over the page."""
    penulis = IncrementalPdfFileWriter(BytesIO(bertanda), strict=False)
    isi = penulis.add_object(StreamObject(stream_data=b"0 0 300 300 re f"))
    penulis.add_stream_to_page(0, isi)
    keluar = BytesIO()
    penulis.write(keluar)
    (tanda,) = periksa(keluar.getvalue()).tanda_tangan
    assert (tanda.utuh, tanda.sah, tanda.tidak_berubah, tanda.berlaku) == (True, True, False, False)


def test_bukti_untuk_kelak_tersemat(bertanda):
    """PAdES B-LT: chain and revocation list are in the file, and suffice without any network."""
    with pikepdf.open(BytesIO(bertanda)) as pdf:
        dss = pdf.Root.DSS
        assert (len(dss.Certs), len(dss.CRLs), len(dss.VRI)) == (2, 1, 1)
    pembaca = PdfFileReader(BytesIO(bertanda), strict=False)
    konteks = DocumentSecurityStore.read_dss(pembaca).as_validation_context(
        {"trust_roots": [b.baca_akar()], "allow_fetching": False, "revocation_mode": "require"}
    )
    nilai = jalankan(async_validate_pdf_signature(pembaca.embedded_signatures[0], konteks))
    assert nilai.bottom_line


def test_pencabutan_dan_masa_berlaku_terbaca(bertanda):
    oleh = b.penanda("Camat Uji")
    besok = b.SEKARANG + b.SEHARI
    (tanda,) = periksa(bertanda, crl=[b.crl(oleh, saat=besok)], saat=besok + b.SEHARI).tanda_tangan
    assert (tanda.dicabut, tanda.dicabut_pada, tanda.terpercaya, tanda.terpercaya_saat_itu) == (
        True,
        besok.replace(microsecond=0),
        False,
        True,
    )
    (tanda,) = periksa(bertanda, saat=b.SEKARANG + 400 * b.SEHARI).tanda_tangan
    assert (tanda.kedaluwarsa, tanda.terpercaya, tanda.terpercaya_saat_itu, tanda.tidak_berubah) == (
        True,
        False,
        True,
        True,
    )


def test_tanpa_akar_yang_dikenal_tanda_tangan_utuh_tetapi_tidak_dipercaya(bertanda):
    (tanda,) = periksa(bertanda, akar=[]).tanda_tangan
    assert (tanda.tidak_berubah, tanda.terpercaya, tanda.berlaku) == (True, False, False)


# --- timestamps ----------------------------------------------------------------------------------


def tsa(peladen: b.Tsa, **lain) -> StempelWaktu:
    return StempelWaktu(**({"alamat": peladen.alamat, "akar": [b.tsa_akar()], "detik_tunggu": 5} | lain))


def lengkapi(siap, stempel):
    return selesaikan(siap, akar=[b.otoritas().der], crl=[b.crl()], stempel_waktu=stempel)


def test_stempel_waktu_tertanam_dan_menyelamatkan_sesudah_pencabutan(berbidang):
    with b.tsa_berjalan() as peladen:
        hasil = lengkapi(b.separuh(berbidang, 0, b.penanda("Camat Uji")), tsa(peladen))
    assert pdfsig(hasil) == [SAH]
    (tanda,) = periksa(hasil, akar_tsa=[b.tsa_akar()]).tanda_tangan
    assert (tanda.berlaku, tanda.stempel_waktu) == (True, True)
    besok = b.SEKARANG + b.SEHARI
    (tanda,) = periksa(
        hasil,
        akar_tsa=[b.tsa_akar()],
        crl=[b.crl(b.penanda("Camat Uji"), saat=besok)],
        saat=besok + b.SEHARI,
    ).tanda_tangan
    assert (tanda.dicabut, tanda.berlaku) == (True, True)  # proven to be older than the revocation


@pytest.mark.parametrize("rusak", ["mati", "sampah", "data lain"])
def test_stempel_waktu_gagal_menunggu_lalu_selesai_dari_bahan_yang_sama(berbidang, rusak):
    siap = b.separuh(berbidang, 0, b.penanda("Camat Uji"))
    with b.tsa_berjalan() as peladen:
        peladen.rusak = rusak
        with pytest.raises(StempelWaktuGagal):
            lengkapi(siap, tsa(peladen))
        assert peladen.permintaan == 1
        peladen.rusak = ""
        hasil = lengkapi(siap, tsa(peladen))
    assert periksa(hasil, akar_tsa=[b.tsa_akar()]).tanda_tangan[0].stempel_waktu


def test_stempel_waktu_tanpa_peladen_atau_dari_yang_tidak_dikenal(berbidang):
    siap = b.separuh(berbidang, 0, b.penanda("Camat Uji"))
    with b.tsa_berjalan() as peladen:
        with pytest.raises(StempelWaktuGagal, match="dipercaya"):
            lengkapi(siap, tsa(peladen, akar=[b.otoritas().der]))
        mati = tsa(peladen)
    with pytest.raises(StempelWaktuGagal, match="belum dapat dihubungi"):
        lengkapi(siap, mati)


def test_tanda_tangan_orang_lain_sesudahnya_tidak_merusak_dan_terlihat(bertanda):
    """Somebody with a certificate of their own signs in a free field: allowed by PDF, trusted by nobody."""
    asing = b.penanda("Orang Lain", instansi="Kantor Lain")
    siap = b.separuh(bertanda, 1, asing)
    hasil = selesaikan(
        siap,
        akar=[b.otoritas("Kantor Lain").der],
        crl=[b.crl_untuk("Kantor Lain")],
    )
    nilai = periksa(hasil)
    assert [(t.nama, t.tidak_berubah, t.terpercaya) for t in nilai.tanda_tangan] == [
        ("Camat Uji", True, True),
        ("Orang Lain", True, False),
    ]
    assert not semua_berlaku(nilai)


def test_waktu_tanda_tangan_adalah_waktu_yang_diminta(berbidang):
    saat = datetime.datetime(2026, 11, 1, 2, 15, tzinfo=datetime.UTC)
    siap = b.separuh(berbidang, 0, b.penanda("Pejabat Awal", mulai=-60, sampai=365), saat=saat)
    hasil = selesaikan(siap, akar=[b.otoritas().der], crl=[b.crl()])
    assert periksa(hasil).tanda_tangan[0].waktu == saat
