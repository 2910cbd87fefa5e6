"""With a real Celery worker: the PDF is made outside the process that approves."""

import hashlib

import pytest

from akun.tests.factories import pengguna_berperan
from config.tests.menunggu import tunggu_sampai
from desa.tests.factories import DesaFactory
from perut.enums import StatusKunjungan
from perut.services.kunjungan import kunjungan_sahkan
from perut.tests.factories import KegiatanFactory, KehadiranFactory, KunjunganFactory


@pytest.mark.celery_nyata
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_pengesahan_selesai_dahulu_pdf_menyusul_dari_pekerja(pekerja_celery):
    desa = DesaFactory()
    camat = pengguna_berperan("camat", desa, nama="Camat Awayan")
    kunjungan = KunjunganFactory(desa=desa, status=StatusKunjungan.DIVERIFIKASI, notulen="Buku kas umum diperiksa.")
    KehadiranFactory(kunjungan=kunjungan)
    KegiatanFactory(kunjungan=kunjungan)

    naskah = kunjungan_sahkan(kunjungan=kunjungan, oleh=camat).berita_acara
    assert naskah.pdf.name == ""  # this process made nothing

    def selesai():
        naskah.refresh_from_db()
        return naskah.pdf or naskah.pdf_galat

    tunggu_sampai(selesai, "PDF dari pekerja")
    assert naskah.pdf_galat == ""
    with naskah.pdf.open() as berkas:
        isi = berkas.read()
    assert isi[:5] == b"%PDF-"
    assert hashlib.sha256(isi).hexdigest() == naskah.pdf_sha256
