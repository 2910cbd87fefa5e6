"""Who holds a role over a region today, and which regions a person looks after."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_

from django.db.models import Prefetch, Q, QuerySet

from akun.enums import PENGELOLA, Peran
from akun.lingkup import lingkup
from akun.models import Pengguna, Penugasan
from dasar.alur import Perpindahan
from dasar.waktu import hari_ini
from desa.models import Desa, Kabupaten, Kecamatan

KECAMATAN_SEMUA = 60  # more than any kabupaten has


def pemegang_peran(desa: Desa, *peran: str) -> "QuerySet[Pengguna]":
    """Active people who hold one of these roles today over this desa or the regions it lies in."""
    hari = hari_ini(desa)
    wilayah = Q(desa=desa) | Q(kecamatan=desa.kecamatan_id) | Q(kabupaten=desa.kecamatan.kabupaten_id)
    tugas = Penugasan.objects.aktif(hari).filter(wilayah, peran__in=peran)
    return Pengguna.objects.filter(pk__in=tugas.values("pengguna"), is_active=True)


def pemegang_peran_kecamatan(kecamatan: Kecamatan, *peran: str) -> "QuerySet[Pengguna]":
    """Active people who hold one of these roles today over this kecamatan itself."""
    penugasan = Penugasan.objects.aktif(hari_ini(kecamatan)).filter(kecamatan=kecamatan, peran__in=peran)
    return Pengguna.objects.filter(is_active=True, pk__in=penugasan.values("pengguna"))


def admin_instalasi() -> "QuerySet[Pengguna]":
    """Active people who look after the installation today."""
    admin = Penugasan.objects.aktif().filter(peran=Peran.ADMIN)
    return Pengguna.objects.filter(is_active=True, pk__in=admin.values("pengguna"))


def wilayah_dikelola(pengguna: Pengguna, *jalan: str) -> Q:
    """The rows of the regions that this person looks after: an admin all, an admin_kabupaten those of his kabupaten.

    `jalan` are the ways from a row to its kabupaten ("desa__kecamatan__kabupaten"). Every page and service of the
    administration scopes with this.
    """
    return reduce(or_, (lingkup(pengguna, *PENGELOLA, kabupaten=j) for j in jalan))


def kabupaten_dikelola(pengguna: Pengguna) -> "QuerySet[Kabupaten]":
    return pengguna.kabupaten_dikelola()


def penugasan_dikelola(pengguna: Pengguna) -> "QuerySet[Penugasan]":
    """The assignments that this person may give, change and end: within his regions, and none above his own.

    An admin_kabupaten appoints neither admins nor another admin_kabupaten: only the admin of the installation does.
    """
    dalam = wilayah_dikelola(pengguna, "kabupaten", "kecamatan__kabupaten", "desa__kecamatan__kabupaten")
    semua = Penugasan.objects.filter(dalam)
    return semua if Peran.ADMIN in pengguna.peran else semua.exclude(peran__in=PENGELOLA)


def peran_ditunjuk(pengguna: Pengguna) -> frozenset[str]:
    """The roles that this person may give."""
    if Peran.ADMIN in pengguna.peran:
        return frozenset(Peran)
    return frozenset(Peran) - PENGELOLA if Peran.ADMIN_KABUPATEN in pengguna.peran else frozenset()


def pengguna_dikelola(pengguna: Pengguna) -> "QuerySet[Pengguna]":
    """The accounts that this person may change: all of whose assignments, past ones too, are his to give.

    Somebody who also works in another kabupaten, or is an admin, keeps an account that only the admin touches: who
    could set its password would hold what it holds.
    """
    if Peran.ADMIN in pengguna.peran:
        return Pengguna.objects.all()
    milik = penugasan_dikelola(pengguna)
    lain = Penugasan.objects.exclude(pk__in=milik.values("pk"))
    return Pengguna.objects.filter(penugasan__in=milik).exclude(penugasan__in=lain).distinct()


def kecamatan_bekerja() -> "QuerySet[Kecamatan]":
    """Where anybody works with this installation: of all of Indonesia, the few to choose from."""
    return Kecamatan.objects.filter(pk__in=Penugasan.objects.exclude(kecamatan=None).values("kecamatan"))


def kecamatan_ditawarkan(pengguna: Pengguna) -> "QuerySet[Kecamatan]":
    """Of the kecamatan that this person looks after those to pick from: all where they are few, else where anybody
    works. Any other is named by its code."""
    semua = Kecamatan.objects.filter(wilayah_dikelola(pengguna, "kabupaten"))
    if semua[: KECAMATAN_SEMUA + 1].count() <= KECAMATAN_SEMUA:
        return semua
    desa = Penugasan.objects.exclude(desa=None).values("desa__kecamatan")
    return semua.filter(Q(pk__in=kecamatan_bekerja()) | Q(pk__in=desa))


def dengan_tugas(pengguna: "QuerySet[Pengguna]") -> "QuerySet[Pengguna]":
    """For lists: `penugasan` holds what is in force today, `undangan` all invitations."""
    tugas = Penugasan.objects.aktif().select_related("kabupaten", "kecamatan", "desa__kecamatan")
    return pengguna.prefetch_related(Prefetch("penugasan", tugas), "undangan")


def berpenugasan(pengguna: Iterable[Pengguna]) -> list[Pengguna]:
    """These people with today's assignments, read for all of them at once: whoever is asked for a permission would
    read their own."""
    semua = list(pengguna)
    if len(semua) > 1:
        tugas = defaultdict(list)
        for t in Penugasan.objects.filter(pengguna__in=semua).kini():
            tugas[t.pengguna_id].append(t)
        for orang in semua:
            orang.penugasan_aktif = tugas[orang.pk]
    return semua


def kepada_peran(*peran: str) -> "Callable[[Perpindahan], QuerySet[Pengguna]]":
    """For a row of a transition table that tells whoever holds one of these roles over the object's desa."""

    def penerima(perpindahan: Perpindahan) -> "QuerySet[Pengguna]":
        return pemegang_peran(perpindahan.objek.wilayah, *peran)

    return penerima
