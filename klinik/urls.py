from django.urls import path

from klinik.views import ajukan, artikel, daftar, pertanyaan, topik

app_name = "klinik"
urlpatterns = [
    path("", daftar.PertanyaanDaftar.as_view(), name="pertanyaan-daftar"),
    path("ajukan/", ajukan.pertanyaan_ajukan, name="pertanyaan-ajukan"),
    path("mirip/", ajukan.pertanyaan_mirip, name="pertanyaan-mirip"),
    path("<int:pk>/", pertanyaan.pertanyaan_rinci, name="pertanyaan-rinci"),
    path("<int:pk>/jawab/", pertanyaan.langkah("jawab"), name="pertanyaan-jawab"),
    path("<int:pk>/tanya-lagi/", pertanyaan.langkah("tanya_lagi"), name="pertanyaan-tanya-lagi"),
    path("<int:pk>/teruskan/", pertanyaan.langkah("teruskan"), name="pertanyaan-teruskan"),
    path("<int:pk>/selesai/", pertanyaan.langkah("selesai"), name="pertanyaan-selesai"),
    path("<int:pk>/tutup/", pertanyaan.langkah("tutup"), name="pertanyaan-tutup"),
    path("<int:pk>/buka-kembali/", pertanyaan.langkah("buka_kembali"), name="pertanyaan-buka-kembali"),
    path("artikel/", daftar.ArtikelDaftar.as_view(), name="artikel-daftar"),
    path("artikel/tulis/", artikel.artikel_tulis, name="artikel-tulis"),
    path("artikel/<int:pk>/", artikel.artikel_rinci, name="artikel-rinci"),
    path("artikel/<int:pk>/ubah/", artikel.artikel_ubah, name="artikel-ubah"),
    path("artikel/<int:pk>/tarik/", artikel.langkah("tarik"), name="artikel-tarik"),
    path("artikel/<int:pk>/terbitkan/", artikel.langkah("terbitkan"), name="artikel-terbitkan"),
    path("topik/", topik.TopikDaftar.as_view(), name="topik-daftar"),
    path("topik/tambah/", topik.topik_tambah, name="topik-tambah"),
    path("topik/<int:pk>/", topik.topik_ubah, name="topik-ubah"),
]
