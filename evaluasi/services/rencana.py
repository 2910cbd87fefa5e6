"""Planning an evaluation: which desa, by which team, with which forms. Its status is not changed here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from akun.models import Pengguna
from dasar.basi import Basi
from desa.models import Desa
from evaluasi.enums import DAPAT_DIGANTI, StatusEvaluasi
from evaluasi.models import Evaluasi, FormulirEvaluasi, LembarEvaluasi, TimEvaluasi


@dataclass(frozen=True)
class IsiEvaluasi:
    """What is planned of one evaluation."""

    desa: Desa
    tim: TimEvaluasi
    tahun: int
    tanggal_mulai: date | None
    tanggal_selesai: date | None
    cara: str
    angka_tingkat: Mapping[str, str]
    formulir: tuple[FormulirEvaluasi, ...]


@transaction.atomic
def evaluasi_buat(*, isi: IsiEvaluasi, oleh: Pengguna, menggantikan: Evaluasi | None = None) -> Evaluasi:
    """Plan one. `menggantikan`: one whose scores are final, which loses its force when this one is accepted."""
    if menggantikan is not None:
        lama = Evaluasi.objects.select_for_update(of=("self",), no_key=True).get(pk=menggantikan.pk)
        if lama.status not in DAPAT_DIGANTI:
            raise ValidationError(f"Evaluasi yang “{lama.get_status_display().lower()}” tidak dapat diganti.")
        if lama.pengganti.exclude(status=StatusEvaluasi.DIBATALKAN).exists():
            raise ValidationError("Evaluasi ini sudah mempunyai pengganti.")
        if isi.desa.pk != lama.desa_id or isi.tahun != lama.tahun:
            raise ValidationError("Evaluasi pengganti harus untuk desa dan tahun yang sama.")
    return _simpan(Evaluasi(menggantikan=menggantikan, dibuat_oleh=oleh), isi, oleh)


@transaction.atomic
def evaluasi_ubah(*, evaluasi: Evaluasi, versi: int, isi: IsiEvaluasi, oleh: Pengguna) -> Evaluasi:
    """Change a plan that is not open. Raises `Basi` when somebody else saved since `versi`."""
    terkunci = Evaluasi.objects.select_for_update(of=("self",), no_key=True).get(pk=evaluasi.pk)
    if not oleh.has_perm("evaluasi.atur_evaluasi", terkunci):
        raise PermissionDenied("Evaluasi yang sudah dibuka atau dibatalkan tidak dapat diatur lagi.")
    if versi != terkunci.versi:
        raise Basi("Evaluasi", terkunci.diubah_oleh, tersimpan=terkunci)
    return _simpan(terkunci, isi, oleh)


def _simpan(evaluasi: Evaluasi, isi: IsiEvaluasi, oleh: Pengguna) -> Evaluasi:
    if not oleh.has_perm("evaluasi.kelola_evaluasi", isi.desa):
        raise PermissionDenied("Evaluasi diatur oleh verifikator kecamatan yang bersangkutan.")
    if not isi.tim.dapat_menilai(isi.desa):
        raise ValidationError({"tim": [f"Tim ini tidak dibentuk untuk {isi.desa}."]})
    for nama in ("desa", "tim", "tahun", "tanggal_mulai", "tanggal_selesai", "cara"):
        setattr(evaluasi, nama, getattr(isi, nama))
    evaluasi.angka_tingkat = dict(isi.angka_tingkat)
    evaluasi.versi += 1
    evaluasi.diubah_oleh = oleh
    evaluasi.full_clean(exclude=["menggantikan", "dibuat_oleh"])
    evaluasi.save()
    evaluasi.lembar.all().delete()
    urutan = sorted(isi.formulir, key=lambda f: (f.nomor_bidang, f.kode, f.versi))
    LembarEvaluasi.objects.bulk_create(
        LembarEvaluasi(evaluasi=evaluasi, formulir=f, urut=n) for n, f in enumerate(urutan, 1)
    )
    return evaluasi
