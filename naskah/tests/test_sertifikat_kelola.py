"""The certificates of all signers on pages of the administration: who is invited, who is not and why, revoking."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from akun.enums import Peran
from akun.models import Pengguna
from akun.tests.factories import PenggunaFactory, pengguna_berperan
from naskah.models import AkarSertifikat, Sertifikat
from naskah.otoritas import BELUM_ADA
from naskah.services.sertifikat import sertifikat_undang
from naskah.tests.bahan_ttd import sertifikat_untuk
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
    assert Pemberitahuan.objects.filter(penerima=orang["camat"], judul__startswith="Buat frasa sandi").count() == 1
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


def test_yang_belum_dipastikan_diundang_dan_menunggu_orang_kedua(client, orang, admin):
    """A sheet opened the account: whoever invites does not vouch for its owner, too."""
    Pengguna.objects.filter(pk=orang["camat"].pk).update(belum_dipastikan=True, dibuat="2020-01-01T00:00:00Z")
    html = client.get(UNDANG).content.decode()
    assert html.count("orangnya belum dipastikan; orang kedua yang memastikannya") == 1
    assert client.post(UNDANG, {"orang": [orang["camat"].pk]}).url == DAFTAR
    undangan = Sertifikat.objects.get()
    rinci = client.get(reverse("naskah:sertifikat-kelola-rinci", args=[undangan.pk])).content.decode()
    assert "Tidak ada orang kedua yang dapat memastikannya, jadi baru berlaku 24 jam kemudian" in rinci
    orang["camat"].refresh_from_db()
    assert orang["camat"].belum_dipastikan


def test_yang_belum_bersandi_disebut_dan_tidak_ditawarkan(client, desa, orang, admin):
    baru = pengguna_berperan(Peran.CAMAT, desa, nama="Camat Baru", password=None)
    jawab = client.get(UNDANG)
    assert baru not in jawab.context["form"].fields["orang"].queryset
    assert jawab.context["belum_bersandi"] == [baru]
    assert "1 orang belum membuat kata sandinya" in jawab.content.decode()
    assert "<li>Camat Baru</li>" in jawab.content.decode()
    assert reverse("akun:undangan-banyak") in jawab.content.decode()


def test_pilih_semua_mencentang_semuanya(client, orang, admin):
    calon = client.get(UNDANG).context["form"].fields["orang"].queryset
    assert client.get(UNDANG, {"pilih": "semua"}).content.decode().count("checked") == calon.count() > 1


def test_tanpa_otoritas_dikatakan_sebelum_ada_yang_diundang(client, orang, admin, settings, tmp_path):
    """Found out by the signer, after choosing a passphrase, it was nobody's to mend in the browser."""
    pengaturan = reverse("naskah:pengaturan-ttd")
    settings.CA_DIR, settings.CA_KUNCI, settings.CA_SANDI = tmp_path, "", ""
    for alamat in (UNDANG, pengaturan):
        assert BELUM_ADA in client.get(alamat).content.decode()
    sertifikat_untuk(settings, orang["kepala_desa"])
    for alamat in (UNDANG, pengaturan):
        assert BELUM_ADA not in client.get(alamat).content.decode()


def test_otoritas_dibuat_satu_kali_di_halamannya(client, orang, admin, settings, tmp_path):
    settings.CA_DIR, settings.CA_KUNCI, settings.CA_SANDI = tmp_path, "", ""
    alamat = reverse("naskah:sertifikat-kelola-otoritas")
    assert alamat in client.get(DAFTAR).content.decode()
    assert client.post(alamat, {"instansi": "  "}).status_code == 422
    jawab = client.post(alamat, {"instansi": "Kecamatan Uji"}, follow=True)
    assert "Otoritas Internal Kecamatan Uji dibuat" in jawab.content.decode()
    assert client.post(alamat, {"instansi": "Lain"}).status_code == 302  # a second window
    assert [a.subjek for a in AkarSertifikat.objects.all()] == ["Otoritas Internal Kecamatan Uji"]
    assert alamat not in client.get(DAFTAR).content.decode()


def test_otoritas_yang_tempatnya_tidak_dapat_ditulis(client, orang, admin, settings, tmp_path):
    berkas = tmp_path / "bukan-folder"
    berkas.write_text("")
    settings.CA_DIR, settings.CA_KUNCI, settings.CA_SANDI = berkas, "", ""
    jawab = client.post(reverse("naskah:sertifikat-kelola-otoritas"), {"instansi": "Kecamatan Uji"})
    assert (jawab.status_code, AkarSertifikat.objects.count()) == (422, 0)
    assert (
        "tidak dapat ditulis di server ini" in jawab.content.decode()
        and 'value="Kecamatan Uji"' in jawab.content.decode()
    )
