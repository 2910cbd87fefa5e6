from django.urls import path

from tindaklanjut.views import catat, daftar, papan, temuan

app_name = "tindaklanjut"
urlpatterns = [
    path("", daftar.TemuanDaftar.as_view(), name="temuan-daftar"),
    path("papan/", papan.temuan_papan, name="temuan-papan"),
    path("catat/", catat.temuan_catat_halaman, name="temuan-catat"),
    path("pengaduan/", catat.pengaduan_catat_halaman, name="pengaduan-catat"),
    path("<uuid:pk>/", temuan.temuan_rinci, name="temuan-rinci"),
    path("<uuid:pk>/jawab/", temuan.temuan_jawab, name="temuan-jawab"),
    path("<uuid:pk>/tutup/", temuan.temuan_tutup, name="temuan-tutup"),
    path("<uuid:pk>/tegur/", temuan.temuan_tegur, name="temuan-tegur"),
    path("<uuid:pk>/kembalikan/", temuan.temuan_kembalikan, name="temuan-kembalikan"),
    path("<uuid:pk>/buka-kembali/", temuan.temuan_buka_kembali, name="temuan-buka-kembali"),
]
