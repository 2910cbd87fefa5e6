"""Taking over what could not be sent, and saying what became of it."""

from functools import partial
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from akun.enums import Peran
from akun.models import Pengguna, Penugasan
from akun.queries import pemegang_peran_kecamatan
from berkas.foto import FotoDitolak, baca_tempat, baca_waktu, foto_baca
from dasar.alur import cari, jalankan
from dasar.waktu import zona
from desa.models import Desa, Kecamatan
from notifikasi.enums import Golongan
from notifikasi.services import beritahu
from serahan.alur import TRANSISI_SERAHAN
from serahan.kiriman import baca
from serahan.models import FotoSerahan, Serahan
from serahan.tempat import desa_dari

FOTO_MAKS = 60
TANPA_KECAMATAN = (
    "Anda tidak pernah bertugas di satu kecamatan, jadi tidak ada verifikator yang menerimanya. Salin atau simpan "
    "isian ini sebagai berkas."
)
_transisi = partial(cari, TRANSISI_SERAHAN)


def _kepada(oleh: Pengguna, desa: Desa | None) -> Kecamatan:
    """The kecamatan of the page, if this person works there or ever did; otherwise that of their last assignment.

    Raises ValidationError for somebody who never worked in one.
    """
    semua = Penugasan.objects.filter(pengguna=oleh).select_related("kecamatan", "desa__kecamatan").order_by("-mulai")
    tempat = [p.kecamatan or (p.desa and p.desa.kecamatan) for p in semua]
    ada = [k for k in tempat if k]
    if desa and desa.kecamatan in ada:
        return desa.kecamatan
    if not ada:
        raise ValidationError(TANPA_KECAMATAN)
    return ada[0]


@transaction.atomic
def serahan_terima(*, badan: bytes, oleh: Pengguna) -> Serahan:
    """Keep what a phone could not send (kiriman.py), once, and tell the verifikator. Raises ValidationError."""
    kiriman = baca(badan)
    desa = desa_dari(kiriman.alamat)
    kecamatan = _kepada(oleh, desa)
    serahan, baru = Serahan.objects.get_or_create(
        oleh=oleh,
        sidik=sha256(badan).hexdigest(),
        defaults={
            "kecamatan": kecamatan,
            "desa": desa if desa and desa.kecamatan == kecamatan else None,
            "halaman": kiriman.halaman,
            "alamat": kiriman.alamat,
            "isi": kiriman.isi,
        },
    )
    if baru:
        beritahu(
            pemegang_peran_kecamatan(kecamatan, Peran.VERIFIKATOR),
            judul=f"{oleh} menyerahkan isian yang tidak terkirim",
            isi=f"Dari “{serahan.halaman}”. Baca, pindahkan yang perlu, lalu tulis apa yang dilakukan dengannya.",
            tautan=serahan.get_absolute_url(),
            golongan=Golongan.MENUNGGU,
        )
    return serahan


def foto_serahan_terima(
    *, serahan: Serahan, berkas: UploadedFile, waktu: str, lintang: str, bujur: str, keterangan: str, oleh: Pengguna
) -> FotoSerahan:
    """Keep one photo of it, the same bytes once. Raises ValidationError with why it is not taken."""
    sidik = sha256()
    for potong in berkas.chunks():
        sidik.update(potong)
    kiriman = sidik.hexdigest()
    if ada := serahan.foto.filter(kiriman=kiriman).first():
        return ada
    berkas.seek(0)
    try:
        terbaca = foto_baca(berkas)
    except FotoDitolak as galat:
        raise ValidationError(f"{galat} Ia tetap ada di peranti ini; simpan sebagai berkas.") from galat
    with transaction.atomic():
        Serahan.objects.select_for_update(no_key=True).get(pk=serahan.pk)
        if ada := serahan.foto.filter(kiriman=kiriman).first():
            return ada
        if serahan.foto.count() >= FOTO_MAKS:
            raise ValidationError(f"Sudah {FOTO_MAKS} foto, jumlah terbanyak. Simpan selebihnya sebagai berkas.")
        foto = FotoSerahan(
            serahan=serahan,
            kiriman=kiriman,
            sha256=terbaca.sha256,
            versi=1,
            diubah_oleh=oleh,
            keterangan=keterangan.replace("\x00", "")[:200],
            waktu=baca_waktu(waktu, terbaca.waktu, zona(serahan.kecamatan)),
            **baca_tempat(lintang, bujur, terbaca),
        )
        foto.berkas.save(f"{foto.pk}.jpg", ContentFile(terbaca.jpeg), save=False)
        foto.save(force_insert=True)
    return foto


@transaction.atomic
def serahan_tangani(*, serahan: Serahan, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Serahan:
    """The verifikator says what was done with it; whoever typed it is told."""
    return jalankan(serahan, _transisi("tangani"), oleh=oleh, alasan=alasan, sejak=sejak)
