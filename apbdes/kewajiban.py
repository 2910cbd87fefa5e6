"""What the way of a budget tells about the duties around it: what days are counted from, and what was met."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import CharField, F, QuerySet
from django.db.models.functions import Cast

from apbdes.enums import HasilEvaluasi, JenisVersi, StatusVersi
from apbdes.models import VersiApbdes
from kewajiban.kejadian import DIPENUHI, TERJADI, daftarkan, fakta


def fakta_apbdes(desa: Collection[int]) -> "Iterator[QuerySet[Any, Any]]":
    """Agreed with the BPD (KW-201), handed in (KW-202), mended (KW-204), laid down (KW-206); and what follows these."""
    semua = VersiApbdes.objects.filter(apbdes__desa__in=desa).exclude(status=StatusVersi.DIBATALKAN)
    sepakat = semua.filter(tanggal_disepakati__isnull=False)
    perdes = semua.filter(perdes_tanggal__isnull=False)
    murni = perdes.filter(jenis=JenisVersi.MURNI)
    # Otherwise nothing follows the answer.
    kembali = semua.filter(diputus__isnull=False, hasil=HasilEvaluasi.PERLU_DIPERBAIKI)
    ulang = semua.filter(diajukan__isnull=False, sebelum__diputus__isnull=False)
    tahun = Cast("apbdes__tahun", CharField())
    hari_sepakat, hari_perdes = F("tanggal_disepakati"), F("perdes_tanggal")
    for qs, apa, kode, isi in (
        (sepakat, TERJADI, "kesepakatan_bpd", {"hari": hari_sepakat}),
        (semua.filter(diterima__isnull=False), TERJADI, "penerimaan_raperdes_apbdes", {"hari_waktu": F("diterima")}),
        (kembali, TERJADI, "penerimaan_hasil_evaluasi", {"hari_waktu": F("diputus")}),
        (murni, TERJADI, "penetapan_perdes_apbdes", {"hari": hari_perdes}),
        (murni, TERJADI, "penetapan_perdes_apbdes_dan_perkades", {"hari": hari_perdes}),
        (perdes.exclude(jenis=JenisVersi.MURNI), TERJADI, "penetapan_perubahan_apbdes", {"hari": hari_perdes}),
        (sepakat.filter(jenis=JenisVersi.MURNI), DIPENUHI, "KW-201", {"periode": tahun, "hari": hari_sepakat}),
        (murni, DIPENUHI, "KW-206", {"periode": tahun, "hari": hari_perdes}),
        (
            sepakat.filter(diajukan__isnull=False),
            DIPENUHI,
            "KW-202",
            {"sejak": hari_sepakat, "hari_waktu": F("diajukan")},
        ),
        (
            ulang.exclude(sebelum__status=StatusVersi.DIBATALKAN),
            DIPENUHI,
            "KW-204",
            {"sejak_waktu": F("sebelum__diputus"), "hari_waktu": F("diajukan")},
        ),
    ):
        yield fakta(qs, apa, desa="apbdes__desa", kode=kode, **isi)


daftarkan(
    fakta_apbdes,
    kejadian=(
        "kesepakatan_bpd",
        "penerimaan_raperdes_apbdes",
        "penerimaan_hasil_evaluasi",
        "penetapan_perdes_apbdes",
        "penetapan_perdes_apbdes_dan_perkades",
        "penetapan_perubahan_apbdes",
    ),
    dipenuhi=("KW-201", "KW-202", "KW-204", "KW-206"),
)
