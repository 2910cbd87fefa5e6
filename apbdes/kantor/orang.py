"""Whom a step of a set concerns."""

from django.db.models import Q, QuerySet

from akun.enums import Peran
from akun.models import Pengguna, Penugasan
from dasar.alur import Perpindahan
from dasar.waktu import hari_ini


def penyusun_perangkat(p: Perpindahan) -> "QuerySet[Pengguna]":
    return p.objek.penyusun.filter(is_active=True)


def penerbit_perangkat(p: Perpindahan) -> "QuerySet[Pengguna]":
    """Who may put it in force: the other admins of the kabupaten and the verifikator of its offices; where there is
    nobody else, the admins of the installation, too, who can have somebody assigned."""
    kabupaten = p.objek.kabupaten
    aktif = Penugasan.objects.aktif(hari_ini(kabupaten))
    berhak = aktif.filter(
        Q(peran=Peran.ADMIN_KABUPATEN, kabupaten=kabupaten)
        | Q(peran=Peran.VERIFIKATOR, kecamatan__kabupaten=kabupaten)
        | Q(peran=Peran.ADMIN)
    )
    semua = Pengguna.objects.filter(is_active=True, pk__in=berhak.values("pengguna"))
    return semua.exclude(pk__in=p.objek.penyusun.values("pk"))
