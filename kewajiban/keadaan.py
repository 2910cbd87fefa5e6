"""How each village stands with each duty: on time, late, missing, not yet due. Asked anew each time, stored nowhere.

What stays within the village (a report of the kaur to the kepala desa) is not late because nobody in the kecamatan has
seen it: past its day it is unknown until it is noted.

The queries are as many as there are sources, however many villages: the office's decisions, the events, what was
noted as met, the files, and the days off of each year.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from berkas.enums import StatusBerkas
from berkas.models import Berkas
from berkas.wajib.periode import periode_nama
from dasar.waktu import hari_ini, tanggal
from desa.models import Desa, Kecamatan
from kewajiban.acuan import Kewajiban, kewajiban_di
from kewajiban.aturan import AkhirMinggu, Tenggat, uraikan
from kewajiban.enums import LENCANA, TANDA, Keadaan
from kewajiban.kalender import KalenderKantor
from kewajiban.kejadian import TERDAFTAR
from kewajiban.models import Kejadian, Ketentuan, Pemenuhan, Penghitungan

DITUNTUT = frozenset({"desa", "bpd"})  # whose duties the table follows
URUT_STATUS = (StatusBerkas.DITERIMA, StatusBerkas.MENUNGGU, StatusBerkas.DITOLAK)
Kunci = tuple[int, str, str, date | None]  # village, code, period, day of the event
# A room above says what it has seen to be met: of these villages (village, code, period, day of the event, day met).
Bukti = Callable[[Collection[int]], Iterable[tuple[int, str, str, date | None, date]]]
BUKTI: list[Bukti] = []
TERBUKTI: set[str] = set()  # the codes that some room sees being met
# Until which day somebody has looked: (village, code, day). What was not met by then is late, not unknown.
Pandangan = Callable[[Collection[int]], Iterable[tuple[int, str, date]]]
PANDANGAN: list[Pandangan] = []


def bukti_daftarkan(sumber: Bukti, *kode: str) -> None:
    BUKTI.append(sumber)
    TERBUKTI.update(kode)


@dataclass(frozen=True)
class Sel:
    """One village, one duty, one last day. `batas`: the day after which it is late, a working day."""

    desa: Desa
    kewajiban: Kewajiban
    tenggat: Tenggat
    batas: date
    keadaan: Keadaan
    dipenuhi: date | None = None
    berkas: int | None = None
    ditolak: bool = False

    @property
    def periode(self) -> str:
        """The period that its document is about."""
        return periode_dokumen(self.kewajiban, self.tenggat)

    @property
    def periode_nama(self) -> str:
        return periode_nama(self.periode)

    @property
    def warna(self) -> str:
        return LENCANA[self.keadaan]

    @property
    def tanda(self) -> tuple[str, str]:
        return TANDA[self.keadaan]

    @property
    def terutang(self) -> bool:
        return self.keadaan in (Keadaan.TERLAMBAT, Keadaan.BELUM)


@dataclass(frozen=True)
class Masa:
    """A duty from one day until another reading of it begins. None: it is switched off, or has not begun."""

    sejak: date
    sampai: date
    kewajiban: Kewajiban | None
    alasan: str = ""


class Hitungan:
    """The duties of one kecamatan, counted."""

    def __init__(self, kecamatan: Kecamatan, pada: date | None = None) -> None:
        self.kecamatan = kecamatan
        self.pada = pada or hari_ini(kecamatan)
        self.penghitungan = Penghitungan.objects.filter(kecamatan=kecamatan).first()
        cara = AkhirMinggu(self.penghitungan.akhir_minggu) if self.penghitungan else AkhirMinggu.TANGGAL
        self.kalender = KalenderKantor(kecamatan.kabupaten, cara)
        self.masa = masa_kewajiban(kecamatan, self.pada)

    def sel(self, desa: Sequence[Desa], dari: date, sampai: date) -> list[Sel]:
        """What falls due in these days, the earliest first; nothing from before the office began to count."""
        if not self.penghitungan or not desa:
            return []
        dari = max(dari, self.penghitungan.mulai)
        pk = [d.pk for d in desa]
        kejadian, dipenuhi = _kejadian(pk), _dipenuhi(pk)
        dilihat = {(d, kode): hari for pandang in PANDANGAN for d, kode, hari in pandang(pk)}
        kiriman = _kiriman(desa, {m.kewajiban.kategori for ms in self.masa.values() for m in ms if m.kewajiban})
        hasil = [
            self._nilai(d, k, t, dipenuhi, kiriman, dilihat)
            for d in desa
            for k, t in self._tenggat(kejadian[d.pk], dari, sampai)
        ]
        return sorted(hasil, key=lambda s: (s.batas, s.kewajiban.kode, s.desa.nama))

    def _tenggat(
        self, kejadian: dict[str, list[date]], dari: date, sampai: date
    ) -> Iterable[tuple[Kewajiban, Tenggat]]:
        for masa in self.masa.values():
            for m in masa:
                if m.kewajiban is None or not _dihitung(m.kewajiban):
                    continue
                awal, akhir = max(dari, m.sejak), min(sampai, m.sampai)
                if awal <= akhir:
                    for t in m.kewajiban.aturan.tenggat(awal, akhir, self.kalender, kejadian):
                        yield m.kewajiban, t

    def _nilai(
        self,
        desa: Desa,
        k: Kewajiban,
        t: Tenggat,
        dipenuhi: dict[Kunci, date],
        kiriman: dict[tuple[int, str, str], tuple[str, int, date]],
        dilihat: dict[tuple[int, str], date],
    ) -> Sel:
        batas = self.kalender.hari_terakhir(t.hari)
        periode = periode_dokumen(k, t)
        terlihat = k.lewat_kecamatan or k.kode in TERBUKTI or batas < dilihat.get((desa.pk, k.kode), date.min)
        lewat = Keadaan.TERLAMBAT if terlihat else Keadaan.TAK_DIKETAHUI
        sel = Sel(desa, k, t, batas, lewat if batas < self.pada else Keadaan.BELUM)
        hari = dipenuhi.get((desa.pk, k.kode, periode, t.sejak))
        berkas = kiriman.get((desa.pk, k.kategori, periode)) if k.kategori else None
        if berkas and hari is None:
            status, pk, dikirim = berkas
            sel = replace(sel, berkas=pk, ditolak=status == StatusBerkas.DITOLAK)
            if status == StatusBerkas.MENUNGGU:
                return replace(sel, keadaan=Keadaan.MENUNGGU, dipenuhi=dikirim)
            hari = dikirim if status == StatusBerkas.DITERIMA else None
        if hari is None:
            return sel
        return replace(sel, keadaan=Keadaan.TEPAT if hari <= batas else Keadaan.DIPENUHI_LEWAT, dipenuhi=hari)


def periode_dokumen(k: Kewajiban, t: Tenggat) -> str:
    """ "2026" of what is due in March 2027 about 2026; the month of a monthly one; "" of what follows an event."""
    if len(t.periode) == 4:
        return str(int(t.periode) + k.tahun_dokumen)
    return t.periode


def masa_kewajiban(kecamatan: Kecamatan, pada: date) -> dict[str, list[Masa]]:
    """Each code with its readings one after another: as shipped, then as the office decided.

    A national duty that the region has a dated rule for stands there once, in the region's words.
    """
    semua = kewajiban_di(kecamatan.kode, pada)
    hasil = {k.kode: [Masa(k.berlaku_sejak, date.max, k)] for k in semua.values()}
    for k in semua.values():
        nasional = semua.get(k.setara)
        if nasional and k.aturan.bertanggal and nasional.aturan.bertanggal:
            hasil.pop(k.setara, None)
            hasil[k.kode] = [Masa(k.berlaku_sejak, date.max, _dengan_jalan(k, nasional))]
    putusan: dict[str, list[Ketentuan]] = defaultdict(list)
    for p in Ketentuan.objects.filter(kecamatan=kecamatan).order_by("mulai", "pk"):
        putusan[p.kode].append(p)
    for kode, daftar in putusan.items():
        hasil[kode] = _disambung(hasil.get(kode, []), daftar, semua.get(kode))
    return hasil


def _dengan_jalan(k: Kewajiban, nasional: Kewajiban) -> Kewajiban:
    """What meets the national duty, and the way that it takes, meet the regional one."""
    lewat = k.kepada if k.lewat_kecamatan else nasional.kepada or k.kepada
    return replace(k, kategori=k.kategori or nasional.kategori, kepada=lewat)


def _disambung(bawaan: list[Masa], putusan: list[Ketentuan], asal: Kewajiban | None) -> list[Masa]:
    awal = [replace(m, sampai=putusan[0].mulai - timedelta(days=1)) for m in bawaan]
    batas = [p.mulai for p in putusan[1:]] + [date.max]
    lanjut = [
        Masa(p.mulai, akhir if akhir == date.max else akhir - timedelta(days=1), _kewajiban(p, asal), p.alasan)
        for p, akhir in zip(putusan, batas, strict=True)
    ]
    return [m for m in (*awal, *lanjut) if m.sejak <= m.sampai]


def _kewajiban(p: Ketentuan, asal: Kewajiban | None) -> Kewajiban | None:
    if not p.aktif:
        return None
    isi: dict[str, Any] = {
        n: getattr(p, n) for n in ("nama", "pihak", "oleh", "kepada", "tenggat", "dasar", "kategori", "tahun_dokumen")
    }
    isi |= {"aturan": uraikan(p.aturan), "kepastian": p.kepastian, "catatan": p.alasan, "berlaku_sejak": p.mulai}
    if asal:
        return replace(asal, **isi)
    return Kewajiban(
        kode=p.kode,
        bidang="ketentuan kantor",
        himpunan="Ketentuan kecamatan",
        wilayah=p.kecamatan.kode,
        **isi,
    )


def _dihitung(k: Kewajiban) -> bool:
    return k.dapat_terlambat and k.pihak in DITUNTUT


def _kejadian(desa: list[int]) -> dict[int, dict[str, list[date]]]:
    hasil: dict[int, dict[str, list[date]]] = defaultdict(lambda: defaultdict(list))
    for pk, jenis, hari in Kejadian.objects.filter(desa__in=desa).values_list("desa_id", "jenis", "hari"):
        hasil[pk][jenis].append(hari)
    for sumber in TERDAFTAR:
        for jenis, pk, hari in sumber(desa):
            if hari not in hasil[pk][jenis]:
                hasil[pk][jenis].append(hari)
    return hasil


def _dipenuhi(desa: list[int]) -> dict[Kunci, date]:
    """The first day on which somebody saw it met."""
    hasil: dict[Kunci, date] = {}
    baris = list(Pemenuhan.objects.filter(desa__in=desa).values_list("desa_id", "kode", "periode", "sejak", "hari"))
    baris += [b for sumber in BUKTI for b in sumber(desa)]
    for pk, kode, periode, sejak, hari in baris:
        kunci = (pk, kode, periode, sejak)
        hasil[kunci] = min(hari, hasil.get(kunci, hari))
    return hasil


def _kiriman(desa: Sequence[Desa], kategori: set[str]) -> dict[tuple[int, str, str], tuple[str, int, date]]:
    """(status, key, day sent) of the file that is furthest, for each village, category and period."""
    menurut = {d.pk: d for d in desa}
    baris = Berkas.objects.filter(desa__in=list(menurut), kategori__kode__in=kategori - {""}).order_by("dibuat", "pk")
    hasil: dict[tuple[int, str, str], tuple[str, int, date]] = {}
    for pk, milik, kode, periode, status, dibuat in baris.values_list(
        "pk", "desa_id", "kategori__kode", "periode", "status", "dibuat"
    ):
        kunci = (milik, kode, periode)
        lama = hasil.get(kunci)
        if lama is None or URUT_STATUS.index(status) < URUT_STATUS.index(lama[0]):
            hasil[kunci] = (status, pk, tanggal(dibuat, menurut[milik]))
    return hasil
