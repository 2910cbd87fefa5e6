"""The agenda of a visit, item by item."""

from naskah.bagian import paragraf
from perut.enums import StatusMusyawarah
from perut.models import Kunjungan


def agenda_butir(kunjungan: Kunjungan) -> list[str]:
    """What was written, then what the visit takes up of its deliberations."""
    return [*paragraf(kunjungan.agenda), *agenda_musyawarah(kunjungan)]


def agenda_musyawarah(kunjungan: Kunjungan) -> list[str]:
    """The points of finished deliberations that were chosen, each with its origin."""
    dari = kunjungan.agenda_musyawarah.filter(musyawarah__status=StatusMusyawarah.SELESAI)
    pokok = dari.select_related("musyawarah").order_by("musyawarah__tanggal", "dibuat_pada", "pk")
    return [p.butir_agenda for p in pokok]
