"""The nightly look at every file."""

from celery import shared_task

from operasi.services.pemeriksaan import pemeriksaan_malam


@shared_task
def berkas_periksa_malam() -> None:
    """Begin a round, or go on with the one that was cut off."""
    pemeriksaan_malam()
