"""The agenda of a visit, item by item."""

from naskah.bagian import paragraf
from perut.enums import StatusMusyawarah
from perut.models import Kunjungan


def agenda_butir(kunjungan: Kunjungan) -> list[str]:
    """What was written, then what the visit takes up of its finished deliberations, with their origin."""
    dari = kunjungan.agenda_musyawarah.filter(musyawarah__status=StatusMusyawarah.SELESAI)
    pokok = dari.select_related("musyawarah").order_by("musyawarah__tanggal", "dibuat_pada", "pk")
    return [*paragraf(kunjungan.agenda), *(p.butir_agenda for p in pokok)]
