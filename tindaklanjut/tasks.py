"""The reminders of findings, every morning."""

from celery import shared_task

from antrean.services import susulkan
from dasar.sapu import satu_satu
from dasar.waktu import hari_ini_pembaca
from tindaklanjut.pengingat import kecamatan_bertemuan, temuan_ingatkan_kecamatan


@shared_task
def temuan_ingatkan() -> int:
    """Each kecamatan in a task of its own. Returns how many were queued."""
    return satu_satu(kecamatan_bertemuan(), _ingatkan)


def _ingatkan(kecamatan_id: int) -> bool:
    # Of today: one that was called off does not silence tomorrow's.
    kunci = f"ingatkan-temuan:{hari_ini_pembaca()}:{kecamatan_id}"
    return susulkan(temuan_ingatkan_kecamatan, kecamatan_id, kunci=kunci)
