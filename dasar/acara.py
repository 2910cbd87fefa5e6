"""What has a day in a calendar. The rooms register theirs; whoever draws a calendar knows none of them by itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from dasar.waktu import tanggal

if TYPE_CHECKING:
    from akun.models import Pengguna


@dataclass(frozen=True, kw_only=True)
class Acara:
    """`mulai` and `selesai` are days (`selesai` the one after the last) or moments on the clock of the place.

    `uid` stays the same for ever, `urutan` grows with every change and `diubah` is when the last one was. `status`
    is CONFIRMED, TENTATIVE or CANCELLED; `jenis` is the class of its chip ("kunjungan", "monitoring", "tenggat").
    """

    uid: str
    jenis: str
    judul: str
    mulai: date | datetime
    selesai: date | datetime
    diubah: datetime
    urutan: int
    tautan: str
    desa: Any  # desa.models.Desa, with its kecamatan
    keterangan: str
    status: str = "CONFIRMED"
    tempat: str = ""
    uraian: str = ""

    @property
    def hari(self) -> date:
        return tanggal(self.mulai, self.desa) if isinstance(self.mulai, datetime) else self.mulai

    @property
    def hari_terakhir(self) -> date:
        if isinstance(self.selesai, datetime):
            return tanggal(self.selesai, self.desa)
        return self.selesai - timedelta(days=1)


@dataclass(frozen=True)
class Rentang:
    """Which days are asked for, both included. `milik`: only what this person has to do with."""

    dari: date
    sampai: date
    milik: bool = False


Sumber = Callable[["Pengguna", Rentang], Iterable[Acara]]
TERDAFTAR: dict[str, Sumber] = {}


def daftarkan(nama: str, sumber: Sumber) -> None:
    TERDAFTAR[nama] = sumber


def acara_antara(pengguna: "Pengguna", rentang: Rentang, kecuali: frozenset[str] = frozenset()) -> list[Acara]:
    """Of every room, by day; `kecuali` names the sources that the caller draws itself."""
    semua = [a for nama, sumber in TERDAFTAR.items() if nama not in kecuali for a in sumber(pengguna, rentang)]
    return sorted(semua, key=lambda a: (a.hari, a.uid))
