"""The two deadlines of a budget in a calendar: the camat's result, the village's mending."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Max, Q

from akun.enums import DESA, Peran
from akun.lingkup import lingkup
from akun.models import Pengguna
from apbdes.enums import StatusVersi
from apbdes.models import VersiApbdes
from dasar.acara import Acara, Rentang, daftarkan

DIEVALUASI = [StatusVersi.DIEVALUASI, StatusVersi.DIUSULKAN]


def acara_apbdes(pengguna: Pengguna, rentang: Rentang) -> Iterator[Acara]:
    """Only while somebody is waited for: once it is decided or mended, its day means nothing any more."""
    hari = (rentang.dari, rentang.sampai)
    hasil = Q(status__in=DIEVALUASI, batas_evaluasi__range=hari)
    perbaikan = Q(status=StatusVersi.PERLU_DIPERBAIKI, batas_perbaikan__range=hari)
    semua = VersiApbdes.objects.untuk(pengguna).filter(hasil | perbaikan)
    if rentang.milik:
        pihak = (Peran.CAMAT, Peran.VERIFIKATOR, *DESA)
        semua = semua.filter(lingkup(pengguna, *pihak, desa="apbdes__desa"))
    baris = VersiApbdes.objects.filter(pk__in=semua.values("pk")).ringkas()
    for v in baris.annotate(perubahan=Count("riwayat"), terakhir=Max("riwayat__waktu")).order_by("pk"):
        evaluasi = v.status in DIEVALUASI
        batas = v.batas_evaluasi if evaluasi else v.batas_perbaikan
        if batas is None:
            continue
        yield Acara(
            uid=f"apbdes-{'hasil' if evaluasi else 'perbaikan'}-{v.pk}",
            jenis="tenggat",
            judul=f"{'Hasil evaluasi' if evaluasi else 'Perbaikan'} paling lambat: {v}",
            mulai=batas,
            selesai=batas + timedelta(days=1),
            diubah=max(filter(None, [v.dibuat, v.terakhir])),
            urutan=v.versi + v.perubahan,
            tautan=v.get_absolute_url(),
            desa=v.apbdes.desa,
            keterangan=v.get_status_display(),
        )


daftarkan("apbdes", acara_apbdes)
