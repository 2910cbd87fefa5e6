"""A task that the clock starts acts for itself; one of the outbox for whom its row names (antrean/kerja.py)."""

from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

from celery.signals import task_postrun, task_prerun

from dasar.pelaku import bertindak, pelaku_kini

_berjalan: dict[str, AbstractContextManager[None]] = {}


def dengarkan_tugas() -> None:
    task_prerun.connect(_mulai, dispatch_uid="jejak.tugas")
    task_postrun.connect(_selesai, dispatch_uid="jejak.tugas")


def _mulai(task_id: str, task: Any, **_: Any) -> None:
    _berjalan[task_id] = konteks = bertindak(replace(pelaku_kini(), lewat=task.name))
    konteks.__enter__()


def _selesai(task_id: str, **_: Any) -> None:
    konteks = _berjalan.pop(task_id, None)
    if konteks is not None:
        konteks.__exit__(None, None, None)
