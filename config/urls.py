from inspect import unwrap

from django.contrib import admin
from django.urls import include, path
from django.views import defaults

from akun.pintu import pintu
from dasbor.views import sehat
from operasi.views import siap

admin.site.site_header = "PERUT – Admin"
admin.site.site_title = "PERUT"
admin.site.index_title = "Data induk dan pengguna"
admin.site.site_url = "/"

urlpatterns = [
    path("", include("dasbor.urls")),
    path("sehat/", sehat, name="sehat"),
    path("siap/", siap, name="siap"),
    path("pintu/", pintu, name="pintu"),
    path("akun/", include("akun.urls")),
    path("pemberitahuan/", include("notifikasi.urls")),
    path("desa/", include("desa.urls")),
    path("", include("naskah.urls")),  # naskah/, sertifikat/, verifikasi/
    path("berkas/", include("berkas.urls")),
    path("usulan/", include("pembaruan.urls")),
    path("isian/", include("serahan.urls")),
    path("temuan/", include("tindaklanjut.urls")),
    path("kewajiban/", include("kewajiban.urls")),
    path("perjalanan/", include("perjalanan.urls")),
    path("pendamping/", include("pendamping.urls")),
    path("kapasitas/", include("kapasitas.urls")),
    path("klinik/", include("klinik.urls")),
    path("perut/", include("perut.urls")),
    path("monitoring/", include("monitoring.urls")),
    path("evaluasi/", include("evaluasi.urls")),
    path("apbdes/", include("apbdes.urls")),
    path("laporan/", include("laporan.urls")),
    path("pekerjaan-latar/", include("antrean.urls")),
    path("operasi/", include("operasi.urls")),
    path("admin/", admin.site.urls),
]

# Without Django's decorator, which would look for a token in the body of what is refused.
handler400, handler403, handler404 = map(
    unwrap, (defaults.bad_request, defaults.permission_denied, defaults.page_not_found)
)
handler500 = "dasbor.views.galat"
