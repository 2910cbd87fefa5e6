"""Evaluations in a calendar: the days in which the team works."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Max, Q

from akun.enums import DESA
from akun.lingkup import lingkup
from akun.models import Pengguna
from dasar.acara import Acara, Rentang, daftarkan
from evaluasi.enums import StatusEvaluasi
from evaluasi.models import Evaluasi, TimEvaluasi

STATUS = {StatusEvaluasi.RENCANA: "TENTATIVE", StatusEvaluasi.DIBATALKAN: "CANCELLED"}


def acara_evaluasi(pengguna: Pengguna, rentang: Rentang) -> Iterator[Acara]:
    """One's own are those of whose team the person is a member, and those of the desa they act for."""
    semua = Evaluasi.objects.untuk(pengguna)
    if rentang.milik:
        anggota = TimEvaluasi.objects.filter(anggota__pengguna=pengguna)
        semua = semua.filter(Q(tim__in=anggota) | lingkup(pengguna, *DESA))
    sebelum = Q(tanggal_selesai__gte=rentang.dari) | Q(tanggal_selesai=None, tanggal_mulai__gte=rentang.dari)
    semua = semua.filter(sebelum, tanggal_mulai__lte=rentang.sampai)
    baris = Evaluasi.objects.filter(pk__in=semua.values("pk")).ringkas()
    for e in baris.annotate(perubahan=Count("riwayat"), terakhir=Max("riwayat__waktu")).order_by("pk"):
        assert e.tanggal_mulai is not None  # asked for by its day
        batal = e.status == StatusEvaluasi.DIBATALKAN
        yield Acara(
            uid=f"evaluasi-{e.pk}",
            jenis="evaluasi",
            judul=f"{'Dibatalkan: ' if batal else ''}{e}",
            mulai=e.tanggal_mulai,
            selesai=(e.tanggal_selesai or e.tanggal_mulai) + timedelta(days=1),
            diubah=max(filter(None, [e.dibuat, e.terakhir])),
            urutan=e.versi + e.perubahan,
            tautan=e.get_absolute_url(),
            desa=e.desa,
            keterangan=e.get_status_display(),
            status=STATUS.get(StatusEvaluasi(e.status), "CONFIRMED"),
            uraian=f"Tim: {e.tim}",
        )


daftarkan("evaluasi", acara_evaluasi)
