"""Filled sheets as they are shown: in the field, on the page of the monitoring. Few queries, whatever their number."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from monitoring.forms.isian import id_jawaban
from monitoring.models import ButirMonitoring, FotoMonitoring, JawabanMonitoring, LembarMonitoring, Monitoring
from monitoring.terakhir import JawabanLama, LembarLama, lembar_terakhir
from tindaklanjut.models import Temuan


@dataclass
class BarisLembar:
    """One row: of the form (`butir`) or one's own, with its answer if there is one."""

    id: UUID
    butir: ButirMonitoring | None
    jawaban: JawabanMonitoring | None
    baik: str
    foto: list[FotoMonitoring]
    temuan: Temuan | None
    lama: JawabanLama | None
    baru: bool  # there was a last time, but not this row

    @property
    def teks(self) -> str:
        return self.butir.teks if self.butir else self.jawaban.teks if self.jawaban else ""

    @property
    def nomor(self) -> str:
        return self.butir.nomor if self.butir else ""

    @property
    def versi(self) -> str:
        return str(self.jawaban.versi if self.jawaban else 0)

    @property
    def isi(self) -> str:
        return self.jawaban.jawaban if self.jawaban else ""

    @property
    def keterangan(self) -> str:
        return self.jawaban.keterangan if self.jawaban else ""

    @property
    def buruk(self) -> bool:
        return bool(self.isi) and self.isi != self.baik


@dataclass
class BagianLembar:
    kode: str
    judul: str
    baris: list[BarisLembar] = field(default_factory=list)
    tambahan: list[BarisLembar] = field(default_factory=list)

    @property
    def semua(self) -> list[BarisLembar]:
        return self.baris + self.tambahan


@dataclass
class LembarTampil:
    lembar: LembarMonitoring
    bagian: list[BagianLembar]
    lama: LembarLama | None

    @property
    def baris(self) -> list[BarisLembar]:
        return [b for bagian in self.bagian for b in bagian.semua]

    @property
    def dijawab(self) -> int:
        return sum(1 for b in self.baris if b.isi)

    @property
    def jumlah(self) -> int:
        return len(self.baris)

    @property
    def buruk(self) -> int:
        return sum(1 for b in self.baris if b.buruk)

    @property
    def tambahan_lama(self) -> list[JawabanMonitoring]:
        """Rows of one's own of the last time that this sheet does not have."""
        ada = {b.teks.casefold() for b in self.baris}
        return [j for j in self.lama.tambahan if j.teks.casefold() not in ada] if self.lama else []


def lembar_tampil(monitoring: Monitoring) -> list[LembarTampil]:
    """Every sheet of this monitoring in the order in which they were laid out."""
    lembar = list(monitoring.lembar.select_related("formulir").order_by("dibuat_pada", "pk"))
    return susun_lembar(monitoring, lembar)


def susun_lembar(monitoring: Monitoring, lembar: Iterable[LembarMonitoring]) -> list[LembarTampil]:
    """These sheets, which need not be in the database yet."""
    lembar = list(lembar)
    butir = defaultdict(list)
    for b in ButirMonitoring.objects.filter(formulir__in={lb.formulir_id for lb in lembar}).order_by("urut"):
        butir[b.formulir_id].append(b)
    jawaban = defaultdict(list)
    semua = JawabanMonitoring.objects.filter(lembar__in=[lb.pk for lb in lembar])
    for j in semua.select_related("butir").order_by("urut", "dibuat_pada", "pk"):
        jawaban[j.lembar_id].append(j)
    foto = defaultdict(list)
    for f in FotoMonitoring.objects.filter(jawaban__lembar__in=[lb.pk for lb in lembar]):
        foto[f.jawaban_id].append(f)
    temuan = {t.pk: t for t in Temuan.objects.filter(asal_jenis="monitoring", asal_id=str(monitoring.pk))}
    lama = lembar_terakhir(monitoring, lembar)

    def tampil(lb: LembarMonitoring) -> LembarTampil:
        dulu = lama.get(lb.pk)
        bagian = {b["kode"]: BagianLembar(b["kode"], b["judul"]) for b in lb.formulir.bagian}
        bagian = bagian or {"": BagianLembar("", "")}
        terjawab = {j.butir_id: j for j in jawaban[lb.pk] if j.butir_id}
        pertama = next(iter(bagian.values()))
        for b in butir[lb.formulir_id]:
            j = terjawab.get(b.pk)
            pk = j.pk if j else id_jawaban(lb.pk, b.pk)
            terdahulu = dulu.cari(b) if dulu else None
            baru = dulu is not None and dulu.baru(b)
            baris = BarisLembar(pk, b, j, b.positif, foto[pk], temuan.get(pk), terdahulu, baru)
            bagian.get(b.bagian, pertama).baris.append(baris)
        for j in jawaban[lb.pk]:
            if j.butir_id is None:
                terdahulu = dulu.cari_tambahan(j.teks) if dulu else None
                baris = BarisLembar(j.pk, None, j, j.positif, foto[j.pk], temuan.get(j.pk), terdahulu, False)
                bagian.get(j.bagian, pertama).tambahan.append(baris)
        return LembarTampil(lb, list(bagian.values()), dulu)

    return [tampil(lb) for lb in lembar]
