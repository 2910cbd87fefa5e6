"""Sent, acknowledged, archived: the inbox and who has not yet said that they received."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from akun.enums import DESA, KECAMATAN, WAKIL_DESA, Peran
from akun.tests.factories import pengguna_berperan
from dasbor.queries import kotak_hari_ini
from desa.tests.factories import DesaFactory
from naskah.models import Kiriman, Naskah
from naskah.services.naskah import naskah_cabut

pytestmark = pytest.mark.django_db
MASUK = "/naskah/masuk/"


def terima(client, kiriman, **isi):
    return client.post(reverse("naskah:kiriman-terima", args=[kiriman.pk]), isi)


def baris(jawaban):
    return [b.record for b in jawaban.context["table"].rows]


@pytest.mark.parametrize("peran", sorted(KECAMATAN | DESA))
def test_hanya_penerima_yang_menyatakan_terima(client, orang, desa, bertanda, peran):
    kiriman = bertanda(desa).kiriman.get()
    client.force_login(orang[peran])
    boleh = peran in WAKIL_DESA
    assert terima(client, kiriman).status_code == (302 if boleh else 403)
    kiriman.refresh_from_db()
    assert (kiriman.diterima is not None, kiriman.diterima_oleh) == (boleh, orang[peran] if boleh else None)


def test_desa_lain_tidak_menemukan_kiriman(client, desa, bertanda):
    kiriman = bertanda(desa).kiriman.get()
    client.force_login(pengguna_berperan(Peran.KEPALA_DESA, DesaFactory(kecamatan=desa.kecamatan)))
    assert terima(client, kiriman).status_code == 404


def test_penerimaan_terakhir_mengarsipkan_dan_diulang_tidak_mengubah(client, orang, desa, bertanda):
    naskah = bertanda(desa)
    client.force_login(orang["sekretaris_desa"])
    jawaban = terima(client, naskah.kiriman.get(), kembali=naskah.get_absolute_url())
    assert jawaban.url == naskah.get_absolute_url()
    naskah.refresh_from_db()
    kiriman = naskah.kiriman.get()
    assert naskah.status == "diarsipkan"
    client.force_login(orang["kepala_desa"])
    assert terima(client, kiriman, kembali="https://jahat.test/").url == MASUK
    assert naskah.kiriman.get().diterima_oleh == kiriman.diterima_oleh


def test_orang_menerima_untuk_dirinya_sendiri(client, orang, desa, bertanda):
    naskah = bertanda(desa)
    milik = Kiriman.objects.create(naskah=naskah, pengguna=orang["pelaksana"])
    client.force_login(orang["verifikator"])
    assert terima(client, milik).status_code == 403
    client.force_login(orang["pelaksana"])
    assert baris(client.get(MASUK)) == [milik]
    assert terima(client, milik).status_code == 302
    assert Naskah.objects.get(pk=naskah.pk).status == "didistribusikan"  # the desa is still to come


def test_kotak_masuk_yang_belum_lebih_dulu(client, orang, desa, bertanda):
    lama, tengah, baru = (bertanda(desa).kiriman.get() for _ in range(3))
    for n, k in enumerate((lama, tengah, baru)):
        Kiriman.objects.filter(pk=k.pk).update(dikirim=timezone.now() - timedelta(days=9 - n))
    client.force_login(orang["kepala_desa"])
    terima(client, baru)
    jawaban = client.get(MASUK)
    assert baris(jawaban) == [tengah, lama, baru]
    assert jawaban.content.decode().count("Saya terima") == 2
    assert baris(client.get(MASUK, {"keadaan": "diterima"})) == [baru]
    assert baris(client.get(MASUK, {"cari": lama.naskah.nomor})) == [lama]


def test_yang_dicabut_tidak_perlu_dinyatakan(client, orang, desa, bertanda):
    naskah = bertanda(desa)
    naskah_cabut(naskah=naskah, alasan="Keliru.", oleh=orang["camat"])
    client.force_login(orang["kepala_desa"])
    isi = client.get(MASUK).content.decode()
    assert "Saya terima" not in isi
    assert "Tidak perlu" in isi
    assert baris(client.get(MASUK, {"keadaan": "menunggu"})) == []


def test_kecamatan_melihat_yang_belum_menerima_dan_lamanya(client, orang, desa, bertanda):
    kiriman = bertanda(desa).kiriman.get()
    Kiriman.objects.filter(pk=kiriman.pk).update(dikirim=timezone.now() - timedelta(days=4))
    bertanda(DesaFactory())
    client.force_login(orang["camat"])
    alamat = reverse("naskah:kiriman-daftar")
    assert "4 hari" in client.get(alamat, {"keadaan": "menunggu"}).content.decode()
    lembar = load_workbook(io.BytesIO(client.get(alamat, {"_export": "xlsx"}).content)).active
    isi = [[s.value for s in b] for b in lembar.iter_rows()]
    assert isi[0] == ["Nomor", "Jenis", "Perihal", "Penerima", "Dikirim", "Menunggu", "Penerimaan"]
    assert [b[:4] + b[5:] for b in isi[1:]] == [
        [kiriman.naskah.nomor, "Naskah Uji", "Percobaan", str(desa), 4, "Belum"]
    ]


@pytest.mark.parametrize("alamat", ["naskah:kotak-masuk", "naskah:kiriman-daftar"])
def test_jumlah_kueri_tetap(client, orang, desa, bertanda, alamat, django_assert_max_num_queries):
    client.force_login(orang["camat"])
    hitungan = []
    for banyak in (1, 11):
        for _ in range(banyak):
            Kiriman.objects.create(naskah=bertanda(desa), pengguna=orang["camat"])
        with django_assert_max_num_queries(40) as kueri:
            assert client.get(reverse(alamat)).status_code == 200
        hitungan.append(len(kueri))
    assert hitungan[0] == hitungan[1]


def test_hari_ini_menyebut_yang_belum_diterima(orang, desa, bertanda):
    naskah = bertanda(desa)
    judul = "Naskah masuk yang belum Anda nyatakan terima"
    kotak = {k.judul: k for k in kotak_hari_ini(orang["kepala_desa"])}
    assert [k.naskah for k in kotak[judul].butir] == [naskah]
    assert judul not in {k.judul for k in kotak_hari_ini(orang["camat"])}


def test_halaman_naskah_menunjukkan_penerima(client, orang, desa, bertanda):
    naskah = bertanda(desa)
    client.force_login(orang["kepala_desa"])
    isi = client.get(naskah.get_absolute_url()).content.decode()
    assert isi.count("Saya terima") == 1
    # Before everything else: it stands on the first screen of a phone.
    assert isi.index("Saya terima") < min(isi.index(bagian) for bagian in ('class="langkah', "<h2"))
    terima(client, naskah.kiriman.get())
    isi = client.get(naskah.get_absolute_url()).content.decode()
    assert "Saya terima" not in isi
    assert f"{orang['kepala_desa']}</small>" in isi
