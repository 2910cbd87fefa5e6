from django.urls import path

from apbdes.views import banding, cetak, impor, perangkat, versi

app_name = "apbdes"

urlpatterns = [
    # versions
    path("", versi.VersiDaftar.as_view(), name="daftar"),
    path("baru/", versi.versi_baru, name="versi-baru"),
    path("<int:pk>/", versi.versi_rinci, name="versi-rinci"),
    path("<int:pk>/lanjutan/", versi.versi_lanjutan, name="versi-lanjutan"),
    path("<int:pk>/banding/<int:lain>/", banding.versi_banding, name="versi-banding"),
    # from and to a file
    path("<int:pk>/impor/", impor.versi_impor, name="versi-impor"),
    path("<int:pk>/impor/simpan/", impor.versi_impor_simpan, name="versi-impor-simpan"),
    path("<int:pk>/templat/", impor.versi_templat, name="versi-templat"),
    path("<int:pk>/unduh/<str:bentuk>/", impor.versi_ekspor, name="versi-ekspor"),
    path("<int:pk>/cetak/", cetak.versi_pdf, name="versi-pdf"),
    # rule sets
    path("aturan/", perangkat.perangkat_daftar, name="perangkat-daftar"),
    path("aturan/<slug:kode>/", perangkat.perangkat_rinci, name="perangkat-rinci"),
    path("aturan/<slug:kode>/<slug:nama>/ubah/", perangkat.angka_ubah, name="angka-ubah"),
    path("aturan/kecamatan/<int:pk>/", perangkat.perangkat_pilihan, name="perangkat-pilihan"),
]
