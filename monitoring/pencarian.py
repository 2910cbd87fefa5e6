"""What is found of monitorings: by village, field, officer, or the number of a letter."""

from django.db.models import Q, QuerySet

from akun.models import Pengguna
from dasar.pencarian import Hasil, Sumber, memuat
from monitoring.models import Monitoring


def monitoring_memuat(teks: str) -> Q:
    def petugas(kata: str) -> Q:
        return Q(pk__in=Monitoring.objects.filter(petugas__nama__icontains=kata).values("pk"))

    kolom = ("desa__nama", "bidang", "surat_tugas__nomor", "laporan__nomor")
    return memuat(teks, *kolom, tahun="tanggal_mulai__year", lain=petugas)


def _cari(pengguna: Pengguna, teks: str) -> "QuerySet[Monitoring]":
    semua = Monitoring.objects.untuk(pengguna).filter(monitoring_memuat(teks))
    return (
        semua.select_related("desa", "surat_tugas", "laporan")
        .defer("surat_tugas__isi", "laporan__isi")
        .prefetch_related("petugas")
    )


def _hasil(monitoring: Monitoring) -> Hasil:
    surat, laporan = monitoring.surat_tugas, monitoring.laporan
    return Hasil(
        str(monitoring),
        monitoring.get_absolute_url(),
        desa=str(monitoring.desa),
        tahun=str(monitoring.tanggal_mulai.year) if monitoring.tanggal_mulai else "",
        benda=monitoring,
        teks=(
            ("Surat tugas", surat.nomor if surat else ""),
            ("Laporan", laporan.nomor if laporan else ""),
            ("Petugas", ", ".join(p.nama for p in monitoring.petugas.all())),
        ),
    )


SUMBER = (Sumber("Monitoring", "clipboard2-check", "monitoring:monitoring-daftar", _cari, _hasil),)
