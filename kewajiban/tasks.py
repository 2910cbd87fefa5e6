"""The sweep of every morning: what the villages still have to do."""

from celery import shared_task

from antrean.services import susulkan
from dasar.sapu import satu_satu
from dasar.waktu import hari_ini_pembaca
from kewajiban.pengingat import kecamatan_diingatkan, kewajiban_ingatkan_kecamatan


@shared_task
def kewajiban_ingatkan() -> int:
    """Remind the villages of every kecamatan, each kecamatan in a task of its own. Returns how many were queued."""
    return satu_satu(kecamatan_diingatkan(), _ingatkan)


def _ingatkan(kecamatan_id: int) -> bool:
    # Of today: one that was called off does not silence tomorrow's.
    kunci = f"ingatkan:{hari_ini_pembaca()}:{kecamatan_id}"
    return susulkan(kewajiban_ingatkan_kecamatan, kecamatan_id, kunci=kunci)
