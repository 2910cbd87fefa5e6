from django.urls import include, path

from dokumen.views import naskah as views

app_name = "dokumen"

naskah = [
    path("", views.NaskahDaftar.as_view(), name="naskah-daftar"),
    path("<int:pk>/", views.naskah_rinci, name="naskah-rinci"),
    path("<int:pk>/pdf/", views.naskah_pdf, name="naskah-pdf"),
    path("<int:pk>/pdf/ulang/", views.naskah_pdf_ulang, name="naskah-pdf-ulang"),
]
berkas: list = []
urlpatterns = [
    path("naskah/", include(naskah)),
    path("berkas/", include(berkas)),
]
