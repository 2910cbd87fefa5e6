"""The adapter of the national gateway, against a small HTTP server that behaves like it."""

import logging
import socket
from io import BytesIO

import pytest
from django.views.debug import ExceptionReporter
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader

from cetak.cetakan import Kotak
from cetak.pdf import pdf_buat
from naskah.tests.conftest import ISI
from tte import bsre
from tte.bsre import BsreGagal, bsre_aktif, bsre_tanda_tangani
from tte.bsre_gambar import gambar_tanda_tangan
from tte.tests.gerbang_bsre import AKUN, FRASA, NIK, gerbang_berjalan
from tte.tests.penanda_uji import tanda_tangani

KOTAK = Kotak(halaman=0, x1=80, y1=200, x2=300, y2=270)
ISI_GAMBAR = {
    "nama": "Camat Uji, S.Sos., M.Si.",
    "jabatan": "Camat Awayan",
    "waktu": "22 November 2026 14.05 WITA",
    "alamat_qr": "https://perut.contoh.go.id/verifikasi/7ZZZZ01234ABCDEFGHJKMNPQRS/",
}


@pytest.fixture(scope="module")
def naskah() -> bytes:
    konteks = {"isi": ISI, "nomor": "1/UJI/2026", "judul": "Naskah Uji", "perihal": "Percobaan"}
    return pdf_buat("naskah/pdf/dasar.html", konteks)


@pytest.fixture
def gerbang(settings):
    with gerbang_berjalan() as server:
        settings.BSRE_ALAMAT = server.alamat + "/"
        settings.BSRE_PENGGUNA, settings.BSRE_SANDI = AKUN
        settings.BSRE_BATAS_WAKTU = 20
        settings.BSRE_LOGO = ""
        yield server


def tanda_tangan(pdf: bytes) -> list[str]:
    return [t.field_name for t in PdfFileReader(BytesIO(pdf)).embedded_signatures]


def kegagalan(pdf: bytes, **isi) -> BsreGagal:
    with pytest.raises(BsreGagal) as galat:
        bsre_tanda_tangani(pdf, **({"nik": NIK, "passphrase": FRASA} | isi))
    return galat.value


def test_tanda_tangan_tampak(gerbang, naskah):
    gambar = gambar_tanda_tangan(**ISI_GAMBAR, lebar=220, tinggi=70)
    hasil = bsre_tanda_tangani(
        naskah, nik="6311 0123 4567 8901", passphrase=FRASA, kotak=KOTAK, gambar=gambar, alasan="Pengesahan"
    )
    assert hasil.pdf.startswith(naskah)
    assert tanda_tangan(hasil.pdf) == ["BSrE1"]
    assert hasil.id_dokumen == "a1b2c3"
    assert gerbang.jalur == ["/api/sign/pdf"]
    assert gerbang.terima == [
        {
            "file": naskah,
            "nik": NIK.encode(),
            "passphrase": FRASA.encode(),
            "tampilan": b"visible",
            "image": b"true",
            "imageTTD": gambar,
            "page": b"1",
            "xAxis": b"80",
            "yAxis": b"200",
            "width": b"220",
            "height": b"70",
            "reason": b"Pengesahan",
        }
    ]


def test_tanda_tangan_tidak_tampak(gerbang, naskah):
    hasil = bsre_tanda_tangani(naskah, nik=NIK, passphrase=FRASA)
    assert tanda_tangan(hasil.pdf) == ["BSrE1"]
    assert sorted(gerbang.terima[0]) == ["file", "nik", "passphrase", "tampilan"]


def test_menyusul_tanda_tangan_lain(gerbang, naskah):
    pertama = tanda_tangani(naskah, nama_bidang="Kepala_Desa")
    assert tanda_tangan(bsre_tanda_tangani(pertama, nik=NIK, passphrase=FRASA).pdf) == ["Kepala_Desa", "BSrE1"]


def test_frasa_salah_dan_nik_tidak_dikenal(gerbang, naskah):
    assert str(kegagalan(naskah, passphrase="keliru")) == bsre.GALAT_KODE["2031"]
    assert str(kegagalan(naskah, nik="1" * 16)) == bsre.GALAT_KODE["2011"]


@pytest.mark.parametrize(
    ("pesan", "kode", "status", "kalimat", "sementara"),
    [
        ("Proses signing gagal : Passphrase anda salah 2031", 400, 400, bsre.GALAT_KODE["2031"], False),
        ("User tidak terdaftar", 400, 400, bsre.GALAT_KODE["2011"], False),
        ("Sertifikat sudah expired", 400, 400, bsre.GALAT_KATA[2][1], False),
        ("Certificate has been revoked", 400, 400, bsre.GALAT_KATA[1][1], False),
        ("Sertifikat belum terbit", 400, 400, bsre.GALAT_KATA[3][1], False),
        ("Sesuatu yang lain", 400, 400, "Gerbang BSrE menolak penandatanganan ini: Sesuatu yang lain", False),
        ("", 400, 400, "Gerbang BSrE menolak penandatanganan ini (HTTP 400).", False),
        ("NullPointerException", 500, 500, bsre.GANGGUAN, True),
        ("Passphrase anda salah", 2031, 200, bsre.GALAT_KODE["2031"], False),
    ],
)
def test_penolakan_gerbang_menjadi_kalimat(gerbang, naskah, pesan, kode, status, kalimat, sementara):
    gerbang.jawab = lambda _: gerbang.tolak(pesan, kode, status)
    galat = kegagalan(naskah)
    assert (str(galat), galat.sementara) == (kalimat, sementara)


def test_gerbang_yang_mengulang_rahasia_disensor(gerbang, naskah):
    gerbang.jawab = lambda b: gerbang.tolak(f"Gagal untuk {b['nik'].decode()} / {b['passphrase'].decode()}", 1)
    assert str(kegagalan(naskah)) == "Gerbang BSrE menolak penandatanganan ini: Gagal untuk ••• / •••"


def test_akun_aplikasi_ditolak(gerbang, naskah, settings):
    settings.BSRE_SANDI = "lain"
    assert str(kegagalan(naskah)) == bsre.KREDENSIAL
    assert gerbang.terima == []


def test_gerbang_mati(settings, naskah):
    with socket.socket() as kosong:
        kosong.bind(("127.0.0.1", 0))
        settings.BSRE_ALAMAT = f"http://127.0.0.1:{kosong.getsockname()[1]}"
    galat = kegagalan(naskah)
    assert (str(galat), galat.sementara) == (bsre.MATI, True)


def test_gerbang_tidak_menjawab(gerbang, naskah, settings):
    settings.BSRE_BATAS_WAKTU = 0.3

    def diam(_):
        gerbang.selesai.wait(10)
        return 200, {}, b""

    gerbang.jawab = diam
    galat = kegagalan(naskah)
    assert (str(galat), galat.sementara) == (bsre.LAMBAT, True)


def test_pengalihan_tidak_diikuti(gerbang, naskah):
    """The passphrase goes to the configured address and nowhere else."""
    gerbang.jawab = lambda _: (307, {"Location": gerbang.alamat + "/lain/"}, b"")
    assert "HTTP 307" in str(kegagalan(naskah))
    assert gerbang.jalur == ["/api/sign/pdf"]


def test_jawaban_bukan_pdf(gerbang, naskah):
    gerbang.jawab = lambda _: (200, {}, b"<html>Masuk</html>")
    assert str(kegagalan(naskah)) == bsre.BUKAN_PDF


def test_pdf_yang_ditulis_ulang_ditolak(gerbang, naskah):
    ubah = naskah.replace(b"%PDF-1.7", b"%PDF-1.6", 1)
    assert ubah != naskah
    gerbang.jawab = lambda _: (200, {}, tanda_tangani(ubah))
    assert str(kegagalan(naskah)) == bsre.BERUBAH


def test_pdf_yang_sama_tanpa_tanda_tangan_ditolak(gerbang, naskah):
    gerbang.jawab = lambda _: (200, {}, naskah)
    assert str(kegagalan(naskah)) == bsre.BERUBAH


def test_pdf_ditambah_tanpa_tanda_tangan_ditolak(gerbang, naskah):
    gerbang.jawab = lambda _: (200, {}, naskah + b"\n% tambahan\n")
    assert str(kegagalan(naskah)) == bsre.TAK_SAH


def test_tanda_tangan_yang_rusak_ditolak(gerbang, naskah):
    """One byte of the new revision is not what was signed."""
    hasil = bytearray(tanda_tangani(naskah))
    hasil[hasil.index(b"Tanda1", len(naskah)) + 5] ^= 1  # the name of the field
    gerbang.jawab = lambda _: (200, {}, bytes(hasil))
    assert str(kegagalan(naskah)) == bsre.TAK_SAH


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"nik": "123"}, "NIK terdiri dari 16 angka."),
        ({"passphrase": ""}, "Isi frasa sandi (passphrase) BSrE Anda."),
    ],
)
def test_masukan_keliru_tidak_dikirim(gerbang, naskah, isi, kalimat):
    assert str(kegagalan(naskah, **isi)) == kalimat
    assert gerbang.jalur == []


def test_tanpa_gerbang(settings, naskah):
    settings.BSRE_ALAMAT = ""
    assert not bsre_aktif()
    assert "BSRE_ALAMAT" in str(kegagalan(naskah))


def test_nik_dan_frasa_tidak_tercatat(gerbang, naskah, caplog, rf):
    caplog.set_level(logging.DEBUG)
    bsre_tanda_tangani(naskah, nik=NIK, passphrase=FRASA)
    gerbang.jawab = lambda _: (200, {}, naskah + b"x")
    try:
        bsre_tanda_tangani(naskah, nik=NIK, passphrase=FRASA)
    except BsreGagal as galat:
        laporan = ExceptionReporter(rf.get("/"), type(galat), galat, galat.__traceback__)
        bingkai = [b for b in laporan.get_traceback_frames() if b["function"] == "bsre_tanda_tangani"]
    assert dict(bingkai[0]["vars"])["passphrase"] == "********************"
    for rahasia in (NIK, FRASA):
        assert rahasia not in caplog.text
        assert rahasia not in str(bingkai)


def test_gambar_memuat_logo_hanya_bila_diatur(settings, tmp_path):
    settings.BSRE_LOGO = ""
    polos = gambar_tanda_tangan(**ISI_GAMBAR, lebar=220, tinggi=70)
    Image.new("RGB", (80, 80), (0, 0, 0)).save(tmp_path / "logo.png")
    settings.BSRE_LOGO = str(tmp_path / "logo.png")
    berlogo = gambar_tanda_tangan(**ISI_GAMBAR, lebar=220, tinggi=70)
    with Image.open(BytesIO(polos)) as a, Image.open(BytesIO(berlogo)) as b:
        assert a.size == b.size == (880, 280)
        sudut = (880 - 16 - 60, 16, 880 - 16, 76)
        assert b.crop(sudut).getextrema() == (0, 0)
        assert a.crop(sudut).getextrema()[1] == 255
