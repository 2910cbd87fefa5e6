"""What the page of a village says of its supervision: last visit, books, open findings."""

from django.urls import reverse
from django.utils.formats import date_format

from akun.models import Pengguna
from desa.bawaan import ASAL
from desa.models import Desa
from desa.ringkasan import Ringkas
from perut.catatan_lama import kunjungan_lama_tampil
from perut.enums import StatusKunjungan
from perut.models import Kunjungan
from perut.queries import keadaan_buku, kelengkapan
from tindaklanjut.models import Temuan


def ringkas_desa(pembaca: Pengguna, desa: Desa) -> list[Ringkas]:
    return [*_kunjungan(pembaca, desa), *_buku(desa), *_temuan(pembaca, desa)]


def _kunjungan(pembaca: Pengguna, desa: Desa) -> list[Ringkas]:
    sah = Kunjungan.objects.untuk(pembaca).filter(desa=desa, status=StatusKunjungan.DISAHKAN)
    if terakhir := sah.order_by("-tanggal", "-pk").first():
        return [Ringkas("Kunjungan terakhir", date_format(terakhir.tanggal, "j F Y"), terakhir.get_absolute_url())]
    if lama := kunjungan_lama_tampil([desa.pk]).get(desa.pk):
        return [Ringkas("Kunjungan terakhir", date_format(lama.tanggal, "j F Y"), bawaan=True)]
    return []


def _buku(desa: Desa) -> list[Ringkas]:
    keadaan = keadaan_buku(desa)
    url = reverse("perut:buku-desa", args=[desa.pk])
    hasil = []
    if any(k.terakhir for k in keadaan):
        rekap = kelengkapan(keadaan)
        hasil.append(Ringkas("Buku", f"{rekap.tertib} dari {rekap.total} tertib", url))
    if dibawa := sum(bool(k.dibawa) for k in keadaan):
        hasil.append(Ringkas("Buku belum diperiksa", f"keadaan {dibawa} buku diketahui", url, bawaan=True))
    return hasil


def _temuan(pembaca: Pengguna, desa: Desa) -> list[Ringkas]:
    terbuka = Temuan.objects.untuk(pembaca).belum_selesai().filter(desa=desa)
    dibawa = terbuka.filter(asal_jenis=ASAL).count()
    url = f"{reverse('tindaklanjut:temuan-daftar')}?desa={desa.pk}&keadaan=belum"
    hasil = []
    if sendiri := terbuka.exclude(asal_jenis=ASAL).count():
        hasil.append(Ringkas("Temuan terbuka", str(sendiri), url))
    if dibawa:
        hasil.append(Ringkas("Temuan terbuka", str(dibawa), url, bawaan=True))
    return hasil
