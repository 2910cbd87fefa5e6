"""Who required what of the villages, and changed it: kept with the change, read on its page."""

from datetime import timedelta
from html import unescape

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from akun.tests.factories import pengguna_berperan
from berkas.models import KategoriBerkas, KebutuhanBerkas
from desa.models import RiwayatData

pytestmark = pytest.mark.django_db
HARI_INI, HARI = timezone.localdate(), timedelta(days=1)


@pytest.fixture
def wajib(desa):
    kategori = KategoriBerkas.objects.create(kode="kas", nama="Buku kas", kelompok="buku", periode="bulanan")
    return KebutuhanBerkas.objects.create(
        kecamatan=desa.kecamatan, kategori=kategori, mulai=HARI_INI + 10 * HARI, jatuh_tempo_hari=10
    )


@pytest.fixture
def berdua(orang, desa) -> tuple[Client, Client]:
    satu, dua = Client(), Client()
    satu.force_login(orang["verifikator"])
    dua.force_login(pengguna_berperan("verifikator", desa, nama="Verifikator Dua"))
    return satu, dua


def terbaca(jawab) -> dict:
    return {k.name: "" if k.value() is None else k.value() for k in jawab.context["form"]}


def teks(jawab) -> str:
    return " ".join(unescape(strip_tags(jawab.content.decode())).split())


def test_perubahan_terbaca_di_halamannya(berdua, wajib):
    ubah = reverse("berkas:kebutuhan-ubah", args=[wajib.pk])
    berdua[1].post(ubah, terbaca(berdua[1].get(ubah)) | {"hari": "20"})
    halaman = teks(berdua[0].get(ubah))
    assert "Diubah oleh Verifikator Dua" in halaman
    assert "Jatuh tempo: 10 → 20" in halaman


def test_yang_dibuat_diakhiri_dan_dibatalkan_tercatat(berdua, orang, desa, wajib):
    satu, _ = berdua
    ubah, akhiri = (reverse(f"berkas:kebutuhan-{kerja}", args=[wajib.pk]) for kerja in ("ubah", "akhiri"))
    mulai = HARI_INI + 20 * HARI
    satu.post(ubah, terbaca(satu.get(ubah)) | {"hari": "20", "berlaku": mulai.isoformat()})
    baru = KebutuhanBerkas.objects.exclude(pk=wajib.pk).get()
    batal = reverse("berkas:kebutuhan-akhiri", args=[baru.pk])
    satu.post(batal, terbaca(satu.get(batal)) | {"selesai": HARI_INI.isoformat()})
    satu.post(akhiri, terbaca(satu.get(akhiri)) | {"selesai": (HARI_INI + 15 * HARI).isoformat()})
    oleh = orang["verifikator"].pk
    assert list(RiwayatData.objects.order_by("pk").values_list("nomor", "aksi", "oleh")) == [
        (wajib.pk, "diubah", oleh),
        (baru.pk, "dicatat", oleh),
        (baru.pk, "dihapus", oleh),
        (wajib.pk, "diubah", oleh),
    ]


def test_yang_diubah_orang_lain_tidak_tertimpa(berdua, wajib):
    satu, dua = berdua
    ubah = reverse("berkas:kebutuhan-ubah", args=[wajib.pk])
    milik_satu, milik_dua = (terbaca(c.get(ubah)) for c in berdua)
    dua.post(ubah, milik_dua | {"hari": "20"})
    jawab = satu.post(ubah, milik_satu | {"hari": "25"})
    assert jawab.status_code == 422
    assert "sudah diubah oleh orang lain sejak halaman ini dibuka" in teks(jawab)
    assert "jatuh tempo 20 hari sesudah periode berakhir" in teks(jawab)
    assert 'value="25"' in jawab.content.decode()
    wajib.refresh_from_db()
    assert wajib.jatuh_tempo_hari == 20
    assert satu.post(ubah, terbaca(jawab)).status_code == 302
    wajib.refresh_from_db()
    assert wajib.jatuh_tempo_hari == 25


def test_daftar_bawaan_menyebut_yang_memasangnya(berdua, orang, desa):
    call_command("acuan_muat", verbosity=0)
    isi = {"kecamatan": desa.kecamatan_id, "mulai": HARI_INI.isoformat()}
    berdua[0].post(reverse("berkas:kebutuhan-pasang"), isi)
    jumlah = KebutuhanBerkas.objects.count()
    assert jumlah > 5
    assert RiwayatData.objects.filter(jenis="kebutuhanberkas", oleh=orang["verifikator"].pk).count() == jumlah
