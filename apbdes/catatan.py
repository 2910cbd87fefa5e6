"""The rows of a version with what is noted beside them: by the evaluators now, and by those of the version before."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from apbdes.anggaran import BarisBelanja
from apbdes.aturan import Putusan
from apbdes.aturan.hasil import angka_tepat
from apbdes.enums import LembarAnggaran
from apbdes.katalog import Katalog
from apbdes.models import CatatanBaris, RincianBelanja, RincianPembiayaan, RincianPendapatan, VersiApbdes
from apbdes.penilaian import Penilaian
from apbdes.services.anggaran import AnggaranTersimpan
from dasar.uang import rupiah

RINCIAN: tuple[Any, ...] = (RincianPendapatan, RincianBelanja, RincianPembiayaan)
# What a person would call a change of the row; its place in the sheet is not.
BERARTI = ("rekening", "uraian", "jumlah", "sumber")
BERARTI_BELANJA = (*BERARTI, "kegiatan", "penerima", "volume", "satuan", "harga_satuan")


@dataclass
class BarisTampil:
    id: UUID
    lembar: str
    nomor: int
    rekening: str
    uraian: str
    rincian: str
    sumber: str
    jumlah: int
    catatan: list[CatatanBaris] = field(default_factory=list)
    lama: list[dict[str, Any]] = field(default_factory=list)
    berubah: bool = False
    aturan: list[str] = field(default_factory=list)  # codes of the rules that this row violates


@dataclass
class Kelompok:
    """The rows of one activity, or of one sheet."""

    kode: str
    nama: str
    baris: list[BarisTampil]

    @property
    def jumlah(self) -> int:
        return sum(b.jumlah for b in self.baris)

    @property
    def bercatatan(self) -> int:
        return sum(bool(b.catatan or b.lama) for b in self.baris)

    @property
    def beraturan(self) -> int:
        return sum(bool(b.aturan) for b in self.baris)


def catatan_lama(versi: VersiApbdes) -> dict[UUID, list[dict[str, Any]]]:
    """The decided notes of the version that this one mends, by the row here that continues theirs.

    From what was frozen, so that a desa reads what it was sent and nothing else.
    """
    asal = versi.sebelum if versi.perbaikan_ke else None
    if asal is None or not asal.berkeputusan or not (asal.beku or {}).get("catatan"):
        return {}
    menurut_baris: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for c in asal.beku["catatan"]:
        menurut_baris[c["id"]].append(c)
    hasil: dict[UUID, list[dict[str, Any]]] = {}
    for model in RINCIAN:
        terkait = model.objects.filter(versi_apbdes=versi, asal__in=list(menurut_baris))
        for pk, lama in terkait.values_list("pk", "asal"):
            hasil[pk] = menurut_baris[str(lama)]
    return hasil


def baris_berubah(versi: VersiApbdes, tersimpan: AnggaranTersimpan) -> set[UUID]:
    """The rows that are new, or differ from the ones they continue."""
    if versi.sebelum_id is None:
        return set()
    isi = tersimpan.anggaran
    berubah: set[UUID] = set()
    for model, baris in zip(RINCIAN, (isi.pendapatan, isi.belanja, isi.pembiayaan), strict=True):
        kolom = BERARTI_BELANJA if model is RincianBelanja else BERARTI
        asal = dict(model.objects.filter(versi_apbdes=versi).values_list("pk", "asal"))
        lama = {pk: sel for pk, *sel in model.objects.filter(versi_apbdes=versi.sebelum_id).values_list("pk", *kolom)}
        for b in baris:
            pk = tersimpan.baris[b.tempat]
            if lama.get(asal.get(pk)) != [getattr(b, k) for k in kolom]:
                berubah.add(pk)
    return berubah


def baris_dengan_catatan(versi: VersiApbdes, nilai: Penilaian, katalog: Katalog) -> list[Kelompok]:
    """Every row in its group, in the order of the sheets. The same number of queries for 1 and for 600 rows."""
    catatan: dict[UUID, list[CatatanBaris]] = defaultdict(list)
    for c in versi.catatan_baris.select_related("diubah_oleh"):
        catatan[c.baris].append(c)
    lama, berubah = catatan_lama(versi), baris_berubah(versi, nilai.tersimpan)
    aturan: dict[str, list[str]] = defaultdict(list)
    for p in nilai.menurut(Putusan.DILANGGAR):
        for tempat in p.hasil.baris:
            aturan[tempat].append(p.aturan.kode)
    kelompok: dict[str, Kelompok] = {}
    for tempat, b in nilai.baris.items():
        pk = nilai.tersimpan.baris[tempat]
        lembar = LembarAnggaran(tempat.partition("!")[0].lower())
        kode = b.kegiatan if isinstance(b, BarisBelanja) else lembar.value
        if kode not in kelompok:
            nama = katalog.nama_kegiatan(kode, b.uraian_kegiatan) if isinstance(b, BarisBelanja) else lembar.label
            kelompok[kode] = Kelompok(kode if isinstance(b, BarisBelanja) else "", nama, [])
        kelompok[kode].baris.append(
            BarisTampil(
                id=pk,
                lembar=lembar.value,
                nomor=b.nomor,
                rekening=b.rekening,
                uraian=b.uraian or katalog.nama_rekening(b.rekening),
                rincian=_rincian(b) if isinstance(b, BarisBelanja) else "",
                sumber=b.sumber,
                jumlah=b.jumlah,
                catatan=catatan.get(pk, []),
                lama=lama.get(pk, []),
                berubah=pk in berubah,
                aturan=aturan.get(tempat, []),
            )
        )
    return list(kelompok.values())


def _rincian(b: BarisBelanja) -> str:
    """'12 OB × Rp3.000.000'."""
    if b.volume is None or b.harga_satuan is None:
        return ""
    return f"{angka_tepat(b.volume)} {b.satuan} × {rupiah(b.harga_satuan)}".replace("  ", " ")
