"""Articles that may answer a question which is still being typed: those that share the most words with it."""

import re

from django.db.models import Case, F, Q, QuerySet, Value, When

from dasar.pencarian import ejaan, kata_cari
from desa.models import Kecamatan
from klinik.models import Artikel

BANYAK = 4
KATA_MAKS = 10
HURUF_MIN = 4
# Words of every question; what is left says what it is about.
UMUM = frozenset(
    re.findall(
        r"\w+",
        """apakah bagaimana berapa kapan siapa mengapa kenapa dimana mana yang untuk dengan dari pada kepada oleh atau
        kami kita saya anda bapak ibu mohon tolong harus boleh bisa dapat sudah belum akan telah jika bila apabila
        kalau ini itu tersebut adalah juga saja lagi masih tidak bukan dalam antara serta agar supaya karena sebagai
        tentang cara desa pemerintah kecamatan perangkat tahun bulan hari""",
    )
)


def kata_pokok(teks: str) -> list[str]:
    """The words that say what a sentence is about, the longest first."""
    kata = {re.sub(r"\W+$", "", k).lower() for k in kata_cari(teks[:500])}
    pokok = [k for k in kata if len(k) >= HURUF_MIN and k not in UMUM]
    return sorted(pokok, key=lambda k: (-len(k), k))[:KATA_MAKS]


def artikel_mirip(kecamatan: Kecamatan, teks: str, topik: int | None = None) -> "QuerySet[Artikel]":
    """The published articles of this kecamatan with any of these words, the most alike first; a word in the title
    weighs more, and so does the topic that was picked. None without a word that says anything."""
    semua = Artikel.objects.filter(kecamatan=kecamatan).terbit().select_related("topik")
    nilai = Value(0)
    for kata in kata_pokok(teks):
        di_judul = Q(*[("judul__icontains", b) for b in ejaan(kata)], _connector=Q.OR)
        di_isi = Q(*[("isi__icontains", b) for b in ejaan(kata)], _connector=Q.OR)
        nilai = nilai + Case(When(di_judul, then=Value(3)), When(di_isi, then=Value(1)), default=Value(0))  # type: ignore[assignment]  # a sum of values
    beri = semua.annotate(kena=nilai).filter(kena__gt=0)
    bobot = Case(When(topik=topik, then=Value(1)), default=Value(0)) if topik else Value(0)
    return beri.annotate(mirip=F("kena") + bobot).order_by("-mirip", "judul", "pk")[:BANYAK]
