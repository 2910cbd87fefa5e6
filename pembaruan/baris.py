"""The values of a proposal, and the person as they would be with them."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from dasar.induk import TabelInduk, selisih
from desa.models import Pejabat
from desa.tabel import TABEL
from pembaruan.models import Usulan


def tabel_usulan(usulan: Usulan) -> TabelInduk:
    return TABEL[usulan.kunci]


def orang_usulan(usulan: Usulan) -> Pejabat | None:
    """The person as stored now; a fresh one for who is not recorded yet, None for who was deleted."""
    model = tabel_usulan(usulan).model
    if usulan.nomor is None:
        baru: Pejabat = model(desa=usulan.desa)
        return baru
    ada: Pejabat | None = model._default_manager.filter(pk=usulan.nomor).select_related("desa__kecamatan").first()
    return ada


def isi_usulan(lama: Pejabat | None, objek: Pejabat, kolom: Iterable[str]) -> list[dict[str, Any]]:
    """The changes as they are kept: as stored, and in words."""
    return [
        {
            "kolom": b.kolom,
            "label": b.label,
            "dari": tersimpan(lama, b.kolom),
            "ke": tersimpan(objek, b.kolom),
            "dari_kata": b.dari,
            "ke_kata": b.ke,
        }
        for b in selisih(lama, objek, kolom)
    ]


def tersimpan(orang: Pejabat | None, kolom: str) -> str | None:
    """A value as text that comes back the same."""
    if orang is None:
        return None
    bidang = _bidang(type(orang), kolom)
    return None if getattr(orang, bidang.attname) is None else bidang.value_to_string(orang)


def pasang(orang: Pejabat, usulan: Usulan) -> Pejabat:
    """The person with what is proposed."""
    for b in usulan.isi:
        bidang = _bidang(type(orang), b["kolom"])
        setattr(orang, bidang.attname, None if b["ke"] is None else bidang.to_python(b["ke"]))
    return orang


def _bidang(model: type[models.Model], nama: str) -> models.Field:
    bidang = model._meta.get_field(nama)
    assert isinstance(bidang, models.Field)
    return bidang
