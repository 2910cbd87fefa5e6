"""Separation of duties: whoever took part in what a step decides on does not take that step.

Which earlier steps and which parts that are stands in the transition table (`bukan_pelaku`, `bukan_pihak`). Permission,
grey button and sentence all ask here. Of a step that was taken more than once the last time counts: what somebody
verified before it was sent back and verified anew by another is not what is decided on. docs/keputusan/0030.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Model

M = TypeVar("M", bound=Model)

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from akun.models import Pengguna
    from dasar.alur import Transisi

# A step as somebody's act: 'Anda yang … kunjungan ini'.
PERBUATAN = {
    "ajukan": "mengajukan",
    "jawab": "menjawab",
    "laporkan": "menyerahkan laporan",
    "perbarui": "mengubah isi",
    "telaah": "menelaah",
    "terbitkan_lagi": "menyusun naskah pengganti",
    "tutup": "menutup penilaian",
    "unggah": "mengunggah",
    "usulkan": "mengusulkan hasil",
    "verifikasi": "memverifikasi",
}


def pelaku(objek: Any, aksi: Iterable[str]) -> dict[str, int | None]:
    """Who took each of these steps, the last time that somebody did; one query, none where the history is at hand."""
    tersedia = getattr(objek, "_prefetched_objects_cache", {})
    riwayat: Iterable[Any] = (
        sorted(objek.riwayat.all(), key=lambda r: r.pk)
        if "riwayat" in tersedia
        else objek.riwayat.filter(aksi__in=list(aksi)).order_by("pk").only("aksi", "oleh_id")
    )
    return {r.aksi: r.oleh_id for r in riwayat if r.aksi in aksi}


def tersangkut(objek: Any, transisi: "Transisi") -> dict[int, str]:
    """Whom the table keeps from this step, each with the part they had in it."""
    benda = str(objek._meta.verbose_name)
    hasil: dict[int, str] = {}
    for pihak in transisi.bukan_pihak:
        hasil |= {pk: f"{pihak.sebutan} ini" for pk in pihak.orang(objek) if pk is not None}
    if transisi.bukan_pelaku:
        langkah = pelaku(objek, transisi.bukan_pelaku)
        for aksi in transisi.bukan_pelaku:
            if (pk := langkah.get(aksi)) is not None:
                hasil.setdefault(pk, f"yang {PERBUATAN[aksi]} {benda} ini")
    return hasil


def bebas(semua: "QuerySet[M]", pengguna: int, *langkah: "Transisi") -> "QuerySet[M]":
    """Without those of which the table keeps this person from each of the steps: nobody is asked for what they may not
    do. For a list of what waits; a fixed number of queries."""
    muat = {m for t in langkah for p in t.bukan_pihak for m in p.muat}
    dibaca = semua.order_by().prefetch_related("riwayat", *muat)
    terhalang = [o.pk for o in dibaca if all(pengguna in tersangkut(o, t) for t in langkah)]
    return semua.exclude(pk__in=terhalang) if terhalang else semua


def halangan_orang(pengguna: "Pengguna | AnonymousUser", objek: Any, transisi: "Transisi") -> list[str]:
    """Why this person does not take this step, though they hold its role; nothing when the table lets them."""
    sebab = tersangkut(objek, transisi).get(pengguna.pk or 0)
    return [f"Anda {sebab}; orang lain yang harus memutuskannya."] if sebab else []
