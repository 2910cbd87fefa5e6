from django.urls import path, register_converter

from perut.enums import TRANSISI_KUNJUNGAN
from perut.views import kunjungan, lapangan

app_name = "perut"


class AksiConverter:
    """The actions of the transition table, and nothing else."""

    regex = "|".join(t.aksi for t in TRANSISI_KUNJUNGAN)

    def to_python(self, nilai: str) -> str:
        return nilai

    def to_url(self, nilai: str) -> str:
        return nilai


register_converter(AksiConverter, "aksi")

urlpatterns = [
    # visits: page and decisions
    path("alur/", kunjungan.kunjungan_alur, name="alur"),
    path("kunjungan/<int:pk>/", kunjungan.kunjungan_rinci, name="kunjungan-rinci"),
    path("kunjungan/<int:pk>/catatan/", kunjungan.kunjungan_catat, name="kunjungan-catat"),
    path("kunjungan/<int:pk>/pratinjau/", kunjungan.kunjungan_pratinjau, name="kunjungan-pratinjau"),
    path("kunjungan/<int:pk>/<aksi:aksi>/", kunjungan.kunjungan_aksi, name="kunjungan-aksi"),
    # in the field
    path("kunjungan/<int:pk>/isi/", lapangan.lapangan, name="lapangan"),
    path("kunjungan/<int:pk>/isi/simpan/", lapangan.isi_kunjungan, name="isi-kunjungan"),
    path("kunjungan/<int:pk>/isi/kekurangan/", lapangan.kekurangan, name="kekurangan"),
    path("kunjungan/<int:pk>/baris/<str:jenis>/<uuid:id>/", lapangan.baris, name="baris"),
    path("kunjungan/<int:pk>/foto/<uuid:id>/", lapangan.foto_unggah, name="foto-unggah"),
    path("kunjungan/<int:pk>/foto/<uuid:id>/berkas/", lapangan.foto_berkas, name="foto-berkas"),
    # programme, schedule, calendar
    # books
]
