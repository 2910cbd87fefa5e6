"""The assignment letter of a monitoring. Lampiran III, Format I."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from akun.models import Pengguna
from dasar.alur import periksa_sejak
from dasar.waktu import hari_ini
from monitoring.enums import StatusMonitoring
from monitoring.models import Monitoring
from monitoring.naskah import SURAT_TUGAS
from monitoring.reports.surat_tugas import surat_tugas_isi
from monitoring.syarat import kekurangan_tugaskan
from naskah.models import Naskah
from naskah.surat_tugas import surat_tugas_susun


def surat_tugas_tulis(monitoring: Monitoring, oleh: Pengguna) -> Naskah:
    """The letter of a locked monitoring, handed to the camat: naskah/surat_tugas.py. The caller saves it."""
    tanggal = hari_ini(monitoring.desa)
    isi = surat_tugas_isi(monitoring, oleh=oleh, tanggal=tanggal)
    return surat_tugas_susun(
        monitoring.surat_tugas,
        jenis=SURAT_TUGAS.kode,
        desa=monitoring.desa,
        tanggal=tanggal,
        perihal=f"Monitoring {monitoring.bidang} {monitoring.desa}, {isi['mulai']}",
        isi=isi,
        oleh=oleh,
    )


@transaction.atomic
def surat_tugas_ajukan(*, monitoring: Monitoring, oleh: Pengguna, sejak: str | None = None) -> Naskah:
    """A new letter for a monitoring that is assigned already: its plan has changed, or the letter came back.

    Once it has begun, only where its letter is no longer in force.
    `sejak` is what the page showed (`dasar.alur.sejak_dari`); `Basi` when something has come since.
    """
    terkunci = (
        Monitoring.objects.select_for_update(of=("self",), no_key=True)
        .select_related("desa__kecamatan__kabupaten", "surat_tugas__menggantikan")
        .get(pk=monitoring.pk)
    )
    if not oleh.has_perm("monitoring.surati_monitoring", terkunci):
        raise PermissionDenied(
            "Surat tugas disusun verifikator kecamatan: sebelum monitoring dimulai, atau ketika suratnya tidak berlaku "
            "lagi sebelum laporannya diterima."
        )
    periksa_sejak(terkunci, sejak)
    if terkunci.status == StatusMonitoring.RENCANA:
        raise ValidationError("Surat tugas yang pertama disusun dengan “Ajukan surat tugas”.")
    if terkunci.status == StatusMonitoring.DITUGASKAN and (kalimat := kekurangan_tugaskan(terkunci)):
        raise ValidationError(kalimat)
    terkunci.surat_tugas = surat_tugas_tulis(terkunci, oleh)
    terkunci.save(update_fields=["surat_tugas"])
    return terkunci.surat_tugas
