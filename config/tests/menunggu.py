"""Waiting in tests: until what is needed is there, never for a length of time.

In a browser Playwright's own `expect` and `wait_for…` come first; this is for what only a process, a queue
or a table can tell.
"""

import time
from collections.abc import Callable

DETIK = 120  # holds on a busy machine; a test that passes never waits that long
JEDA = 0.05


def tunggu_sampai(syarat: Callable[[], object], apa: str | Callable[[], str], *, detik: float = DETIK) -> None:
    """Return as soon as `syarat()` holds; fail with `apa` (what was awaited) when it does not come."""
    batas = time.monotonic() + detik
    while not syarat():
        if time.monotonic() > batas:
            raise AssertionError(f"Ditunggu {detik:g} detik tanpa hasil: {apa if isinstance(apa, str) else apa()}")
        time.sleep(JEDA)
