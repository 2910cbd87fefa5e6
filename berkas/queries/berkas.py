"""Reading uploaded files: search."""

from typing import TypeVar

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connections
from django.db.models import Q, QuerySet

from berkas.models import Berkas
from berkas.teks import normal
from dasar.pencarian import ada_yang_dicari, kata_cari, memuat

B = TypeVar("B", bound="QuerySet[Berkas]")


def berkas_cari(queryset: B, kata: str) -> B:
    """The files whose title, number, category or contents hold every word of `kata`; or title, number and village.

    PostgreSQL: full text with Indonesian stems ("melaporkan" finds "laporan"), quotes and minus as web search has
    them; part of a word only in title, number and village. SQLite: parts of words. The full text is asked for in a
    query of its own: beside other conditions PostgreSQL would read every text anew instead of its index.
    """
    rapi = normal(kata, 200)
    if not rapi:
        return queryset
    semua = Berkas.objects.order_by()
    isi: QuerySet[Berkas]
    if connections[queryset.db].vendor == "postgresql":
        tanya = SearchQuery(ada_yang_dicari(rapi), config="indonesian", search_type="websearch")
        isi = semua.alias(_vektor=SearchVector("teks_cari", config="indonesian")).filter(_vektor=tanya)
    else:
        isi = semua.filter(*(Q(teks_cari__contains=normal(satu)) for satu in kata_cari(kata) or [rapi]))
    return queryset.filter(memuat(kata, "judul", "nomor", "desa__nama", tahun="tahun") | Q(pk__in=isi.values("pk")))
