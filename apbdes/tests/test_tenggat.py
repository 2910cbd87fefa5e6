"""Days: counted over holidays, told once, and what happens when they ran out."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apbdes.enums import StatusVersi
from apbdes.models import VersiApbdes
from apbdes.services import evaluasi, keputusan, pengajuan
from apbdes.tasks import tenggat_harian
from apbdes.tenggat import AKIBAT_LEWAT, HitungHari, batas_evaluasi
from apbdes.tests.contoh_evaluasi import diterima_bagi, siap
from apbdes.tests.factories import VersiApbdesFactory
from config.tests.kantor import hari_uji
from config.tests.serentak import serentak
from dasar.waktu import ZonaWaktu
from desa.models import Kecamatan
from desa.tests.factories import DesaFactory
from naskah.models import Naskah
from notifikasi.models import Pemberitahuan

pytestmark = [pytest.mark.waktu, pytest.mark.django_db]
S = StatusVersi
D = datetime.date
BATAS = hari_uji() + datetime.timedelta(days=30)


@pytest.mark.parametrize(
    ("diterima", "batas"),
    [
        # Counted by hand from the joint decrees: Nyepi and its cuti bersama, Lebaran with its own, Good Friday.
        (D(2024, 3, 8), D(2024, 4, 18)),
        # Over the year's end: Natal 25, cuti bersama 26 December, New Year.
        (D(2024, 12, 10), D(2025, 1, 10)),
        # No holiday on the way: four weeks.
        (D(2024, 7, 8), D(2024, 8, 5)),
    ],
)
def test_dua_puluh_hari_kerja(desa, diterima, batas):
    assert batas_evaluasi(desa.kecamatan, diterima) == batas
    assert HitungHari().sisa(diterima, batas, desa.kecamatan.kabupaten) == 20


def geser(versi, hari):
    """As if the deadline were so many days from today."""
    batas = hari_uji() + datetime.timedelta(days=hari)
    lain = {"batas_evaluasi": batas, "diterima": diterima_bagi(versi.apbdes.desa.kecamatan, batas)}
    VersiApbdes.objects.filter(pk=versi.pk).update(**(lain if versi.berhari else {"batas_perbaikan": batas}))
    return VersiApbdes.objects.lengkap().get(pk=versi.pk)


def judul():
    return set(Pemberitahuan.objects.values_list("penerima__nama", "judul"))


def test_setiap_perkara_diingatkan_sekali(desa, orang):
    versi = siap(desa, S.DIEVALUASI, batas=hari_uji())
    for _ in range(2):
        tenggat_harian()
    assert judul() == {(p, f"{versi}: hari terakhir") for p in ("Verifikator", "Camat")}
    assert Pemberitahuan.objects.count() == 2


def test_jauh_hari_tidak_diingatkan(desa, orang):
    siap(desa, S.DIEVALUASI, batas=hari_uji() + datetime.timedelta(days=40))
    tenggat_harian()
    assert Pemberitahuan.objects.count() == 0


def test_perbaikan_terlambat_diingatkan_dan_berhenti_setelah_diajukan(desa, orang):
    versi = siap(desa, S.PERLU_DIPERBAIKI, batas_perbaikan=hari_uji() - datetime.timedelta(days=1))
    tenggat_harian()
    assert {p for p, _ in judul()} == {"Kepala Desa", "Sekretaris Desa", "Verifikator"}
    versi.kabar.all().delete()
    Pemberitahuan.objects.all().delete()
    VersiApbdesFactory(apbdes=versi.apbdes, perbaikan_ke=1, sebelum=versi, status=S.DIAJUKAN)
    tenggat_harian()
    assert judul() == set()


@pytest.mark.parametrize("status", [S.DIEVALUASI, S.DIUSULKAN])
def test_lewat_waktu_bukan_persetujuan(client, desa, orang, status):
    versi = geser(siap(desa, status), -1)
    tenggat_harian()
    tenggat_harian()
    hasil = VersiApbdes.objects.get(pk=versi.pk)
    assert (hasil.status, hasil.hasil, hasil.keputusan, Naskah.objects.count()) == (S.LEWAT_WAKTU, "", None, 0)
    baris = hasil.riwayat.get()
    assert (baris.oleh, baris.dari, baris.alasan) == (None, status, AKIBAT_LEWAT)
    for peran in ("sekretaris_desa", "camat", "verifikator", "pemantau_kabupaten"):
        client.force_login(orang[peran])
        halaman = client.get(versi.get_absolute_url()).content.decode()
        assert "berlaku dengan sendirinya" in halaman
        assert "oleh sistem" in halaman
        for kata in ("disetujui", "Disetujui", "Putuskan sesuai", ">Sesuai<"):
            assert kata not in halaman, kata
        daftar = client.get(reverse("apbdes:daftar")).content.decode()
        assert "Lewat waktu" in daftar
        assert ">Sesuai</span>" not in daftar


def test_yang_ditulis_evaluator_tetap_terbaca_setelah_lewat_waktu(client, desa, orang):
    """Nothing was proposed, so nothing is frozen; what stands there is read, not written and not a result."""
    versi = geser(siap(desa, S.DIEVALUASI), -1)
    tenggat_harian()
    alamat = reverse("apbdes:versi-evaluasi", args=[versi.pk])
    client.force_login(orang["verifikator"])
    assert alamat in client.get(versi.get_absolute_url()).content.decode()
    jawab = client.get(alamat)
    halaman = jawab.content.decode()
    assert (jawab.status_code, jawab.context["boleh"]) == (200, False)
    assert "Usulkan kepada camat" not in halaman
    assert ">Sesuai<" not in halaman
    client.force_login(orang["sekretaris_desa"])
    assert client.get(alamat).status_code == 404


@pytest.mark.parametrize("aksi", ["usulkan", "kembalikan", "sesuaikan"])
def test_perbuatan_terlambat_ditolak_walau_belum_dicatat(desa, orang, aksi):
    status = S.DIEVALUASI if aksi == "usulkan" else S.DIUSULKAN
    versi = geser(siap(desa, status), -1)
    lain = {"usulkan": {"hasil": "sesuai", "kesimpulan": "Ya."}, "kembalikan": {"alasan": "Lagi."}}.get(aksi, {})
    oleh = orang["verifikator"] if aksi == "usulkan" else orang["camat"]
    with pytest.raises(ValidationError) as galat:
        getattr(keputusan, f"versi_{aksi}")(versi=versi, oleh=oleh, **lain)
    assert "sudah lewat, jadi hasilnya tidak dapat diputuskan lagi" in galat.value.messages[0]
    assert VersiApbdes.objects.get(pk=versi.pk).status == status


def test_evaluator_tidak_menulis_lagi_setelah_batas(desa, orang):
    versi = geser(siap(desa, S.DIEVALUASI), -1)
    with pytest.raises(ValidationError):
        evaluasi.kesimpulan_simpan(versi=versi, kesimpulan="Terlambat.", oleh=orang["verifikator"])


def test_hari_terakhir_menurut_jam_kecamatan(desa, orang, monkeypatch):
    """At 23.30 in Balangan it is the last day; half an hour later the days are over, whatever the server says."""
    Kecamatan.objects.filter(pk=desa.kecamatan_id).update(zona_waktu=ZonaWaktu.WITA)
    versi = siap(desa, S.DIUSULKAN, batas=D(2024, 7, 31))
    malam = datetime.datetime(2024, 7, 31, 23, 30, tzinfo=ZoneInfo("Asia/Makassar"))
    monkeypatch.setattr(timezone, "now", lambda: malam)
    assert not keputusan.versi_lewatkan(versi=versi)
    monkeypatch.setattr(timezone, "now", lambda: malam + datetime.timedelta(minutes=31))
    assert keputusan.versi_lewatkan(versi=versi)


def test_camat_lebih_dahulu_maka_tidak_lewat(desa, orang):
    versi = geser(siap(desa, S.DIUSULKAN), 0)
    keputusan.versi_sesuaikan(versi=versi, oleh=orang["camat"])
    geser(versi, -1)
    assert not keputusan.versi_lewatkan(versi=versi)
    assert VersiApbdes.objects.get(pk=versi.pk).status == S.SESUAI


def test_perdes_dapat_dicatat_setelah_lewat_waktu(desa, orang):
    versi = geser(siap(desa, S.DIEVALUASI), -2)
    tenggat_harian()
    hasil = pengajuan.versi_tetapkan(versi=versi, nomor="7 Tahun 2024", tanggal=hari_uji(), oleh=orang["kepala_desa"])
    assert (hasil.status, hasil.perdes_nomor) == (S.DITETAPKAN, "7 Tahun 2024")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_camat_memutuskan_ketika_tugas_harian_berjalan(django_db_blocker):
    """Both at once: exactly one of them happens, and what is stored is whole."""
    from akun.enums import Peran
    from akun.tests.factories import pengguna_berperan

    desa = DesaFactory()
    camat = pengguna_berperan(Peran.CAMAT, desa)
    versi = geser(siap(desa, S.DIUSULKAN), 0)

    def putuskan():
        try:
            keputusan.versi_sesuaikan(versi=versi, oleh=type(camat).objects.get(pk=camat.pk))
        except ValidationError:
            return False
        return True

    def lewatkan():
        geser(versi, -1)
        return keputusan.versi_lewatkan(versi=versi)

    sah, lewat = serentak(lambda n: (putuskan, lewatkan)[n](), 2)
    assert [sah, lewat].count(True) == 1
    hasil = VersiApbdes.objects.get(pk=versi.pk)
    assert hasil.status == (S.SESUAI if sah else S.LEWAT_WAKTU)
    assert Naskah.objects.count() == (2 if sah else 0)


def test_daftar_sama_banyak_permintaannya(client, desa, orang):
    def daftar():
        client.force_login(orang["verifikator"])
        with CaptureQueriesContext(connection) as c:
            assert client.get(reverse("apbdes:daftar")).status_code == 200
        return len(c)

    VersiApbdesFactory(desa=desa, status=S.DIEVALUASI, batas_evaluasi=BATAS)
    satu = daftar()
    for n in range(29):
        lain = DesaFactory(kecamatan=desa.kecamatan)
        VersiApbdesFactory(desa=lain, status=[S.DIEVALUASI, S.PERLU_DIPERBAIKI][n % 2], batas_evaluasi=BATAS)
    assert daftar() == satu
