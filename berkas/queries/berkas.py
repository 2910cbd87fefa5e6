"""Reading uploaded files: search."""

from typing import TypeVar

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connections
from django.db.models import Q, QuerySet

from berkas.models import Berkas
from berkas.teks import normal

B = TypeVar("B", bound="QuerySet[Berkas]")
KATA_MAKS = 20


def berkas_cari(queryset: B, kata: str) -> B:
    """The files whose title, number, category or contents hold every word of `kata`.

    PostgreSQL: full text with Indonesian stems ("melaporkan" finds "laporan"), quotes and minus
    as web search has them; part of a word only in title and number. SQLite: parts of words.
    """
    rapi = normal(kata, 200)
    if not rapi:
        return queryset
    if connections[queryset.db].vendor == "postgresql":
        tanya = SearchQuery(rapi, config="indonesian", search_type="websearch")
        return queryset.alias(_vektor=SearchVector("teks_cari", config="indonesian")).filter(
            Q(_vektor=tanya) | Q(judul__icontains=kata.strip()[:200]) | Q(nomor__icontains=kata.strip()[:200])
        )
    saringan = Q()
    for satu in rapi.split()[:KATA_MAKS]:
        saringan &= Q(teks_cari__contains=satu)
    return queryset.filter(saringan)
