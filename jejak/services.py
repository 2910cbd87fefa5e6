"""Writing into the trail. It only ever grows; nothing here changes or deletes."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from dasar.pelaku import Pelaku, pelaku_kini
from jejak.enums import Jenis
from jejak.liputan import tabel
from jejak.models import Catatan


def catat(
    jenis: Jenis,
    perkara: str | Model,
    *,
    kunci: object = "",
    nama: str = "",
    uraian: str = "",
    perubahan: Mapping[str, list[Any]] | None = None,
    kecamatan: int | None = None,
    kabupaten: int | None = None,
    tetap: bool = False,
    oleh: Pelaku | None = None,
) -> Catatan:
    """One entry, in the transaction of whoever calls: what is rolled back was never done.

    `perkara`: the row it is about, or the name of an event ("masuk"). `oleh`: who did it, where that is not who is
    acting now (dasar/pelaku.py). `tetap`: never thrown away; so is all that is told of a model of which the
    table says so (config/jejak.py), also that it was read. Secrets (passwords, keys, tokens) never go in.
    """
    baris = susun(
        jenis,
        perkara,
        kunci=kunci,
        nama=nama,
        uraian=uraian,
        perubahan=perubahan,
        kecamatan=kecamatan,
        kabupaten=kabupaten,
        tetap=tetap,
        oleh=oleh,
    )
    baris.save(force_insert=True)
    return baris


def susun(
    jenis: Jenis,
    perkara: str | Model,
    *,
    kunci: object = "",
    nama: str = "",
    uraian: str = "",
    perubahan: Mapping[str, list[Any]] | None = None,
    kecamatan: int | None = None,
    kabupaten: int | None = None,
    tetap: bool = False,
    oleh: Pelaku | None = None,
) -> Catatan:
    """The same, not yet written: for many at once (`catat_banyak`)."""
    if isinstance(perkara, Model):
        kunci, nama, perkara = kunci or perkara.pk, nama or str(perkara), perkara._meta.label
    siapa = oleh or pelaku_kini()
    liput = tabel().get(perkara)
    return Catatan(
        jenis=jenis,
        perkara=perkara,
        kunci=bersih(str(kunci), 80),
        nama=bersih(nama, 200),
        uraian=bersih(uraian, 500),
        perubahan=dict(perubahan or {}),
        pelaku=bersih(siapa.kunci, 40),
        pelaku_nama=bersih(siapa.nama, 150),
        peran=bersih(siapa.peran, 200),
        lewat=bersih(siapa.lewat, 120),
        alamat=bersih(siapa.alamat, 45),
        perangkat=bersih(siapa.perangkat, 200),
        permintaan=bersih(siapa.permintaan, 64),
        kecamatan=kecamatan,
        kabupaten=kabupaten,
        tetap=tetap or (liput is not None and liput.tetap),
    )


def catat_banyak(baris: Iterable[Catatan]) -> list[Catatan]:
    return Catatan.objects.bulk_create(list(baris), batch_size=500)


def bersih(teks: str, panjang: int) -> str:
    """As long as its column, without what one of the two databases does not store (NUL, halves of a pair)."""
    return teks.replace("\x00", "").encode("utf-8", "replace").decode()[:panjang]
