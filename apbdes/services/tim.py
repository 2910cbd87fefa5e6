"""Recording a team and a delegation; rows are only ever added."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from akun.models import Pengguna
from apbdes.forms.tim import TimForm
from apbdes.models import DelegasiEvaluasi, TimEvaluasiApbdes
from desa.models import Kabupaten, Kecamatan

BUKAN_PENGELOLA = "Tim dan delegasi evaluasi dicatat verifikator kecamatan itu atau admin kabupatennya."


@transaction.atomic
def tim_catat(*, form: TimForm, kecamatan: Kecamatan, oleh: Pengguna) -> TimEvaluasiApbdes:
    """Store a valid form as a new SK."""
    if not oleh.has_perm("apbdes.kelola_tim_apbdes", kecamatan):
        raise PermissionDenied(BUKAN_PENGELOLA)
    form.instance.kecamatan, form.instance.oleh = kecamatan, oleh
    return form.save()


def delegasi_catat(
    *, kabupaten: Kabupaten, kecamatan: Kecamatan | None, sejak_tahun: int, peraturan: str, oleh: Pengguna
) -> DelegasiEvaluasi:
    if not oleh.has_perm("apbdes.kelola_tim_apbdes", kecamatan or kabupaten):
        raise PermissionDenied(BUKAN_PENGELOLA)
    return DelegasiEvaluasi.objects.create(
        kabupaten=kabupaten,
        kecamatan=kecamatan,
        sejak_tahun=sejak_tahun,
        peraturan=peraturan.strip().rstrip(".;"),
        oleh=oleh,
    )
