from django.urls import path

from apbdes.views import perangkat

app_name = "apbdes"

urlpatterns = [
    path("aturan/", perangkat.perangkat_daftar, name="perangkat-daftar"),
    path("aturan/<slug:kode>/", perangkat.perangkat_rinci, name="perangkat-rinci"),
    path("aturan/<slug:kode>/<slug:nama>/ubah/", perangkat.angka_ubah, name="angka-ubah"),
    path("aturan/kecamatan/<int:pk>/", perangkat.perangkat_pilihan, name="perangkat-pilihan"),
]
