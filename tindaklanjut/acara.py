"""Findings that wait to be mended, on their last day."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Max

from akun.enums import DESA
from akun.lingkup import lingkup
from akun.models import Pengguna
from dasar.acara import Acara, Rentang, daftarkan
from tindaklanjut.models import Temuan


def acara_temuan(pengguna: Pengguna, rentang: Rentang) -> Iterator[Acara]:
    semua = Temuan.objects.untuk(pengguna).belum_selesai().filter(batas_waktu__range=(rentang.dari, rentang.sampai))
    if rentang.milik:
        semua = semua.filter(lingkup(pengguna, *DESA))
    baris = Temuan.objects.filter(pk__in=semua.values("pk")).select_related("desa__kecamatan")
    for t in baris.annotate(perubahan=Count("riwayat"), terakhir=Max("riwayat__waktu")).order_by("pk"):
        yield Acara(
            uid=f"temuan-{t.pk}",
            jenis="tenggat",
            judul=f"Batas temuan: {t}",
            mulai=t.batas_waktu,
            selesai=t.batas_waktu + timedelta(days=1),
            diubah=max(filter(None, [t.diubah_pada, t.terakhir])),
            urutan=t.versi + t.perubahan,
            tautan=t.get_absolute_url(),
            desa=t.desa,
            keterangan=t.get_status_display(),
            uraian=f"Penanggung jawab: {t.penanggung_jawab}",
        )


daftarkan("temuan", acara_temuan)
