"""What was owed on a day that is past, from what became of every file and on which day a duty was met."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from berkas.enums import StatusBerkas
from berkas.models import RiwayatBerkas
from dasar.waktu import tanggal
from desa.models import Desa
from kewajiban.enums import Keadaan
from kewajiban.keadaan import Sel

Langkah = tuple[int, str, date]  # file, what it became, when
Riwayat = dict[tuple[int, str, str], list[Langkah]]  # by desa, category and period


def riwayat_dokumen(desa: Iterable[Desa]) -> Riwayat:
    """Every step of every file of these desa, the earliest first, in one query."""
    tempat = {d.pk: d for d in desa}
    baris = (
        RiwayatBerkas.objects.filter(berkas__desa__in=list(tempat))
        .order_by("waktu", "pk")
        .values_list("berkas__desa_id", "berkas__kategori__kode", "berkas__periode", "berkas_id", "ke", "waktu")
    )
    hasil: Riwayat = defaultdict(list)
    for desa_id, kategori, periode, berkas_id, ke, waktu in baris:
        hasil[desa_id, kategori, periode].append((berkas_id, ke, tanggal(waktu, tempat[desa_id])))
    return hasil


def terutang_pada(sel: Sel, hari: date, riwayat: Riwayat) -> bool:
    """At the end of that day it was past its last day, and nothing that was sent for it waited or was accepted: never
    sent by then, or refused and not yet mended. What waits to be checked counts as sent; what nobody saw is not owed.

    Of a file without a history (brought in by hand) only the day it was sent is known; refused, it counts as owed
    since its last day.
    """
    if sel.batas >= hari or sel.keadaan in (Keadaan.BELUM, Keadaan.TAK_DIKETAHUI):
        return False
    if sel.kiriman is None:
        return sel.dipenuhi is None or sel.dipenuhi > hari
    langkah = riwayat.get((sel.desa.pk, sel.kewajiban.kategori, sel.periode))
    if not langkah:
        return sel.kiriman.status == StatusBerkas.DITOLAK or sel.kiriman.dikirim > hari
    keadaan = {berkas: ke for berkas, ke, pada in langkah if pada <= hari}
    return all(ke == StatusBerkas.DITOLAK for ke in keadaan.values())
