"""What an examination of the cash book tells: which months were closed, and that somebody has looked (KW-211)."""

import calendar
from collections.abc import Collection, Iterator
from datetime import date

from kewajiban.keadaan import PANDANGAN, bukti_daftarkan
from perut.enums import StatusKunjungan
from perut.models import Pemeriksaan

TUTUP_KAS = "KW-211"
KAS = "C.4"  # Buku Kas Umum, Permendagri 47/2016
BULAN = 24  # months before the last closed one that are taken as closed with it


def _terakhir(desa: Collection[int]) -> dict[int, tuple[date, date | None]]:
    """Of each village the last approved examination of its cash book: the day, and until which month it is filled."""
    semua = Pemeriksaan.objects.filter(
        kunjungan__desa__in=desa, kunjungan__status=StatusKunjungan.DISAHKAN, buku__kode=KAS, ada__isnull=False
    )
    baris = semua.order_by("kunjungan__tanggal", "pk").values_list(
        "kunjungan__desa_id", "kunjungan__tanggal", "mutakhir_sampai"
    )
    return {pk: (hari, sampai) for pk, hari, sampai in baris}


def bukti_kas(desa: Collection[int]) -> Iterator[tuple[int, str, str, date | None, date]]:
    """A month that the book was filled for counts as closed at its end: the day itself nobody has seen."""
    for pk, (_, sampai) in _terakhir(desa).items():
        for n in range(BULAN) if sampai else ():
            tahun, bulan = divmod(sampai.year * 12 + sampai.month - 1 - n, 12)
            akhir = date(tahun, bulan + 1, calendar.monthrange(tahun, bulan + 1)[1])
            yield pk, TUTUP_KAS, f"{tahun}-{bulan + 1:02d}", None, akhir


def dilihat(desa: Collection[int]) -> Iterator[tuple[int, str, date]]:
    for pk, (hari, _) in _terakhir(desa).items():
        yield pk, TUTUP_KAS, hari


bukti_daftarkan(bukti_kas)
PANDANGAN.append(dilihat)
