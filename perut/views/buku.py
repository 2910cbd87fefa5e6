"""The state of the books: of all villages, of one, and of one book over time."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from dasar.daftar import Daftar
from dasar.permintaan import Permintaan
from desa.enums import JenisDesa
from desa.models import Desa
from perut.filters import BukuDesaFilter
from perut.queries import (
    KeadaanBuku,
    RekapKelengkapan,
    buku_berlaku,
    keadaan_buku,
    keadaan_buku_per_desa,
    kecamatan_berperut,
    kelengkapan,
    kunjungan_lebih_baru,
)
from perut.tables import BukuDesaTable, PersenColumn


@dataclass(frozen=True)
class BarisBuku:
    """One village in the list. `persen` holds a percentage per group, -1 where never examined."""

    desa: Desa
    rekap: RekapKelengkapan
    terakhir: date | None
    dibawa: int = 0

    def __getitem__(self, kunci: str) -> int:
        """Columns of groups: 'kelompok_0' and so on."""
        if not kunci.startswith("kelompok_"):
            raise KeyError(kunci)
        if self.terakhir is None:
            return -1
        return self.rekap.kelompok[int(kunci.removeprefix("kelompok_"))].persen

    @property
    def nama(self) -> str:
        return self.desa.nama

    @property
    def semua(self) -> int:
        return -1 if self.terakhir is None else self.rekap.persen

    @property
    def tertib(self) -> str:
        return "–" if self.terakhir is None else f"{self.rekap.tertib}/{self.rekap.total}"

    @property
    def urut_terakhir(self) -> date:
        return self.terakhir or date.min


class BukuDaftar(Daftar):
    table_class = BukuDesaTable
    filterset_class = BukuDesaFilter
    template_name = "perut/buku_daftar.html"
    judul = "Buku desa"
    keterangan = "Buku yang ada, formatnya sesuai, dan mutakhir pada kunjungan terakhir yang disahkan."
    kosong = {
        "judul": "Belum ada desa yang didampingi",
        "saran": "Desa muncul di sini setelah kecamatannya mempunyai program atau kunjungan.",
    }

    def get_queryset(self):
        pengguna = self.request.user
        return (
            pengguna.desa_terlihat()
            .filter(jenis=JenisDesa.DESA, kecamatan__in=kecamatan_berperut(pengguna))
            .select_related("kecamatan")
        )

    def get_table_data(self) -> list[BarisBuku]:
        desa = list(self.object_list)
        keadaan = keadaan_buku_per_desa(desa)
        return [
            BarisBuku(d, kelengkapan(k), terakhir_diperiksa(k), sum(bool(b.dibawa) for b in k))
            for d in desa
            for k in [keadaan[d.pk]]
        ]

    def get_table_kwargs(self) -> dict[str, Any]:
        kelompok = list(dict.fromkeys(b.kelompok for b in buku_berlaku()))
        return {
            "order_by": "desa",
            "extra_columns": [
                (f"kelompok_{n}", PersenColumn(verbose_name=nama.removeprefix("Administrasi ")))
                for n, nama in enumerate(kelompok)
            ],
        }


def terakhir_diperiksa(keadaan: list[KeadaanBuku]) -> date | None:
    return max((k.terakhir.kunjungan.tanggal for k in keadaan if k.terakhir), default=None)


def ambil_desa(request: Permintaan, desa: int) -> Desa:
    return get_object_or_404(request.user.desa_terlihat().select_related("kecamatan"), pk=desa)


def catatan_belum_sah(request: Permintaan, desa: Desa) -> dict[str, Any]:
    """The visit with newer answers, and whether this person may open it."""
    kunjungan = kunjungan_lebih_baru(desa)
    boleh = kunjungan is not None and request.user.has_perm("perut.lihat_kunjungan", kunjungan)
    return {"lebih_baru": kunjungan if boleh else None}


def buku_desa(request: Permintaan, desa: int) -> HttpResponse:
    objek = ambil_desa(request, desa)
    keadaan = keadaan_buku(objek)
    rekap = kelengkapan(keadaan)
    konteks = {
        "desa": objek,
        "rekap": rekap,
        "kelompok": [(k, [b for b in keadaan if b.buku.kelompok == k.nama]) for k in rekap.kelompok],
        "terakhir": terakhir_diperiksa(keadaan),
        "dibawa": sum(bool(b.dibawa) for b in keadaan),
        **catatan_belum_sah(request, objek),
    }
    return render(request, "perut/buku_desa.html", konteks)


def buku_riwayat(request: Permintaan, desa: int, kode: str) -> HttpResponse:
    objek = ambil_desa(request, desa)
    keadaan = next((k for k in keadaan_buku(objek) if k.buku.kode == kode), None)
    if keadaan is None:
        raise Http404
    konteks = {"desa": objek, "keadaan": keadaan, **catatan_belum_sah(request, objek)}
    return render(request, "perut/buku_riwayat.html", konteks)
