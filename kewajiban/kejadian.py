"""What days are counted from and what is seen to be met: noted by hand, or known to a room that registers it.

Every source gives rows of one shape, so that all of them together are one query, however many villages there are.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import reduce
from typing import Any

from django.db.models import CharField, DateField, DateTimeField, F, Field, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from berkas.models import Berkas
from dasar.waktu import tanggal
from desa.enums import JabatanPerangkat, StatusJabatan
from desa.models import Desa, HariLibur, Perangkat
from kewajiban.aturan import geser_bulan
from kewajiban.models import Kejadian, Pemenuhan

NAMA = {
    "akhir_masa_jabatan": "Akhir masa jabatan kepala desa",
    "kesepakatan_bpd": "Rancangan APB Desa disepakati dengan BPD",
    "keputusan_kades_bidang5": "Keputusan Kepala Desa dasar pengeluaran bidang 5",
    "pelantikan_kades": "Kepala desa dilantik",
    "pembatalan_perdes": "Perdes dibatalkan",
    "penerimaan_dana_spp": "Dana SPP diterima",
    "penerimaan_dpa": "Rancangan DPA diterima sekretaris desa",
    "penerimaan_dppa": "Rancangan DPPA diterima sekretaris desa",
    "penerimaan_hasil_evaluasi": "Hasil evaluasi APB Desa diterima",
    "penerimaan_raperdes_apbdes": "Rancangan APB Desa diterima kecamatan",
    "penetapan_perdes_apbdes": "Perdes APB Desa ditetapkan",
    "penetapan_perdes_apbdes_dan_perkades": "Perdes APB Desa dan Perkades penjabaran ditetapkan",
    "penetapan_perubahan_apbdes": "Perubahan APB Desa ditetapkan",
    "penugasan_dpa": "Penyusunan DPA ditugaskan",
    "penugasan_dppa": "Penyusunan DPPA ditugaskan",
    "monitoring": "Monitoring dilaksanakan",
    "selesai_kegiatan": "Kegiatan selesai",
}
TERJADI, DIPENUHI, TERISI = "terjadi", "dipenuhi", "terisi"
JABATAN, DIKIRIM, LIBUR = "jabatan", "dikirim", "libur"  # read here only
MASA_JABATAN = 6 * 12  # months: the shorter of the terms of UU 6/2014 and UU 3/2024. What ended sooner was cut short
KOLOM: "dict[str, Field[Any, Any]]" = {
    "apa": CharField(),
    "desa": IntegerField(),
    "kode": CharField(),
    "periode": CharField(),
    "sejak": DateField(),
    "hari": DateField(),
    "sejak_waktu": DateTimeField(),
    "hari_waktu": DateTimeField(),
    "nomor": CharField(),
    "kata": CharField(),
}
Sumber = Callable[[Collection[int]], Iterable["QuerySet[Any, Any]"]]  # of these villages
Kunci = tuple[int, str, str, date | None]  # village, code, period, day of the event
SUMBER: list[Sumber] = []
DIKENAL: set[str] = set()  # the events that some room knows, so that nobody notes them by hand
TERBUKTI: set[str] = set()  # the codes that some room sees being met


def daftarkan(sumber: Sumber, *, kejadian: Collection[str] = (), dipenuhi: Collection[str] = ()) -> None:
    SUMBER.append(sumber)
    DIKENAL.update(kejadian)
    TERBUKTI.update(dipenuhi)


def fakta(qs: "QuerySet[Any]", apa: str, *, desa: str = "desa", **kolom: Any) -> "QuerySet[Any, Any]":
    """Rows of one shape; `kolom` says which of KOLOM stands where in the model, as an F, or is a text.

    TERJADI: the event `kode` on `hari`. DIPENUHI: the duty `kode`, `periode`, after the event of `sejak`, was met on
    `hari`. TERISI: of the monthly duty `kode` somebody saw on `hari` that it was met until the month of `sejak`; of
    several the last one speaks. A moment stands in `sejak_waktu`, `hari_waktu`, and is read in the village's zone.
    """
    isi: dict[str, Any] = {"periode": "", "kode": "", "kata": ""} | kolom
    isi = {n: Value(v) if isinstance(v, str) else v for n, v in isi.items()}
    isi |= {"apa": Value(apa), "desa": F(f"{desa}_id"), "nomor": F("pk")}
    untuk = {f"f_{n}": Cast(isi.get(n, Value(None)), jenis) for n, jenis in KOLOM.items()}
    return qs.order_by().annotate(**untuk).values_list(*untuk)


def dicatat_tangan() -> list[tuple[str, str]]:
    return [(k, nama) for k, nama in NAMA.items() if k not in DIKENAL]


@dataclass(frozen=True)
class Kiriman:
    """What has to be known of a file. `dikirim`: the day of its first version, in its village."""

    pk: int
    status: str
    dikirim: date


@dataclass
class Diketahui:
    """Of some villages. `dilihat`: until which day somebody looked at a duty; what was not met by then is late.
    `berkas`: by village, category and period, the first sent on top. `libur`: days off by kabupaten, None: everywhere.
    """

    kejadian: dict[int, dict[str, list[date]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    dipenuhi: dict[Kunci, date] = field(default_factory=dict)
    terisi: dict[tuple[int, str], date | None] = field(default_factory=dict)
    dilihat: dict[tuple[int, str], date] = field(default_factory=dict)
    berkas: dict[tuple[int, str, str], list[Kiriman]] = field(default_factory=lambda: defaultdict(list))
    libur: dict[int | None, set[date]] = field(default_factory=lambda: defaultdict(set))

    def libur_di(self, kabupaten: int | None) -> set[date]:
        return self.libur[None] | self.libur[kabupaten]


def diketahui(desa: Sequence[Desa], kategori: Collection[str] = ()) -> Diketahui:
    """With the files of these categories. One query."""
    hasil, menurut = Diketahui(), {d.pk: d for d in desa}
    bagian = [qs for sumber in SUMBER for qs in sumber(list(menurut))]
    berkas = Berkas.objects.filter(desa__in=list(menurut), kategori__kode__in=kategori)
    isi: dict[str, Any] = {
        "kode": F("kategori__kode"),
        "periode": F("periode"),
        "kata": F("status"),
        "hari_waktu": F("dibuat"),
    }
    bagian += [
        fakta(berkas, DIKIRIM, **isi),
        fakta(HariLibur.objects.all(), LIBUR, desa="kabupaten", hari=F("tanggal")),
    ]
    semua = reduce(lambda a, b: a.union(b, all=True), bagian)
    terisi: list[tuple[date, str, int, str, date | None]] = []
    kiriman: list[tuple[datetime, int, tuple[int, str, str], Kiriman]] = []
    for apa, pk, kode, periode, sejak, hari, sejak_waktu, hari_waktu, nomor, kata in semua:
        if apa == LIBUR:
            hasil.libur[pk].add(hari)
            continue
        awal, akhir = sejak or _hari(sejak_waktu, menurut[pk]), hari or _hari(hari_waktu, menurut[pk])
        if apa == JABATAN:
            _jabatan(hasil.kejadian[pk], awal, akhir)
        elif akhir is None:
            continue
        elif apa == DIKIRIM:
            kiriman.append((hari_waktu, int(nomor), (pk, kode, periode), Kiriman(int(nomor), kata, akhir)))
        elif apa == TERISI:
            terisi.append((akhir, nomor, pk, kode, awal))
        elif apa == TERJADI:
            _tambah(hasil.kejadian[pk][kode], akhir)
        else:
            kunci = (pk, kode, periode, awal)
            hasil.dipenuhi[kunci] = min(akhir, hasil.dipenuhi.get(kunci, akhir))
    for hari, _, pk, kode, sampai in sorted(terisi, key=lambda t: t[:2]):
        hasil.terisi[pk, kode], hasil.dilihat[pk, kode] = sampai, hari
    for _, _, milik, satu in sorted(kiriman, key=lambda k: k[:2]):
        hasil.berkas[milik].append(satu)
    return hasil


def _tambah(daftar: list[date], hari: date) -> None:
    if hari not in daftar:
        daftar.append(hari)


def _hari(waktu: datetime | None, desa: Desa) -> date | None:
    return tanggal(waktu, desa) if waktu else None


def _jabatan(kejadian: dict[str, list[date]], mulai: date | None, selesai: date | None) -> None:
    """A kepala desa who was replaced or died could not know the end months before: that end sets no day."""
    if mulai:
        _tambah(kejadian["pelantikan_kades"], mulai)
    if selesai and (mulai is None or mulai.year > 9000 or selesai >= geser_bulan(mulai, MASA_JABATAN - 1)):
        _tambah(kejadian["akhir_masa_jabatan"], selesai)


def _dicatat(desa: Collection[int]) -> Iterable["QuerySet[Any, Any]"]:
    yield fakta(Kejadian.objects.filter(desa__in=desa), TERJADI, kode=F("jenis"), hari=F("hari"))
    dipenuhi = Pemenuhan.objects.filter(desa__in=desa)
    yield fakta(dipenuhi, DIPENUHI, kode=F("kode"), periode=F("periode"), sejak=F("sejak"), hari=F("hari"))
    kades = Perangkat.objects.filter(
        desa__in=desa, jabatan=JabatanPerangkat.KEPALA_DESA, status_jabatan=StatusJabatan.DEFINITIF
    )
    yield fakta(kades, JABATAN, sejak=F("mulai"), hari=F("selesai"))


daftarkan(_dicatat, kejadian=("pelantikan_kades", "akhir_masa_jabatan"))
