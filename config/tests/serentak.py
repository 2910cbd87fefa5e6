"""Several at once: what two people, or two workers, do at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections


def serentak(kerja, banyak):
    """Run `kerja(n)` in so many threads that begin at the same moment. Their answers, in order; raises what one did."""
    mulai = Barrier(banyak)

    def jalankan(n):
        try:
            mulai.wait(timeout=60)
            return kerja(n)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(banyak) as kolam:
        return list(kolam.map(jalankan, range(banyak)))
