"""The signing pages: whose form is shown, what a refusal keeps, what the poll answers, what is stuck."""

import base64
import logging

import pytest
from django.urls import reverse
from django.utils import timezone

from akun.enums import DESA, Peran
from akun.tests.factories import pengguna_berperan
from desa.tests.factories import DesaFactory
from naskah.models import Naskah, PekerjaanTtd, PengaturanTtd, SeriNomor
from naskah.services.naskah import naskah_cabut
from naskah.services.tanda_tangan import penanda_tandatangani
from naskah.tests.bahan_ttd import FRASA, disetujui, isi_pdf, sertifikat_untuk, tempat
from naskah.tests.test_tanda_tangan import png
from tte.tests import bahan_tte

pytestmark = pytest.mark.django_db


def url(nama, *isi):
    return reverse(f"naskah:{nama}", args=isi)


@pytest.fixture
def camat(orang, settings):
    sertifikat_untuk(settings, orang["camat"])
    return orang["camat"]


@pytest.fixture
def naskah(terbitkan, desa, camat):
    return disetujui(terbitkan, desa, (1, "Camat Uji", camat))


def ttd(naskah, nomor=0):
    return url("penanda-ttd", naskah.pk, tempat(naskah, nomor).pk)


def test_formulir_hanya_bagi_orangnya(client, naskah, orang):
    for peran, pengguna in orang.items():
        client.force_login(pengguna)
        ada = ttd(naskah) in client.get(naskah.get_absolute_url()).content.decode()
        assert ada is (peran == Peran.CAMAT)
        if peran != Peran.CAMAT:
            assert client.post(ttd(naskah), {"frasa": FRASA}).status_code == 403
    assert PekerjaanTtd.objects.count() == 0


def test_tanda_tangan_dari_halaman(client, naskah, camat, django_capture_on_commit_callbacks):
    client.force_login(camat)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(ttd(naskah), {"frasa": FRASA}).url == naskah.get_absolute_url()
    assert bahan_tte.pdfsig(isi_pdf(naskah)) == ["Signature is Valid."]
    halaman = client.get(naskah.get_absolute_url()).content.decode()
    assert "Didistribusikan" in halaman
    assert "data-hx-trigger" not in halaman
    assert ttd(naskah) not in halaman


def test_halaman_lama_mengatakan_sudah_ditandatangani(client, naskah, camat, django_capture_on_commit_callbacks):
    """A second tab, or the back button: the place has no form any more, but the refusal is told."""
    client.force_login(camat)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(ttd(naskah), {"frasa": FRASA})
    client.get(naskah.get_absolute_url())  # reads the message of the first
    jawab = client.post(ttd(naskah), {"frasa": FRASA})
    assert jawab.status_code == 422
    sebab = "Naskah ini berstatus “Didistribusikan”, jadi tidak sedang menunggu tanda tangan."
    assert [str(m) for m in jawab.context["messages"]] == [sebab]
    assert PekerjaanTtd.objects.count() == 1


def test_frasa_salah_tidak_pernah_kembali_ke_halaman_atau_catatan(client, naskah, camat, caplog):
    client.force_login(camat)
    with caplog.at_level(logging.DEBUG):
        jawab = client.post(ttd(naskah), {"frasa": "frasa keliru sekali"})
    isi = jawab.content.decode()
    assert jawab.status_code == 422
    assert "Frasa sandi tidak cocok dengan sertifikat Anda." in isi
    assert "frasa keliru sekali" not in isi
    assert "frasa keliru sekali" not in caplog.text
    kosong = client.post(ttd(naskah), {"frasa": ""})
    assert "Isi frasa sandi Anda." in kosong.content.decode()


def test_frasa_tidak_tersimpan_di_basis_data(naskah, camat):
    pekerjaan = penanda_tandatangani(penanda=tempat(naskah, 0), frasa=FRASA, oleh=camat)
    pekerjaan.refresh_from_db()
    with pekerjaan.siap.open() as berkas:
        isi = berkas.read()
    assert FRASA.encode() not in isi + bytes(pekerjaan.cms) + str(pekerjaan.keadaan).encode()


def test_halaman_bertanya_selama_diproses_dan_dijawab_bila_berubah(client, naskah, camat):
    client.force_login(camat)
    penanda_tandatangani(penanda=tempat(naskah, 0), frasa=FRASA, oleh=camat)
    halaman = client.get(naskah.get_absolute_url())
    keadaan = halaman.context["keadaan"]
    assert (
        f'data-hx-get="{naskah.get_absolute_url()}?keadaan={keadaan}" data-hx-trigger="every 2s"'
        in halaman.content.decode()
    )
    htmx = {"HX-Request": "true"}
    tetap = client.get(naskah.get_absolute_url(), {"keadaan": keadaan}, headers=htmx)
    assert (tetap.status_code, tetap.content) == (204, b"")
    PekerjaanTtd.objects.update(galat="TSA tidak menjawab.", percobaan=1)
    berubah = client.get(naskah.get_absolute_url(), {"keadaan": keadaan}, headers=htmx).content.decode()
    assert "TSA tidak menjawab." in berubah
    # The history and the buttons come along: nothing on the page tells of what is no more.
    assert [berubah.count(f'id="naskah-{n}" data-hx-swap-oob="true"') for n in ("terima", "tindakan", "sesudah")] == [
        1,
        1,
        1,
    ]
    assert "judul-riwayat" in berubah and f"oleh {naskah.riwayat.last().oleh}" in berubah
    assert 'data-hx-trigger="every 15s"' in berubah
    assert "<html" not in berubah


def test_tanpa_sertifikat_dikatakan(client, terbitkan, desa, orang):
    naskah = disetujui(terbitkan, desa, (1, "Camat", orang["camat"]))
    client.force_login(orang["camat"])
    isi = client.get(naskah.get_absolute_url()).content.decode()
    assert "Mintalah sertifikat kepada admin." in isi
    assert ttd(naskah) not in isi


def test_bsre_menolak_nik_keliru_tanpa_kehilangan_ketikan(client, terbitkan, desa, orang, settings):
    settings.BSRE_ALAMAT = "http://127.0.0.1:9"  # nobody listens there
    naskah = disetujui(terbitkan, desa, (1, "Camat", orang["camat"]), cara="bsre")
    client.force_login(orang["camat"])
    salah = client.post(ttd(naskah), {"nik": "123", "frasa": "frasa bsre"}).content.decode()
    assert "NIK terdiri dari 16 angka." in salah
    assert 'value="123"' in salah
    assert "frasa bsre" not in salah
    mati = client.post(ttd(naskah), {"nik": "6311030101900001", "frasa": "frasa bsre"})
    assert "tidak dapat dihubungi" in mati.content.decode()
    assert (mati.status_code, tempat(naskah, 0).status, naskah.versi_pdf.count()) == (422, "menunggu", 1)


# --- a finger ---


@pytest.fixture
def dengan_jari(terbitkan, desa, camat):
    return disetujui(terbitkan, desa, (1, "Ketua RT", None), (2, "Camat", camat))


def kanvas(isi: bytes | None = None) -> str:
    return "data:image/png;base64," + base64.b64encode(isi or png()).decode()


def test_goresan_dari_halaman(client, dengan_jari, orang):
    client.force_login(orang["pelaksana"])
    alamat = url("penanda-goresan", dengan_jari.pk, tempat(dengan_jari, 0).pk)
    assert alamat in client.get(dengan_jari.get_absolute_url()).content.decode()
    tanpa_saksi = client.post(alamat, {"gambar": kanvas()}).content.decode()
    assert "Centang pernyataan saksi ini." in tanpa_saksi
    assert kanvas()[:60] in tanpa_saksi  # the drawing is not lost
    isi = {"gambar": kanvas(), "saksi": "on", "lintang": "-2.123456789", "bujur": "115.5"}
    assert client.post(alamat, isi).url == dengan_jari.get_absolute_url()
    penanda = tempat(dengan_jari, 0)
    assert (penanda.cara, str(penanda.lintang), penanda.saksi) == ("jari", "-2.123457", orang["pelaksana"])


@pytest.mark.parametrize(
    ("isi", "sebab"),
    [
        ({"gambar": ""}, "Goresan masih kosong"),
        ({"gambar": "data:text/html;base64,PGI+"}, "tidak terbaca"),
        ({"gambar": "data:image/png;base64,***"}, "tidak terbaca"),
        ({"gambar": kanvas(png(kosong=True))}, "masih kosong"),
        ({"gambar": "data:image/png;base64," + "A" * 800_000}, "terlalu besar"),
    ],
    ids=["tanpa", "html", "bukan base64", "putih", "besar"],
)
def test_goresan_keliru(client, dengan_jari, orang, isi, sebab):
    client.force_login(orang["pelaksana"])
    alamat = url("penanda-goresan", dengan_jari.pk, tempat(dengan_jari, 0).pk)
    jawab = client.post(alamat, isi | {"saksi": "on"})
    assert jawab.status_code == 422
    assert sebab in jawab.content.decode()
    assert tempat(dengan_jari, 0).status == "menunggu"


@pytest.mark.parametrize("tempatnya", [("abc", "1"), ("95", "10"), ("", "115"), ("NaN", "1"), ("1e400", "1")])
def test_tempat_yang_mustahil_diabaikan(client, dengan_jari, orang, tempatnya):
    client.force_login(orang["pelaksana"])
    alamat = url("penanda-goresan", dengan_jari.pk, tempat(dengan_jari, 0).pk)
    isi = {"gambar": kanvas(), "saksi": "on", "lintang": tempatnya[0], "bujur": tempatnya[1]}
    assert client.post(alamat, isi).status_code == 302
    assert (tempat(dengan_jari, 0).status, tempat(dengan_jari, 0).lintang) == ("selesai", None)


# --- copies and versions ---


def test_yang_dicabut_diserahkan_bertanda_aslinya_bagi_kecamatan(client, naskah, camat, orang):
    asli = isi_pdf(naskah)
    naskah_cabut(naskah=naskah, alasan="Keliru.", oleh=camat)
    alamat = url("naskah-pdf", naskah.pk)
    client.force_login(orang["kepala_desa"])
    for tanya in ("", "?asli=1"):
        salinan = client.get(alamat + tanya)
        assert salinan.content[:5] == b"%PDF-"
        assert salinan.content != asli
    assert client.get(url("naskah-versi", naskah.pk, 0)).status_code == 403
    client.force_login(orang["verifikator"])
    assert b"".join(client.get(alamat + "?asli=1").streaming_content) == asli
    assert b"".join(client.get(url("naskah-versi", naskah.pk, 0)).streaming_content) == asli
    assert client.get(url("naskah-versi", naskah.pk, 9)).status_code == 404


# --- what is stuck ---


def test_yang_tertahan_dan_dicoba_lagi(client, naskah, camat, orang, django_capture_on_commit_callbacks):
    pekerjaan = penanda_tandatangani(penanda=tempat(naskah, 0), frasa=FRASA, oleh=camat)
    PekerjaanTtd.objects.update(galat="TSA tidak menjawab.", percobaan=3, coba_lagi=timezone.now())
    client.force_login(orang["pelaksana"])
    isi = client.get(url("tanda-tangan-macet")).content.decode()
    assert "TSA tidak menjawab." in isi
    assert "Sudah dicoba 3 kali" in isi
    assert client.get(url("pekerjaan-ulang", pekerjaan.pk)).status_code == 405
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("pekerjaan-ulang", pekerjaan.pk))
    assert bahan_tte.pdfsig(isi_pdf(naskah)) == ["Signature is Valid."]
    assert naskah.status == "didistribusikan"


def test_yang_tertahan_wilayah_lain_tidak_tampak(client, naskah, camat):
    pekerjaan = penanda_tandatangani(penanda=tempat(naskah, 0), frasa=FRASA, oleh=camat)
    client.force_login(pengguna_berperan(Peran.VERIFIKATOR, DesaFactory()))
    assert "Tidak ada yang tertahan" in client.get(url("tanda-tangan-macet")).content.decode()
    assert client.post(url("pekerjaan-batal", pekerjaan.pk)).status_code == 404


def test_menunggu_terlalu_lama_disebut_orangnya(client, naskah, orang):
    Naskah.objects.filter(pk=naskah.pk).update(disetujui=timezone.now() - timezone.timedelta(days=8))
    client.force_login(orang["pemantau_kabupaten"])
    isi = client.get(url("tanda-tangan-macet")).content.decode()
    assert "menunggu <strong>Camat Uji</strong>" in isi


@pytest.mark.parametrize("peran", sorted(DESA))
def test_desa_tidak_melihat_yang_tertahan(client, orang, peran):
    client.force_login(orang[peran])
    assert client.get(url("tanda-tangan-macet")).status_code == 403


# --- settings of the kecamatan ---


def test_pengaturan_cara_dan_yang_belum_siap(client, desa, orang):
    client.force_login(orang["verifikator"])
    isi = client.get(url("pengaturan-ttd")).content.decode()
    assert orang["camat"].nama in isi
    jawab = client.post(url("pengaturan-ttd"), {"bagian": "cara", "cara": "elektronik"})
    assert jawab.url == f"{url('pengaturan-ttd')}?kecamatan={desa.kecamatan_id}"
    atur = PengaturanTtd.objects.get(kecamatan=desa.kecamatan)
    assert (atur.cara, atur.jari) == ("elektronik", False)
    bsre = client.post(url("pengaturan-ttd"), {"bagian": "cara", "cara": "bsre"})
    assert bsre.status_code == 422  # not offered without a gateway
    assert PengaturanTtd.objects.get().cara == "elektronik"


def test_pengaturan_tidak_mengubah_naskah_yang_sudah_disetujui(client, naskah, orang):
    client.force_login(orang["verifikator"])
    client.post(url("pengaturan-ttd"), {"bagian": "cara", "cara": "basah", "jari": "on"})
    naskah.refresh_from_db()
    assert naskah.cara_ttd == "elektronik"


def test_pengaturan_nomor(client, desa, orang, jenis_uji):
    client.force_login(orang["verifikator"])
    halaman = client.get(url("pengaturan-ttd"))
    isi = {"bagian": "nomor"}
    for n, (jenis, f) in enumerate(halaman.context["seri"]):
        isi |= {f"{jenis.kode}-klasifikasi": f"100.{n}", f"{jenis.kode}-pola": f.initial["pola"]}
    salah = client.post(url("pengaturan-ttd"), isi | {f"{jenis_uji}-pola": "{klasifikasi}/{urut}"})
    assert "Pola nomor harus memuat" in salah.content.decode()
    assert SeriNomor.objects.count() == 0
    isi[f"{jenis_uji}-retensi_tahun"] = "7"
    assert client.post(url("pengaturan-ttd"), isi).status_code == 302
    seri = SeriNomor.objects.get(kecamatan=desa.kecamatan, jenis=jenis_uji)
    assert (seri.klasifikasi[:4], seri.retensi_tahun) == ("100.", 7)


def test_pengaturan_kecamatan_lain_tidak_ditemukan(client, orang):
    lain = DesaFactory().kecamatan
    client.force_login(orang["verifikator"])
    assert client.get(url("pengaturan-ttd"), {"kecamatan": lain.pk}).status_code == 404
    assert client.get(url("pengaturan-ttd"), {"kecamatan": "x"}).status_code == 404
    client.force_login(orang["admin"])
    assert client.get(url("pengaturan-ttd"), {"kecamatan": lain.pk}).status_code == 200
