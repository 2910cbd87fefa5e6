"""Into the outbox, and what a person decides about a row that failed. Emptying it is in kerja.py."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from celery import Task
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from antrean.enums import DIURUS, Antrean, Status
from antrean.kerja import colek_sesudah_commit
from antrean.models import Pekerjaan
from antrean.queries import JEDA_COLEK, bermasalah
from dasar.pelaku import pelaku_kini
from dasar.sapu import buang, satu_satu

GAGAL_DIULANG = timedelta(days=1)  # what was given up is tried once more after this, while it is still lacking
UMUR_SELESAI = timedelta(days=7)  # long enough to answer "did it go out?", short enough to stay small
UMUR_TERBENGKALAI = timedelta(days=90)  # given up or called off: whoever wanted to know has seen it
SEKALI_BUANG = 10_000
SUDAH_SELESAI = "Pekerjaan ini sudah tidak menunggu lagi: {}."
TANPA_ALASAN = "Tulis mengapa pekerjaan ini dibatalkan; alasannya disimpan."


def antrekan(tugas: Task, *argumen: object, kunci: str = "", perihal: str = "", lama: bool = False) -> None:
    """Let `tugas` follow from this change: kept with it, lost with it, done after it.

    One that waits with the same `kunci` is joined, and tried at once. Tasks must bear being run twice.
    `lama`: it takes so long that, where there are no workers, no request should wait for it.
    """
    with transaction.atomic(savepoint=False):
        pekerjaan = _menunggu(tugas, kunci) or _baru(tugas, argumen, kunci, perihal, lama)
        if pekerjaan.pk is None:
            pekerjaan.save(force_insert=True)
        else:
            _segerakan(pekerjaan)
        colek_sesudah_commit([pekerjaan])


def antrekan_banyak(
    tugas: Task, perihal: Iterable[tuple[Sequence[object], str]], *, tunda: timedelta = timedelta(0)
) -> None:
    """Many of one task, (arguments, what it is about) each, in one query; none of them with a key. `tunda`: not before
    so long, then the sweep finds them."""
    baris = [_baru(tugas, argumen, "", sebut, False) for argumen, sebut in perihal]
    if not baris:
        return
    if tunda:
        for p in baris:
            p.berikut = p.dicolek = timezone.now() + tunda
        Pekerjaan.objects.bulk_create(baris)
        return
    with transaction.atomic(savepoint=False):
        colek_sesudah_commit(Pekerjaan.objects.bulk_create(baris))


def susulkan(tugas: Task, *argumen: object, kunci: str, perihal: str = "") -> bool:
    """For a sweep that finds something lacking: queue it, unless the outbox has it already. Whether it did.

    What waits is left to the outbox's own sweep, which knows what its queue holds already; what was given up is tried
    again after a day, what a person called off is not: only what somebody does anew brings it back.
    """
    with transaction.atomic(savepoint=False):
        ada = Pekerjaan.objects.filter(nama=tugas.name, kunci=kunci, status__in=DIURUS).order_by("-pk").first()
        if ada is not None:
            sejak = ada.selesai if ada.status == Status.GAGAL else None
            if sejak is None or sejak >= timezone.now() - GAGAL_DIULANG:
                return False
        antrekan(tugas, *argumen, kunci=kunci, perihal=perihal)
        return True


def menunggu_giliran(tugas: Task, kunci: str) -> bool:
    """Whether the outbox has such a row that is due: it is in its queue, or found by the outbox's own sweep.

    For a sweep whose own table says when something is tried again: asking once more would only lengthen the queue.
    """
    siap = Pekerjaan.objects.filter(nama=tugas.name, kunci=kunci, status=Status.MENUNGGU)
    return siap.filter(berikut__lte=timezone.now()).exists()


def _baru(tugas: Task, argumen: Sequence[object], kunci: str, perihal: str, lama: bool) -> Pekerjaan:
    return Pekerjaan(
        nama=tugas.name,
        argumen=list(argumen),
        kunci=kunci[:150],
        perihal=perihal[:200],
        antrean=Antrean(getattr(tugas, "antrean", Antrean.UMUM)),
        lama=lama,
        pelaku=pelaku_kini().isi(),
    )


def _menunggu(tugas: Task, kunci: str) -> Pekerjaan | None:
    """A row to join. Locked, so that no worker takes it before this change is there to be seen.

    One that somebody else holds just now is left alone: a second row is harmless, waiting is not.
    """
    if not kunci:
        return None
    terbuka = Pekerjaan.objects.select_for_update(skip_locked=True)
    return terbuka.filter(nama=tugas.name, kunci=kunci, status__in=[Status.MENUNGGU, Status.GAGAL]).first()


def _segerakan(pekerjaan: Pekerjaan) -> None:
    if pekerjaan.status == Status.GAGAL:
        pekerjaan.percobaan = 0
    pekerjaan.status, pekerjaan.selesai = Status.MENUNGGU, None
    pekerjaan.berikut = pekerjaan.dicolek = timezone.now()
    pekerjaan.save(update_fields=["status", "selesai", "percobaan", "berikut", "dicolek"])


@transaction.atomic
def pekerjaan_coba_lagi(*, pekerjaan: Pekerjaan) -> None:
    """Try it now, with as many attempts before it as a new one. Raises ValidationError when it is over."""
    terkunci = _kunci(pekerjaan)
    terkunci.percobaan = 0
    _segerakan(terkunci)
    colek_sesudah_commit([terkunci])


@transaction.atomic
def semua_coba_lagi() -> int:
    """All that failed is due now, and found by the sweep; without workers this request begins with it."""
    kini = timezone.now()
    jumlah = (
        bermasalah()
        .filter(status__in=[Status.MENUNGGU, Status.GAGAL])
        .update(status=Status.MENUNGGU, percobaan=0, selesai=None, berikut=kini, dicolek=kini - JEDA_COLEK)
    )
    colek_sesudah_commit([])
    return jumlah


@transaction.atomic
def pekerjaan_batalkan(*, pekerjaan: Pekerjaan, alasan: str, oleh: str) -> None:
    """Give it up for good; what it would have done stays undone. Raises ValidationError."""
    if not alasan.strip():
        raise ValidationError({"alasan": TANPA_ALASAN})
    terkunci = _kunci(pekerjaan)
    terkunci.status, terkunci.alasan, terkunci.oleh = Status.DIBATALKAN, alasan.strip()[:500], oleh[:150]
    terkunci.selesai = timezone.now()
    terkunci.save(update_fields=["status", "alasan", "oleh", "selesai"])


def _kunci(pekerjaan: Pekerjaan) -> Pekerjaan:
    terkunci = Pekerjaan.objects.select_for_update().get(pk=pekerjaan.pk)
    if terkunci.status not in {Status.MENUNGGU, Status.GAGAL}:
        raise ValidationError(SUDAH_SELESAI.format(terkunci.get_status_display().lower()))
    return terkunci


def pekerjaan_bersihkan() -> int:
    """Delete rows that are over, so many at a time. Returns how many."""
    kini = timezone.now()
    lama = Pekerjaan.objects.filter(status=Status.SELESAI, selesai__lt=kini - UMUR_SELESAI)
    bengkalai = Pekerjaan.objects.filter(
        status__in=[Status.GAGAL, Status.DIBATALKAN], selesai__lt=kini - UMUR_TERBENGKALAI
    )
    return sum(satu_satu(baris.order_by("selesai")[:SEKALI_BUANG], buang) for baris in (lama, bengkalai))
