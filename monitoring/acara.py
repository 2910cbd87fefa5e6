"""Monitorings in a calendar, and the day on which the report of each is due."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Max, Q

from akun.enums import DESA
from akun.lingkup import lingkup
from akun.models import Pengguna
from dasar.acara import Acara, Rentang, daftarkan
from monitoring.enums import StatusMonitoring
from monitoring.models import Monitoring

SEHARI = timedelta(days=1)
STATUS = {StatusMonitoring.RENCANA: "TENTATIVE", StatusMonitoring.DIBATALKAN: "CANCELLED"}


def acara_monitoring(pengguna: Pengguna, rentang: Rentang) -> Iterator[Acara]:
    semua = Monitoring.objects.untuk(pengguna)
    if rentang.milik:
        semua = semua.filter(Q(pk__in=Monitoring.objects.bertugas(pengguna).values("pk")) | lingkup(pengguna, *DESA))
    jatuh = Q(tanggal_mulai__lte=rentang.sampai, tanggal_selesai__gte=rentang.dari)
    jatuh |= Q(batas_laporan__range=(rentang.dari, rentang.sampai))
    baris = Monitoring.objects.filter(pk__in=semua.filter(jatuh).values("pk")).ringkas()
    for m in baris.annotate(perubahan=Count("riwayat"), terakhir=Max("riwayat__waktu")).order_by("pk"):
        sama = {
            "diubah": max(filter(None, [m.dibuat, m.terakhir])),
            "urutan": m.versi + m.perubahan,
            "tautan": m.get_absolute_url(),
            "desa": m.desa,
            "keterangan": m.get_status_display(),
            "uraian": f"Petugas: {', '.join(p.nama for p in m.petugas.all()) or 'belum ditunjuk'}",
        }
        batal = m.status == StatusMonitoring.DIBATALKAN
        if m.tanggal_mulai and m.tanggal_selesai:
            yield Acara(
                uid=f"monitoring-{m.pk}",
                jenis="monitoring",
                judul=f"{'Dibatalkan: ' if batal else ''}{m}",
                mulai=m.tanggal_mulai,
                selesai=m.tanggal_selesai + SEHARI,
                status=STATUS.get(StatusMonitoring(m.status), "CONFIRMED"),
                tempat=str(m.desa),
                **sama,
            )
        if m.belum_lapor and m.batas_laporan:
            yield Acara(
                uid=f"laporan-monitoring-{m.pk}",
                jenis="tenggat",
                judul=f"Laporan paling lambat: {m}",
                mulai=m.batas_laporan,
                selesai=m.batas_laporan + SEHARI,
                **sama,
            )


daftarkan("monitoring", acara_monitoring)
