"""What visits give to the assessment of officials, and what it proposes for the next visit."""

from datetime import timedelta

import pytest
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from dasar.waktu import hari_ini
from desa.enums import JabatanPerangkat as J
from desa.tests.factories import DesaFactory, PerangkatFactory
from kapasitas.acuan import muat
from kapasitas.enums import Tingkat
from kapasitas.sumber import lokus, tawaran
from kapasitas.tests.contoh import nilai
from perut.enums import StatusKunjungan
from perut.models import Kehadiran, Kunjungan, Pemeriksaan
from perut.tests.factories import BukuFactory, KunjunganFactory, LokusFactory, ProgramFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lemah(desa):
    """A village whose kaur keuangan lacks two competencies, and who assessed him."""
    muat()
    penilai = pengguna_berperan(Peran.PELAKSANA, desa)
    kaur = PerangkatFactory(desa=desa, jabatan=J.KAUR_KEUANGAN)
    nilai(kaur, penilai, kecuali={"KP-11": Tingkat.BELUM, "KP-07": Tingkat.DASAR})
    return kaur


def test_bukti_dari_kunjungan_dan_buku(desa, orang, lemah):
    hari = hari_ini(desa)
    sah = KunjunganFactory(desa=desa, status=StatusKunjungan.DISAHKAN, tanggal=hari - timedelta(days=9))
    KunjunganFactory(desa=desa, status=StatusKunjungan.RENCANA, tanggal=hari)
    KunjunganFactory(desa=DesaFactory(kecamatan=desa.kecamatan), status=StatusKunjungan.DISAHKAN, tanggal=hari)
    Kehadiran.objects.create(kunjungan=sah, nama=lemah.nama, unsur="perangkat", perangkat=lemah)
    buku = BukuFactory(nama="Buku Kas Umum")
    Pemeriksaan.objects.create(kunjungan=sah, buku=buku, ada=False)
    ada = dict(tawaran(lemah, orang["pelaksana"]))
    assert [teks[-7:] for _, teks in ada["Kunjungan"]] == [", hadir"]
    assert [teks.partition(":")[0] for _, teks in ada["Keadaan buku desa"]] == ["Buku Kas Umum"]


def test_desa_lokus_menurut_tahunnya(desa):
    program = ProgramFactory(kecamatan=desa.kecamatan, tahun=2026)
    LokusFactory(program=program, desa=desa)
    assert lokus(desa.kecamatan, 2026) == {desa.pk}
    assert lokus(desa.kecamatan, 2027) == set()


def test_usulan_masuk_agenda_bila_dicentang(client, desa, orang, lemah):
    client.force_login(orang["verifikator"])
    buat = reverse("perut:kunjungan-buat")
    assert "Usulan agenda" not in client.get(buat).content.decode()  # no village chosen yet
    halaman = client.get(buat, {"desa": desa.pk}).content.decode()
    assert "Menatausahakan keuangan dengan SISKEUDES (1 perangkat belum mampu: Kaur Keuangan)" in halaman
    hari = hari_ini(desa) + timedelta(days=20)
    kirim = {"desa": desa.pk, "tanggal": hari, "agenda": "Buku kas", "usulan": ["KP-11"], "tetap": "on"}
    jawab = client.post(buat, kirim | {"petugas": [orang["pelaksana"].pk]})
    assert jawab.status_code == 302
    assert Kunjungan.objects.get().agenda == "Buku kas\nMenatausahakan keuangan dengan SISKEUDES"


@pytest.mark.parametrize("usulan", ["KP-99", "x" * 50])
def test_usulan_yang_bukan_bagi_desa_itu(client, desa, orang, lemah, usulan):
    client.force_login(orang["verifikator"])
    lain = DesaFactory(kecamatan=desa.kecamatan)
    kirim = {"desa": lain.pk, "agenda": "Buku kas", "usulan": [usulan], "petugas": [orang["pelaksana"].pk]}
    jawab = client.post(reverse("perut:kunjungan-buat"), kirim)
    assert jawab.status_code == 422
    assert "Usulan itu bagi desa lain." in jawab.content.decode()


def test_program_dan_lokus_memperlihatkan_usulannya(client, desa, orang, lemah):
    objek = LokusFactory(program=ProgramFactory(kecamatan=desa.kecamatan), desa=desa)
    client.force_login(orang["verifikator"])
    for alamat in (
        reverse("perut:program-rinci", args=[objek.program_id]),
        reverse("perut:lokus-ubah", args=[objek.program_id, objek.pk]),
    ):
        assert "Usulan tema dari penilaian kapasitas" in client.get(alamat).content.decode()
