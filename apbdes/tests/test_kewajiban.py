"""The way of a budget tells the duties around it when they are due, and that they were met."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from apbdes.kewajiban import fakta_apbdes
from apbdes.models import VersiApbdes
from config.tests.dunia import wilayah_buat
from kewajiban.enums import Keadaan
from kewajiban.keadaan import Hitungan
from kewajiban.kejadian import DIKENAL, TERBUKTI, diketahui
from kewajiban.models import Penghitungan

pytestmark = pytest.mark.django_db


@pytest.fixture
def versi(db):
    desa = wilayah_buat()
    v = VersiApbdes.objects.filter(apbdes__desa=desa, status="ditetapkan").first()
    VersiApbdes.objects.exclude(pk=v.pk).update(
        tanggal_disepakati=None, perdes_tanggal=None, diajukan=None, status="dibatalkan"
    )
    zona = ZoneInfo(desa.kecamatan.zona_waktu)
    VersiApbdes.objects.filter(pk=v.pk).update(
        jenis="murni",
        perubahan_ke=0,
        tanggal_disepakati=date(2026, 10, 29),
        diajukan=datetime(2026, 11, 1, 23, 30, tzinfo=zona),
        diterima=datetime(2026, 11, 2, 0, 30, tzinfo=zona),
        diputus=datetime(2026, 11, 20, 9, 0, tzinfo=zona),
        perdes_tanggal=date(2026, 12, 30),
        hasil="sesuai",
    )
    type(v.apbdes).objects.filter(pk=v.apbdes_id).update(tahun=2027)
    return VersiApbdes.objects.get(pk=v.pk)


def diketahui_dari(desa):
    tahu = diketahui([desa])
    kejadian = {(jenis, desa.pk, h) for jenis, hari in tahu.kejadian[desa.pk].items() if jenis in DIKENAL for h in hari}
    return kejadian, {(*kunci, hari) for kunci, hari in tahu.dipenuhi.items() if kunci[1] in TERBUKTI}


def test_kejadian_menurut_hari_di_desanya(versi):
    pk = versi.apbdes.desa_id
    assert diketahui_dari(versi.apbdes.desa)[0] == {
        ("kesepakatan_bpd", pk, date(2026, 10, 29)),
        ("penerimaan_raperdes_apbdes", pk, date(2026, 11, 2)),
        ("penetapan_perdes_apbdes", pk, date(2026, 12, 30)),
        ("penetapan_perdes_apbdes_dan_perkades", pk, date(2026, 12, 30)),
    }
    assert [list(qs) for qs in fakta_apbdes([pk + 10_000])] == [[]] * 10


def test_hanya_yang_perlu_diperbaiki_menuntut_perbaikan(versi):
    pk = versi.apbdes.desa_id
    hasil = ("penerimaan_hasil_evaluasi", pk, date(2026, 11, 20))
    VersiApbdes.objects.filter(pk=versi.pk).update(hasil="perlu_diperbaiki")
    assert hasil in diketahui_dari(versi.apbdes.desa)[0]
    VersiApbdes.objects.filter(pk=versi.pk).update(hasil="sesuai")
    assert hasil not in diketahui_dari(versi.apbdes.desa)[0]


def test_yang_dipenuhi_oleh_jalannya(versi):
    pk = versi.apbdes.desa_id
    assert diketahui_dari(versi.apbdes.desa)[1] == {
        (pk, "KW-201", "2027", None, date(2026, 10, 29)),
        (pk, "KW-202", "", date(2026, 10, 29), date(2026, 11, 1)),
        (pk, "KW-206", "2027", None, date(2026, 12, 30)),
    }


def test_desa_tepat_waktu_dan_yang_belum_diperbaiki_terlambat(versi):
    desa = versi.apbdes.desa
    Penghitungan.objects.filter(kecamatan=desa.kecamatan).update(mulai=date(2026, 1, 1))
    sel = Hitungan(desa.kecamatan, date(2027, 1, 15)).sel([desa], date(2026, 1, 1), date(2026, 12, 31))
    keadaan = {s.kewajiban.kode: s.keadaan for s in sel}
    assert keadaan["KW-201"] == keadaan["KW-202"] == keadaan["KW-206"] == Keadaan.TEPAT
    VersiApbdes.objects.filter(pk=versi.pk).update(diajukan=versi.diajukan + timedelta(days=9))
    sel = Hitungan(desa.kecamatan, date(2027, 1, 15)).sel([desa], date(2026, 1, 1), date(2026, 12, 31))
    assert {s.kewajiban.kode: s.keadaan for s in sel}["KW-202"] == Keadaan.DIPENUHI_LEWAT
