"""Writing into the trail. It only ever grows; nothing here changes or deletes."""

from collections.abc import Iterable, Mapping
from typing import Any, TypedDict, Unpack

from django.db.models import Model

from dasar.pelaku import Pelaku, pelaku_kini
from jejak.enums import Jenis
from jejak.liputan import tabel
from jejak.models import Catatan


class Isi(TypedDict, total=False):
    """What is said about an entry besides its kind and its matter.

    `kunci`, `nama`: of the row it is about. `perubahan`: column → [before, after]. `kecamatan`, `kabupaten`: keys of
    whose trail it belongs to. `oleh`: who did it, where that is not who is acting now (dasar/pelaku.py). `tetap`: never
    thrown away; so is all that is told of a model of which the table says so (config/jejak.py), also that it was read.
    """

    kunci: object
    nama: str
    uraian: str
    perubahan: Mapping[str, list[Any]] | None
    kecamatan: int | None
    kabupaten: int | None
    tetap: bool
    oleh: Pelaku | None


def catat(jenis: Jenis, perkara: str | Model, **isi: Unpack[Isi]) -> Catatan:
    """One entry, in the transaction of whoever calls: what is rolled back was never done.

    `perkara`: the row it is about, or the name of an event ("masuk"). Secrets (passwords, keys, tokens) never go in.
    """
    baris = susun(jenis, perkara, **isi)
    baris.save(force_insert=True)
    return baris


def susun(jenis: Jenis, perkara: str | Model, **isi: Unpack[Isi]) -> Catatan:
    """The same, not yet written: for many at once (`catat_banyak`)."""
    kunci, nama = isi.get("kunci", ""), isi.get("nama", "")
    if isinstance(perkara, Model):
        kunci, nama, perkara = kunci or perkara.pk, nama or str(perkara), perkara._meta.label
    siapa = isi.get("oleh") or pelaku_kini()
    liput = tabel().get(perkara)
    return Catatan(
        jenis=jenis,
        perkara=perkara,
        kunci=bersih(str(kunci), 80),
        nama=bersih(nama, 200),
        uraian=bersih(isi.get("uraian", ""), 500),
        perubahan=dict(isi.get("perubahan") or {}),
        pelaku=bersih(siapa.kunci, 40),
        pelaku_nama=bersih(siapa.nama, 150),
        peran=bersih(siapa.peran, 200),
        lewat=bersih(siapa.lewat, 120),
        alamat=bersih(siapa.alamat, 45),
        perangkat=bersih(siapa.perangkat, 200),
        permintaan=bersih(siapa.permintaan, 64),
        kecamatan=isi.get("kecamatan"),
        kabupaten=isi.get("kabupaten"),
        tetap=isi.get("tetap", False) or (liput is not None and liput.tetap),
    )


def catat_banyak(baris: Iterable[Catatan]) -> list[Catatan]:
    return Catatan.objects.bulk_create(list(baris), batch_size=500)


def bersih(teks: str, panjang: int) -> str:
    """As long as its column, without what one of the two databases does not store (NUL, halves of a pair)."""
    return teks.replace("\x00", "").encode("utf-8", "replace").decode()[:panjang]
