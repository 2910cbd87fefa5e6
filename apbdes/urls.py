from django.urls import path

from apbdes.views import perangkat, versi

app_name = "apbdes"

urlpatterns = [
    # versions
    path("", versi.VersiDaftar.as_view(), name="daftar"),
    path("baru/", versi.versi_baru, name="versi-baru"),
    path("<int:pk>/", versi.versi_rinci, name="versi-rinci"),
    path("<int:pk>/lanjutan/", versi.versi_lanjutan, name="versi-lanjutan"),
    # rule sets
    path("aturan/", perangkat.perangkat_daftar, name="perangkat-daftar"),
    path("aturan/<slug:kode>/", perangkat.perangkat_rinci, name="perangkat-rinci"),
    path("aturan/<slug:kode>/<slug:nama>/ubah/", perangkat.angka_ubah, name="angka-ubah"),
    path("aturan/kecamatan/<int:pk>/", perangkat.perangkat_pilihan, name="perangkat-pilihan"),
]
