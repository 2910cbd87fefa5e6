"""The page of the administration: every door on it opens for whoever sees it, and nobody else has the page."""

import pytest
from django.urls import reverse

from akun.enums import PENGELOLA, Peran
from config.kebijakan import KEBIJAKAN
from dasbor.administrasi import KELOMPOK, kelompok_untuk

pytestmark = pytest.mark.django_db
PINTU = [p.url_name for _, pintu in KELOMPOK for p in pintu]


@pytest.mark.parametrize("peran", Peran)
def test_setiap_pintu_terbuka_bagi_yang_melihatnya(client, orang, peran):
    client.force_login(orang[peran])
    halaman = client.get(reverse("dasbor:administrasi"))
    assert halaman.status_code == (200 if peran in PENGELOLA | {Peran.VERIFIKATOR} else 403)
    pintu = [p for _, isi in kelompok_untuk(orang[peran]) for p in isi]
    if halaman.status_code == 200:
        assert all(p.url in halaman.content.decode() for p in pintu)
        assert {p.url_name: client.get(p.url, follow=True).status_code for p in pintu} == {
            p.url_name: 200 for p in pintu
        }


def test_admin_kabupaten_mengurus_yang_miliknya_dan_tidak_lain(orang):
    pintu = {p.url_name for _, isi in kelompok_untuk(orang["admin_kabupaten"]) for p in isi}
    assert pintu == {
        n
        for n in PINTU
        if n.partition(":")[0] in {"akun", "desa", "apbdes", "monitoring", "evaluasi"} and n in KEBIJAKAN
    }


def test_halaman_depan_admin_kabupaten_menuju_administrasi(client, orang):
    client.force_login(orang["admin_kabupaten"])
    isi = client.get(reverse("dasbor:hari-ini")).content.decode()
    assert "Tidak ada yang menunggu Anda hari ini." in isi
    assert reverse("dasbor:administrasi") in isi
