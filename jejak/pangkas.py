"""An old year of the trail goes only whole: written out first, and where its chain ended stays for ever."""

import json
import os
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from dasar.waktu import hari_ini_pembaca
from jejak.enums import Jenis
from jejak.models import Catatan, Segel
from jejak.pemicu import lepas_pemicu, pasang_pemicu
from jejak.rantai import TETAP, baku, periksa, segel, ujung
from jejak.services import catat

UMUR_MIN = 5  # whole years that are kept at the least
SEKALI = 2_000


def tahun_dibuang(*, tahun: int, berkas: Path) -> int:
    """Write the year out to `berkas` (a new file, one JSON line for each entry), then delete it. Returns how many.

    Raises ValidationError with an Indonesian sentence: too young, not whole, nothing there, or the file exists.
    """
    rantai = str(tahun)
    if tahun > hari_ini_pembaca().year - UMUR_MIN:
        raise ValidationError(f"Jejak disimpan sedikitnya {UMUR_MIN} tahun; {tahun} belum boleh dibuang.")
    segel()
    akhir = ujung(rantai)
    if not akhir.urut:
        raise ValidationError(f"Tidak ada jejak tahun {tahun}.")
    if keluhan := periksa(hanya=rantai):
        raise ValidationError([f"Jejak tahun {tahun} tidak utuh, jadi tidak dibuang.", *keluhan[:20]])
    try:
        jumlah = _tulis(rantai, berkas)
    except FileExistsError as galat:
        raise ValidationError(f"{berkas} sudah ada. Sebut berkas yang baru.") from galat
    with transaction.atomic():
        if ujung(rantai) != akhir or jumlah != akhir.urut:
            raise ValidationError("Jejak tahun itu bertambah selagi ditulis. Ulangi dengan berkas yang baru.")
        _hapus(rantai)
        catat(
            Jenis.SISTEM,
            "jejak.pangkas",
            kunci=rantai,
            uraian=f"{akhir.urut} catatan tahun {tahun} dibuang sesudah ditulis ke {berkas.name}.",
            perubahan={"urut": [akhir.urut, None], "sidik": [akhir.sidik, None]},
            tetap=True,
        )
    return jumlah


def _tulis(rantai: str, berkas: Path) -> int:
    """Everything that the chain needs to be counted again: content as it was hashed, place, and hash."""
    sampai = 0
    with berkas.open("x", encoding="utf-8") as keluar:
        while baris := list(
            Segel.objects.filter(rantai=rantai, urut__gt=sampai).select_related("catatan").order_by("urut")[:SEKALI]
        ):
            for s in baris:
                isi = {"urut": s.urut, "sidik": s.sidik, "isi": json.loads(baku(s.catatan))}
                keluar.write(json.dumps(isi, ensure_ascii=False) + "\n")
            sampai = baris[-1].urut
        keluar.flush()
        os.fsync(keluar.fileno())
    return sampai


def _hapus(rantai: str) -> None:
    """The triggers are away only within this transaction; whoever may not drop them may not do this."""
    assert rantai != TETAP
    lepas_pemicu(connection)
    kunci = list(Segel.objects.filter(rantai=rantai).values_list("catatan_id", flat=True))
    Segel.objects.filter(rantai=rantai)._raw_delete("default")
    for mulai in range(0, len(kunci), 500):
        Catatan.objects.filter(pk__in=kunci[mulai : mulai + 500])._raw_delete("default")
    pasang_pemicu()
