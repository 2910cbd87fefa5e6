from django.urls import path

from desa.tabel import TABEL
from desa.views import desa, impor, kelola_wilayah, libur, pejabat, wilayah

app_name = "desa"
urlpatterns = [
    path("", desa.DesaDaftar.as_view(), name="desa-daftar"),
    path("<int:pk>/", desa.desa_rinci, name="desa-rinci"),
    path("<int:pk>/ubah/", desa.desa_ubah, name="desa-ubah"),
    path("kecamatan/pilih/", wilayah.wilayah_pilih, name="kecamatan-pilih"),
    path("kecamatan/<int:pk>/ubah/", desa.kecamatan_ubah, name="kecamatan-ubah"),
    path("kecamatan/<int:pk>/lambang/", desa.kecamatan_lambang, name="kecamatan-lambang"),
    path("wilayah/", kelola_wilayah.WilayahDaftar.as_view(), name="wilayah-daftar"),
    path("wilayah/tambah/", kelola_wilayah.wilayah_tambah, name="wilayah-tambah"),
    path("wilayah/<int:pk>/ubah/", kelola_wilayah.wilayah_ubah, name="wilayah-ubah"),
    path("tambah/", kelola_wilayah.desa_tambah, name="desa-tambah"),
    path("<int:pk>/nama/", kelola_wilayah.desa_nama, name="desa-nama"),
    path("hari-libur/", libur.LiburDaftar.as_view(), name="libur-daftar"),
    path("hari-libur/tambah/", libur.libur_tambah, name="libur-tambah"),
    path("hari-libur/<int:pk>/ubah/", libur.libur_ubah, name="libur-ubah"),
    path("hari-libur/<int:pk>/hapus/", libur.libur_hapus, name="libur-hapus"),
    path("perangkat/", pejabat.PerangkatDaftar.as_view(), name="perangkat-daftar"),
    path("bpd/", pejabat.BPDDaftar.as_view(), name="bpd-daftar"),
    path("lkd/", pejabat.LKDDaftar.as_view(), name="lkd-daftar"),
]
for kunci in TABEL:
    urlpatterns += [
        path(f"{kunci}/ekspor/<slug:jenis>/", impor.ekspor, {"kunci": kunci}, name=f"{kunci}-ekspor"),
        path(f"{kunci}/impor/", impor.impor, {"kunci": kunci}, name=f"{kunci}-impor"),
        path(f"{kunci}/impor/templat/", impor.templat, {"kunci": kunci}, name=f"{kunci}-templat"),
        path(f"<int:pk>/{kunci}/tambah/", pejabat.tambah, {"kunci": kunci}, name=f"{kunci}-tambah"),
        path(f"{kunci}/<int:pk>/ubah/", pejabat.ubah, {"kunci": kunci}, name=f"{kunci}-ubah"),
        path(f"{kunci}/<int:pk>/hapus/", pejabat.hapus, {"kunci": kunci}, name=f"{kunci}-hapus"),
    ]
