from celery import shared_task

from jejak.rantai import segel


@shared_task
def jejak_segel() -> int:
    """Every minute: the new entries get their place in the chain. Returns how many."""
    return segel()
