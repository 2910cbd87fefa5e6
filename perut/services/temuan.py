"""A finding from a book, by one tap on the visit's page; the page in the field does it by the saving contract."""

from django.core.exceptions import ValidationError
from django.db import transaction

from akun.models import Pengguna
from perut.models import Kunjungan, Pemeriksaan
from perut.services.isian import isian_simpan
from perut.usulan_temuan import cacat, id_temuan, usulan_temuan
from tindaklanjut.models import Temuan


@transaction.atomic
def temuan_dari_buku(*, kunjungan: Kunjungan, pemeriksaan: Pemeriksaan, oleh: Pengguna) -> bool:
    """Write the proposed finding down; False where it is there already, which is no error.

    Raises ValidationError for a book with which nothing is amiss, IsianTerkunci where this person cannot fill in.
    """
    if not cacat(pemeriksaan):
        raise ValidationError("Buku ini sudah tertib atau belum diperiksa, jadi tidak ada yang diusulkan.")
    pk = id_temuan(kunjungan, pemeriksaan.buku_id)
    if Temuan.objects.filter(pk=pk).exists():
        return False
    isi = usulan_temuan(pemeriksaan)
    hasil = isian_simpan(kunjungan=kunjungan, jenis="temuan", pk=pk, versi=0, isi=isi, oleh=oleh)
    if hasil.keadaan != "tersimpan":
        raise ValidationError([k for daftar in hasil.kesalahan.values() for k in daftar] or ["Temuan belum tersimpan."])
    return True
