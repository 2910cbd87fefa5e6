"""What the clock starts."""

from celery import shared_task

from desa.tenggat import tenggat_hitung

BERUBAH = "kalender hari libur berubah"


@shared_task
def tenggat_samakan() -> None:
    """Once a day, before anything is found late: also what the calendar of the library itself has learned since."""
    tenggat_hitung(kabupaten=None, sebab=BERUBAH)
