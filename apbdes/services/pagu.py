"""Dated steps before submission: pagu adjusted (Perbup Kayong Utara 66/2023 Pasal 3), policy changed (Pasal 4-5)."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from akun.models import Pengguna
from apbdes.enums import LangkahPagu
from apbdes.models import CatatanPagu, VersiApbdes
from dasar.basi import Basi
from dasar.waktu import hari_ini

PAGU = ("pagu_dds", "pagu_add", "pagu_pbh")


@transaction.atomic
def langkah_pagu_catat(
    *,
    versi: VersiApbdes,
    langkah: str,
    tanggal: date,
    dasar: str,
    uraian: str,
    pagu: dict[str, int | None],
    dari: int,
    oleh: Pengguna,
) -> CatatanPagu:
    """Write down one step and apply its pagu to the version. `dari` is the version of the page it was written on.

    Only while the desa draws up (Pasal 3 ayat (4): before the draft goes to the camat). Raises ValidationError,
    by field where there is one.
    """
    terkunci = VersiApbdes.objects.select_for_update(of=("self",), no_key=True).get(pk=versi.pk)
    if not terkunci.dapat_diubah:
        raise ValidationError("Pagu disesuaikan sebelum rancangan diajukan (Pasal 3 ayat (4)); ini sudah diajukan.")
    if not oleh.has_perm("apbdes.ubah_versiapbdes", terkunci):
        raise PermissionDenied("Penyesuaian pagu dicatat oleh pemerintah desa.")
    if terkunci.versi != dari:
        raise Basi("Data rancangan", terkunci.diubah_oleh, tersimpan=terkunci)
    _tanggal_masuk_akal(terkunci, tanggal)
    semula = {k: getattr(terkunci, k) for k in PAGU if pagu[k] != getattr(terkunci, k)}
    if langkah == LangkahPagu.PENYESUAIAN_PAGU and not semula:
        raise ValidationError({"langkah": "Belum ada pagu yang berubah. Isi pagu yang baru."})
    catatan = CatatanPagu.objects.create(
        versi=terkunci,
        langkah=langkah,
        tanggal=tanggal,
        dasar=dasar.strip(),
        uraian=uraian.strip(),
        pagu_semula=semula,
        pagu_menjadi={k: pagu[k] for k in semula},
        oleh=oleh,
    )
    if semula:
        for k in semula:
            setattr(terkunci, k, pagu[k])
        terkunci.versi += 1
        terkunci.diubah_oleh = oleh
        terkunci.save(update_fields=[*semula, "versi", "diubah_oleh"])
    return catatan


def _tanggal_masuk_akal(versi: VersiApbdes, tanggal: date) -> None:
    if tanggal > hari_ini(versi.apbdes.desa.kecamatan):
        raise ValidationError({"tanggal": "Tanggalnya belum tiba."})
    if tanggal < date(versi.apbdes.tahun - 1, 1, 1):
        raise ValidationError(
            {"tanggal": f"Tanggalnya terlalu lama untuk tahun anggaran {versi.apbdes.tahun}. Periksa tahunnya."}
        )
