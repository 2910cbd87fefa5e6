"""Changing the key of the office's authority, as docs/operasi.md describes it: what goes on, and what ends."""

import pytest
from django.core.management import call_command

from naskah.models import AkarSertifikat, Naskah
from naskah.otoritas import bahan_pemeriksaan
from naskah.services.pekerjaan_ttd import pekerjaan_selesaikan
from naskah.services.sertifikat import sertifikat_aktif
from naskah.services.tanda_tangan import penanda_tandatangani
from naskah.tests.bahan_ttd import FRASA, disetujui, isi_pdf, kunci_ca_pem, sertifikat_untuk, tempat
from tte.periksa import periksa_tanda_tangan

pytestmark = pytest.mark.django_db


def sah(naskah: Naskah) -> list[bool]:
    bahan = bahan_pemeriksaan()
    hasil = periksa_tanda_tangan(isi_pdf(naskah), akar=bahan.akar, crl=bahan.crl, akar_tsa=bahan.akar_tsa)
    assert not hasil.galat
    return [t.sah and t.tidak_berubah and (t.terpercaya or t.terpercaya_saat_itu) for t in hasil.tanda_tangan]


def test_kunci_otoritas_diganti(orang, desa, terbitkan, settings, tmp_path, capsys):
    """Another key gets a root of its own. With the old key at hand as CA_KUNCI_LAMA what was signed under it stays
    valid; nobody signs with a certificate of the old root any more."""
    sertifikat_untuk(settings, orang["camat"])
    lama = disetujui(terbitkan, desa, (1, "Camat Uji", orang["camat"]))
    pekerjaan_selesaikan(penanda_tandatangani(penanda=tempat(lama, 0), frasa=FRASA, oleh=orang["camat"]).pk)
    assert sah(lama) == [True]
    assert sertifikat_aktif(orang["camat"]) is not None
    settings.CA_KUNCI, settings.CA_SANDI = f"file:{tmp_path / 'kunci-baru.pem'}", "sandi-baru"
    call_command("sertifikat_ca", instansi="Kecamatan Uji")
    assert "Dibuat" in capsys.readouterr().out and AkarSertifikat.objects.count() == 2
    assert sah(lama) == [False]  # nobody can say what the old root has revoked since
    settings.CA_KUNCI_LAMA, settings.CA_SANDI_LAMA = kunci_ca_pem(), ""
    assert sah(lama) == [True]
    assert sertifikat_aktif(orang["camat"]) is None  # everybody is invited again, under the new root
