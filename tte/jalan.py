"""pyHanko is asynchronous; the application is not."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def jalankan(kerja: Coroutine[Any, Any, T]) -> T:
    """Run to the end and return the result, also where this thread already runs an event loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(kerja)
    with ThreadPoolExecutor(max_workers=1) as sendiri:
        return sendiri.submit(asyncio.run, kerja).result()
