"""The assignment letter of a visit, and the step that usually follows it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.formats import date_format

from akun.models import Pengguna
from dasar.waktu import hari_ini
from naskah.enums.naskah import StatusNaskah
from naskah.models import Naskah
from naskah.services.naskah import naskah_ajukan, naskah_perbarui, naskah_siapkan
from perut.models import Kunjungan
from perut.naskah import SURAT_TUGAS
from perut.reports import surat_tugas_isi
from perut.services.kunjungan import kunjungan_jadwalkan
from perut.syarat import kekurangan_surat_tugas

SENDIRI = {"tanggal_surat", "camat"}  # the letter's own date and signer: no reason for a new letter


@transaction.atomic
def surat_tugas_ajukan(*, kunjungan: Kunjungan, oleh: Pengguna) -> Naskah:
    """Draw up the letter and hand it to the camat; the number comes with the approval.

    A letter that is not approved yet is rewritten. One in force is replaced by the new one when that is
    approved; when it would say the same, it is returned as it is. Raises ValidationError with what is missing.
    """
    terkunci = (
        Kunjungan.objects.select_for_update(of=("self",))
        .select_related("desa__kecamatan__kabupaten", "program", "surat_tugas")
        .get(pk=kunjungan.pk)
    )
    if not oleh.has_perm("perut.atur_kunjungan", terkunci):
        raise PermissionDenied(
            "Surat tugas disusun verifikator kecamatan, untuk kunjungan yang direncanakan atau dijadwalkan."
        )
    if kalimat := kekurangan_surat_tugas(terkunci):
        raise ValidationError(kalimat)
    tanggal = hari_ini(terkunci.desa)
    assert terkunci.tanggal is not None  # kekurangan_surat_tugas names a missing date
    isi = surat_tugas_isi(terkunci, oleh=oleh, tanggal=tanggal)
    perihal = f"Kunjungan Pendampingan Rutin (PERUT) {terkunci.desa}, {date_format(terkunci.tanggal, 'j F Y')}"
    lama = terkunci.surat_tugas
    if lama and lama.dapat_diubah:
        naskah = naskah_perbarui(naskah=lama, tanggal=tanggal, perihal=perihal, isi=isi, oleh=oleh)
        return naskah if naskah.status == StatusNaskah.DIAJUKAN else naskah_ajukan(naskah=naskah, oleh=oleh)
    if lama and lama.berlaku and _pokok(lama.isi) == _pokok(isi):
        return lama
    naskah = naskah_siapkan(
        jenis=SURAT_TUGAS.kode,
        kecamatan=terkunci.desa.kecamatan,
        desa=terkunci.desa,
        tanggal=tanggal,
        perihal=perihal,
        isi=isi,
        oleh=oleh,
        menggantikan=lama if lama and lama.berlaku else None,
    )
    terkunci.surat_tugas = naskah_ajukan(naskah=naskah, oleh=oleh)
    terkunci.save(update_fields=["surat_tugas"])
    return terkunci.surat_tugas


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
                surat_tugas_ajukan(kunjungan=k, oleh=oleh)
                kunjungan_jadwalkan(kunjungan=k, oleh=oleh)
            hasil.berhasil.append(k)
        except ValidationError as galat:
            hasil.gagal.append((k, galat.messages))
        except PermissionDenied as galat:
            hasil.gagal.append((k, [str(galat)]))
    return hasil


def _pokok(isi: dict) -> dict:
    return {k: v for k, v in isi.items() if k not in SENDIRI}
