"""Wet ink: the scan, its confirmation, and documents that are switched to paper."""

import io
from datetime import date, timedelta

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from dasar.alur import sejak_dari
from desa.tests.factories import DesaFactory
from naskah.agenda import agenda_baris
from naskah.models import Pindaian
from naskah.services.pekerjaan_ttd import pekerjaan_selesaikan
from naskah.services.pindaian import naskah_pakai_tinta, pindaian_terima, pindaian_tolak, pindaian_unggah
from naskah.services.tanda_tangan import penanda_tandatangani
from naskah.tests.bahan_ttd import FRASA, disetujui, isi_pdf, sertifikat_untuk, tempat
from tte.tests import bahan_tte

pytestmark = pytest.mark.django_db
HARI = date(2026, 5, 5)  # on which `terbitkan` approves


def pdf(halaman: int = 1, *, sandi: str = "", tanda: str = "a") -> bytes:
    dokumen = pikepdf.new()
    for _ in range(halaman):
        dokumen.add_blank_page()
    dokumen.docinfo["/Title"] = tanda
    keluar = io.BytesIO()
    dokumen.save(keluar, encryption=pikepdf.Encryption(user=sandi, owner=sandi) if sandi else False)
    return keluar.getvalue()


def unggah(naskah, oleh, isi=None, nama="pindaian.pdf", tanggal=None) -> Pindaian:
    berkas = SimpleUploadedFile(nama, pdf() if isi is None else isi, content_type="application/pdf")
    cocok = [p.pk for p in naskah.penanda.all()]
    return pindaian_unggah(naskah=naskah, berkas=berkas, tanggal=tanggal or HARI, dinyatakan=cocok, oleh=oleh)


@pytest.fixture
def naskah(terbitkan, desa, orang):
    return disetujui(terbitkan, desa, (1, "Kepala Desa", None), (2, "Camat", orang["camat"]), cara="basah")


def test_dipindai_diterima_lalu_dikirim(naskah, orang):
    asli = isi_pdf(naskah)
    pindaian = unggah(naskah, orang["pelaksana"])
    assert tempat(naskah, 0).status == "menunggu"
    pindaian_terima(pindaian=pindaian, oleh=orang["verifikator"])
    naskah.refresh_from_db()
    assert naskah.status == "didistribusikan"
    assert list(naskah.penanda.values_list("status", "cara")) == [("selesai", "basah")] * 2
    assert isi_pdf(naskah) == asli  # the scan stands beside the original, never in its place
    assert naskah.versi_pdf.count() == 1


def test_pengunggah_tidak_menerima_sendiri(naskah, orang):
    pindaian = unggah(naskah, orang["verifikator"])
    for putus in (
        lambda: pindaian_terima(pindaian=pindaian, oleh=orang["verifikator"]),
        lambda: pindaian_tolak(pindaian=pindaian, alasan="Kabur.", oleh=orang["verifikator"]),
    ):
        with pytest.raises(ValidationError, match="Anda yang mengunggah"):
            putus()
    pindaian_terima(pindaian=pindaian, oleh=orang["camat"])


def test_akun_yang_belum_dipastikan_tidak_menerima(naskah, orang):
    """Nor does whoever opened the camat's account with a printed sheet: ink is signed on this person's word."""
    pindaian = unggah(naskah, orang["verifikator"])
    orang["camat"].belum_dipastikan = True
    with pytest.raises(ValidationError, match="Sebelum orang kedua memastikan orangnya"):
        pindaian_terima(pindaian=pindaian, oleh=orang["camat"])
    assert tempat(naskah, 0).status == "menunggu"


@pytest.mark.parametrize("peran", Peran)
def test_siapa_mengunggah_dan_siapa_memutus(naskah, orang, desa, peran):
    if peran in {Peran.PELAKSANA, Peran.VERIFIKATOR}:
        pindaian = unggah(naskah, orang[peran])
    else:
        with pytest.raises(PermissionDenied):
            unggah(naskah, orang[peran])
        pindaian = unggah(naskah, pengguna_berperan(Peran.PELAKSANA, desa))
    if peran == Peran.CAMAT:
        pindaian_terima(pindaian=pindaian, oleh=orang[peran])
    elif peran != Peran.VERIFIKATOR:
        with pytest.raises(PermissionDenied):
            pindaian_terima(pindaian=pindaian, oleh=orang[peran])


def test_ditolak_lalu_diunggah_lagi(naskah, orang):
    pertama = unggah(naskah, orang["pelaksana"])
    with pytest.raises(ValidationError, match="Masih ada pindaian"):
        unggah(naskah, orang["pelaksana"], pdf(tanda="b"))
    with pytest.raises(ValidationError, match="Alasan wajib"):
        pindaian_tolak(pindaian=pertama, alasan=" ", oleh=orang["camat"])
    pindaian_tolak(pindaian=pertama, alasan="Halaman dua kabur.", oleh=orang["camat"])
    with pytest.raises(ValidationError, match="sudah diputuskan"):
        pindaian_terima(pindaian=pertama, oleh=orang["camat"])
    with pertama.berkas.open() as berkas:
        sama = berkas.read()
    with pytest.raises(ValidationError, match="sudah pernah ditolak"):
        unggah(naskah, orang["pelaksana"], sama)
    kedua = unggah(naskah, orang["pelaksana"], pdf(tanda="b"))
    pindaian_terima(pindaian=kedua, oleh=orang["camat"])
    assert [p.status for p in naskah.pindaian.order_by("pk")] == ["ditolak", "diterima"]


@pytest.mark.parametrize(
    ("isi", "sebab"),
    [
        (b"", "kosong"),
        (b"<html>bukan pdf</html>", "halaman web"),
        (b"%PDF-1.7\nrusak", "terpotong"),
        (pdf(sandi="rahasia"), "hanya terbuka dengan kata sandi"),
    ],
    ids=["kosong", "html", "rusak", "terkunci"],
)
def test_yang_bukan_pindaian(naskah, orang, isi, sebab, settings):
    with pytest.raises(ValidationError, match=sebab):
        unggah(naskah, orang["pelaksana"], isi)
    assert naskah.pindaian.count() == 0
    assert not (settings.MEDIA_ROOT / "pindaian").exists()


def test_naskahnya_sendiri_bukan_pindaian(naskah, orang):
    with pytest.raises(ValidationError, match="PDF naskahnya sendiri"):
        unggah(naskah, orang["pelaksana"], isi_pdf(naskah))


def test_milik_naskah_lain_disebut(naskah, orang, terbitkan, desa):
    """The wrong file picked from the folder: a PDF or a confirmed scan of another document is known by its bytes."""
    lain = disetujui(terbitkan, desa, (1, "Camat Uji", orang["camat"]), cara="basah")
    with pytest.raises(ValidationError, match=f"milik naskah lain: .*{lain.nomor}"):
        unggah(naskah, orang["pelaksana"], isi_pdf(lain))
    kertas = pdf(tanda="z")  # made once: each PDF has an identifier of its own
    pindaian_terima(pindaian=unggah(lain, orang["pelaksana"], kertas), oleh=orang["camat"])
    with pytest.raises(ValidationError, match=f"milik naskah lain: .*{lain.nomor}"):
        unggah(naskah, orang["pelaksana"], kertas)
    assert naskah.pindaian.count() == 0


def test_halaman_kurang(naskah, orang):
    from naskah.cetak import naskah_pdf_versi

    naskah_pdf_versi(naskah=naskah, isi_pdf=pdf(3), sebab="Tiga halaman")
    with pytest.raises(ValidationError, match="2 halaman, sedangkan naskahnya 3 halaman"):
        unggah(naskah, orang["pelaksana"], pdf(2, tanda="b"))


def test_naskah_elektronik_tidak_dipindai(terbitkan, desa, orang):
    naskah = disetujui(terbitkan, desa, (1, "Camat", orang["camat"]))
    with pytest.raises(ValidationError, match="tidak memerlukan pindaian"):
        unggah(naskah, orang["pelaksana"])


# --- from electronic to paper ---


def test_dialihkan_ke_tinta_tanda_tangan_elektronik_tetap(terbitkan, desa, orang, settings):
    staf = orang["pelaksana"]
    sertifikat_untuk(settings, staf)
    naskah = disetujui(terbitkan, desa, (1, "Staf", staf), (2, "Camat", orang["camat"]))
    pekerjaan = penanda_tandatangani(penanda=tempat(naskah, 0), frasa=FRASA, oleh=staf)
    with pytest.raises(ValidationError, match="sedang diproses"):
        naskah_pakai_tinta(naskah=naskah, alasan="Camat dinas luar.", oleh=orang["verifikator"])
    pekerjaan_selesaikan(pekerjaan.pk)
    with pytest.raises(PermissionDenied):
        naskah_pakai_tinta(naskah=naskah, alasan="Camat dinas luar.", oleh=orang["pelaksana"])
    with pytest.raises(ValidationError, match="Alasan wajib"):
        naskah_pakai_tinta(naskah=naskah, alasan="", oleh=orang["verifikator"])
    naskah_pakai_tinta(naskah=naskah, alasan="Camat dinas luar.", oleh=orang["verifikator"])
    assert (naskah.riwayat.last().aksi, naskah.riwayat.last().alasan) == ("pakai_tinta", "Camat dinas luar.")
    with pytest.raises(ValidationError, match="ditandatangani dengan tinta"):
        penanda_tandatangani(penanda=tempat(naskah, 1), frasa=FRASA, oleh=orang["camat"])
    naskah.refresh_from_db()
    pindaian_terima(pindaian=unggah(naskah, orang["pelaksana"]), oleh=orang["verifikator"])
    assert list(naskah.penanda.values_list("cara", flat=True)) == ["elektronik", "basah"]
    assert bahan_tte.pdfsig(isi_pdf(naskah)) == ["Signature is Valid."]
    assert naskah.status == "didistribusikan"


# --- the day on the paper ---


@pytest.mark.parametrize(
    ("hari", "kalimat"),
    [
        (timedelta(days=-1), "Tanggal tanda tangan mendahului 5 Mei 2026, ketika naskah ini disetujui."),
        (timedelta(days=20_000), "Tanggal tanda tangan tidak boleh di masa depan."),
    ],
)
def test_tanggal_yang_tidak_mungkin_ditolak_dan_tetap_terketik(client, naskah, orang, hari, kalimat):
    client.force_login(orang["pelaksana"])
    cocok = [p.pk for p in naskah.penanda.all()]
    isi = {"tanggal": (HARI + hari).isoformat(), "berkas": SimpleUploadedFile("a.pdf", pdf()), "dinyatakan": cocok}
    jawab = client.post(url("pindaian-unggah", naskah.pk), isi)
    halaman = jawab.content.decode()
    assert (jawab.status_code, naskah.pindaian.count()) == (422, 0)
    assert kalimat in halaman and isi["tanggal"] in halaman


def test_setiap_tanda_tangan_pada_kertas_dinyatakan_cocok(client, naskah, orang):
    """Each printed name is ticked by whoever hands the scan in; who has left since is said to have; it is recorded."""
    satu, dua = naskah.penanda.order_by("urutan")
    orang["camat"].penugasan.all().delete()
    client.force_login(orang["pelaksana"])
    halaman = client.get(naskah.get_absolute_url()).content.decode()
    assert "Kepala Desa" in halaman and "Camat, Camat" not in halaman
    assert "(sudah tidak menjabat; hanya benar bila kertasnya ditandatangani selagi ia menjabat)" in halaman
    isi = {"tanggal": HARI.isoformat(), "dinyatakan": [satu.pk]}
    jawab = client.post(url("pindaian-unggah", naskah.pk), isi | {"berkas": SimpleUploadedFile("a.pdf", pdf())})
    assert (jawab.status_code, naskah.pindaian.count()) == (422, 0)
    assert "Belum dinyatakan cocok dengan kertasnya: Camat." in jawab.content.decode()
    isi["dinyatakan"] = [satu.pk, dua.pk]
    client.post(url("pindaian-unggah", naskah.pk), isi | {"berkas": SimpleUploadedFile("a.pdf", pdf())})
    pindaian = naskah.pindaian.get()
    assert [n.partition(" (")[0].partition(",")[0] for n in pindaian.dicocokkan] == ["Kepala Desa", "Camat"]
    client.force_login(orang["verifikator"])
    assert "Pelaksana menyatakan kertasnya bertanda tangan: Kepala Desa" in " ".join(
        client.get(naskah.get_absolute_url()).content.decode().split()
    )


def test_tanggal_pada_kertas_terbaca_di_mana_pun(client, naskah, orang):
    """On the document, to the public, in the agenda; each beside the day on which the scan was confirmed."""
    unggah(naskah, orang["pelaksana"], tanggal=HARI + timedelta(days=2))
    pindaian_terima(pindaian=naskah.pindaian.get(), oleh=orang["verifikator"])
    assert {p.tanggal_kertas for p in naskah.penanda.all()} == {HARI + timedelta(days=2)}
    client.force_login(orang["camat"])
    assert "Tinta basah, 7 Mei 2026; pindaiannya diterima" in client.get(naskah.get_absolute_url()).content.decode()
    umum = client.get(reverse("naskah:verifikasi", args=[naskah.kode])).content.decode()
    assert "bukan tanda tangan elektronik, 7 Mei 2026; pindaiannya dicocokkan " in umum
    (baris,) = agenda_baris(orang["camat"], naskah.kecamatan, 2026)
    assert baris.penanda == "Kepala Desa (tinta, 7 Mei 2026); Camat (tinta, 7 Mei 2026)"


# --- pages ---


def url(nama, *isi):
    return reverse(f"naskah:{nama}", args=isi)


def test_halaman_tinta_dari_unggah_sampai_terima(client, naskah, orang):
    client.force_login(orang["pelaksana"])
    halaman = client.get(naskah.get_absolute_url()).content.decode()
    assert "Cetak" in halaman or "cetak" in halaman
    kosong = client.post(url("pindaian-unggah", naskah.pk), {})
    assert (kosong.status_code, "Pilih berkas pindaiannya." in kosong.content.decode()) == (422, True)
    salah = client.post(
        url("pindaian-unggah", naskah.pk), {"tanggal": HARI, "berkas": SimpleUploadedFile("a.pdf", b"bukan pdf")}
    )
    assert salah.status_code == 422
    berkas = SimpleUploadedFile("a.pdf", pdf())
    assert (
        client.post(
            url("pindaian-unggah", naskah.pk),
            {"tanggal": HARI, "berkas": berkas, "dinyatakan": [p.pk for p in naskah.penanda.all()]},
        ).url
        == naskah.get_absolute_url()
    )
    pindaian = naskah.pindaian.get()
    terima = url("pindaian-terima", naskah.pk, pindaian.pk)
    assert terima not in client.get(naskah.get_absolute_url()).content.decode()
    assert client.post(terima).status_code == 403

    client.force_login(orang["camat"])
    assert terima in client.get(naskah.get_absolute_url()).content.decode()
    jawab = client.get(url("pindaian-berkas", naskah.pk, pindaian.pk))
    assert (b"".join(jawab.streaming_content)[:5], jawab["Cache-Control"]) == (b"%PDF-", "private, no-store")
    assert client.post(terima).url == naskah.get_absolute_url()
    naskah.refresh_from_db()
    assert naskah.status == "didistribusikan"


def test_tolak_di_halaman_meminta_alasan(client, naskah, orang):
    pindaian = unggah(naskah, orang["pelaksana"])
    client.force_login(orang["verifikator"])
    alamat = url("pindaian-tolak", naskah.pk, pindaian.pk)
    assert "Alasan wajib diisi." in client.post(alamat, {"alasan": ""}).content.decode()
    assert client.post(alamat, {"alasan": "Kabur."}).url == naskah.get_absolute_url()
    pindaian.refresh_from_db()
    assert (pindaian.status, pindaian.alasan) == ("ditolak", "Kabur.")


def test_pindaian_wilayah_lain_tidak_ditemukan(client, naskah, orang):
    pindaian = unggah(naskah, orang["pelaksana"])
    asing = pengguna_berperan(Peran.VERIFIKATOR, DesaFactory())
    client.force_login(asing)
    alamat = [
        url("pindaian-berkas", naskah.pk, pindaian.pk),
        url("naskah-versi", naskah.pk, 0),
        url("naskah-pakai-tinta", naskah.pk),
        url("pindaian-tolak", naskah.pk, pindaian.pk),
    ]
    assert [client.get(a).status_code for a in alamat] == [404] * 4
    assert client.post(url("pindaian-terima", naskah.pk, pindaian.pk)).status_code == 404


def test_desa_hanya_melihat_pindaian_yang_diterima(client, naskah, orang):
    """What was refused may be the scan of quite another document."""
    keliru = unggah(naskah, orang["pelaksana"], pdf(tanda="keliru"))
    client.force_login(orang["kepala_desa"])

    def terlihat(pindaian) -> list[bool]:
        alamat = url("pindaian-berkas", naskah.pk, pindaian.pk)
        return [
            client.get(alamat).status_code == 200,
            alamat in client.get(naskah.get_absolute_url()).content.decode(),
        ]

    assert terlihat(keliru) == [False, False]
    pindaian_tolak(pindaian=keliru, alasan="Bukan naskah ini.", oleh=orang["verifikator"])
    assert terlihat(keliru) == [False, False]
    benar = unggah(naskah, orang["pelaksana"], pdf(tanda="benar"))
    pindaian_terima(pindaian=benar, oleh=orang["verifikator"])
    assert (terlihat(benar), terlihat(keliru)) == ([True, True], [False, False])
    # Beside the PDF, which is the unsigned one.
    assert client.get(naskah.get_absolute_url()).content.decode().count("Buka pindaian bertanda tangan") == 1


def test_halaman_alih_ke_tinta(client, terbitkan, desa, orang):
    naskah = disetujui(terbitkan, desa, (1, "Camat", orang["camat"]))
    client.force_login(orang["camat"])
    alamat = url("naskah-pakai-tinta", naskah.pk)
    assert alamat in client.get(naskah.get_absolute_url()).content.decode()
    assert (
        client.post(alamat, {"alasan": "Belum ada sertifikat.", "sejak": sejak_dari(naskah)}).url
        == naskah.get_absolute_url()
    )
    naskah.refresh_from_db()
    assert naskah.cara_ttd == "basah"
    assert client.get(alamat).url == naskah.get_absolute_url()  # it is paper already
