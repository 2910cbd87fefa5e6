"""A finding changes its status in one way only, and every change leaves a row of history."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dasar.alur import sejak_dari
from tindaklanjut import services
from tindaklanjut.enums import StatusTemuan
from tindaklanjut.models import Temuan, TindakLanjut

pytestmark = pytest.mark.django_db

S = StatusTemuan


def buat(desa, status=S.TERBUKA, asal="1"):
    return Temuan.objects.create(
        desa=desa,
        asal_jenis="kunjungan",
        asal_id=asal,
        asal_teks="Kunjungan uji",
        uraian="Buku kas belum ditutup.",
        penanggung_jawab="Kaur Keuangan",
        batas_waktu=datetime.date(2026, 6, 1),
        status=status,
    )


def riwayat(t):
    return list(t.riwayat.values_list("aksi", "dari", "ke", "oleh__nama", "alasan"))


def test_jawaban_desa_dan_penutupan_tercatat(client, desa, orang):
    t = buat(desa)
    client.force_login(orang["sekretaris_desa"])
    for uraian in ("Mulai dibenahi.", "Sudah ditutup."):
        client.post(
            reverse("tindaklanjut:temuan-jawab", args=[t.pk]),
            {"sejak": sejak_dari(t), "hasil": "sebagian", "uraian": uraian},
        )
    client.force_login(orang["verifikator"])
    client.post(
        reverse("tindaklanjut:temuan-tutup", args=[t.pk]),
        {"sejak": sejak_dari(t), "uraian": "Buku dilihat, sudah ditutup."},
    )
    assert riwayat(t) == [
        ("jawab", S.TERBUKA, S.DIJAWAB, "Sekretaris Desa", ""),
        ("jawab", S.DIJAWAB, S.DIJAWAB, "Sekretaris Desa", ""),
        ("tutup", S.DIJAWAB, S.SELESAI, "Verifikator", ""),
    ]


def test_peresmian_laporan_tercatat_pada_setiap_temuannya(desa, orang):
    draf, lain = [buat(desa, S.DRAF) for _ in range(3)], buat(desa, S.DRAF, asal="2")
    assert services.temuan_resmikan(asal_jenis="kunjungan", asal_id="1", oleh=orang["camat"]) == 3
    assert [riwayat(t) for t in draf] == [[("buka", S.DRAF, S.TERBUKA, "Camat", "")]] * 3
    assert (riwayat(lain), Temuan.objects.get(pk=lain.pk).status) == ([], S.DRAF)
    assert services.temuan_resmikan(asal_jenis="kunjungan", asal_id="1", oleh=orang["camat"]) == 0


def test_yang_dinyatakan_selesai_pada_kunjungan_tercatat_selesai(desa, orang):
    lama = [buat(desa, S.TERBUKA), buat(desa, S.DIJAWAB), buat(desa, S.SELESAI), buat(desa, S.TERBUKA)]
    for t, hasil in zip(lama, ("selesai", "selesai", "selesai", "sebagian"), strict=True):
        TindakLanjut.objects.create(temuan=t, asal_jenis="kunjungan", asal_id="9", hasil=hasil, uraian="Dilihat.")
    services.jawaban_resmikan(asal_jenis="kunjungan", asal_id="9", oleh=orang["camat"])
    assert [riwayat(t) for t in lama] == [
        [("tutup", S.TERBUKA, S.SELESAI, "Camat", "")],
        [("tutup", S.DIJAWAB, S.SELESAI, "Camat", "")],
        [],
        [],
    ]
    assert [t.status for t in Temuan.objects.order_by("dibuat_pada")] == [S.SELESAI, S.SELESAI, S.SELESAI, S.TERBUKA]
    assert [t.ditutup_pada is not None for t in Temuan.objects.order_by("dibuat_pada")] == [True, True, False, False]


def test_banyak_temuan_diresmikan_dengan_kueri_yang_tetap(desa, orang):
    def kueri(banyak):
        for _ in range(banyak):
            buat(desa, S.DRAF)
        with CaptureQueriesContext(connection) as tercatat:
            assert services.temuan_resmikan(asal_jenis="kunjungan", asal_id="1", oleh=orang["camat"]) == banyak
        return len(tercatat)

    assert kueri(1) == kueri(30)
