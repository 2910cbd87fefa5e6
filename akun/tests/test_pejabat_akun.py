"""Which account an official of a village has: proposed, linked, taken away; by whom, and what stands in the history."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from akun.enums import Peran
from akun.models import AkunPejabat
from akun.pejabat import akun_ganda, kalimat_ganda, nama_resmi
from akun.services import pejabat_tautkan
from akun.tests.factories import pengguna_berperan
from desa.models import RiwayatData
from desa.tests.factories import AnggotaBPDFactory, DesaFactory, PerangkatFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def kades(desa):
    return PerangkatFactory(desa=desa, jabatan="kepala_desa", nama="Drs. Ahmad Yani, M.Si.")


def halaman(pejabat) -> str:
    return reverse(f"akun:{'perangkat' if hasattr(pejabat, 'niap') else 'bpd'}-akun", args=[pejabat.pk])


def tautkan(pejabat, pengguna, oleh, sejak=None):
    pejabat_tautkan(pejabat=pejabat, pengguna=pengguna, sejak=sejak, oleh=oleh)


def test_satu_akun_senama_diusulkan_lalu_ditautkan(client, desa, orang, kades):
    ini = pengguna_berperan(Peran.KEPALA_DESA, desa, nama="Ahmad Yani")
    client.force_login(orang["verifikator"])
    form = client.get(halaman(kades)).context["form"]
    assert (form.usul, form["pengguna"].value()) == (ini, ini.pk)
    assert client.post(halaman(kades), {"pengguna": ini.pk, "sejak": ""}).status_code == 302
    assert AkunPejabat.objects.get(perangkat=kades).pengguna == ini
    assert nama_resmi(ini) == ["Drs. Ahmad Yani, M.Si."]
    riwayat = RiwayatData.objects.tentang(kades).get()
    assert [(b["label"], b["dari"], b["ke"]) for b in riwayat.isi] == [("Akun", "kosong", ini.username)]
    assert client.post(halaman(kades), {"pengguna": "", "sejak": ini.pk}).status_code == 302
    assert not AkunPejabat.objects.exists()


def test_dua_akun_senama_disebut_dan_tidak_diusulkan(client, desa, orang, kades):
    dua = [pengguna_berperan(Peran.KEPALA_DESA, desa, nama="Ahmad Yani") for _ in range(2)]
    client.force_login(orang["verifikator"])
    form = client.get(halaman(kades)).context["form"]
    assert form.usul is None
    assert form.kalimat == [
        f"2 akun bernama {kades.nama}: {dua[0].username}, {dua[1].username}. Tautkan yang dipakai, dan mintalah admin "
        "menonaktifkan yang lain."
    ]
    assert akun_ganda(dua[0]) == [dua[1]]
    assert dua[1].username in kalimat_ganda(dua[0])[0]


def test_nip_yang_sama_juga_orang_yang_sama(desa):
    satu, lain = (pengguna_berperan(Peran.PELAKSANA, DesaFactory(), nama=n, nip="1" * 18) for n in ("A", "B"))
    assert akun_ganda(satu) == [lain]


def test_tautan_orang_lain_tidak_ditimpa(client, desa, orang, kades):
    satu, dua = (pengguna_berperan(Peran.KEPALA_DESA, desa) for _ in range(2))
    tautkan(kades, satu, orang["verifikator"])
    client.force_login(orang["verifikator"])
    jawab = client.post(halaman(kades), {"pengguna": dua.pk, "sejak": ""})
    assert jawab.status_code == 422
    assert f"kini akun {satu.username}" in jawab.content.decode()
    assert AkunPejabat.objects.get(perangkat=kades).pengguna == satu


def test_akun_tanpa_tugas_di_desa_itu_ditolak(orang, kades):
    asing = pengguna_berperan(Peran.KEPALA_DESA, DesaFactory())
    with pytest.raises(ValidationError, match="tidak pernah bertugas"):
        tautkan(kades, asing, orang["verifikator"])


@pytest.mark.parametrize("peran", ["sekretaris_desa", "kepala_desa", "pelaksana", "camat"])
def test_desa_tidak_menautkan_akunnya_sendiri(client, orang, kades, peran):
    """Or a sekretaris would make himself the kepala desa."""
    with pytest.raises(PermissionDenied):
        tautkan(kades, orang["sekretaris_desa"], orang[peran])
    client.force_login(orang[peran])
    assert client.get(halaman(kades)).status_code == 403


def test_anggota_bpd_dan_pejabat_desa_asing(client, desa, orang):
    bpd, asing = AnggotaBPDFactory(desa=desa), PerangkatFactory()
    client.force_login(orang["verifikator"])
    assert (client.get(halaman(bpd)).status_code, client.get(halaman(asing)).status_code) == (200, 404)


def test_tombolnya_di_halaman_pejabat(client, orang, kades):
    client.force_login(orang["verifikator"])
    assert halaman(kades) in client.get(reverse("desa:perangkat-ubah", args=[kades.pk])).content.decode()
    client.force_login(orang["sekretaris_desa"])
    assert halaman(kades) not in client.get(reverse("desa:perangkat-ubah", args=[kades.pk])).content.decode()
