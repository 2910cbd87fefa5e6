"""What old records say of books and visits: the rows that stand, each only where nothing was examined here."""

from collections.abc import Collection
from typing import Any, TypeVar

from django.db.models import QuerySet

from perut.enums import StatusKunjungan
from perut.models import BukuLama, Kunjungan, KunjunganLama

B = TypeVar("B", BukuLama, KunjunganLama)
KunciDesa = Collection[int] | QuerySet[Any]  # keys of villages, or the question for them


def _berlaku(model: type[B], desa: KunciDesa) -> "QuerySet[B]":
    """The latest sheet first."""
    return model._default_manager.filter(desa__in=desa, bawaan__ditarik_pada=None).order_by("-bawaan_id", "pk")


def buku_lama(desa: KunciDesa) -> dict[tuple[int, str], BukuLama]:
    """By village and code of the book: the same book in every version of the checklist."""
    hasil: dict[tuple[int, str], BukuLama] = {}
    for b in _berlaku(BukuLama, desa).select_related("buku"):
        hasil.setdefault((b.desa_id, b.buku.kode), b)
    return hasil


def kunjungan_lama(desa: KunciDesa) -> dict[int, KunjunganLama]:
    """By village, whether it has been visited since or not."""
    hasil: dict[int, KunjunganLama] = {}
    for k in _berlaku(KunjunganLama, desa).select_related("desa"):
        hasil.setdefault(k.desa_id, k)
    return hasil


def kunjungan_lama_tampil(desa: KunciDesa) -> dict[int, KunjunganLama]:
    """By village that no approved visit of this house supersedes."""
    lama = kunjungan_lama(desa)
    sudah = Kunjungan.objects.filter(desa__in=lama, status=StatusKunjungan.DISAHKAN).values_list("desa", flat=True)
    return {pk: k for pk, k in lama.items() if pk not in set(sudah)}
