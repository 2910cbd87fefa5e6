"""What is asked of somebody who works in a village: signatures first, then what is late, then what is due.

A kepala desa is asked for what only he can do, and told what has become late; the sekretaris and whoever drafts beside
him are asked for all that the village has to send, answer and mend.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from akun.enums import DESA, WAKIL_DESA, Peran
from akun.lingkup import lingkup
from akun.models import Pengguna
from apbdes.enums import StatusVersi
from apbdes.models import VersiApbdes
from dasar.waktu import hari_ini
from dasbor.dokumen import kelompokkan
from desa.models import Desa
from kewajiban.keadaan import Hitungan, Sel
from naskah.models import Kiriman
from naskah.queries.naskah import ttd_qs
from perut.enums import StatusKunjungan
from perut.models import Kesepakatan, Kunjungan
from tindaklanjut.models import Temuan

SEBULAN = timedelta(days=31)
SEGERA = timedelta(days=3)  # calendar days within which what is due is urgent
MENDESAK_MAKS = 3
BERSAMA = ("kecamatan__kabupaten", "kecamatan__penghitungan_kewajiban")
TANDA_TANGAN, BERTANGGAL, LAINNYA = 0, 1, 2


@dataclass(frozen=True)
class Diminta:
    """One thing that is asked. `batas` is the last day where there is one."""

    jenis: str
    ikon: str
    teks: str
    desa: Desa | None
    url: str
    golongan: int
    batas: date | None = None
    telat: bool = False
    # Several of one kind under one line, which opens; each of them has a line of its own there.
    isi: "tuple[Diminta, ...]" = ()

    @property
    def urut(self) -> tuple[int, bool, date, str]:
        """Signatures, then what is late, then by the last day, then what has none."""
        return (self.golongan, not self.telat, self.batas or date.max, self.teks)


@dataclass(frozen=True)
class DaftarDiminta:
    mendesak: list[Diminta]
    telat: list[Diminta]
    sebulan: list[Diminta]
    lain: list[Diminta]

    @property
    def jumlah(self) -> int:
        return len(self.mendesak) + len(self.telat) + len(self.sebulan) + len(self.lain)


def susun(semua: Iterable[Diminta], pada: date) -> DaftarDiminta:
    """Each thing once. At most three are urgent: signatures, what is late, what is due within three days."""
    urut = sorted(semua, key=lambda d: d.urut)
    gawat = [
        d for d in urut if d.golongan == TANDA_TANGAN or d.telat or (d.batas is not None and d.batas - pada <= SEGERA)
    ][:MENDESAK_MAKS]
    sisa = [d for d in urut if d not in gawat]
    telat = [d for d in sisa if d.telat]
    sebulan = [d for d in sisa if not d.telat and d.batas is not None and d.batas - pada <= SEBULAN]
    return DaftarDiminta(gawat, telat, sebulan, [d for d in sisa if d not in telat and d not in sebulan])


def desa_saya(pengguna: Pengguna) -> list[Desa]:
    """The villages that this person works in."""
    return list(pengguna.desa_terlihat(*DESA).select_related(*BERSAMA).order_by("nama", "kode"))


def diminta_dari(pengguna: Pengguna, desa: Sequence[Desa]) -> list[Diminta]:
    """All that is asked of this person in these villages, in no order."""
    return [
        *_tanda_tangan(pengguna),
        *_kiriman(pengguna),
        *(d for satu in desa for d in _desa(pengguna, satu)),
    ]


def _tanda_tangan(pengguna: Pengguna) -> Iterable[Diminta]:
    for n in ttd_qs(pengguna).defer("isi"):
        yield Diminta("Tanda tangan", "pen", n.perihal, n.desa, n.get_absolute_url(), TANDA_TANGAN)


def _kiriman(pengguna: Pengguna) -> Iterable[Diminta]:
    masuk = Kiriman.objects.masuk(pengguna).menunggu().select_related("naskah", "desa").defer("naskah__isi")
    for k in masuk:
        url = k.naskah.get_absolute_url()
        yield Diminta("Nyatakan terima", "inbox", k.naskah.perihal, k.desa, url, LAINNYA)


def _desa(pengguna: Pengguna, desa: Desa) -> Iterable[Diminta]:
    peran = pengguna.peran_di(desa) & DESA
    mengerjakan = bool(peran - {Peran.KEPALA_DESA})
    semua: list[Diminta] = []
    if peran & WAKIL_DESA:
        semua += _temuan(pengguna, desa)
    semua += _dokumen(desa)
    semua += _anggaran(pengguna, desa, peran)
    return semua if mengerjakan else [d for d in semua if d.telat or d.jenis == "Tetapkan APB Desa"]


def _temuan(pengguna: Pengguna, desa: Desa) -> Iterable[Diminta]:
    for t in Temuan.objects.untuk(pengguna).filter(desa=desa).menunggu_desa().bertanda():
        t.desa = desa
        url = t.get_absolute_url()
        yield Diminta("Jawab temuan", "flag", t.uraian, desa, url, BERTANGGAL, t.batas_waktu, t.terlambat)


def _dokumen(desa: Desa) -> Iterable[Diminta]:
    """One line per duty: ten months of one book are one thing to do."""
    hitungan = Hitungan(desa.kecamatan)
    sel = [s for s in hitungan.tunggakan([desa], dalam=SEBULAN) if s.diminta]
    for telat in (True, False):
        for k in kelompokkan(s for s in sel if s.telat == telat):
            satu = tuple(_satu_dokumen(s, desa) for s in k.sel)
            if len(satu) == 1:
                yield satu[0]
                continue
            url = reverse("kewajiban:desa", args=[desa.pk])
            teks, batas = f"{k.nama}: {len(satu)} belum", satu[0].batas
            yield Diminta(_kerja(k.sel[0]), "cloud-arrow-up", teks, desa, url, BERTANGGAL, batas, telat, satu)


def _satu_dokumen(s: Sel, desa: Desa) -> Diminta:
    kerja = "Perbaiki dokumen" if s.ditolak else _kerja(s)
    return Diminta(kerja, "cloud-arrow-up", s.nama, desa, s.alamat_kirim, BERTANGGAL, s.batas, s.telat)


def _kerja(s: Sel) -> str:
    return "Kirim dokumen" if s.dapat_dikirim else "Penuhi kewajiban"


def _anggaran(pengguna: Pengguna, desa: Desa, peran: frozenset[str]) -> Iterable[Diminta]:
    pada = hari_ini(desa)
    versi = VersiApbdes.objects.filter(lingkup(pengguna, *DESA, desa="apbdes__desa"), apbdes__desa=desa)
    versi = versi.select_related("apbdes").defer("beku")
    terjawab = VersiApbdes.objects.exclude(status__in=[StatusVersi.DISUSUN, StatusVersi.DIBATALKAN]).filter(
        sebelum__isnull=False
    )
    for v in versi.filter(status=StatusVersi.PERLU_DIPERBAIKI).exclude(pk__in=terjawab.values("sebelum")):
        telat = v.batas_perbaikan is not None and v.batas_perbaikan < pada
        url = v.get_absolute_url()
        yield Diminta("Perbaiki APB Desa", "cash-stack", _sebut(v), desa, url, BERTANGGAL, v.batas_perbaikan, telat)
    if peran & WAKIL_DESA:
        for v in versi.filter(status__in=[StatusVersi.SESUAI, StatusVersi.LEWAT_WAKTU]):
            url = v.get_absolute_url()
            yield Diminta("Tetapkan APB Desa", "cash-stack", _sebut(v), desa, url, LAINNYA)


def _sebut(v: VersiApbdes) -> str:
    return f"tahun {v.apbdes.tahun}, {v.sebutan}"


def kesepakatan_desa(pengguna: Pengguna, desa: Sequence[Desa]) -> list[Kesepakatan]:
    """What was agreed at the last approved visit of each village and has a date, the earliest first; a village reads
    it once its record is approved."""
    sah = Kunjungan.objects.filter(desa=OuterRef("kunjungan__desa"), status=StatusKunjungan.DISAHKAN)
    terakhir = Kesepakatan.objects.filter(
        kunjungan__desa__in=[d.pk for d in desa],
        kunjungan=Subquery(sah.order_by("-tanggal", "-pk").values("pk")[:1]),
        batas_waktu__isnull=False,
    )
    return sorted(terakhir.select_related("kunjungan__desa__kecamatan"), key=_batas)


def _batas(k: Kesepakatan) -> tuple[date, str]:
    return (k.batas_waktu or date.max, k.uraian)
