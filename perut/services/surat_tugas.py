"""The assignment letter of a visit, and the step that usually follows it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from akun.models import Pengguna
from dokumen.enums import StatusNaskah
from dokumen.models import Naskah
from dokumen.services.naskah import naskah_ganti, naskah_terbitkan
from perut.models import Kunjungan
from perut.naskah import SURAT_TUGAS
from perut.reports import surat_tugas_isi
from perut.services.kunjungan import kunjungan_jadwalkan
from perut.syarat import kekurangan_surat_tugas

SENDIRI = "tanggal_surat"  # the letter's own date: a difference in it alone is no reason for a new letter


@transaction.atomic
def surat_tugas_terbitkan(*, kunjungan: Kunjungan, oleh: Pengguna, tanggal: date | None = None) -> Naskah:
    """Number the letter and freeze what it says; the one it replaces is marked DIGANTI.

    A letter that would say the same as the one in force is not issued again: that one is returned.
    Raises ValidationError with the sentences that say what is missing.
    """
    terkunci = (
        Kunjungan.objects.select_for_update(of=("self",))
        .select_related("desa__kecamatan__kabupaten", "program", "surat_tugas")
        .get(pk=kunjungan.pk)
    )
    if not oleh.has_perm("perut.atur_kunjungan", terkunci):
        raise PermissionDenied(
            "Surat tugas diterbitkan verifikator kecamatan, untuk kunjungan yang direncanakan atau dijadwalkan."
        )
    if kalimat := kekurangan_surat_tugas(terkunci):
        raise ValidationError(kalimat)
    tanggal = tanggal or timezone.localdate()
    assert terkunci.tanggal is not None  # kekurangan_surat_tugas names a missing date
    isi = surat_tugas_isi(terkunci, oleh=oleh, tanggal=tanggal)
    lama = terkunci.surat_tugas
    if lama and lama.status == StatusNaskah.BERLAKU and _pokok(lama.isi) == _pokok(isi):
        return lama
    naskah = naskah_terbitkan(
        jenis=SURAT_TUGAS.kode,
        kecamatan=terkunci.desa.kecamatan,
        desa=terkunci.desa,
        tanggal=tanggal,
        perihal=f"Kunjungan Pendampingan Rutin (PERUT) {terkunci.desa}, {date_format(terkunci.tanggal, 'j F Y')}",
        isi=isi,
        oleh=oleh,
    )
    if lama and lama.status == StatusNaskah.BERLAKU:
        naskah_ganti(lama=lama, baru=naskah)
    terkunci.surat_tugas = naskah
    terkunci.save(update_fields=["surat_tugas"])
    return naskah


@dataclass
class HasilMassal:
    """Which visits were scheduled, and for the others the sentences that say why not."""

    berhasil: list[Kunjungan] = field(default_factory=list)
    gagal: list[tuple[Kunjungan, list[str]]] = field(default_factory=list)


def surat_tugas_dan_jadwalkan(*, kunjungan: Iterable[Kunjungan], oleh: Pengguna) -> HasilMassal:
    """Letter and schedule for each visit by itself: one that fails takes no number and stops no other."""
    hasil = HasilMassal()
    for k in kunjungan:
        try:
            with transaction.atomic():
                surat_tugas_terbitkan(kunjungan=k, oleh=oleh)
                kunjungan_jadwalkan(kunjungan=k, oleh=oleh)
            hasil.berhasil.append(k)
        except ValidationError as galat:
            hasil.gagal.append((k, galat.messages))
        except PermissionDenied as galat:
            hasil.gagal.append((k, [str(galat)]))
    return hasil


def _pokok(isi: dict) -> dict:
    return {k: v for k, v in isi.items() if k != SENDIRI}
