"""The assignment letter of a monitoring. Lampiran III, Format I."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from akun.models import Pengguna
from dasar.waktu import hari_ini
from monitoring.enums import StatusMonitoring
from monitoring.models import Monitoring
from monitoring.naskah import SURAT_TUGAS
from monitoring.reports.surat_tugas import pokok, surat_tugas_isi
from monitoring.syarat import kekurangan_tugaskan
from naskah.enums.naskah import StatusNaskah
from naskah.models import Naskah
from naskah.services.naskah import naskah_ajukan, naskah_perbarui, naskah_siapkan


def surat_tugas_susun(monitoring: Monitoring, oleh: Pengguna) -> Naskah:
    """Draw up the letter of a locked monitoring and hand it to the camat; the number comes with the approval.

    A letter that is not approved yet is rewritten. One in force is replaced by the new one when that is
    approved; when it would say the same, it is returned as it is. The caller saves `monitoring.surat_tugas`.
    """
    kecamatan = monitoring.desa.kecamatan
    tanggal = hari_ini(kecamatan)
    isi = surat_tugas_isi(monitoring, oleh=oleh, tanggal=tanggal)
    perihal = f"Monitoring {monitoring.bidang} {monitoring.desa}, {isi['mulai']}"
    lama = monitoring.surat_tugas
    if lama and lama.dapat_diubah:
        naskah = naskah_perbarui(naskah=lama, tanggal=tanggal, perihal=perihal, isi=isi, oleh=oleh)
        return naskah if naskah.status == StatusNaskah.DIAJUKAN else naskah_ajukan(naskah=naskah, oleh=oleh)
    if lama and lama.berlaku and pokok(lama.isi) == pokok(isi):
        return lama
    naskah = naskah_siapkan(
        jenis=SURAT_TUGAS.kode,
        kecamatan=kecamatan,
        desa=monitoring.desa,
        tanggal=tanggal,
        perihal=perihal,
        isi=isi,
        oleh=oleh,
        menggantikan=lama if lama and lama.berlaku else None,
    )
    return naskah_ajukan(naskah=naskah, oleh=oleh)


@transaction.atomic
def surat_tugas_ajukan(*, monitoring: Monitoring, oleh: Pengguna) -> Naskah:
    """A new letter for a monitoring that is assigned already: its plan has changed, or the letter came back."""
    terkunci = (
        Monitoring.objects.select_for_update(of=("self",))
        .select_related("desa__kecamatan__kabupaten", "surat_tugas")
        .get(pk=monitoring.pk)
    )
    if not oleh.has_perm("monitoring.atur_monitoring", terkunci):
        raise PermissionDenied("Surat tugas disusun verifikator kecamatan, sebelum monitoring dimulai.")
    if terkunci.status != StatusMonitoring.DITUGASKAN:
        raise ValidationError("Surat tugas yang pertama disusun dengan “Ajukan surat tugas”.")
    if kalimat := kekurangan_tugaskan(terkunci):
        raise ValidationError(kalimat)
    terkunci.surat_tugas = surat_tugas_susun(terkunci, oleh)
    terkunci.save(update_fields=["surat_tugas"])
    return terkunci.surat_tugas
