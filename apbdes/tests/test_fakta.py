"""Facts of a village: read at every door, proposed, written down with who and when, frozen with the evaluation."""

import datetime
import io
from dataclasses import replace
from importlib import import_module

import openpyxl
import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes.buku_kerja import TidakTerbaca, baca, tulis
from apbdes.enums import StatusVersi as S
from apbdes.fakta import baca as baca_fakta
from apbdes.fakta import dari_simpanan, simpanan
from apbdes.gramatika.bentuk import FAKTA_BAKU
from apbdes.katalog import RESMI
from apbdes.kemas import buka_kemasan, kemas
from apbdes.models import FaktaDesa, RincianPembiayaan, VersiApbdes
from apbdes.services.anggaran import anggaran_dari_versi
from apbdes.services.fakta import fakta_simpan, usulan_fakta
from apbdes.siskeudes import baca_siskeudes, tulis_siskeudes
from apbdes.tests.contoh import utuh
from apbdes.tests.contoh_evaluasi import siap
from dasar.basi import Basi
from dasar.waktu import hari_ini
from desa.models import PengurusLKD
from desa.tests.factories import DesaFactory

HARI = datetime.date(2026, 12, 1)
LENGKAP = {
    "jumlah_rt": 8,
    "status_indeks_desa": "sangat_tertinggal",
    "ada_tanah_bengkok": False,
    "hasil_tanah_bengkok": 1_250_000_050,
    "tanggal_disepakati": HARI,
}


@pytest.mark.parametrize(
    ("kunci", "tertulis", "nilai"),
    [
        ("jumlah_rt", "1.008", 1008),
        ("jumlah_rt", 8.0, 8),
        ("jumlah_kpm_blt", "0", 0),
        ("silpa_tahun_lalu", "Rp 1.500.000,50", 150_000_050),
        ("silpa_tahun_lalu", 1500000.5, 150_000_050),
        ("hasil_tanah_bengkok", 12, 1200),
        ("tanggal_disepakati", "2026-12-01", HARI),
        ("ada_tanah_bengkok", "YA", True),
        ("ada_tanah_bengkok", "tidak", False),
        ("status_indeks_desa", "Sangat tertinggal", "sangat_tertinggal"),
        ("klasifikasi_desa", "swakarya", "swakarya"),
    ],
)
def test_dibaca_dan_disimpan_dalam_satu_bentuk(kunci, tertulis, nilai):
    assert baca_fakta(FAKTA_BAKU[kunci], tertulis) == nilai
    assert dari_simpanan(FAKTA_BAKU[kunci].jenis, simpanan(nilai)) == nilai


@pytest.mark.parametrize(
    ("kunci", "tertulis", "kalimat"),
    [
        ("jumlah_rt", "-1", "bilangan bulat"),
        ("jumlah_rt", "2,5", "bilangan bulat"),
        ("silpa_tahun_lalu", "-1", "Tidak boleh negatif"),
        ("silpa_tahun_lalu", "1,005", "angka"),
        ("silpa_tahun_lalu", 0.001, "satu sen"),
        ("tanggal_disepakati", "1 Desember", "bukan tanggal"),
        ("ada_tanah_bengkok", "mungkin", "ya, tidak"),
        ("status_indeks_desa", "hebat", "mandiri, maju"),
    ],
)
def test_yang_keliru_disebut(kunci, tertulis, kalimat):
    with pytest.raises(ValueError, match=kalimat):
        baca_fakta(FAKTA_BAKU[kunci], tertulis)


def test_buku_kerja_siskeudes_dan_sesi_membawanya():
    anggaran = replace(utuh(), fakta=LENGKAP)
    assert baca(tulis(anggaran)).fakta == LENGKAP
    assert buka_kemasan(kemas(anggaran)).fakta == LENGKAP
    zip_ = tulis_siskeudes(anggaran, RESMI)
    terbaca = baca_siskeudes(zip_, kode_desa=anggaran.kode_desa, tahun=anggaran.tahun, jenis="murni").anggaran
    assert terbaca.fakta == LENGKAP
    assert baca(tulis(utuh())).fakta == {}


def test_fakta_yang_keliru_disebut_di_selnya():
    buku = openpyxl.load_workbook(io.BytesIO(tulis(utuh())))
    lembar = buku["Identitas"]
    (baris,) = [r[0].row for r in lembar.iter_rows() if r[0].value == "jumlah_rt"]
    lembar.cell(baris, 2, "delapan")
    isi = io.BytesIO()
    buku.save(isi)
    with pytest.raises(TidakTerbaca) as galat:
        baca(isi.getvalue())
    assert [(g.lembar, g.baris) for g in galat.value.galat] == [("Identitas", baris)]
    assert "jumlah_rt: “delapan” bukan angka" in galat.value.galat[0].pesan


# --- the page ------------------------------------------------------------------
def alamat(versi):
    return reverse("apbdes:versi-fakta", args=[versi.pk])


def sekarang(versi):
    return anggaran_dari_versi(VersiApbdes.objects.lengkap().get(pk=versi.pk)).fakta


@pytest.mark.django_db
def test_desa_mengisi_kecamatan_membetulkan_dengan_nama(client, desa, orang):
    versi = siap(desa)
    client.force_login(orang["sekretaris_desa"])
    isi = {"dari": "0", "jumlah_rt": "8", "hasil_tanah_bengkok": "12.500.000,50", "ada_tanah_bengkok": "ya"}
    assert client.post(alamat(versi), isi).url == alamat(versi)
    assert sekarang(versi) == {"jumlah_rt": 8, "hasil_tanah_bengkok": 1_250_000_050, "ada_tanah_bengkok": True}
    basi = client.post(alamat(versi), isi | {"jumlah_rt": "9"})  # drawn before the first was saved
    assert (basi.status_code, sekarang(versi)["jumlah_rt"]) == (422, 8)
    assert 'value="9"' in basi.content.decode()
    lagi = {"dari": basi.context["dari"]} | {k: isi[k] for k in isi if k != "dari"}
    assert client.post(alamat(versi), lagi | {"ada_tanah_bengkok": ""}).status_code == 302
    assert "ada_tanah_bengkok" not in sekarang(versi)  # taken back, and still in the history
    assert FaktaDesa.objects.filter(desa=desa).count() == 4

    VersiApbdes.objects.filter(pk=versi.pk).update(status=S.DIAJUKAN)
    assert client.post(alamat(versi), lagi).status_code == 403
    client.force_login(orang["verifikator"])
    halaman = client.get(alamat(versi))
    assert client.post(alamat(versi), lagi | {"dari": halaman.context["dari"], "jumlah_rt": "7"}).status_code == 302
    assert FaktaDesa.objects.filter(nama="jumlah_rt").latest("pk").oleh == orang["verifikator"]
    client.force_login(orang["camat"])
    jawab = client.get(alamat(versi))
    assert "Jumlah RT</strong>: 7" in jawab.content.decode()
    assert client.post(alamat(versi), lagi).status_code == 403


@pytest.mark.django_db
def test_yang_keliru_di_isiannya_dan_tidak_ada_yang_tersimpan(client, desa, orang):
    versi = siap(desa)
    client.force_login(orang["penyusun_desa"])
    jawab = client.post(alamat(versi), {"dari": "0", "jumlah_rt": "8", "status_indeks_desa": "hebat"})
    assert jawab.status_code == 422
    assert list(jawab.context["form"].errors) == ["status_indeks_desa"]
    assert not FaktaDesa.objects.exists()


@pytest.mark.django_db
def test_desa_lain_tidak_menemukannya(client, desa):
    versi = siap(desa)
    client.force_login(pengguna_berperan(Peran.SEKRETARIS_DESA, DesaFactory()))
    assert client.get(alamat(versi)).status_code == 404


@pytest.mark.django_db
def test_diusulkan_dari_tahun_lalu_dan_dari_data_desa(client, desa, orang):
    versi = siap(desa)
    tahun = versi.apbdes.tahun
    for nama, nilai in (("jumlah_rt", "5"), ("jumlah_penduduk", "900"), ("tanggal_disepakati", "2020-01-01")):
        FaktaDesa.objects.create(desa=desa, tahun=tahun - 1, nama=nama, nilai=nilai, oleh=orang["sekretaris_desa"])
    for n in range(3):
        PengurusLKD.objects.create(desa=desa, jenis="rt", lembaga=f"RT {n:02}", nama=f"Ketua {n}")
    usul = usulan_fakta(versi)
    assert (usul["jumlah_rt"].nilai, usul["jumlah_penduduk"]) == (3, (900, f"tahun {tahun - 1}"))
    assert "tanggal_disepakati" not in usul  # of that year alone
    RincianPembiayaan.objects.create(
        versi_apbdes=versi, rekening="6.1.1.01", sumber="DDS", jumlah=1_250_050, urut=9, diubah_oleh=orang["admin"]
    )
    assert usulan_fakta(versi)["silpa_tahun_lalu"].nilai == 1_250_050
    client.force_login(orang["sekretaris_desa"])
    form = client.get(alamat(versi)).context["form"]
    assert (form["jumlah_penduduk"].value(), "Belum disimpan" in form["jumlah_rt"].help_text) == ("900", True)
    assert sekarang(versi) == {}  # proposed is not yet said


@pytest.mark.django_db
def test_yang_dievaluasi_tetap_dengan_faktanya(desa, orang):
    versi = siap(desa, S.DIEVALUASI)
    FaktaDesa.objects.create(
        desa=desa, tahun=versi.apbdes.tahun, nama="jumlah_rt", nilai="8", oleh=orang["verifikator"]
    )
    VersiApbdes.objects.filter(pk=versi.pk).update(beku={"fakta": {"jumlah_rt": "6"}, "perangkat": []})
    assert sekarang(versi) == {"jumlah_rt": 6}
    with pytest.raises(PermissionDenied):
        fakta_simpan(versi=versi, isi={"jumlah_rt": 9}, oleh=orang["sekretaris_desa"], dari=None)


@pytest.mark.django_db
def test_halaman_lama_tidak_menimpa(desa, orang):
    versi = siap(desa)
    isi = dict.fromkeys(FAKTA_BAKU) | {"jumlah_rt": 8}
    assert fakta_simpan(versi=versi, isi=isi, oleh=orang["sekretaris_desa"], dari=0) == 1
    assert fakta_simpan(versi=versi, isi=isi, oleh=orang["sekretaris_desa"], dari=None) == 0  # nothing differs
    with pytest.raises(Basi):
        fakta_simpan(versi=versi, isi=isi | {"jumlah_rt": 9}, oleh=orang["kepala_desa"], dari=0)


# --- the day on which the BPD agreed: one source, the version's own --------------------------------------------------
@pytest.mark.django_db
def test_tanggal_disepakati_satu_sumber(client, desa, orang):
    hari = hari_ini(desa.kecamatan) - datetime.timedelta(days=2)
    versi = siap(desa, tanggal_disepakati=hari)
    assert sekarang(versi) == {"tanggal_disepakati": hari}
    FaktaDesa.objects.create(
        desa=desa,
        tahun=versi.apbdes.tahun,
        nama="tanggal_disepakati",
        nilai="2020-01-01",
        oleh=orang["sekretaris_desa"],
    )
    assert sekarang(versi) == {"tanggal_disepakati": hari}
    client.force_login(orang["sekretaris_desa"])
    assert "tanggal_disepakati" not in client.get(alamat(versi)).context["form"].fields  # asked when handing in

    VersiApbdes.objects.filter(pk=versi.pk).update(status=S.DIAJUKAN)
    client.force_login(orang["verifikator"])
    halaman = client.get(alamat(versi))
    assert halaman.context["form"]["tanggal_disepakati"].value() == hari.isoformat()
    isi = {"dari": halaman.context["dari"], "tanggal_disepakati": (hari + datetime.timedelta(days=9)).isoformat()}
    jawab = client.post(alamat(versi), isi)
    assert (jawab.status_code, list(jawab.context["form"].errors)) == (422, ["tanggal_disepakati"])
    benar = hari + datetime.timedelta(days=1)
    assert client.post(alamat(versi), isi | {"tanggal_disepakati": benar.isoformat()}).status_code == 302
    versi.refresh_from_db()
    assert (versi.tanggal_disepakati, sekarang(versi)) == (benar, {"tanggal_disepakati": benar})
    assert FaktaDesa.objects.latest("pk").oleh == orang["verifikator"]


@pytest.mark.django_db
def test_tanggal_disepakati_dari_buku_kerja_menjadi_tanggal_versinya(client, desa, orang):
    versi = siap(desa)
    hari = hari_ini(desa.kecamatan)
    fakta_simpan(versi=versi, isi={"tanggal_disepakati": hari}, oleh=orang["sekretaris_desa"], dari=None)
    client.force_login(orang["sekretaris_desa"])
    ajukan = client.get(reverse("apbdes:versi-aksi", args=[versi.pk, "ajukan"]))
    assert ajukan.context["form"]["tanggal_disepakati"].value() == hari


@pytest.mark.django_db
def test_yang_tercatat_per_tahun_pindah_ke_versi_yang_terbuka(desa, orang):
    pindahkan = import_module("apbdes.migrations.0014_satu_tanggal_disepakati").pindahkan
    versi = siap(desa)
    for nilai in ("2023-12-01", "2023-12-05"):
        FaktaDesa.objects.create(
            desa=desa,
            tahun=versi.apbdes.tahun,
            nama="tanggal_disepakati",
            nilai=nilai,
            oleh=orang["sekretaris_desa"],
        )
    pindahkan(apps, connection.schema_editor())
    versi.refresh_from_db()
    assert versi.tanggal_disepakati == datetime.date(2023, 12, 5)
    VersiApbdes.objects.filter(pk=versi.pk).update(tanggal_disepakati="2023-12-09")
    pindahkan(apps, connection.schema_editor())  # what the version says itself stays
    versi.refresh_from_db()
    assert versi.tanggal_disepakati == datetime.date(2023, 12, 9)
