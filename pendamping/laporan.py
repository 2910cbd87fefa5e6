"""The monthly report of one pendamping over all of his villages, as a dataclass that a template prints.

It is a work sheet, no naskah dinas: no source says who approves and signs it, and what the office answers for stands
in the confirmed sheets. docs/keputusan/0085.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from akun.models import Pengguna
from dasar.waktu import tanggal
from desa.models import Kecamatan
from naskah.bagian import Kop, kop, tanggal_panjang, waktu_setempat
from naskah.pejabat import camat
from pendamping.enums import KeadaanButir, StatusLembar
from pendamping.isi import Baris, IsiLembar, isi_lembar
from pendamping.models import Lembar, akhir_bulan
from pendamping.tabel import Hitungan, Sel, sel_kecamatan


@dataclass(frozen=True)
class BarisLaporan:
    kode: str
    tugas: str
    uraian: str
    kapan: str
    bukti: list[str]
    keadaan: str


@dataclass(frozen=True)
class Tidak:
    """A duty that did not apply, and why."""

    kode: str
    tugas: str
    alasan: str


@dataclass(frozen=True)
class DesaLaporan:
    """`tanpa` says that there is no sheet, or none that was handed in."""

    desa: str
    jenis: str
    keadaan: str
    susulan: bool
    tanpa: str
    dikerjakan: list[BarisLaporan]
    tidak: list[Tidak]
    semua: int
    berbukti: int
    catatan: list[str]
    keputusan: str


@dataclass(frozen=True)
class Laporan:
    kop: Kop
    nama: str
    jenis: str
    bulan: str
    kecamatan: str
    dicetak: str
    daftar: list[str]
    desa: list[DesaLaporan]
    diharapkan: int
    dikonfirmasi: int
    menunggu: int
    belum: int
    camat: dict[str, Any]
    tempat: str

    def beku(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def banyak(self) -> int:
        """Rows to lay out."""
        return sum(len(d.dikerjakan) + len(d.tidak) for d in self.desa)


def laporan_bulan(*, kecamatan: Kecamatan, pendamping: Pengguna, bulan: date) -> Laporan | None:
    """None where this person neither was placed there in that month nor wrote anything. Drafts are named, not printed:
    what is still being written is nobody's report."""
    sel = [s for s in sel_kecamatan(kecamatan, [bulan]) if s.pengguna.pk == pendamping.pk]
    if not sel:
        return None
    ada = {b.pk: b for b in _lembar([s.lembar.pk for s in sel if s.lembar])}
    isi = {pk: isi_lembar(b) for pk, b in ada.items()}
    hitungan = Hitungan(tuple(sel))
    pejabat = camat(kecamatan, akhir_bulan(bulan))
    return Laporan(
        kop=kop(kecamatan),
        nama=pendamping.nama,
        jenis=" dan ".join(sorted({s.jenis for s in sel})),
        bulan=date_format(bulan, "F Y"),
        kecamatan=str(kecamatan),
        dicetak=waktu_setempat(timezone.now(), kecamatan),
        daftar=sorted({f"{i.daftar}. Sumber: {i.sumber}" for i in isi.values()}),
        desa=[_desa(s, ada.get(s.lembar.pk) if s.lembar else None, isi) for s in sel],
        diharapkan=len(sel),
        dikonfirmasi=hitungan.dikonfirmasi,
        menunggu=hitungan.menunggu,
        belum=len(sel) - sum(s.lembar is not None and s.lembar.status != StatusLembar.DRAF for s in sel),
        camat=asdict(pejabat),
        tempat=kecamatan.ibu_kota or kecamatan.nama,
    )


def _lembar(pk: list[int]) -> list[Lembar]:
    semua = Lembar.objects.filter(pk__in=pk).select_related("desa__kecamatan", "pendamping")
    return list(semua.prefetch_related("isian__bukti__versi_berkas", "riwayat__oleh"))


def _desa(s: Sel, lembar: Lembar | None, isi: dict[int, IsiLembar]) -> DesaLaporan:
    if lembar is None or lembar.status == StatusLembar.DRAF:
        tanpa = "Belum ada isian bulan ini." if lembar is None else "Masih diisi; belum diajukan."
        return DesaLaporan(str(s.desa), s.jenis, s.keadaan.label, False, tanpa, [], [], 0, 0, [], "")
    milik = isi[lembar.pk]
    hitung = milik.hitung()
    return DesaLaporan(
        desa=str(s.desa),
        jenis=s.jenis,
        keadaan=lembar.get_status_display(),
        susulan=s.susulan,
        tanpa="" if any(b.terisi for b in milik.baris) else "Tidak ada kegiatan yang dicatat bulan ini.",
        dikerjakan=[_baris(b) for b in milik.baris if b.terisi and b.keadaan != KeadaanButir.TIDAK_BERLAKU],
        tidak=[Tidak(b.kode, b.tugas, b.alasan) for b in milik.baris if b.keadaan == KeadaanButir.TIDAK_BERLAKU],
        semua=hitung["semua"],
        berbukti=hitung["berbukti"],
        catatan=[p for p in milik.catatan.splitlines() if p.strip()],
        keputusan=_keputusan(lembar),
    )


def _baris(b: Baris) -> BarisLaporan:
    keadaan = "; ".join(filter(None, [b.putusan_nama, b.putusan_alasan]))
    return BarisLaporan(b.kode, b.tugas, b.uraian, b.kapan, [x.teks for x in b.bukti], keadaan)


def _keputusan(lembar: Lembar) -> str:
    """Who confirmed, sent back or closed it, and when."""
    akhir = max(lembar.riwayat.all(), key=lambda r: r.pk, default=None)
    if akhir is None or akhir.ke == StatusLembar.DIAJUKAN:
        return ""
    hari = tanggal_panjang(tanggal(akhir.waktu, lembar.desa))
    alasan = f": {akhir.alasan}" if akhir.alasan else ""
    return f"{StatusLembar(akhir.ke).label} oleh {akhir.oleh}, {hari}{alasan}"
