"""Every stored budget against its rules, in one streamed pass: memory does not grow with how many there are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import QuerySet

from apbdes.anggaran import Anggaran
from apbdes.aturan import Rusak
from apbdes.enums import StatusVersi
from apbdes.katalog import Katalog
from apbdes.models import RincianBelanja, RincianPembiayaan, RincianPendapatan, VersiApbdes
from apbdes.perangkat import HasilPerangkat, berlaku_untuk, periksa_semua_perangkat
from apbdes.services.anggaran import (
    KOLOM_BELANJA,
    KOLOM_LAIN,
    KOLOM_PEMBIAYAAN,
    dengan_kode_kantor,
    susun_anggaran,
)
from apbdes.services.fakta import fakta_banyak

SEKALIGUS = 25  # budgets in memory at a time: of 600 rows each some 15,000 rows
SUMBER_BARIS = ((RincianPendapatan, KOLOM_LAIN), (RincianBelanja, KOLOM_BELANJA), (RincianPembiayaan, KOLOM_PEMBIAYAAN))


class HasilVersi(NamedTuple):
    versi: VersiApbdes
    anggaran: Anggaran
    hasil: list[HasilPerangkat]
    rusak: tuple[Rusak, ...] = ()


def periksa_semua(versi: "QuerySet[VersiApbdes]", *, sekaligus: int = SEKALIGUS) -> Iterator[HasilVersi]:
    """The verdicts on each of these versions, in the order of their keys; six queries for every 25 of them.

    The sets of rules are read once per kecamatan and budget year, in up to three queries more.
    """
    aturan = lru_cache(maxsize=500)(berlaku_untuk)
    for v, isi in anggaran_tersimpan(versi, sekaligus=sekaligus):
        dipakai = aturan(v.apbdes.desa.kecamatan, isi.tahun)
        yield HasilVersi(v, isi, periksa_semua_perangkat(isi, dipakai.perangkat), dipakai.rusak)


def anggaran_tersimpan(
    versi: "QuerySet[VersiApbdes]", *, sekaligus: int = SEKALIGUS
) -> Iterator[tuple[VersiApbdes, Anggaran]]:
    """Each version with its budget, and with what it changes."""
    for sekelompok in _berkelompok(versi, sekaligus):
        semula = _semula(sekelompok)
        anggaran = _anggaran({v.pk: v for v in (*sekelompok, *semula.values())}.values())
        for v in sekelompok:
            isi = anggaran[v.pk]
            if (dasar := semula.get(v.pk)) is not None:
                isi = replace(isi, semula=anggaran[dasar.pk])
            yield v, isi


def _berkelompok(versi: "QuerySet[VersiApbdes]", banyak: int) -> Iterator[list[VersiApbdes]]:
    """By key, not by offset: a later page costs no more than the first one, on any database."""
    terakhir = 0
    dasar = versi.select_related("apbdes__desa__kecamatan__kabupaten").order_by("pk")
    while sekelompok := list(dasar.filter(pk__gt=terakhir)[:banyak]):
        yield sekelompok
        terakhir = sekelompok[-1].pk


def _semula(sekelompok: list[VersiApbdes]) -> dict[int, VersiApbdes]:
    """Version → what it changes, for those that are a perubahan; as `queries.semula_dari`, for many at once."""
    ubah = [v for v in sekelompok if v.perubahan_ke]
    if not ubah:
        return {}
    awal = (
        VersiApbdes.objects.filter(apbdes__in={v.apbdes_id for v in ubah}, perubahan_ke__gt=0, perbaikan_ke=0)
        .exclude(sebelum=None)
        .select_related("sebelum__apbdes__desa__kecamatan__kabupaten")
        .order_by("pk")
    )
    hidup: dict[tuple[int, int], VersiApbdes | None] = {}
    sendiri: dict[int, VersiApbdes | None] = {}
    for a in awal:
        sendiri[a.pk] = a.sebelum
        if a.status != StatusVersi.DIBATALKAN:
            hidup[a.apbdes_id, a.perubahan_ke] = a.sebelum
    hasil = {v.pk: sendiri.get(v.pk) or hidup.get((v.apbdes_id, v.perubahan_ke)) for v in ubah}
    return {pk: v for pk, v in hasil.items() if v is not None}


def _anggaran(versi: Iterable[VersiApbdes]) -> dict[int, Anggaran]:
    """Four queries, however many versions there are."""
    daftar = list(versi)
    lembar: list[dict[int, list[tuple[Any, ...]]]] = []
    for model, kolom in SUMBER_BARIS:
        baris: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        isi = model.objects.filter(versi_apbdes__in=[v.pk for v in daftar])
        for pk, *sel in isi.values_list("versi_apbdes", *kolom):
            baris[pk].append(tuple(sel))
        lembar.append(baris)
    fakta = fakta_banyak(daftar)
    ingat: dict[tuple[int, int], Katalog] = {}
    hasil = {v.pk: susun_anggaran(v, *(baris.get(v.pk, ()) for baris in lembar), fakta[v.pk]) for v in daftar}
    return {v.pk: dengan_kode_kantor(hasil[v.pk], v, ingat).anggaran for v in daftar}
