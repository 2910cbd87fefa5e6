"""One button, pressed twice: two requests at the same moment, on two connections, are one piece of work."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from akun.enums import Peran
from antrean.kerja import kerjakan
from antrean.models import Pekerjaan
from config.celery import app
from config.tests.serentak import serentak
from desa.models import Perangkat
from naskah.models import PekerjaanEkspor, PekerjaanTtd, VersiPdf
from naskah.tests.bahan_ttd import FRASA, disetujui, sertifikat_untuk, tempat
from notifikasi.models import Pemberitahuan

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def klien(pengguna):
    """The browser of somebody who is signed in; each of the two requests has its cookies."""
    satu = Client()
    satu.force_login(pengguna)
    return satu


def klik_ganda(satu, alamat, isi):
    """The same POST twice at once. The statuses, and where each was sent."""

    def kirim(_n):
        lain = Client()
        lain.cookies = satu.cookies
        jawab = lain.post(alamat, isi)
        return jawab.status_code, jawab.headers.get("Location", "")

    return sorted(serentak(kirim, 2))


def kerjakan_semua():
    app.conf.task_always_eager = True
    for pk in Pekerjaan.objects.filter(status="menunggu").order_by("pk").values_list("pk", flat=True):
        kerjakan(pk)


def test_buat_pdf_lagi(terbitkan, desa, orang, broker_mati):
    camat = orang["camat"]
    naskah = terbitkan(desa, camat=camat)
    alamat = reverse("naskah:naskah-pdf-ulang", args=[naskah.pk])
    assert {kode for kode, _ in klik_ganda(klien(camat), alamat, {})} <= {302, 422}
    kerjakan_semua()
    naskah.refresh_from_db()
    assert (bool(naskah.pdf), VersiPdf.objects.filter(naskah=naskah).count()) == (True, 1)


def test_menandatangani(terbitkan, desa, orang, settings, broker_mati):
    sertifikat_untuk(settings, orang["camat"])
    naskah = disetujui(terbitkan, desa, (1, "Camat Uji", orang["camat"]))
    alamat = reverse("naskah:penanda-ttd", args=[naskah.pk, tempat(naskah, 0).pk])
    assert {kode for kode, _ in klik_ganda(klien(orang["camat"]), alamat, {"frasa": FRASA})} <= {302, 422}
    assert PekerjaanTtd.objects.filter(naskah=naskah).count() == 1
    kerjakan_semua()
    assert VersiPdf.objects.filter(naskah=naskah).count() == 2  # before and after the one signature
    kabar = Pemberitahuan.objects.values_list("penerima", "judul", "tautan")
    assert len(kabar) == len(set(kabar))


@pytest.mark.parametrize("jenis", ["zip", "gabungan"])
def test_mengekspor(jenis, terbitkan, desa, orang, broker_mati):
    naskah = [terbitkan(desa, camat=orang["camat"]).pk for _ in range(2)]
    satu, isi = klien(orang["camat"]), {"jenis": jenis, "naskah": naskah}
    jawaban = klik_ganda(satu, reverse("naskah:ekspor-minta"), isi)
    [pekerjaan] = PekerjaanEkspor.objects.all()
    assert jawaban == [(302, pekerjaan.get_absolute_url())] * 2
    kerjakan_semua()
    satu.post(reverse("naskah:ekspor-minta"), isi)  # what is over is another matter: documents may have changed
    assert PekerjaanEkspor.objects.count() == 2


def test_mengekspor_agenda(terbitkan, desa, orang, broker_mati):
    naskah = terbitkan(desa, camat=orang["camat"])
    isi = {"kecamatan": desa.kecamatan.pk, "tahun": naskah.tanggal.year}
    jawaban = klik_ganda(klien(orang["camat"]), reverse("naskah:agenda-pdf"), isi)
    [pekerjaan] = PekerjaanEkspor.objects.all()
    assert jawaban == [(302, pekerjaan.get_absolute_url())] * 2


def test_menyimpan_impor(desa, orang, broker_mati):
    satu = klien(orang[Peran.SEKRETARIS_DESA])
    baris = [f"{desa.kode},Staf {n},staf,17/05/2021" for n in range(20)]
    isi = "\r\n".join(["kode_desa,nama,jabatan,mulai", *baris]).encode()
    alamat = reverse("desa:perangkat-impor")
    kunci = satu.post(alamat, {"berkas": SimpleUploadedFile("a.csv", isi)}).context["kunci"]
    kode = {kode for kode, _ in klik_ganda(satu, alamat, {"kunci": kunci})}
    assert kode <= {200, 302}  # the second is answered too
    assert Perangkat.objects.filter(nama__startswith="Staf ").count() == 20
