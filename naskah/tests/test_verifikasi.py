"""Public verification: what is shown, what is not, and what a file is said to be."""

import html
import re
import ssl
from datetime import timedelta
from hashlib import sha256

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from naskah.bagian import waktu_setempat
from naskah.cetak import naskah_pdf_simpan, naskah_pdf_versi
from naskah.enums.naskah import CaraPenanda, StatusNaskah, StatusPenanda
from naskah.keutuhan import tanda_tangan_catat
from naskah.kode import kode_buat, kode_tampil
from naskah.models import Naskah, PenandaTangan, Pindaian
from naskah.salinan import kalimat_tanda, sajikan_naskah
from naskah.services.naskah import naskah_cabut
from naskah.services.pekerjaan_ttd import pekerjaan_selesaikan
from naskah.services.sertifikat import sertifikat_cabut
from naskah.services.tanda_tangan import penanda_tandatangani
from naskah.tests.bahan_ttd import FRASA, disetujui, isi_pdf, sertifikat_untuk, tempat
from naskah.tests.conftest import ISI
from naskah.views import verifikasi as views
from tte.tests.penanda_uji import penanda_uji, tanda_tangani

pytestmark = pytest.mark.django_db
FETCH = {"HTTP_X_REQUESTED_WITH": "fetch"}


@pytest.fixture(autouse=True)
def hitungan_sendiri(settings):
    """Each test counts its own visits. The cache is not emptied: it may be the Redis of running tasks."""
    settings.RATELIMIT_CACHE_PREFIX = f"uji-{kode_buat()}:"


@pytest.fixture
def camat(desa):
    return pengguna_berperan(Peran.CAMAT, desa, nama="Drs. Camat Uji, M.Si.", nip="198001012005011001")


@pytest.fixture
def naskah(desa, terbitkan, camat):
    """Approved, with its PDF and one signer who has not signed."""
    isi = ISI | {
        "penanda": [{"kunci": "camat", "urutan": 1, "nama": "Camat Uji", "id": camat.pk}],
        "nip": "198001012005011001",
        "catatan": "ISI-NASKAH-RAHASIA",
    }
    hasil = terbitkan(desa, isi=isi, camat=camat)
    naskah_pdf_simpan(naskah_id=hasil.pk)
    hasil.penanda.update(jabatan="Camat Awayan")
    hasil.refresh_from_db()
    assert hasil.pdf
    return hasil


def bubuhi(naskah: Naskah, cara: str = CaraPenanda.ELEKTRONIK, status: str = StatusNaskah.DIARSIPKAN) -> None:
    """As if everybody had signed, each with a real signature in the PDF."""
    with naskah.pdf.open("rb") as berkas:
        naskah_pdf_versi(naskah=naskah, isi_pdf=tanda_tangani(berkas.read()), sebab="Ditandatangani")
    naskah.penanda.update(status=StatusPenanda.SELESAI, cara=cara, waktu=timezone.now())
    Naskah.objects.filter(pk=naskah.pk).update(status=status)
    naskah.refresh_from_db()
    tanda_tangan_catat(naskah)


def halaman(client, naskah: Naskah) -> str:
    return teks(client.get(reverse("naskah:verifikasi", args=[naskah.kode])))


def teks(jawab) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", jawab.content.decode())).split())


def unggah(client, isi: bytes, kode: str = "", nama: str = "naskah.pdf", **kepala):
    berkas = SimpleUploadedFile(nama, isi, content_type="application/pdf")
    return client.post(reverse("naskah:verifikasi-berkas"), {"berkas": berkas, "kode": kode}, **kepala)


def baca(naskah: Naskah, urut: int | None = None) -> bytes:
    versi = naskah.versi_pdf.all()
    with (versi.get(urut=urut) if urut is not None else versi.last()).berkas.open("rb") as berkas:
        return berkas.read()


# --- one document ----------------------------------------------------------------


def test_halaman_memuat_keterangan_pokok(client, naskah, desa):
    bubuhi(naskah, CaraPenanda.BASAH)
    isi = halaman(client, naskah)
    for kata in (
        "Naskah ini berlaku.",
        naskah.nomor,
        "5 Mei 2026",
        "Percobaan",
        f"{desa.kecamatan}, {desa.kecamatan.kabupaten}",
        "Camat Uji Camat Awayan Tinta basah pada cetakannya; bukan tanda tangan elektronik",
        naskah.pdf_sha256,
        kode_tampil(naskah.kode),
    ):
        assert kata in isi


def test_halaman_tidak_memuat_yang_lain(client, naskah, camat):
    """No content, no NIP, no account, no reason: neither in the page nor in its source."""
    bubuhi(naskah)
    naskah_cabut(naskah=naskah, alasan="ALASAN-RAHASIA", oleh=camat)
    sumber = client.get(reverse("naskah:verifikasi", args=[naskah.kode])).content.decode()
    for rahasia in ("ISI-NASKAH-RAHASIA", camat.nip, camat.username, camat.nama, "ALASAN-RAHASIA", naskah.pdf.name):
        assert rahasia
        assert rahasia not in sumber


@pytest.mark.parametrize(
    ("cara", "kalimat"),
    [
        (CaraPenanda.BASAH, "Tinta basah pada cetakannya; bukan tanda tangan elektronik, pindaiannya dicocokkan"),
        (CaraPenanda.ELEKTRONIK, "Tanda tangan elektronik,"),
        (CaraPenanda.BSRE, "Tanda tangan elektronik tersertifikasi (BSrE),"),
    ],
)
def test_cara_tanda_tangan_disebut_apa_adanya(client, naskah, cara, kalimat):
    bubuhi(naskah, cara)
    assert f"Camat Awayan {kalimat}" in halaman(client, naskah)


def test_goresan_jari_bukan_tersertifikasi(client, naskah, camat):
    bubuhi(naskah)
    naskah.penanda.update(cara=CaraPenanda.JARI, saksi=camat, goresan="goresan/a.png")
    isi = halaman(client, naskah)
    assert "Goresan jari di layar, disaksikan petugas," in isi
    assert isi.count("Goresan jari bukan tanda tangan elektronik tersertifikasi; saksinya tercatat.") == 1


def test_belum_lengkap_ditandatangani(client, naskah):
    isi = halaman(client, naskah)
    assert "Naskah ini sudah bernomor, tetapi belum lengkap ditandatangani." in isi
    assert "Camat Awayan Belum menandatangani" in isi
    assert "Naskah ini berlaku" not in isi


def test_dicabut(client, naskah, camat):
    naskah_cabut(naskah=naskah, alasan="Keliru", oleh=camat)
    assert re.search(
        r"Naskah ini dicabut sejak \w+, \d+ \w+ \d{4} pukul \d\d\.\d\d WITA dan tidak berlaku lagi\.",
        halaman(client, naskah),
    )


def test_diganti_menunjuk_penggantinya(client, naskah, desa, terbitkan):
    baru = terbitkan(desa, menggantikan=naskah)
    jawab = client.get(reverse("naskah:verifikasi", args=[naskah.kode]))
    assert re.search(r"Naskah ini diganti sejak .* dan tidak berlaku lagi\. Penggantinya: Naskah Uji ", teks(jawab))
    assert f'href="{reverse("naskah:verifikasi", args=[baru.kode])}"' in jawab.content.decode()
    naskah.refresh_from_db()
    assert kalimat_tanda(naskah).startswith(f"DIGANTI OLEH Naskah Uji Nomor {baru.nomor} pada ")


@pytest.mark.parametrize("status", sorted({"draf", "diajukan", "diverifikasi", "dikembalikan", "dibatalkan"}))
def test_belum_terbit_sama_dengan_tidak_dikenal(client, siapkan, desa, status):
    """Byte for byte the same answer, so that nobody learns that a code exists."""
    draf = siapkan(desa)
    Naskah.objects.filter(pk=draf.pk).update(status=status)
    alamat = reverse("naskah:verifikasi", args=[draf.kode])
    jawab = [client.get(a) for a in (alamat, reverse("naskah:verifikasi", args=[kode_buat()]), "/verifikasi/abc/")]
    assert [j.status_code for j in jawab] == [404] * 3
    assert len({j.content for j in jawab}) == 1
    # The number of the request is told with each answer and says nothing about the code.
    assert len({tuple(sorted((k, v) for k, v in j.headers.items() if k != "X-Permintaan")) for j in jawab}) == 1


def test_tidak_disimpan_dan_tidak_didaftar(client, naskah):
    alamat = [
        reverse("naskah:verifikasi-cari"),
        reverse("naskah:verifikasi", args=[naskah.kode]),
        reverse("naskah:verifikasi", args=[kode_buat()]),
    ]
    for a in alamat:
        jawab = client.get(a)
        assert jawab["Cache-Control"] == "no-store"
        assert jawab["X-Robots-Tag"] == "noindex, nofollow, noarchive"


# --- the form for a code ------------------------------------------------------------


def test_ketikan_dibawa_ke_halamannya(client, naskah):
    jawab = client.get(reverse("naskah:verifikasi-cari"), {"kode": kode_tampil(naskah.kode).lower()})
    assert (jawab.status_code, jawab.url) == (302, reverse("naskah:verifikasi", args=[naskah.kode]))


def test_alamat_berketikan_dialihkan(client, naskah):
    jawab = client.get(f"/verifikasi/{kode_tampil(naskah.kode).lower()}/")
    assert jawab.url == reverse("naskah:verifikasi", args=[naskah.kode])


def test_ketikan_keliru_diberi_tahu_dan_tidak_hilang(client):
    jawab = client.get(reverse("naskah:verifikasi-cari"), {"kode": '7abc"><b>'})
    assert jawab.status_code == 200
    assert views.KODE_KELIRU in teks(jawab)
    assert 'value="7abc&quot;&gt;&lt;b&gt;"' in jawab.content.decode()


# --- too often -----------------------------------------------------------------------


def test_menebak_dibatasi_menurut_alamat(client, settings):
    settings.JUMLAH_PROKSI = 1
    batas = int(views.LAJU_CARI.split("/")[0])
    alamat = reverse("naskah:verifikasi", args=[kode_buat()])
    status = [client.get(alamat, HTTP_X_FORWARDED_FOR="203.0.113.7").status_code for _ in range(batas + 1)]
    assert status == [404] * batas + [429]
    terbatas = client.get(alamat, HTTP_X_FORWARDED_FOR="palsu, 203.0.113.7")
    assert terbatas.status_code == 429
    assert 1 <= int(terbatas["Retry-After"]) <= 60
    assert re.search(
        r"Terlalu banyak pemeriksaan dari alamat Anda\. Silakan coba lagi \d+ detik lagi\.", teks(terbatas)
    )
    sidik = client.post(reverse("naskah:verifikasi-sidik"), {"sha256": "0" * 64}, HTTP_X_FORWARDED_FOR="203.0.113.7")
    assert sidik.status_code == 429  # guessing through the other door counts as well
    assert client.get(alamat, HTTP_X_FORWARDED_FOR="203.0.113.8").status_code == 404


def test_ipv6_dihitung_per_jaringan(rf, settings):
    settings.JUMLAH_PROKSI = 0
    alamat = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1", "203.0.113.7", ""]
    assert [views.jaringan("", rf.get("/", REMOTE_ADDR=a)) for a in alamat] == [
        "2001:db8:1:2::/64",
        "2001:db8:1:2::/64",
        "2001:db8:1:3::/64",
        "203.0.113.7",
        "tanpa-alamat",
    ]


def test_berkas_dibatasi(client):
    batas = int(views.LAJU_BERKAS.split("/")[0])
    status = [unggah(client, b"bukan pdf").status_code for _ in range(batas + 1)]
    assert status == [200] * batas + [429]


def test_paling_banyak_tiga_berkas_diperiksa_sekaligus(client, monkeypatch):
    """Files that keep the examiner busy for its whole time must not take every thread of the server."""
    monkeypatch.setattr(views, "TEMPAT", f"uji-{kode_buat()}")
    diam = [cache.add(f"{views.TEMPAT}:{n}", 1, 60) for n in range(views.SEKALIGUS)]
    jawab = unggah(client, b"bukan pdf")
    assert (diam, jawab.status_code, jawab["Retry-After"]) == ([True] * 3, 429, str(views.JEDA_SEKALIGUS))
    assert "Sedang banyak yang memeriksa berkas." in teks(jawab)
    cache.delete(f"{views.TEMPAT}:1")
    assert [unggah(client, b"bukan pdf").status_code for _ in range(2)] == [200, 200]  # given back each time


# --- a file ----------------------------------------------------------------------------


def test_berkas_yang_sama(client, naskah):
    bubuhi(naskah)
    isi = teks(unggah(client, baca(naskah)))
    assert f"Berkas ini sama persis, byte demi byte, dengan Naskah Uji Nomor {naskah.nomor}" in isi
    assert "Camat Uji Tidak berubah sejak ditandatangani, tetapi penerbit sertifikatnya tidak dikenal di sini." in isi


def test_tanda_tangan_kantor_sah_dan_penerbitnya_dikenal(client, settings, desa, terbitkan, orang):
    """Signed through the real path, then dropped: byte for byte the document, its signature valid and trusted."""
    sertifikat_untuk(settings, orang["camat"])
    naskah = disetujui(terbitkan, desa, (1, "Camat Uji", orang["camat"]))
    pekerjaan = penanda_tandatangani(penanda=tempat(naskah, 0), frasa=FRASA, oleh=orang["camat"])
    pekerjaan_selesaikan(pekerjaan.pk)
    isi = teks(unggah(client, isi_pdf(naskah)))
    assert "Naskah ini berlaku." in isi
    assert "sama persis, byte demi byte" in isi
    assert "Sah: tidak berubah sejak ditandatangani, dan penerbit sertifikatnya dikenal (" in isi
    assert "Camat Uji Tanda tangan elektronik," in isi


def test_tidak_tersertifikasi_dijelaskan_satu_kali(client, settings, desa, terbitkan, orang):
    """Two names, one explanation."""
    naskah = disetujui(terbitkan, desa, (1, "Camat Uji", orang["camat"]), (1, "Saksi Uji", orang["verifikator"]))
    naskah.penanda.update(status=StatusPenanda.SELESAI, cara=CaraPenanda.ELEKTRONIK, waktu=timezone.now())
    isi = halaman(client, naskah)
    assert isi.count("Tanda tangan elektronik,") == 2
    assert isi.count("tidak tersertifikasi") == 1
    client.force_login(orang["camat"])
    assert teks(client.get(naskah.get_absolute_url())).count("diterbitkan kantor sendiri") == 1


@pytest.fixture
def bertanda_lalu_dicabut(settings, desa, terbitkan, orang):
    """Signed four minutes ago with a certificate that was revoked two minutes ago."""
    sertifikat = sertifikat_untuk(settings, orang["camat"])
    naskah = disetujui(terbitkan, desa, (1, "Camat Uji", orang["camat"]))
    kini = timezone.now()
    with time_machine.travel(kini - timedelta(minutes=4)):
        pekerjaan_selesaikan(penanda_tandatangani(penanda=tempat(naskah, 0), frasa=FRASA, oleh=orang["camat"]).pk)
    with time_machine.travel(kini - timedelta(minutes=2)):
        sertifikat_cabut(sertifikat=sertifikat, alasan="pindah", oleh=orang["camat"])
    return naskah


def test_yang_ditandatangani_sebelum_sertifikatnya_dicabut_tetap_sah(client, bertanda_lalu_dicabut):
    naskah = bertanda_lalu_dicabut
    isi = teks(unggah(client, isi_pdf(naskah)))
    saat = waktu_setempat(naskah.penanda.get().waktu, naskah.kecamatan)
    assert f"Sah: ditandatangani {saat} dan tidak berubah sejak itu. Sertifikatnya dicabut kemudian, " in isi
    assert "pencabutan itu tidak membatalkan yang ditandatangani sebelumnya." in isi


def test_yang_tercatat_sesudah_pencabutan_tidak_sah(client, bertanda_lalu_dicabut):
    naskah = bertanda_lalu_dicabut
    naskah.penanda.update(waktu=timezone.now() - timedelta(minutes=1))
    isi = teks(unggah(client, isi_pdf(naskah)))
    assert "sesudah sertifikatnya dicabut" in isi and "Sah: ditandatangani" not in isi


def test_akar_bsre_menurut_pengaturan(client, settings, naskah, tmp_path):
    akar = tmp_path / "akar.pem"
    akar.write_text(ssl.DER_cert_to_PEM_cert(penanda_uji().signing_cert.dump()))
    settings.BSRE_AKAR = str(akar)
    bubuhi(naskah, CaraPenanda.BSRE)
    assert "penerbit sertifikatnya dikenal (Camat Uji)" in teks(unggah(client, baca(naskah)))


def test_sidik_saja_sudah_cukup(client, naskah):
    """A browser that knows the fingerprint need not send the file; an unknown one gets nothing."""
    bubuhi(naskah)
    sidik = sha256(baca(naskah)).hexdigest()
    alamat = reverse("naskah:verifikasi-sidik")
    jawab = client.post(alamat, {"sha256": sidik.upper(), "kode": naskah.kode}, **FETCH)
    assert jawab.status_code == 200
    assert "sama persis, byte demi byte" in teks(jawab)
    assert "<html" not in jawab.content.decode()
    for lain in ("0" * 64, "", "bukan sidik", sidik + "0"):
        assert client.post(alamat, {"sha256": lain}, **FETCH).status_code == 204


def test_tahap_sebelumnya(client, naskah):
    awal = baca(naskah)
    bubuhi(naskah)
    assert "Berkas ini asli, tetapi dari tahap sebelumnya" in teks(unggah(client, awal))


def test_satu_byte_berubah_bukan_berkas_asli(client, naskah):
    bubuhi(naskah)
    asli = baca(naskah)
    ubah = bytearray(asli)
    ubah[asli.index(b"%PDF-1.") + 7] ^= 1
    isi = teks(unggah(client, bytes(ubah)))
    assert f"Berkas ini bukan berkas aslinya. Di dalamnya tercetak kode Naskah Uji Nomor {naskah.nomor}" in isi
    assert "Tidak sah: yang ditandatangani bukan isi berkas ini." in isi
    assert "sama persis" not in isi


def test_ditambahi_sesudahnya(client, naskah):
    bubuhi(naskah)
    isi = teks(unggah(client, tanda_tangani(baca(naskah), nama_bidang="Penyusup")))
    assert "Berkas ini sudah berubah. Awalnya sama dengan" in isi


def test_salinan_bertanda_dikenali(client, naskah, camat):
    bubuhi(naskah)
    naskah_cabut(naskah=naskah, alasan="Keliru", oleh=camat)
    naskah.refresh_from_db()
    salinan = sajikan_naskah(naskah)
    assert salinan != baca(naskah)
    for kode in ("", naskah.kode):
        isi = teks(unggah(client, salinan, kode=kode))
        assert "Berkas ini bukan berkas aslinya." in isi
        assert isi.count("Naskah ini dicabut") == 1


@pytest.mark.parametrize(("status", "kelas"), [("diarsipkan", "sah"), ("disetujui", "ragu"), ("dicabut", "ragu")])
def test_hijau_hanya_untuk_yang_berlaku(client, naskah, status, kelas):
    bubuhi(naskah, CaraPenanda.BASAH, status)
    assert f"vonis vonis-{kelas}" in unggah(client, baca(naskah)).content.decode()


def test_yang_berlaku_disajikan_apa_adanya(naskah):
    assert sajikan_naskah(naskah) == baca(naskah)
    assert kalimat_tanda(naskah) == ""


def test_pindaian_yang_diterima_dikenal(client, naskah, camat):
    pindaian = Pindaian.objects.create(
        naskah=naskah, berkas="p.pdf", sha256=sha256(b"%PDF-1.4 pindai").hexdigest(), diunggah_oleh=camat
    )
    assert "Berkas ini tidak dikenal." in teks(unggah(client, b"%PDF-1.4 pindai"))
    Pindaian.objects.filter(pk=pindaian.pk).update(status="diterima")
    assert "Berkas ini sama persis dengan pindaian Naskah Uji" in teks(unggah(client, b"%PDF-1.4 pindai"))


def test_berkas_naskah_lain_disebut_lain(client, naskah, desa, terbitkan):
    lain = terbitkan(desa)
    isi = teks(unggah(client, baca(naskah), kode=lain.kode))
    assert f"Ini bukan naskah di halaman ini, melainkan Naskah Uji Nomor {naskah.nomor}." in isi


def test_berkas_draf_tidak_dikenal(client, naskah):
    """The bytes of what was never issued are unknown, even when they are in the storage."""
    isi = baca(naskah)
    PenandaTangan.objects.filter(naskah=naskah).delete()
    Naskah.objects.filter(pk=naskah.pk).update(status="draf", urut=None, nomor="")
    assert "Berkas ini tidak dikenal." in teks(unggah(client, isi))


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (b"", "Berkas ini kosong."),
        (b"<html><script>alert(1)</script>", "Berkas ini bukan PDF."),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 2000, "Berkas ini bukan PDF."),
        (b"%PDF-1.7\n" + b"%%EOF\n" * 5000, "Berkas ini tidak dikenal."),
        (b"%PDF-1.7\n" + b"<<" * 200_000, "Berkas ini tidak dikenal."),
        (b"%PDF-1.7\n1 0 obj\n[" + b"[" * 100_000, "Berkas ini tidak dikenal."),
    ],
    ids=["kosong", "html", "gambar", "eof", "kurung", "larik"],
)
def test_berkas_jahat_dijawab_dengan_kalimat(client, isi, kalimat):
    jawab = unggah(client, isi)
    assert jawab.status_code in (200, 422)
    assert kalimat in teks(jawab)


def test_tanpa_berkas(client):
    jawab = client.post(reverse("naskah:verifikasi-berkas"), {})
    assert (jawab.status_code, "Pilih dahulu berkas PDF" in teks(jawab)) == (422, True)


def test_terlalu_besar_ditolak_sebelum_dibaca(client):
    jawab = client.generic(
        "POST",
        reverse("naskah:verifikasi-berkas"),
        b"x",
        content_type="multipart/form-data; boundary=b",
        CONTENT_LENGTH=str(51 * 1024 * 1024),
    )
    assert jawab.status_code == 413
    assert "lebih dari 50 MB" in teks(jawab)


def test_berkas_memerlukan_csrf(naskah):
    from django.test import Client

    jawab = unggah(Client(enforce_csrf_checks=True), b"%PDF-")
    assert jawab.status_code == 403
