"""From the rows of a stored version to the budget in memory that the rules judge, and to its rows again."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils import timezone

from apbdes.anggaran import Anggaran, BarisBelanja, BarisPembiayaan, BarisPendapatan, komponen_turunan
from apbdes.fakta import Nilai
from apbdes.katalog import Katalog, menurut_kantor
from apbdes.models import RincianBelanja, RincianPembiayaan, RincianPendapatan, VersiApbdes
from apbdes.queries import semula_dari
from apbdes.services.fakta import fakta_versi
from dasar.waktu import tanggal

KOLOM_LAIN = ("id", *BarisPendapatan._fields[1:])
KOLOM_PEMBIAYAAN = ("id", *BarisPembiayaan._fields[1:])
KOLOM_BELANJA = ("id", *BarisBelanja._fields[1:])
IngatKatalog = dict[tuple[int, int], Katalog]  # kabupaten and year → what its office wrote down
BARIS_PERTAMA = 2  # as in a sheet, below its heading


@dataclass(frozen=True)
class AnggaranTersimpan:
    """A budget and where its rows live: `baris["Belanja!7"]` is the id of the row that a verdict names so."""

    anggaran: Anggaran
    baris: Mapping[str, UUID]

    @property
    def tempat(self) -> dict[UUID, str]:
        return {pk: tempat for tempat, pk in self.baris.items()}


def anggaran_dari_versi(versi: VersiApbdes, *, dengan_semula: bool = True) -> Anggaran:
    return muat_anggaran(versi, dengan_semula=dengan_semula).anggaran


def muat_anggaran(
    versi: VersiApbdes, *, dengan_semula: bool = True, ingat: IngatKatalog | None = None
) -> AnggaranTersimpan:
    """Three queries, two for what the office wrote down where something asks for it (`menurut_kantor`, which has
    `ingat`), and four or five more for a perubahan with what it changes.

    Rows are numbered as the exported workbook numbers them. A draft is judged as if handed in today. What was handed
    in does not change any more: it is read once for this `versi` in memory, whoever asks.
    """
    if versi._terbaca is not None and (versi._sehalaman or not versi.dapat_diubah):
        return versi._terbaca
    bagian = (
        RincianPendapatan.objects.filter(versi_apbdes=versi).values_list(*KOLOM_LAIN),
        RincianBelanja.objects.filter(versi_apbdes=versi).values_list(*KOLOM_BELANJA),
        RincianPembiayaan.objects.filter(versi_apbdes=versi).values_list(*KOLOM_PEMBIAYAAN),
    )
    return _ingat(versi, _muat(versi, bagian, dengan_semula, ingat), dengan_semula)


def muat_dari_baris(versi: VersiApbdes, baris: Mapping[type[Model], Iterable[Any]]) -> AnggaranTersimpan:
    """The same from rows that a page has in hand already, by their model."""
    kolom = {RincianPendapatan: KOLOM_LAIN, RincianBelanja: KOLOM_BELANJA, RincianPembiayaan: KOLOM_PEMBIAYAAN}
    bagian = [[tuple(getattr(b, k) for k in nama) for b in baris[model]] for model, nama in kolom.items()]
    return _ingat(versi, _muat(versi, bagian, dengan_semula=True), dengan_semula=True)


def satu_halaman(versi: VersiApbdes) -> None:
    """This `versi` in memory serves one page that writes nothing: also of a draft, what was read of it stands."""
    versi._sehalaman = True


def bagikan_bacaan(terkunci: VersiApbdes, kepada: VersiApbdes) -> None:
    """What will be read of the locked version is what the page that asked for the lock shows."""
    terkunci._bagi = kepada


def _ingat(versi: VersiApbdes, hasil: AnggaranTersimpan, dengan_semula: bool) -> AnggaranTersimpan:
    if dengan_semula or versi.perubahan_ke == 0:
        versi._terbaca = hasil
        if versi._bagi is not None:
            versi._bagi._terbaca = hasil
    return hasil


def _muat(
    versi: VersiApbdes, bagian: Iterable[Any], dengan_semula: bool, ingat: IngatKatalog | None = None
) -> AnggaranTersimpan:
    pendapatan, belanja, pembiayaan = bagian
    hasil = susun_anggaran(versi, pendapatan, belanja, pembiayaan, fakta_versi(versi))
    ingat = {} if ingat is None else ingat
    hasil = dengan_kode_kantor(hasil, versi, ingat)
    semula = semula_dari(versi) if dengan_semula else None
    if semula is None:
        return hasil
    isi = muat_anggaran(semula, dengan_semula=False, ingat=ingat).anggaran
    return replace(hasil, anggaran=replace(hasil.anggaran, semula=isi))


def susun_anggaran(
    versi: VersiApbdes,
    pendapatan: Iterable[tuple[Any, ...]],
    belanja: Iterable[tuple[Any, ...]],
    pembiayaan: Iterable[tuple[Any, ...]],
    fakta: Mapping[str, Nilai],
) -> AnggaranTersimpan:
    """From rows as KOLOM_LAIN, KOLOM_BELANJA and KOLOM_PEMBIAYAAN name them, in their order. No query."""
    baris: dict[str, UUID] = {}
    desa = versi.apbdes.desa
    anggaran = Anggaran(
        kode_desa=desa.kode,
        tahun=versi.apbdes.tahun,
        jenis="murni" if versi.perubahan_ke == 0 else "perubahan",
        pendapatan=tuple(map(_lain(BarisPendapatan), _urut(pendapatan, baris, "Pendapatan"))),
        belanja=tuple(map(_belanja, _urut(belanja, baris, "Belanja"))),
        pembiayaan=tuple(map(_lain(BarisPembiayaan), _urut(pembiayaan, baris, "Pembiayaan"))),
        tanggal_disampaikan=_tanggal_disampaikan(versi),
        pagu_dds=versi.pagu_dds,
        pagu_add=versi.pagu_add,
        pagu_pbh=versi.pagu_pbh,
        akhir_masa_jabatan_kades=versi.akhir_masa_jabatan_kades,
        perdes_dana_cadangan=versi.perdes_dana_cadangan,
        tanggal_perdes_dana_cadangan=versi.tanggal_perdes_dana_cadangan,
        jumlah_petugas_pbb=versi.jumlah_petugas_pbb,
        fakta=fakta,
    )
    return AnggaranTersimpan(anggaran, baris)


def dengan_kode_kantor(
    hasil: AnggaranTersimpan, versi: VersiApbdes, ingat: IngatKatalog | None = None
) -> AnggaranTersimpan:
    """What was handed in keeps the codes that its office withdrew since."""
    isi = menurut_kantor(hasil.anggaran, versi.apbdes.desa, dicabut=not versi.dapat_diubah, ingat=ingat)
    return replace(hasil, anggaran=isi)


def _urut(isi: Iterable[tuple[Any, ...]], baris: dict[str, UUID], lembar: str) -> Iterator[tuple[Any, ...]]:
    """The rows with their number in the sheet in the place of their id, which goes into `baris`."""
    for nomor, (pk, *sisa) in enumerate(isi, BARIS_PERTAMA):
        baris[f"{lembar}!{nomor}"] = pk
        yield nomor, *sisa


def _lain(jenis: Any) -> Callable[[tuple[Any, ...]], Any]:
    def baris(isi: tuple[Any, ...]) -> Any:
        sel = dict(zip(jenis._fields, isi, strict=True))
        return jenis(**sel | {"volume": bilangan_tepat(sel["volume"])})

    return baris


REKENING, KOMPONEN, VOLUME = (BarisBelanja._fields.index(k) for k in ("rekening", "komponen", "volume"))


def _belanja(isi: tuple[Any, ...]) -> BarisBelanja:
    sel = list(isi)
    sel[KOMPONEN] = sel[KOMPONEN] or komponen_turunan(sel[REKENING])
    sel[VOLUME] = bilangan_tepat(sel[VOLUME])
    return BarisBelanja._make(sel)


def bilangan_tepat(n: Decimal | None) -> int | Fraction | None:
    """Exactly what is stored: whole as int, otherwise a Fraction."""
    if n is None:
        return None
    pecahan = Fraction(n)
    return pecahan.numerator if pecahan.denominator == 1 else pecahan


def _tanggal_disampaikan(versi: VersiApbdes) -> datetime.date:
    return tanggal(versi.diajukan or timezone.now(), versi.apbdes.desa)
