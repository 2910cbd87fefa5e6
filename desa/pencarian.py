"""What is found of villages and of the people who govern them."""

from collections.abc import Callable
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.urls import reverse

from dasar.induk import TabelInduk
from dasar.nama import awali, tanpa_sebutan
from dasar.pencarian import Hasil, Sumber, memuat
from desa.models import Desa
from desa.tabel import TABEL


def desa_memuat(teks: str) -> Q:
    return memuat(teks, "nama", "kode__startswith")


def pejabat_memuat(tabel: TabelInduk, teks: str) -> Q:
    """The people of one kind, by the columns that are declared so and by their village."""
    return memuat(teks, "desa__nama", *kolom_dicari(tabel), orang=True)


def kolom_dicari(tabel: TabelInduk) -> list[str]:
    return [k.nama for k in tabel.kolom if k.cari]


def _desa(pengguna: Any, teks: str) -> "QuerySet[Desa]":
    """A village of just this name first."""
    tepat = Case(When(nama__iexact=tanpa_sebutan(teks), then=Value(0)), default=Value(1))
    semua = pengguna.desa_tercakup().filter(desa_memuat(teks))
    return semua.select_related("kecamatan").order_by(tepat, "nama", "kode")


def _desa_hasil(desa: Desa) -> Hasil:
    alamat = reverse("desa:desa-rinci", args=[desa.pk])
    return Hasil(str(desa), alamat, desa=str(desa.kecamatan), teks=(("Kode", desa.kode),))


def _pejabat(tabel: TabelInduk) -> Callable[[Any, str], QuerySet]:
    def cari(pengguna: Any, teks: str) -> QuerySet:
        """Those in office before those who were."""
        semua = tabel.model._default_manager.filter(pejabat_memuat(tabel, teks), desa__in=pengguna.desa_tercakup())
        return semua.select_related("desa__kecamatan").order_by(F("selesai").desc(nulls_first=True), "nama", "pk")

    return cari


def _pejabat_hasil(tabel: TabelInduk) -> Callable[[Any], Hasil]:
    kolom = [(tabel.label(nama), nama) for nama in kolom_dicari(tabel) if nama != "nama"]

    def hasil(orang: Any) -> Hasil:
        return Hasil(
            orang.nama,
            reverse("desa:desa-rinci", args=[orang.desa_id]),
            desa=str(orang.desa),
            keadaan=f"{orang.sebutan}, masa jabatannya berakhir" if orang.berakhir else orang.sebutan,
            teks=tuple((label, str(getattr(orang, nama))) for label, nama in kolom),
        )

    return hasil


SUMBER = (
    Sumber("Desa", "geo-alt", "desa:desa-daftar", _desa, _desa_hasil),
    *(
        Sumber(awali(t.sebutan), "people", f"desa:{t.kunci}-daftar", _pejabat(t), _pejabat_hasil(t), orang=True)
        for t in TABEL.values()
    ),
)
