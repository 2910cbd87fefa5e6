"""The list of monitorings."""

from django.urls import reverse

from dasar.daftar import Daftar
from monitoring.filters import MonitoringFilter
from monitoring.models import Monitoring
from monitoring.tables import MonitoringTable


class MonitoringDaftar(Daftar):
    table_class = MonitoringTable
    filterset_class = MonitoringFilter
    template_name = "monitoring/monitoring_daftar.html"
    judul = "Monitoring"

    def get_queryset(self):
        return Monitoring.objects.untuk(self.request.user).ringkas()

    @property
    def kelola(self) -> bool:
        return self.request.user.has_perm("monitoring.kelola_monitoring")

    def get_context_data(self, **kwargs):
        return super().get_context_data(kelola=self.kelola, **kwargs)

    def get_kosong(self) -> dict[str, str]:
        if not self.kelola:
            return {"judul": "Belum ada monitoring", "saran": "Monitoring yang ditugaskan muncul di sini."}
        return {
            "judul": "Belum ada monitoring",
            "saran": "Rencanakan monitoring sebuah desa: bidang, petugas, tanggal, dan formulirnya.",
            "url": reverse("monitoring:monitoring-buat"),
            "tombol": "Monitoring baru",
        }
