"""What an examination of the cash book tells: which months were closed, and that somebody has looked (KW-211)."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import F, QuerySet

from kewajiban.kejadian import TERISI, daftarkan, fakta
from perut.enums import StatusKunjungan
from perut.models import Pemeriksaan

TUTUP_KAS = "KW-211"
KAS = "C.4"  # Buku Kas Umum, Permendagri 47/2016


def fakta_kas(desa: Collection[int]) -> "Iterator[QuerySet[Any, Any]]":
    """The approved examinations of the cash book: the day, and until which month it is filled."""
    diperiksa = Pemeriksaan.objects.filter(
        kunjungan__desa__in=desa, kunjungan__status=StatusKunjungan.DISAHKAN, buku__kode=KAS, ada__isnull=False
    )
    yield fakta(
        diperiksa,
        TERISI,
        desa="kunjungan__desa",
        kode=TUTUP_KAS,
        sejak=F("mutakhir_sampai"),
        hari=F("kunjungan__tanggal"),
    )


daftarkan(fakta_kas)
