"""One's own data, open in two windows."""

import pytest
from django.test import Client
from django.urls import reverse

from desa.tests.bersamaan import menyela

pytestmark = pytest.mark.django_db


def test_profil_yang_disimpan_di_jendela_lain_tidak_tertimpa(orang):
    ini, alamat = orang["camat"], reverse("akun:profil")
    satu, dua = Client(), Client()
    for client in (satu, dua):
        client.force_login(ini)
    isi = {k.name: k.value() or "" for k in satu.get(alamat).context["form"]}
    with menyela("akun_pengguna", lambda: dua.post(alamat, isi | {"telepon": "0822"})) as sudah:
        jawab = satu.post(alamat, isi | {"telepon": "0833"})
    assert sudah == [True]
    ini.refresh_from_db()
    assert ini.telepon == "0822"
    assert "Telepon: “0822”" in jawab.context["form"].non_field_errors()[0]
    assert 'value="0833"' in jawab.content.decode()
