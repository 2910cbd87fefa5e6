from django.urls import path, register_converter

from monitoring.alur import TRANSISI_MONITORING
from monitoring.views import daftar, formulir, lapangan, lapangan_biasa, laporan, monitoring, rencana

app_name = "monitoring"


class AksiMonitoringConverter:
    """The actions of the transition table, and nothing else."""

    regex = "|".join(t.aksi for t in TRANSISI_MONITORING)

    def to_python(self, nilai: str) -> str:
        return nilai

    def to_url(self, nilai: str) -> str:
        return nilai


register_converter(AksiMonitoringConverter, "aksi_monitoring")

urlpatterns = [
    *formulir.halaman.urls(),
    path("", daftar.MonitoringDaftar.as_view(), name="monitoring-daftar"),
    path("alur/", monitoring.monitoring_alur, name="alur"),
    path("<int:pk>/", monitoring.monitoring_rinci, name="monitoring-rinci"),
    path("baru/", rencana.monitoring_baru, name="monitoring-buat"),
    path("<int:pk>/ubah/", rencana.monitoring_atur, name="monitoring-ubah"),
    path("<int:pk>/surat-tugas/", rencana.surat_tugas, name="surat-tugas-ajukan"),
    path("<int:pk>/laporan/", laporan.laporan, name="laporan"),
    path("<int:pk>/laporan/pratinjau/", laporan.laporan_pratinjau, name="laporan-pratinjau"),
    path("<int:pk>/lembar/<uuid:lembar>/kosong/", laporan.lembar_kosong, name="lembar-kosong"),
    path("formulir/<int:pk>/kosong/", laporan.formulir_kosong, name="formulir-kosong"),
    # in the field
    path("<int:pk>/isi/", lapangan.lapangan, name="lapangan"),
    path("<int:pk>/isi/biasa/", lapangan_biasa.lapangan_biasa, name="lapangan-biasa"),
    path("<int:pk>/isi/kekurangan/", lapangan.kekurangan, name="kekurangan"),
    path("<int:pk>/baris/<str:jenis>/<uuid:id>/", lapangan.baris, name="baris"),
    path("<int:pk>/foto/<uuid:id>/", lapangan.foto_unggah, name="foto-unggah"),
    path("<int:pk>/foto/<uuid:id>/berkas/", lapangan.foto_berkas, name="foto-berkas"),
    path("<int:pk>/jawaban/", lapangan.jawaban, name="jawaban"),
    path("<int:pk>/<aksi_monitoring:aksi>/", monitoring.monitoring_aksi, name="monitoring-aksi"),
]
