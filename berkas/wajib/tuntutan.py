"""Which documents a desa owes, for which period, by which day: worked out from KebutuhanBerkas alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from berkas.models import KategoriBerkas, KebutuhanBerkas
from berkas.wajib.periode import jatuh_tempo, periode_nama, periode_rentang, periode_setahun

Kunci = tuple[int, str]  # category and period


@dataclass(frozen=True)
class Tuntutan:
    """One required document: a category and a period ('' for what is sent once), due on a day."""

    kategori: KategoriBerkas
    periode: str
    jatuh_tempo: date
    tahun: int  # the year that the period belongs to; for what is sent once, the year it became required

    @property
    def kunci(self) -> Kunci:
        return self.kategori.pk, self.periode

    @property
    def periode_label(self) -> str:
        return periode_nama(self.periode) or "Sekali"

    @property
    def nama(self) -> str:
        """'LPPD, 2026'; a document that is sent once has no period to name."""
        return f"{self.kategori}, {periode_nama(self.periode)}" if self.periode else str(self.kategori)


def tuntutan_setahun(kebutuhan: Iterable[KebutuhanBerkas], tahun: int) -> list[Tuntutan]:
    """What is required for the periods of one year, in the order of the categories.

    What is sent once stands in every year in which it is required. Where a requirement was changed in
    the middle of a period, the earlier row holds for whatever it had already made due.
    """
    hasil: dict[Kunci, Tuntutan] = {}
    for k in sorted(kebutuhan, key=lambda k: (k.kategori.urut, k.kategori.kode, k.mulai)):
        for periode in periode_setahun(k.kategori.periode, tahun):
            if periode == "" and not _berlaku_pada_tahun(k, tahun):
                continue
            tuntutan = _tuntutan(k, periode, tahun)
            if _dituntut(k, tuntutan):
                hasil.setdefault(tuntutan.kunci, tuntutan)
    return list(hasil.values())


def tuntutan_jatuh_tempo(kebutuhan: Iterable[KebutuhanBerkas], *, sejak: date, sampai: date) -> list[Tuntutan]:
    """What falls due within these days (both included), whichever year it is about; the earliest first."""
    kebutuhan = list(kebutuhan)
    hasil: dict[Kunci, Tuntutan] = {}
    # A due date lies at most 366 days before or after its period.
    for tahun in range(sejak.year - 2, sampai.year + 2):
        for t in tuntutan_setahun(kebutuhan, tahun):
            if sejak <= t.jatuh_tempo <= sampai:
                hasil.setdefault(t.kunci, t)
    return sorted(hasil.values(), key=lambda t: t.jatuh_tempo)


def _tuntutan(k: KebutuhanBerkas, periode: str, tahun: int) -> Tuntutan:
    tempo = jatuh_tempo(periode=periode, mulai=k.mulai, dihitung_dari=k.dihitung_dari, hari=k.jatuh_tempo_hari)
    return Tuntutan(k.kategori, periode, tempo, tahun if periode else k.mulai.year)


def _berlaku_pada_tahun(k: KebutuhanBerkas, tahun: int) -> bool:
    return k.mulai.year <= tahun and (k.selesai is None or tahun <= k.selesai.year)


def _dituntut(k: KebutuhanBerkas, t: Tuntutan) -> bool:
    """Periods that end before `mulai` are not asked for; what was over or due by `selesai` stays so."""
    akhir = periode_rentang(t.periode)[1] if t.periode else t.jatuh_tempo
    if t.periode and akhir < k.mulai:
        return False
    return k.selesai is None or min(akhir, t.jatuh_tempo) <= k.selesai
