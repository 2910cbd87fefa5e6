"""What follows from a change of the calendar of days off."""

from celery import shared_task

from desa.tenggat import tenggat_hitung

BERUBAH = "kalender hari libur berubah"


@shared_task
def tenggat_hitung_ulang(kabupaten: list[int] | None, sebab: str, oleh: int | None) -> None:
    """Follows a day off that was noted, changed, or struck off."""
    tenggat_hitung(kabupaten=kabupaten, sebab=sebab, oleh=oleh)


@shared_task
def tenggat_samakan() -> None:
    """Once a day, before anything is found late: also what the calendar of the library itself has learned since."""
    tenggat_hitung(kabupaten=None, sebab=BERUBAH)
