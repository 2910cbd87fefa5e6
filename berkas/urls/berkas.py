"""The pages about uploaded files: lists, one file, recaps, requirements. Sending is in kiriman.py."""

from django.urls import path

from berkas.views import berkas, kategori, kebutuhan, rekap, sk

halaman = [
    path("", berkas.BerkasDaftar.as_view(), name="berkas-daftar"),
    path("<int:pk>/", berkas.berkas_rinci, name="berkas-rinci"),
    path("<int:pk>/terima/", berkas.berkas_terima, name="berkas-terima"),
    path("<int:pk>/tolak/", berkas.berkas_tolak, name="berkas-tolak"),
    path("<int:pk>/ubah/", berkas.berkas_ubah, name="berkas-ubah"),
    path("<int:pk>/pejabat/", sk.berkas_pejabat, name="berkas-pejabat"),
    path("rekap/", rekap.berkas_rekap, name="berkas-rekap"),
    path("rekap/<int:desa>/", rekap.berkas_rekap_desa, name="berkas-rekap-desa"),
    path("kategori/", kategori.KategoriDaftar.as_view(), name="kategori-daftar"),
    path("kategori/tambah/", kategori.kategori_tambah, name="kategori-tambah"),
    path("kategori/<int:pk>/ubah/", kategori.kategori_ubah, name="kategori-ubah"),
    path("wajib/", kebutuhan.KebutuhanDaftar.as_view(), name="kebutuhan-daftar"),
    path("wajib/tambah/", kebutuhan.kebutuhan_tambah, name="kebutuhan-tambah"),
    path("wajib/pasang/", kebutuhan.kebutuhan_pasang, name="kebutuhan-pasang"),
    path("wajib/<int:pk>/ubah/", kebutuhan.kebutuhan_ubah, name="kebutuhan-ubah"),
    path("wajib/<int:pk>/akhiri/", kebutuhan.kebutuhan_akhiri, name="kebutuhan-akhiri"),
]
