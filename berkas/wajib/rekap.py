"""Who has sent what: desa × required documents × periods, in three queries however many there are."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from berkas.enums import KeadaanTuntutan, KelompokKategori, StatusBerkas
from berkas.models import Berkas, KategoriBerkas, KebutuhanBerkas
from berkas.wajib.tuntutan import Kunci, Tuntutan, tuntutan_jatuh_tempo, tuntutan_setahun
from dasar.waktu import hari_ini, hari_ini_pembaca, tanggal
from desa.enums import JenisDesa
from desa.models import Desa, Kecamatan

SEGERA = timedelta(days=31)
TUNGGAKAN_SEJAK = timedelta(days=3 * 366)  # an older debt is looked up in the table of its year
# Of several files for one requirement, the one that is furthest speaks for it.
URUTAN_STATUS = (StatusBerkas.DITERIMA, StatusBerkas.MENUNGGU, StatusBerkas.DITOLAK)
WARNA = {
    KeadaanTuntutan.DITERIMA: "hijau",
    KeadaanTuntutan.MENUNGGU: "kuning",
    KeadaanTuntutan.DITOLAK: "merah",
    KeadaanTuntutan.TERLAMBAT: "merah",
    KeadaanTuntutan.BELUM: "netral",
}


@dataclass(frozen=True)
class Kiriman:
    """What a recap needs to know of a file."""

    pk: int
    status: str
    judul: str
    nomor: str
    dikirim: date


@dataclass(frozen=True)
class Sel:
    """One desa and one required document."""

    desa: Desa
    tuntutan: Tuntutan
    kiriman: Kiriman | None
    pada: date

    @property
    def keadaan(self) -> KeadaanTuntutan:
        if self.kiriman:
            return KeadaanTuntutan(self.kiriman.status)
        return KeadaanTuntutan.TERLAMBAT if self.tuntutan.jatuh_tempo < self.pada else KeadaanTuntutan.BELUM

    @property
    def hari_telat(self) -> int:
        """Days late: until it was first sent, or until now while it is missing or refused. 0 when on time."""
        akhir = self.pada
        if self.kiriman and self.kiriman.status != StatusBerkas.DITOLAK:
            akhir = self.kiriman.dikirim
        return max(0, (akhir - self.tuntutan.jatuh_tempo).days)

    @property
    def terutang(self) -> bool:
        """The desa has to do something: send it, or mend what was refused."""
        return self.kiriman is None or self.kiriman.status == StatusBerkas.DITOLAK

    @property
    def alamat_unggah(self) -> str:
        """The upload page, filled in for this cell."""
        t = self.tuntutan
        isi = {"desa": self.desa.pk, "kategori": t.kategori.pk, "tahun": t.tahun, "periode": t.periode}
        return f"{reverse('berkas:berkas-unggah')}?{urlencode(isi)}"

    @property
    def label(self) -> str:
        return self.keadaan.label

    @property
    def warna(self) -> str:
        return WARNA[self.keadaan]

    @property
    def keterangan(self) -> str:
        """'terlambat 12 hari', beside a state that does not say so itself."""
        return f"terlambat {self.hari_telat} hari" if self.hari_telat else ""


@dataclass(frozen=True)
class Hitungan:
    """How many of some cells are in which state."""

    jumlah: int
    diterima: int
    menunggu: int
    ditolak: int
    terlambat: int  # still owed and past its due date, refused ones included

    @classmethod
    def dari(cls, sel: Iterable[Sel]) -> "Hitungan":
        daftar = list(sel)
        keadaan = Counter(s.keadaan for s in daftar)
        return cls(
            len(daftar),
            keadaan[KeadaanTuntutan.DITERIMA],
            keadaan[KeadaanTuntutan.MENUNGGU],
            keadaan[KeadaanTuntutan.DITOLAK],
            sum(1 for s in daftar if s.terutang and s.hari_telat),
        )


@dataclass(frozen=True)
class Kotak:
    """What stands where a row and a column meet: one cell, or the count of several."""

    sel: list[Sel]

    @property
    def satu(self) -> Sel | None:
        return self.sel[0] if len(self.sel) == 1 else None

    @cached_property
    def hitungan(self) -> Hitungan:
        return Hitungan.dari(self.sel)


@dataclass(frozen=True)
class BarisDesa:
    desa: Desa
    sel: list[Sel]

    @cached_property
    def hitungan(self) -> Hitungan:
        return Hitungan.dari(self.sel)

    def menurut_kategori(self, kategori: Sequence[KategoriBerkas]) -> list[tuple[KategoriBerkas, Kotak]]:
        isi: dict[int, list[Sel]] = {k.pk: [] for k in kategori}
        for s in self.sel:
            isi[s.tuntutan.kategori.pk].append(s)
        return [(k, Kotak(isi[k.pk])) for k in kategori]

    def menurut_kelompok(self, kelompok: Sequence[KelompokKategori]) -> list[tuple[KelompokKategori, Kotak]]:
        isi: dict[str, list[Sel]] = {k.value: [] for k in kelompok}
        for s in self.sel:
            isi[s.tuntutan.kategori.kelompok].append(s)
        return [(k, Kotak(isi[k.value])) for k in kelompok]


@dataclass(frozen=True)
class Rekap:
    tuntutan: list[Tuntutan]
    baris: list[BarisDesa] = field(default_factory=list)

    @property
    def kategori(self) -> list[KategoriBerkas]:
        return list({t.kategori.pk: t.kategori for t in self.tuntutan}.values())

    @property
    def kelompok(self) -> list[KelompokKategori]:
        ada = {t.kategori.kelompok for t in self.tuntutan}
        return [k for k in KelompokKategori if k in ada]

    @property
    def sel(self) -> list[Sel]:
        return [s for b in self.baris for s in b.sel]

    def hitungan_tuntutan(self) -> list[Hitungan]:
        """One for each of `tuntutan`, in their order."""
        return [Hitungan.dari(kolom) for kolom in zip(*(b.sel for b in self.baris), strict=True)] or [
            Hitungan.dari([]) for _ in self.tuntutan
        ]

    def hitungan_kategori(self) -> list[tuple[KategoriBerkas, Hitungan]]:
        kolom: dict[int, list[Sel]] = {k.pk: [] for k in self.kategori}
        for s in self.sel:
            kolom[s.tuntutan.kategori.pk].append(s)
        return [(k, Hitungan.dari(kolom[k.pk])) for k in self.kategori]

    def hitungan_kelompok(self) -> list[tuple[KelompokKategori, Hitungan]]:
        kolom: dict[str, list[Sel]] = {k.value: [] for k in self.kelompok}
        for s in self.sel:
            kolom[s.tuntutan.kategori.kelompok].append(s)
        return [(k, Hitungan.dari(kolom[k.value])) for k in self.kelompok]

    @property
    def hitungan(self) -> Hitungan:
        return Hitungan.dari(self.sel)


def kebutuhan_kecamatan(*kecamatan: Kecamatan) -> list[KebutuhanBerkas]:
    """All that was, is, or will be required there. What a category was required for stays, active or not."""
    return list(KebutuhanBerkas.objects.filter(kecamatan__in=kecamatan).select_related("kategori"))


def desa_dituntut(kecamatan: Kecamatan, terlihat=None) -> list[Desa]:
    """The desa (a kelurahan owes none of this) that the person sees; all of them when nobody is named."""
    desa = (terlihat if terlihat is not None else Desa.objects.all()).filter(kecamatan=kecamatan, jenis=JenisDesa.DESA)
    hasil = list(desa.order_by("nama"))
    for d in hasil:
        d.kecamatan = kecamatan  # asked for by every permission; one object for all rows
    return hasil


def rekap(desa: list[Desa], tuntutan: list[Tuntutan], *, pada: date | None = None) -> Rekap:
    """The cells of these desa of one kecamatan and its requirements, in one query."""
    if not desa:
        return Rekap(tuntutan, [])
    return rekap_banyak([(desa, tuntutan, pada or hari_ini(desa[0]))])[0]


def rekap_banyak(bagian: Sequence[tuple[list[Desa], list[Tuntutan], date]]) -> list[Rekap]:
    """The same of several kecamatan, each with its requirements and its day, in one query for all of them."""
    kiriman = _kiriman([d for desa, _, _ in bagian for d in desa], [t for _, tuntutan, _ in bagian for t in tuntutan])
    return [
        Rekap(
            tuntutan,
            [BarisDesa(d, [Sel(d, t, kiriman.get((d.pk, t.kunci)), pada) for t in tuntutan]) for d in desa],
        )
        for desa, tuntutan, pada in bagian
    ]


def rekap_setahun(desa: list[Desa], kebutuhan: list[KebutuhanBerkas], tahun: int, **pada) -> Rekap:
    return rekap(desa, tuntutan_setahun(kebutuhan, tahun), **pada)


def harus_dikirim(
    desa: list[Desa],
    kebutuhan: list[KebutuhanBerkas],
    *,
    pada: date | None = None,
    dalam: timedelta = SEGERA,
) -> list[Sel]:
    """What these desa still owe: refused, late, or due within `dalam`; the earliest due date first."""
    if not desa:
        return []
    pada = pada or hari_ini(desa[0])
    tuntutan = tuntutan_jatuh_tempo(kebutuhan, sejak=pada - TUNGGAKAN_SEJAK, sampai=pada + dalam)
    sel = [s for s in rekap(desa, tuntutan, pada=pada).sel if s.terutang]
    return sorted(sel, key=lambda s: s.tuntutan.jatuh_tempo)


def tahun_dituntut(kebutuhan: list[KebutuhanBerkas]) -> list[int]:
    """The years that the table can be drawn for, the latest first; next year's plans are due this year."""
    tahun_ini = hari_ini_pembaca().year
    awal = min((k.mulai.year for k in kebutuhan), default=tahun_ini)
    return list(range(tahun_ini + 1, min(awal, tahun_ini) - 1, -1))


def _kiriman(desa: list[Desa], tuntutan: list[Tuntutan]) -> dict[tuple[int, Kunci], Kiriman]:
    tempat = {d.pk: d for d in desa}
    baris = Berkas.objects.filter(
        desa__in=list(tempat),
        kategori__in={t.kategori.pk for t in tuntutan},
        periode__in={t.periode for t in tuntutan},
    ).values_list("desa_id", "kategori_id", "periode", "pk", "status", "judul", "nomor", "dibuat")
    hasil: dict[tuple[int, Kunci], Kiriman] = {}
    for desa_id, kategori_id, periode, pk, status, judul, nomor, dibuat in baris.order_by("-dibuat", "-pk"):
        kunci = (desa_id, (kategori_id, periode))
        lama = hasil.get(kunci)
        if lama is None or URUTAN_STATUS.index(status) < URUTAN_STATUS.index(lama.status):
            hasil[kunci] = Kiriman(pk, status, judul, nomor, tanggal(dibuat, tempat[desa_id]))
    return hasil
