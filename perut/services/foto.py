"""A photo of a visit."""

import uuid
from functools import partial

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from akun.models import Pengguna
from berkas.services.foto import TempatFoto, foto_terima
from dasar.baris import IsianTerkunci
from dasar.simpan import HasilSimpan
from dasar.waktu import zona
from perut.models import Kunjungan
from perut.services.isian import JENIS, alasan_terkunci, kunjungan_kunci


def foto_simpan(
    *,
    kunjungan: Kunjungan,
    pk: uuid.UUID,
    berkas: UploadedFile,
    waktu: str = "",
    lintang: str = "",
    bujur: str = "",
    oleh: Pengguna,
) -> HasilSimpan:
    """Keep one photo of the visit; see berkas/services/foto.py."""
    if alasan := alasan_terkunci(kunjungan, oleh):
        raise IsianTerkunci(alasan)
    tempat = TempatFoto(
        induk={"kunjungan": kunjungan},
        saudara=kunjungan.foto_set.all(),
        form=JENIS["foto"].pembuat_form(kunjungan),
        zona=zona(kunjungan.desa),
        sebutan="kunjungan",
        maks=settings.FOTO_JUMLAH_MAKS,
    )
    return foto_terima(
        tempat=tempat,
        pk=pk,
        berkas=berkas,
        waktu=waktu,
        lintang=lintang,
        bujur=bujur,
        kunci=partial(kunjungan_kunci, kunjungan, oleh),
        oleh=oleh,
    )
