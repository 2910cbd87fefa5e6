from django.urls import include, path

from naskah.urls.ekspor import kiriman_ekspor
from naskah.urls.naskah import naskah
from naskah.urls.sertifikat import publik as sertifikat_publik
from naskah.urls.sertifikat import saya as sertifikat_saya
from naskah.views import verifikasi as verifikasi_views

app_name = "naskah"

verifikasi = [
    path("", verifikasi_views.verifikasi_cari, name="verifikasi-cari"),
    path("sidik/", verifikasi_views.verifikasi_sidik, name="verifikasi-sidik"),
    path("berkas/", verifikasi_views.verifikasi_berkas, name="verifikasi-berkas"),
    path("<str:kode>/", verifikasi_views.verifikasi, name="verifikasi"),
]
urlpatterns = [
    *sertifikat_publik,
    path("sertifikat/", include(sertifikat_saya)),
    path("naskah/", include(kiriman_ekspor)),
    path("naskah/", include(naskah)),
    path("verifikasi/", include(verifikasi)),
]
