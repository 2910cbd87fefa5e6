"""What the pages show of the duties of one kecamatan: in a list, in a year, and one with its counterparts."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from django.urls import reverse

from dasar.pencarian import ejaan, kata_cari
from kewajiban.acuan import Kewajiban, kewajiban_di
from kewajiban.aturan import Bulanan, Tenggat
from kewajiban.keadaan import Hitungan

KE_DEPAN = timedelta(days=400)  # a yearly one has its next day within it


@dataclass(frozen=True)
class Butir:
    """A duty as it stands here. `dimatikan`: why the office does not ask for it."""

    kewajiban: Kewajiban
    setempat: tuple[Kewajiban, ...]  # what this region says about a national one
    nasional: Kewajiban | None  # what the country says about a regional one
    berikutnya: Tenggat | None
    dimatikan: str = ""

    @property
    def kata(self) -> str:
        """What a search looks through."""
        k = self.kewajiban
        return " ".join((k.kode, k.nama, k.bidang, k.oleh, k.kepada, k.bukti, k.dasar, k.himpunan)).lower()

    def memuat(self, teks: str) -> bool:
        """Whether every word of it is there, however its apostrophe was typed."""
        return all(any(bentuk.lower() in self.kata for bentuk in ejaan(k)) for k in kata_cari(teks) or teks.split())

    def get_absolute_url(self) -> str:
        return reverse("kewajiban:rinci", args=[self.kewajiban.kode])


@dataclass(frozen=True)
class Hari:
    """What ends on one day. `batas` is later than `hari` where that is no working day."""

    hari: date
    batas: date
    butir: list[tuple[Kewajiban, Tenggat]] = field(default_factory=list)


def _urutan(b: Butir) -> tuple[int, date, str]:
    """What is due next first, then what follows an event, then what has no date."""
    if b.berikutnya:
        return 0, b.berikutnya.hari, b.kewajiban.kode
    return 1 if b.kewajiban.aturan.bertanggal else 2, date.max, b.kewajiban.kode


class Buku(Hitungan):
    """The duties in force in a kecamatan on a day (today there), as the sources and the office have them."""

    @cached_property
    def semua(self) -> dict[str, tuple[Kewajiban, str]]:
        """By code, with why the office has switched it off."""
        hasil = {k.kode: (k, "") for k in kewajiban_di(self.kecamatan.kode, self.pada).values()}
        for kode, masa in self.masa.items():
            for m in masa:
                if m.sejak <= self.pada <= m.sampai:
                    if m.kewajiban:
                        hasil[kode] = m.kewajiban, ""
                    elif kode in hasil:
                        hasil[kode] = hasil[kode][0], m.alasan
        return hasil

    @cached_property
    def butir(self) -> list[Butir]:
        setempat: dict[str, list[Kewajiban]] = {}
        for k, _ in self.semua.values():
            if k.setara:
                setempat.setdefault(k.setara, []).append(k)
        butir = [
            Butir(k, tuple(setempat.get(k.kode, ())), self.semua.get(k.setara, (None, ""))[0], None, mati)
            for k, mati in self.semua.values()
        ]
        return sorted((replace(b, berikutnya=self._berikutnya(b)) for b in butir), key=_urutan)

    def setahun(self, tahun: int) -> list[Hari]:
        """The last days of a year that no event has to come before; without those of every month."""
        isi: dict[date, list[tuple[Kewajiban, Tenggat]]] = {}
        for k in self._bertanggal():
            if any(isinstance(b, Bulanan) for b in k.aturan.bertanggal):
                continue
            for t in k.aturan.tenggat(date(tahun, 1, 1), date(tahun, 12, 31), self.kalender):
                isi.setdefault(t.hari, []).append((k, t))
        return [Hari(h, self.kalender.hari_terakhir(h), isi[h]) for h in sorted(isi)]

    def bulanan(self) -> list[Kewajiban]:
        return [k for k in self._bertanggal() if any(isinstance(b, Bulanan) for b in k.aturan.bertanggal)]

    def sesudah_kejadian(self) -> list[Kewajiban]:
        """Those whose day is known once something has happened."""
        return [k for k in self._bertanggal() if k.aturan.peristiwa]

    def _bertanggal(self) -> Iterable[Kewajiban]:
        return (k for k, mati in self.semua.values() if k.aturan.bertanggal and not mati)

    def _berikutnya(self, b: Butir) -> Tenggat | None:
        if b.dimatikan:
            return None
        tenggat = b.kewajiban.aturan.tenggat(self.pada, self.pada + KE_DEPAN, self.kalender)
        return next(iter(tenggat), None)
