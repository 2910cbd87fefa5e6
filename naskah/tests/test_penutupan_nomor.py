"""After a restore no book gives a number before somebody has said where it stands."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from dasar.waktu import hari_ini
from jejak.models import Catatan
from naskah.enums.naskah import CaraNomor
from naskah.models import NomorTerpakai, PembukaanNomor
from naskah.queries.penutupan import TERTUTUP
from naskah.services.naskah import naskah_setujui
from naskah.services.nomor import nomor_ambil, nomor_majukan
from naskah.services.penutupan import nomor_buka, nomor_tutup

pytestmark = pytest.mark.django_db
JENIS = "surat_tugas_perut"


@pytest.fixture
def tertutup(desa, orang):
    for _ in range(3):
        nomor_ambil(kecamatan=desa.kecamatan, jenis=JENIS, tanggal=hari_ini(desa.kecamatan))
    nomor_tutup(keadaan=timezone.now() - timedelta(hours=9))
    return desa.kecamatan


def kalimat(galat) -> str:
    return " ".join(galat.value.messages)


def test_tertutup_sampai_dipastikan(tertutup, orang):
    hari = hari_ini(tertutup)
    for kerja in (
        lambda: nomor_ambil(kecamatan=tertutup, jenis=JENIS, tanggal=hari),
        lambda: nomor_majukan(kecamatan=tertutup, jenis=JENIS, terakhir=9, alasan="x", oleh=orang["verifikator"]),
    ):
        with pytest.raises(ValidationError) as galat:
            kerja()
        assert kalimat(galat) == TERTUTUP
    [buka] = nomor_buka(kecamatan=tertutup, terakhir={JENIS: 7}, oleh=orang["verifikator"])
    assert (buka.terakhir, buka.oleh, buka.tahun) == (7, orang["verifikator"], hari.year)
    lompat = NomorTerpakai.objects.get(cara=CaraNomor.LOMPAT)
    assert (lompat.urut, lompat.sampai) == (4, 7) and "sesudah cadangan" in lompat.alasan
    assert nomor_ambil(kecamatan=tertutup, jenis=JENIS, tanggal=hari)[0] == 8
    assert Catatan.objects.filter(perkara="naskah.PembukaanNomor", pelaku="").count() == 1
    # Its neighbours are as closed as before.
    with pytest.raises(ValidationError):
        nomor_ambil(kecamatan=tertutup, jenis="berita_acara_perut", tanggal=hari)


@pytest.mark.parametrize(("nomor", "sebab"), [(2, "nomor 3 sudah dipakai"), (99_999, "paling besar")])
def test_tidak_mundur_dan_tidak_habis(tertutup, orang, nomor, sebab):
    with pytest.raises(ValidationError) as galat:
        nomor_buka(kecamatan=tertutup, terakhir={"berita_acara_perut": 0, JENIS: nomor}, oleh=orang["verifikator"])
    assert sebab in kalimat(galat) and set(galat.value.message_dict) == {JENIS}
    assert not PembukaanNomor.objects.exists()  # all or nothing


def test_sama_dengan_cadangannya_tidak_melompat_dan_hanya_sekali(tertutup, orang):
    nomor_buka(kecamatan=tertutup, terakhir={JENIS: 3}, oleh=orang["admin"])
    assert not NomorTerpakai.objects.exists()
    with pytest.raises(ValidationError, match="sudah dibuka"):
        nomor_buka(kecamatan=tertutup, terakhir={JENIS: 5}, oleh=orang["admin"])
    nomor_tutup(keadaan=timezone.now())  # restored once more
    with pytest.raises(ValidationError):
        nomor_ambil(kecamatan=tertutup, jenis=JENIS, tanggal=hari_ini(tertutup))


def test_bukan_untuk_siapa_pun(tertutup, orang):
    with pytest.raises(PermissionDenied):
        nomor_buka(kecamatan=tertutup, terakhir={JENIS: 3}, oleh=orang["pelaksana"])


def test_halamannya(client, tertutup, orang):
    client.force_login(orang["verifikator"])
    daftar, buka = reverse("naskah:nomor-daftar"), reverse("naskah:nomor-buka")
    assert "belum memberi nomor" in client.get(daftar).content.decode()
    assert "Menurut cadangan: 3." in client.get(buka).content.decode()
    for kirim, sebab in (({}, "sedikitnya satu"), ({JENIS: "-1"}, "Isi bilangan 0"), ({JENIS: "2"}, "sudah dipakai")):
        jawab = client.post(buka, kirim)
        assert jawab.status_code == 422 and sebab in jawab.content.decode()
    assert client.post(buka, {JENIS: "3"}).status_code == 302
    isi = client.get(daftar).content.decode()
    assert "Dipastikan sesudah pemulihan" in isi and "nomor terakhir 3" in isi


def test_tidak_ada_yang_tertutup_tanpa_pemulihan(client, desa, orang):
    client.force_login(orang["admin"])
    assert "belum memberi nomor" not in client.get(reverse("naskah:nomor-daftar")).content.decode()
    assert client.get(reverse("naskah:nomor-buka")).status_code == 302


def test_menghalangi_persetujuan_dengan_kalimat(siapkan, desa, orang):
    naskah = siapkan(desa)
    nomor_tutup(keadaan=timezone.now())
    with pytest.raises(ValidationError) as galat:
        naskah_setujui(naskah=naskah, oleh=orang["camat"])
    assert kalimat(galat) == TERTUTUP
    naskah.refresh_from_db()
    assert naskah.nomor == ""
