"""The kecamatan that a person reads side by side: how much was done, what waits in each office, what is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from akun.models import Pengguna
from apbdes.enums import DI_KECAMATAN, StatusVersi
from apbdes.models import VersiApbdes
from berkas.enums import StatusBerkas
from berkas.models import Berkas
from dasar.waktu import hari_ini_pembaca
from dasbor.kabupaten.dokumen import dokumen_kecamatan
from desa.models import Kecamatan
from monitoring.enums import StatusMonitoring
from monitoring.models import Monitoring
from perut.enums import StatusKunjungan
from perut.models import Kunjungan
from tindaklanjut.models import Temuan

WAKTU_SINGKAT = (StatusKunjungan.DIAJUKAN, StatusKunjungan.DIVERIFIKASI)


@dataclass(frozen=True)
class BarisKecamatan:
    """One kecamatan. What waits (`menunggu_*`) is the office's work, what is late or lapsed its compliance."""

    kecamatan: Kecamatan
    desa: int = 0
    dikunjungi: int = 0  # villages with an approved visit this year
    sah: int = 0
    rencana: int = 0
    menunggu_kunjungan: int = 0
    menunggu_apbdes: int = 0
    menunggu_monitoring: int = 0
    menunggu_berkas: int = 0
    temuan: int = 0
    temuan_terlambat: int = 0
    dokumen_terlambat: int | None = None  # None: the kecamatan has not said which documents it requires
    laporan_terlambat: int = 0
    apbdes_ditetapkan: int = 0  # villages with a Perdes of this year's budget
    apbdes_lewat: int = 0  # budgets that took effect because the days ran out

    @property
    def menunggu(self) -> int:
        return self.menunggu_kunjungan + self.menunggu_apbdes + self.menunggu_monitoring + self.menunggu_berkas

    @property
    def rincian_menunggu(self) -> str:
        isi = [
            (self.menunggu_kunjungan, "kunjungan"),
            (self.menunggu_apbdes, "APB Desa"),
            (self.menunggu_monitoring, "laporan monitoring"),
            (self.menunggu_berkas, "berkas"),
        ]
        return ", ".join(f"{n} {kata}" for n, kata in isi if n)


# Heading, field, and the field that it is a part of.
KOLOM: tuple[tuple[str, str, str], ...] = (
    ("Desa dikunjungi tahun ini", "dikunjungi", "desa"),
    ("Kunjungan disahkan", "sah", "rencana"),
    ("Menunggu kantor", "menunggu", ""),
    ("Temuan terbuka", "temuan", ""),
    ("Temuan terlambat", "temuan_terlambat", ""),
    ("Dokumen terlambat", "dokumen_terlambat", ""),
    ("Laporan monitoring terlambat", "laporan_terlambat", ""),
    ("APB Desa ditetapkan", "apbdes_ditetapkan", "desa"),
    ("APB Desa lewat waktu", "apbdes_lewat", ""),
)


def baris_kecamatan(pengguna: Pengguna, kecamatan: Sequence[Kecamatan]) -> list[BarisKecamatan]:
    """One row for each, in their order; a fixed number of queries however many there are."""
    tahun = hari_ini_pembaca().year
    pk = [k.pk for k in kecamatan]
    isi: dict[int, dict[str, int]] = {k: {} for k in pk}

    def tambah(semua: QuerySet[Any], jalan: str, **hitung: Count) -> None:
        pilih = semua.filter(**{f"{jalan}__in": pk}).order_by().values(jalan).annotate(**hitung)
        for baris in pilih:
            isi[baris.pop(jalan)].update(baris)

    dokumen = dokumen_kecamatan(pengguna, kecamatan)
    sah = Q(status=StatusKunjungan.DISAHKAN, tanggal__year=tahun)
    tambah(
        Kunjungan.objects.untuk(pengguna),
        "desa__kecamatan",
        n_sah=Count("pk", filter=sah),
        n_dikunjungi=Count("desa", filter=sah, distinct=True),
        n_rencana=Count("pk", filter=Q(tanggal__year=tahun) & ~Q(status=StatusKunjungan.DIBATALKAN)),
        n_menunggu_kunjungan=Count("pk", filter=Q(status__in=WAKTU_SINGKAT)),
    )
    tambah(
        Temuan.objects.untuk(pengguna).belum_selesai().bertanda(),
        "desa__kecamatan",
        n_temuan=Count("pk"),
        n_temuan_terlambat=Count("pk", filter=Q(lewat_batas=True)),
    )
    tambah(
        Monitoring.objects.untuk(pengguna),
        "desa__kecamatan",
        n_menunggu_monitoring=Count("pk", filter=Q(status=StatusMonitoring.DILAPORKAN)),
        n_laporan_terlambat=Count("pk", filter=Q(pk__in=Monitoring.objects.terlambat().values("pk"))),
    )
    tambah(
        VersiApbdes.objects.untuk(pengguna),
        "apbdes__desa__kecamatan",
        n_menunggu_apbdes=Count("pk", filter=Q(status__in=DI_KECAMATAN)),
        n_apbdes_lewat=Count("pk", filter=Q(status=StatusVersi.LEWAT_WAKTU, apbdes__tahun__gte=tahun)),
        n_apbdes_ditetapkan=Count(
            "apbdes__desa", filter=Q(status=StatusVersi.DITETAPKAN, apbdes__tahun=tahun), distinct=True
        ),
    )
    tambah(
        Berkas.objects.untuk(pengguna).filter(status=StatusBerkas.MENUNGGU),
        "desa__kecamatan",
        n_menunggu_berkas=Count("pk"),
    )
    return [
        BarisKecamatan(
            k,
            desa=len(dokumen[k.pk].desa),
            dokumen_terlambat=dokumen[k.pk].terlambat,
            **{n.removeprefix("n_"): v for n, v in isi[k.pk].items()},
        )
        for k in kecamatan
    ]


def jumlah(baris: Sequence[BarisKecamatan]) -> dict[str, int]:
    """The sum of each field that stands in the table."""
    nama = {n for _, satu, dari in KOLOM for n in (satu, dari) if n}
    return {n: sum(getattr(b, n) or 0 for b in baris) for n in nama}


def sel(baris: BarisKecamatan | dict[str, int]) -> list[str]:
    """'3 dari 23' or '4' for each column."""

    def nilai(nama: str) -> int | None:
        return baris[nama] if isinstance(baris, dict) else getattr(baris, nama)

    def tulis(satu: str, dari: str) -> str:
        if nilai(satu) is None:
            return "Belum ditetapkan"
        return f"{nilai(satu)} dari {nilai(dari)}" if dari else str(nilai(satu))

    return [tulis(satu, dari) for _, satu, dari in KOLOM]
