"""The camat orders a visit: a plan with his reason, which the verifikator gives officers and a letter."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.formats import date_format

from akun.enums import Peran
from akun.models import Pengguna
from akun.queries import pemegang_peran
from dasar.nama import akhiri
from dasar.waktu import hari_ini
from desa.models import Desa
from desa.services.data import desa_kunci
from notifikasi.enums import Golongan
from notifikasi.services import beritahu
from perut.enums import DAPAT_DIATUR, StatusKunjungan
from perut.models import Kunjungan, Program

BELUM_BERAKHIR = DAPAT_DIATUR | {StatusKunjungan.BERLANGSUNG}


def kunjungan_berjalan(desa: Desa) -> Kunjungan | None:
    """What is already planned or under way there; a second order beside it would be done twice."""
    ada = Kunjungan.objects.filter(desa=desa, status__in=BELUM_BERAKHIR).select_related("desa")
    return ada.order_by("tanggal", "pk").first()


@transaction.atomic
def kunjungan_perintahkan(*, desa: Desa, tanggal: date, alasan: str, oleh: Pengguna) -> Kunjungan:
    """Plan a visit on that day for `alasan`, and tell those who schedule it.

    Raises PermissionDenied, and ValidationError where one is already planned or the day is over.
    """
    if not oleh.has_perm("perut.perintahkan_kunjungan", desa):
        raise PermissionDenied("Kunjungan diperintahkan oleh camat.")
    desa_kunci([desa])
    if ada := kunjungan_berjalan(desa):
        raise ValidationError(f"{ada} sudah ada dan belum selesai, jadi tidak diperintahkan dua kali.")
    if tanggal < hari_ini(desa):
        raise ValidationError({"tanggal": "Tanggal ini sudah lewat."})
    program = Program.objects.filter(kecamatan=desa.kecamatan_id, tahun=tanggal.year).first()
    kunjungan = Kunjungan.objects.create(
        desa=desa, program=program, tanggal=tanggal, agenda=alasan, versi=1, diubah_oleh=oleh
    )
    beritahu(
        [p for p in pemegang_peran(desa, Peran.VERIFIKATOR) if p != oleh],
        judul=f"Camat memerintahkan kunjungan ke {desa}",
        isi=akhiri(f"Direncanakan {date_format(tanggal, 'l, j F Y')}; tunjuk petugasnya dan susun surat tugasnya"),
        tautan=kunjungan.get_absolute_url(),
        golongan=Golongan.MENUNGGU,
    )
    return kunjungan
