"""A sweep handles one row at a time: a bad row is logged and stops nobody."""

import logging
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from typing import TypeVar

from django.db import models, transaction

log = logging.getLogger(__name__)
T = TypeVar("T")


def satu_satu(baris: Iterable[T], kerja: Callable[[T], object], *, atomik: bool = True) -> int:
    """Do `kerja` for each, in a transaction of its own. Returns how many went well and did not answer False.

    `atomik=False` for work that takes its time and opens its transactions itself.
    """
    jumlah = 0
    for b in baris:
        try:
            with transaction.atomic() if atomik else nullcontext():
                jumlah += kerja(b) is not False
        except Exception:
            log.exception("sapuan %s melewati %r", getattr(kerja, "__qualname__", kerja), b)
    return jumlah


def buang(baris: models.Model) -> bool:
    """Delete this row, unless it is gone or somebody else is at it: two brooms at once leave one trace. Whether it did.

    Inside a transaction (`satu_satu`).
    """
    milik = type(baris)._base_manager.select_for_update(skip_locked=True).filter(pk=baris.pk).first()
    if milik is None:
        return False
    milik.delete()
    return True
