"""Signing through the services: order, fingers first, once only, failures that wait."""

import datetime
from hashlib import sha256
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image, ImageDraw

from akun.enums import Peran
from akun.models import Pengguna, Penugasan
from antrean.models import Pekerjaan
from cetak.tests.baca import teks_halaman, teks_pdf
from naskah.models import PekerjaanTtd, PenandaTangan, VersiPdf
from naskah.services.goresan import goresan_simpan
from naskah.services.naskah import naskah_cabut
from naskah.services.pekerjaan_ttd import (
    pekerjaan_batalkan,
    pekerjaan_selesaikan,
    pekerjaan_tertinggal,
    pekerjaan_ulang,
)
from naskah.services.tanda_tangan import penanda_tandatangani
from naskah.tasks import pekerjaan_ttd_sapu
from naskah.tests.bahan_ttd import FRASA, disetujui, isi_pdf, sertifikat_untuk, tempat
from notifikasi.models import Pemberitahuan
from tte.tests import bahan_tte
from tte.tests.test_tte_tanda_tangan import isi_blok

pytestmark = pytest.mark.django_db
SAH = "Signature is Valid."


def png(*, kosong: bool = False, ukuran=(600, 240)) -> bytes:
    gambar = Image.new("RGBA", ukuran, (0, 0, 0, 0))
    if not kosong:
        ImageDraw.Draw(gambar).line((40, 200, 200, 40, 330, 190, 560, 60), fill=(16, 34, 79, 255), width=6)
    keluar = BytesIO()
    gambar.save(keluar, "PNG")
    return keluar.getvalue()


@pytest.fixture
def camat(orang, settings):
    sertifikat_untuk(settings, orang["camat"])
    return orang["camat"]


@pytest.fixture
def naskah(terbitkan, desa, camat):
    return disetujui(terbitkan, desa, (1, "Camat Uji", camat))


def tandatangani(naskah, nomor, oleh, frasa=FRASA):
    return penanda_tandatangani(penanda=tempat(naskah, nomor), frasa=frasa, oleh=oleh)


def selesai(naskah, nomor, oleh):
    """Both halves."""
    pekerjaan_selesaikan(tandatangani(naskah, nomor, oleh).pk)


def kalimat(galat: pytest.ExceptionInfo) -> str:
    return " ".join(galat.value.messages)


def test_yang_sudah_tidak_bertugas_tidak_menandatangani(client, naskah, camat):
    """The certificate lives on for a while, the office does not."""
    Penugasan.objects.filter(pengguna=camat).update(selesai=timezone.localdate() - datetime.timedelta(days=1))
    mantan = type(camat).objects.get(pk=camat.pk)
    with pytest.raises(PermissionDenied):
        tandatangani(naskah, 0, mantan)
    client.force_login(mantan)
    assert 'name="frasa"' not in client.get(naskah.get_absolute_url()).content.decode()
    assert PekerjaanTtd.objects.count() == 0


def test_ditandatangani_lalu_dikirim_ke_desa(naskah, camat, orang):
    sebelum = isi_pdf(naskah)
    pekerjaan = tandatangani(naskah, 0, camat)
    assert (tempat(naskah, 0).status, naskah.versi_pdf.count()) == ("diproses", 1)
    siap = pekerjaan.siap.name
    assert default_storage.exists(siap)

    pekerjaan_selesaikan(pekerjaan.pk)

    sesudah = isi_pdf(naskah)
    penanda = tempat(naskah, 0)
    assert (naskah.status, penanda.status, penanda.cara) == ("didistribusikan", "selesai", "elektronik")
    assert sesudah.startswith(sebelum)
    assert bahan_tte.pdfsig(sesudah) == [SAH]
    assert naskah.pdf_sha256 == sha256(sesudah).hexdigest()
    assert list(naskah.versi_pdf.values_list("urut", "sebab")) == [
        (0, "PDF dibuat"),
        (1, "Tanda tangan elektronik Camat Uji"),
    ]
    teks = " ".join(teks_halaman(sesudah)[0].split())
    assert "Percobaan" in naskah.perihal and "Camat Uji" not in teks  # the block is an annotation, not page content
    assert [str(k.desa) for k in naskah.kiriman.all()] == [str(naskah.desa)]
    pekerjaan.refresh_from_db()
    assert (pekerjaan.status, bytes(pekerjaan.cms), pekerjaan.siap.name) == ("selesai", b"", "")


def test_bahan_dibuang_setelah_selesai(naskah, camat, django_capture_on_commit_callbacks):
    pekerjaan = tandatangani(naskah, 0, camat)
    siap = pekerjaan.siap.name
    with django_capture_on_commit_callbacks(execute=True):
        pekerjaan_selesaikan(pekerjaan.pk)
    assert not default_storage.exists(siap)


def test_pekerjaan_dua_kali_hanya_satu_tanda_tangan(naskah, camat):
    pekerjaan = tandatangani(naskah, 0, camat)
    for _ in range(3):
        pekerjaan_selesaikan(pekerjaan.pk)
    assert bahan_tte.pdfsig(isi_pdf(naskah)) == [SAH]
    assert naskah.versi_pdf.count() == 2


def test_penanda_menurut_urutan(terbitkan, desa, settings, orang, camat):
    staf, kades = orang["pelaksana"], orang["kepala_desa"]
    for p in (staf, kades):
        sertifikat_untuk(settings, p)
    naskah = disetujui(terbitkan, desa, (1, "Staf", staf), (1, "Kades", kades), (2, "Camat", camat))
    with pytest.raises(ValidationError) as galat:
        tandatangani(naskah, 2, camat)
    assert kalimat(galat) == "Belum giliran Anda. Lebih dahulu: Staf, Kades."
    selesai(naskah, 1, kades)
    with pytest.raises(ValidationError, match="Lebih dahulu: Staf"):
        tandatangani(naskah, 2, camat)
    selesai(naskah, 0, staf)
    selesai(naskah, 2, camat)
    assert bahan_tte.pdfsig(isi_pdf(naskah)) == [SAH] * 3
    assert naskah.status == "didistribusikan"


def test_giliran_diberitahu_sekali(terbitkan, desa, settings, orang, camat):
    staf, kades = orang["pelaksana"], orang["kepala_desa"]
    for p in (staf, kades):
        sertifikat_untuk(settings, p)
    naskah = disetujui(terbitkan, desa, (1, "Staf", staf), (1, "Kades", kades), (2, "Camat", camat))

    def diminta(orangnya):
        return Pemberitahuan.objects.filter(penerima=orangnya, judul__contains="menunggu tanda tangan Anda").count()

    assert [diminta(p) for p in (staf, kades, camat)] == [1, 1, 0]
    selesai(naskah, 0, staf)
    assert [diminta(p) for p in (staf, kades, camat)] == [1, 1, 0]
    selesai(naskah, 1, kades)
    assert [diminta(p) for p in (staf, kades, camat)] == [1, 1, 1]


@pytest.mark.parametrize("dijelaskan", [True, False])
def test_tidak_tersertifikasi_tercetak_sekali(terbitkan, desa, settings, orang, camat, dijelaskan):
    """Once at the end of the document and in no block; in every block of a PDF that was made before."""
    sertifikat_untuk(settings, orang["verifikator"])
    naskah = disetujui(terbitkan, desa, (1, "Camat Uji", camat), (1, "Sekcam Uji", orang["verifikator"]))
    assert naskah.ttd_dijelaskan
    type(naskah).objects.filter(pk=naskah.pk).update(ttd_dijelaskan=dijelaskan)
    selesai(naskah, 0, camat)
    selesai(naskah, 1, orang["verifikator"])
    naskah.refresh_from_db()
    isi = isi_pdf(naskah)
    cetakan = teks_pdf(isi)
    assert cetakan.count("tidak tersertifikasi") == 1
    for kunci, nama in (("ttd0", "Camat Uji"), ("ttd1", "Sekcam Uji")):
        blok, _ = isi_blok(isi, kunci)
        assert nama in blok
        assert ("tidak tersertifikasi" in blok) is not dijelaskan


def test_hanya_orangnya(naskah, orang):
    for nama, pengguna in orang.items():
        if nama != Peran.CAMAT:
            with pytest.raises(PermissionDenied):
                tandatangani(naskah, 0, pengguna)


def test_tanpa_sertifikat(terbitkan, desa, orang):
    naskah = disetujui(terbitkan, desa, (1, "Camat", orang["camat"]))
    with pytest.raises(ValidationError, match="belum mempunyai sertifikat"):
        tandatangani(naskah, 0, orang["camat"])


def test_frasa_salah_di_bidangnya_dan_tidak_ada_yang_tersimpan(naskah, camat):
    with pytest.raises(ValidationError) as galat:
        tandatangani(naskah, 0, camat, frasa="salah sekali ini")
    assert list(galat.value.message_dict) == ["frasa"]
    assert (PekerjaanTtd.objects.count(), tempat(naskah, 0).status) == (0, "menunggu")


def test_frasa_salah_berulang_mengunci(naskah, camat):
    for _ in range(5):
        with pytest.raises(ValidationError):
            tandatangani(naskah, 0, camat, frasa="salah sekali ini")
    with pytest.raises(ValidationError, match="terkunci"):
        tandatangani(naskah, 0, camat)


def test_satu_tanda_tangan_sekaligus_per_naskah(terbitkan, desa, settings, orang, camat):
    staf = orang["pelaksana"]
    sertifikat_untuk(settings, staf)
    naskah = disetujui(terbitkan, desa, (1, "Staf", staf), (1, "Camat", camat))
    tandatangani(naskah, 0, staf)
    with pytest.raises(ValidationError) as galat:
        tandatangani(naskah, 1, camat)
    assert kalimat(galat) == "Sedang diproses tanda tangan Staf. Tunggu sebentar, lalu coba lagi."


def test_sebelum_pdf_jadi(terbitkan, desa, camat):
    naskah = disetujui(terbitkan, desa, (1, "Camat", camat), pdf=False)
    with pytest.raises(ValidationError, match="belum selesai dibuat"):
        tandatangani(naskah, 0, camat)


def test_byte_yang_berubah_sejak_ditandatangani(naskah, camat):
    """The job was made for bytes that are no longer the document's: the signer is asked again."""
    pekerjaan = tandatangani(naskah, 0, camat)
    naskah.refresh_from_db()
    type(naskah).objects.filter(pk=naskah.pk).update(pdf_sha256="0" * 64)
    pekerjaan_selesaikan(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert (pekerjaan.status, tempat(naskah, 0).status, naskah.versi_pdf.count()) == ("gagal", "menunggu", 1)
    assert "Naskah berubah" in Pemberitahuan.objects.filter(penerima=camat).latest("pk").isi


def test_naskah_dicabut_selagi_diproses(naskah, camat):
    pekerjaan = tandatangani(naskah, 0, camat)
    naskah_cabut(naskah=naskah, alasan="Keliru.", oleh=camat)
    pekerjaan_selesaikan(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    naskah.refresh_from_db()
    assert (pekerjaan.status, naskah.status, naskah.versi_pdf.count()) == ("gagal", "dicabut", 1)


def test_tsa_mati_tanda_tangan_menunggu_lalu_jadi(naskah, camat, settings, tmp_path, beserta_akibatnya):
    akar = tmp_path / "tsa.der"
    akar.write_bytes(bahan_tte.tsa_akar())
    settings.TSA_SERTIFIKAT = str(akar)
    with bahan_tte.tsa_berjalan() as tsa:
        settings.TSA_ALAMAT = tsa.alamat
        tsa.rusak = "mati"
        pekerjaan = tandatangani(naskah, 0, camat)
        for percobaan in (1, 2):
            pekerjaan_selesaikan(pekerjaan.pk)
            pekerjaan.refresh_from_db()
            assert (pekerjaan.status, pekerjaan.percobaan) == ("antre", percobaan)
            assert "TSA" in pekerjaan.galat
            menunggu = pekerjaan.coba_lagi - timezone.now()
            assert datetime.timedelta(seconds=50) < menunggu <= datetime.timedelta(minutes=percobaan)
        assert (tempat(naskah, 0).status, naskah.versi_pdf.count()) == ("diproses", 1)
        assert pekerjaan_tertinggal() == []  # not its time yet
        tsa.rusak = ""
        PekerjaanTtd.objects.update(coba_lagi=timezone.now())
        assert pekerjaan_ttd_sapu() == 0  # the outbox has it still
        PekerjaanTtd.objects.update(coba_lagi=timezone.now())
        Pekerjaan.objects.all().delete()  # as if it had been lost
        assert beserta_akibatnya(pekerjaan_ttd_sapu) == 1
    assert bahan_tte.pdfsig(isi_pdf(naskah)) == [SAH]
    assert naskah.status == "didistribusikan"


def test_sertifikat_dicabut_selagi_menunggu(naskah, camat):
    from naskah.services.sertifikat import sertifikat_aktif, sertifikat_cabut

    pekerjaan = tandatangani(naskah, 0, camat)
    sertifikat_cabut(sertifikat=sertifikat_aktif(camat), alasan="bocor", oleh=camat)
    pekerjaan_selesaikan(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert (pekerjaan.status, tempat(naskah, 0).status) == ("gagal", "menunggu")
    assert "dicabut" in pekerjaan.galat


def test_bahan_yang_hilang_mengakhiri_dan_membebaskan_penandanya(naskah, camat):
    """Nothing brings the file back: no attempt for ever, but a reason, and the place is free to sign anew."""
    pekerjaan = tandatangani(naskah, 0, camat)
    default_storage.delete(pekerjaan.siap.name)
    pekerjaan_selesaikan(pekerjaan.pk)
    pekerjaan.refresh_from_db()
    assert (pekerjaan.status, tempat(naskah, 0).status) == ("gagal", "menunggu")
    assert "tidak ada lagi di penyimpanan" in pekerjaan.galat
    assert Pemberitahuan.objects.filter(penerima=camat, isi=pekerjaan.galat).count() == 1
    selesai(naskah, 0, camat)
    assert tempat(naskah, 0).status == "selesai"


def test_sapu_hanya_yang_ditinggalkan(naskah, camat):
    pekerjaan = tandatangani(naskah, 0, camat)
    assert pekerjaan_tertinggal() == []  # the task is on its way
    PekerjaanTtd.objects.update(dibuat=timezone.now() - datetime.timedelta(minutes=3))
    assert pekerjaan_tertinggal() == [pekerjaan.pk]
    assert pekerjaan_tertinggal() == []  # queued again a moment ago


def test_dibatalkan_lalu_ditandatangani_lagi(naskah, camat, orang):
    pekerjaan = tandatangani(naskah, 0, camat)
    with pytest.raises(PermissionDenied):
        pekerjaan_batalkan(pekerjaan=pekerjaan, oleh=orang["kepala_desa"])
    pekerjaan_batalkan(pekerjaan=pekerjaan, oleh=orang["verifikator"])
    pekerjaan_selesaikan(pekerjaan.pk)  # a worker that comes late
    assert (tempat(naskah, 0).status, naskah.versi_pdf.count()) == ("menunggu", 1)
    selesai(naskah, 0, camat)
    assert bahan_tte.pdfsig(isi_pdf(naskah)) == [SAH]
    pekerjaan.refresh_from_db()
    with pytest.raises(ValidationError, match="sudah selesai"):
        pekerjaan_ulang(pekerjaan=pekerjaan, oleh=orang["verifikator"])


# --- a finger on the screen ---


def gores(naskah, nomor, oleh, gambar=None, lintang=None, bujur=None):
    return goresan_simpan(
        penanda=tempat(naskah, nomor), gambar=gambar or png(), lintang=lintang, bujur=bujur, oleh=oleh
    )


@pytest.fixture
def dengan_jari(terbitkan, desa, camat):
    return disetujui(terbitkan, desa, (1, "Ketua RT", None), (2, "Camat", camat))


def test_goresan_dahulu_lalu_elektronik(dengan_jari, camat, orang):
    naskah = dengan_jari
    with pytest.raises(ValidationError, match="Lebih dahulu: Ketua RT"):
        tandatangani(naskah, 1, camat)
    hasil = gores(naskah, 0, orang["pelaksana"], lintang=-2.345678, bujur=115.5)
    hasil.refresh_from_db()
    assert (hasil.status, hasil.cara, hasil.saksi) == ("selesai", "jari", orang["pelaksana"])
    assert (str(hasil.lintang), str(hasil.bujur)) == ("-2.345678", "115.500000")
    assert hasil.goresan.read()[:4] == b"\x89PNG"
    teks = " ".join(teks_halaman(isi_pdf(naskah))[0].split())
    assert f"Goresan jari disaksikan {orang['pelaksana'].nama}" in teks
    kaki = "tanda tangan elektronik pada naskah ini tidak tersertifikasi"  # of the document, not of the drawing
    assert "elektronik" not in teks.lower().replace(kaki, "")
    selesai(naskah, 1, camat)
    assert bahan_tte.pdfsig(isi_pdf(naskah)) == [SAH]
    assert list(naskah.versi_pdf.values_list("sebab", flat=True))[1] == "Goresan jari Ketua RT"


def test_semua_goresan_sebelum_tanda_tangan_elektronik_pertama(terbitkan, desa, camat, orang):
    """Out of turn, too: nobody could draw after the first electronic signature."""
    naskah = disetujui(terbitkan, desa, (1, "Camat", camat), (2, "Ketua RT", None))
    with pytest.raises(ValidationError) as galat:
        tandatangani(naskah, 0, camat)
    assert kalimat(galat).startswith("Goresan jari Ketua RT harus diambil dahulu")
    gores(naskah, 1, orang["pelaksana"])
    selesai(naskah, 0, camat)
    assert (bahan_tte.pdfsig(isi_pdf(naskah)), naskah.status) == ([SAH], "didistribusikan")


@pytest.mark.parametrize(
    ("gambar", "sebab"),
    [
        (png(kosong=True), "masih kosong"),
        (b"bukan gambar", "tidak terbaca"),
        (png()[:300], "tidak terbaca"),
        (b"x" * 600_000, "terlalu besar"),
        (png(kosong=True, ukuran=(4000, 4000)), "terlalu besar"),
    ],
)
def test_goresan_yang_tidak_dapat_dipakai(dengan_jari, orang, gambar, sebab):
    with pytest.raises(ValidationError, match=sebab):
        gores(dengan_jari, 0, orang["pelaksana"], gambar=gambar)
    assert (tempat(dengan_jari, 0).status, dengan_jari.versi_pdf.count()) == ("menunggu", 1)


@pytest.mark.parametrize("peran", sorted(set(Peran) - {Peran.PELAKSANA, Peran.VERIFIKATOR}))
def test_saksi_hanya_pelaksana_atau_verifikator(dengan_jari, orang, peran):
    with pytest.raises(PermissionDenied):
        gores(dengan_jari, 0, orang[peran])


def test_yang_berakun_tidak_menggores(dengan_jari, orang):
    with pytest.raises(ValidationError, match="mempunyai akun"):
        gores(dengan_jari, 1, orang["pelaksana"])


def test_goresan_sekali_saja(dengan_jari, orang):
    gores(dengan_jari, 0, orang["pelaksana"])
    with pytest.raises(ValidationError, match="sudah menandatangani"):
        gores(dengan_jari, 0, orang["pelaksana"])
    assert VersiPdf.objects.filter(naskah=dengan_jari).count() == 2
    assert PenandaTangan.objects.filter(naskah=dengan_jari, status="selesai").count() == 1


def test_akun_yang_belum_dipastikan_tidak_menandatangani_dengan_sertifikat_lama(naskah, camat):
    """Opened anew by somebody else, the account still has the certificate; the passphrase may have been seen, too."""
    Pengguna.objects.filter(pk=camat.pk).update(belum_dipastikan=True)
    with pytest.raises(ValidationError, match="Sebelum orang kedua memastikan"):
        tandatangani(naskah, 0, Pengguna.objects.get(pk=camat.pk))
    assert not PekerjaanTtd.objects.exists()
    Pengguna.objects.filter(pk=camat.pk).update(belum_dipastikan=False, sandi_sementara=True)
    with pytest.raises(ValidationError, match="belum membuat kata sandinya sendiri"):
        tandatangani(naskah, 0, Pengguna.objects.get(pk=camat.pk))


def test_goresan_tidak_disaksikan_akun_yang_belum_dipastikan(terbitkan, desa, orang):
    naskah, saksi = disetujui(terbitkan, desa, (1, "Ketua RT", None)), orang["pelaksana"]
    saksi.belum_dipastikan = True
    with pytest.raises(ValidationError, match="Sebelum orang kedua memastikan"):
        goresan_simpan(penanda=tempat(naskah, 0), gambar=png(), lintang=None, bujur=None, oleh=saksi)
