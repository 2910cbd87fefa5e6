"""Which document is due when, and how a desa stands with it."""

import datetime
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from akun.tests.factories import pengguna_berperan
from berkas.acuan import kebutuhan_bawaan_pasang, muat
from berkas.models import Berkas, KategoriBerkas, KebutuhanBerkas
from berkas.wajib.rekap import harus_dikirim, kebutuhan_kecamatan, rekap_setahun
from berkas.wajib.tuntutan import tuntutan_jatuh_tempo, tuntutan_setahun
from desa.models import Desa
from desa.tests.factories import DesaFactory

HARI = datetime.timedelta(days=1)


def kategori(periode="tahunan", kode="lppd", kelompok="laporan", **isi):
    return KategoriBerkas(kode=kode, nama=kode.upper(), kelompok=kelompok, periode=periode, **isi)


def kebutuhan(periode="tahunan", *, mulai, selesai=None, dari="akhir", hari=30, kode="lppd", pk=1):
    return KebutuhanBerkas(
        kategori=kategori(periode, kode=kode, id=pk),
        mulai=mulai,
        selesai=selesai,
        dihitung_dari=dari,
        jatuh_tempo_hari=hari,
    )


def ringkas(tuntutan):
    return [(t.periode, t.jatuh_tempo) for t in tuntutan]


AWAL_2026 = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("k", "harapan"),
    [
        (kebutuhan(mulai=AWAL_2026), [("2026", date(2027, 1, 30))]),
        (kebutuhan(mulai=date(2027, 1, 1)), []),
        (kebutuhan(mulai=date(2026, 12, 31)), [("2026", date(2027, 1, 30))]),
        (kebutuhan(mulai=AWAL_2026, dari="awal", hari=-1), [("2026", date(2025, 12, 31))]),
        (
            kebutuhan("semesteran", mulai=AWAL_2026, hari=10),
            [("2026-S1", date(2026, 7, 10)), ("2026-S2", date(2027, 1, 10))],
        ),
        (kebutuhan("semesteran", mulai=date(2026, 7, 1), hari=10), [("2026-S2", date(2027, 1, 10))]),
        # Ended on the last day of June: the first half was over by then, the second was not.
        (
            kebutuhan("semesteran", mulai=AWAL_2026, selesai=date(2026, 6, 30), hari=10),
            [("2026-S1", date(2026, 7, 10))],
        ),
        (kebutuhan("semesteran", mulai=AWAL_2026, selesai=date(2026, 6, 29), hari=10), []),
        # Already due when it ended: stays required, though its period still runs.
        (kebutuhan(mulai=AWAL_2026, selesai=date(2026, 6, 29), dari="awal", hari=-1), [("2026", date(2025, 12, 31))]),
        (kebutuhan("sekali", mulai=date(2026, 5, 1), hari=14), [("", date(2026, 5, 15))]),
        (kebutuhan("sekali", mulai=date(2027, 5, 1), hari=14), []),
        # By months: the last day of the month, whatever its length.
        (kebutuhan(mulai=AWAL_2026, dari="bulan", hari=3), [("2026", date(2027, 3, 31))]),
        (kebutuhan(mulai=AWAL_2026, dari="bulan", hari=12), [("2026", date(2027, 12, 31))]),
        (
            kebutuhan("semesteran", mulai=AWAL_2026, dari="bulan", hari=2),
            [("2026-S1", date(2026, 8, 31)), ("2026-S2", date(2027, 2, 28))],
        ),
        (kebutuhan("sekali", mulai=date(2026, 5, 14), dari="bulan", hari=1), [("", date(2026, 6, 30))]),
        (kebutuhan("sekali", mulai=date(2024, 5, 1), hari=14), [("", date(2024, 5, 15))]),
        (kebutuhan("sekali", mulai=date(2024, 5, 1), selesai=date(2025, 5, 1), hari=14), []),
    ],
)
def test_tuntutan_tahun_2026(k, harapan):
    assert ringkas(tuntutan_setahun([k], 2026)) == harapan


def test_perubahan_di_tengah_tahun_tidak_mengubah_yang_lalu():
    """Monthly, ten days at first and twenty from 15 May on: January to April keep their ten."""
    lama = kebutuhan("bulanan", mulai=AWAL_2026, selesai=date(2026, 5, 14), hari=10)
    baru = kebutuhan("bulanan", mulai=date(2026, 5, 15), hari=20)
    hasil = ringkas(tuntutan_setahun([baru, lama], 2026))
    assert hasil[3:5] == [("2026-04", date(2026, 5, 10)), ("2026-05", date(2026, 6, 20))]
    assert len(hasil) == 12


def test_yang_sudah_jatuh_tempo_tidak_dituntut_dua_kali():
    lama = kebutuhan(mulai=AWAL_2026, selesai=date(2026, 5, 14), dari="awal", hari=-1)
    baru = kebutuhan(mulai=date(2026, 5, 15), dari="awal", hari=31)
    assert ringkas(tuntutan_setahun([baru, lama], 2026)) == [("2026", date(2025, 12, 31))]


def test_jatuh_tempo_melintasi_tahun():
    """Next year's plan is due this year, last year's report too."""
    rencana = kebutuhan(mulai=AWAL_2026, dari="awal", hari=-92, kode="rkp", pk=1)
    laporan = kebutuhan(mulai=date(2025, 1, 1), hari=90, kode="lppd", pk=2)
    hasil = tuntutan_jatuh_tempo([rencana, laporan], sejak=AWAL_2026, sampai=date(2026, 12, 31))
    assert ringkas(hasil) == [("2025", date(2026, 3, 31)), ("2027", date(2026, 10, 1))]


@pytest.mark.parametrize("tahun", [2026, 2027])  # what is due in 2028 is due in a leap year
def test_tiga_bulan_setelah_tahun_anggaran_ialah_akhir_maret(desa, orang, tahun):
    """Perbup Kayong Utara 66/2023, pelaporan: "paling lambat akhir bulan Maret"."""
    muat()
    kebutuhan_bawaan_pasang(kecamatan=desa.kecamatan, mulai=AWAL_2026, oleh=orang["admin"])
    tiga_bulan = KebutuhanBerkas.objects.filter(kategori__kode__in=["lppd", "lkppd", "lpj-apbdes"])
    assert [t.jatuh_tempo for t in tuntutan_setahun(list(tiga_bulan), tahun)] == [date(tahun + 1, 3, 31)] * 3


def test_yang_terpasang_dengan_sembilan_puluh_hari_ikut_disesuaikan(desa):
    for kode, hari in (("lppd", 90), ("lkppd", 60), ("lain", 90)):
        k = kategori(kode=kode)
        k.save()
        KebutuhanBerkas.objects.create(kecamatan=desa.kecamatan, kategori=k, mulai=AWAL_2026, jatuh_tempo_hari=hari)
    import_module("berkas.migrations.0002_tempo_menurut_bulan").tiga_bulan(apps, connection.schema_editor())
    isi = KebutuhanBerkas.objects.order_by("pk").values_list("dihitung_dari", "jatuh_tempo_hari")
    assert list(isi) == [("bulan", 3), ("akhir", 60), ("akhir", 90)]


@pytest.fixture
def wajib(desa):
    k = kategori("bulanan", kode="realisasi")
    k.save()
    return KebutuhanBerkas.objects.create(
        kecamatan=desa.kecamatan, kategori=k, mulai=AWAL_2026, dihitung_dari="akhir", jatuh_tempo_hari=10
    )


def kirim(desa, wajib, periode, status, tanggal):
    berkas = Berkas.objects.create(
        desa=desa,
        kategori=wajib.kategori,
        tahun=2026,
        periode=periode,
        judul=f"Realisasi {periode}",
        status=status,
        dibuat_oleh=pengguna_berperan("sekretaris_desa", desa),
    )
    Berkas.objects.filter(pk=berkas.pk).update(
        dibuat=datetime.datetime.combine(tanggal, datetime.time(4), datetime.UTC)
    )
    return berkas


def sel(desa, pada):
    kebutuhan = kebutuhan_kecamatan(desa.kecamatan)
    return {s.tuntutan.periode: s for s in rekap_setahun([desa], kebutuhan, 2026, pada=pada).sel}


@pytest.mark.django_db
def test_keadaan_setiap_sel(desa, wajib):
    kirim(desa, wajib, "2026-01", "diterima", date(2026, 2, 10))
    kirim(desa, wajib, "2026-02", "diterima", date(2026, 3, 13))
    kirim(desa, wajib, "2026-03", "menunggu", date(2026, 4, 1))
    kirim(desa, wajib, "2026-04", "ditolak", date(2026, 5, 1))
    hasil = sel(desa, date(2026, 6, 10))
    assert [(s.keadaan, s.hari_telat) for s in list(hasil.values())[:6]] == [
        ("diterima", 0),
        ("diterima", 3),
        ("menunggu", 0),
        ("ditolak", 31),
        ("belum", 0),
        ("belum", 0),
    ]
    assert [s.keadaan for s in sel(desa, date(2026, 6, 11)).values()][4:6] == ["terlambat", "belum"]


@pytest.mark.django_db
def test_yang_terbaik_mewakili_beberapa_berkas(desa, wajib):
    baik = kirim(desa, wajib, "2026-01", "diterima", date(2026, 2, 1))
    kirim(desa, wajib, "2026-01", "ditolak", date(2026, 2, 5))
    kirim(desa, wajib, "2026-01", "menunggu", date(2026, 2, 6))
    assert sel(desa, date(2026, 3, 1))["2026-01"].kiriman.pk == baik.pk


@pytest.mark.django_db
def test_harus_dikirim_yang_dekat_saja(desa, wajib):
    kirim(desa, wajib, "2026-01", "diterima", date(2026, 2, 1))
    kirim(desa, wajib, "2026-02", "ditolak", date(2026, 3, 1))
    kirim(desa, wajib, "2026-03", "menunggu", date(2026, 3, 1))
    hasil = harus_dikirim([desa], [wajib], pada=date(2026, 5, 15))
    assert [(s.tuntutan.periode, s.keadaan) for s in hasil] == [
        ("2026-02", "ditolak"),
        ("2026-04", "terlambat"),
        ("2026-05", "belum"),
    ]


@pytest.mark.django_db
def test_dua_puluh_tiga_desa_kali_empat_puluh_dokumen(desa, wajib, django_assert_num_queries):
    for n in range(22):
        DesaFactory(kecamatan=desa.kecamatan, nama=f"Desa {n}")
    for n in range(39):
        k = kategori("bulanan", kode=f"k{n}")
        k.save()
        KebutuhanBerkas.objects.create(kecamatan=desa.kecamatan, kategori=k, mulai=AWAL_2026)
    desa_semua = list(Desa.objects.filter(kecamatan=desa.kecamatan).select_related("kecamatan"))
    with django_assert_num_queries(2):
        hasil = rekap_setahun(desa_semua, kebutuhan_kecamatan(desa.kecamatan), 2026)
        assert hasil.hitungan.jumlah == 23 * 40 * 12
