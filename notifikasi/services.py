"""Writing notices."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from antrean.services import antrekan_banyak
from dasar.alur import Perpindahan, Transisi
from notifikasi.models import Pemberitahuan
from notifikasi.surel import surel_kirim


@transaction.atomic(savepoint=False)
def beritahu(
    penerima: Iterable[Pengguna], *, judul: str, tautan: str, isi: str = "", sekali: str = "", topik: str = ""
) -> None:
    """One notice per person, stored with the change that causes it, mailed after it.

    `sekali` names a matter that nobody is told twice; `topik` one that nobody is told again while the
    earlier notice is unread. The tables see to both: nothing is looked up first, under no lock.
    """
    # In one order: two who tell the same people of one matter wait for one another, never in a ring.
    orang = {p.pk: p for p in sorted(penerima, key=lambda p: p.pk) if p.is_active}
    kini = timezone.now()
    baris = [
        Pemberitahuan(
            penerima=p,
            judul=judul[:200],
            isi=isi,
            tautan=tautan,
            dibuat=kini,
            sekali=sekali or None,
            topik=topik or None,
        )
        for p in orang.values()
    ]
    if sekali or topik:
        Pemberitahuan.objects.bulk_create(baris, ignore_conflicts=True)
        # Which of them are new the database does not say; the moment that they bear does.
        baris = list(
            Pemberitahuan.objects.filter(penerima__in=orang, dibuat=kini, sekali=sekali or None, topik=topik or None)
        )
    else:
        baris = Pemberitahuan.objects.bulk_create(baris)
    antrekan_banyak(
        surel_kirim,
        [((p.pk,), f"kepada {orang[p.penerima_id]}: {p.judul}") for p in baris if orang[p.penerima_id].email],
    )


def kabari_perpindahan(*, transisi: Transisi, perpindahan: Perpindahan, **_signal: object) -> None:
    """Tell of a step what its row of the transition table says; never the one who took it, nor whoever may not
    open the page that it leads to (any more): what they would read there is none of their business."""
    p = perpindahan
    lihat = f"{p.objek._meta.app_label}.lihat_{p.objek._meta.model_name}"
    for kabar in transisi.kabar:
        isian = {"o": p.objek, "alasan": p.alasan}
        beritahu(
            [o for o in kabar.kepada(p) if (p.oleh is None or o.pk != p.oleh.pk) and o.has_perm(lihat, p.objek)],
            judul=kabar.judul.format(**isian),
            isi=kabar.isi.format(**isian) if isinstance(kabar.isi, str) else kabar.isi(p),
            tautan=p.objek.get_absolute_url(),
        )
