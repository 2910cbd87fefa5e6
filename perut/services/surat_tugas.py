"""The assignment letter of a visit, and the step that usually follows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.formats import date_format

from akun.models import Pengguna
from dasar.alur import periksa_sejak
from dasar.waktu import hari_ini
from naskah.models import Naskah
from naskah.surat_tugas import surat_tugas_susun
from perut.enums import DAPAT_DIATUR
from perut.models import Kunjungan
from perut.naskah import SURAT_TUGAS
from perut.reports import surat_tugas_isi
from perut.services.kunjungan import kunjungan_jadwalkan
from perut.syarat import kekurangan_surat_tugas


@transaction.atomic
def surat_tugas_ajukan(*, kunjungan: Kunjungan, oleh: Pengguna, sejak: str | None = None) -> Naskah:
    """Draw up the letter, or its replacement, and hand it to the camat: naskah/surat_tugas.py.

    Once the visit has begun, only where its letter is no longer in force. ValidationError with what is missing.
    `sejak` is what the page showed (`dasar.alur.sejak_dari`); `Basi` when something has come since.
    """
    terkunci = (
        Kunjungan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("desa__kecamatan__kabupaten", "program", "surat_tugas__menggantikan")
        .get(pk=kunjungan.pk)
    )
    if not oleh.has_perm("perut.surati_kunjungan", terkunci):
        raise PermissionDenied(
            "Surat tugas disusun verifikator kecamatan: sebelum kunjungan dimulai, atau ketika suratnya tidak berlaku "
            "lagi sebelum kunjungan disahkan."
        )
    periksa_sejak(terkunci, sejak)
    if terkunci.status in DAPAT_DIATUR and (kalimat := kekurangan_surat_tugas(terkunci)):
        raise ValidationError(kalimat)
    tanggal = hari_ini(terkunci.desa)
    assert terkunci.tanggal is not None  # kekurangan_surat_tugas names a missing date
    terkunci.surat_tugas = surat_tugas_susun(
        terkunci.surat_tugas,
        jenis=SURAT_TUGAS.kode,
        desa=terkunci.desa,
        tanggal=tanggal,
        perihal=f"Kunjungan Pendampingan Rutin (PERUT) {terkunci.desa}, {date_format(terkunci.tanggal, 'j F Y')}",
        isi=surat_tugas_isi(terkunci, oleh=oleh, tanggal=tanggal),
        oleh=oleh,
    )
    terkunci.save(update_fields=["surat_tugas"])
    return terkunci.surat_tugas


@dataclass
class HasilMassal:
    """Which visits were scheduled, and for the others the sentences that say why not."""

    berhasil: list[Kunjungan] = field(default_factory=list)
    gagal: list[tuple[Kunjungan, list[str]]] = field(default_factory=list)


def surat_tugas_dan_jadwalkan(
    *, kunjungan: Iterable[Kunjungan], oleh: Pengguna, sejak: Mapping[int, str] | None = None
) -> HasilMassal:
    """Letter and schedule for each visit by itself: one that fails takes no number and stops no other.

    `sejak` names of each what the list showed (`dasar.alur.sejak_dari`); None where it is no page's decision.
    """
    hasil = HasilMassal()
    for k in kunjungan:
        try:
            with transaction.atomic():
                dilihat = None if sejak is None else sejak.get(k.pk, "")
                surat_tugas_ajukan(kunjungan=k, oleh=oleh, sejak=dilihat)
                kunjungan_jadwalkan(kunjungan=k, oleh=oleh, sejak=dilihat)
            hasil.berhasil.append(k)
        except ValidationError as galat:
            hasil.gagal.append((k, galat.messages))
        except PermissionDenied as galat:
            hasil.gagal.append((k, [str(galat)]))
    return hasil
