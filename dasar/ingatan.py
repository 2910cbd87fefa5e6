"""The cache that processes share (limits, examinations): what is in it may be lost, and nobody waits for it."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

log = logging.getLogger(__name__)
TUNGGU = 1.0  # seconds for one answer of Redis; a frozen one answers never
JEDA = 15.0  # seconds for which it is not asked again
_putus_sampai = 0.0


def _tabah(nama: str) -> Callable[..., Any]:
    asli, cadangan = getattr(RedisCache, nama), getattr(LocMemCache, nama)

    def kerja(self: "IngatanBersama", *args: Any, **kwargs: Any) -> Any:
        global _putus_sampai
        if time.monotonic() >= _putus_sampai:
            try:
                return asli(self, *args, **kwargs)
            except (RedisError, OSError) as galat:
                _putus_sampai = time.monotonic() + JEDA
                log.warning("Redis tidak menjawab (%s); ingatan proses ini dipakai selama %g detik", galat, JEDA)
        return cadangan(self.cadangan, *args, **kwargs)

    return kerja


class IngatanBersama(RedisCache):
    """Redis, and while it does not answer the memory of this process: limits go on, each process by itself."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        batas = {"socket_timeout": TUNGGU, "socket_connect_timeout": TUNGGU, "retry": Retry(NoBackoff(), 0)}
        super().__init__(server, params | {"OPTIONS": batas | params.get("OPTIONS", {})})
        self.cadangan = LocMemCache("ingatan-cadangan", {})

    add, get, set, touch, delete, incr = map(_tabah, ("add", "get", "set", "touch", "delete", "incr"))
    get_many, set_many, delete_many = map(_tabah, ("get_many", "set_many", "delete_many"))
    has_key, clear = map(_tabah, ("has_key", "clear"))


def ingat_kembali() -> None:
    """Ask Redis again at once."""
    global _putus_sampai
    _putus_sampai = 0.0
