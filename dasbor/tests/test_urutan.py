"""The pages of the order "whom to visit next": who sees which villages, and focus villages chosen from it."""

from datetime import date

import pytest
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from berkas.models import KategoriBerkas
from dasbor.bahan import keadaan_kecamatan
from dasbor.pilih import kecamatan_dibaca
from desa.enums import JenisDesa
from desa.tests.factories import DesaFactory
from kewajiban.tests.factories import wajibkan
from perut.enums import StatusKunjungan
from perut.models import Lokus
from perut.tests.factories import KunjunganFactory, LokusFactory, ProgramFactory

pytestmark = pytest.mark.django_db
URUTAN = reverse("dasbor:urutan")


def test_urutan_memuat_setiap_desa_kecamatan_dan_hanya_itu(client, desa, orang):
    lain = DesaFactory(kecamatan=desa.kecamatan, nama="Desa Lain")
    DesaFactory(kecamatan=desa.kecamatan, nama="Kelurahan Uji", jenis=JenisDesa.KELURAHAN)
    asing = DesaFactory()
    client.force_login(orang["camat"])
    assert {r.desa for r in client.get(URUTAN).context["urutan"]} == {desa, lain}
    assert client.get(URUTAN, {"kecamatan": asing.kecamatan_id}).status_code == 404
    assert client.get(URUTAN, {"kecamatan": "x'--"}).status_code == 404
    assert client.get(URUTAN, {"kecamatan": "9" * 30}).status_code == 404
    assert client.get(reverse("dasbor:urutan-desa", args=[asing.pk])).status_code == 404


def test_halaman_desa_menunjukkan_hitungannya(client, desa, orang):
    """A village without officials, visits and budget: what is known, and what is not."""
    client.force_login(orang["verifikator"])
    isi = client.get(reverse("dasbor:urutan-desa", args=[desa.pk])).content.decode()
    assert "Belum pernah dikunjungi menurut catatan di sini." in isi
    assert "Belum diketahui: tidak dihitung, bukan nol." in isi
    assert "5 = 5 dari 5" in isi


def test_faktor_menyebut_sumbernya(client, orang):
    client.force_login(orang["pemantau_kabupaten"])
    isi = client.get(reverse("dasbor:urutan-faktor")).content.decode()
    assert "Namanya saja disebut sumber" in isi
    assert "Tingkat pendidikan kepala desa" in isi


def test_kabupaten_memilih_kecamatan(client, desa, orang):
    tetangga = DesaFactory(kecamatan__kabupaten=desa.kecamatan.kabupaten)
    client.force_login(orang["pemantau_kabupaten"])
    jawab = client.get(URUTAN, {"kecamatan": tetangga.kecamatan_id})
    assert [r.desa for r in jawab.context["urutan"]] == [tetangga]
    assert {k.pk for k in jawab.context["pilihan"].lain} == {desa.kecamatan_id, tetangga.kecamatan_id}


def test_usulan_lokus_diputuskan_orang(client, desa, orang):
    program = ProgramFactory(kecamatan=desa.kecamatan)
    lain = DesaFactory(kecamatan=desa.kecamatan, nama="Desa Lain")
    sudah = LokusFactory(program=program)
    alamat = reverse("dasbor:lokus-usulan", args=[program.pk])
    client.force_login(orang["verifikator"])
    form = client.get(alamat).context["form"]
    assert {r.desa for r in form.risiko} == {desa, lain}
    assert [form[f"pilih-{d.pk}"].value() for d in (desa, lain)] == [None, None]  # nothing is decided beforehand
    assert form[f"alasan-{desa.pk}"].value().startswith("Belum pernah dikunjungi menurut catatan di sini.")

    isi = {f"alasan-{desa.pk}": "Alasan yang diketik", f"alasan-{lain.pk}": ""}
    jawab = client.post(alamat, isi)
    assert (jawab.status_code, jawab.context["form"].non_field_errors()) == (422, ["Pilih sedikitnya satu desa."])
    assert "Alasan yang diketik" in jawab.content.decode()
    jawab = client.post(alamat, isi | {f"pilih-{desa.pk}": "on", f"pilih-{lain.pk}": "on"})
    assert jawab.status_code == 422
    assert jawab.context["form"].errors == {f"alasan-{lain.pk}": ["Tulis alasan desa ini dipilih."]}
    assert "\x00" not in jawab.content.decode()
    assert list(Lokus.objects.all()) == [sudah]  # nothing half stored

    jawab = client.post(alamat, isi | {f"pilih-{desa.pk}": "on"})
    assert jawab.url == reverse("perut:program-rinci", args=[program.pk])
    assert list(Lokus.objects.exclude(pk=sudah.pk).values_list("desa", "alasan")) == [(desa.pk, "Alasan yang diketik")]


@pytest.mark.parametrize("peran", [Peran.CAMAT, Peran.PELAKSANA, Peran.ADMIN])
def test_lokus_hanya_diputuskan_pengelola_program(client, desa, orang, peran):
    program = ProgramFactory(kecamatan=desa.kecamatan)
    client.force_login(orang[peran])
    assert client.post(reverse("dasbor:lokus-usulan", args=[program.pk]), {}).status_code == 403


def test_program_kecamatan_lain_tidak_ada(client, desa, orang):
    client.force_login(orang["verifikator"])
    assert client.get(reverse("dasbor:lokus-usulan", args=[ProgramFactory().pk])).status_code == 404


def test_peran_desa_di_kecamatan_lain_tidak_membuka_kecamatannya(client, desa):
    """A camat here who is sekretaris of a village elsewhere reads his own kecamatan, and not that one."""
    camat = pengguna_berperan(Peran.CAMAT, desa)
    jauh = DesaFactory()
    for p in pengguna_berperan(Peran.SEKRETARIS_DESA, jauh).penugasan.all():
        p.pk, p.pengguna = None, camat
        p.save(force_insert=True)
    client.force_login(camat)
    assert client.get(URUTAN, {"kecamatan": jauh.kecamatan_id}).status_code == 404
    assert [k.desa for k in keadaan_kecamatan(camat, jauh.kecamatan)] == []


def test_banyaknya_pertanyaan_tidak_mengikuti_banyaknya_desa(desa, orang, django_assert_num_queries):
    kategori = KategoriBerkas.objects.create(kode="lppd-uji", nama="LPPD", kelompok="laporan", periode="tahunan")
    wajibkan(desa.kecamatan, kategori, mulai=date(2025, 1, 1))
    assert orang["camat"].peran == {Peran.CAMAT}  # whoever asks is known by then
    for banyak in (3, 60):
        while desa.kecamatan.desa.count() < banyak:
            KunjunganFactory(desa=DesaFactory(kecamatan=desa.kecamatan), status=StatusKunjungan.DISAHKAN)
        (kecamatan,) = kecamatan_dibaca(orang["camat"])
        with django_assert_num_queries(11):
            assert len(keadaan_kecamatan(orang["camat"], kecamatan)) == banyak
