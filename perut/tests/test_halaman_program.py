"""Programme and schedule in the browser: scope, permission, bad input."""

import pytest
from django.urls import reverse
from django.utils import timezone

from akun.enums import SEMUA
from akun.tests.factories import pengguna_berperan
from desa.tests.factories import DesaFactory
from perut.models import Kunjungan, Lokus, Program
from perut.tests.factories import LokusFactory, ProgramFactory

TAHUN = timezone.localdate().year + 1


@pytest.fixture
def program(desa):
    return ProgramFactory(kecamatan=desa.kecamatan, tahun=TAHUN)


def halaman(program, lokus):
    return {
        "program-rinci": reverse("perut:program-rinci", args=[program.pk]),
        "program-ubah": reverse("perut:program-ubah", args=[program.pk]),
        "program-jadwal": reverse("perut:program-jadwal", args=[program.pk]),
        "lokus-tambah": reverse("perut:lokus-tambah", args=[program.pk]),
        "lokus-ubah": reverse("perut:lokus-ubah", args=[program.pk, lokus.pk]),
        "lokus-hapus": reverse("perut:lokus-hapus", args=[program.pk, lokus.pk]),
    }


@pytest.mark.parametrize("peran", sorted(SEMUA))
def test_yang_lain_membaca_dan_verifikator_mengelola(client, orang, program, peran):
    lokus = LokusFactory(program=program)
    client.force_login(orang[peran])
    kode = {nama: client.get(alamat).status_code for nama, alamat in halaman(program, lokus).items()}
    kelola = 200 if peran == "verifikator" else 403
    assert kode == {"program-rinci": 200} | dict.fromkeys(set(kode) - {"program-rinci"}, kelola)
    assert client.get(reverse("perut:program-daftar")).status_code == 200
    assert client.get(reverse("perut:program-buat")).status_code == kelola


def test_program_orang_lain_tidak_ada(client, orang):
    asing = ProgramFactory(kecamatan=DesaFactory().kecamatan, tahun=TAHUN)
    lokus = LokusFactory(program=asing)
    client.force_login(orang["verifikator"])
    assert {client.get(a).status_code for a in halaman(asing, lokus).values()} == {404}
    assert {client.post(a).status_code for n, a in halaman(asing, lokus).items() if n != "program-rinci"} == {404}
    assert Lokus.objects.filter(pk=lokus.pk).exists()


def test_lokus_program_lain_tidak_dapat_diubah_lewat_program_sendiri(client, orang, program):
    asing = LokusFactory(program=ProgramFactory(kecamatan=DesaFactory().kecamatan, tahun=TAHUN))
    client.force_login(orang["verifikator"])
    assert client.post(reverse("perut:lokus-hapus", args=[program.pk, asing.pk])).status_code == 404
    assert Lokus.objects.filter(pk=asing.pk).exists()


def test_membuat_program(client, orang, desa):
    client.force_login(orang["verifikator"])
    kiriman = {"kecamatan": desa.kecamatan.pk, "tahun": TAHUN, "frekuensi": "bulanan", "tema": "A\nB", "target": "80%"}
    jawaban = client.post(reverse("perut:program-buat"), kiriman)
    program = Program.objects.get()
    assert jawaban.url == reverse("perut:program-rinci", args=[program.pk])
    assert (program.dibuat_oleh, program.daftar_tema) == (orang["verifikator"], ["A", "B"])
    lagi = client.post(reverse("perut:program-buat"), kiriman)
    assert "Program tahun ini sudah ada untuk kecamatan tersebut." in lagi.content.decode()
    assert "A\nB" in lagi.content.decode()


def test_program_untuk_kecamatan_lain_ditolak_dengan_kalimat(client, orang):
    client.force_login(orang["verifikator"])
    asing = DesaFactory().kecamatan
    jawaban = client.post(
        reverse("perut:program-buat"), {"kecamatan": asing.pk, "tahun": TAHUN, "frekuensi": "bulanan"}
    )
    assert "Kecamatan ini di luar wilayah Anda." in jawaban.content.decode()
    assert Program.objects.count() == 0


def test_lokus_ditambah_diubah_dihapus(client, orang, program, desa):
    client.force_login(orang["verifikator"])
    isi = {"desa": desa.pk, "alasan": "Belum tertib", "frekuensi": "", "petugas": [orang["pelaksana"].pk]}
    tambah = reverse("perut:lokus-tambah", args=[program.pk])
    client.post(tambah, isi)
    lokus = Lokus.objects.get()
    assert (lokus.desa, list(lokus.petugas.all())) == (desa, [orang["pelaksana"]])
    assert "Desa ini sudah menjadi lokus pada program ini." in client.post(tambah, isi).content.decode()
    isi = {"alasan": "Lain", "frekuensi": "triwulanan", "versi": lokus.versi}
    client.post(reverse("perut:lokus-ubah", args=[program.pk, lokus.pk]), isi)
    lokus.refresh_from_db()
    assert (lokus.alasan, lokus.frekuensi, lokus.petugas.count(), lokus.desa) == ("Lain", "triwulanan", 0, desa)
    client.post(reverse("perut:lokus-hapus", args=[program.pk, lokus.pk]))
    assert Lokus.objects.count() == 0


@pytest.mark.parametrize(
    ("kolom", "kalimat"),
    [
        ("desa", "Desa ini di luar wilayah kecamatan program."),
        ("petugas", "Petugas yang dipilih tidak bertugas di kecamatan ini."),
    ],
)
def test_lokus_dari_wilayah_lain_ditolak(client, orang, program, desa, kolom, kalimat):
    asing = DesaFactory()
    lain = {"desa": asing.pk} if kolom == "desa" else {"petugas": [pengguna_berperan("pelaksana", asing).pk]}
    client.force_login(orang["verifikator"])
    jawaban = client.post(
        reverse("perut:lokus-tambah", args=[program.pk]), {"desa": desa.pk, "alasan": "Alasan panjang"} | lain
    )
    assert kalimat in jawaban.content.decode()
    assert "Alasan panjang" in jawaban.content.decode()
    assert Lokus.objects.count() == 0


def test_usulan_ditampilkan_dulu_lalu_disimpan(client, orang, program, desa):
    LokusFactory(program=program, desa=desa).petugas.set([orang["pelaksana"]])
    client.force_login(orang["verifikator"])
    alamat = reverse("perut:program-jadwal", args=[program.pk])
    rentang = {"mulai": f"{TAHUN}-01-01", "sampai": f"{TAHUN}-03-31"}
    jawaban = client.get(alamat, rentang)
    assert (len(jawaban.context["usulan"].butir), Kunjungan.objects.count()) == (3, 0)
    kiriman = rentang | {"sidik": jawaban.context["usulan"].sidik}
    assert client.post(alamat, kiriman).status_code == 302
    assert Kunjungan.objects.count() == 3
    assert "Keadaan berubah" in client.post(alamat, kiriman).content.decode()
    assert Kunjungan.objects.count() == 3


@pytest.mark.parametrize(
    "rentang",
    [
        {"mulai": f"{TAHUN}-03-02", "sampai": f"{TAHUN}-03-01"},
        {"mulai": "bukan tanggal", "sampai": ""},
        {"mulai": "0001-01-01", "sampai": "9999-12-31"},
        {"mulai": "2001-01-01", "sampai": "2001-12-31"},
    ],
)
def test_rentang_aneh_dijawab_kalimat_bukan_galat(client, orang, program, rentang):
    client.force_login(orang["verifikator"])
    jawaban = client.get(reverse("perut:program-jadwal", args=[program.pk]), rentang)
    assert jawaban.status_code == 200
    assert jawaban.context["form"].errors


@pytest.mark.parametrize("peran", ["verifikator", "kepala_desa"])
def test_desa_hanya_melihat_lokusnya_sendiri(client, orang, program, desa, peran):
    LokusFactory(program=program, desa=desa)
    LokusFactory(program=program, alasan="Rahasia desa lain")
    client.force_login(orang[peran])
    isi = client.get(reverse("perut:program-rinci", args=[program.pk])).content.decode()
    assert ("Rahasia desa lain" in isi) == (peran == "verifikator")


def test_banyaknya_kueri_daftar_tetap(client, desa, django_assert_max_num_queries):
    siapa = pengguna_berperan("pemantau_kabupaten", desa)
    client.force_login(siapa)
    alamat = reverse("perut:program-daftar")

    def hitung() -> int:
        with django_assert_max_num_queries(40) as tangkapan:
            assert client.get(alamat, {"per_page": 50}).status_code == 200
        return len(tangkapan)

    ProgramFactory(kecamatan=desa.kecamatan, tahun=2021)
    satu = hitung()
    for tahun in range(2022, 2051):
        LokusFactory(program=ProgramFactory(kecamatan=desa.kecamatan, tahun=tahun))
    assert hitung() == satu
    assert client.get(alamat, {"_export": "xlsx"}).status_code == 200
