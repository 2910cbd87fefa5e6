"""What a page sends back about its own age."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dasar.alur import periksa_sejak, sejak_dari
from dasar.formulir import bilangan
from naskah.queries.naskah import menunggu_persetujuan
from naskah.tests.conftest import jenis_uji  # noqa: F401  (a fixture)
from naskah.tests.test_alur_naskah import naskah_berstatus


@pytest.mark.parametrize(
    ("teks", "nilai"), [("17", 17), ("0", 0), ("", None), ("x", None), ("-1", None), ("²", None), ("9" * 5000, None)]
)
def test_sejak_yang_bukan_bilangan_bukan_kesalahan(teks, nilai):
    assert bilangan({"sejak": teks}, "sejak") == nilai


def test_sejak_boleh_tidak_ada_atau_bernama_lain():
    assert (bilangan({}, "sejak"), bilangan({"sejak-3": "5"}, "sejak-3")) == (None, 5)


@pytest.mark.django_db
@pytest.mark.usefixtures("jenis_uji")
def test_yang_terakhir_ditulis_menentukan_bukan_jam_servernya(desa, orang):
    """Of several servers one is ahead: what another writes after it is newer all the same, on every page."""
    naskah = naskah_berstatus(desa, "diverifikasi", orang["verifikator"])
    isi = {"dari": "diajukan", "ke": "diverifikasi", "oleh": orang["verifikator"]}
    cepat = naskah.riwayat.create(aksi="verifikasi", **isi)
    naskah.riwayat.filter(pk=cepat.pk).update(waktu=timezone.now() + timedelta(seconds=30))
    dilihat = sejak_dari(naskah)
    naskah.riwayat.create(aksi="perbarui", **isi)
    with pytest.raises(ValidationError, match="sudah diubah oleh"):
        periksa_sejak(naskah, dilihat)
    (menunggu,) = menunggu_persetujuan(orang["camat"])
    assert menunggu.sejak == sejak_dari(naskah)
