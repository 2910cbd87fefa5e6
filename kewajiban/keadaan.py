"""How each village stands with each duty: on time, late, missing, not yet due. Asked anew each time, stored nowhere.

A file that was accepted meets the duty of its category. What stays within the village (a report of the kaur to the
kepala desa) is not late because nobody in the kecamatan has seen it: past its day it is unknown until it is noted.

Three queries, however many villages and kecamatan: since when it is counted, what the offices decided, and what is
known: events, files, days off (kewajiban/kejadian.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from berkas.enums import StatusBerkas
from berkas.periode import periode_nama
from dasar.waktu import hari_ini
from desa.enums import JenisDesa
from desa.models import Desa, Kecamatan
from kewajiban.acuan import Kewajiban, kewajiban_di
from kewajiban.aturan import AkhirMinggu, Sekali, Tenggat, uraikan
from kewajiban.enums import LENCANA, TANDA, Keadaan
from kewajiban.kalender import KalenderKantor
from kewajiban.kejadian import TERBUKTI, Diketahui, Kiriman, diketahui
from kewajiban.models import Ketentuan, Penghitungan

DITUNTUT = frozenset({"desa", "bpd"})  # whose duties are followed
TUNGGAKAN = timedelta(days=3 * 366)  # an older debt is looked up in the table of its year
SETAHUN = timedelta(days=366)
# Of several files for one duty the one that is furthest speaks for it.
URUT_STATUS = (StatusBerkas.DITERIMA, StatusBerkas.MENUNGGU, StatusBerkas.DITOLAK)


@dataclass(frozen=True)
class Sel:
    """One village, one duty, one last day. `batas`: the day after which it is late, a working day."""

    desa: Desa
    kewajiban: Kewajiban
    tenggat: Tenggat
    batas: date
    keadaan: Keadaan
    pada: date
    dipenuhi: date | None = None
    kiriman: Kiriman | None = None

    @property
    def periode(self) -> str:
        """The period that its document is about."""
        return periode_dokumen(self.kewajiban, self.tenggat)

    @property
    def periode_nama(self) -> str:
        return periode_nama(self.periode)

    @property
    def periode_label(self) -> str:
        """'Mei 2026'; of what follows an event that day; 'sekali' otherwise."""
        sejak = self.tenggat.sejak
        return self.periode_nama or (f"sejak {sejak:%d-%m-%Y}" if sejak else "sekali")

    @property
    def nama(self) -> str:
        """'LPPD, 2026'; what is met once has no period to name."""
        nama = self.kewajiban.nama_singkat
        return f"{nama}, {self.periode_nama}" if self.periode_nama else nama

    @property
    def warna(self) -> str:
        return LENCANA[self.keadaan]

    @property
    def tanda(self) -> tuple[str, str]:
        return TANDA[self.keadaan]

    @property
    def ditolak(self) -> bool:
        """Sent, refused and not mended."""
        return self.kiriman is not None and self.kiriman.status == StatusBerkas.DITOLAK and self.terutang

    @property
    def terutang(self) -> bool:
        """Somebody in the village has to do something."""
        return self.keadaan in (Keadaan.TERLAMBAT, Keadaan.BELUM)

    @property
    def telat(self) -> bool:
        return self.keadaan == Keadaan.TERLAMBAT

    @property
    def diminta(self) -> bool:
        """Late, or still to be done where the kecamatan sees it come in; what stays in the village is not asked for."""
        return self.telat or (self.terutang and terlihat(self.kewajiban))

    @property
    def hari_telat(self) -> int:
        """Days since its last working day: until it was met or sent, or until now while it is owed. 0 when on time."""
        akhir = self.dipenuhi or (self.pada if self.telat else None)
        return max(0, (akhir - self.batas).days) if akhir else 0

    @property
    def keterangan(self) -> str:
        """The state in words: 'Terlambat 12 hari, ditolak'."""
        kata = f"Terlambat {self.hari_telat} hari" if self.telat else str(self.keadaan.label)
        if self.dipenuhi and self.hari_telat:
            kata = f"{kata} {self.hari_telat} hari" if self.keadaan == Keadaan.DIPENUHI_LEWAT else kata
        return f"{kata}, ditolak" if self.ditolak else kata

    @property
    def dapat_dikirim(self) -> bool:
        """It is met by a file that the village uploads."""
        return bool(self.kewajiban.kategori)

    @property
    def alamat_desa(self) -> str:
        return reverse("kewajiban:desa", args=[self.desa.pk])

    @property
    def alamat_kirim(self) -> str:
        """Where the village does it: the upload page, filled in; otherwise its list of duties."""
        if not self.dapat_dikirim:
            return self.alamat_desa
        if self.ditolak and self.kiriman:
            return f"{reverse('berkas:berkas-unggah')}?berkas={self.kiriman.pk}"
        tahun = self.periode[:4] or f"{self.tenggat.hari.year}"
        isi = {"desa": self.desa.pk, "kategori": self.kewajiban.kategori, "tahun": tahun, "periode": self.periode}
        return f"{reverse('berkas:berkas-unggah')}?{urlencode(isi)}"

    @property
    def alamat_baca(self) -> str:
        """What says more to whoever only reads: the file, otherwise the list of the village."""
        return reverse("berkas:berkas-rinci", args=[self.kiriman.pk]) if self.kiriman else self.alamat_desa


@dataclass(frozen=True)
class Masa:
    """A duty from one day until another reading of it begins. None: it is switched off, or has not begun."""

    sejak: date
    sampai: date
    kewajiban: Kewajiban | None
    alasan: str = ""


@dataclass(frozen=True)
class Dibaca:
    """What one kecamatan decided, where it was read together with what others did."""

    penghitungan: Penghitungan | None
    putusan: Sequence[Ketentuan]


class Hitungan:
    """The duties of one kecamatan, counted. Several at once: `hitungan_banyak`."""

    def __init__(
        self,
        kecamatan: Kecamatan,
        pada: date | None = None,
        *,
        dibaca: "Dibaca | None" = None,
    ) -> None:
        self.kecamatan = kecamatan
        self.pada = pada or hari_ini(kecamatan)
        self.penghitungan: Penghitungan | None = (
            dibaca.penghitungan if dibaca else getattr(kecamatan, "penghitungan_kewajiban", None)
        )
        cara = AkhirMinggu(self.penghitungan.akhir_minggu) if self.penghitungan else AkhirMinggu.TANGGAL
        self.kalender = KalenderKantor(kecamatan.kabupaten, cara)
        self._putusan = dibaca.putusan if dibaca else None
        self._tetap: dict[tuple[str, date, date, date], list[Tenggat]] = {}

    @cached_property
    def putusan(self) -> Sequence[Ketentuan]:
        return self._putusan if self._putusan is not None else list(Ketentuan.objects.filter(kecamatan=self.kecamatan))

    @cached_property
    def masa(self) -> dict[str, list[Masa]]:
        return masa_kewajiban(self.kecamatan, self.pada, self.putusan)

    @property
    def kategori(self) -> set[str]:
        return {m.kewajiban.kategori for ms in self.masa.values() for m in ms if m.kewajiban} - {""}

    def tunggakan(self, desa: Sequence[Desa], *, dalam: timedelta = timedelta(0)) -> list[Sel]:
        """All that fell due in the last three years, met or not, and what falls due within `dalam`."""
        return self.sel(desa, self.pada - TUNGGAKAN, self.pada + dalam)

    def sel(self, desa: Sequence[Desa], dari: date, sampai: date, tahu: Diketahui | None = None) -> list[Sel]:
        """What falls due in these days, the earliest first; nothing from before the office began to count."""
        if not self.penghitungan or not desa:
            return []
        dari = max(dari, self.penghitungan.mulai)
        tahu = tahu or diketahui(desa, self.kategori)
        self.kalender = replace(
            self.kalender, tercatat=tahu.libur_di(self.kecamatan.kabupaten_id), _libur={}, _batas={}
        )
        hasil = [
            self._nilai(d, k, t, tahu) for d in desa for k, t in self._tenggat(self._kejadian(d.pk, tahu), dari, sampai)
        ]
        return sorted(hasil, key=lambda s: (s.batas, s.kewajiban.kode, s.desa.nama))

    def _kejadian(self, desa: int, tahu: Diketahui) -> dict[str, list[date]]:
        """With what begins when a duty was met: who was told to draw up the DPA has days from then on."""
        hasil = dict(tahu.kejadian[desa])
        memulai = {m.kewajiban.kode: m.kewajiban.memulai for ms in self.masa.values() for m in ms if m.kewajiban}
        for (milik, kode, _, _), hari in tahu.dipenuhi.items():
            nama = memulai.get(kode)
            if milik == desa and nama and not any(h.year == hari.year for h in tahu.kejadian[desa].get(nama, [])):
                hasil[nama] = [*hasil.get(nama, []), hari]
        return hasil

    def _tenggat(
        self, kejadian: dict[str, list[date]], dari: date, sampai: date
    ) -> Iterable[tuple[Kewajiban, Tenggat]]:
        for masa in self.masa.values():
            for m in masa:
                if m.kewajiban is None or not _dihitung(m.kewajiban):
                    continue
                awal, akhir = max(dari, m.sejak), min(sampai, m.sampai)
                if awal <= akhir:
                    for t in self._hari(m, awal, akhir, kejadian):
                        yield m.kewajiban, t

    def _hari(self, m: Masa, awal: date, akhir: date, kejadian: dict[str, list[date]]) -> list[Tenggat]:
        """What follows no event is the same in every village."""
        assert m.kewajiban is not None
        aturan = m.kewajiban.aturan
        if aturan.peristiwa:
            return aturan.tenggat(awal, akhir, self.kalender, kejadian)
        kunci = (m.kewajiban.kode, m.sejak, awal, akhir)
        if kunci not in self._tetap:
            self._tetap[kunci] = aturan.tenggat(awal, akhir, self.kalender)
        return self._tetap[kunci]

    def _nilai(self, desa: Desa, k: Kewajiban, t: Tenggat, tahu: Diketahui) -> Sel:
        batas = self.kalender.hari_terakhir(t.hari)
        periode = periode_dokumen(k, t)
        dilihat = tahu.dilihat.get((desa.pk, k.kode), date.min)
        lewat = Keadaan.TERLAMBAT if terlihat(k) or batas < dilihat else Keadaan.TAK_DIKETAHUI
        sel = Sel(desa, k, t, batas, lewat if batas < self.pada else Keadaan.BELUM, self.pada)
        hari = dipenuhi_pada(tahu, desa.pk, k, t, periode)
        kiriman = kiriman_bagi(tahu, desa.pk, k, t, periode)
        if kiriman and hari is None:
            sel = replace(sel, kiriman=kiriman)
            if kiriman.status == StatusBerkas.MENUNGGU:
                return replace(sel, keadaan=Keadaan.MENUNGGU, dipenuhi=kiriman.dikirim)
            hari = kiriman.dikirim if kiriman.status == StatusBerkas.DITERIMA else None
        if hari is None:
            return sel
        return replace(sel, keadaan=Keadaan.TEPAT if hari <= batas else Keadaan.DIPENUHI_LEWAT, dipenuhi=hari)


def kiriman_bagi(tahu: Diketahui, desa: int, k: Kewajiban, t: Tenggat, periode: str) -> Kiriman | None:
    """The file that is furthest, of these the first. What follows an event is not met by what was sent long before: the
    RPJM of the last kepala desa is not that of the new one."""
    semua = tahu.berkas.get((desa, k.kategori, periode), []) if k.kategori else []
    if t.sejak:
        awal = t.sejak if t.hari >= t.sejak else t.sejak - SETAHUN
        semua = [b for b in semua if b.dikirim >= awal]
    return min(semua, key=lambda b: URUT_STATUS.index(StatusBerkas(b.status)), default=None)


def dipenuhi_pada(tahu: Diketahui, desa: int, k: Kewajiban, t: Tenggat, periode: str) -> date | None:
    """The first day on which somebody saw it met. A month that a book was filled for counts as met at its end: the day
    itself nobody has seen."""
    hari = tahu.dipenuhi.get((desa, k.kode, periode, t.sejak))
    sampai = tahu.terisi.get((desa, k.kode))
    if hari is None and sampai and len(periode) == 7 and periode <= f"{sampai:%Y-%m}":
        return min(t.hari, tahu.dilihat[desa, k.kode])
    return hari


def hitungan_banyak(kecamatan: Sequence[Kecamatan], pada: date | None = None) -> list[Hitungan]:
    """Two queries for all of them; only the first where none of them counts."""
    ada = {p.kecamatan_id: p for p in Penghitungan.objects.filter(kecamatan__in=kecamatan)}
    putusan: dict[int, list[Ketentuan]] = defaultdict(list)
    for p in Ketentuan.objects.filter(kecamatan__in=ada) if ada else []:
        putusan[p.kecamatan_id].append(p)
    return [Hitungan(k, pada, dibaca=Dibaca(ada.get(k.pk), putusan[k.pk])) for k in kecamatan]


def diketahui_banyak(hitungan: Sequence[Hitungan], desa: Sequence[Desa]) -> Diketahui:
    """For `Hitungan.sel` of several kecamatan: one query for all their villages."""
    kategori = {kode for h in hitungan if h.penghitungan for kode in h.kategori}
    return diketahui(desa, kategori) if desa else Diketahui()


def desa_dituntut(kecamatan: Kecamatan, terlihat: Any = None) -> list[Desa]:
    """The desa (a kelurahan owes none of this) that the person sees; all of them when nobody is named."""
    semua = terlihat if terlihat is not None else Desa.objects.all()
    hasil = list(semua.filter(kecamatan=kecamatan, jenis=JenisDesa.DESA).order_by("nama"))
    for d in hasil:
        d.kecamatan = kecamatan  # asked for by every permission; one object for all rows
    return hasil


def terlihat(k: Kewajiban) -> bool:
    """Whether the kecamatan sees it come in."""
    return k.lewat_kecamatan or k.kode in TERBUKTI


def periode_dokumen(k: Kewajiban, t: Tenggat) -> str:
    """ "2026" of what is due in March 2027 about 2026; the month of a monthly one; "" of what follows an event, and of
    a document that is sent once."""
    if k.kategori and any(isinstance(b, Sekali) for b in k.aturan.bertanggal):
        return ""
    if len(t.periode) == 4:
        return str(int(t.periode) + k.tahun_dokumen)
    return t.periode


def masa_kewajiban(kecamatan: Kecamatan, pada: date, semua_putusan: Iterable[Ketentuan]) -> dict[str, list[Masa]]:
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
    for p in sorted(semua_putusan, key=lambda p: (p.mulai, p.pk)):
        putusan[p.kode].append(p)
    for kode, daftar in putusan.items():
        hasil[kode] = _disambung(kecamatan, hasil.get(kode, []), daftar, semua.get(kode))
    return hasil


def _dengan_jalan(k: Kewajiban, nasional: Kewajiban) -> Kewajiban:
    """What meets the national duty, and the way that it takes, meet the regional one."""
    lewat = k.kepada if k.lewat_kecamatan else nasional.kepada or k.kepada
    return replace(k, kategori=k.kategori or nasional.kategori, kepada=lewat)


def _disambung(
    kecamatan: Kecamatan, bawaan: list[Masa], putusan: list[Ketentuan], asal: Kewajiban | None
) -> list[Masa]:
    awal = [replace(m, sampai=putusan[0].mulai - timedelta(days=1)) for m in bawaan]
    batas = [p.mulai for p in putusan[1:]] + [date.max]
    lanjut = [
        Masa(
            p.mulai, akhir if akhir == date.max else akhir - timedelta(days=1), _kewajiban(kecamatan, p, asal), p.alasan
        )
        for p, akhir in zip(putusan, batas, strict=True)
    ]
    return [m for m in (*awal, *lanjut) if m.sejak <= m.sampai]


def _kewajiban(kecamatan: Kecamatan, p: Ketentuan, asal: Kewajiban | None) -> Kewajiban | None:
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
        wilayah=kecamatan.kode,
        **isi,
    )


def _dihitung(k: Kewajiban) -> bool:
    return k.dapat_terlambat and k.pihak in DITUNTUT
