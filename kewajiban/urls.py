from django.urls import path

from kewajiban.views import catat, katalog, tabel

app_name = "kewajiban"
urlpatterns = [
    path("", tabel.kewajiban_tabel, name="tabel"),
    path("daftar/", katalog.kewajiban_daftar, name="daftar"),
    path("jadwal/", katalog.kewajiban_jadwal, name="jadwal"),
    path("penghitungan/", catat.penghitungan, name="penghitungan"),
    path("ketentuan/tambah/", catat.ketentuan, name="ketentuan-tambah"),
    path("ketentuan/<str:kode>/", catat.ketentuan, name="ketentuan-ubah"),
    path("desa/<int:pk>/", tabel.kewajiban_desa, name="desa"),
    path("desa/<int:pk>/kejadian/", catat.kejadian_catat, name="kejadian-catat"),
    path("desa/<int:pk>/dipenuhi/<str:kode>/", catat.pemenuhan_catat, name="pemenuhan-catat"),
    path("kejadian/<int:pk>/hapus/", catat.kejadian_hapus, name="kejadian-hapus"),
    path("pemenuhan/<int:pk>/hapus/", catat.pemenuhan_hapus, name="pemenuhan-hapus"),
    path("rinci/<str:kode>/", katalog.kewajiban_rinci, name="rinci"),
]
