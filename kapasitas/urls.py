from django.urls import path

from kapasitas.views import keadaan, pelatihan, penilaian

app_name = "kapasitas"
urlpatterns = [
    path("", keadaan.ringkas, name="ringkas"),
    path("perangkat/", keadaan.PejabatDaftar.as_view(), name="pejabat-daftar"),
    path("perangkat/<int:pk>/", keadaan.pejabat_rinci, name="pejabat"),
    path("perangkat/<int:pk>/nilai/", penilaian.penilaian_mulai, name="pejabat-nilai"),
    path("desa/", keadaan.desa_saya, name="desa-saya"),
    path("desa/<int:pk>/", keadaan.desa_keadaan, name="desa"),
    path("desa/<int:pk>/pdf/", keadaan.desa_pdf, name="desa-pdf"),
    path("kompetensi/", keadaan.kompetensi_daftar, name="kompetensi"),
    path("sasaran/", pelatihan.sasaran, name="sasaran"),
    path("penilaian/<int:pk>/", penilaian.penilaian_rinci, name="penilaian-rinci"),
    path("penilaian/<int:pk>/isi/", penilaian.penilaian_isi, name="penilaian-isi"),
    path("penilaian/<int:pk>/koreksi/", penilaian.penilaian_koreksi, name="penilaian-koreksi"),
    path("penilaian/<int:pk>/tanggapi/", penilaian.penilaian_tanggapi, name="penilaian-tanggapi"),
    path("penilaian/<int:pk>/<slug:aksi>/", penilaian.penilaian_aksi, name="penilaian-aksi"),
    path("pelatihan/", pelatihan.PelatihanDaftar.as_view(), name="pelatihan-daftar"),
    path("pelatihan/tambah/", pelatihan.pelatihan_tambah, name="pelatihan-tambah"),
    path("pelatihan/<int:pk>/", pelatihan.pelatihan_rinci, name="pelatihan-rinci"),
    path("pelatihan/<int:pk>/ubah/", pelatihan.pelatihan_ubah, name="pelatihan-ubah"),
    path("pelatihan/<int:pk>/hapus/", pelatihan.pelatihan_hapus, name="pelatihan-hapus"),
    path("pelatihan/<int:pk>/daftar-hadir/pdf/", pelatihan.pelatihan_hadir_pdf, name="pelatihan-hadir-pdf"),
]
