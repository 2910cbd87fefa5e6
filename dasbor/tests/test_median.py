"""The median of the kecamatan beside a village's own figures: only where the camat opened it, and never so that it
points to one village."""

from datetime import timedelta

import pytest
from django.urls import reverse

from akun.enums import Peran
from dasar.waktu import hari_ini
from dasbor.keadaan import KeadaanDesa, Peristiwa, TemuanRingkas
from dasbor.median.hitung import TERLALU_SEDIKIT, nilai_tengah
from desa.models import Kecamatan, RiwayatData
from desa.tests.factories import DesaFactory
from jejak.models import Catatan
from perut.enums import StatusKunjungan
from perut.tests.factories import KunjunganFactory
from tindaklanjut.enums import StatusTemuan

pytestmark = pytest.mark.django_db
SAYA = reverse("dasbor:desa-saya-keadaan")


def keadaan(desa, hari_lalu, terbuka):
    """A village that was visited so long ago and has so many open findings."""
    pada = hari_ini(desa)
    k = KeadaanDesa(desa, pada)
    k.peristiwa["kunjungan"].append(
        Peristiwa("kunjungan", desa.pk, 1, pada - timedelta(days=hari_lalu), StatusKunjungan.DISAHKAN, None, "")
    )
    k.temuan = [TemuanRingkas(StatusTemuan.TERBUKA, pada, pada, None, lewat=False) for _ in range(terbuka)]
    return k


def test_nilai_tengah_dan_yang_terlalu_sedikit(desa):
    lima = [keadaan(desa, n, n) for n in (90, 3, 10, 1, 4)]
    assert nilai_tengah(lima)["kunjungan"] == "4 hari yang lalu"
    assert nilai_tengah([*lima, keadaan(desa, 5, 5)])["temuan"] == "4,5 terbuka"
    assert nilai_tengah(lima)["temuan_terlambat"] == "0 terlambat"
    # What is not known of a village does not count, and four are too few.
    assert nilai_tengah([*lima[:4], KeadaanDesa(desa, hari_ini(desa))])["kunjungan"] == TERLALU_SEDIKIT
    assert set(nilai_tengah(lima).values()) & {TERLALU_SEDIKIT}  # the books were never examined
    assert set(nilai_tengah([]).values()) == {TERLALU_SEDIKIT}


def test_hanya_bila_camat_membukanya(client, desa, orang):
    """Off at first. The villages see a median, and neither a name nor a figure of another village."""
    for n in range(5):
        lain = DesaFactory(kecamatan=desa.kecamatan, nama=f"Tetangga {n}")
        hari = hari_ini(lain) - timedelta(days=100 + n)
        KunjunganFactory(desa=lain, status=StatusKunjungan.DISAHKAN, tanggal=hari)
    client.force_login(orang["kepala_desa"])
    assert "Nilai tengah" not in client.get(SAYA).content.decode()
    atur = reverse("dasbor:median-atur", args=[desa.kecamatan_id])
    client.force_login(orang["camat"])
    assert f'href="{atur}"' in client.get(reverse("dasbor:sekilas")).content.decode()
    jawab = client.post(atur, {"nilai_tengah_desa": "on", "versi": desa.kecamatan.versi})
    assert (jawab.status_code, jawab["Location"]) == (302, atur)
    riwayat = RiwayatData.objects.tentang(desa.kecamatan).get()
    assert (riwayat.oleh, [b["kolom"] for b in riwayat.isi]) == (orang["camat"].pk, ["nilai_tengah_desa"])
    catatan = Catatan.objects.filter(kunci=str(desa.kecamatan_id), pelaku=str(orang["camat"].pk))
    assert any("nilai_tengah_desa" in c.perubahan for c in catatan)
    client.force_login(orang["kepala_desa"])
    isi = client.get(SAYA).content.decode()
    assert "102 hari yang lalu" in isi and TERLALU_SEDIKIT in isi
    assert "Tetangga" not in isi


@pytest.mark.parametrize("peran", sorted(set(Peran) - {Peran.CAMAT}))
def test_hanya_camat_yang_mengaturnya(client, desa, orang, peran):
    client.force_login(orang[peran])
    atur = reverse("dasbor:median-atur", args=[desa.kecamatan_id])
    assert client.post(atur, {"nilai_tengah_desa": "on", "versi": desa.kecamatan.versi}).status_code == 403
    assert not Kecamatan.objects.filter(nilai_tengah_desa=True).exists()


def test_camat_lain_tidak_mengaturnya(client, desa, orang):
    client.force_login(orang["camat"])
    assert client.get(reverse("dasbor:median-atur", args=[DesaFactory().kecamatan_id])).status_code == 404
