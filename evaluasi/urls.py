from django.urls import path, register_converter

from evaluasi.alur import TRANSISI_EVALUASI
from evaluasi.views import evaluasi, formulir, keputusan, laporan, penilaian, perbandingan, tim

app_name = "evaluasi"


class AksiConverter:
    """The actions of the transition table that are somebody's own act, and nothing else."""

    regex = "|".join(t.aksi for t in TRANSISI_EVALUASI if t.peran)

    def to_python(self, nilai: str) -> str:
        return nilai

    def to_url(self, nilai: str) -> str:
        return nilai


register_converter(AksiConverter, "aksi_evaluasi")

urlpatterns = [
    *formulir.halaman.urls(),
    path("", evaluasi.EvaluasiDaftar.as_view(), name="evaluasi-daftar"),
    path("baru/", evaluasi.evaluasi_baru, name="evaluasi-buat"),
    path("alur/", evaluasi.evaluasi_alur, name="alur"),
    path("<int:pk>/", evaluasi.evaluasi_rinci, name="evaluasi-rinci"),
    path("<int:pk>/ubah/", evaluasi.evaluasi_atur, name="evaluasi-ubah"),
    path("<int:pk>/<aksi_evaluasi:aksi>/", keputusan.evaluasi_aksi, name="evaluasi-aksi"),
    path("<int:pk>/laporan/", laporan.evaluasi_laporan, name="evaluasi-laporan"),
    path("<int:pk>/laporan/pratinjau/", laporan.laporan_pratinjau, name="laporan-pratinjau"),
    path("<int:pk>/kosong/", laporan.evaluasi_kosong, name="evaluasi-kosong"),
    path("formulir/<int:pk>/kosong/", laporan.formulir_kosong_pdf, name="formulir-kosong"),
    # scoring
    path("<int:pk>/nilai/", penilaian.penilaian, name="penilaian"),
    path("<int:pk>/nilai/biasa/", penilaian.penilaian_biasa, name="penilaian-biasa"),
    path("<int:pk>/nilai/pembahasan/<uuid:id>/", penilaian.pembahasan_baris, name="pembahasan-baris"),
    path("<int:pk>/nilai/<int:penilaian>/baris/<uuid:id>/", penilaian.nilai_baris, name="nilai-baris"),
    path("<int:pk>/nilai/<int:penilaian>/kekurangan/", penilaian.kekurangan, name="penilaian-kekurangan"),
    path("<int:pk>/nilai/<int:penilaian>/serahkan/", penilaian.serahkan, name="penilaian-serahkan"),
    # final results side by side
    path("banding/", perbandingan.banding, name="banding"),
    path("banding/xlsx/", perbandingan.banding_xlsx, name="banding-xlsx"),
    path("peringkat/", perbandingan.peringkat, name="peringkat"),
    path("peringkat/xlsx/", perbandingan.peringkat_xlsx, name="peringkat-xlsx"),
    # teams
    path("tim/", tim.TimDaftar.as_view(), name="tim-daftar"),
    path("tim/baru/", tim.tim_buat, name="tim-buat"),
    path("tim/<int:pk>/", tim.tim_rinci, name="tim-rinci"),
    path("tim/<int:pk>/ubah/", tim.tim_ubah, name="tim-ubah"),
    path("tim/<int:pk>/sk/", tim.tim_sk, name="tim-sk"),
    path("tim/<int:pk>/sk/ajukan/", tim.tim_sk_ajukan, name="tim-sk-ajukan"),
    path("tim/<int:pk>/sk/catat/", tim.tim_sk_catat, name="tim-sk-catat"),
    path("tim/<int:pk>/sk/cetak/", tim.tim_sk_pdf, name="tim-sk-pdf"),
]
