"""The nightly look at every file."""

from celery import shared_task

from operasi.services.pemeriksaan import berkas_periksa_lanjut


@shared_task
def berkas_periksa_malam() -> None:
    """Begin a round, or go on with the one that was cut off."""
    berkas_periksa_lanjut()
