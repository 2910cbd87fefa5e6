from django.urls import path, register_converter

from laporan.alur import TRANSISI_LAPORAN
from laporan.views import laporan, program


class AksiLaporanConverter:
    """The actions of the transition table, and nothing else."""

    regex = "|".join(t.aksi for t in TRANSISI_LAPORAN)

    def to_python(self, nilai: str) -> str:
        return nilai

    def to_url(self, nilai: str) -> str:
        return nilai


register_converter(AksiLaporanConverter, "aksi_laporan")
app_name = "laporan"
urlpatterns = [
    path("", laporan.LaporanDaftar.as_view(), name="laporan-daftar"),
    path("alur/", laporan.laporan_alur, name="alur"),
    path("susun/", laporan.laporan_susun, name="laporan-susun"),
    path("<int:pk>/", laporan.laporan_rinci, name="laporan-rinci"),
    path("<int:pk>/tulis/", laporan.laporan_tulis, name="laporan-tulis"),
    path("<int:pk>/hitung/", laporan.laporan_hitung, name="laporan-hitung"),
    path("<int:pk>/pratinjau/", laporan.laporan_pratinjau, name="laporan-pratinjau"),
    path("<int:pk>/xlsx/", laporan.laporan_xlsx, name="laporan-xlsx"),
    path("program/", program.program_daftar, name="program-daftar"),
    path("program/<int:pk>/", program.program_rinci, name="program-rinci"),
    path("program/<int:pk>/pdf/", program.program_pdf, name="program-pdf"),
    path("program/<int:pk>/xlsx/", program.program_xlsx, name="program-xlsx"),
    path("<int:pk>/<aksi_laporan:aksi>/", laporan.laporan_aksi, name="laporan-aksi"),
]
