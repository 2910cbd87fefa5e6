"""Twenty at once: the same bytes become one file, the last part is finished once, numbers do not collide."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from berkas.models import Unggahan, VersiBerkas
from berkas.penyimpanan import PenyimpananGagal
from berkas.services import unggahan as layanan
from berkas.services.berkas import Tujuan
from berkas.tests import berkas_contoh
from berkas.tests.contoh_unggah import kategori, unggah

pytestmark = pytest.mark.django_db(transaction=True)


def serentak(kerja, jumlah: int = 20) -> list:
    def satu(n: int):
        try:
            return kerja(n)
        except (ValidationError, PenyimpananGagal) as galat:
            return galat
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as kolam:
        return list(kolam.map(satu, range(jumlah)))


def berkas_tersimpan(settings) -> int:
    return sum(
        p.is_file()
        for p in Path(settings.MEDIA_ROOT).rglob("*")
        if "berkas" in p.relative_to(settings.MEDIA_ROOT).parts
    )


def test_byte_yang_sama_dua_puluh_kali_menjadi_satu(desa, orang, settings):
    isi, jenis = berkas_contoh.gambar(), kategori()
    hasil = serentak(lambda _: unggah(desa, orang["sekretaris_desa"], isi, "a.jpg", kategori=jenis))
    assert sum(isinstance(h, VersiBerkas) for h in hasil) == 1
    assert (VersiBerkas.objects.count(), berkas_tersimpan(settings)) == (1, 1)


def test_dua_puluh_versi_bernomor_urut(desa, orang):
    berkas = unggah(desa, orang["sekretaris_desa"], berkas_contoh.gambar(), "a.jpg").berkas

    def kirim(n: int):
        isi = berkas_contoh.gambar(warna=(n * 12, 0, 0))
        return unggah(desa, orang["sekretaris_desa"], isi, "a.jpg", berkas=berkas, kategori=berkas.kategori, alasan="x")

    assert all(isinstance(h, VersiBerkas) for h in serentak(kirim))
    assert sorted(berkas.versi.values_list("urut", flat=True)) == list(range(1, 22))


def test_kiriman_diselesaikan_dua_puluh_kali_menjadi_satu(desa, orang, settings):
    isi = berkas_contoh.gambar()
    tujuan = Tujuan(desa=desa, kategori=kategori(), tahun=2026, periode="2026")
    unggahan = layanan.unggahan_mulai(
        tujuan=tujuan, kepala=layanan.Kepala("a.jpg", len(isi)), oleh=orang["sekretaris_desa"]
    )
    letak = serentak(
        lambda _: _terima(unggahan.pk, isi),
    )
    assert len(isi) in letak
    serentak(lambda _: layanan.unggahan_selesaikan(unggahan=Unggahan.objects.get(pk=unggahan.pk)))
    unggahan.refresh_from_db()
    assert unggahan.versi == VersiBerkas.objects.get()
    assert unggahan.galat == ""
    assert berkas_tersimpan(settings) == 1


def _terima(pk, isi: bytes):
    try:
        return layanan.unggahan_terima(unggahan=Unggahan.objects.get(pk=pk), mulai=0, aliran=io.BytesIO(isi))
    except layanan.Bergeser as galat:
        return -galat.diterima
