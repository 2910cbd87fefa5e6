"""New dated figures of a rule set, and the choice of sets as a guide. Rows are only ever added."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from akun.enums import Peran
from akun.models import Pengguna
from apbdes.aturan import baca_nilai, perangkat_utuh, tulis_nilai
from apbdes.models import NilaiAturan, PilihanPerangkat
from apbdes.perangkat import dapat_jadi_petunjuk
from dasar.waktu import hari_ini, hari_ini_pembaca
from desa.models import Kabupaten, Kecamatan


@transaction.atomic
def nilai_tambah(
    *,
    perangkat: str,
    angka: str,
    kabupaten: Kabupaten | None,
    sejak: datetime.date,
    nilai: str,
    dasar: str,
    alasan: str,
    oleh: Pengguna,
) -> NilaiAturan:
    """A figure from a day on. Budgets already evaluated keep what they were judged by; drafts follow.

    Raises PermissionDenied, or ValidationError keyed by field.
    """
    if not oleh.has_perm("apbdes.ubah_angka", kabupaten) or (kabupaten is None and Peran.ADMIN not in oleh.peran):
        raise PermissionDenied("Nilai aturan diubah oleh admin, atau oleh admin kabupaten bagi kabupatennya.")
    ketentuan = next((p.angka.get(angka) for p in perangkat_utuh()[0] if p.kode == perangkat), None)
    if ketentuan is None:
        raise ValidationError({"nilai": "Angka ini tidak ada dalam perangkat aturan itu."})
    try:
        terbaca = baca_nilai(nilai, ketentuan.riwayat[0].nilai)
    except ValueError as galat:
        raise ValidationError({"nilai": str(galat)}) from galat
    if sejak < ketentuan.riwayat[0].sejak:
        raise ValidationError({"sejak": "Tanggal ini mendahului berlakunya peraturan itu sendiri."})
    try:
        with transaction.atomic():
            return NilaiAturan.objects.create(
                perangkat=perangkat,
                angka=angka,
                kabupaten=kabupaten,
                sejak=sejak,
                nilai=tulis_nilai(terbaca),
                dasar=dasar.strip(),
                alasan=alasan.strip(),
                diperiksa=hari_ini(kabupaten) if kabupaten else hari_ini_pembaca(),
                oleh=oleh,
            )
    except IntegrityError as galat:
        raise ValidationError(
            {"sejak": "Sudah ada nilai yang berlaku sejak tanggal ini. Nilai lama tidak ditimpa; pilih tanggal lain."}
        ) from galat


@transaction.atomic
def perangkat_pilih(
    *,
    kabupaten: Kabupaten,
    kecamatan: Kecamatan | None,
    sejak_tahun: int,
    perangkat: list[str],
    alasan: str,
    oleh: Pengguna,
) -> PilihanPerangkat:
    """Read these sets as a guide from a budget year on, in the order in which they are shown; none of them: no guide.

    What applies by region and year applies without being chosen, and cannot be switched off.

    Raises PermissionDenied, or ValidationError keyed by field.
    """
    if not oleh.has_perm("apbdes.pilih_perangkat", kecamatan or kabupaten):
        raise PermissionDenied("Perangkat aturan dipilih oleh verifikator kecamatan itu, atau oleh adminnya.")
    ada = {p.kode for p in dapat_jadi_petunjuk(kabupaten.pk)}
    if set(perangkat) - ada or len(set(perangkat)) != len(perangkat):
        raise ValidationError({"perangkat": "Pilih perangkat aturan yang ada, masing-masing sekali."})
    return PilihanPerangkat.objects.create(
        kabupaten=kabupaten,
        kecamatan=kecamatan,
        sejak_tahun=sejak_tahun,
        perangkat=perangkat,
        alasan=alasan.strip(),
        oleh=oleh,
    )
