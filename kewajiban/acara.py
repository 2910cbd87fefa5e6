"""What a village still has to do, on the day by which it is due: for the people of that village."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Count, Max
from django.urls import reverse

from akun.enums import DESA
from akun.lingkup import lingkup
from akun.models import Pengguna
from berkas.models import RiwayatBerkas
from dasar.acara import Acara, Rentang, daftarkan
from dasar.waktu import zona
from desa.enums import JenisDesa
from desa.models import Desa
from kewajiban.keadaan import Hitungan, Sel


def acara_kewajiban(pengguna: Pengguna, rentang: Rentang) -> Iterator[Acara]:
    """One entry a day, however many are due. An office, with its many villages, has the table instead."""
    milik = Desa.objects.filter(lingkup(pengguna, *DESA, desa="pk", kecamatan="kecamatan"), jenis=JenisDesa.DESA)
    dihitung = milik.filter(kecamatan__penghitungan_kewajiban__isnull=False)
    semua = list(dihitung.select_related("kecamatan__kabupaten", "kecamatan__penghitungan_kewajiban").order_by("pk"))
    if not semua:
        return
    ubah = RiwayatBerkas.objects.filter(berkas__desa__in=semua).values("berkas__desa")
    berubah = {b["berkas__desa"]: b for b in ubah.annotate(banyak=Count("pk"), terakhir=Max("waktu")).order_by()}
    for desa in semua:
        hitungan = Hitungan(desa.kecamatan)
        penghitungan = hitungan.penghitungan
        assert penghitungan is not None  # asked for above
        terutang = [s for s in hitungan.sel([desa], rentang.dari, rentang.sampai) if s.diminta]
        perubahan: dict[str, Any] = berubah.get(desa.pk, {})
        urutan = penghitungan.versi + 1 + perubahan.get("banyak", 0) + len(hitungan.putusan)
        for batas, hari in groupby(terutang, key=lambda s: s.batas):
            sel = list(hari)
            yield Acara(
                uid=f"kewajiban-{desa.pk}-{batas:%Y%m%d}",
                jenis="tenggat",
                judul=f"Paling lambat: {_sebut(sel)}, {desa}",
                mulai=batas,
                selesai=batas + timedelta(days=1),
                diubah=perubahan.get("terakhir") or datetime.combine(penghitungan.mulai, time(), zona(desa)),
                urutan=urutan,
                tautan=reverse("kewajiban:desa", args=[desa.pk]),
                desa=desa,
                keterangan=", ".join(dict.fromkeys(map(_keadaan, sel))),
                uraian="\n".join(f"{s.nama}: {_keadaan(s)}" for s in sel),
            )


def _sebut(sel: list[Sel]) -> str:
    return sel[0].nama if len(sel) == 1 else f"{len(sel)} kewajiban"


def _keadaan(sel: Sel) -> str:
    """Before its last day a duty is simply not done yet."""
    if sel.ditolak:
        return "Ditolak, belum diperbaiki"
    return "Terlambat" if sel.telat else "Belum dipenuhi"


daftarkan("kewajiban", acara_kewajiban)
