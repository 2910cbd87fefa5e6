"""Who holds a role over a region today."""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from akun.enums import Peran
from akun.models import Pengguna, Penugasan
from dasar.alur import Perpindahan
from dasar.waktu import hari_ini
from desa.models import Desa, Kecamatan


def pemegang_peran(desa: Desa, *peran: str) -> "QuerySet[Pengguna]":
    """Active people who hold one of these roles today over this desa or the regions it lies in."""
    hari = hari_ini(desa)
    wilayah = (
        Q(penugasan__desa=desa)
        | Q(penugasan__kecamatan=desa.kecamatan_id)
        | Q(penugasan__kabupaten=desa.kecamatan.kabupaten_id)
    )
    berlaku = Q(penugasan__mulai__lte=hari) & (Q(penugasan__selesai__isnull=True) | Q(penugasan__selesai__gte=hari))
    return Pengguna.objects.filter(wilayah & berlaku, penugasan__peran__in=peran, is_active=True).distinct()


def pemegang_peran_kecamatan(kecamatan: Kecamatan, *peran: str) -> "QuerySet[Pengguna]":
    """Active people who hold one of these roles today over this kecamatan itself."""
    penugasan = Penugasan.objects.aktif(hari_ini(kecamatan)).filter(kecamatan=kecamatan, peran__in=peran)
    return Pengguna.objects.filter(is_active=True, pk__in=penugasan.values("pengguna"))


def admin_instalasi() -> "QuerySet[Pengguna]":
    """Active people who look after the installation today."""
    admin = Penugasan.objects.aktif().filter(peran=Peran.ADMIN)
    return Pengguna.objects.filter(is_active=True, pk__in=admin.values("pengguna"))


def kepada_peran(*peran: str) -> "Callable[[Perpindahan], QuerySet[Pengguna]]":
    """For a row of a transition table that tells whoever holds one of these roles over the object's desa."""

    def penerima(perpindahan: Perpindahan) -> "QuerySet[Pengguna]":
        return pemegang_peran(perpindahan.objek.wilayah, *peran)

    return penerima
