from django.contrib import admin
from django.urls import include, path

from dasbor.views import sehat

admin.site.site_header = "PERUT – Admin"
admin.site.site_title = "PERUT"
admin.site.index_title = "Data induk dan pengguna"
admin.site.site_url = "/"

urlpatterns = [
    path("", include("dasbor.urls")),
    path("sehat/", sehat, name="sehat"),
    path("akun/", include("akun.urls")),
    path("pemberitahuan/", include("notifikasi.urls")),
    path("desa/", include("desa.urls")),
    path("", include("naskah.urls")),  # naskah/, sertifikat/, verifikasi/
    path("berkas/", include("berkas.urls")),
    path("usulan/", include("pembaruan.urls")),
    path("temuan/", include("tindaklanjut.urls")),
    path("perut/", include("perut.urls")),
    path("monitoring/", include("monitoring.urls")),
    path("evaluasi/", include("evaluasi.urls")),
    path("apbdes/", include("apbdes.urls")),
    path("pekerjaan-latar/", include("antrean.urls")),
    path("admin/", admin.site.urls),
]

handler500 = "dasbor.views.galat"
