from django.urls import path

from pendamping.views import lapangan, lembar, tabel

app_name = "pendamping"
urlpatterns = [
    path("", tabel.pendamping_tabel, name="tabel"),
    path("saya/", lapangan.saya, name="saya"),
    path("alur/", lembar.lembar_alur, name="alur"),
    path("lembar/", lembar.LembarDaftar.as_view(), name="lembar-daftar"),
    path("lembar/buka/", lapangan.lembar_buka, name="lembar-buka"),
    path("lembar/<int:pk>/", lembar.lembar_rinci, name="lembar-rinci"),
    path("lembar/<int:pk>/isi/", lapangan.lembar_isi, name="lembar-isi"),
    path("lembar/<int:pk>/isi/biasa/", lapangan.lembar_biasa, name="lembar-biasa"),
    path("lembar/<int:pk>/isi/catatan/", lapangan.lembar_catatan, name="lembar-catatan"),
    path("lembar/<int:pk>/isi/kekurangan/", lapangan.lembar_kekurangan, name="lembar-kekurangan"),
    path("lembar/<int:pk>/isi/<uuid:id>/", lapangan.lembar_baris, name="lembar-baris"),
    path("lembar/<int:pk>/bukti/<str:kode>/", lapangan.lembar_bukti, name="lembar-bukti"),
    path("lembar/<int:pk>/bukti/<str:kode>/<int:bukti>/lepas/", lapangan.lembar_bukti_lepas, name="lembar-lepas"),
    path("lembar/<int:pk>/periksa/<str:kode>/", lembar.lembar_periksa, name="lembar-periksa"),
    path("lembar/<int:pk>/langkah/<str:aksi>/", lembar.lembar_aksi, name="lembar-aksi"),
    path("laporan/<str:kode>/<int:orang>/<str:bulan>/", tabel.laporan, name="laporan"),
    path("laporan/<str:kode>/<int:orang>/<str:bulan>/pdf/", tabel.laporan_pdf, name="laporan-pdf"),
    path("penempatan/", tabel.penempatan_daftar, name="penempatan-daftar"),
    path("penempatan/tambah/", tabel.penempatan_tambah, name="penempatan-tambah"),
    path("penempatan/<int:pk>/", tabel.penempatan_ubah, name="penempatan-ubah"),
]
