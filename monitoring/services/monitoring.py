"""Every change of a monitoring's status. Views call these; nothing else sets a status."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from dasar.alur import cari, jalankan
from dasar.waktu import hari_ini
from monitoring.alur import TRANSISI_MONITORING
from monitoring.enums import StatusMonitoring
from monitoring.jenis_temuan import jenis_temuan
from monitoring.models import Monitoring
from monitoring.naskah import LAPORAN
from monitoring.reports.laporan import laporan_isi
from monitoring.services.surat_tugas import surat_tugas_tulis
from monitoring.syarat import ASAL
from naskah.jenis import saat_dicabut
from naskah.models import Naskah
from naskah.services.naskah import (
    naskah_ajukan,
    naskah_kembalikan,
    naskah_setujui,
    naskah_tulis,
)
from naskah.services.penerus import naskah_terbitkan_lagi
from naskah.surat_tugas import surat_tugas_tarik
from tindaklanjut.services import asal_cabut, temuan_resmikan, temuan_tulis_ulang

_transisi = partial(cari, TRANSISI_MONITORING)


@transaction.atomic
def monitoring_tugaskan(*, monitoring: Monitoring, oleh: Pengguna, sejak: str | None = None) -> Monitoring:
    """Make the plan binding and hand its surat tugas to the camat. Lampiran III, Format I."""

    def ubah(m: Monitoring) -> None:
        m.surat_tugas = surat_tugas_tulis(m, oleh)

    return jalankan(monitoring, _transisi("tugaskan"), oleh=oleh, sejak=sejak, ubah=ubah)


@transaction.atomic
def monitoring_mulai(*, monitoring: Monitoring, oleh: Pengguna, sejak: str | None = None) -> Monitoring:
    """Open the forms for filling in. From here on plan and versions of the forms are fixed."""
    return jalankan(monitoring, _transisi("mulai"), oleh=oleh, sejak=sejak)


@transaction.atomic
def monitoring_laporkan(*, monitoring: Monitoring, oleh: Pengguna, sejak: str | None = None) -> Monitoring:
    """Hand the report in to the camat; forms and report are locked until it is returned. Format VI."""

    def ubah(m: Monitoring) -> None:
        tanggal = hari_ini(m.desa)
        isi = laporan_isi(m, oleh=oleh, tanggal=tanggal)
        perihal = isi["hal"]
        naskah = naskah_tulis(
            m.laporan, jenis=LAPORAN.kode, desa=m.desa, tanggal=tanggal, perihal=perihal, isi=isi, oleh=oleh
        )
        m.laporan = naskah_ajukan(naskah=naskah, oleh=oleh)
        m.dilaporkan = m.dilaporkan or timezone.now()

    return jalankan(monitoring, _transisi("laporkan"), oleh=oleh, sejak=sejak, ubah=ubah)


@transaction.atomic
def monitoring_kembalikan(
    *, monitoring: Monitoring, alasan: str, oleh: Pengguna, sejak: str | None = None
) -> Monitoring:
    """Send the report back to the officers with a reason; forms and report open again."""

    def ubah(m: Monitoring) -> None:
        m.laporan = naskah_kembalikan(naskah=_laporan(m), alasan=alasan, oleh=oleh)

    return jalankan(monitoring, _transisi("kembalikan"), oleh=oleh, sejak=sejak, alasan=alasan, ubah=ubah)


@transaction.atomic
def monitoring_terima(*, monitoring: Monitoring, oleh: Pengguna, sejak: str | None = None) -> Monitoring:
    """Accept: number and freeze the report, open its findings. The officers then sign it.

    The caller has checked the camat's password. The PDF is made after the commit.
    """

    def ubah(m: Monitoring) -> None:
        m.laporan = naskah_setujui(naskah=_laporan(m), oleh=oleh)
        temuan_resmikan(asal_jenis=ASAL, asal_id=str(m.pk), oleh=oleh, jenis=jenis_temuan(m))

    return jalankan(monitoring, _transisi("terima"), oleh=oleh, sejak=sejak, ubah=ubah)


@saat_dicabut(LAPORAN)
def _laporan_dicabut(naskah: Naskah, alasan: str, oleh: Pengguna) -> None:
    for m in Monitoring.objects.filter(laporan=naskah, status=StatusMonitoring.SELESAI):
        monitoring_cabut(monitoring=m, alasan=alasan, oleh=oleh)


@transaction.atomic
def monitoring_cabut(*, monitoring: Monitoring, alasan: str, oleh: Pengguna) -> Monitoring:
    """Its report was withdrawn: it is accepted no more, and its findings bind nobody."""

    def ubah(m: Monitoring) -> None:
        asal_cabut(asal_jenis=ASAL, asal_id=str(m.pk), alasan=alasan, oleh=oleh)

    return jalankan(monitoring, _transisi("cabut"), oleh=oleh, akibat=True, alasan=alasan, ubah=ubah)


@transaction.atomic
def monitoring_buka_kembali(
    *, monitoring: Monitoring, alasan: str, oleh: Pengguna, sejak: str | None = None
) -> Monitoring:
    """Back to the officers; the next report says which one it stands in for."""

    def ubah(m: Monitoring) -> None:
        temuan_tulis_ulang(asal_jenis=ASAL, asal_id=str(m.pk), oleh=oleh)

    return jalankan(monitoring, _transisi("buka_kembali"), oleh=oleh, sejak=sejak, alasan=alasan, ubah=ubah)


@transaction.atomic
def monitoring_terbitkan_lagi(
    *, monitoring: Monitoring, alasan: str, oleh: Pengguna, sejak: str | None = None
) -> Monitoring:
    """The document was wrong, not the monitoring: the same report goes to the camat again."""

    def ubah(m: Monitoring) -> None:
        m.laporan = naskah_terbitkan_lagi(naskah=_laporan(m), oleh=oleh)
        temuan_tulis_ulang(asal_jenis=ASAL, asal_id=str(m.pk), oleh=oleh)

    return jalankan(monitoring, _transisi("terbitkan_lagi"), oleh=oleh, sejak=sejak, alasan=alasan, ubah=ubah)


@transaction.atomic
def monitoring_batalkan(*, monitoring: Monitoring, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Monitoring:
    """Call it off; its letters are withdrawn, or dropped while they are not approved."""

    def ubah(m: Monitoring) -> None:
        surat_tugas_tarik(m.surat_tugas, alasan=f"Monitoring dibatalkan: {alasan}", oleh=oleh)

    return jalankan(monitoring, _transisi("batalkan"), oleh=oleh, sejak=sejak, alasan=alasan, ubah=ubah)


def _laporan(monitoring: Monitoring) -> Naskah:
    assert monitoring.laporan is not None  # the constraint monitoring_dilaporkan_berlaporan
    return monitoring.laporan
