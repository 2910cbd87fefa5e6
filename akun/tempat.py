"""A region as a person writes it beside a role: by its code or its name, out of those that somebody looks after."""

import re
from collections import defaultdict
from functools import cached_property
from typing import Any

from akun.enums import TINGKAT_PERAN, Peran, Tingkat
from akun.models import Pengguna
from akun.queries import kabupaten_dikelola, kecamatan_ditawarkan, wilayah_dikelola
from dasar.nama import rapi
from desa.models import Desa, Kabupaten, Kecamatan

PILIHAN_MAKS = 400  # of a list to pick from
_KODE = re.compile(r"\d\d\.?\d\d(?:\.?\d\d(?:\.?\d{4})?)?")


def _angka(kode: str) -> str:
    return kode.replace(".", "")


class Tempat:
    """Regions to choose from: those of one kecamatan, or of all where anybody works. Any other by its code."""

    def __init__(self, oleh: Pengguna, kecamatan: Kecamatan | None = None) -> None:
        self.oleh, self.kecamatan = oleh, kecamatan

    @cached_property
    def semua(self) -> dict[Tingkat, list[Any]]:
        kecamatan = (
            [self.kecamatan] if self.kecamatan else list(kecamatan_ditawarkan(self.oleh).select_related("kabupaten"))
        )
        desa = Desa.objects.filter(kecamatan__in=kecamatan).select_related("kecamatan__kabupaten")
        kabupaten = {k.kabupaten_id: k.kabupaten for k in kecamatan}
        return {
            Tingkat.KABUPATEN: [*kabupaten.values()],
            Tingkat.KECAMATAN: sorted(kecamatan, key=lambda k: k.nama),
            Tingkat.DESA: sorted(desa, key=lambda d: (d.nama, d.kode)),
        }

    @cached_property
    def _nama(self) -> dict[Tingkat, dict[str, list[Any]]]:
        hasil: dict[Tingkat, dict[str, list[Any]]] = {}
        for tingkat, wilayah in self.semua.items():
            peta = hasil.setdefault(tingkat, defaultdict(list))
            for w in wilayah:
                for nama in {str(w), w.nama, getattr(w, "nama_saja", w.nama)}:
                    peta[rapi(nama).casefold()].append(w)
        return hasil

    @cached_property
    def _kode(self) -> dict[str, Any]:
        return {_angka(w.kode): w for wilayah in self.semua.values() for w in wilayah}

    def sebutan(self, wilayah: Any) -> str:
        """As it stands in a list: with its code where another is called the same."""
        tingkat = Tingkat.DESA if isinstance(wilayah, Desa) else Tingkat.KECAMATAN
        kembar = len(self._nama[tingkat].get(rapi(str(wilayah)).casefold(), ())) > 1
        return f"{wilayah} ({wilayah.kode})" if kembar else str(wilayah)

    def pilihan(self, *tingkat: Tingkat) -> list[str]:
        """What to offer; empty where there are too many to pick from."""
        semua = [self.sebutan(w) for t in tingkat for w in self.semua[t]]
        return semua if len(semua) <= PILIHAN_MAKS else []

    def cari(self, teks: str, peran: str) -> Any:
        """The region meant for this role, None where that is the installation. Raises ValueError with a sentence."""
        tingkat = TINGKAT_PERAN[Peran(peran)]
        label = Peran(peran).label
        teks = re.sub(r"^kantor\s+", "", rapi(teks), flags=re.IGNORECASE)
        if tingkat == Tingkat.INSTALASI:
            return None
        if not teks:
            if (tersedia := self.semua[tingkat]) and len(tersedia) == 1 and tingkat != Tingkat.DESA:
                return tersedia[0]
            raise ValueError(f"Wajib diisi: {label} bertugas di satu {tingkat.label.lower()}.")
        if (kode := _KODE.search(teks)) and (kode[0] == teks or f"({kode[0]})" in teks):
            wilayah = self._menurut_kode(kode[0], tingkat)
            if wilayah is None:
                raise ValueError(f"{tingkat.label} dengan kode {kode[0]} tidak ada di wilayah yang Anda kelola.")
            return wilayah
        sama = self._nama[tingkat].get(teks.casefold(), [])
        if len(sama) > 1:
            kode_sama = ", ".join(w.kode for w in sama)
            raise ValueError(f"Ada {len(sama)} {tingkat.label.lower()} bernama “{teks}”. Tulis kodenya: {kode_sama}.")
        if not sama:
            raise ValueError(self._asing(teks, tingkat, label))
        return sama[0]

    def _asing(self, teks: str, tingkat: Tingkat, label: str) -> str:
        di = f" di {self.kecamatan}" if self.kecamatan and tingkat == Tingkat.DESA else ""
        if lain := [t for t in self._nama if t != tingkat and teks.casefold() in self._nama[t]]:
            return (
                f"“{teks}” adalah {lain[0].label.lower()}, sedangkan {label} bertugas di satu {tingkat.label.lower()}."
            )
        return f"{tingkat.label} “{teks}” tidak ada{di}. Pilih dari daftar, atau tulis kodenya."

    def _menurut_kode(self, kode: str, tingkat: Tingkat) -> Any:
        angka = _angka(kode)
        if (ada := self._kode.get(angka)) is not None:
            return ada if isinstance(ada, _MODEL[tingkat]) else None
        bertitik = ".".join(b for b in (angka[:2], angka[2:4], angka[4:6], angka[6:]) if b)
        semua: Any = {
            Tingkat.KABUPATEN: kabupaten_dikelola(self.oleh),
            Tingkat.KECAMATAN: Kecamatan.objects.filter(wilayah_dikelola(self.oleh, "kabupaten")).select_related(
                "kabupaten"
            ),
            Tingkat.DESA: Desa.objects.filter(wilayah_dikelola(self.oleh, "kecamatan__kabupaten")).select_related(
                "kecamatan__kabupaten"
            ),
        }[tingkat]
        return semua.filter(kode=bertitik).first()


_MODEL: dict[Tingkat, type] = {Tingkat.KABUPATEN: Kabupaten, Tingkat.KECAMATAN: Kecamatan, Tingkat.DESA: Desa}


def kolom_wilayah(wilayah: Any) -> dict[str, Any]:
    """The column of an assignment that holds this region, the others empty."""
    return {str(t.value): wilayah if isinstance(wilayah, m) else None for t, m in _MODEL.items()}
