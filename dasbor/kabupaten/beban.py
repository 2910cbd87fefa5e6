"""Who carries how much in the offices of the kecamatan that a person reads: one row for each person and kecamatan."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from akun.enums import Peran
from akun.models import Pengguna, Penugasan
from desa.models import Kecamatan
from monitoring.enums import StatusMonitoring
from monitoring.models import Monitoring
from perut.enums import StatusKunjungan
from perut.models import Kunjungan
from tindaklanjut.models import Temuan

BERTUGAS = (Peran.CAMAT, Peran.VERIFIKATOR, Peran.PELAKSANA)
# An officer's work until it is handed in.
KUNJUNGAN_TERBUKA = (StatusKunjungan.DIJADWALKAN, StatusKunjungan.BERLANGSUNG, StatusKunjungan.DIKEMBALIKAN)
MONITORING_TERBUKA = (StatusMonitoring.DITUGASKAN, StatusMonitoring.BERLANGSUNG)
# What a role decides of the visits of its kecamatan, but not of those that the person made.
MEMUTUSKAN = {Peran.VERIFIKATOR: StatusKunjungan.DIAJUKAN, Peran.CAMAT: StatusKunjungan.DIVERIFIKASI}
JUDUL = ("Kunjungan terbuka", "Monitoring terbuka", "Kunjungan menunggu diputus", "Temuannya masih terbuka")


@dataclass(frozen=True)
class Beban:
    kecamatan: Kecamatan
    orang: Pengguna
    jabatan: str
    kunjungan: int
    monitoring: int
    putusan: int
    temuan: int

    @property
    def angka(self) -> tuple[int, int, int, int]:
        """In the order of JUDUL."""
        return (self.kunjungan, self.monitoring, self.putusan, self.temuan)

    @property
    def jumlah(self) -> int:
        return sum(self.angka)


def beban_petugas(pengguna: Pengguna, kecamatan: Sequence[Kecamatan]) -> list[Beban]:
    """By kecamatan, whoever carries most on top; a person without any work stands there, too. Six queries."""
    per_pk = {k.pk: k for k in kecamatan}
    tugas: dict[tuple[int, int], list[Penugasan]] = defaultdict(list)
    semua = Penugasan.objects.aktif().filter(kecamatan__in=list(per_pk), peran__in=BERTUGAS, pengguna__is_active=True)
    for p in semua.select_related("pengguna").order_by("peran"):
        tugas[p.kecamatan_id or 0, p.pengguna_id].append(p)

    terlihat = Kunjungan.objects.untuk(pengguna).filter(desa__kecamatan__in=list(per_pk)).order_by()
    di_tempat = Counter[tuple[int, str]]()
    for k, status, n in terlihat.values_list("desa__kecamatan", "status").annotate(n=Count("pk")):
        di_tempat[k, status] = n
    milik = Counter[tuple[int, int, str]]()
    for k, orang, status, n in terlihat.values_list("desa__kecamatan", "petugas", "status").annotate(n=Count("pk")):
        milik[k, orang or 0, status] = n
    monitoring = Counter[tuple[int, int]]()
    terbuka = Monitoring.objects.untuk(pengguna).filter(desa__kecamatan__in=list(per_pk), status__in=MONITORING_TERBUKA)
    for k, orang, n in terbuka.order_by().values_list("desa__kecamatan", "petugas__pengguna").annotate(n=Count("pk")):
        monitoring[k, orang or 0] = n
    temuan = Counter[tuple[int, int]]()
    masih = Temuan.objects.untuk(pengguna).belum_selesai().filter(desa__kecamatan__in=list(per_pk))
    for k, orang, n in masih.order_by().values_list("desa__kecamatan", "ditemukan_oleh").annotate(n=Count("pk")):
        temuan[k, orang or 0] = n

    hasil = []
    for (k, orang), peran in tugas.items():
        putus = {MEMUTUSKAN[Peran(p.peran)] for p in peran if p.peran in MEMUTUSKAN}
        hasil.append(
            Beban(
                per_pk[k],
                peran[0].pengguna,
                ", ".join(dict.fromkeys(p.get_peran_display() for p in peran)),
                sum(milik[k, orang, s] for s in KUNJUNGAN_TERBUKA),
                monitoring[k, orang],
                sum(di_tempat[k, s] - milik[k, orang, s] for s in putus),
                temuan[k, orang],
            )
        )
    urut = {k.pk: n for n, k in enumerate(kecamatan)}
    return sorted(hasil, key=lambda b: (urut[b.kecamatan.pk], -b.jumlah, b.orang.nama, b.orang.pk))
