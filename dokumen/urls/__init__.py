from django.urls import include, path

from dokumen.urls.ekspor import kiriman_ekspor
from dokumen.urls.naskah import naskah
from dokumen.urls.sertifikat import publik as sertifikat_publik
from dokumen.urls.sertifikat import saya as sertifikat_saya
from dokumen.views import verifikasi as verifikasi_views

app_name = "dokumen"

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
    path("berkas/", include("dokumen.urls.kiriman_berkas")),
    path("berkas/", include("dokumen.urls.berkas")),
    path("verifikasi/", include(verifikasi)),
]
