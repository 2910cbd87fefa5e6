"""A document signed through a gateway like BSrE's: kept whole, or not at all."""

import pytest
from django.core.exceptions import ValidationError

from akun.pembatas import SALAH_MAKS, permintaan_kini
from naskah.cetak import naskah_pdf_versi
from naskah.services.bsre import penanda_tandatangani_bsre
from naskah.services.goresan import goresan_simpan
from naskah.tests.bahan_ttd import disetujui, isi_pdf, tempat
from naskah.tests.test_tanda_tangan import png
from tte.tests import bahan_tte
from tte.tests.gerbang_bsre import AKUN, FRASA, NIK, gerbang_berjalan

pytestmark = pytest.mark.django_db


@pytest.fixture
def gerbang(settings):
    with gerbang_berjalan() as g:
        settings.BSRE_ALAMAT, (settings.BSRE_PENGGUNA, settings.BSRE_SANDI) = g.alamat, AKUN
        yield g


@pytest.fixture
def naskah(terbitkan, desa, orang, gerbang):
    return disetujui(terbitkan, desa, (1, "Ketua RT", None), (2, "Camat Uji", orang["camat"]), cara="bsre")


def tandatangani(naskah, oleh, nik=NIK, frasa=FRASA):
    return penanda_tandatangani_bsre(penanda=tempat(naskah, 1), nik=nik, frasa=frasa, oleh=oleh)


def test_goresan_lalu_bsre(naskah, orang, gerbang):
    with pytest.raises(ValidationError, match="Lebih dahulu: Ketua RT"):
        tandatangani(naskah, orang["camat"])
    goresan_simpan(penanda=tempat(naskah, 0), gambar=png(), lintang=None, bujur=None, oleh=orang["pelaksana"])
    sebelum = isi_pdf(naskah)
    tandatangani(naskah, orang["camat"])
    sesudah = isi_pdf(naskah)
    assert sesudah.startswith(sebelum)
    assert len(bahan_tte.pdfsig(sesudah)) == 1
    assert (tempat(naskah, 1).cara, naskah.status) == ("bsre", "didistribusikan")
    assert naskah.versi_pdf.last().sebab == "Tanda tangan BSrE Camat Uji (a1b2c3)"
    assert gerbang.terima[0]["tampilan"] == b"visible"


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [({"frasa": "salah"}, "Frasa sandi"), ({"nik": "1234567890123456"}, "belum terdaftar")],
)
def test_ditolak_gerbang_tidak_ada_yang_berubah(naskah, orang, isi, kalimat):
    goresan_simpan(penanda=tempat(naskah, 0), gambar=png(), lintang=None, bujur=None, oleh=orang["pelaksana"])
    with pytest.raises(ValidationError, match=kalimat):
        tandatangani(naskah, orang["camat"], **isi)
    assert (tempat(naskah, 1).status, naskah.versi_pdf.count()) == ("menunggu", 2)


def test_frasa_bsre_dihitung_bersama_kata_sandi(naskah, orang, gerbang, rf):
    goresan_simpan(penanda=tempat(naskah, 0), gambar=png(), lintang=None, bujur=None, oleh=orang["pelaksana"])
    with permintaan_kini(rf.get("/")):
        for _ in range(SALAH_MAKS):
            with pytest.raises(ValidationError, match="Frasa sandi"):
                tandatangani(naskah, orang["camat"], frasa="salah")
        ditanya = len(gerbang.terima)
        with pytest.raises(ValidationError, match="Terlalu banyak percobaan"):
            tandatangani(naskah, orang["camat"])
    assert len(gerbang.terima) == ditanya
    tandatangani(naskah, orang["camat"])


def test_naskah_berubah_selagi_gerbang_bekerja(naskah, orang, gerbang):
    """What came back is of bytes that are no longer the document's, so it is thrown away."""
    goresan_simpan(penanda=tempat(naskah, 0), gambar=png(), lintang=None, bujur=None, oleh=orang["pelaksana"])
    penanda = tempat(naskah, 1)  # as the page had it, before somebody else's step
    naskah.refresh_from_db()
    naskah_pdf_versi(naskah=naskah, isi_pdf=isi_pdf(naskah) + b"\n", sebab="Langkah orang lain")
    with pytest.raises(ValidationError, match="berubah selagi diproses"):
        penanda_tandatangani_bsre(penanda=penanda, nik=NIK, frasa=FRASA, oleh=orang["camat"])
    assert len(gerbang.terima) == 1
    assert (tempat(naskah, 1).status, naskah.versi_pdf.count()) == ("menunggu", 3)


def test_sertifikat_bsre_orang_lain_tidak_dipakai(terbitkan, desa, orang, gerbang):
    """The gateway knows a NIK, not whose document it is: what comes back is read before it is kept."""
    naskah = disetujui(terbitkan, desa, (1, "Ketua RT", None), (2, "Camat Lain", orang["camat"]), cara="bsre")
    goresan_simpan(penanda=tempat(naskah, 0), gambar=png(), lintang=None, bujur=None, oleh=orang["pelaksana"])
    with pytest.raises(ValidationError, match="milik Camat Uji, sedangkan naskah ini mencetak nama Camat Lain"):
        tandatangani(naskah, orang["camat"])
    assert (tempat(naskah, 1).status, naskah.versi_pdf.count()) == ("menunggu", 2)


def test_akun_yang_belum_dipastikan_tidak_menandatangani(naskah, orang, gerbang):
    goresan_simpan(penanda=tempat(naskah, 0), gambar=png(), lintang=None, bujur=None, oleh=orang["pelaksana"])
    orang["camat"].belum_dipastikan = True
    with pytest.raises(ValidationError, match="Sebelum orang kedua memastikan"):
        tandatangani(naskah, orang["camat"])
    assert gerbang.terima == []
