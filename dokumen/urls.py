from django.urls import include, path

from dokumen.urls_sertifikat import publik as sertifikat_publik
from dokumen.urls_sertifikat import saya as sertifikat_saya
from dokumen.views import naskah as views
from dokumen.views import verifikasi as verifikasi_views

app_name = "dokumen"

naskah = [
    path("", views.NaskahDaftar.as_view(), name="naskah-daftar"),
    path("<int:pk>/", views.naskah_rinci, name="naskah-rinci"),
    path("<int:pk>/pdf/", views.naskah_pdf, name="naskah-pdf"),
    path("<int:pk>/pdf/ulang/", views.naskah_pdf_ulang, name="naskah-pdf-ulang"),
]
berkas: list = []
verifikasi = [
    path("", verifikasi_views.verifikasi_cari, name="verifikasi-cari"),
    path("sidik/", verifikasi_views.verifikasi_sidik, name="verifikasi-sidik"),
    path("berkas/", verifikasi_views.verifikasi_berkas, name="verifikasi-berkas"),
    path("<str:kode>/", verifikasi_views.verifikasi, name="verifikasi"),
]
urlpatterns = [
    *sertifikat_publik,
    path("sertifikat/", include(sertifikat_saya)),
    path("naskah/", include(naskah)),
    path("berkas/", include("dokumen.urls_berkas")),
    path("berkas/", include(berkas)),
    path("verifikasi/", include(verifikasi)),
]
