"""The certificates of all signers on pages of the administration: who is invited, who is not and why, revoking."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import PenggunaFactory, pengguna_berperan
from naskah.models import Sertifikat
from naskah.services.sertifikat import sertifikat_undang
from naskah.views.pengaturan import PENANDA_LAZIM
from notifikasi.models import Pemberitahuan

pytestmark = pytest.mark.django_db
UNDANG, DAFTAR = reverse("naskah:sertifikat-kelola-undang"), reverse("naskah:sertifikat-kelola")


@pytest.fixture
def admin(client, orang):
    client.force_login(orang["admin"])
    return orang["admin"]


def test_banyak_orang_diundang_sekaligus(client, orang, admin):
    calon = client.get(UNDANG).context["form"].fields["orang"].queryset
    assert {p.pk for p in calon} == {orang[p].pk for p in PENANDA_LAZIM}
    assert client.post(UNDANG, {"orang": [orang["camat"].pk, orang["kepala_desa"].pk]}).url == DAFTAR
    assert set(Sertifikat.objects.values_list("pengguna", flat=True)) == {orang["camat"].pk, orang["kepala_desa"].pk}
    assert Pemberitahuan.objects.filter(penerima=orang["camat"]).count() == 1
    assert orang["camat"] not in client.get(UNDANG).context["form"].fields["orang"].queryset
    lencana = client.get(DAFTAR).content.decode()
    assert lencana.count("Menunggu frasa sandi</span>") == 2


def test_tanpa_pilihan_ditolak_di_tempatnya(client, orang, admin):
    jawab = client.post(UNDANG, {})
    assert jawab.status_code == 422
    assert jawab.context["form"].errors == {"orang": ["Pilih sedikitnya satu orang."]}


@pytest.mark.parametrize("peran", [None, Peran.ADMIN_KABUPATEN, Peran.ADMIN])
def test_yang_tidak_bertugas_tidak_diundang(client, desa, admin, peran):
    """Without an assignment, or with one that signs nothing: neither on the page nor by the service."""
    siapa = pengguna_berperan(peran, desa, nama="Orang Baru") if peran else PenggunaFactory(nama="Orang Baru")
    assert client.post(UNDANG, {"orang": [siapa.pk]}).status_code == 422
    with pytest.raises(ValidationError) as galat:
        sertifikat_undang(pengguna=siapa, oleh=admin)
    assert galat.value.messages == [
        "Belum ada tugas yang berlaku di kantor atau desa bagi Orang Baru. Beri penugasan dahulu."
    ]
    assert not Sertifikat.objects.exists()


def test_undangan_dibatalkan_dengan_alasan(client, orang, admin):
    undangan = sertifikat_undang(pengguna=orang["camat"], oleh=admin)
    alamat = reverse("naskah:sertifikat-kelola-rinci", args=[undangan.pk])
    assert client.post(alamat, {"alasan": ""}).status_code == 422
    assert client.post(alamat, {"alasan": "pindah"}).url == DAFTAR
    undangan.refresh_from_db()
    assert (undangan.status, undangan.alasan) == ("dicabut", "pindah")
    lagi = client.post(alamat, {"alasan": "lupa"})
    assert lagi.status_code == 422
    assert "Sertifikat ini sudah dicabut." in lagi.content.decode()


@pytest.mark.parametrize("keadaan", ["diundang", "aktif", "dicabut", "kedaluwarsa"])
def test_saringan_keadaan(client, orang, admin, keadaan):
    satu = sertifikat_undang(pengguna=orang["camat"], oleh=admin)
    baris = [b.record for b in client.get(DAFTAR, {"keadaan": keadaan}).context["table"].rows]
    assert baris == ([satu] if keadaan == "diundang" else [])
