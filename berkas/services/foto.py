"""Keeping a photo from the field beside the row that it belongs to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet

from akun.models import Pengguna
from antrean.services import antrekan
from berkas.foto import FotoDitolak, baca_tempat, baca_waktu, foto_baca
from berkas.models.foto import FotoBaris
from berkas.penyimpanan import berkas_buang
from dasar.baris import tidak_sah
from dasar.simpan import HasilSimpan, PembuatForm, isi_baris


@dataclass(frozen=True)
class TempatFoto:
    """Where a photo goes: `induk` ties it there, `saudara` are those beside which it must not stand twice."""

    induk: dict[str, Any]
    saudara: QuerySet
    form: PembuatForm
    zona: tzinfo
    sebutan: str  # "kunjungan"
    maks: int


def foto_terima(
    *,
    tempat: TempatFoto,
    pk: UUID,
    berkas: UploadedFile,
    waktu: str = "",
    lintang: str = "",
    bujur: str = "",
    kunci: Callable[[], object],
    oleh: Pengguna,
) -> HasilSimpan:
    """Keep one photo. The same id sent twice is one photo; so are the same pixels.

    `waktu` is ISO 8601; what the browser could not tell is taken from the file, or stays unknown.
    `kunci` locks the place of work until the photo is in it, and refuses when it may not be written to.
    """
    if sudah := _sudah(tempat, pk):
        return sudah
    try:
        terbaca = foto_baca(berkas)  # takes its time, so before anything is locked
    except FotoDitolak as galat:
        return tidak_sah(str(galat), kolom="berkas")
    with transaction.atomic():
        kunci()
        if sudah := _sudah(tempat, pk):
            return sudah
        if (jumlah := tempat.saudara.count()) >= tempat.maks:
            kalimat = f"Sudah ada {jumlah} foto, jumlah terbanyak satu {tempat.sebutan}. Hapus dulu yang kurang perlu."
            return tidak_sah(kalimat, kolom="berkas")
        if tempat.saudara.filter(sha256=terbaca.sha256).exists():
            kalimat = f"Foto ini sudah ada di {tempat.sebutan} ini, jadi tidak disimpan lagi."
            return tidak_sah(kalimat, kolom="berkas")
        foto = tempat.saudara.model(
            pk=pk,
            sha256=terbaca.sha256,
            versi=1,
            diubah_oleh=oleh,
            waktu=baca_waktu(waktu, terbaca.waktu, tempat.zona),
            **tempat.induk,
            **baca_tempat(lintang, bujur, terbaca),
        )
        foto.berkas.save(f"{pk}.jpg", ContentFile(terbaca.jpeg), save=False)
        foto.save(force_insert=True)
    return _tersimpan(tempat, foto)


def _sudah(tempat: TempatFoto, pk: UUID) -> HasilSimpan | None:
    """The answer to a photo that is here already. Raises DoesNotExist for one that stands elsewhere."""
    model = tempat.saudara.model
    foto = model.objects.filter(pk=pk).select_related("diubah_oleh").first()
    if foto and any(getattr(foto, nama) != nilai for nama, nilai in tempat.induk.items()):
        raise model.DoesNotExist
    return _tersimpan(tempat, foto) if foto else None


def _tersimpan(tempat: TempatFoto, foto: FotoBaris) -> HasilSimpan:
    isi = isi_baris(tempat.form, foto)
    return HasilSimpan("tersimpan", versi=foto.versi, isi=isi, oleh=str(foto.diubah_oleh or ""))


def foto_buang_berkas(foto: FotoBaris) -> None:
    """The file of a photo whose row is gone, once that is certain."""
    if foto.berkas.name:
        antrekan(berkas_buang, foto.berkas.name, perihal=foto.berkas.name)
