"""Emptying the outbox: one row at a time, by a worker, or in this process where there are no workers."""

import logging
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from celery import current_app, shared_task
from celery.exceptions import NotRegistered
from django.conf import settings
from django.db import connections, transaction
from django.db.models import Q
from django.utils import timezone

from antrean.broker import panggil
from antrean.enums import Status
from antrean.models import Pekerjaan
from antrean.queries import siap, tertinggal
from dasar.nomor_permintaan import bernomor
from dasar.pelaku import atas_nama, bertindak
from dasar.sapu import satu_satu
from dasar.terputus import catat_juga

log = logging.getLogger(__name__)

SEWA = timedelta(
    seconds=10 * settings.SAPU_DETIK
)  # as long as the broker waits for a worker's word (visibility_timeout)
JEDA_PERTAMA = timedelta(seconds=settings.SAPU_DETIK)
JEDA_MAKS = timedelta(hours=1)
PERCOBAAN_MAKS = 30  # with these pauses about a day
DITINGGAL = timedelta(hours=1)
SISA_DETIK = 2.0  # seconds that one request gives to what earlier ones left behind
TAK_DIKENAL = "Pekerjaan ini tidak dikenal oleh versi aplikasi yang sedang berjalan."
TERPUTUS = "Pekerja berhenti di tengah pekerjaan ini, berkali-kali."


class _Sini(threading.local):
    """What this thread is to work off itself; None while it is not at it."""

    daftar: list[int] | None = None
    ditinggal: list[int] | None = None  # what this thread queues is left to the sweep; None: it is asked for


_sini = _Sini()


@contextmanager
def tanpa_dicolek() -> Iterator[None]:
    """What is queued inside waits, for the sweep or `antrean_kosongkan`: a year of made-up work, whose PDFs nobody
    waits for. No request takes it up in passing for an hour."""
    _sini.ditinggal = []
    try:
        yield
        ditinggal = Pekerjaan.objects.filter(pk__in=_sini.ditinggal)
        ditinggal.update(dicolek=timezone.now() + DITINGGAL)
    finally:
        _sini.ditinggal = None


def colek_sesudah_commit(daftar: list[Pekerjaan]) -> None:
    """Ask for these rows once they are there to be seen. All else of the outbox works without it."""
    if _sini.ditinggal is not None:
        _sini.ditinggal.extend(p.pk for p in daftar)
        return

    def colek() -> None:
        try:
            _colek(daftar)
        except Exception:  # the change is made and its rows are kept: the sweep will ask again
            log.exception("antrean tidak dapat dicolek; pekerjaan %s menunggu sapuan", [p.pk for p in daftar])

    transaction.on_commit(colek, robust=True)


def _colek(daftar: list[Pekerjaan]) -> None:
    if current_app.conf.task_always_eager:
        kosongkan(p.pk for p in daftar)
    else:
        panggil([(p.pk, p.antrean) for p in daftar])


def kosongkan(dahulu: Iterable[int] = (), *, sisa: float = SISA_DETIK, tunggu: bool = False) -> int:
    """Work rows off in this process: these, what they bring about, then what earlier ones left behind.

    `sisa`: no row of the last kind is begun after so many seconds. `tunggu`: what takes long is waited for too, by
    a process that ends when this does. Returns how many were tried.
    """
    if _sini.daftar is not None:  # a row that is being worked off brought these about
        _sini.daftar.extend(dahulu)
        return 0
    _sini.daftar, jumlah = list(dahulu), 0
    satu = kerjakan if tunggu else _kerjakan_sini
    try:
        batas = time.monotonic() + sisa
        while True:
            while _sini.daftar:
                jumlah += satu_satu([_sini.daftar.pop(0)], satu, atomik=False)
            lain = tertinggal().first() if time.monotonic() < batas else None
            if lain is None:
                return jumlah
            Pekerjaan.objects.filter(pk=lain.pk).update(dicolek=timezone.now())  # whatever happens: not again now
            _sini.daftar.append(lain.pk)
    finally:
        _sini.daftar = None


def _kerjakan_sini(pk: int) -> bool:
    if Pekerjaan.objects.filter(pk=pk, lama=True).exists():
        threading.Thread(target=_di_utas, args=(pk,), name=f"antrean-{pk}", daemon=True).start()
        return True
    return kerjakan(pk)


def _di_utas(pk: int) -> None:
    try:
        kerjakan(pk)
    finally:
        connections.close_all()


@shared_task(bind=True, name="antrean.antrean_kerjakan")
def antrean_kerjakan(self, pk: int) -> None:
    """One row, by a worker. Asked a second time by the broker, the worker that took it has died."""
    kerjakan(pk, mati=bool((self.request.delivery_info or {}).get("redelivered")))


def kerjakan(pk: int, *, mati: bool = False) -> bool:
    """Take this row, do its task, note the outcome; nothing when it is not to be taken.

    A task that did not succeed raises, or answers with a sentence; then it is tried again after a pause.
    Killed between the work and the note, it is done twice.
    """
    pekerjaan = _ambil(pk, mati=mati)
    if pekerjaan is None:
        return False
    with bernomor(str(pekerjaan.pelaku.get("permintaan", ""))):
        alasan = _lakukan(pekerjaan)
        catat_juga(lambda: _catat(pekerjaan, alasan))
    return True


def _lakukan(pekerjaan: Pekerjaan) -> str:
    """Its task, on behalf of whoever brought it about. Returns why it did not succeed."""
    try:
        with bertindak(atas_nama(pekerjaan.pelaku, lewat=pekerjaan.nama)):
            jawaban = current_app.tasks[pekerjaan.nama](*pekerjaan.argumen)
        return jawaban if isinstance(jawaban, str) else ""
    except NotRegistered:
        log.error("pekerjaan %s: tugas %s tidak dikenal", pekerjaan.pk, pekerjaan.nama)
        return TAK_DIKENAL
    except Exception as galat:
        log.exception("pekerjaan %s (%s) gagal", pekerjaan.pk, pekerjaan.nama)
        return f"{type(galat).__name__}: {galat}"


@transaction.atomic
def _ambil(pk: int, *, mati: bool) -> Pekerjaan | None:
    boleh = siap() | Q(status=Status.DIKERJAKAN) if mati else siap()
    pekerjaan = Pekerjaan.objects.select_for_update(skip_locked=True).filter(boleh, pk=pk).first()
    if pekerjaan is None:
        return None
    if pekerjaan.percobaan >= PERCOBAAN_MAKS:
        _serahkan(pekerjaan, pekerjaan.alasan or TERPUTUS)
        return None
    pekerjaan.status, pekerjaan.percobaan = Status.DIKERJAKAN, pekerjaan.percobaan + 1
    pekerjaan.sewa = timezone.now() + SEWA
    pekerjaan.save(update_fields=["status", "percobaan", "sewa"])
    return pekerjaan


def _serahkan(pekerjaan: Pekerjaan, alasan: str) -> None:
    """Given up: from here on a person decides."""
    pekerjaan.status, pekerjaan.alasan = Status.GAGAL, alasan[:500]
    pekerjaan.sewa, pekerjaan.selesai = None, timezone.now()
    pekerjaan.save(update_fields=["status", "alasan", "sewa", "selesai"])


def _catat(pekerjaan: Pekerjaan, alasan: str) -> None:
    """Success counts whoever reports it; of a failure only the latest attempt's word does."""
    kini = timezone.now()
    baris = Pekerjaan.objects.filter(pk=pekerjaan.pk)
    if not alasan:
        berjalan = baris.filter(status=Status.DIKERJAKAN)
        berjalan.update(status=Status.SELESAI, selesai=kini, sewa=None, alasan="")
        return
    milik = baris.filter(status=Status.DIKERJAKAN, percobaan=pekerjaan.percobaan)
    if pekerjaan.percobaan >= PERCOBAAN_MAKS:
        milik.update(status=Status.GAGAL, alasan=alasan[:500], sewa=None, selesai=kini)
        return
    jeda = min(JEDA_PERTAMA * 2 ** min(pekerjaan.percobaan - 1, 10), JEDA_MAKS)
    milik.update(status=Status.MENUNGGU, alasan=alasan[:500], sewa=None, berikut=kini + jeda)
