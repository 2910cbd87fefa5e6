"""The last answers in the same village to the same form, whatever its version: what they are set beside.

A row is recognised by its words; where these were changed, by its part and number.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from monitoring.enums import StatusMonitoring
from monitoring.models import ButirMonitoring, JawabanMonitoring, LembarMonitoring, Monitoring


@dataclass(frozen=True)
class JawabanLama:
    """One answer of the last time. `berubah`: the row was worded otherwise then (`teks`)."""

    jawaban: str
    keterangan: str
    buruk: bool
    teks: str
    berubah: bool = False


@dataclass
class LembarLama:
    """The sheet of the last time, its answers by words and by number."""

    lembar: LembarMonitoring
    menurut_teks: dict[str, JawabanMonitoring] = field(default_factory=dict)
    menurut_nomor: dict[tuple[str, str], JawabanMonitoring] = field(default_factory=dict)
    tambahan: list[JawabanMonitoring] = field(default_factory=list)
    bunyi: set[str] = field(default_factory=set)  # of the rows that the form had then
    nomor: set[tuple[str, str]] = field(default_factory=set)

    def baru(self, butir: ButirMonitoring) -> bool:
        """The form did not have this row then, neither by its words nor by its number."""
        return rapi(butir.teks) not in self.bunyi and (butir.bagian, butir.nomor) not in self.nomor

    def cari(self, butir: ButirMonitoring) -> JawabanLama | None:
        """None: the row is new, or nobody answered it then."""
        return _lama(self.menurut_teks.get(rapi(butir.teks)), berubah=False) or _lama(
            self.menurut_nomor.get((butir.bagian, butir.nomor)), berubah=True
        )

    def cari_tambahan(self, teks: str) -> JawabanLama | None:
        return _lama(self.menurut_teks.get(rapi(teks)), berubah=False)


def _lama(j: JawabanMonitoring | None, *, berubah: bool) -> JawabanLama | None:
    return JawabanLama(j.jawaban, j.keterangan, j.kabar_buruk, j.teks_butir, berubah) if j else None


def rapi(teks: str) -> str:
    """Words without regard to capitals and spacing."""
    return " ".join(teks.casefold().split())


def _kunci(lb: LembarMonitoring) -> tuple[str, int | None, int | None]:
    """Of a form whatever its version: its kode, and whose it is."""
    return lb.formulir.kode, lb.formulir.kecamatan_id, lb.formulir.kabupaten_id


def lembar_terakhir(monitoring: Monitoring, lembar: Iterable[LembarMonitoring]) -> dict[UUID | None, LembarLama]:
    """Per sheet, that of the last finished monitoring in this village with a form of the same code.

    The same place if it was visited then, otherwise any. Three queries, however many sheets.
    """
    lembar = list(lembar)
    kode = {_kunci(lb) for lb in lembar}
    dulu = (
        LembarMonitoring.objects.filter(
            monitoring__desa=monitoring.desa_id,
            monitoring__status=StatusMonitoring.SELESAI,
            formulir__kode__in={k for k, *_ in kode},
        )
        .exclude(monitoring=monitoring)
        .select_related("formulir", "monitoring")
        .order_by("-tanggal", "-monitoring_id", "dibuat_pada", "pk")
    )
    if monitoring.tanggal_mulai:
        dulu = dulu.filter(tanggal__lte=monitoring.tanggal_mulai)
    menurut_kode = defaultdict(list)
    for lb in dulu[:200]:
        menurut_kode[_kunci(lb)].append(lb)
    dipilih = {}
    for lb in lembar:
        calon = menurut_kode.get(_kunci(lb), [])
        calon = [c for c in calon if c.monitoring_id == calon[0].monitoring_id]
        sama = [c for c in calon if rapi(c.lokasi) == rapi(lb.lokasi)]
        if calon:
            dipilih[lb.pk] = (sama or calon)[0]
    lama = {c.pk: LembarLama(c) for c in dipilih.values()}
    semua = JawabanMonitoring.objects.filter(lembar__in=lama).exclude(jawaban="").select_related("butir")
    for j in semua:
        tujuan = lama[j.lembar_id]
        tujuan.menurut_teks[rapi(j.teks_butir)] = j
        if j.butir:
            tujuan.menurut_nomor[j.bagian, j.butir.nomor] = j
        else:
            tujuan.tambahan.append(j)
    bunyi = defaultdict(set)
    nomor = defaultdict(set)
    for b in ButirMonitoring.objects.filter(formulir__in={lm.lembar.formulir_id for lm in lama.values()}):
        bunyi[b.formulir_id].add(rapi(b.teks))
        nomor[b.formulir_id].add((b.bagian, b.nomor))
    for lm in lama.values():
        lm.bunyi, lm.nomor = bunyi[lm.lembar.formulir_id], nomor[lm.lembar.formulir_id]
    return {pk: lama[c.pk] for pk, c in dipilih.items()}
