"""The page of every approval says beforehand what the approval itself would refuse, and where that is entered."""

from dataclasses import asdict

import pytest
from django.urls import reverse

from config.tests.test_syarat import MEJA, tabel
from desa.models import Kecamatan
from naskah.bagian import kop
from naskah.enums.naskah import CaraTtd
from naskah.models import Naskah
from naskah.tests.bahan_ttd import cara_ttd
from naskah.tests.conftest import jenis_uji  # noqa: F401  (a fixture)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("jenis_uji")]

# page -> whether the camat's number and rank are printed under what is decided there
HALAMAN = {
    "kunjungan-sahkan": True,
    "monitoring-terima": False,
    "evaluasi-terima": True,
    "apbdes-sesuaikan": True,
    "naskah-setujui": True,
}
TUJUAN = {
    "kunjungan": "perut:kunjungan-aksi",
    "monitoring": "monitoring:monitoring-aksi",
    "evaluasi": "evaluasi:evaluasi-aksi",
    "apbdes": "apbdes:versi-aksi",
    "naskah": "naskah:naskah-aksi",
}


def lengkapi_isi(desa) -> None:
    """What the documents of the factories say, as far as these sentences are about it."""
    for n in Naskah.objects.all():
        n.isi = {"petugas": [], "kepala_desa": {"nama": ""}, "camat": {"nama": ""}} | n.isi
        n.isi["kop"] = asdict(kop(desa.kecamatan))
        n.save(update_fields=["isi"])


@pytest.mark.parametrize("halaman", list(HALAMAN))
def test_kekurangan_disebut_sebelum_kata_sandi_diminta(client, desa, orang, halaman):
    nama, aksi = halaman.split("-")
    Kecamatan.objects.filter(pk=desa.kecamatan_id).update(alamat="", ibu_kota="", kode_pos="")
    desa.kecamatan.refresh_from_db()
    objek = MEJA[nama][3](desa, orang, next(t for t in tabel(nama) if t.aksi == aksi))
    if nama == "naskah":
        Naskah.objects.filter(pk=objek.pk).update(jenis="surat_tugas_perut")
    lengkapi_isi(desa)
    client.force_login(orang["camat"])
    alamat = reverse(TUJUAN[nama], args=[objek.pk, aksi])
    cara_ttd(desa.kecamatan, CaraTtd.BASAH)
    assert "Belum dapat diputuskan" not in client.get(alamat).content.decode()  # ink fills in what is missing
    cara_ttd(desa.kecamatan, CaraTtd.ELEKTRONIK)
    isi = client.get(alamat).content.decode()
    assert "Belum dapat diputuskan" in isi
    assert "Alamat kantor pada kop naskah belum diisi." in isi
    orang_camat = f'NIP dan pangkat Camat belum diisi. <a href="{reverse("akun:profil")}">Isi di profil Anda</a>.'
    assert (orang_camat in isi) is HALAMAN[halaman]
    orang["camat"].nip, orang["camat"].pangkat = "1" * 18, "Pembina (IV/a)"
    orang["camat"].save()
    assert "NIP dan pangkat Camat" not in client.get(alamat).content.decode()
