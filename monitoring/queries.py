"""Reads that several places of this room need."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from akun.enums import Peran
from akun.models import Pengguna, Penugasan
from dasar.waktu import hari_ini
from desa.hari_kerja import hari_kerja
from desa.models import Kecamatan
from instrumen import FormulirQuerySet
from monitoring.models import FormulirMonitoring, JawabanMonitoring, LembarMonitoring, Monitoring

PERAN_PETUGAS = (Peran.PELAKSANA, Peran.VERIFIKATOR, Peran.PENDAMPING)


def formulir_berlaku(kecamatan: Kecamatan, pada: date | None = None) -> FormulirQuerySet:
    """The newest published version of each form that this office may begin new work with, ordered by bidang.

    The office's own forms stand beside the general ones. `pada`: a day, else today in the kecamatan.
    """
    return FormulirMonitoring.objects.berlaku(kecamatan, pada)


def kecamatan_kelolaan(pengguna: Pengguna) -> "QuerySet[Kecamatan]":
    """The kecamatan whose monitoring this person plans (`monitoring.kelola_monitoring`)."""
    return Kecamatan.objects.filter(
        pk__in=[p.kecamatan_id for p in pengguna.penugasan_aktif if p.peran == Peran.VERIFIKATOR]
    )


def petugas_tersedia(*kecamatan: Kecamatan) -> "QuerySet[Pengguna]":
    """Accounts that can be sent to a village of these kecamatan: active people with an assignment there today."""
    penugasan = Penugasan.objects.aktif().filter(kecamatan__in=kecamatan, peran__in=PERAN_PETUGAS)
    return Pengguna.objects.filter(is_active=True, pk__in=penugasan.values("pengguna")).order_by("nama", "pk")


def sisa_hari_kerja(monitoring: Monitoring) -> int | None:
    """Working days left until the report is due, the last one included; None when none is owed or it is late."""
    hari, batas = hari_ini(monitoring.desa), monitoring.batas_laporan
    if not monitoring.belum_lapor or batas is None or batas < hari:
        return None
    return sum(1 for h in hari_kerja(hari, batas, monitoring.desa.kecamatan.kabupaten) if h > hari)


@dataclass(frozen=True)
class LembarRingkas:
    """A sheet in numbers: how many rows there are, have each answer, are bad news, have photos."""

    lembar: LembarMonitoring
    banyak: int
    jumlah: dict[str, int]
    buruk: list[JawabanMonitoring]
    foto: int

    @property
    def terjawab(self) -> int:
        return sum(self.jumlah.values())

    @property
    def belum(self) -> int:
        return self.banyak - self.terjawab


def lembar_ringkas(monitoring: Monitoring) -> list[LembarRingkas]:
    """The sheets of a monitoring with their answers summarised; a fixed number of queries."""
    semua = monitoring.lembar.select_related("formulir").prefetch_related(
        "formulir__butir", "jawaban__butir", "jawaban__foto"
    )
    return [_ringkas(lb) for lb in semua]


def _ringkas(lembar: LembarMonitoring) -> LembarRingkas:
    jawaban = list(lembar.jawaban.all())
    jumlah = {p: sum(1 for j in jawaban if j.jawaban == p) for p in lembar.formulir.pilihan}
    return LembarRingkas(
        lembar=lembar,
        banyak=len(lembar.formulir.butir.all()) + sum(1 for j in jawaban if j.butir_id is None),
        jumlah=jumlah,
        buruk=[j for j in jawaban if j.kabar_buruk],
        foto=sum(len(j.foto.all()) for j in jawaban),
    )
