"""A kind of naskah says what it needs when it is registered, not after a document was numbered."""

from dataclasses import replace

import pytest
from django.core.exceptions import ImproperlyConfigured

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from naskah.jenis import TERDAFTAR, JenisNaskah, daftarkan, jenis_naskah
from naskah.models import HitunganNomor, Naskah
from naskah.services.naskah import naskah_setujui
from naskah.tempat import kunci_muat, tempat_templat
from naskah.tests.conftest import ISI


def jenis(template, *tempat):
    return JenisNaskah(kode="coba", nama="Naskah Coba", template=template, penanda=lambda _isi: [], tempat=tempat)


def test_templat_tanpa_tempat_penanda_ditolak_saat_didaftarkan():
    with pytest.raises(ImproperlyConfigured, match=r"surat_tugas\.html tidak menyediakan .* saksi"):
        daftarkan(jenis("perut/pdf/surat_tugas.html", "camat", "saksi"))
    assert "coba" not in TERDAFTAR


def test_kode_yang_tidak_muat_di_tabel_ditolak_saat_didaftarkan():
    """SQLite would store it; PostgreSQL refuses the first document of this kind."""
    panjang = Naskah._meta.get_field("jenis").max_length
    with pytest.raises(ImproperlyConfigured, match=f"Kode .* paling banyak {panjang} huruf"):
        daftarkan(replace(jenis("perut/pdf/surat_tugas.html", "camat"), kode="u" * (panjang + 1)))
    assert "u" * (panjang + 1) not in TERDAFTAR


def test_kode_milik_jenis_lain_ditolak_saat_didaftarkan(jenis_uji):
    """Or the other kind's documents would be printed with this one's template."""
    lama = jenis_naskah("surat_tugas_perut")
    with pytest.raises(ImproperlyConfigured, match="surat_tugas_perut sudah dipakai Surat Tugas PERUT"):
        daftarkan(replace(jenis("perut/pdf/berita_acara.html", "camat"), kode="surat_tugas_perut"))
    assert jenis_naskah("surat_tugas_perut") is lama


def test_satu_tempat_bernomor_bukan_tempat_bagi_semua():
    assert [kunci_muat("petugas-", {"petugas-1"}), kunci_muat("petugas-2", {"petugas-"})] == [False, True]
    assert not kunci_muat("camat-2", {"camat"})


@pytest.mark.parametrize("kode", sorted(TERDAFTAR))
def test_templat_dan_jenis_menyebut_tempat_yang_sama(kode):
    """Rooms for nobody would be as wrong: an empty box in a signed document."""
    ada = tempat_templat(jenis_naskah(kode).template)
    assert {t for t in ada if not any(t != a and kunci_muat(t, {a}) for a in ada)} == set(jenis_naskah(kode).tempat)


@pytest.mark.django_db
def test_penanda_yang_tidak_disebut_menghentikan_persetujuan_sebelum_bernomor(siapkan, jenis_uji, desa):
    naskah = siapkan(desa, isi=ISI | {"penanda": [{"kunci": "saksi", "urutan": 1, "nama": "Abdul"}]})
    daftarkan(replace(jenis_naskah(jenis_uji), tempat=("camat",)))
    with pytest.raises(ImproperlyConfigured, match="tidak menyebut tempat tanda tangan saksi"):
        naskah_setujui(naskah=naskah, oleh=pengguna_berperan(Peran.CAMAT, desa))
    assert not HitunganNomor.objects.exists()
