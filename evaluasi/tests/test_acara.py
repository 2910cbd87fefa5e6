"""The days of an evaluation in a calendar."""

from datetime import date

import pytest

from akun.tests.factories import pengguna_berperan
from dasar.acara import Rentang, acara_antara
from desa.tests.factories import DesaFactory
from evaluasi.enums import StatusEvaluasi
from evaluasi.tests.contoh import evaluasi_rencana, tiga_orang
from evaluasi.tests.factories import EvaluasiFactory

MEI = Rentang(date(2026, 5, 1), date(2026, 5, 31))
MILIK = Rentang(date(2026, 5, 1), date(2026, 5, 31), milik=True)


def evaluasi(pengguna, rentang):
    return [a for a in acara_antara(pengguna, rentang) if a.jenis == "evaluasi"]


@pytest.fixture
def direncanakan(db):
    desa = DesaFactory()
    anggota = tiga_orang(desa)
    masa = {"tanggal_mulai": date(2026, 4, 28), "tanggal_selesai": date(2026, 5, 2)}
    return evaluasi_rencana(desa, anggota, [], **masa), anggota


def test_masa_tim_tampil_pada_setiap_harinya(direncanakan):
    e, anggota = direncanakan
    camat = pengguna_berperan("camat", e.desa)
    (a,) = evaluasi(camat, MEI)
    assert (a.mulai, a.hari_terakhir, a.status) == (date(2026, 4, 28), date(2026, 5, 2), "TENTATIVE")
    assert a.tautan == e.get_absolute_url()
    assert evaluasi(camat, MILIK) == []  # not of the team
    assert [m.uid for m in evaluasi(anggota[0], MILIK)] == [a.uid]
    assert evaluasi(camat, Rentang(date(2026, 5, 3), date(2026, 5, 31))) == []


def test_yang_dibatalkan_dicoret_dan_tanpa_akhir_sehari(direncanakan):
    e, anggota = direncanakan
    e.status, e.tanggal_mulai, e.tanggal_selesai = StatusEvaluasi.DIBATALKAN, date(2026, 5, 4), None
    e.save()
    (a,) = evaluasi(anggota[0], MILIK)
    assert (a.mulai, a.hari_terakhir, a.status) == (date(2026, 5, 4), date(2026, 5, 4), "CANCELLED")
    assert a.judul == f"Dibatalkan: {e}"
    e.tanggal_mulai = None
    e.save()
    assert evaluasi(anggota[0], MILIK) == []


def test_desa_baru_melihatnya_sesudah_diterima(direncanakan):
    e, _ = direncanakan
    kades = pengguna_berperan("kepala_desa", e.desa)
    assert evaluasi(kades, MILIK) == []
    masa = {"tanggal_mulai": e.tanggal_mulai, "tanggal_selesai": e.tanggal_selesai}
    selesai = EvaluasiFactory(desa=e.desa, status=StatusEvaluasi.SELESAI, **masa)
    assert [a.uid for a in evaluasi(kades, MILIK)] == [f"evaluasi-{selesai.pk}"]
    assert evaluasi(pengguna_berperan("kepala_desa", DesaFactory()), MEI) == []
