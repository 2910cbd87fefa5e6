"""Days off on the pages of the administration: who notes which, twice on one day, and what a deletion moves."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from akun.enums import PENGELOLA, Peran
from akun.models import Penugasan
from akun.tests.factories import pengguna_berperan
from desa.models import HariLibur, RiwayatData
from desa.tenggat import TERDAFTAR
from desa.tests.factories import DesaFactory
from monitoring.tests.factories import MonitoringFactory

pytestmark = pytest.mark.django_db
TAMBAH, DAFTAR = reverse("desa:libur-tambah"), reverse("desa:libur-daftar")
HARI = date(2027, 3, 3)
LALU = date(2025, 3, 5)  # a Wednesday that is no holiday
SELESAI = LALU - timedelta(days=1)


def alamat(hari, kerja):
    return reverse(f"desa:libur-{kerja}", args=[hari.pk])


@pytest.fixture
def daerah(desa):
    return HariLibur.objects.create(kabupaten=desa.kecamatan.kabupaten, tanggal=HARI, nama="Hari jadi", versi=1)


@pytest.fixture
def nasional(db):
    return HariLibur.objects.create(tanggal=date(2027, 3, 4), nama="Cuti bersama", versi=1)


@pytest.mark.parametrize("peran", sorted(PENGELOLA | {Peran.VERIFIKATOR}))
def test_siapa_mengubah_libur_mana(client, orang, desa, daerah, nasional, peran):
    lain = HariLibur.objects.create(kabupaten=DesaFactory().kecamatan.kabupaten, tanggal=HARI, nama="Hari jadi lain")
    client.force_login(orang[peran])
    status = [client.get(alamat(h, "ubah")).status_code for h in (daerah, nasional, lain)]
    assert (
        status
        == {
            Peran.ADMIN: [200, 200, 200],
            Peran.ADMIN_KABUPATEN: [200, 403, 404],
            Peran.VERIFIKATOR: [403, 403, 403],
        }[peran]
    )
    terlihat = {b.record for b in client.get(DAFTAR).context["table"].rows}
    assert terlihat == {daerah, nasional} | ({lain} if peran == Peran.ADMIN else set())


def test_admin_kabupaten_mencatat_bagi_kabupatennya_saja(client, orang, desa, beserta_akibatnya):
    client.force_login(orang["admin_kabupaten"])
    isi = {"tanggal": "2027-03-03", "nama": "Hari jadi"}
    for kabupaten in ("", DesaFactory().kecamatan.kabupaten_id):  # everywhere, or somewhere else
        jawab = client.post(TAMBAH, isi | {"kabupaten": kabupaten})
        assert jawab.status_code == 422
        assert 'value="Hari jadi"' in jawab.content.decode()
    assert not HariLibur.objects.exists()
    beserta_akibatnya(client.post, TAMBAH, isi | {"kabupaten": desa.kecamatan.kabupaten_id})
    hari = HariLibur.objects.get()
    assert (hari.tanggal, hari.kabupaten) == (HARI, desa.kecamatan.kabupaten)
    assert RiwayatData.objects.tentang(hari).get().oleh == orang["admin_kabupaten"].pk


@pytest.mark.parametrize(
    ("tanggal", "kalimat"),
    [
        ("2027-03-03", "3 Maret 2027 sudah hari libur: Hari jadi."),
        ("2027-03-04", "4 Maret 2027 sudah hari libur: Cuti bersama."),
        ("2027-08-17", "17 Agustus 2027 sudah hari libur: Hari Kemerdekaan Republik Indonesia."),
        ("3 Maret", "Tulis tanggal yang benar, misalnya 17-05-2026."),
        ("", "Wajib diisi."),
    ],
)
def test_hari_yang_sudah_libur_atau_bukan_tanggal(client, orang, desa, daerah, nasional, tanggal, kalimat):
    client.force_login(orang["admin_kabupaten"])
    isi = {"tanggal": tanggal, "nama": "Libur lagi", "kabupaten": desa.kecamatan.kabupaten_id}
    jawab = client.post(TAMBAH, isi)
    assert jawab.status_code == 422
    assert jawab.context["form"].errors == {"tanggal": [kalimat]}
    assert HariLibur.objects.count() == 2


def test_nama_diganti_tanpa_tertahan_harinya_sendiri(client, orang, daerah):
    client.force_login(orang["admin_kabupaten"])
    isi = {"tanggal": "2027-03-03", "nama": "Hari Jadi Kabupaten", "kabupaten": daerah.kabupaten_id, "versi": "1"}
    assert client.post(alamat(daerah, "ubah"), isi).url == DAFTAR
    daerah.refresh_from_db()
    assert (daerah.nama, daerah.versi) == ("Hari Jadi Kabupaten", 2)


def test_dua_orang_mengubah_hari_yang_sama(client, orang, daerah):
    HariLibur.objects.update(nama="Hari jadi kota", versi=2)
    client.force_login(orang["admin_kabupaten"])
    isi = {"tanggal": "2027-03-03", "nama": "Ulang tahun", "kabupaten": daerah.kabupaten_id, "versi": "1"}
    jawab = client.post(alamat(daerah, "ubah"), isi)
    assert jawab.status_code == 422
    assert "“Hari jadi kota”" in jawab.content.decode() and 'value="Ulang tahun"' in jawab.content.decode()
    assert client.post(alamat(daerah, "hapus"), {"versi": "1"}).status_code == 422
    assert HariLibur.objects.get().nama == "Hari jadi kota"


def test_halaman_hapus_menyebut_yang_bergeser(client, orang, desa, daerah, beserta_akibatnya):
    tenggat = TERDAFTAR["monitoring.Monitoring.batas_laporan"]
    monitoring = MonitoringFactory(desa=desa, status="berlangsung", tanggal_selesai=date(2027, 3, 1))
    batas = monitoring.batas_laporan = tenggat.hitung(monitoring)
    monitoring.save()
    client.force_login(orang["admin_kabupaten"])
    geser = client.get(alamat(daerah, "hapus")).context["ramalan"].geser
    assert HariLibur.objects.filter(pk=daerah.pk).exists()
    assert [(dari, ke < dari) for _, dari, ke in geser] == [(batas, True)]
    assert geser[0][0] == f"Laporan monitoring, {desa}"
    beserta_akibatnya(client.post, alamat(daerah, "hapus"), {"versi": "1"})
    monitoring.refresh_from_db()
    assert monitoring.batas_laporan == geser[0][2]
    assert not HariLibur.objects.exists()


def test_libur_yang_dihapus_sesudah_batasnya_lewat(client, orang, desa, beserta_akibatnya):
    """What has been promised stays where it is, and the page says so before."""
    hari = HariLibur.objects.create(kabupaten=desa.kecamatan.kabupaten, tanggal=LALU, nama="Hari jadi", versi=1)
    tenggat = TERDAFTAR["monitoring.Monitoring.batas_laporan"]
    monitoring = MonitoringFactory(desa=desa, status="berlangsung", tanggal_mulai=SELESAI, tanggal_selesai=SELESAI)
    batas = monitoring.batas_laporan = tenggat.hitung(monitoring)
    monitoring.save()
    client.force_login(orang["admin_kabupaten"])
    ramalan = client.get(alamat(hari, "hapus")).context["ramalan"]
    assert (ramalan.geser, ramalan.tertahan) == ([], 1)
    beserta_akibatnya(client.post, alamat(hari, "hapus"), {"versi": "1"})
    monitoring.refresh_from_db()
    assert monitoring.batas_laporan == batas


def test_peran_dicabut_selagi_halamannya_terbuka(client, orang, daerah):
    client.force_login(orang["admin_kabupaten"])
    assert client.get(alamat(daerah, "hapus")).status_code == 200
    Penugasan.objects.filter(pengguna=orang["admin_kabupaten"]).update(selesai="2020-12-31")
    for url, isi in ((alamat(daerah, "hapus"), {"versi": "1"}), (TAMBAH, {"tanggal": "2027-05-05", "nama": "Libur"})):
        jawab = client.post(url, isi)
        assert jawab.status_code == 403
        assert "berakhir pada 31 Desember 2020" in jawab.content.decode()
    assert HariLibur.objects.get() == daerah


def test_menyimpan_di_kabupaten_orang_lain_dari_halaman_lama(client, desa, daerah):
    client.force_login(pengguna_berperan(Peran.ADMIN_KABUPATEN, DesaFactory()))
    assert client.post(alamat(daerah, "hapus"), {"versi": "1"}).status_code == 404
    assert HariLibur.objects.get() == daerah
