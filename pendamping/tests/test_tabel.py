"""Villages × months, and one pendamping in one month: what is expected, waiting, missing; counted again by hand."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from desa.tests.factories import DesaFactory
from pendamping.enums import KeadaanBulan as K
from pendamping.models import Lembar, Penempatan
from pendamping.tabel import bulan_tahun, orang_bulan, sel_kecamatan, tabel
from pendamping.tests.factories import LembarFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]


def bulan(n):
    return date(2026, n, 1)


def buka(client, orang, **isi):
    client.force_login(orang)
    return client.get(reverse("pendamping:tabel"), isi)


@pytest.fixture
def rekan(desa):
    return pengguna_berperan(Peran.PENDAMPING, desa, nama="Rekan")


@pytest.fixture
def setahun(desa, pld, rekan, tetangga, penempatan):
    """The PLD from mid February in one village; a PD of the whole kecamatan until mid April; May is over."""
    Penempatan.objects.create(
        pengguna=rekan, kecamatan=desa.kecamatan, jenis="PD", mulai=bulan(3), selesai=date(2026, 4, 15)
    )
    for n, status in ((2, "dikonfirmasi"), (3, "diajukan"), (4, "dikembalikan"), (6, "draf")):
        LembarFactory(desa=desa, pendamping=pld, bulan=bulan(n), status=status)
    LembarFactory(desa=tetangga, pendamping=rekan, jenis="PD", bulan=bulan(3), status="ditutup")
    LembarFactory(desa=tetangga, pendamping=rekan, jenis="PD", bulan=bulan(5), status="dikonfirmasi")  # after his time
    return desa.kecamatan


def test_setiap_sel_menurut_penempatan_dan_lembarnya(setahun, desa, tetangga):
    sel = sel_kecamatan(setahun, bulan_tahun(2026))
    dihitung = {(s.desa.pk, s.bulan.month, s.jenis): s.keadaan for s in sel}
    assert dihitung == {
        (desa.pk, 2, "PLD"): K.DIKONFIRMASI,
        (desa.pk, 3, "PLD"): K.MENUNGGU,
        (desa.pk, 4, "PLD"): K.DIKEMBALIKAN,
        (desa.pk, 5, "PLD"): K.BELUM,
        (desa.pk, 6, "PLD"): K.BERJALAN,
        (desa.pk, 3, "PD"): K.BELUM,
        (desa.pk, 4, "PD"): K.BELUM,
        (tetangga.pk, 3, "PD"): K.DITUTUP,
        (tetangga.pk, 4, "PD"): K.BELUM,
        (tetangga.pk, 5, "PD"): K.DIKONFIRMASI,
    }
    t = tabel(setahun, sel, 2026)
    assert (t.hitungan.diharapkan, t.hitungan.dikonfirmasi, t.hitungan.menunggu, t.hitungan.belum) == (9, 2, 1, 5)
    assert t.hitungan.persen == 22
    baris = {b.desa.pk: b for b in t.baris}
    assert [k.keadaan for k in baris[desa.pk].kotak[:6]] == [
        *(None, K.DIKONFIRMASI, K.BELUM, K.DIKEMBALIKAN, K.BELUM, K.BERJALAN)
    ]
    assert baris[desa.pk].kotak[2].hitungan == "0 dari 2"


def test_tanpa_penempatan_tidak_ada_yang_ditunggu_dan_tidak_dibagi_nol(client, orang, desa):
    t = tabel(desa.kecamatan, sel_kecamatan(desa.kecamatan, bulan_tahun(2026)), 2026)
    assert (t.hitungan.diharapkan, t.hitungan.persen) == (0, None)
    isi = buka(client, orang["camat"]).content.decode()
    assert "Belum ada pendamping yang ditempatkan" in isi


def test_satu_orang_sebulan(setahun, pld, rekan):
    sel = sel_kecamatan(setahun, bulan_tahun(2026))
    (a, b) = orang_bulan(sel, bulan(4))
    assert (a.pengguna, a.desa, a.tanpa_isian, a.hitungan.belum) == (pld, 1, False, 1)
    assert (b.pengguna, b.desa, b.tanpa_isian, b.hitungan.belum) == (rekan, 2, True, 2)


def test_bulan_berganti_menurut_jam_kecamatan(setahun, saat):
    saat.move_to(datetime(2026, 5, 31, 15, 59, tzinfo=UTC))  # 23.59 there
    assert max(s.bulan for s in sel_kecamatan(setahun, bulan_tahun(2026))) == bulan(5)
    saat.move_to(datetime(2026, 5, 31, 16, 0, tzinfo=UTC))
    assert max(s.bulan for s in sel_kecamatan(setahun, bulan_tahun(2026))) == bulan(6)


def test_banyaknya_pertanyaan_tidak_bergantung_pada_banyaknya_desa(setahun, django_assert_num_queries):
    with django_assert_num_queries(4):
        sel_kecamatan(setahun, bulan_tahun(2026))
    for n in range(12):
        d = DesaFactory(kecamatan=setahun)
        LembarFactory(desa=d, pendamping=Lembar.objects.first().pendamping, bulan=bulan(1 + n % 5))
    with django_assert_num_queries(4):
        sel_kecamatan(setahun, bulan_tahun(2026))


@pytest.mark.parametrize("isi", [{"tahun": "1999"}, {"bulan": "2026-13"}, {"bulan": "2031-01"}, {"bulan": "x"}])
def test_alamat_yang_keliru_disebut(client, orang, setahun, isi):
    jawab = buka(client, orang["camat"], **isi)
    assert jawab.status_code == 422
    assert "Pilihan ini tidak ada" in jawab.content.decode()


def test_kantor_lain_tidak_terlihat(client, setahun):
    lain = pengguna_berperan(Peran.CAMAT, DesaFactory())
    jawab = buka(client, lain, kecamatan=setahun.kode)
    assert (jawab.status_code, jawab.context["kecamatan"]) == (422, lain.penugasan_aktif[0].kecamatan)
