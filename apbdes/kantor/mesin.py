"""A set that an office wrote: its published editions beside the sets of the files, and the budgets of its examples."""

import datetime
from dataclasses import replace
from functools import lru_cache
from typing import Any

from apbdes.anggaran import Anggaran, BarisBelanja, BarisPembiayaan, BarisPendapatan, komponen_turunan
from apbdes.aturan import Perangkat, Rusak, perangkat_dari
from apbdes.aturan.hasil import MENUDUH, Hasil, Putusan
from apbdes.aturan.mesin import Penghitung
from apbdes.aturan.rusak import TAK_TERDUGA, catat
from apbdes.buku_kerja import sel, skema
from apbdes.fakta import baca as baca_fakta
from apbdes.gramatika import bentuk as b
from apbdes.gramatika.baca import baca
from apbdes.gramatika.periksa import periksa
from apbdes.kantor.isi import tulis
from apbdes.kata import Kata
from apbdes.models import PerangkatAturan
from dasar import uang
from dasar.waktu import tanggal

PALING_BANYAK = 5  # sentences about a broken set
NAMA_LAIN = {"kegiatan": "kode_kegiatan", "rekening": "kode_rekening"}


class IsiRusak(Exception):
    """A stored content that no budget can be judged by: `kalimat` with the lines of its YAML."""

    def __init__(self, kalimat: tuple[str, ...]) -> None:
        super().__init__(" ".join(kalimat))
        self.kalimat = kalimat


@lru_cache(maxsize=64)
def perangkat_terbit(pk: int, diterbitkan: datetime.datetime) -> Perangkat:
    """What was published is frozen. Its moment is part of the key: after a restore its number may be another's.

    Raises IsiRusak: the grammar was asked before it was published, but by an older program, or somebody wrote in the
    database."""
    perangkat = PerangkatAturan.objects.select_related("kabupaten").get(pk=pk)
    isi, keluhan = baca(tulis(perangkat.isi))
    salah = sorted({*keluhan, *(periksa(isi) if isi is not None else ())})
    if isi is None or salah:
        raise IsiRusak(tuple(str(k) for k in salah[:PALING_BANYAK]))
    return perangkat_dari(isi, tanggal(diterbitkan, perangkat.kabupaten))


def perangkat_kantor(kabupaten: int, *, pada: str | None = None) -> tuple[list[Perangkat], list[Rusak]]:
    """The published sets of a kabupaten, the newest edition of each, and those that cannot be judged by; `pada`: as
    they stood at that moment. One query once they were read."""
    semua = PerangkatAturan.objects.filter(kabupaten=kabupaten).exclude(diterbitkan=None)
    if pada:
        semua = semua.filter(diterbitkan__lte=pada)
    terakhir = {k: isi for k, *isi in semua.order_by("terbitan").values_list("kode", "pk", "diterbitkan")}
    dibaca = [_baca_terbit(pk, diterbitkan) for pk, diterbitkan in terakhir.values()]
    return [p for p in dibaca if isinstance(p, Perangkat)], [r for r in dibaca if isinstance(r, Rusak)]


def terbit_rusak(perangkat: PerangkatAturan) -> Rusak | None:
    """Why a published set judges nobody; None where it does, and of what is not published."""
    if perangkat.diterbitkan is None:
        return None
    dibaca = _baca_terbit(perangkat.pk, perangkat.diterbitkan)
    return dibaca if isinstance(dibaca, Rusak) else None


def _baca_terbit(pk: int, diterbitkan: datetime.datetime) -> Perangkat | Rusak:
    try:
        return perangkat_terbit(pk, diterbitkan)
    except (IsiRusak, *TAK_TERDUGA) as galat:
        return _rusak(pk, galat)


def _rusak(pk: int, galat: Exception) -> Rusak:
    p = PerangkatAturan.objects.select_related("kabupaten").get(pk=pk)
    kalimat = galat.kalimat if isinstance(galat, IsiRusak) else ("Isinya tidak dapat dibaca.",)
    tahun = tuple(t for t in p.tahun if isinstance(t, int)) if isinstance(p.tahun, list) else ()
    rusak = Rusak(p.kode, str(p), kalimat, p.kabupaten.kode, tahun)
    catat(rusak, isinstance(galat, IsiRusak))
    return rusak


def hasil_terbaca(penghitung: Penghitung, anggaran: Anggaran, kode: str) -> Hasil:
    """The verdict of one rule, its rows named as a person knows them: an activity, an account, a description."""
    return Kata(anggaran).hasil(penghitung.semua(anggaran)[kode])


def berlevel(tingkat: str, putusan: Putusan) -> Putusan:
    """What is no obligation never accuses."""
    menuduh = putusan == Putusan.DILANGGAR and tingkat not in MENUDUH
    return Putusan.TIDAK_DAPAT_DITENTUKAN if menuduh else putusan


def anggaran_contoh(contoh: b.Contoh, perangkat: b.Perangkat) -> Anggaran:
    """The budget of an example, read as a workbook is. Raises ValueError with a sentence."""
    semula = _anggaran(contoh.semula, perangkat) if contoh.semula else None
    lalu = _anggaran(contoh.lalu, perangkat) if contoh.lalu else None
    return replace(_anggaran(contoh.anggaran, perangkat), semula=semula, lalu=lalu)


def _anggaran(isi: b.AnggaranContoh, perangkat: b.Perangkat) -> Anggaran:
    fakta = {f.nama: f for f in perangkat.fakta}
    identitas: dict[str, Any] = {k: kolom.bila_kosong for k, kolom in skema.IDENTITAS.items()}
    identitas |= {
        "kode_desa": f"{perangkat.wilayah}.01.2001",
        "tahun_anggaran": min(perangkat.tahun, default=2024),
        "jenis": "murni",
    }
    sendiri: dict[str, Any] = {}
    for kunci, nilai in isi.identitas:
        if kunci in skema.IDENTITAS:
            identitas[kunci] = _sel(skema.IDENTITAS[kunci], nilai)
        elif kunci in fakta:
            sendiri[fakta[kunci].kunci] = baca_fakta(fakta[kunci].bentuk, nilai)
        else:
            raise ValueError(f"Kunci identitas “{kunci}” tidak dikenal.")
    lain = skema.dengan_fakta({k: v for k, v in identitas.items() if k not in ("kode_desa", "tahun_anggaran", "jenis")})
    lain["fakta"] = lain["fakta"] | sendiri
    belanja = []
    for n, baris in enumerate(isi.belanja, 2):
        satu = _baris(baris, skema.BELANJA)
        komponen = satu["komponen"] or komponen_turunan(satu["kode_rekening"])
        if not satu["jumlah"] and satu["volume"] is not None and satu["harga_satuan"] is not None:
            satu["jumlah"] = uang.hasil_kali(satu["volume"], satu["harga_satuan"])
        belanja.append(BarisBelanja(n, *(satu | {"komponen": komponen}).values()))
    return Anggaran(
        identitas["kode_desa"],
        identitas["tahun_anggaran"],
        identitas["jenis"],
        tuple(BarisPendapatan(n, *_baris(r, skema.PENDAPATAN).values()) for n, r in enumerate(isi.pendapatan, 2)),
        tuple(belanja),
        tuple(BarisPembiayaan(n, *_baris(r, skema.PEMBIAYAAN).values()) for n, r in enumerate(isi.pembiayaan, 2)),
        **lain,
    )


def _sel(kolom: skema.Kolom, nilai: str) -> Any:
    """As in a workbook; money to the sen."""
    return uang.baca(nilai) if kolom.baca is sel.uang else kolom.baca(nilai)


def _baris(baris: b.Baris, kolom: tuple[skema.Kolom, ...]) -> dict[str, Any]:
    dikenal = {k.nama: k for k in kolom}
    hasil: dict[str, Any] = {k.nama: 0 if k.nama == "jumlah" else k.bila_kosong for k in kolom}
    for nama, nilai in baris:
        k = dikenal.get(NAMA_LAIN.get(nama, nama))
        if k is None:
            raise ValueError(f"Kolom “{nama}” tidak ada pada lembar itu.")
        if nilai:
            hasil[k.nama] = _sel(k, nilai)
    return hasil
