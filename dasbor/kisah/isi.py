"""What became of one village, on one line of time: visits with their books, findings, documents, monitoring, scores,
budgets and officials, as far as the reader may see each of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from akun.models import Pengguna
from apbdes.models import VersiApbdes
from berkas.models import Berkas
from dasar.waktu import hari_ini, tanggal
from desa.models import Desa, Perangkat
from desa.tabel import TABEL
from evaluasi.enums import StatusEvaluasi
from evaluasi.hitung import HasilEvaluasi
from evaluasi.models import Evaluasi
from klinik.enums import StatusPertanyaan
from klinik.models import Pertanyaan
from monitoring.enums import StatusMonitoring
from monitoring.models import Monitoring
from perjalanan.enums import TERBIT
from perjalanan.models import Perjalanan
from perut.enums import StatusKunjungan
from perut.models import Kunjungan
from perut.queries import kelengkapan, pemeriksaan_resmi
from tindaklanjut.enums import BERJALAN, StatusTemuan
from tindaklanjut.models import Temuan

PANJANG = 160  # letters of a finding or a title


@dataclass(frozen=True)
class Butir:
    """One thing that happened. `ikon` is the room's in the menu, `jenis` its word."""

    hari: date
    jenis: str
    ikon: str
    teks: str
    keadaan: str
    url: str


@dataclass(frozen=True)
class Tahun:
    tahun: int
    butir: list[Butir]


@dataclass(frozen=True)
class Kisah:
    desa: Desa
    pada: date
    perangkat: list[Perangkat]
    butir: list[Butir]  # the latest first
    mendatang: list[Butir]  # the next first
    temuan: list[Temuan]  # what is still open, the most urgent first

    @property
    def tahun(self) -> list[Tahun]:
        hasil: dict[int, list[Butir]] = defaultdict(list)
        for b in self.butir:
            hasil[b.hari.year].append(b)
        return [Tahun(t, isi) for t, isi in hasil.items()]

    @property
    def terlambat(self) -> int:
        return sum(t.terlambat for t in self.temuan)


def _pendek(teks: str) -> str:
    teks = " ".join(teks.split())
    return teks if len(teks) <= PANJANG else f"{teks[: PANJANG - 1]}…"


def kisah_desa(pengguna: Pengguna, desa: Desa) -> Kisah:
    """Eleven queries, however much happened; two more while it is another day in another zone."""
    pada = hari_ini(desa)
    temuan = list(
        Temuan.objects.untuk(pengguna)
        .bertanda()
        .filter(desa=desa)
        .exclude(status__in=[StatusTemuan.DRAF, StatusTemuan.DICABUT])
        .order_by("batas_waktu", "pk")
    )
    perangkat = list(Perangkat.objects.filter(desa=desa))
    for milik in (temuan, perangkat):
        for objek in milik:
            objek.desa = desa
    sumber: list[Callable[[], Iterable[Butir]]] = [
        lambda: _kunjungan(pengguna, desa),
        lambda: _temuan(temuan, desa),
        lambda: _monitoring(pengguna, desa),
        lambda: _evaluasi(pengguna, desa),
        lambda: _anggaran(pengguna, desa),
        lambda: _berkas(pengguna, desa),
        lambda: _perjalanan(pengguna, desa),
        lambda: _pertanyaan(pengguna, desa),
        lambda: _perangkat(perangkat, desa),
    ]
    semua = sorted((b for s in sumber for b in s()), key=lambda b: (b.hari, b.jenis, b.teks), reverse=True)
    menjabat = [p for p in perangkat if (p.mulai is None or p.mulai <= pada) and not p.berakhir]
    return Kisah(
        desa,
        pada,
        sorted(menjabat, key=TABEL["perangkat"].kunci_urut),
        [b for b in semua if b.hari <= pada],
        [b for b in reversed(semua) if b.hari > pada],
        [t for t in temuan if t.status in BERJALAN],
    )


def _kunjungan(pengguna: Pengguna, desa: Desa) -> Iterable[Butir]:
    buku = defaultdict(list)
    for p in pemeriksaan_resmi().filter(kunjungan__desa=desa):
        buku[p.kunjungan_id].append(p)
    for k in Kunjungan.objects.untuk(pengguna).filter(desa=desa, tanggal__isnull=False):
        teks = "Kunjungan pendampingan"
        if k.status == StatusKunjungan.DISAHKAN and buku[k.pk]:
            r = kelengkapan(buku[k.pk])
            teks = f"{teks}: {r.tertib} dari {r.total} buku tertib"
        yield Butir(k.tanggal, "Kunjungan", "journal-check", teks, k.get_status_display(), k.get_absolute_url())


def _temuan(temuan: Iterable[Temuan], desa: Desa) -> Iterable[Butir]:
    for t in temuan:
        url, isi = t.get_absolute_url(), _pendek(t.uraian)
        yield Butir(tanggal(t.dibuat_pada, desa), "Temuan", "flag", isi, t.get_status_display(), url)
        if t.ditutup_pada:
            yield Butir(t.ditutup_pada, "Temuan selesai", "check2-circle", isi, "Selesai", url)


def _monitoring(pengguna: Pengguna, desa: Desa) -> Iterable[Butir]:
    ada = Monitoring.objects.untuk(pengguna).filter(desa=desa, tanggal_mulai__isnull=False)
    for m in ada.exclude(status=StatusMonitoring.DIBATALKAN):
        assert m.tanggal_mulai is not None
        keadaan = m.get_status_display()
        yield Butir(m.tanggal_mulai, "Monitoring", "clipboard2-check", m.bidang, keadaan, m.get_absolute_url())


def _perjalanan(pengguna: Pengguna, desa: Desa) -> Iterable[Butir]:
    """What was ordered; a request, and what was withdrawn, is no journey."""
    for p in Perjalanan.objects.untuk(pengguna).filter(desa=desa, status__in=TERBIT):
        teks = _pendek(f"{p.maksud}, {p.kota_tujuan}")
        yield Butir(p.mulai, "Perjalanan dinas", "signpost-2", teks, p.get_status_display(), p.get_absolute_url())


def _pertanyaan(pengguna: Pengguna, desa: Desa) -> Iterable[Butir]:
    """What the village asked in the clinic, on the day on which it was asked."""
    for p in Pertanyaan.objects.untuk(pengguna).filter(desa=desa).exclude(status=StatusPertanyaan.DRAF):
        p.desa = desa
        yield Butir(
            p.hari_diajukan, "Klinik", "chat-dots", _pendek(p.judul), p.get_status_display(), p.get_absolute_url()
        )


def _evaluasi(pengguna: Pengguna, desa: Desa) -> Iterable[Butir]:
    ada = Evaluasi.objects.untuk(pengguna).filter(desa=desa, tanggal_selesai__isnull=False)
    for e in ada.exclude(status=StatusEvaluasi.DIBATALKAN):
        assert e.tanggal_selesai is not None
        teks = f"Evaluasi kinerja tahun {e.tahun}"
        if e.status == StatusEvaluasi.SELESAI and e.hasil and e.hasil.get("nilai"):
            teks = f"{teks}: nilai {HasilEvaluasi.dari_json(e.hasil).nilai_cetak}"
        keadaan = e.get_status_display()
        yield Butir(e.tanggal_selesai, "Evaluasi", "clipboard-data", teks, keadaan, e.get_absolute_url())


def _anggaran(pengguna: Pengguna, desa: Desa) -> Iterable[Butir]:
    ada = VersiApbdes.objects.untuk(pengguna).filter(apbdes__desa=desa).select_related("apbdes").defer("beku")
    for v in ada:
        v.apbdes.desa = desa
        url, teks = v.get_absolute_url(), f"APB Desa tahun {v.apbdes.tahun}, {v.sebutan}"
        langkah = [
            (v.diajukan and tanggal(v.diajukan, desa), "Diajukan"),
            (v.diputus and tanggal(v.diputus, desa), "Diputus camat"),
            (v.perdes_tanggal, "Ditetapkan dengan Perdes"),
        ]
        for hari, keadaan in langkah:
            if hari:
                yield Butir(hari, "APB Desa", "cash-stack", teks, keadaan, url)


def _berkas(pengguna: Pengguna, desa: Desa) -> Iterable[Butir]:
    for b in Berkas.objects.untuk(pengguna).filter(desa=desa).defer("teks_cari"):
        keadaan = b.get_status_display()
        hari = tanggal(b.dibuat, desa)
        yield Butir(hari, "Dokumen", "folder2-open", _pendek(b.judul), keadaan, b.get_absolute_url())


def _perangkat(perangkat: Iterable[Perangkat], desa: Desa) -> Iterable[Butir]:
    url = reverse("desa:desa-rinci", args=[desa.pk])
    for p in perangkat:
        if p.mulai:
            yield Butir(p.mulai, "Perangkat", "person", str(p), "Mulai menjabat", url)
        if p.selesai:
            yield Butir(p.selesai, "Perangkat", "person", str(p), "Akhir masa jabatan", url)
