"""One way to change a status: lock, table, permission, what is missing, history - then after commit.

A room writes its transitions as a table of `Transisi` in its `alur.py`; buttons, permissions, tests and the
page that explains the flow are all drawn from it, and so is what stands in the way of a step.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.dispatch import Signal
from django.utils.text import capfirst

from dasar.basi import PUTUSKAN_LAGI, Basi
from dasar.pemisahan import halangan_orang

if TYPE_CHECKING:
    from akun.models import Pengguna

M = TypeVar("M", bound=models.Model)


def tidak_ada_kekurangan(_objek: models.Model) -> list[str]:
    """For a step that needs nothing but the right status and the right person."""
    return []


@dataclass(frozen=True)
class Perpindahan:
    """One step as it was taken: the object as it is after it, and what the history row says."""

    objek: Any
    dari: str
    oleh: Any  # None where it was nobody's act
    alasan: str


@dataclass(frozen=True)
class Kabar:
    """Whom a step tells, and what. `judul` and `isi` are format strings over `o` (the object) and `alasan`.

    `meminta`: they are asked to do something about it, until the next step is taken, by whomever.
    `langkah`: it asks for one of these steps. Whom the table keeps from all of them is not asked; where nobody is
    left, those who can see to it are told instead.
    """

    kepada: Callable[[Perpindahan], Iterable[Any]]
    judul: str
    isi: str | Callable[[Perpindahan], str] = "{alasan}"
    meminta: bool = False
    langkah: "Callable[[], tuple[Transisi, ...]]" = tuple


# Sent inside the transaction for every step. (The room of notices stands above this one.)
berpindah = Signal()


@dataclass(frozen=True)
class Pihak:
    """Accounts with a part in an object besides the steps they took: 'Anda {sebutan} ini; …'. `muat` is what `orang`
    reads, for a list of objects."""

    sebutan: str
    orang: Callable[[Any], Collection[int | None]]
    muat: tuple[str, ...] = ()


@dataclass(frozen=True)
class Transisi:
    """One row of a transition table.

    `syarat` says to a reader what must be there, `kekurangan` finds what is not; `kabar` is told to people.
    Separation of duties (dasar/pemisahan.py): whoever last took one of the steps `bukan_pelaku`, or belongs to one of
    `bukan_pihak`, does not take this one, whatever their roles.
    """

    aksi: str
    label: str
    dari: frozenset[str]
    ke: str
    peran: frozenset[str]
    syarat: str
    alasan_wajib: bool = False
    kekurangan: Callable[[Any], list[str]] = tidak_ada_kekurangan
    kabar: tuple[Kabar, ...] = ()
    bukan_pelaku: tuple[str, ...] = ()
    bukan_pihak: tuple[Pihak, ...] = ()


@dataclass(frozen=True)
class Tindakan:
    """A transition as a button: `berhalaman` asks something before it acts, `halangan` says why it is grey.

    `sejak` is what the page shows (`sejak_dari`); the button sends it along.
    """

    transisi: Transisi
    url: str
    sejak: str
    halangan: list[str] = field(default_factory=list)
    berhalaman: bool = False

    @property
    def utama(self) -> bool:
        """Leads forward; what needs a reason leads back."""
        return not self.transisi.alasan_wajib


class RiwayatStatus(models.Model):
    """Who changed a status, when, from, to, why. Rows are only ever added."""

    aksi = models.CharField(max_length=20)
    dari = models.CharField(max_length=20)
    ke = models.CharField(max_length=20)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)
    alasan = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering = ["waktu", "pk"]


def cari(tabel: Iterable[Transisi], aksi: str) -> Transisi:
    return next(t for t in tabel if t.aksi == aksi)


def riwayat_terakhir(objek: Any) -> Any:
    """The row that was written last, whatever the clock of the server that wrote it."""
    return objek.riwayat.order_by("pk").last()


def sejak_dari(objek: Any) -> str:
    """What a page shows of an object, as it names it in a decision: the last row of its history, and where there
    is none yet, the version of the row itself."""
    terakhir = riwayat_terakhir(objek)
    return str(terakhir.pk) if terakhir else f"v{objek.versi_baris}"


def periksa_sejak(terkunci: Any, sejak: str | None) -> None:
    """Refuse (`Basi`) what was decided on a page that is older than the locked object."""
    if sejak is not None and sejak != sejak_dari(terkunci):
        raise Basi(sebutan(terkunci), _pengubah(terkunci), lanjut=PUTUSKAN_LAGI)


def sebutan(objek: models.Model) -> str:
    """'Kunjungan', 'Rancangan APB Desa': the thing, at the beginning of a sentence."""
    return capfirst(str(objek._meta.verbose_name))


def langkah(tabel: Callable[[], Iterable[Transisi]], *aksi: str) -> Callable[[], tuple[Transisi, ...]]:
    """Rows of a table that is still being written, for its own `Kabar`."""
    return lambda: tuple(cari(tabel(), a) for a in aksi)


def kalimat_status(objek: Any, transisi: Transisi) -> str:
    return (
        f"{sebutan(objek)} ini berstatus “{objek.get_status_display()}”, jadi tidak dapat diproses: "
        f"{transisi.label.lower()}."
    )


@transaction.atomic
def jalankan(
    objek: M,
    transisi: Transisi,
    *,
    oleh: "Pengguna | None",
    alasan: str = "",
    sejak: str | None = None,
    akibat: bool = False,
    ubah: Callable[[M], None] | None = None,
) -> M:
    """Carry out one transition and return the locked, saved object.

    `sejak` is what the person saw (`sejak_dari`): when something has come since, the decision was made on what
    no longer is, and nothing happens (`Basi`). None where it is no page's decision.
    `akibat`: a consequence of another act, whose own permission was asked; `oleh` is who did that act,
    None where it was nobody's (a day that passed); then the room's history row must allow it.
    What the table says is missing stands in the way; what depends on the decision itself (a date, a result)
    `ubah` refuses, which changes the object inside the same transaction. Raises PermissionDenied for who,
    ValidationError (Indonesian sentences) for what.
    """
    model = type(objek)
    terkunci: Any = model._default_manager.select_for_update(of=("self",), no_key=True).get(pk=objek.pk)
    izin = f"{model._meta.app_label}.{transisi.aksi}_{model._meta.model_name}"
    if not akibat and (oleh is None or not oleh.has_perm(izin, terkunci)):
        sebab = halangan_orang(oleh, terkunci, transisi) if oleh else []
        raise PermissionDenied(" ".join(sebab) or f"Anda tidak berwenang untuk: {transisi.label.lower()}.")
    if terkunci.status not in transisi.dari:
        raise ValidationError(
            f"{kalimat_status(terkunci, transisi)} Muat ulang halaman untuk melihat keadaan terakhir.", code="status"
        )
    periksa_sejak(terkunci, sejak)
    if transisi.alasan_wajib and not alasan.strip():
        raise ValidationError({"alasan": "Alasan wajib diisi."})
    if kalimat := transisi.kekurangan(terkunci):
        raise ValidationError(kalimat)
    dari = terkunci.status
    terkunci.status = transisi.ke
    if ubah:
        ubah(terkunci)
    terkunci.save()
    terkunci.riwayat.create(aksi=transisi.aksi, dari=dari, ke=transisi.ke, oleh=oleh, alasan=alasan.strip())
    berpindah.send(model, transisi=transisi, perpindahan=Perpindahan(terkunci, dari, oleh, alasan.strip()))
    return terkunci


def _pengubah(objek: Any) -> str:
    """Who was there last; an object without a history, or one that nobody's act moved, may not know."""
    terakhir = riwayat_terakhir(objek)
    if terakhir is None:
        return str(getattr(objek, "diubah_oleh", None) or "")
    return str(terakhir.oleh or "sistem")


@transaction.atomic
def jalankan_banyak(
    objek: models.QuerySet[M],
    transisi: Transisi,
    *,
    oleh: "Pengguna | None",
    alasan: str = "",
    ubah: Callable[[M], None] | None = None,
    kolom: Sequence[str] = (),
) -> list[M]:
    """The same consequence for many objects in a fixed number of queries, each with its row of history.

    As `jalankan` with `akibat`: the permission of the act behind it was asked. An object whose status does not
    lead here is left as it is. Nobody is told: a step with `kabar` is taken by `jalankan`. `ubah` changes an
    object; `kolom` names the fields it changes.
    """
    terkunci: list[Any] = list(objek.select_for_update(of=("self",), no_key=True).filter(status__in=transisi.dari))
    if kalimat := [k for o in terkunci for k in transisi.kekurangan(o)]:
        raise ValidationError(kalimat)
    hubungan: Any = objek.model._meta.get_field("riwayat")
    riwayat = []
    for o in terkunci:
        baris = {"aksi": transisi.aksi, "dari": o.status, "ke": transisi.ke, "oleh": oleh, "alasan": alasan.strip()}
        riwayat.append(hubungan.related_model(**{hubungan.field.name: o}, **baris))
        o.status = transisi.ke
        if ubah:
            ubah(o)
    objek.model._default_manager.bulk_update(terkunci, ["status", *kolom])
    hubungan.related_model._default_manager.bulk_create(riwayat)
    return terkunci
