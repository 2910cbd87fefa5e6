"""The year's programme and its focus villages. Pedoman PERUT B.2."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from akun.models import Pengguna
from dasar.konflik import simpan_berversi
from perut.models import Lokus, Program
from perut.queries import petugas_tersedia


@transaction.atomic
def program_simpan(*, program: Program, versi: int | None = None, oleh: Pengguna) -> Program:
    """Create or change a programme.

    ValidationError when the kecamatan has one for that year, Basi when somebody else saved since `versi`.
    """
    _izin(program, oleh)
    if program.pk is None:
        program.dibuat_oleh = oleh
    program.full_clean()
    return simpan_berversi(program, versi=versi)[0]


@transaction.atomic
def lokus_simpan(*, lokus: Lokus, petugas: Iterable[Pengguna], versi: int | None = None, oleh: Pengguna) -> Lokus:
    """Add or change a focus village and who goes there.

    ValidationError: a village of another kecamatan, one that is in focus already, an officer
    without an assignment here. Basi: somebody else saved since `versi`. Visits planned earlier keep their officers.
    """
    program = (
        Program.objects.select_for_update(of=("self",), no_key=True)
        .select_related("kecamatan")
        .get(pk=lokus.program_id)
    )
    _izin(program, oleh)
    if lokus.desa.kecamatan_id != program.kecamatan_id:
        raise ValidationError({"desa": f"{lokus.desa} di luar wilayah {program.kecamatan}."})
    if Lokus.objects.filter(program=program, desa=lokus.desa).exclude(pk=lokus.pk).exists():
        raise ValidationError({"desa": "Desa ini sudah menjadi lokus pada program ini."})
    petugas = set(petugas)
    asing = petugas - set(petugas_tersedia(program.kecamatan))
    if lokus.pk:
        asing -= set(lokus.petugas.all())
    if asing:
        raise ValidationError({"petugas": f"{', '.join(sorted(map(str, asing)))} tidak bertugas di kecamatan ini."})
    lokus.full_clean()
    return simpan_berversi(lokus, versi=versi, banyak={"petugas": petugas})[0]


@transaction.atomic
def lokus_simpan_banyak(*, lokus: Sequence[Lokus], petugas: Iterable[Pengguna], oleh: Pengguna) -> None:
    """Add several focus villages at once: all of them, or none. Raises as `lokus_simpan`, with the village named."""
    orang = list(petugas)
    for satu in lokus:
        try:
            lokus_simpan(lokus=satu, petugas=orang, oleh=oleh)
        except ValidationError as galat:
            raise ValidationError([f"{satu.desa}: {kalimat}" for kalimat in galat.messages]) from galat


@transaction.atomic
def lokus_hapus(*, lokus: Lokus, oleh: Pengguna) -> None:
    """Take a village out of focus. Visits that are planned already stay."""
    _izin(lokus.program, oleh)
    lokus.delete()


def _izin(program: Program, oleh: Pengguna) -> None:
    if not oleh.has_perm("perut.kelola_program", program):
        raise PermissionDenied("Program dikelola oleh verifikator kecamatan yang bersangkutan.")
