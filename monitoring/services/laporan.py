"""Writing the report, before it is handed in. Lampiran III, Format VI."""

from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from akun.models import Pengguna
from dasar.basi import Basi
from monitoring.models import Monitoring


@dataclass(frozen=True)
class IsiLaporan:
    dasar: list[str]
    maksud: str
    isi_kegiatan: str
    kesimpulan: str
    saran: list[str]
    foto_dilampirkan: bool

    @classmethod
    def dari(cls, m: Monitoring) -> "IsiLaporan":
        return cls(list(m.dasar), m.maksud, m.isi_kegiatan, m.kesimpulan, list(m.saran), m.foto_dilampirkan)


@transaction.atomic
def laporan_simpan(*, monitoring: Monitoring, versi: int, isi: IsiLaporan, oleh: Pengguna) -> Monitoring:
    """Keep what was written. Raises Basi when a colleague saved since `versi`; the same twice is none."""
    terkunci = (
        Monitoring.objects.select_for_update(of=("self",), no_key=True)
        .select_related("desa__kecamatan", "diubah_oleh")
        .get(pk=monitoring.pk)
    )
    if not oleh.has_perm("monitoring.isi_monitoring", terkunci):
        raise PermissionDenied(alasan_tertutup(terkunci))
    if IsiLaporan.dari(terkunci) == isi:
        return terkunci
    if versi != terkunci.versi:
        raise Basi("Monitoring", terkunci.diubah_oleh, tersimpan=terkunci)
    for nama, nilai in asdict(isi).items():
        setattr(terkunci, nama, nilai)
    terkunci.versi += 1
    terkunci.diubah_oleh = oleh
    terkunci.save(update_fields=[*asdict(isi), "versi", "diubah_oleh"])
    return terkunci


def alasan_tertutup(monitoring: Monitoring) -> str:
    """Why the report cannot be written by whoever asked."""
    if not monitoring.dapat_diisi:
        return f"Monitoring ini berstatus “{monitoring.get_status_display()}”, jadi laporannya terkunci."
    return "Laporan ditulis oleh petugas monitoring ini."
