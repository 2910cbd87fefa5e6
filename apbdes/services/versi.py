"""Beginning a version: the murni, a perubahan of the one that is settled, the mending of one that was sent back."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from akun.models import Pengguna
from apbdes.enums import JenisVersi, StatusVersi
from apbdes.models import Apbdes, DokumenPendamping, RincianBelanja, RincianPembiayaan, RincianPendapatan, VersiApbdes
from apbdes.pendamping import TETAP
from apbdes.queries import BUKAN_PENYUSUN, Langkah, langkah_berikut
from apbdes.services.simpan import IDENTITAS
from desa.models import Desa

RINCIAN = (RincianPendapatan, RincianBelanja, RincianPembiayaan)


def versi_buat(*, desa: Desa, tahun: int, oleh: Pengguna, langkah: str = "murni") -> VersiApbdes:
    """Begin the version that may be begun now, with all rows of the one before it, each naming that row as `asal`.

    `langkah` is what the person asked for: "murni", "perubahan" or "perbaikan" (Permendagri 20/2018 Pasal 35
    ayat (5), Pasal 40). ValidationError when something else comes next.
    """
    if not oleh.has_perm("apbdes.buat_apbdes", desa):
        raise PermissionDenied(BUKAN_PENYUSUN)
    try:
        with transaction.atomic():
            return _buat(desa, tahun, oleh, langkah)
    except IntegrityError as galat:
        raise ValidationError(SUDAH_ADA, code="sudah_ada") from galat


SUDAH_ADA = "Rancangan ini baru saja dibuat. Muat ulang halaman untuk membukanya."


def _buat(desa: Desa, tahun: int, oleh: Pengguna, langkah: str) -> VersiApbdes:
    calon = Apbdes(desa=desa, tahun=tahun)
    calon.clean_fields()
    apbdes = Apbdes.objects.get_or_create(desa=desa, tahun=tahun)[0]
    Apbdes.objects.select_for_update(of=("self",), no_key=True).get(pk=apbdes.pk)
    berikut = langkah_berikut(apbdes.versi_set.all())
    if berikut is None or berikut.kode != langkah:
        raise ValidationError(_alasan(apbdes, berikut), code="langkah")
    dasar = berikut.dasar
    versi = VersiApbdes(
        apbdes=apbdes,
        jenis=JenisVersi.MURNI if berikut.perubahan_ke == 0 else JenisVersi.PERUBAHAN,
        perubahan_ke=berikut.perubahan_ke,
        perbaikan_ke=berikut.perbaikan_ke,
        sebelum=dasar,
        dibuat_oleh=oleh,
        **({k: getattr(dasar, k) for k in IDENTITAS} if dasar else {}),
    )
    versi.save()
    if dasar:
        for model in RINCIAN:
            _salin(model, dasar, versi, oleh)
        if langkah == "perbaikan":
            pendamping_salin(dari=dasar, ke=versi)
    return versi


def pendamping_salin(*, dari: VersiApbdes, ke: VersiApbdes) -> None:
    """The regulations that went with the version before go with its mending too; letter and minutes are new ones."""
    DokumenPendamping.objects.bulk_create(
        DokumenPendamping(versi=ke, kode=d.kode, berkas=d.berkas, tidak_ada=d.tidak_ada)
        for d in dari.dokumen.filter(kode__in=TETAP).select_related("berkas")
    )


def _alasan(apbdes: Apbdes, berikut: Langkah | None) -> str:
    if berikut is None:
        akhir = apbdes.versi_set.exclude(status=StatusVersi.DIBATALKAN).latest("perubahan_ke", "perbaikan_ke")
        return f"{akhir} berstatus “{akhir.get_status_display()}”; selesaikan yang itu dahulu."
    return f"Yang dapat disusun sekarang untuk {apbdes}: {berikut.sebutan}."


def _salin(model: Any, dasar: VersiApbdes, versi: VersiApbdes, oleh: Pengguna) -> None:
    salinan = []
    for baris in model.objects.filter(versi_apbdes=dasar):
        baris.asal, baris.pk = baris.pk, uuid.uuid4()
        baris.versi_apbdes, baris.versi, baris.diubah_oleh = versi, 1, oleh
        baris._state.adding = True
        salinan.append(baris)
    model.objects.bulk_create(salinan, batch_size=500)
