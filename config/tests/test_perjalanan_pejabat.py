"""Two journeys over the pages: the camat is replaced, and the kepala desa leaves, before a berita acara is signed."""

import datetime

import pytest
from django.urls import reverse

from akun.enums import Peran
from akun.models import Pengguna
from akun.tests.factories import pengguna_berperan
from cetak.tests.baca import teks_pdf
from dasar.alur import sejak_dari
from dasar.waktu import hari_ini
from desa.tests.factories import PerangkatFactory
from naskah.enums.naskah import CaraTtd, StatusNaskah
from naskah.models import Naskah
from naskah.tests.bahan_ttd import FRASA, cara_ttd, isi_pdf, sertifikat_untuk
from perut.enums import StatusKunjungan
from perut.services.kunjungan import kunjungan_sahkan
from perut.tests.factories import KunjunganFactory
from tte.tests import bahan_tte

pytestmark = pytest.mark.django_db
SAH = "Signature is Valid."


@pytest.fixture
def kunjungan(desa, orang, settings, beserta_akibatnya):
    """Approved; officer, kepala desa and camat each with a certificate of their own."""
    cara_ttd(desa.kecamatan, CaraTtd.ELEKTRONIK)
    PerangkatFactory(desa=desa, nama="Kepala Desa", jabatan="kepala_desa", niap="1", mulai=datetime.date(2020, 1, 1))
    Pengguna.objects.update(nip="197001011995031001", pangkat="Pembina (IV/a)")
    for peran in ("pelaksana", "kepala_desa", "camat"):
        sertifikat_untuk(settings, orang[peran])
    k = KunjunganFactory(desa=desa, status=StatusKunjungan.DIVERIFIKASI, petugas=[orang["pelaksana"]])
    return beserta_akibatnya(kunjungan_sahkan, kunjungan=k, oleh=segar(orang["camat"]))


def segar(pengguna) -> Pengguna:
    return Pengguna.objects.get(pk=pengguna.pk)


def baru(settings, desa, peran, nama) -> Pengguna:
    orang = pengguna_berperan(peran, desa, nama=nama, nip="198001012005011002", pangkat="Pembina (IV/a)")
    sertifikat_untuk(settings, orang)
    return orang


def pergi(pengguna) -> None:
    tugas = pengguna.penugasan.get()
    pengguna.penugasan.update(selesai=hari_ini(tugas.wilayah) - datetime.timedelta(days=1))


@pytest.fixture
def lakukan(client, beserta_akibatnya):
    """lakukan(who, url, **sent): press a button, with all that follows from it; the answer."""

    def kerja(siapa, url, **isi):
        client.force_login(segar(siapa))
        return beserta_akibatnya(client.post, url, isi, follow=True)

    return kerja


@pytest.fixture
def tandatangani(lakukan):
    def kerja(naskah, kunci, siapa):
        p = naskah.penanda.get(kunci=kunci)
        jawab = lakukan(siapa, reverse("naskah:penanda-ttd", args=[naskah.pk, p.pk]), frasa=FRASA)
        p.refresh_from_db()
        assert p.status == "selesai", jawab.content.decode()

    return kerja


def tercetak(naskah) -> str:
    return teks_pdf(isi_pdf(naskah))


def beranda(client, siapa) -> str:
    client.force_login(segar(siapa))
    return client.get(reverse("dasbor:hari-ini")).content.decode()


def test_camat_diganti_sebelum_menandatangani(client, desa, orang, settings, kunjungan, lakukan, tandatangani):
    naskah = kunjungan.berita_acara
    isi = Naskah.objects.get(pk=naskah.pk).isi
    pergi(orang["camat"])
    penerus = baru(settings, desa, Peran.CAMAT, "Dra. Camat Pengganti")
    assert naskah.get_absolute_url() in beranda(client, penerus)
    halaman = client.get(naskah.get_absolute_url()).content.decode()
    assert "Alihkan kepada Dra. Camat Pengganti" in halaman

    tempat = naskah.penanda.get(kunci="camat")
    alih = reverse("naskah:penanda-alihkan", args=[naskah.pk, tempat.pk])
    lakukan(penerus, alih, sejak=sejak_dari(naskah))
    assert "Dra. Camat Pengganti" in tercetak(naskah)
    tandatangani(naskah, "petugas-1", orang["pelaksana"])
    tandatangani(naskah, "kepala-desa", orang["kepala_desa"])
    assert naskah.get_absolute_url() in beranda(client, penerus)  # the turn is the successor's
    tandatangani(naskah, "camat", penerus)

    naskah.refresh_from_db()
    assert (naskah.status, naskah.isi) == (StatusNaskah.DIDISTRIBUSIKAN, isi)
    assert bahan_tte.pdfsig(isi_pdf(naskah)) == [SAH] * 3
    publik = client.get(reverse("naskah:verifikasi", args=[naskah.kode])).content.decode()
    assert "Dra. Camat Pengganti" in publik


def test_kepala_desa_berhenti_sebelum_menandatangani(client, desa, orang, settings, kunjungan, lakukan, tandatangani):
    lama = kunjungan.berita_acara
    tandatangani(lama, "petugas-1", orang["pelaksana"])
    pergi(orang["kepala_desa"])
    desa.perangkat.update(selesai=hari_ini(desa) - datetime.timedelta(days=1))

    # Nobody is recorded yet: the page says so, and who is at hand.
    PerangkatFactory(desa=desa, nama="Rahmah", jabatan="sekretaris_desa")
    assert lama.get_absolute_url() in beranda(client, orang["verifikator"])
    halaman = client.get(lama.get_absolute_url()).content.decode()
    assert "Belum ada yang tercatat sebagai Kepala Desa Putat Basiun" in halaman
    assert "Sekretaris desa sekarang: Rahmah" in halaman

    # A successor is recorded; the document carries a signature, so that a new one takes its place.
    PerangkatFactory(desa=desa, nama="Kades Pengganti", jabatan="kepala_desa", niap="2", mulai=hari_ini(desa))
    penerus = baru(settings, desa, Peran.KEPALA_DESA, "Kades Pengganti")
    lakukan(orang["verifikator"], reverse("naskah:naskah-ganti-pejabat", args=[lama.pk]), sejak=sejak_dari(lama))
    pengganti = Naskah.objects.get(menggantikan=lama)
    setujui = reverse("naskah:naskah-aksi", args=[pengganti.pk, "setujui"])
    lakukan(orang["camat"], setujui, sandi="kata-sandi-uji", sejak=sejak_dari(pengganti))
    for kunci, siapa in (("petugas-1", orang["pelaksana"]), ("kepala-desa", penerus), ("camat", orang["camat"])):
        tandatangani(pengganti, kunci, siapa)

    lama.refresh_from_db()
    pengganti.refresh_from_db()
    kunjungan.refresh_from_db()
    assert (lama.status, pengganti.status) == (StatusNaskah.DIGANTI, StatusNaskah.DIDISTRIBUSIKAN)
    assert kunjungan.berita_acara == pengganti
    assert bahan_tte.pdfsig(isi_pdf(pengganti)) == [SAH] * 3
    assert "Kades Pengganti" in tercetak(pengganti)
    publik = client.get(reverse("naskah:verifikasi", args=[lama.kode])).content.decode()
    assert reverse("naskah:verifikasi", args=[pengganti.kode]) in publik  # linked both ways
    assert lama.get_absolute_url() in client.get(pengganti.get_absolute_url()).content.decode()
