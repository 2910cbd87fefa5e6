"""Ten letters, one passphrase: each signed and recorded by itself, each refusal with its sentence."""

from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pypdf import PdfReader

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from naskah.cetak import naskah_pdf_simpan
from naskah.models import Naskah, PekerjaanTtd
from naskah.services.naskah import naskah_cabut
from naskah.services.ttd_banyak import tandatangani_banyak
from naskah.tests.bahan_ttd import FRASA, cara_ttd, disetujui, isi_berpenanda, isi_pdf, sertifikat_untuk, tempat
from tte.tests import bahan_tte

pytestmark = pytest.mark.django_db
SAH = "Signature is Valid."


@pytest.fixture
def camat(orang, settings):
    sertifikat_untuk(settings, orang["camat"])
    return orang["camat"]


@pytest.fixture
def sepuluh(terbitkan, desa, camat):
    return [disetujui(terbitkan, desa, (1, "Camat Uji", camat)) for _ in range(10)]


def dilihat(naskah):
    return [(n.pk, n.pdf_sha256) for n in naskah]


def keadaan(naskah):
    return [Naskah.objects.get(pk=n.pk).status for n in naskah]


def test_sepuluh_surat_dengan_satu_frasa_yang_keempat_gagal(sepuluh, camat, orang, beserta_akibatnya):
    """The fourth was withdrawn after the list was opened: the others are signed, it says why it is not."""
    dibuka = dilihat(sepuluh)
    naskah_cabut(naskah=sepuluh[3], alasan="Salah tujuan.", oleh=orang["camat"])
    hasil = beserta_akibatnya(tandatangani_banyak, pilihan=dibuka, frasa=FRASA, oleh=camat)
    assert [h.keadaan for h in hasil] == ["diterima"] * 3 + ["ditolak"] + ["diterima"] * 6
    assert hasil[3].kalimat == "Naskah ini berstatus “Dicabut”, jadi tidak sedang menunggu tanda tangan."
    assert keadaan(sepuluh) == ["didistribusikan"] * 3 + ["dicabut"] + ["didistribusikan"] * 6
    for n in sepuluh[:3] + sepuluh[4:]:
        assert bahan_tte.pdfsig(isi_pdf(n)) == [SAH]
        assert list(n.versi_pdf.values_list("sebab", flat=True)) == ["PDF dibuat", "Tanda tangan elektronik Camat Uji"]
        assert n.riwayat.filter(aksi="tandatangani", oleh=camat).count() == 1
        assert tempat(n, 0).waktu is not None
    assert sepuluh[3].versi_pdf.count() == 1
    assert (tempat(sepuluh[3], 0).status, PekerjaanTtd.objects.count()) == ("menunggu", 9)
    assert len({Naskah.objects.get(pk=n.pk).pdf_sha256 for n in sepuluh}) == 10


def test_dikirim_dua_kali_tidak_menandatangani_dua_kali(sepuluh, camat, beserta_akibatnya):
    pilihan = dilihat(sepuluh[:3])
    tandatangani_banyak(pilihan=pilihan, frasa=FRASA, oleh=camat)
    assert [h.keadaan for h in tandatangani_banyak(pilihan=pilihan, frasa=FRASA, oleh=camat)] == ["sudah"] * 3
    assert PekerjaanTtd.objects.count() == 3


def test_frasa_yang_salah_dihitung_sekali_dan_tidak_menandatangani_apa_pun(sepuluh, camat):
    with pytest.raises(ValidationError) as galat:
        tandatangani_banyak(pilihan=dilihat(sepuluh), frasa="salah sekali ini", oleh=camat)
    assert list(galat.value.message_dict) == ["frasa"]
    assert camat.sertifikat.get().salah_beruntun == 1
    assert (PekerjaanTtd.objects.count(), set(keadaan(sepuluh))) == (0, {"disetujui"})


def test_yang_ditandatangani_adalah_yang_dilihat(sepuluh, camat):
    satu, dua = sepuluh[:2]
    hasil = tandatangani_banyak(pilihan=[(satu.pk, "0" * 64), (dua.pk, dua.pdf_sha256)], frasa=FRASA, oleh=camat)
    assert [h.keadaan for h in hasil] == ["ditolak", "diterima"]
    assert "berubah sejak daftar ini dibuka" in hasil[0].kalimat


def test_tanpa_sertifikat_tidak_ada_yang_ditandatangani(terbitkan, desa, orang):
    naskah = disetujui(terbitkan, desa, (1, "Camat Uji", orang["camat"]))
    with pytest.raises(ValidationError, match="belum mempunyai sertifikat"):
        tandatangani_banyak(pilihan=dilihat([naskah]), frasa=FRASA, oleh=orang["camat"])


def test_berkas_yang_hilang_hanya_menggagalkan_naskahnya(sepuluh, camat, beserta_akibatnya):
    sepuluh[1].pdf.storage.delete(sepuluh[1].pdf.name)
    hasil = beserta_akibatnya(tandatangani_banyak, pilihan=dilihat(sepuluh[:3]), frasa=FRASA, oleh=camat)
    assert [h.keadaan for h in hasil] == ["diterima", "ditolak", "diterima"]
    assert "tidak terbaca dari penyimpanan" in hasil[1].kalimat


def test_milik_orang_lain_tidak_ditandatangani(sepuluh, desa, camat, settings):
    lain = pengguna_berperan(Peran.CAMAT, desa)
    sertifikat_untuk(settings, lain)
    (hasil,) = tandatangani_banyak(pilihan=dilihat(sepuluh[:1]), frasa=FRASA, oleh=lain)
    assert (hasil.keadaan, PekerjaanTtd.objects.count()) == ("ditolak", 0)


# --- the page -----------------------------------------------------------------------------
ALAMAT = "naskah:naskah-menunggu"


def kirim(client, naskah, **isi):
    data = [("ttd", str(n.pk)) for n in naskah] + [(f"sidik-{n.pk}", n.pdf_sha256) for n in naskah]
    isi = {"ttd-frasa": FRASA} | isi
    return client.post(
        reverse("naskah:ttd-banyak"), urlencode(data + list(isi.items())), "application/x-www-form-urlencoded"
    )


def test_daftarnya_menyebut_dan_menautkan_setiap_naskah(client, sepuluh, camat):
    client.force_login(camat)
    isi = client.get(reverse(ALAMAT)).content.decode()
    for n in sepuluh:
        assert n.nomor in isi and reverse("naskah:naskah-pdf", args=[n.pk]) in isi
        assert f'name="sidik-{n.pk}" value="{n.pdf_sha256}"' in isi
    assert isi.count("checked") == 0
    assert client.get(reverse(ALAMAT), {"pilih": "ttd"}).content.decode().count("checked") == 10


def test_halaman_menandatangani_dan_menyebut_yang_ditolak(client, sepuluh, camat, orang, beserta_akibatnya):
    client.force_login(camat)
    naskah_cabut(naskah=sepuluh[3], alasan="Salah tujuan.", oleh=orang["camat"])
    jawab = beserta_akibatnya(kirim, client, sepuluh)
    assert (jawab.status_code, jawab.url) == (302, reverse(ALAMAT))
    isi = client.get(jawab.url).content.decode()
    assert "9 naskah Anda tanda tangani" in isi
    assert f"{sepuluh[3].nomor}: Naskah ini berstatus “Dicabut”" in isi
    teks = " ".join(PdfReader(BytesIO(isi_pdf(sepuluh[0]))).metadata.values() or [])
    assert FRASA not in isi + teks


def test_halaman_dengan_frasa_salah_menyimpan_pilihan(client, sepuluh, camat):
    client.force_login(camat)
    jawab = kirim(client, sepuluh[:2], **{"ttd-frasa": "salah sekali ini"})
    isi = jawab.content.decode()
    assert (jawab.status_code, isi.count("checked")) == (422, 2)
    assert "salah sekali ini" not in isi
    assert PekerjaanTtd.objects.count() == 0
    assert kirim(client, []).status_code == 422
    assert "Pilih paling sedikit satu naskah" in kirim(client, []).content.decode()


def test_yang_belum_giliran_dan_yang_bersurat_tinta_tidak_dapat_dipilih(client, terbitkan, desa, camat, orang):
    """Only what can be signed now has a box; the others say why, or stand in their own list."""
    cara_ttd(desa.kecamatan, "elektronik", jari=True)
    menunggu_jari = terbitkan(desa, isi=isi_berpenanda((1, "Tanpa Akun", None), (1, "Camat Uji", camat)))
    naskah_pdf_simpan(naskah_id=menunggu_jari.pk)
    bsre = disetujui(terbitkan, desa, (1, "Camat Uji", camat), cara="bsre")
    client.force_login(camat)
    isi = client.get(reverse(ALAMAT)).content.decode()
    assert f'id="ttd-{menunggu_jari.pk}"' not in isi and f'id="ttd-{bsre.pk}"' not in isi
    assert "Goresan jari Tanpa Akun harus diambil dahulu" in isi
    assert "Ditandatangani melalui BSrE di halamannya sendiri, satu per satu" in isi
